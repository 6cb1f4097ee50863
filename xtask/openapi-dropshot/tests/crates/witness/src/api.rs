// Generated from tests/documents/witness.yaml. Do not edit.

//! The trait to fill in.
/// Observatory, one method per operation.
pub trait SampleWitness: Send + Sync + 'static {
    /// Who valid credentials stand for.
    type Caller: Send;

    /// Make one caller of those whom the schemes of a requirement stand for, in the order of the document, where it
    /// needs several schemes at once. Fails, say, when they are not the same.
    fn all_of(
        &self,
        callers: Vec<Self::Caller>,
    ) -> impl Future<Output = Result<Self::Caller, rest_runtime::Failure>> + Send;

    /// Resolve the scheme `key`. Called before parameters or body are looked at.
    fn key(
        &self,
        key: &str,
    ) -> impl Future<Output = Result<Self::Caller, rest_runtime::Failure>> + Send;

    /// Resolve the scheme `basic`. Called before parameters or body are looked at.
    fn basic(
        &self,
        user: &str,
        password: &str,
    ) -> impl Future<Output = Result<Self::Caller, rest_runtime::Failure>> + Send;

    /// Resolve the scheme `token`. Called before parameters or body are looked at.
    fn token(
        &self,
        token: &str,
    ) -> impl Future<Output = Result<Self::Caller, rest_runtime::Failure>> + Send;

    /// Resolve the scheme `accounts`. Called before parameters or body are looked at.
    ///
    /// `scopes` are those that the operation needs, all of them.
    fn accounts(
        &self,
        token: &str,
        scopes: &[&str],
    ) -> impl Future<Output = Result<Self::Caller, rest_runtime::Failure>> + Send;

    /// List stars.
    ///
    /// Brightest first.
    ///
    /// `GET /stars`
    fn list_stars(
        &self,
        caller: Self::Caller,
        x_trace: Option<crate::types::ListStarsXTrace>,
        limit: crate::types::ListStarsLimit,
        after: crate::types::StarId,
        classes: Option<crate::types::ListStarsClasses>,
        within: Option<crate::types::ListStarsWithin>,
        session: crate::types::ListStarsSession,
        visible: Option<Option<bool>>,
    ) -> impl Future<
        Output = Result<crate::messages::ListStarsOk, crate::messages::ListStarsError>,
    > + Send;

    /// Add a star.
    ///
    /// `POST /stars`
    fn add_star(
        &self,
        caller: Self::Caller,
        x_trace: Option<crate::types::AddStarXTrace>,
        body: crate::types::NewStar,
    ) -> impl Future<
        Output = Result<crate::messages::AddStarCreated, crate::messages::AddStarError>,
    > + Send;

    /// `GET /stars/brightest`
    fn brightest(
        &self,
    ) -> impl Future<
        Output = Result<crate::types::Star, crate::messages::BrightestError>,
    > + Send;

    /// `GET /stars/{star_id}`
    #[deprecated]
    fn get_star(
        &self,
        caller: Self::Caller,
        star_id: crate::types::StarId,
    ) -> impl Future<
        Output = Result<crate::types::Star, crate::messages::GetStarError>,
    > + Send;

    /// `PUT /stars/{star_id}`
    fn put_star(
        &self,
        caller: Self::Caller,
        star_id: crate::types::StarId,
        body: crate::types::Star,
    ) -> impl Future<Output = Result<(), crate::messages::PutStarError>> + Send;

    /// `DELETE /stars/{star_id}`
    fn delete_star(
        &self,
        caller: Option<Self::Caller>,
        star_id: crate::types::StarId,
    ) -> impl Future<
        Output = Result<
            crate::messages::DeleteStarSuccess,
            crate::messages::DeleteStarError,
        >,
    > + Send;

    /// `GET /stars/{star_id}/photos/{size}.png`
    fn get_photo(
        &self,
        caller: Self::Caller,
        star_id: crate::types::StarId,
        size: crate::types::GetPhotoSize,
    ) -> impl Future<
        Output = Result<crate::messages::GetPhotoSuccess, crate::messages::GetPhotoError>,
    > + Send;

    /// `POST /stars/{star_id}/notes`
    fn add_note(
        &self,
        caller: Self::Caller,
        star_id: crate::types::StarId,
        flags: Option<Vec<String>>,
        body: Option<crate::messages::AddNoteBody>,
    ) -> impl Future<
        Output = Result<crate::messages::AddNoteOkBody, crate::messages::AddNoteError>,
    > + Send;

    /// `POST /login`
    fn login(
        &self,
        body: crate::types::LoginBody,
    ) -> impl Future<Output = Result<(), crate::messages::LoginError>> + Send;

    /// `GET /events`
    fn watch(
        &self,
        caller: Self::Caller,
        filter: Option<std::collections::BTreeMap<String, String>>,
    ) -> impl Future<
        Output = Result<rest_runtime::EventStream, crate::messages::WatchError>,
    > + Send;
}
