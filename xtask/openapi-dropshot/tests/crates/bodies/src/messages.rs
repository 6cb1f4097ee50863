// Generated from tests/documents/bodies.yaml. Do not edit.

//! What operations take and answer beyond the schemas of the document.
#![allow(unused_mut)]
/// What `GET /json` answers when it does not succeed.
#[derive(Debug)]
pub enum AnyJsonError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for AnyJsonError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<AnyJsonError> for rest_runtime::Failure {
    fn from(error: AnyJsonError) -> Self {
        match error {
            AnyJsonError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl AnyJsonError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `PUT /json` answers when it succeeds.
#[derive(Debug)]
pub enum OptionalJsonSuccess {
    /// 200: The same.
    Ok(crate::types::Thing),
    /// 204: There was none.
    NoContent,
}

#[cfg(feature = "server")]
impl OptionalJsonSuccess {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
            Self::NoContent => {
                Ok::<_, rest_runtime::Failure>(rest_runtime::server::Answer::empty(204))
            }
        }
    }
}

/// What `PUT /json` answers when it does not succeed.
#[derive(Debug)]
pub enum OptionalJsonError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for OptionalJsonError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<OptionalJsonError> for rest_runtime::Failure {
    fn from(error: OptionalJsonError) -> Self {
        match error {
            OptionalJsonError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl OptionalJsonError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `POST /json` answers when it does not succeed.
#[derive(Debug)]
pub enum JsonError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for JsonError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<JsonError> for rest_runtime::Failure {
    fn from(error: JsonError) -> Self {
        match error {
            JsonError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl JsonError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `PATCH /json` answers when it does not succeed.
#[derive(Debug)]
pub enum MergeJsonError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for MergeJsonError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<MergeJsonError> for rest_runtime::Failure {
    fn from(error: MergeJsonError) -> Self {
        match error {
            MergeJsonError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl MergeJsonError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `POST /form` answers when it does not succeed.
#[derive(Debug)]
pub enum FormError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for FormError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<FormError> for rest_runtime::Failure {
    fn from(error: FormError) -> Self {
        match error {
            FormError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl FormError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `POST /open_form` answers when it does not succeed.
#[derive(Debug)]
pub enum OpenFormError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for OpenFormError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<OpenFormError> for rest_runtime::Failure {
    fn from(error: OpenFormError) -> Self {
        match error {
            OpenFormError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl OpenFormError {
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
pub struct PartsBodyForm {
    /// A text.
    pub name: crate::types::PartsBodyName,
    /// `count`
    pub count: Option<crate::types::PartsBodyCount>,
    /// `flags`
    pub flags: Option<Vec<bool>>,
    /// `thing`
    pub thing: Option<crate::types::Thing>,
    /// `things`
    pub things: Option<Vec<crate::types::Thing>>,
    /// `note`
    pub note: Option<String>,
    /// `file`
    pub file: rest_runtime::forms::Part,
    /// `files`
    pub files: Vec<rest_runtime::forms::Part>,
    /// `photo`
    pub photo: Option<rest_runtime::forms::Part>,
}

impl PartsBodyForm {
    #[cfg(feature = "server")]
    pub(crate) fn read(
        mut parts: rest_runtime::forms::Parts,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let name = parts
            .value("name", &rest_runtime::Shape::Text, violations)
            .and_then(|value| rest_runtime::forms::required(value, "name", violations));
        let count = parts.value("count", &rest_runtime::Shape::Integer, violations);
        let flags = parts
            .value(
                "flags",
                &rest_runtime::Shape::Array(&rest_runtime::Shape::Boolean),
                violations,
            );
        let thing = parts
            .value(
                "thing",
                &rest_runtime::Shape::Object(
                    &[
                        ("name", rest_runtime::Shape::Text),
                        ("size", rest_runtime::Shape::Integer),
                    ],
                    None,
                ),
                violations,
            );
        let things = parts
            .value(
                "things",
                &rest_runtime::Shape::Array(
                    &rest_runtime::Shape::Object(
                        &[
                            ("name", rest_runtime::Shape::Text),
                            ("size", rest_runtime::Shape::Integer),
                        ],
                        None,
                    ),
                ),
                violations,
            );
        let note = parts.value("note", &rest_runtime::Shape::Text, violations);
        let file = parts
            .file("file", violations)
            .and_then(|value| rest_runtime::forms::required(value, "file", violations));
        let files = parts.files("files", violations);
        let photo = parts.file("photo", violations);
        Some(Self {
            name: name?,
            count: count?,
            flags: flags?,
            thing: thing?,
            things: things?,
            note: note?,
            file: file?,
            files: files?,
            photo: photo?,
        })
    }
    #[cfg(feature = "client")]
    pub(crate) fn write(&self) -> Result<rest_runtime::forms::MultipartWriter, String> {
        let mut writer = rest_runtime::forms::MultipartWriter::new();
        let part = &self.name;
        writer = writer.value("name", &rest_runtime::forms::to_value(part)?);
        if let Some(part) = &self.count {
            writer = writer.value("count", &rest_runtime::forms::to_value(part)?);
        }
        if let Some(part) = &self.flags {
            writer = writer.value("flags", &rest_runtime::forms::to_value(part)?);
        }
        if let Some(part) = &self.thing {
            writer = writer.value("thing", &rest_runtime::forms::to_value(part)?);
        }
        if let Some(part) = &self.things {
            writer = writer.value("things", &rest_runtime::forms::to_value(part)?);
        }
        if let Some(part) = &self.note {
            writer = writer.value("note", &rest_runtime::forms::to_value(part)?);
        }
        let part = &self.file;
        writer = writer.file("file", part);
        for part in &self.files {
            writer = writer.file("files", part);
        }
        if let Some(part) = &self.photo {
            writer = writer.file("photo", part);
        }
        Ok(writer)
    }
}

/// What `POST /parts` answers when it does not succeed.
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

/// A `multipart/form-data` body.
#[derive(Debug, Clone, PartialEq)]
pub struct NamesBodyForm {
    /// `parts`
    pub parts: Option<String>,
    /// `violations`
    pub violations: Option<i64>,
    /// `writer`
    pub writer: Option<rest_runtime::forms::Part>,
    /// `part`
    pub part: Vec<rest_runtime::forms::Part>,
    /// `type`
    pub r#type: Option<String>,
    /// `value`
    pub value: Option<String>,
}

impl NamesBodyForm {
    #[cfg(feature = "server")]
    pub(crate) fn read(
        mut parts: rest_runtime::forms::Parts,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let parts_ = parts.value("parts", &rest_runtime::Shape::Text, violations);
        let violations_ = parts
            .value("violations", &rest_runtime::Shape::Integer, violations);
        let writer = parts.file("writer", violations);
        let part = parts.files("part", violations);
        let r#type = parts.value("type", &rest_runtime::Shape::Text, violations);
        let value = parts.value("value", &rest_runtime::Shape::Text, violations);
        Some(Self {
            parts: parts_?,
            violations: violations_?,
            writer: writer?,
            part: part?,
            r#type: r#type?,
            value: value?,
        })
    }
    #[cfg(feature = "client")]
    pub(crate) fn write(&self) -> Result<rest_runtime::forms::MultipartWriter, String> {
        let mut writer = rest_runtime::forms::MultipartWriter::new();
        if let Some(part) = &self.parts {
            writer = writer.value("parts", &rest_runtime::forms::to_value(part)?);
        }
        if let Some(part) = &self.violations {
            writer = writer.value("violations", &rest_runtime::forms::to_value(part)?);
        }
        if let Some(part) = &self.writer {
            writer = writer.file("writer", part);
        }
        for part in &self.part {
            writer = writer.file("part", part);
        }
        if let Some(part) = &self.r#type {
            writer = writer.value("type", &rest_runtime::forms::to_value(part)?);
        }
        if let Some(part) = &self.value {
            writer = writer.value("value", &rest_runtime::forms::to_value(part)?);
        }
        Ok(writer)
    }
}

/// What `POST /names` answers when it does not succeed.
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

/// What `PUT /bytes` answers when it does not succeed.
#[derive(Debug)]
pub enum OptionalBytesError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for OptionalBytesError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<OptionalBytesError> for rest_runtime::Failure {
    fn from(error: OptionalBytesError) -> Self {
        match error {
            OptionalBytesError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl OptionalBytesError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `POST /bytes` answers when it does not succeed.
#[derive(Debug)]
pub enum BytesError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for BytesError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<BytesError> for rest_runtime::Failure {
    fn from(error: BytesError) -> Self {
        match error {
            BytesError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl BytesError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `POST /xml` answers when it does not succeed.
#[derive(Debug)]
pub enum XmlError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for XmlError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<XmlError> for rest_runtime::Failure {
    fn from(error: XmlError) -> Self {
        match error {
            XmlError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl XmlError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `POST /image` answers when it does not succeed.
#[derive(Debug)]
pub enum ImageError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for ImageError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<ImageError> for rest_runtime::Failure {
    fn from(error: ImageError) -> Self {
        match error {
            ImageError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl ImageError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `PUT /text` answers when it does not succeed.
#[derive(Debug)]
pub enum CountError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for CountError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<CountError> for rest_runtime::Failure {
    fn from(error: CountError) -> Self {
        match error {
            CountError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl CountError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `POST /text` answers when it does not succeed.
#[derive(Debug)]
pub enum TextError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for TextError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<TextError> for rest_runtime::Failure {
    fn from(error: TextError) -> Self {
        match error {
            TextError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl TextError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `PATCH /text` answers when it succeeds.
#[derive(Debug)]
pub enum OptionalTextSuccess {
    /// 200: The same.
    Ok(String),
    /// 204: There was none.
    NoContent,
}

#[cfg(feature = "server")]
impl OptionalTextSuccess {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Ok(payload) => {
                rest_runtime::server::Answer::text(
                    200,
                    "text/html; charset=utf-8",
                    payload,
                )
            }
            Self::NoContent => {
                Ok::<_, rest_runtime::Failure>(rest_runtime::server::Answer::empty(204))
            }
        }
    }
}

/// What `PATCH /text` answers when it does not succeed.
#[derive(Debug)]
pub enum OptionalTextError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for OptionalTextError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<OptionalTextError> for rest_runtime::Failure {
    fn from(error: OptionalTextError) -> Self {
        match error {
            OptionalTextError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl OptionalTextError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// What `POST /events` answers when it does not succeed.
#[derive(Debug)]
pub enum EventsError {
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

impl From<EventsError> for rest_runtime::Failure {
    fn from(error: EventsError) -> Self {
        match error {
            EventsError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl EventsError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}

/// The body of `PUT /several`.
#[derive(Debug, Clone, PartialEq)]
pub enum OptionalSeveralBody {
    /// `application/json`
    Json(crate::types::Thing),
    /// `text/plain`
    Text(String),
}

/// The body of the response 200 of `PUT /several`.
#[derive(Debug, Clone, PartialEq)]
pub enum OptionalSeveralOkBody {
    /// `application/json`
    Json(crate::types::Thing),
    /// `text/plain`
    Text(String),
}

/// What `PUT /several` answers when it succeeds.
#[derive(Debug)]
pub enum OptionalSeveralSuccess {
    /// 200: The same.
    Ok(crate::messages::OptionalSeveralOkBody),
    /// 204: There was none.
    NoContent,
}

#[cfg(feature = "server")]
impl OptionalSeveralSuccess {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Ok(payload) => {
                match payload {
                    crate::messages::OptionalSeveralOkBody::Json(body) => {
                        rest_runtime::server::Answer::json(200, &body)
                    }
                    crate::messages::OptionalSeveralOkBody::Text(body) => {
                        rest_runtime::server::Answer::text(
                            200,
                            "text/plain; charset=utf-8",
                            body,
                        )
                    }
                }
            }
            Self::NoContent => {
                Ok::<_, rest_runtime::Failure>(rest_runtime::server::Answer::empty(204))
            }
        }
    }
}

/// What `PUT /several` answers when it does not succeed.
#[derive(Debug)]
pub enum OptionalSeveralError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for OptionalSeveralError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<OptionalSeveralError> for rest_runtime::Failure {
    fn from(error: OptionalSeveralError) -> Self {
        match error {
            OptionalSeveralError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl OptionalSeveralError {
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
pub struct SeveralBodyMultipartForm {
    /// `file`
    pub file: rest_runtime::forms::Part,
}

impl SeveralBodyMultipartForm {
    #[cfg(feature = "server")]
    pub(crate) fn read(
        mut parts: rest_runtime::forms::Parts,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let file = parts
            .file("file", violations)
            .and_then(|value| rest_runtime::forms::required(value, "file", violations));
        Some(Self { file: file? })
    }
    #[cfg(feature = "client")]
    pub(crate) fn write(&self) -> Result<rest_runtime::forms::MultipartWriter, String> {
        let mut writer = rest_runtime::forms::MultipartWriter::new();
        let part = &self.file;
        writer = writer.file("file", part);
        Ok(writer)
    }
}

/// The body of `POST /several`.
#[derive(Debug)]
pub enum SeveralBody {
    /// `application/json`
    Json(crate::types::Thing),
    /// `application/x-www-form-urlencoded`
    Form(crate::types::Thing),
    /// `multipart/form-data`
    Multipart(crate::messages::SeveralBodyMultipartForm),
    /// `text/plain`
    Text(String),
    /// `application/octet-stream`
    Binary(rest_runtime::ByteStream),
    /// `image/*`
    AnyImage(rest_runtime::Media),
}

/// The body of the response 200 of `POST /several`.
#[derive(Debug)]
pub enum SeveralOkBody {
    /// `application/json`
    Json(crate::types::Thing),
    /// `application/problem+json`
    ProblemJson(crate::types::SeveralOkBodyProblemJson),
    /// `text/plain`
    Text(String),
    /// `application/octet-stream`
    Binary(rest_runtime::ByteStream),
    /// `image/*`
    AnyImage(rest_runtime::Media),
}

/// What `POST /several` answers when it does not succeed.
#[derive(Debug)]
pub enum SeveralError {
    /// 500: a defect. Its cause is logged and never sent.
    Internal(rest_runtime::Failure),
}

/// To the variant of its status; to `Internal` when the operation does not declare it.
impl From<rest_runtime::Failure> for SeveralError {
    fn from(failure: rest_runtime::Failure) -> Self {
        match failure.status {
            500 => Self::Internal(failure),
            _ => Self::Internal(failure.undeclared()),
        }
    }
}

impl From<SeveralError> for rest_runtime::Failure {
    fn from(error: SeveralError) -> Self {
        match error {
            SeveralError::Internal(failure) => failure,
        }
    }
}

#[cfg(feature = "server")]
impl SeveralError {
    pub(crate) fn into_answer(
        self,
    ) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
        match self {
            Self::Internal(failure) => Err(failure),
        }
    }
}
