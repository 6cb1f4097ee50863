// Generated from tests/documents/security.yaml. Do not edit.

//! What operations take and answer beyond the schemas of the document.
#![allow(unused_mut)]
/// What `GET /inherited` answers when it does not succeed.
#[derive(Debug)]
pub enum InheritedError {
    /// 401: Not them.
    Unauthorized(crate::types::Error),
    /// 403: Not them.
    Forbidden(crate::types::Error),
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for InheritedError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

#[cfg(feature = "server")]
impl InheritedError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Unauthorized(payload) => {
                rest_runtime::server::Answer::json(401, &payload)
            }
            Self::Forbidden(payload) => rest_runtime::server::Answer::json(403, &payload),
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /open` answers when it does not succeed.
#[derive(Debug)]
pub enum OpenError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for OpenError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<OpenError> for rest_runtime::Failure {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl OpenError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /basic` answers when it does not succeed.
#[derive(Debug)]
pub enum BasicError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for BasicError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<BasicError> for rest_runtime::Failure {
    fn from(error: BasicError) -> Self {
        match error {
            BasicError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl BasicError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /digest` answers when it does not succeed.
#[derive(Debug)]
pub enum DigestError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for DigestError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<DigestError> for rest_runtime::Failure {
    fn from(error: DigestError) -> Self {
        match error {
            DigestError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl DigestError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /header` answers when it does not succeed.
#[derive(Debug)]
pub enum HeaderError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for HeaderError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<HeaderError> for rest_runtime::Failure {
    fn from(error: HeaderError) -> Self {
        match error {
            HeaderError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl HeaderError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /query` answers when it does not succeed.
#[derive(Debug)]
pub enum QueryError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for QueryError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<QueryError> for rest_runtime::Failure {
    fn from(error: QueryError) -> Self {
        match error {
            QueryError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl QueryError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /cookie` answers when it does not succeed.
#[derive(Debug)]
pub enum CookieError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for CookieError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<CookieError> for rest_runtime::Failure {
    fn from(error: CookieError) -> Self {
        match error {
            CookieError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl CookieError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /scopes` answers when it does not succeed.
#[derive(Debug)]
pub enum ReadScopesError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for ReadScopesError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<ReadScopesError> for rest_runtime::Failure {
    fn from(error: ReadScopesError) -> Self {
        match error {
            ReadScopesError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl ReadScopesError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `PUT /scopes` answers when it does not succeed.
#[derive(Debug)]
pub enum WriteScopesError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for WriteScopesError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<WriteScopesError> for rest_runtime::Failure {
    fn from(error: WriteScopesError) -> Self {
        match error {
            WriteScopesError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl WriteScopesError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `POST /scopes` answers when it does not succeed.
#[derive(Debug)]
pub enum ConnectedError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for ConnectedError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<ConnectedError> for rest_runtime::Failure {
    fn from(error: ConnectedError) -> Self {
        match error {
            ConnectedError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl ConnectedError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /both` answers when it does not succeed.
#[derive(Debug)]
pub enum BothError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for BothError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<BothError> for rest_runtime::Failure {
    fn from(error: BothError) -> Self {
        match error {
            BothError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl BothError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /either` answers when it does not succeed.
#[derive(Debug)]
pub enum EitherError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for EitherError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<EitherError> for rest_runtime::Failure {
    fn from(error: EitherError) -> Self {
        match error {
            EitherError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl EitherError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /mixed` answers when it does not succeed.
#[derive(Debug)]
pub enum MixedError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for MixedError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<MixedError> for rest_runtime::Failure {
    fn from(error: MixedError) -> Self {
        match error {
            MixedError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl MixedError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /bearers` answers when it does not succeed.
#[derive(Debug)]
pub enum BearersError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for BearersError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<BearersError> for rest_runtime::Failure {
    fn from(error: BearersError) -> Self {
        match error {
            BearersError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl BearersError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /optional` answers when it does not succeed.
#[derive(Debug)]
pub enum OptionalError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for OptionalError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<OptionalError> for rest_runtime::Failure {
    fn from(error: OptionalError) -> Self {
        match error {
            OptionalError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl OptionalError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `POST /first` answers when it does not succeed.
#[derive(Debug)]
pub enum FirstError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for FirstError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<FirstError> for rest_runtime::Failure {
    fn from(error: FirstError) -> Self {
        match error {
            FirstError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl FirstError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}
