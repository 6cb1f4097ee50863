//! The operations. Each answers 501 until it is filled in.
#![allow(clippy::too_many_arguments)]
use sample_routing::SampleRouting;

/// What the operations work on.
#[derive(Debug)]
pub struct Service;
impl SampleRouting for Service {
    async fn root(&self) -> Result<String, sample_routing::messages::RootError> {
        Err(sample_routing::messages::RootError::Internal(not_implemented()))
    }
    async fn things(&self) -> Result<String, sample_routing::messages::ThingsError> {
        Err(sample_routing::messages::ThingsError::Internal(not_implemented()))
    }
    async fn add_thing(
        &self,
    ) -> Result<String, sample_routing::messages::AddThingError> {
        Err(sample_routing::messages::AddThingError::Internal(not_implemented()))
    }
    async fn things_slash(
        &self,
    ) -> Result<String, sample_routing::messages::ThingsSlashError> {
        Err(sample_routing::messages::ThingsSlashError::Internal(not_implemented()))
    }
    async fn my_thing(&self) -> Result<String, sample_routing::messages::MyThingError> {
        Err(sample_routing::messages::MyThingError::Internal(not_implemented()))
    }
    async fn thing(
        &self,
        _id: String,
    ) -> Result<String, sample_routing::messages::ThingError> {
        Err(sample_routing::messages::ThingError::Internal(not_implemented()))
    }
    async fn put_thing(
        &self,
        _id: String,
    ) -> Result<String, sample_routing::messages::PutThingError> {
        Err(sample_routing::messages::PutThingError::Internal(not_implemented()))
    }
    async fn delete_thing(
        &self,
        _id: String,
    ) -> Result<(), sample_routing::messages::DeleteThingError> {
        Err(sample_routing::messages::DeleteThingError::Internal(not_implemented()))
    }
    async fn parts(
        &self,
        _id: String,
    ) -> Result<String, sample_routing::messages::PartsError> {
        Err(sample_routing::messages::PartsError::Internal(not_implemented()))
    }
    async fn part(
        &self,
        _thing_id: String,
        _id: i64,
    ) -> Result<String, sample_routing::messages::PartError> {
        Err(sample_routing::messages::PartError::Internal(not_implemented()))
    }
    async fn my_first_part(
        &self,
    ) -> Result<String, sample_routing::messages::MyFirstPartError> {
        Err(sample_routing::messages::MyFirstPartError::Internal(not_implemented()))
    }
    async fn only_slash(
        &self,
    ) -> Result<String, sample_routing::messages::OnlySlashError> {
        Err(sample_routing::messages::OnlySlashError::Internal(not_implemented()))
    }
    async fn encoded(
        &self,
        _c_d: String,
    ) -> Result<String, sample_routing::messages::EncodedError> {
        Err(sample_routing::messages::EncodedError::Internal(not_implemented()))
    }
    async fn slash_within(
        &self,
    ) -> Result<String, sample_routing::messages::SlashWithinError> {
        Err(sample_routing::messages::SlashWithinError::Internal(not_implemented()))
    }
    async fn not_encoded(
        &self,
    ) -> Result<String, sample_routing::messages::NotEncodedError> {
        Err(sample_routing::messages::NotEncodedError::Internal(not_implemented()))
    }
    async fn get_methods(
        &self,
    ) -> Result<String, sample_routing::messages::GetMethodsError> {
        Err(sample_routing::messages::GetMethodsError::Internal(not_implemented()))
    }
    async fn put_methods(
        &self,
    ) -> Result<String, sample_routing::messages::PutMethodsError> {
        Err(sample_routing::messages::PutMethodsError::Internal(not_implemented()))
    }
    async fn post_methods(
        &self,
    ) -> Result<String, sample_routing::messages::PostMethodsError> {
        Err(sample_routing::messages::PostMethodsError::Internal(not_implemented()))
    }
    async fn delete_methods(
        &self,
    ) -> Result<String, sample_routing::messages::DeleteMethodsError> {
        Err(sample_routing::messages::DeleteMethodsError::Internal(not_implemented()))
    }
    async fn options_methods(
        &self,
    ) -> Result<String, sample_routing::messages::OptionsMethodsError> {
        Err(sample_routing::messages::OptionsMethodsError::Internal(not_implemented()))
    }
    async fn head_methods(
        &self,
    ) -> Result<
        sample_routing::messages::HeadMethodsOk,
        sample_routing::messages::HeadMethodsError,
    > {
        Err(sample_routing::messages::HeadMethodsError::Internal(not_implemented()))
    }
    async fn patch_methods(
        &self,
    ) -> Result<String, sample_routing::messages::PatchMethodsError> {
        Err(sample_routing::messages::PatchMethodsError::Internal(not_implemented()))
    }
    async fn trace_methods(
        &self,
    ) -> Result<String, sample_routing::messages::TraceMethodsError> {
        Err(sample_routing::messages::TraceMethodsError::Internal(not_implemented()))
    }
    async fn prepared(
        &self,
        _which: String,
    ) -> Result<
        rest_runtime::server::Prepared<String>,
        sample_routing::messages::PreparedError,
    > {
        Err(sample_routing::messages::PreparedError::Internal(not_implemented()))
    }
    async fn answers(
        &self,
        _which: String,
    ) -> Result<
        sample_routing::messages::AnswersSuccess,
        sample_routing::messages::AnswersError,
    > {
        Err(sample_routing::messages::AnswersError::Internal(not_implemented()))
    }
    async fn anything(
        &self,
        _status: i64,
    ) -> Result<
        sample_routing::messages::AnythingDefault,
        sample_routing::messages::AnythingError,
    > {
        Err(sample_routing::messages::AnythingError::Internal(not_implemented()))
    }
    async fn ranges(
        &self,
        _status: i64,
    ) -> Result<
        sample_routing::messages::RangesSuccess,
        sample_routing::messages::RangesError,
    > {
        Err(sample_routing::messages::RangesError::Internal(not_implemented()))
    }
    async fn stream(
        &self,
        _pieces: sample_routing::types::StreamPieces,
    ) -> Result<
        sample_routing::messages::StreamOk,
        sample_routing::messages::StreamError,
    > {
        Err(sample_routing::messages::StreamError::Internal(not_implemented()))
    }
    async fn events(
        &self,
        _count: sample_routing::types::EventsCount,
    ) -> Result<rest_runtime::EventStream, sample_routing::messages::EventsError> {
        Err(sample_routing::messages::EventsError::Internal(not_implemented()))
    }
    async fn problems(
        &self,
        _which: String,
    ) -> Result<String, sample_routing::messages::ProblemsError> {
        Err(sample_routing::messages::ProblemsError::Internal(not_implemented()))
    }
    async fn names(
        &self,
    ) -> Result<
        sample_routing::messages::NamesOk,
        sample_routing::messages::NamesError,
    > {
        Err(sample_routing::messages::NamesError::Internal(not_implemented()))
    }
    async fn get_without_id_id(
        &self,
        _id: String,
    ) -> Result<String, sample_routing::messages::GetWithoutIdIdError> {
        Err(sample_routing::messages::GetWithoutIdIdError::Internal(not_implemented()))
    }
    async fn post_without_id_id(
        &self,
        _id: String,
    ) -> Result<String, sample_routing::messages::PostWithoutIdIdError> {
        Err(sample_routing::messages::PostWithoutIdIdError::Internal(not_implemented()))
    }
    async fn get_without_id(
        &self,
    ) -> Result<String, sample_routing::messages::GetWithoutIdError> {
        Err(sample_routing::messages::GetWithoutIdError::Internal(not_implemented()))
    }
}

fn not_implemented() -> rest_runtime::Failure {
    rest_runtime::Failure::new(
        501,
        "not_implemented",
        "this operation is not implemented yet",
    )
}
