// Generated from tests/documents/security.yaml. Do not edit.

//! The trait to fill in.
/// Security, one method per operation.
pub trait SampleSecurity: Send + Sync + 'static {
    /// Who valid credentials stand for.
    type Caller: Send;

    /// Make one caller of those whom the schemes of a requirement stand for, in the order of the document, where it
    /// needs several schemes at once. Fails, say, when they are not the same.
    fn all_of(
        &self,
        callers: Vec<Self::Caller>,
    ) -> impl Future<Output = Result<Self::Caller, rest_runtime::Failure>> + Send;

    /// Resolve the scheme `token`. Called before parameters or body are looked at.
    ///
    /// A token.
    fn token(
        &self,
        token: &str,
    ) -> impl Future<Output = Result<Self::Caller, rest_runtime::Failure>> + Send;

    /// Resolve the scheme `password`. Called before parameters or body are looked at.
    fn password(
        &self,
        user: &str,
        password: &str,
    ) -> impl Future<Output = Result<Self::Caller, rest_runtime::Failure>> + Send;

    /// Resolve the scheme `signature`. Called before parameters or body are looked at.
    fn signature(
        &self,
        credentials: &str,
    ) -> impl Future<Output = Result<Self::Caller, rest_runtime::Failure>> + Send;

    /// Resolve the scheme `header_key`. Called before parameters or body are looked at.
    fn header_key(
        &self,
        key: &str,
    ) -> impl Future<Output = Result<Self::Caller, rest_runtime::Failure>> + Send;

    /// Resolve the scheme `query_key`. Called before parameters or body are looked at.
    fn query_key(
        &self,
        key: &str,
    ) -> impl Future<Output = Result<Self::Caller, rest_runtime::Failure>> + Send;

    /// Resolve the scheme `session`. Called before parameters or body are looked at.
    fn session(
        &self,
        key: &str,
    ) -> impl Future<Output = Result<Self::Caller, rest_runtime::Failure>> + Send;

    /// Resolve the scheme `oauth`. Called before parameters or body are looked at.
    ///
    /// `scopes` are those that the operation needs, all of them.
    fn oauth(
        &self,
        token: &str,
        scopes: &[&str],
    ) -> impl Future<Output = Result<Self::Caller, rest_runtime::Failure>> + Send;

    /// Resolve the scheme `connect`. Called before parameters or body are looked at.
    ///
    /// `scopes` are those that the operation needs, all of them.
    fn connect(
        &self,
        token: &str,
        scopes: &[&str],
    ) -> impl Future<Output = Result<Self::Caller, rest_runtime::Failure>> + Send;

    /// `GET /inherited`
    fn inherited(
        &self,
        caller: Self::Caller,
    ) -> impl Future<Output = Result<String, crate::messages::InheritedError>> + Send;

    /// `GET /open`
    fn open(
        &self,
    ) -> impl Future<Output = Result<String, crate::messages::OpenError>> + Send;

    /// `GET /basic`
    fn basic(
        &self,
        caller: Self::Caller,
    ) -> impl Future<Output = Result<String, crate::messages::BasicError>> + Send;

    /// `GET /digest`
    fn digest(
        &self,
        caller: Self::Caller,
    ) -> impl Future<Output = Result<String, crate::messages::DigestError>> + Send;

    /// `GET /header`
    fn header(
        &self,
        caller: Self::Caller,
    ) -> impl Future<Output = Result<String, crate::messages::HeaderError>> + Send;

    /// `GET /query`
    fn query(
        &self,
        caller: Self::Caller,
    ) -> impl Future<Output = Result<String, crate::messages::QueryError>> + Send;

    /// `GET /cookie`
    fn cookie(
        &self,
        caller: Self::Caller,
    ) -> impl Future<Output = Result<String, crate::messages::CookieError>> + Send;

    /// `GET /scopes`
    fn read_scopes(
        &self,
        caller: Self::Caller,
    ) -> impl Future<Output = Result<String, crate::messages::ReadScopesError>> + Send;

    /// `PUT /scopes`
    fn write_scopes(
        &self,
        caller: Self::Caller,
    ) -> impl Future<Output = Result<String, crate::messages::WriteScopesError>> + Send;

    /// `POST /scopes`
    fn connected(
        &self,
        caller: Self::Caller,
    ) -> impl Future<Output = Result<String, crate::messages::ConnectedError>> + Send;

    /// `GET /both`
    fn both(
        &self,
        caller: Self::Caller,
    ) -> impl Future<Output = Result<String, crate::messages::BothError>> + Send;

    /// `GET /either`
    fn either(
        &self,
        caller: Self::Caller,
    ) -> impl Future<Output = Result<String, crate::messages::EitherError>> + Send;

    /// `GET /mixed`
    fn mixed(
        &self,
        caller: Self::Caller,
    ) -> impl Future<Output = Result<String, crate::messages::MixedError>> + Send;

    /// `GET /bearers`
    fn bearers(
        &self,
        caller: Self::Caller,
    ) -> impl Future<Output = Result<String, crate::messages::BearersError>> + Send;

    /// `GET /optional`
    fn optional(
        &self,
        caller: Option<Self::Caller>,
    ) -> impl Future<Output = Result<String, crate::messages::OptionalError>> + Send;

    /// Credentials are looked at before anything else.
    ///
    /// `POST /first`
    fn first(
        &self,
        caller: Self::Caller,
        limit: i64,
        body: crate::types::FirstBody,
    ) -> impl Future<Output = Result<String, crate::messages::FirstError>> + Send;
}
