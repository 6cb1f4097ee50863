// Generated from tests/documents/schemas.yaml. Do not edit.

//! The trait to fill in.
/// Every kind of schema, one method per operation.
pub trait SampleSchemas: Send + Sync + 'static {
    /// `PUT /everything`
    fn put_everything(
        &self,
        body: crate::types::Everything,
    ) -> impl Future<
        Output = Result<crate::types::Everything, crate::messages::PutEverythingError>,
    > + Send;

    /// `PUT /account`
    fn put_account(
        &self,
        body: crate::types::Account,
    ) -> impl Future<
        Output = Result<crate::types::Account, crate::messages::PutAccountError>,
    > + Send;

    /// `PUT /defaults`
    fn put_defaults(
        &self,
        body: crate::types::Defaults,
    ) -> impl Future<
        Output = Result<crate::types::Defaults, crate::messages::PutDefaultsError>,
    > + Send;

    /// `PUT /inline`
    fn put_inline(
        &self,
        body: crate::types::PutInlineBody,
    ) -> impl Future<
        Output = Result<crate::types::PutInlineOkBody, crate::messages::PutInlineError>,
    > + Send;
}
