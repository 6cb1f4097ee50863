//! The operations. Each answers 501 until it is filled in.
#![allow(clippy::too_many_arguments)]
use sample_bodies::SampleBodies;

/// What the operations work on.
#[derive(Debug)]
pub struct Service;
impl SampleBodies for Service {
    async fn any_json(
        &self,
        _body: rest_runtime::Value,
    ) -> Result<rest_runtime::Value, sample_bodies::messages::AnyJsonError> {
        Err(sample_bodies::messages::AnyJsonError::Internal(not_implemented()))
    }
    async fn optional_json(
        &self,
        _body: Option<sample_bodies::types::Thing>,
    ) -> Result<
        sample_bodies::messages::OptionalJsonSuccess,
        sample_bodies::messages::OptionalJsonError,
    > {
        Err(sample_bodies::messages::OptionalJsonError::Internal(not_implemented()))
    }
    async fn json(
        &self,
        _body: sample_bodies::types::Thing,
    ) -> Result<sample_bodies::types::Thing, sample_bodies::messages::JsonError> {
        Err(sample_bodies::messages::JsonError::Internal(not_implemented()))
    }
    async fn merge_json(
        &self,
        _body: sample_bodies::types::Thing,
    ) -> Result<sample_bodies::types::Thing, sample_bodies::messages::MergeJsonError> {
        Err(sample_bodies::messages::MergeJsonError::Internal(not_implemented()))
    }
    async fn form(
        &self,
        _body: sample_bodies::types::Form,
    ) -> Result<sample_bodies::types::Form, sample_bodies::messages::FormError> {
        Err(sample_bodies::messages::FormError::Internal(not_implemented()))
    }
    async fn open_form(
        &self,
        _body: Option<std::collections::BTreeMap<String, String>>,
    ) -> Result<
        Option<std::collections::BTreeMap<String, String>>,
        sample_bodies::messages::OpenFormError,
    > {
        Err(sample_bodies::messages::OpenFormError::Internal(not_implemented()))
    }
    async fn parts(
        &self,
        _body: sample_bodies::messages::PartsBodyForm,
    ) -> Result<Vec<rest_runtime::Value>, sample_bodies::messages::PartsError> {
        Err(sample_bodies::messages::PartsError::Internal(not_implemented()))
    }
    async fn names(
        &self,
        _body: Option<sample_bodies::messages::NamesBodyForm>,
    ) -> Result<Vec<rest_runtime::Value>, sample_bodies::messages::NamesError> {
        Err(sample_bodies::messages::NamesError::Internal(not_implemented()))
    }
    async fn optional_bytes(
        &self,
        _body: Option<rest_runtime::ByteStream>,
    ) -> Result<rest_runtime::ByteStream, sample_bodies::messages::OptionalBytesError> {
        Err(sample_bodies::messages::OptionalBytesError::Internal(not_implemented()))
    }
    async fn bytes(
        &self,
        _body: rest_runtime::ByteStream,
    ) -> Result<rest_runtime::ByteStream, sample_bodies::messages::BytesError> {
        Err(sample_bodies::messages::BytesError::Internal(not_implemented()))
    }
    async fn xml(
        &self,
        _body: rest_runtime::ByteStream,
    ) -> Result<rest_runtime::ByteStream, sample_bodies::messages::XmlError> {
        Err(sample_bodies::messages::XmlError::Internal(not_implemented()))
    }
    async fn image(
        &self,
        _body: rest_runtime::Media,
    ) -> Result<rest_runtime::Media, sample_bodies::messages::ImageError> {
        Err(sample_bodies::messages::ImageError::Internal(not_implemented()))
    }
    async fn count(
        &self,
        _body: sample_bodies::types::CountBody,
    ) -> Result<sample_bodies::types::CountOkBody, sample_bodies::messages::CountError> {
        Err(sample_bodies::messages::CountError::Internal(not_implemented()))
    }
    async fn text(
        &self,
        _body: String,
    ) -> Result<String, sample_bodies::messages::TextError> {
        Err(sample_bodies::messages::TextError::Internal(not_implemented()))
    }
    async fn optional_text(
        &self,
        _body: Option<String>,
    ) -> Result<
        sample_bodies::messages::OptionalTextSuccess,
        sample_bodies::messages::OptionalTextError,
    > {
        Err(sample_bodies::messages::OptionalTextError::Internal(not_implemented()))
    }
    async fn events(
        &self,
        _body: rest_runtime::EventStream,
    ) -> Result<rest_runtime::EventStream, sample_bodies::messages::EventsError> {
        Err(sample_bodies::messages::EventsError::Internal(not_implemented()))
    }
    async fn optional_several(
        &self,
        _body: Option<sample_bodies::messages::OptionalSeveralBody>,
    ) -> Result<
        sample_bodies::messages::OptionalSeveralSuccess,
        sample_bodies::messages::OptionalSeveralError,
    > {
        Err(sample_bodies::messages::OptionalSeveralError::Internal(not_implemented()))
    }
    async fn several(
        &self,
        _body: sample_bodies::messages::SeveralBody,
    ) -> Result<
        sample_bodies::messages::SeveralOkBody,
        sample_bodies::messages::SeveralError,
    > {
        Err(sample_bodies::messages::SeveralError::Internal(not_implemented()))
    }
}

fn not_implemented() -> rest_runtime::Failure {
    rest_runtime::Failure::new(
        501,
        "not_implemented",
        "this operation is not implemented yet",
    )
}
