// Generated from tests/documents/schemas.yaml. Do not edit.

//! What operations take and answer beyond the schemas of the document.
#![allow(unused_mut)]
/// What `PUT /everything` answers when it does not succeed.
#[derive(Debug)]
pub enum PutEverythingError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for PutEverythingError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<PutEverythingError> for rest_runtime::Failure {
    fn from(error: PutEverythingError) -> Self {
        match error {
            PutEverythingError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl PutEverythingError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `PUT /account` answers when it does not succeed.
#[derive(Debug)]
pub enum PutAccountError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for PutAccountError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<PutAccountError> for rest_runtime::Failure {
    fn from(error: PutAccountError) -> Self {
        match error {
            PutAccountError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl PutAccountError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `PUT /defaults` answers when it does not succeed.
#[derive(Debug)]
pub enum PutDefaultsError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for PutDefaultsError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<PutDefaultsError> for rest_runtime::Failure {
    fn from(error: PutDefaultsError) -> Self {
        match error {
            PutDefaultsError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl PutDefaultsError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `PUT /inline` answers when it does not succeed.
#[derive(Debug)]
pub enum PutInlineError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for PutInlineError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<PutInlineError> for rest_runtime::Failure {
    fn from(error: PutInlineError) -> Self {
        match error {
            PutInlineError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl PutInlineError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}
