//! The operations. Each answers 501 until it is filled in.
#![allow(clippy::too_many_arguments)]
use sample_parameters::SampleParameters;

/// What the operations work on.
#[derive(Debug)]
pub struct Service;
impl SampleParameters for Service {
    async fn simple_path(
        &self,
        _text: String,
        _ids: sample_parameters::types::Ids,
        _ids_exploded: sample_parameters::types::Ids,
        _point: sample_parameters::types::Point,
        _point_exploded: sample_parameters::types::Point,
    ) -> Result<Vec<rest_runtime::Value>, sample_parameters::messages::SimplePathError> {
        Err(sample_parameters::messages::SimplePathError::Internal(not_implemented()))
    }
    async fn label_path(
        &self,
        _text: String,
        _ids: sample_parameters::types::Ids,
        _ids_exploded: sample_parameters::types::Ids,
        _point: sample_parameters::types::Point,
        _point_exploded: sample_parameters::types::Point,
    ) -> Result<Vec<rest_runtime::Value>, sample_parameters::messages::LabelPathError> {
        Err(sample_parameters::messages::LabelPathError::Internal(not_implemented()))
    }
    async fn matrix_path(
        &self,
        _text: String,
        _ids: sample_parameters::types::Ids,
        _ids_exploded: sample_parameters::types::Ids,
        _point: sample_parameters::types::Point,
        _point_exploded: sample_parameters::types::Point,
    ) -> Result<Vec<rest_runtime::Value>, sample_parameters::messages::MatrixPathError> {
        Err(sample_parameters::messages::MatrixPathError::Internal(not_implemented()))
    }
    async fn json_file(
        &self,
        _name: String,
    ) -> Result<Vec<rest_runtime::Value>, sample_parameters::messages::JsonFileError> {
        Err(sample_parameters::messages::JsonFileError::Internal(not_implemented()))
    }
    async fn numbered_file(
        &self,
        _name: String,
        _number: sample_parameters::types::NumberedFileNumber,
        _extension: sample_parameters::types::NumberedFileExtension,
    ) -> Result<
        Vec<rest_runtime::Value>,
        sample_parameters::messages::NumberedFileError,
    > {
        Err(sample_parameters::messages::NumberedFileError::Internal(not_implemented()))
    }
    async fn any_file(
        &self,
        _name: String,
    ) -> Result<Vec<rest_runtime::Value>, sample_parameters::messages::AnyFileError> {
        Err(sample_parameters::messages::AnyFileError::Internal(not_implemented()))
    }
    async fn form_query(
        &self,
        _text: String,
        _count: Option<i32>,
        _ratio: Option<f64>,
        _flag: Option<bool>,
        _texts: Option<sample_parameters::types::Texts>,
        _texts_joined: Option<sample_parameters::types::Texts>,
        _ids: Option<sample_parameters::types::Ids>,
        _point: Option<sample_parameters::types::Point>,
        _point_joined: Option<sample_parameters::types::Point>,
    ) -> Result<Vec<rest_runtime::Value>, sample_parameters::messages::FormQueryError> {
        Err(sample_parameters::messages::FormQueryError::Internal(not_implemented()))
    }
    async fn delimited_query(
        &self,
        _spaced: Option<sample_parameters::types::Texts>,
        _spaced_exploded: Option<sample_parameters::types::Texts>,
        _piped: Option<sample_parameters::types::Ids>,
        _piped_exploded: Option<sample_parameters::types::Ids>,
        _piped_point: Option<sample_parameters::types::Point>,
    ) -> Result<
        Vec<rest_runtime::Value>,
        sample_parameters::messages::DelimitedQueryError,
    > {
        Err(
            sample_parameters::messages::DelimitedQueryError::Internal(not_implemented()),
        )
    }
    async fn deep_query(
        &self,
        _filter: sample_parameters::types::Filter,
        _labels: Option<std::collections::BTreeMap<String, String>>,
    ) -> Result<Vec<rest_runtime::Value>, sample_parameters::messages::DeepQueryError> {
        Err(sample_parameters::messages::DeepQueryError::Internal(not_implemented()))
    }
    async fn open_query(
        &self,
        _others: Option<std::collections::BTreeMap<String, String>>,
        _limit: Option<i64>,
    ) -> Result<Vec<rest_runtime::Value>, sample_parameters::messages::OpenQueryError> {
        Err(sample_parameters::messages::OpenQueryError::Internal(not_implemented()))
    }
    async fn headers(
        &self,
        _x_text: String,
        _x_count: Option<i64>,
        _x_ids: Option<sample_parameters::types::Ids>,
        _x_texts: Option<sample_parameters::types::Texts>,
        _x_point: Option<sample_parameters::types::Point>,
        _x_point_exploded: Option<sample_parameters::types::Point>,
    ) -> Result<Vec<rest_runtime::Value>, sample_parameters::messages::HeadersError> {
        Err(sample_parameters::messages::HeadersError::Internal(not_implemented()))
    }
    async fn cookies(
        &self,
        _text: String,
        _flag: Option<bool>,
        _ids: Option<sample_parameters::types::Ids>,
        _texts: Option<sample_parameters::types::Texts>,
        _point: Option<sample_parameters::types::Point>,
    ) -> Result<Vec<rest_runtime::Value>, sample_parameters::messages::CookiesError> {
        Err(sample_parameters::messages::CookiesError::Internal(not_implemented()))
    }
    async fn content(
        &self,
        _filter: sample_parameters::types::Filter,
        _tree: Option<sample_parameters::types::Filter>,
        _x_tree: Option<sample_parameters::types::Filter>,
        _tree2: Option<sample_parameters::types::Filter>,
        _plain: Option<String>,
    ) -> Result<Vec<rest_runtime::Value>, sample_parameters::messages::ContentError> {
        Err(sample_parameters::messages::ContentError::Internal(not_implemented()))
    }
    async fn defaults(
        &self,
        _limit: sample_parameters::types::DefaultsLimit,
        _order: sample_parameters::types::Order,
        _ids: Vec<i64>,
        _point: sample_parameters::types::DefaultsPoint,
        _x_flag: bool,
        _text: String,
    ) -> Result<Vec<rest_runtime::Value>, sample_parameters::messages::DefaultsError> {
        Err(sample_parameters::messages::DefaultsError::Internal(not_implemented()))
    }
    async fn reserved(
        &self,
        _where: String,
        _paths: Option<sample_parameters::types::Texts>,
        _filter_name: Option<String>,
        _type: Option<String>,
        _self2: Option<String>,
        _x_self: Option<String>,
        _self3: Option<String>,
    ) -> Result<Vec<rest_runtime::Value>, sample_parameters::messages::ReservedError> {
        Err(sample_parameters::messages::ReservedError::Internal(not_implemented()))
    }
    async fn names(
        &self,
        _path: String,
        _request2: String,
        _call: Option<i64>,
        _received: Option<i64>,
        _value: Option<i64>,
        _body2: Option<i64>,
        _caller2: Option<i64>,
        _violations2: Option<i64>,
        _value2: Option<i64>,
        __1st: Option<i64>,
        _plus_1: Option<i64>,
        _ue9: Option<i64>,
    ) -> Result<Vec<rest_runtime::Value>, sample_parameters::messages::NamesError> {
        Err(sample_parameters::messages::NamesError::Internal(not_implemented()))
    }
    async fn rules(
        &self,
        _id: rest_runtime::formats::Uuid,
        _ids: sample_parameters::types::RulesIds,
        _order: sample_parameters::types::Order,
        _code: Option<sample_parameters::types::RulesCode>,
        _codes: Option<sample_parameters::types::RulesCodes>,
        _filter: Option<sample_parameters::types::Filter>,
        _x_step: Option<sample_parameters::types::RulesXStep>,
        _day: Option<rest_runtime::formats::Date>,
        _mode: Option<sample_parameters::types::RulesMode>,
        _either: Option<sample_parameters::types::RulesEither>,
    ) -> Result<Vec<rest_runtime::Value>, sample_parameters::messages::RulesError> {
        Err(sample_parameters::messages::RulesError::Internal(not_implemented()))
    }
}

fn not_implemented() -> rest_runtime::Failure {
    rest_runtime::Failure::new(
        501,
        "not_implemented",
        "this operation is not implemented yet",
    )
}
