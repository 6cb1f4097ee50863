// Generated from tests/documents/witness.yaml. Do not edit.

//! What operations take and answer beyond the schemas of the document.
#![allow(unused_mut)]
/// 200: A page.
#[derive(Debug, Clone, PartialEq)]
pub struct ListStarsOk {
    /// How many there are.
    pub x_total: crate::types::ListStarsOkXTotal,
    /// The body.
    pub body: crate::types::Page,
}

/// Default: Whatever else.
#[derive(Debug, Clone, PartialEq)]
pub struct ListStarsDefault {
    /// The status.
    pub status: rest_runtime::Status<100, 599>,
    /// The body.
    pub body: crate::types::Fault,
}

/// What `GET /stars` answers when it does not succeed.
#[derive(Debug)]
pub enum ListStarsError {
    /// 400: Something was wrong.
    BadRequest(crate::types::Fault),
    /// 404: None.
    NotFound(crate::types::Fault),
    /// Default: Whatever else.
    Default(crate::messages::ListStarsDefault),
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for ListStarsError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

#[cfg(feature = "server")]
impl ListStarsError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::BadRequest(payload) => {
                rest_runtime::server::Answer::json(400, &payload)
            }
            Self::NotFound(payload) => {
                rest_runtime::server::Answer::json_as(
                    404,
                    "application/problem+json",
                    &payload,
                )
            }
            Self::Default(payload) => {
                rest_runtime::server::Answer::json(payload.status.get(), &payload.body)
            }
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// 201: It is there.
#[derive(Debug, Clone, PartialEq)]
pub struct AddStarCreated {
    /// A header.
    pub location: String,
    /// The body.
    pub body: crate::types::Star,
}

/// 4XX: Something else was wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct AddStarClientError {
    /// The status.
    pub status: rest_runtime::Status<400, 499>,
}

