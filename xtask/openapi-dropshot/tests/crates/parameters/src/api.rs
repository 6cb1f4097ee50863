// Generated from tests/documents/parameters.yaml. Do not edit.

//! The trait to fill in.
/// Parameters, one method per operation.
pub trait SampleParameters: Send + Sync + 'static {
    /// `GET /simple/{text}/{ids}/{ids_exploded}/{point}/{point_exploded}`
    fn simple_path(
        &self,
        text: String,
        ids: crate::types::Ids,
        ids_exploded: crate::types::Ids,
        point: crate::types::Point,
        point_exploded: crate::types::Point,
    ) -> impl Future<
        Output = Result<Vec<rest_runtime::Value>, crate::messages::SimplePathError>,
    > + Send;

    /// `GET /label/{text}/{ids}/{ids_exploded}/{point}/{point_exploded}`
    fn label_path(
        &self,
        text: String,
        ids: crate::types::Ids,
        ids_exploded: crate::types::Ids,
        point: crate::types::Point,
        point_exploded: crate::types::Point,
    ) -> impl Future<
        Output = Result<Vec<rest_runtime::Value>, crate::messages::LabelPathError>,
    > + Send;

    /// `GET /matrix/{text}/{ids}/{ids_exploded}/{point}/{point_exploded}`
    fn matrix_path(
        &self,
        text: String,
        ids: crate::types::Ids,
        ids_exploded: crate::types::Ids,
        point: crate::types::Point,
        point_exploded: crate::types::Point,
    ) -> impl Future<
        Output = Result<Vec<rest_runtime::Value>, crate::messages::MatrixPathError>,
    > + Send;

    /// `GET /files/{name}.json`
    fn json_file(
        &self,
        name: String,
    ) -> impl Future<
        Output = Result<Vec<rest_runtime::Value>, crate::messages::JsonFileError>,
    > + Send;

    /// `GET /files/{name}-{number}.{extension}`
    fn numbered_file(
        &self,
        name: String,
        number: crate::types::NumberedFileNumber,
        extension: crate::types::NumberedFileExtension,
    ) -> impl Future<
        Output = Result<Vec<rest_runtime::Value>, crate::messages::NumberedFileError>,
    > + Send;

    /// `GET /files/{name}`
    fn any_file(
        &self,
        name: String,
    ) -> impl Future<
        Output = Result<Vec<rest_runtime::Value>, crate::messages::AnyFileError>,
    > + Send;

    /// `GET /form`
    fn form_query(
        &self,
        text: String,
        count: Option<i32>,
        ratio: Option<f64>,
        flag: Option<bool>,
        texts: Option<crate::types::Texts>,
        texts_joined: Option<crate::types::Texts>,
        ids: Option<crate::types::Ids>,
        point: Option<crate::types::Point>,
        point_joined: Option<crate::types::Point>,
    ) -> impl Future<
        Output = Result<Vec<rest_runtime::Value>, crate::messages::FormQueryError>,
    > + Send;

    /// `GET /delimited`
    fn delimited_query(
        &self,
        spaced: Option<crate::types::Texts>,
        spaced_exploded: Option<crate::types::Texts>,
        piped: Option<crate::types::Ids>,
        piped_exploded: Option<crate::types::Ids>,
        piped_point: Option<crate::types::Point>,
    ) -> impl Future<
        Output = Result<Vec<rest_runtime::Value>, crate::messages::DelimitedQueryError>,
    > + Send;

    /// `GET /deep`
    fn deep_query(
        &self,
        filter: crate::types::Filter,
        labels: Option<std::collections::BTreeMap<String, String>>,
    ) -> impl Future<
        Output = Result<Vec<rest_runtime::Value>, crate::messages::DeepQueryError>,
    > + Send;

    /// An exploded object takes whatever no other parameter takes.
    ///
    /// `GET /open`
    fn open_query(
        &self,
        others: Option<std::collections::BTreeMap<String, String>>,
        limit: Option<i64>,
    ) -> impl Future<
        Output = Result<Vec<rest_runtime::Value>, crate::messages::OpenQueryError>,
    > + Send;

    /// `GET /headers`
    fn headers(
        &self,
        x_text: String,
        x_count: Option<i64>,
        x_ids: Option<crate::types::Ids>,
        x_texts: Option<crate::types::Texts>,
        x_point: Option<crate::types::Point>,
        x_point_exploded: Option<crate::types::Point>,
    ) -> impl Future<
        Output = Result<Vec<rest_runtime::Value>, crate::messages::HeadersError>,
    > + Send;

    /// `GET /cookies`
    fn cookies(
        &self,
        text: String,
        flag: Option<bool>,
        ids: Option<crate::types::Ids>,
        texts: Option<crate::types::Texts>,
        point: Option<crate::types::Point>,
    ) -> impl Future<
        Output = Result<Vec<rest_runtime::Value>, crate::messages::CookiesError>,
    > + Send;

    /// `GET /content/{filter}`
    fn content(
        &self,
        filter: crate::types::Filter,
        tree: Option<crate::types::Filter>,
        x_tree: Option<crate::types::Filter>,
        tree2: Option<crate::types::Filter>,
        plain: Option<String>,
    ) -> impl Future<
        Output = Result<Vec<rest_runtime::Value>, crate::messages::ContentError>,
    > + Send;

    /// `GET /defaults`
    fn defaults(
        &self,
        limit: crate::types::DefaultsLimit,
        order: crate::types::Order,
        ids: Vec<i64>,
        point: crate::types::DefaultsPoint,
        x_flag: bool,
        text: String,
    ) -> impl Future<
        Output = Result<Vec<rest_runtime::Value>, crate::messages::DefaultsError>,
    > + Send;

    /// `GET /reserved`
    fn reserved(
        &self,
        r#where: String,
        paths: Option<crate::types::Texts>,
        filter_name: Option<String>,
        r#type: Option<String>,
        self2: Option<String>,
        x_self: Option<String>,
        self3: Option<String>,
    ) -> impl Future<
        Output = Result<Vec<rest_runtime::Value>, crate::messages::ReservedError>,
    > + Send;

    /// Names that generated code has for itself, or that collide.
    ///
    /// `GET /names/{path}/{request}`
    fn names(
        &self,
        path: String,
        request2: String,
        call: Option<i64>,
        received: Option<i64>,
        value: Option<i64>,
        body2: Option<i64>,
        caller2: Option<i64>,
        violations2: Option<i64>,
        value2: Option<i64>,
        _1st: Option<i64>,
        plus_1: Option<i64>,
        ue9: Option<i64>,
    ) -> impl Future<
        Output = Result<Vec<rest_runtime::Value>, crate::messages::NamesError>,
    > + Send;

    /// `GET /rules/{id}/{ids}`
    fn rules(
        &self,
        id: rest_runtime::formats::Uuid,
        ids: crate::types::RulesIds,
        order: crate::types::Order,
        code: Option<crate::types::RulesCode>,
        codes: Option<crate::types::RulesCodes>,
        filter: Option<crate::types::Filter>,
        x_step: Option<crate::types::RulesXStep>,
        day: Option<rest_runtime::formats::Date>,
        mode: Option<crate::types::RulesMode>,
        either: Option<crate::types::RulesEither>,
    ) -> impl Future<
        Output = Result<Vec<rest_runtime::Value>, crate::messages::RulesError>,
    > + Send;
}
