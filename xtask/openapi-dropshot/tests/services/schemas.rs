//! The operations. Each answers 501 until it is filled in.
#![allow(clippy::too_many_arguments)]
use sample_schemas::SampleSchemas;

/// What the operations work on.
#[derive(Debug)]
pub struct Service;
impl SampleSchemas for Service {
    async fn put_everything(
        &self,
        _body: sample_schemas::types::Everything,
    ) -> Result<
        sample_schemas::types::Everything,
        sample_schemas::messages::PutEverythingError,
    > {
        Err(sample_schemas::messages::PutEverythingError::Internal(not_implemented()))
    }
    async fn put_account(
        &self,
        _body: sample_schemas::types::Account,
    ) -> Result<
        sample_schemas::types::Account,
        sample_schemas::messages::PutAccountError,
    > {
        Err(sample_schemas::messages::PutAccountError::Internal(not_implemented()))
    }
    async fn put_defaults(
        &self,
        _body: sample_schemas::types::Defaults,
    ) -> Result<
        sample_schemas::types::Defaults,
        sample_schemas::messages::PutDefaultsError,
    > {
        Err(sample_schemas::messages::PutDefaultsError::Internal(not_implemented()))
    }
    async fn put_inline(
        &self,
        _body: sample_schemas::types::PutInlineBody,
    ) -> Result<
        sample_schemas::types::PutInlineOkBody,
        sample_schemas::messages::PutInlineError,
    > {
        Err(sample_schemas::messages::PutInlineError::Internal(not_implemented()))
    }
}

fn not_implemented() -> rest_runtime::Failure {
    rest_runtime::Failure::new(
        501,
        "not_implemented",
        "this operation is not implemented yet",
    )
}
