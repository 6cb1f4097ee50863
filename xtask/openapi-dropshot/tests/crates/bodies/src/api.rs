// Generated from tests/documents/bodies.yaml. Do not edit.

//! The trait to fill in.
/// Bodies, one method per operation.
pub trait SampleBodies: Send + Sync + 'static {
    /// JSON of which nothing is said. That a GET has a body is legal, though seldom.
    ///
    /// `GET /json`
    fn any_json(
        &self,
        body: rest_runtime::Value,
    ) -> impl Future<
        Output = Result<rest_runtime::Value, crate::messages::AnyJsonError>,
    > + Send;

    /// `PUT /json`
    fn optional_json(
        &self,
        body: Option<crate::types::Thing>,
    ) -> impl Future<
        Output = Result<
            crate::messages::OptionalJsonSuccess,
            crate::messages::OptionalJsonError,
        >,
    > + Send;

    /// `POST /json`
    fn json(
        &self,
        body: crate::types::Thing,
    ) -> impl Future<
        Output = Result<crate::types::Thing, crate::messages::JsonError>,
    > + Send;

    /// `PATCH /json`
    fn merge_json(
        &self,
        body: crate::types::Thing,
    ) -> impl Future<
        Output = Result<crate::types::Thing, crate::messages::MergeJsonError>,
    > + Send;

    /// `POST /form`
    fn form(
        &self,
        body: crate::types::Form,
    ) -> impl Future<
        Output = Result<crate::types::Form, crate::messages::FormError>,
    > + Send;

    /// `POST /open_form`
    fn open_form(
        &self,
        body: Option<std::collections::BTreeMap<String, String>>,
    ) -> impl Future<
        Output = Result<
            Option<std::collections::BTreeMap<String, String>>,
            crate::messages::OpenFormError,
        >,
    > + Send;

    /// `POST /parts`
    fn parts(
        &self,
        body: crate::messages::PartsBodyForm,
    ) -> impl Future<
        Output = Result<Vec<rest_runtime::Value>, crate::messages::PartsError>,
    > + Send;

    /// Names that generated code has for itself.
    ///
    /// `POST /names`
    fn names(
        &self,
        body: Option<crate::messages::NamesBodyForm>,
    ) -> impl Future<
        Output = Result<Vec<rest_runtime::Value>, crate::messages::NamesError>,
    > + Send;

    /// `PUT /bytes`
    fn optional_bytes(
        &self,
        body: Option<rest_runtime::ByteStream>,
    ) -> impl Future<
        Output = Result<rest_runtime::ByteStream, crate::messages::OptionalBytesError>,
    > + Send;

    /// `POST /bytes`
    fn bytes(
        &self,
        body: rest_runtime::ByteStream,
    ) -> impl Future<
        Output = Result<rest_runtime::ByteStream, crate::messages::BytesError>,
    > + Send;

    /// `POST /xml`
    fn xml(
        &self,
        body: rest_runtime::ByteStream,
    ) -> impl Future<
        Output = Result<rest_runtime::ByteStream, crate::messages::XmlError>,
    > + Send;

    /// `POST /image`
    fn image(
        &self,
        body: rest_runtime::Media,
    ) -> impl Future<
        Output = Result<rest_runtime::Media, crate::messages::ImageError>,
    > + Send;

    /// `PUT /text`
    fn count(
        &self,
        body: crate::types::CountBody,
    ) -> impl Future<
        Output = Result<crate::types::CountOkBody, crate::messages::CountError>,
    > + Send;

    /// `POST /text`
    fn text(
        &self,
        body: String,
    ) -> impl Future<Output = Result<String, crate::messages::TextError>> + Send;

    /// `PATCH /text`
    fn optional_text(
        &self,
        body: Option<String>,
    ) -> impl Future<
        Output = Result<
            crate::messages::OptionalTextSuccess,
            crate::messages::OptionalTextError,
        >,
    > + Send;

    /// `POST /events`
    fn events(
        &self,
        body: rest_runtime::EventStream,
    ) -> impl Future<
        Output = Result<rest_runtime::EventStream, crate::messages::EventsError>,
    > + Send;

    /// `PUT /several`
    fn optional_several(
        &self,
        body: Option<crate::messages::OptionalSeveralBody>,
    ) -> impl Future<
        Output = Result<
            crate::messages::OptionalSeveralSuccess,
            crate::messages::OptionalSeveralError,
        >,
    > + Send;

    /// `POST /several`
    fn several(
        &self,
        body: crate::messages::SeveralBody,
    ) -> impl Future<
        Output = Result<crate::messages::SeveralOkBody, crate::messages::SeveralError>,
    > + Send;
}
