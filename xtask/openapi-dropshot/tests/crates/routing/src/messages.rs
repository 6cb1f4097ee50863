// Generated from tests/documents/routing.yaml. Do not edit.

//! What operations take and answer beyond the schemas of the document.
#![allow(unused_mut)]
/// What `GET /` answers when it does not succeed.
#[derive(Debug)]
pub enum RootError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for RootError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<RootError> for rest_runtime::Failure {
    fn from(error: RootError) -> Self {
        match error {
            RootError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl RootError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /things` answers when it does not succeed.
#[derive(Debug)]
pub enum ThingsError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for ThingsError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<ThingsError> for rest_runtime::Failure {
    fn from(error: ThingsError) -> Self {
        match error {
            ThingsError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl ThingsError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `POST /things` answers when it does not succeed.
#[derive(Debug)]
pub enum AddThingError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for AddThingError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<AddThingError> for rest_runtime::Failure {
    fn from(error: AddThingError) -> Self {
        match error {
            AddThingError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl AddThingError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /things/` answers when it does not succeed.
#[derive(Debug)]
pub enum ThingsSlashError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for ThingsSlashError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<ThingsSlashError> for rest_runtime::Failure {
    fn from(error: ThingsSlashError) -> Self {
        match error {
            ThingsSlashError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl ThingsSlashError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /things/mine` answers when it does not succeed.
#[derive(Debug)]
pub enum MyThingError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for MyThingError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<MyThingError> for rest_runtime::Failure {
    fn from(error: MyThingError) -> Self {
        match error {
            MyThingError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl MyThingError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /things/{id}` answers when it does not succeed.
#[derive(Debug)]
pub enum ThingError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for ThingError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<ThingError> for rest_runtime::Failure {
    fn from(error: ThingError) -> Self {
        match error {
            ThingError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl ThingError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `PUT /things/{id}` answers when it does not succeed.
#[derive(Debug)]
pub enum PutThingError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for PutThingError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<PutThingError> for rest_runtime::Failure {
    fn from(error: PutThingError) -> Self {
        match error {
            PutThingError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl PutThingError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `DELETE /things/{id}` answers when it does not succeed.
#[derive(Debug)]
pub enum DeleteThingError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for DeleteThingError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<DeleteThingError> for rest_runtime::Failure {
    fn from(error: DeleteThingError) -> Self {
        match error {
            DeleteThingError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl DeleteThingError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /things/{id}/parts` answers when it does not succeed.
#[derive(Debug)]
pub enum PartsError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for PartsError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<PartsError> for rest_runtime::Failure {
    fn from(error: PartsError) -> Self {
        match error {
            PartsError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl PartsError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /things/{thing_id}/parts/{id}` answers when it does not succeed.
#[derive(Debug)]
pub enum PartError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for PartError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<PartError> for rest_runtime::Failure {
    fn from(error: PartError) -> Self {
        match error {
            PartError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl PartError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /things/mine/parts/first` answers when it does not succeed.
#[derive(Debug)]
pub enum MyFirstPartError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for MyFirstPartError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<MyFirstPartError> for rest_runtime::Failure {
    fn from(error: MyFirstPartError) -> Self {
        match error {
            MyFirstPartError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl MyFirstPartError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /slash/` answers when it does not succeed.
#[derive(Debug)]
pub enum OnlySlashError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for OnlySlashError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<OnlySlashError> for rest_runtime::Failure {
    fn from(error: OnlySlashError) -> Self {
        match error {
            OnlySlashError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl OnlySlashError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /a%20b/{c-d}` answers when it does not succeed.
#[derive(Debug)]
pub enum EncodedError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for EncodedError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<EncodedError> for rest_runtime::Failure {
    fn from(error: EncodedError) -> Self {
        match error {
            EncodedError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl EncodedError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /within/a%2Fb` answers when it does not succeed.
#[derive(Debug)]
pub enum SlashWithinError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for SlashWithinError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<SlashWithinError> for rest_runtime::Failure {
    fn from(error: SlashWithinError) -> Self {
        match error {
            SlashWithinError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl SlashWithinError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /naïve & co` answers when it does not succeed.
#[derive(Debug)]
pub enum NotEncodedError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for NotEncodedError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<NotEncodedError> for rest_runtime::Failure {
    fn from(error: NotEncodedError) -> Self {
        match error {
            NotEncodedError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl NotEncodedError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /methods` answers when it does not succeed.
#[derive(Debug)]
pub enum GetMethodsError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for GetMethodsError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<GetMethodsError> for rest_runtime::Failure {
    fn from(error: GetMethodsError) -> Self {
        match error {
            GetMethodsError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl GetMethodsError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `PUT /methods` answers when it does not succeed.
#[derive(Debug)]
pub enum PutMethodsError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for PutMethodsError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<PutMethodsError> for rest_runtime::Failure {
    fn from(error: PutMethodsError) -> Self {
        match error {
            PutMethodsError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl PutMethodsError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `POST /methods` answers when it does not succeed.
#[derive(Debug)]
pub enum PostMethodsError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for PostMethodsError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<PostMethodsError> for rest_runtime::Failure {
    fn from(error: PostMethodsError) -> Self {
        match error {
            PostMethodsError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl PostMethodsError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `DELETE /methods` answers when it does not succeed.
#[derive(Debug)]
pub enum DeleteMethodsError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for DeleteMethodsError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<DeleteMethodsError> for rest_runtime::Failure {
    fn from(error: DeleteMethodsError) -> Self {
        match error {
            DeleteMethodsError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl DeleteMethodsError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `OPTIONS /methods` answers when it does not succeed.
#[derive(Debug)]
pub enum OptionsMethodsError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for OptionsMethodsError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<OptionsMethodsError> for rest_runtime::Failure {
    fn from(error: OptionsMethodsError) -> Self {
        match error {
            OptionsMethodsError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl OptionsMethodsError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// 200: Nothing but headers.
#[derive(Debug, Clone, PartialEq)]
pub struct HeadMethodsOk {
    /// A header.
    pub x_count: i64,
}

/// What `HEAD /methods` answers when it does not succeed.
#[derive(Debug)]
pub enum HeadMethodsError {
    /// 404: Not here.
    NotFound,
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for HeadMethodsError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

#[cfg(feature = "server")]
impl HeadMethodsError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::NotFound => {
                Ok::<_, rest_runtime::Failure>(rest_runtime::server::Answer::empty(404))
            }
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `PATCH /methods` answers when it does not succeed.
#[derive(Debug)]
pub enum PatchMethodsError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for PatchMethodsError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<PatchMethodsError> for rest_runtime::Failure {
    fn from(error: PatchMethodsError) -> Self {
        match error {
            PatchMethodsError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl PatchMethodsError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `TRACE /methods` answers when it does not succeed.
#[derive(Debug)]
pub enum TraceMethodsError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for TraceMethodsError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<TraceMethodsError> for rest_runtime::Failure {
    fn from(error: TraceMethodsError) -> Self {
        match error {
            TraceMethodsError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl TraceMethodsError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /prepared/{which}` answers when it does not succeed.
#[derive(Debug)]
pub enum PreparedError {
    /// 404: None.
    NotFound,
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for PreparedError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

#[cfg(feature = "server")]
impl PreparedError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::NotFound => {
                Ok::<_, rest_runtime::Failure>(rest_runtime::server::Answer::empty(404))
            }
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// 200: A thing, with headers.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswersOk {
    /// How many.
    pub x_count: crate::types::AnswersOkXCount,
    /// A header.
    pub x_when: Option<rest_runtime::formats::DateTime>,
    /// A header.
    pub x_tags: Option<Vec<String>>,
    /// A header.
    pub x_point: Option<crate::types::AnswersOkXPoint>,
    /// A header.
    pub x_info: Option<crate::types::Thing>,
    /// The body.
    pub body: crate::types::Thing,
}

/// 204: Nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswersNoContent {
    /// A header.
    pub x_count: Option<i64>,
}

/// 206: A part of the bytes.
#[derive(Debug)]
pub struct AnswersPartialContent {
    /// A header.
    pub content_range: String,
    /// The body.
    pub body: rest_runtime::ByteStream,
}

/// 303: See there.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswersSeeOther {
    /// A header.
    pub location: String,
}

/// 4XX: Another mistake.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswersClientError {
    /// The status.
    pub status: rest_runtime::Status<400, 499>,
    /// A header.
    pub x_hint: Option<String>,
    /// The body.
    pub body: crate::types::Trouble,
}

/// 503: Not now.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswersServiceUnavailable {
    /// A header.
    pub retry_after: Option<i64>,
}

/// The body of the response Default of `GET /answers/{which}`.
#[derive(Debug, Clone, PartialEq)]
pub enum AnswersDefaultBody {
    /// `application/json`
    Json(crate::types::Trouble),
    /// `text/plain`
    Text(String),
}

/// Default: Anything else.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswersDefault {
    /// The status.
    pub status: rest_runtime::Status<100, 599>,
    /// The body.
    pub body: crate::messages::AnswersDefaultBody,
}

/// What `GET /answers/{which}` answers when it succeeds.
#[derive(Debug)]
pub enum AnswersSuccess {
    /// 200: A thing, with headers.
    Ok(crate::messages::AnswersOk),
    /// 201: Made.
    Created(String),
    /// 202: Later.
    Accepted(String),
    /// 204: Nothing.
    NoContent(crate::messages::AnswersNoContent),
    /// 206: A part of the bytes.
    PartialContent(crate::messages::AnswersPartialContent),
    /// 303: See there.
    SeeOther(crate::messages::AnswersSeeOther),
}

#[cfg(feature = "server")]
impl AnswersSuccess {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Ok(payload) => {
                let mut answer = rest_runtime::server::Answer::json(200, &payload.body)?;
                let value = payload.x_count;
                answer = answer.header("x-count", &rest_runtime::server::text(&value)?)?;
                if let Some(value) = payload.x_when {
                    answer = answer
                        .header("x-when", &rest_runtime::server::text(&value)?)?;
                }
                if let Some(value) = payload.x_tags {
                    answer = answer
                        .header(
                            "x-tags",
                            &rest_runtime::server::header_text(
                                &crate::parameters::ANSWERS_OK_RESPONSE_X_TAGS,
                                &value,
                            )?,
                        )?;
                }
                if let Some(value) = payload.x_point {
                    answer = answer
                        .header(
                            "x-point",
                            &rest_runtime::server::header_text(
                                &crate::parameters::ANSWERS_OK_RESPONSE_X_POINT,
                                &value,
                            )?,
                        )?;
                }
                if let Some(value) = payload.x_info {
                    answer = answer
                        .header(
                            "x-info",
                            &rest_runtime::server::header_text(
                                &crate::parameters::ANSWERS_OK_RESPONSE_X_INFO,
                                &value,
                            )?,
                        )?;
                }
                Ok(answer)
            }
            Self::Created(payload) => rest_runtime::server::Answer::json(201, &payload),
            Self::Accepted(payload) => {
                rest_runtime::server::Answer::text(
                    202,
                    "text/plain; charset=utf-8",
                    payload,
                )
            }
            Self::NoContent(payload) => {
                let mut answer = Ok::<
                    _,
                    rest_runtime::Failure,
                >(rest_runtime::server::Answer::empty(204))?;
                if let Some(value) = payload.x_count {
                    answer = answer.header("x-count", &value.to_string())?;
                }
                Ok(answer)
            }
            Self::PartialContent(payload) => {
                let mut answer = rest_runtime::server::Answer::stream(
                    206,
                    "application/octet-stream",
                    payload.body,
                )?;
                let value = payload.content_range;
                answer = answer.header("content-range", &value)?;
                Ok(answer)
            }
            Self::SeeOther(payload) => {
                let mut answer = Ok::<
                    _,
                    rest_runtime::Failure,
                >(rest_runtime::server::Answer::empty(303))?;
                let value = payload.location;
                answer = answer.header("location", &value)?;
                Ok(answer)
            }
        }
    }
}

/// What `GET /answers/{which}` answers when it does not succeed.
#[derive(Debug)]
pub enum AnswersError {
    /// 404: Not there.
    NotFound(crate::types::Trouble),
    /// 409: A conflict.
    Conflict,
    /// 418: A teapot.
    IMATeapot(crate::types::Trouble),
    /// 4XX: Another mistake.
    ClientError(crate::messages::AnswersClientError),
    /// 503: Not now.
    ServiceUnavailable(crate::messages::AnswersServiceUnavailable),
    /// Default: Anything else.
    Default(crate::messages::AnswersDefault),
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for AnswersError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

#[cfg(feature = "server")]
impl AnswersError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::NotFound(payload) => rest_runtime::server::Answer::json(404, &payload),
            Self::Conflict => {
                Ok::<_, rest_runtime::Failure>(rest_runtime::server::Answer::empty(409))
            }
            Self::IMATeapot(payload) => {
                rest_runtime::server::Answer::json_as(
                    418,
                    "application/problem+json",
                    &payload,
                )
            }
            Self::ClientError(payload) => {
                let mut answer = rest_runtime::server::Answer::json(
                    payload.status.get(),
                    &payload.body,
                )?;
                if let Some(value) = payload.x_hint {
                    answer = answer.header("x-hint", &value)?;
                }
                Ok(answer)
            }
            Self::ServiceUnavailable(payload) => {
                let mut answer = Ok::<
                    _,
                    rest_runtime::Failure,
                >(rest_runtime::server::Answer::empty(503))?;
                if let Some(value) = payload.retry_after {
                    answer = answer.header("retry-after", &value.to_string())?;
                }
                Ok(answer)
            }
            Self::Default(payload) => {
                match payload.body {
                    crate::messages::AnswersDefaultBody::Json(body) => {
                        rest_runtime::server::Answer::json(payload.status.get(), &body)
                    }
                    crate::messages::AnswersDefaultBody::Text(body) => {
                        rest_runtime::server::Answer::text(
                            payload.status.get(),
                            "text/plain; charset=utf-8",
                            body,
                        )
                    }
                }
            }
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// Default: Anything.
#[derive(Debug, Clone, PartialEq)]
pub struct AnythingDefault {
    /// The status.
    pub status: rest_runtime::Status<100, 599>,
    /// The body.
    pub body: i64,
}

/// What `GET /anything` answers when it does not succeed.
#[derive(Debug)]
pub enum AnythingError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for AnythingError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<AnythingError> for rest_runtime::Failure {
    fn from(error: AnythingError) -> Self {
        match error {
            AnythingError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl AnythingError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// 2XX: Good.
#[derive(Debug, Clone, PartialEq)]
pub struct RangesSuccessful {
    /// The status.
    pub status: rest_runtime::Status<200, 299>,
    /// The body.
    pub body: i64,
}

/// 3XX: Elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct RangesRedirection {
    /// The status.
    pub status: rest_runtime::Status<300, 399>,
    /// A header.
    pub location: Option<String>,
}

/// 5XX: Bad.
#[derive(Debug, Clone, PartialEq)]
pub struct RangesServerError {
    /// The status.
    pub status: rest_runtime::Status<500, 599>,
}

/// What `GET /ranges` answers when it succeeds.
#[derive(Debug)]
pub enum RangesSuccess {
    /// 2XX: Good.
    Successful(crate::messages::RangesSuccessful),
    /// 202: Later.
    Accepted,
    /// 3XX: Elsewhere.
    Redirection(crate::messages::RangesRedirection),
}

#[cfg(feature = "server")]
impl RangesSuccess {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Successful(payload) => {
                rest_runtime::server::Answer::json(payload.status.get(), &payload.body)
            }
            Self::Accepted => {
                Ok::<_, rest_runtime::Failure>(rest_runtime::server::Answer::empty(202))
            }
            Self::Redirection(payload) => {
                let mut answer = Ok::<
                    _,
                    rest_runtime::Failure,
                >(rest_runtime::server::Answer::empty(payload.status.get()))?;
                if let Some(value) = payload.location {
                    answer = answer.header("location", &value)?;
                }
                Ok(answer)
            }
        }
    }
}

/// What `GET /ranges` answers when it does not succeed.
#[derive(Debug)]
pub enum RangesError {
    /// 5XX: Bad.
    ServerError(crate::messages::RangesServerError),
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for RangesError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

#[cfg(feature = "server")]
impl RangesError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::ServerError(payload) => {
                Ok::<
                    _,
                    rest_runtime::Failure,
                >(rest_runtime::server::Answer::empty(payload.status.get()))
            }
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// 200: Bytes.
#[derive(Debug)]
pub struct StreamOk {
    /// A header.
    pub x_pieces: i64,
    /// The body.
    pub body: rest_runtime::ByteStream,
}

/// What `GET /stream` answers when it does not succeed.
#[derive(Debug)]
pub enum StreamError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for StreamError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<StreamError> for rest_runtime::Failure {
    fn from(error: StreamError) -> Self {
        match error {
            StreamError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl StreamError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /events` answers when it does not succeed.
#[derive(Debug)]
pub enum EventsError {
    /// 400: Not that many.
    BadRequest(crate::types::Trouble),
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for EventsError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

#[cfg(feature = "server")]
impl EventsError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::BadRequest(payload) => {
                rest_runtime::server::Answer::json(400, &payload)
            }
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /problems` answers when it does not succeed.
#[derive(Debug)]
pub enum ProblemsError {
    /// 400: What is wrong.
    BadRequest(rest_runtime::Problem),
    /// 404: What is wrong.
    NotFound(rest_runtime::Problem),
    /// 503: Not now.
    ServiceUnavailable(rest_runtime::Problem),
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for ProblemsError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            400 => Self::BadRequest(failure.problem),
            404 => Self::NotFound(failure.problem),
            503 => Self::ServiceUnavailable(failure.problem),
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<ProblemsError> for rest_runtime::Failure {
    fn from(error: ProblemsError) -> Self {
        match error {
            ProblemsError::BadRequest(problem) => Self { status: 400, problem },
            ProblemsError::NotFound(problem) => Self { status: 404, problem },
            ProblemsError::ServiceUnavailable(problem) => Self { status: 503, problem },
            ProblemsError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl ProblemsError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::BadRequest(problem) => {
                Err(rest_runtime::Failure {
                    status: 400u16,
                    problem,
                })
            }
            Self::NotFound(problem) => {
                Err(rest_runtime::Failure {
                    status: 404u16,
                    problem,
                })
            }
            Self::ServiceUnavailable(problem) => {
                Err(rest_runtime::Failure {
                    status: 503u16,
                    problem,
                })
            }
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// 200: Headers whose names generated code has for itself.
#[derive(Debug, Clone, PartialEq)]
pub struct NamesOk {
    /// A header.
    pub received: Option<i64>,
    /// A header.
    pub status2: Option<i64>,
    /// A header.
    pub body2: Option<i64>,
    /// A header.
    pub answer: Option<i64>,
    /// A header.
    pub r#type: Option<i64>,
    /// The body.
    pub body: String,
}

/// What `GET /names` answers when it does not succeed.
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

/// What `GET /without/id/{id}` answers when it does not succeed.
#[derive(Debug)]
pub enum GetWithoutIdIdError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for GetWithoutIdIdError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<GetWithoutIdIdError> for rest_runtime::Failure {
    fn from(error: GetWithoutIdIdError) -> Self {
        match error {
            GetWithoutIdIdError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl GetWithoutIdIdError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `POST /without/id/{id}` answers when it does not succeed.
#[derive(Debug)]
pub enum PostWithoutIdIdError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for PostWithoutIdIdError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<PostWithoutIdIdError> for rest_runtime::Failure {
    fn from(error: PostWithoutIdIdError) -> Self {
        match error {
            PostWithoutIdIdError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl PostWithoutIdIdError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /without-id` answers when it does not succeed.
#[derive(Debug)]
pub enum GetWithoutIdError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for GetWithoutIdError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<GetWithoutIdError> for rest_runtime::Failure {
    fn from(error: GetWithoutIdError) -> Self {
        match error {
            GetWithoutIdError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl GetWithoutIdError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}
