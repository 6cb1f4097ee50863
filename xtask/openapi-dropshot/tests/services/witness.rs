//! The operations. Each answers 501 until it is filled in.
#![allow(clippy::too_many_arguments)]
use rest_runtime::Failure;
use sample_witness::SampleWitness;

/// Who valid credentials stand for.
#[derive(Debug, Clone)]
pub struct Caller;

/// What the operations work on.
#[derive(Debug)]
pub struct Service;
impl SampleWitness for Service {
    type Caller = Caller;
    async fn all_of(&self, _callers: Vec<Caller>) -> Result<Caller, Failure> {
        Err(not_implemented())
    }
    async fn key(&self, _key: &str) -> Result<Caller, Failure> {
        Err(not_implemented())
    }
    async fn basic(&self, _user: &str, _password: &str) -> Result<Caller, Failure> {
        Err(not_implemented())
    }
    async fn token(&self, _token: &str) -> Result<Caller, Failure> {
        Err(not_implemented())
    }
    async fn accounts(&self, _token: &str, _scopes: &[&str]) -> Result<Caller, Failure> {
        Err(not_implemented())
    }
    async fn list_stars(
        &self,
        _caller: Caller,
        _x_trace: Option<sample_witness::types::ListStarsXTrace>,
        _limit: sample_witness::types::ListStarsLimit,
        _after: sample_witness::types::StarId,
        _classes: Option<sample_witness::types::ListStarsClasses>,
        _within: Option<sample_witness::types::ListStarsWithin>,
        _session: sample_witness::types::ListStarsSession,
        _visible: Option<Option<bool>>,
    ) -> Result<
        sample_witness::messages::ListStarsOk,
        sample_witness::messages::ListStarsError,
    > {
        Err(sample_witness::messages::ListStarsError::Internal(not_implemented()))
    }
    async fn add_star(
        &self,
        _caller: Caller,
        _x_trace: Option<sample_witness::types::AddStarXTrace>,
        _body: sample_witness::types::NewStar,
    ) -> Result<
        sample_witness::messages::AddStarCreated,
        sample_witness::messages::AddStarError,
    > {
        Err(sample_witness::messages::AddStarError::Internal(not_implemented()))
    }
    async fn brightest(
        &self,
    ) -> Result<sample_witness::types::Star, sample_witness::messages::BrightestError> {
        Err(sample_witness::messages::BrightestError::Internal(not_implemented()))
    }
    async fn get_star(
        &self,
        _caller: Caller,
        _star_id: sample_witness::types::StarId,
    ) -> Result<sample_witness::types::Star, sample_witness::messages::GetStarError> {
        Err(sample_witness::messages::GetStarError::Internal(not_implemented()))
    }
    async fn put_star(
        &self,
        _caller: Caller,
        _star_id: sample_witness::types::StarId,
        _body: sample_witness::types::Star,
    ) -> Result<(), sample_witness::messages::PutStarError> {
        Err(sample_witness::messages::PutStarError::Internal(not_implemented()))
    }
    async fn delete_star(
        &self,
        _caller: Option<Caller>,
        _star_id: sample_witness::types::StarId,
    ) -> Result<
        sample_witness::messages::DeleteStarSuccess,
        sample_witness::messages::DeleteStarError,
    > {
        Err(sample_witness::messages::DeleteStarError::Internal(not_implemented()))
    }
    async fn get_photo(
        &self,
        _caller: Caller,
        _star_id: sample_witness::types::StarId,
        _size: sample_witness::types::GetPhotoSize,
    ) -> Result<
        sample_witness::messages::GetPhotoSuccess,
        sample_witness::messages::GetPhotoError,
    > {
        Err(sample_witness::messages::GetPhotoError::Internal(not_implemented()))
    }
    async fn add_note(
        &self,
        _caller: Caller,
        _star_id: sample_witness::types::StarId,
        _flags: Option<Vec<String>>,
        _body: Option<sample_witness::messages::AddNoteBody>,
    ) -> Result<
        sample_witness::messages::AddNoteOkBody,
        sample_witness::messages::AddNoteError,
    > {
        Err(sample_witness::messages::AddNoteError::Internal(not_implemented()))
    }
    async fn login(
        &self,
        _body: sample_witness::types::LoginBody,
    ) -> Result<(), sample_witness::messages::LoginError> {
        Err(sample_witness::messages::LoginError::Internal(not_implemented()))
    }
    async fn watch(
        &self,
        _caller: Caller,
        _filter: Option<std::collections::BTreeMap<String, String>>,
    ) -> Result<rest_runtime::EventStream, sample_witness::messages::WatchError> {
        Err(sample_witness::messages::WatchError::Internal(not_implemented()))
    }
}

fn not_implemented() -> rest_runtime::Failure {
    rest_runtime::Failure::new(
        501,
        "not_implemented",
        "this operation is not implemented yet",
    )
}
