// Generated from tests/documents/routing.yaml. Do not edit.

//! The trait to fill in.
/// Routing and responses, one method per operation.
pub trait SampleRouting: Send + Sync + 'static {
    /// `GET /`
    fn root(
        &self,
    ) -> impl Future<Output = Result<String, crate::messages::RootError>> + Send;

    /// `GET /things`
    fn things(
        &self,
    ) -> impl Future<Output = Result<String, crate::messages::ThingsError>> + Send;

    /// `POST /things`
    fn add_thing(
        &self,
    ) -> impl Future<Output = Result<String, crate::messages::AddThingError>> + Send;

    /// `GET /things/`
    fn things_slash(
        &self,
    ) -> impl Future<Output = Result<String, crate::messages::ThingsSlashError>> + Send;

    /// `GET /things/mine`
    fn my_thing(
        &self,
    ) -> impl Future<Output = Result<String, crate::messages::MyThingError>> + Send;

    /// `GET /things/{id}`
    fn thing(
        &self,
        id: String,
    ) -> impl Future<Output = Result<String, crate::messages::ThingError>> + Send;

    /// `PUT /things/{id}`
    fn put_thing(
        &self,
        id: String,
    ) -> impl Future<Output = Result<String, crate::messages::PutThingError>> + Send;

    /// `DELETE /things/{id}`
    fn delete_thing(
        &self,
        id: String,
    ) -> impl Future<Output = Result<(), crate::messages::DeleteThingError>> + Send;

    /// `GET /things/{id}/parts`
    fn parts(
        &self,
        id: String,
    ) -> impl Future<Output = Result<String, crate::messages::PartsError>> + Send;

    /// `GET /things/{thing_id}/parts/{id}`
    fn part(
        &self,
        thing_id: String,
        id: i64,
    ) -> impl Future<Output = Result<String, crate::messages::PartError>> + Send;

    /// `GET /things/mine/parts/first`
    fn my_first_part(
        &self,
    ) -> impl Future<Output = Result<String, crate::messages::MyFirstPartError>> + Send;

    /// `GET /slash/`
    fn only_slash(
        &self,
    ) -> impl Future<Output = Result<String, crate::messages::OnlySlashError>> + Send;

    /// `GET /a%20b/{c-d}`
    fn encoded(
        &self,
        c_d: String,
    ) -> impl Future<Output = Result<String, crate::messages::EncodedError>> + Send;

    /// `GET /within/a%2Fb`
    fn slash_within(
        &self,
    ) -> impl Future<Output = Result<String, crate::messages::SlashWithinError>> + Send;

    /// `GET /naïve & co`
    fn not_encoded(
        &self,
    ) -> impl Future<Output = Result<String, crate::messages::NotEncodedError>> + Send;

    /// `GET /methods`
    fn get_methods(
        &self,
    ) -> impl Future<Output = Result<String, crate::messages::GetMethodsError>> + Send;

    /// `PUT /methods`
    fn put_methods(
        &self,
    ) -> impl Future<Output = Result<String, crate::messages::PutMethodsError>> + Send;

    /// `POST /methods`
    fn post_methods(
        &self,
    ) -> impl Future<Output = Result<String, crate::messages::PostMethodsError>> + Send;

    /// `DELETE /methods`
    fn delete_methods(
        &self,
    ) -> impl Future<
        Output = Result<String, crate::messages::DeleteMethodsError>,
    > + Send;

    /// `OPTIONS /methods`
    fn options_methods(
        &self,
    ) -> impl Future<
        Output = Result<String, crate::messages::OptionsMethodsError>,
    > + Send;

    /// `HEAD /methods`
    fn head_methods(
        &self,
    ) -> impl Future<
        Output = Result<
            crate::messages::HeadMethodsOk,
            crate::messages::HeadMethodsError,
        >,
    > + Send;

    /// `PATCH /methods`
    fn patch_methods(
        &self,
    ) -> impl Future<Output = Result<String, crate::messages::PatchMethodsError>> + Send;

    /// `TRACE /methods`
    fn trace_methods(
        &self,
    ) -> impl Future<Output = Result<String, crate::messages::TraceMethodsError>> + Send;

    /// `GET /prepared/{which}`
    fn prepared(
        &self,
        which: String,
    ) -> impl Future<
        Output = Result<
            rest_runtime::server::Prepared<String>,
            crate::messages::PreparedError,
        >,
    > + Send;

    /// Answers with what it is asked for.
    ///
    /// `GET /answers/{which}`
    fn answers(
        &self,
        which: String,
    ) -> impl Future<
        Output = Result<crate::messages::AnswersSuccess, crate::messages::AnswersError>,
    > + Send;

    /// Nothing but a default.
    ///
    /// `GET /anything`
    fn anything(
        &self,
        status: i64,
    ) -> impl Future<
        Output = Result<crate::messages::AnythingDefault, crate::messages::AnythingError>,
    > + Send;

    /// `GET /ranges`
    fn ranges(
        &self,
        status: i64,
    ) -> impl Future<
        Output = Result<crate::messages::RangesSuccess, crate::messages::RangesError>,
    > + Send;

    /// `GET /stream`
    fn stream(
        &self,
        pieces: crate::types::StreamPieces,
    ) -> impl Future<
        Output = Result<crate::messages::StreamOk, crate::messages::StreamError>,
    > + Send;

    /// `GET /events`
    fn events(
        &self,
        count: crate::types::EventsCount,
    ) -> impl Future<
        Output = Result<rest_runtime::EventStream, crate::messages::EventsError>,
    > + Send;

    /// `GET /problems`
    fn problems(
        &self,
        which: String,
    ) -> impl Future<Output = Result<String, crate::messages::ProblemsError>> + Send;

    /// `GET /names`
    fn names(
        &self,
    ) -> impl Future<
        Output = Result<crate::messages::NamesOk, crate::messages::NamesError>,
    > + Send;

    /// `GET /without/id/{id}`
    fn get_without_id_id(
        &self,
        id: String,
    ) -> impl Future<
        Output = Result<String, crate::messages::GetWithoutIdIdError>,
    > + Send;

    /// An operation of no name.
    ///
    /// `POST /without/id/{id}`
    #[deprecated]
    fn post_without_id_id(
        &self,
        id: String,
    ) -> impl Future<
        Output = Result<String, crate::messages::PostWithoutIdIdError>,
    > + Send;

    /// `GET /without-id`
    fn get_without_id(
        &self,
    ) -> impl Future<Output = Result<String, crate::messages::GetWithoutIdError>> + Send;
}
