//! The operations. Each answers 501 until it is filled in.
#![allow(clippy::too_many_arguments)]
use rest_runtime::Failure;
use sample_security::SampleSecurity;

/// Who valid credentials stand for.
#[derive(Debug, Clone)]
pub struct Caller;

/// What the operations work on.
#[derive(Debug)]
pub struct Service;
impl SampleSecurity for Service {
    type Caller = Caller;
    async fn all_of(&self, _callers: Vec<Caller>) -> Result<Caller, Failure> {
        Err(not_implemented())
    }
    async fn token(&self, _token: &str) -> Result<Caller, Failure> {
        Err(not_implemented())
    }
    async fn password(&self, _user: &str, _password: &str) -> Result<Caller, Failure> {
        Err(not_implemented())
    }
    async fn signature(&self, _credentials: &str) -> Result<Caller, Failure> {
        Err(not_implemented())
    }
    async fn header_key(&self, _key: &str) -> Result<Caller, Failure> {
        Err(not_implemented())
    }
    async fn query_key(&self, _key: &str) -> Result<Caller, Failure> {
        Err(not_implemented())
    }
    async fn session(&self, _key: &str) -> Result<Caller, Failure> {
        Err(not_implemented())
    }
    async fn oauth(&self, _token: &str, _scopes: &[&str]) -> Result<Caller, Failure> {
        Err(not_implemented())
    }
    async fn connect(&self, _token: &str, _scopes: &[&str]) -> Result<Caller, Failure> {
        Err(not_implemented())
    }
    async fn inherited(
        &self,
        _caller: Caller,
    ) -> Result<String, sample_security::messages::InheritedError> {
        Err(sample_security::messages::InheritedError::Internal(not_implemented()))
    }
    async fn open(&self) -> Result<String, sample_security::messages::OpenError> {
        Err(sample_security::messages::OpenError::Internal(not_implemented()))
    }
    async fn basic(
        &self,
        _caller: Caller,
    ) -> Result<String, sample_security::messages::BasicError> {
        Err(sample_security::messages::BasicError::Internal(not_implemented()))
    }
    async fn digest(
        &self,
        _caller: Caller,
    ) -> Result<String, sample_security::messages::DigestError> {
        Err(sample_security::messages::DigestError::Internal(not_implemented()))
    }
    async fn header(
        &self,
        _caller: Caller,
    ) -> Result<String, sample_security::messages::HeaderError> {
        Err(sample_security::messages::HeaderError::Internal(not_implemented()))
    }
    async fn query(
        &self,
        _caller: Caller,
    ) -> Result<String, sample_security::messages::QueryError> {
        Err(sample_security::messages::QueryError::Internal(not_implemented()))
    }
    async fn cookie(
        &self,
        _caller: Caller,
    ) -> Result<String, sample_security::messages::CookieError> {
        Err(sample_security::messages::CookieError::Internal(not_implemented()))
    }
    async fn read_scopes(
        &self,
        _caller: Caller,
    ) -> Result<String, sample_security::messages::ReadScopesError> {
        Err(sample_security::messages::ReadScopesError::Internal(not_implemented()))
    }
    async fn write_scopes(
        &self,
        _caller: Caller,
    ) -> Result<String, sample_security::messages::WriteScopesError> {
        Err(sample_security::messages::WriteScopesError::Internal(not_implemented()))
    }
    async fn connected(
        &self,
        _caller: Caller,
    ) -> Result<String, sample_security::messages::ConnectedError> {
        Err(sample_security::messages::ConnectedError::Internal(not_implemented()))
    }
    async fn both(
        &self,
        _caller: Caller,
    ) -> Result<String, sample_security::messages::BothError> {
        Err(sample_security::messages::BothError::Internal(not_implemented()))
    }
    async fn either(
        &self,
        _caller: Caller,
    ) -> Result<String, sample_security::messages::EitherError> {
        Err(sample_security::messages::EitherError::Internal(not_implemented()))
    }
    async fn mixed(
        &self,
        _caller: Caller,
    ) -> Result<String, sample_security::messages::MixedError> {
        Err(sample_security::messages::MixedError::Internal(not_implemented()))
    }
    async fn bearers(
        &self,
        _caller: Caller,
    ) -> Result<String, sample_security::messages::BearersError> {
        Err(sample_security::messages::BearersError::Internal(not_implemented()))
    }
    async fn optional(
        &self,
        _caller: Option<Caller>,
    ) -> Result<String, sample_security::messages::OptionalError> {
        Err(sample_security::messages::OptionalError::Internal(not_implemented()))
    }
    async fn first(
        &self,
        _caller: Caller,
        _limit: i64,
        _body: sample_security::types::FirstBody,
    ) -> Result<String, sample_security::messages::FirstError> {
        Err(sample_security::messages::FirstError::Internal(not_implemented()))
    }
}

fn not_implemented() -> rest_runtime::Failure {
    rest_runtime::Failure::new(
        501,
        "not_implemented",
        "this operation is not implemented yet",
    )
}
