// Generated from tests/documents/parameters.yaml. Do not edit.

//! What operations take and answer beyond the schemas of the document.
#![allow(unused_mut)]
/// What `GET /simple/{text}/{ids}/{ids_exploded}/{point}/{point_exploded}` answers when it does not succeed.
#[derive(Debug)]
pub enum SimplePathError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for SimplePathError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<SimplePathError> for rest_runtime::Failure {
    fn from(error: SimplePathError) -> Self {
        match error {
            SimplePathError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl SimplePathError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /label/{text}/{ids}/{ids_exploded}/{point}/{point_exploded}` answers when it does not succeed.
#[derive(Debug)]
pub enum LabelPathError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for LabelPathError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<LabelPathError> for rest_runtime::Failure {
    fn from(error: LabelPathError) -> Self {
        match error {
            LabelPathError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl LabelPathError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /matrix/{text}/{ids}/{ids_exploded}/{point}/{point_exploded}` answers when it does not succeed.
#[derive(Debug)]
pub enum MatrixPathError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for MatrixPathError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<MatrixPathError> for rest_runtime::Failure {
    fn from(error: MatrixPathError) -> Self {
        match error {
            MatrixPathError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl MatrixPathError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /files/{name}.json` answers when it does not succeed.
#[derive(Debug)]
pub enum JsonFileError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for JsonFileError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<JsonFileError> for rest_runtime::Failure {
    fn from(error: JsonFileError) -> Self {
        match error {
            JsonFileError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl JsonFileError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /files/{name}-{number}.{extension}` answers when it does not succeed.
#[derive(Debug)]
pub enum NumberedFileError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for NumberedFileError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<NumberedFileError> for rest_runtime::Failure {
    fn from(error: NumberedFileError) -> Self {
        match error {
            NumberedFileError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl NumberedFileError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /files/{name}` answers when it does not succeed.
#[derive(Debug)]
pub enum AnyFileError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for AnyFileError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<AnyFileError> for rest_runtime::Failure {
    fn from(error: AnyFileError) -> Self {
        match error {
            AnyFileError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl AnyFileError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /form` answers when it does not succeed.
#[derive(Debug)]
pub enum FormQueryError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for FormQueryError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<FormQueryError> for rest_runtime::Failure {
    fn from(error: FormQueryError) -> Self {
        match error {
            FormQueryError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl FormQueryError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /delimited` answers when it does not succeed.
#[derive(Debug)]
pub enum DelimitedQueryError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for DelimitedQueryError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<DelimitedQueryError> for rest_runtime::Failure {
    fn from(error: DelimitedQueryError) -> Self {
        match error {
            DelimitedQueryError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl DelimitedQueryError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /deep` answers when it does not succeed.
#[derive(Debug)]
pub enum DeepQueryError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for DeepQueryError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<DeepQueryError> for rest_runtime::Failure {
    fn from(error: DeepQueryError) -> Self {
        match error {
            DeepQueryError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl DeepQueryError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /open` answers when it does not succeed.
#[derive(Debug)]
pub enum OpenQueryError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for OpenQueryError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<OpenQueryError> for rest_runtime::Failure {
    fn from(error: OpenQueryError) -> Self {
        match error {
            OpenQueryError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl OpenQueryError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /headers` answers when it does not succeed.
#[derive(Debug)]
pub enum HeadersError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for HeadersError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<HeadersError> for rest_runtime::Failure {
    fn from(error: HeadersError) -> Self {
        match error {
            HeadersError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl HeadersError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /cookies` answers when it does not succeed.
#[derive(Debug)]
pub enum CookiesError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for CookiesError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<CookiesError> for rest_runtime::Failure {
    fn from(error: CookiesError) -> Self {
        match error {
            CookiesError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl CookiesError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /content/{filter}` answers when it does not succeed.
#[derive(Debug)]
pub enum ContentError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for ContentError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<ContentError> for rest_runtime::Failure {
    fn from(error: ContentError) -> Self {
        match error {
            ContentError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl ContentError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /defaults` answers when it does not succeed.
#[derive(Debug)]
pub enum DefaultsError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for DefaultsError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<DefaultsError> for rest_runtime::Failure {
    fn from(error: DefaultsError) -> Self {
        match error {
            DefaultsError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl DefaultsError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /reserved` answers when it does not succeed.
#[derive(Debug)]
pub enum ReservedError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for ReservedError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<ReservedError> for rest_runtime::Failure {
    fn from(error: ReservedError) -> Self {
        match error {
            ReservedError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl ReservedError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /names/{path}/{request}` answers when it does not succeed.
#[derive(Debug)]
pub enum NamesError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for NamesError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<NamesError> for rest_runtime::Failure {
    fn from(error: NamesError) -> Self {
        match error {
            NamesError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl NamesError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /rules/{id}/{ids}` answers when it does not succeed.
#[derive(Debug)]
pub enum RulesError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for RulesError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<RulesError> for rest_runtime::Failure {
    fn from(error: RulesError) -> Self {
        match error {
            RulesError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl RulesError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}