/// What `POST /stars` answers when it does not succeed.
#[derive(Debug)]
pub enum AddStarError {
    /// 400: Something was wrong.
    BadRequest(crate::types::Fault),
    /// 4XX: Something else was wrong.
    ClientError(crate::messages::AddStarClientError),
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for AddStarError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

#[cfg(feature = "server")]
impl AddStarError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::BadRequest(payload) => {
                rest_runtime::server::Answer::json(400, &payload)
            }
            Self::ClientError(payload) => {
                Ok::<
                    _,
                    rest_runtime::Failure,
                >(rest_runtime::server::Answer::empty(payload.status.get()))
            }
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /stars/brightest` answers when it does not succeed.
#[derive(Debug)]
pub enum BrightestError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for BrightestError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<BrightestError> for rest_runtime::Failure {
    fn from(error: BrightestError) -> Self {
        match error {
            BrightestError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl BrightestError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /stars/{star_id}` answers when it does not succeed.
#[derive(Debug)]
pub enum GetStarError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for GetStarError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<GetStarError> for rest_runtime::Failure {
    fn from(error: GetStarError) -> Self {
        match error {
            GetStarError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl GetStarError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `PUT /stars/{star_id}` answers when it does not succeed.
#[derive(Debug)]
pub enum PutStarError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for PutStarError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<PutStarError> for rest_runtime::Failure {
    fn from(error: PutStarError) -> Self {
        match error {
            PutStarError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl PutStarError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `DELETE /stars/{star_id}` answers when it succeeds.
#[derive(Debug)]
pub enum DeleteStarSuccess {
    /// 200: It is gone.
    Ok,
    /// 202: It will be gone.
    Accepted(crate::types::DeleteStarAcceptedBody),
}

#[cfg(feature = "server")]
impl DeleteStarSuccess {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Ok => {
                Ok::<_, rest_runtime::Failure>(rest_runtime::server::Answer::empty(200))
            }
            Self::Accepted(payload) => rest_runtime::server::Answer::json(202, &payload),
        }
    }
}

/// What `DELETE /stars/{star_id}` answers when it does not succeed.
#[derive(Debug)]
pub enum DeleteStarError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for DeleteStarError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<DeleteStarError> for rest_runtime::Failure {
    fn from(error: DeleteStarError) -> Self {
        match error {
            DeleteStarError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl DeleteStarError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /stars/{star_id}/photos/{size}.png` answers when it succeeds.
#[derive(Debug)]
pub enum GetPhotoSuccess {
    /// 200: The picture.
    Ok(rest_runtime::ByteStream),
    /// 304: As before.
    NotModified,
}

#[cfg(feature = "server")]
impl GetPhotoSuccess {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Ok(payload) => {
                rest_runtime::server::Answer::stream(200, "image/png", payload)
            }
            Self::NotModified => {
                Ok::<_, rest_runtime::Failure>(rest_runtime::server::Answer::empty(304))
            }
        }
    }
}

/// What `GET /stars/{star_id}/photos/{size}.png` answers when it does not succeed.
#[derive(Debug)]
pub enum GetPhotoError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for GetPhotoError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<GetPhotoError> for rest_runtime::Failure {
    fn from(error: GetPhotoError) -> Self {
        match error {
            GetPhotoError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl GetPhotoError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// A `multipart/form-data` body.
#[derive(Debug, Clone, PartialEq)]
pub struct AddNoteBodyMultipartForm {
    /// `text`
    pub text: String,
    /// `picture`
    pub picture: Option<rest_runtime::forms::Part>,
}

impl AddNoteBodyMultipartForm {
    #[cfg(feature = "server")]
    pub(crate) fn read(
        mut parts: rest_runtime::forms::Parts,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let text = parts
            .value("text", &rest_runtime::Shape::Text, violations)
            .and_then(|value| rest_runtime::forms::required(value, "text", violations));
        let picture = parts.file("picture", violations);
        Some(Self {
            text: text?,
            picture: picture?,
        })
    }
    #[cfg(feature = "client")]
    pub(crate) fn write(&self) -> Result<rest_runtime::forms::MultipartWriter, String> {
        let mut writer = rest_runtime::forms::MultipartWriter::new();
        let part = &self.text;
        writer = writer.value("text", &rest_runtime::forms::to_value(part)?);
        if let Some(part) = &self.picture {
            writer = writer.file("picture", part);
        }
        Ok(writer)
    }
}

/// The body of `POST /stars/{star_id}/notes`.
///
/// A note, in one of several ways.
#[derive(Debug, Clone, PartialEq)]
pub enum AddNoteBody {
    /// `application/json`
    Json(crate::types::Note),
    /// `text/plain`
    Text(crate::types::AddNoteBodyText),
    /// `multipart/form-data`
    Multipart(crate::messages::AddNoteBodyMultipartForm),
}

/// The body of the response 200 of `POST /stars/{star_id}/notes`.
#[derive(Debug, Clone, PartialEq)]
pub enum AddNoteOkBody {
    /// `application/json`
    Json(crate::types::Note),
    /// `text/plain`
    Text(String),
}

/// 5XX: It is our fault.
#[derive(Debug, Clone, PartialEq)]
pub struct AddNoteServerError {
    /// The status.
    pub status: rest_runtime::Status<500, 599>,
    /// The body.
    pub body: crate::types::Fault,
}

/// What `POST /stars/{star_id}/notes` answers when it does not succeed.
#[derive(Debug)]
pub enum AddNoteError {
    /// 5XX: It is our fault.
    ServerError(crate::messages::AddNoteServerError),
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for AddNoteError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

#[cfg(feature = "server")]
impl AddNoteError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::ServerError(payload) => {
                rest_runtime::server::Answer::json(payload.status.get(), &payload.body)
            }
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// 401: No.
#[derive(Debug, Clone, PartialEq)]
pub struct LoginUnauthorized {
    /// A header.
    pub www_authenticate: Option<String>,
}

/// What `POST /login` answers when it does not succeed.
#[derive(Debug)]
pub enum LoginError {
    /// 401: No.
    Unauthorized(crate::messages::LoginUnauthorized),
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for LoginError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

#[cfg(feature = "server")]
impl LoginError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Unauthorized(payload) => {
                let mut answer = Ok::<
                    _,
                    rest_runtime::Failure,
                >(rest_runtime::server::Answer::empty(401))?;
                if let Some(value) = payload.www_authenticate {
                    answer = answer.header("www-authenticate", &value)?;
                }
                Ok(answer)
            }
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `GET /events` answers when it does not succeed.
#[derive(Debug)]
pub enum WatchError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for WatchError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<WatchError> for rest_runtime::Failure {
    fn from(error: WatchError) -> Self {
        match error {
            WatchError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl WatchError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}
