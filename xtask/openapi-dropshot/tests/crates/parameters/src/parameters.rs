// Generated from tests/documents/parameters.yaml. Do not edit.

//! How parameters are written, the same for server and client.
#![allow(dead_code)]
use rest_runtime::{Parameter, Shape, Style};

/// `text` in the path of `GET /simple/{text}/{ids}/{ids_exploded}/{point}/{point_exploded}`.
pub(crate) const SIMPLE_PATH_TEXT: Parameter = Parameter {
    name: "text",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `ids` in the path of `GET /simple/{text}/{ids}/{ids_exploded}/{point}/{point_exploded}`.
pub(crate) const SIMPLE_PATH_IDS: Parameter = Parameter {
    name: "ids",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Array(&Shape::Integer),
    others: &[],
};

/// `ids_exploded` in the path of `GET /simple/{text}/{ids}/{ids_exploded}/{point}/{point_exploded}`.
pub(crate) const SIMPLE_PATH_IDS_EXPLODED: Parameter = Parameter {
    name: "ids_exploded",
    style: Style::Simple,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Array(&Shape::Integer),
    others: &[],
};

/// `point` in the path of `GET /simple/{text}/{ids}/{ids_exploded}/{point}/{point_exploded}`.
pub(crate) const SIMPLE_PATH_POINT: Parameter = Parameter {
    name: "point",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Object(&[("x", Shape::Integer), ("label", Shape::Text)], None),
    others: &["text", "ids", "ids_exploded", "point_exploded"],
};

/// `point_exploded` in the path of `GET /simple/{text}/{ids}/{ids_exploded}/{point}/{point_exploded}`.
pub(crate) const SIMPLE_PATH_POINT_EXPLODED: Parameter = Parameter {
    name: "point_exploded",
    style: Style::Simple,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Object(&[("x", Shape::Integer), ("label", Shape::Text)], None),
    others: &["text", "ids", "ids_exploded", "point"],
};

/// `text` in the path of `GET /label/{text}/{ids}/{ids_exploded}/{point}/{point_exploded}`.
pub(crate) const LABEL_PATH_TEXT: Parameter = Parameter {
    name: "text",
    style: Style::Label,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `ids` in the path of `GET /label/{text}/{ids}/{ids_exploded}/{point}/{point_exploded}`.
pub(crate) const LABEL_PATH_IDS: Parameter = Parameter {
    name: "ids",
    style: Style::Label,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Array(&Shape::Integer),
    others: &[],
};

/// `ids_exploded` in the path of `GET /label/{text}/{ids}/{ids_exploded}/{point}/{point_exploded}`.
pub(crate) const LABEL_PATH_IDS_EXPLODED: Parameter = Parameter {
    name: "ids_exploded",
    style: Style::Label,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Array(&Shape::Integer),
    others: &[],
};

/// `point` in the path of `GET /label/{text}/{ids}/{ids_exploded}/{point}/{point_exploded}`.
pub(crate) const LABEL_PATH_POINT: Parameter = Parameter {
    name: "point",
    style: Style::Label,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Object(&[("x", Shape::Integer), ("label", Shape::Text)], None),
    others: &["text", "ids", "ids_exploded", "point_exploded"],
};

/// `point_exploded` in the path of `GET /label/{text}/{ids}/{ids_exploded}/{point}/{point_exploded}`.
pub(crate) const LABEL_PATH_POINT_EXPLODED: Parameter = Parameter {
    name: "point_exploded",
    style: Style::Label,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Object(&[("x", Shape::Integer), ("label", Shape::Text)], None),
    others: &["text", "ids", "ids_exploded", "point"],
};

/// `text` in the path of `GET /matrix/{text}/{ids}/{ids_exploded}/{point}/{point_exploded}`.
pub(crate) const MATRIX_PATH_TEXT: Parameter = Parameter {
    name: "text",
    style: Style::Matrix,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `ids` in the path of `GET /matrix/{text}/{ids}/{ids_exploded}/{point}/{point_exploded}`.
pub(crate) const MATRIX_PATH_IDS: Parameter = Parameter {
    name: "ids",
    style: Style::Matrix,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Array(&Shape::Integer),
    others: &[],
};

/// `ids_exploded` in the path of `GET /matrix/{text}/{ids}/{ids_exploded}/{point}/{point_exploded}`.
pub(crate) const MATRIX_PATH_IDS_EXPLODED: Parameter = Parameter {
    name: "ids_exploded",
    style: Style::Matrix,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Array(&Shape::Integer),
    others: &[],
};

/// `point` in the path of `GET /matrix/{text}/{ids}/{ids_exploded}/{point}/{point_exploded}`.
pub(crate) const MATRIX_PATH_POINT: Parameter = Parameter {
    name: "point",
    style: Style::Matrix,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Object(&[("x", Shape::Integer), ("label", Shape::Text)], None),
    others: &["text", "ids", "ids_exploded", "point_exploded"],
};

/// `point_exploded` in the path of `GET /matrix/{text}/{ids}/{ids_exploded}/{point}/{point_exploded}`.
pub(crate) const MATRIX_PATH_POINT_EXPLODED: Parameter = Parameter {
    name: "point_exploded",
    style: Style::Matrix,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Object(&[("x", Shape::Integer), ("label", Shape::Text)], None),
    others: &["text", "ids", "ids_exploded", "point"],
};

/// `name` in the path of `GET /files/{name}.json`.
pub(crate) const JSON_FILE_NAME: Parameter = Parameter {
    name: "name",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `name` in the path of `GET /files/{name}-{number}.{extension}`.
pub(crate) const NUMBERED_FILE_NAME: Parameter = Parameter {
    name: "name",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `number` in the path of `GET /files/{name}-{number}.{extension}`.
pub(crate) const NUMBERED_FILE_NUMBER: Parameter = Parameter {
    name: "number",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Integer,
    others: &[],
};

/// `extension` in the path of `GET /files/{name}-{number}.{extension}`.
pub(crate) const NUMBERED_FILE_EXTENSION: Parameter = Parameter {
    name: "extension",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `name` in the path of `GET /files/{name}`.
pub(crate) const ANY_FILE_NAME: Parameter = Parameter {
    name: "name",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `text` in the query of `GET /form`.
pub(crate) const FORM_QUERY_TEXT: Parameter = Parameter {
    name: "text",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `count` in the query of `GET /form`.
pub(crate) const FORM_QUERY_COUNT: Parameter = Parameter {
    name: "count",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Integer,
    others: &[],
};

/// `ratio` in the query of `GET /form`.
pub(crate) const FORM_QUERY_RATIO: Parameter = Parameter {
    name: "ratio",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Number,
    others: &[],
};

/// `flag` in the query of `GET /form`.
pub(crate) const FORM_QUERY_FLAG: Parameter = Parameter {
    name: "flag",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Boolean,
    others: &[],
};

/// `texts` in the query of `GET /form`.
pub(crate) const FORM_QUERY_TEXTS: Parameter = Parameter {
    name: "texts",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Array(&Shape::Text),
    others: &[],
};

/// `texts_joined` in the query of `GET /form`.
pub(crate) const FORM_QUERY_TEXTS_JOINED: Parameter = Parameter {
    name: "texts_joined",
    style: Style::Form,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Array(&Shape::Text),
    others: &[],
};

/// `ids` in the query of `GET /form`.
pub(crate) const FORM_QUERY_IDS: Parameter = Parameter {
    name: "ids",
    style: Style::Form,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Array(&Shape::Integer),
    others: &[],
};

/// `point` in the query of `GET /form`.
pub(crate) const FORM_QUERY_POINT: Parameter = Parameter {
    name: "point",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Object(&[("x", Shape::Integer), ("label", Shape::Text)], None),
    others: &[
        "text",
        "count",
        "ratio",
        "flag",
        "texts",
        "texts_joined",
        "ids",
        "point_joined",
    ],
};

/// `point_joined` in the query of `GET /form`.
pub(crate) const FORM_QUERY_POINT_JOINED: Parameter = Parameter {
    name: "point_joined",
    style: Style::Form,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Object(&[("x", Shape::Integer), ("label", Shape::Text)], None),
    others: &["text", "count", "ratio", "flag", "texts", "texts_joined", "ids", "point"],
};

/// `spaced` in the query of `GET /delimited`.
pub(crate) const DELIMITED_QUERY_SPACED: Parameter = Parameter {
    name: "spaced",
    style: Style::SpaceDelimited,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Array(&Shape::Text),
    others: &[],
};

/// `spaced_exploded` in the query of `GET /delimited`.
pub(crate) const DELIMITED_QUERY_SPACED_EXPLODED: Parameter = Parameter {
    name: "spaced_exploded",
    style: Style::SpaceDelimited,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Array(&Shape::Text),
    others: &[],
};

/// `piped` in the query of `GET /delimited`.
pub(crate) const DELIMITED_QUERY_PIPED: Parameter = Parameter {
    name: "piped",
    style: Style::PipeDelimited,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Array(&Shape::Integer),
    others: &[],
};

/// `piped_exploded` in the query of `GET /delimited`.
pub(crate) const DELIMITED_QUERY_PIPED_EXPLODED: Parameter = Parameter {
    name: "piped_exploded",
    style: Style::PipeDelimited,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Array(&Shape::Integer),
    others: &[],
};

/// `piped_point` in the query of `GET /delimited`.
pub(crate) const DELIMITED_QUERY_PIPED_POINT: Parameter = Parameter {
    name: "piped_point",
    style: Style::PipeDelimited,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Object(&[("x", Shape::Integer), ("label", Shape::Text)], None),
    others: &["spaced", "spaced_exploded", "piped", "piped_exploded"],
};

/// `filter` in the query of `GET /deep`.
pub(crate) const DEEP_QUERY_FILTER: Parameter = Parameter {
    name: "filter",
    style: Style::DeepObject,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Object(
        &[
            ("name", Shape::Text),
            ("sizes", Shape::Array(&Shape::Integer)),
            ("inner", Shape::Object(&[], Some(&Shape::Text))),
        ],
        None,
    ),
    others: &["labels"],
};

/// `labels` in the query of `GET /deep`.
pub(crate) const DEEP_QUERY_LABELS: Parameter = Parameter {
    name: "labels",
    style: Style::DeepObject,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Object(&[], Some(&Shape::Text)),
    others: &["filter"],
};

/// `others` in the query of `GET /open`.
pub(crate) const OPEN_QUERY_OTHERS: Parameter = Parameter {
    name: "others",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Object(&[], Some(&Shape::Text)),
    others: &["limit"],
};

/// `limit` in the query of `GET /open`.
pub(crate) const OPEN_QUERY_LIMIT: Parameter = Parameter {
    name: "limit",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Integer,
    others: &[],
};

/// `X-Text` in the header of `GET /headers`.
pub(crate) const HEADERS_X_TEXT: Parameter = Parameter {
    name: "X-Text",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `x-count` in the header of `GET /headers`.
pub(crate) const HEADERS_X_COUNT: Parameter = Parameter {
    name: "x-count",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Integer,
    others: &[],
};

/// `X-Ids` in the header of `GET /headers`.
pub(crate) const HEADERS_X_IDS: Parameter = Parameter {
    name: "X-Ids",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Array(&Shape::Integer),
    others: &[],
};

/// `X-Texts` in the header of `GET /headers`.
pub(crate) const HEADERS_X_TEXTS: Parameter = Parameter {
    name: "X-Texts",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Array(&Shape::Text),
    others: &[],
};

/// `X-Point` in the header of `GET /headers`.
pub(crate) const HEADERS_X_POINT: Parameter = Parameter {
    name: "X-Point",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Object(&[("x", Shape::Integer), ("label", Shape::Text)], None),
    others: &["X-Text", "x-count", "X-Ids", "X-Texts", "X-Point-Exploded"],
};

/// `X-Point-Exploded` in the header of `GET /headers`.
pub(crate) const HEADERS_X_POINT_EXPLODED: Parameter = Parameter {
    name: "X-Point-Exploded",
    style: Style::Simple,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Object(&[("x", Shape::Integer), ("label", Shape::Text)], None),
    others: &["X-Text", "x-count", "X-Ids", "X-Texts", "X-Point"],
};

/// `text` in the cookie of `GET /cookies`.
pub(crate) const COOKIES_TEXT: Parameter = Parameter {
    name: "text",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `flag` in the cookie of `GET /cookies`.
pub(crate) const COOKIES_FLAG: Parameter = Parameter {
    name: "flag",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Boolean,
    others: &[],
};

/// `ids` in the cookie of `GET /cookies`.
pub(crate) const COOKIES_IDS: Parameter = Parameter {
    name: "ids",
    style: Style::Form,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Array(&Shape::Integer),
    others: &[],
};

/// `texts` in the cookie of `GET /cookies`.
pub(crate) const COOKIES_TEXTS: Parameter = Parameter {
    name: "texts",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Array(&Shape::Text),
    others: &[],
};

/// `point` in the cookie of `GET /cookies`.
pub(crate) const COOKIES_POINT: Parameter = Parameter {
    name: "point",
    style: Style::Form,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Object(&[("x", Shape::Integer), ("label", Shape::Text)], None),
    others: &["text", "flag", "ids", "texts"],
};

/// `filter` in the path of `GET /content/{filter}`.
pub(crate) const CONTENT_FILTER: Parameter = Parameter {
    name: "filter",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: true,
    shape: Shape::Object(
        &[
            ("name", Shape::Text),
            ("sizes", Shape::Array(&Shape::Integer)),
            ("inner", Shape::Object(&[], Some(&Shape::Text))),
        ],
        None,
    ),
    others: &[],
};

/// `tree` in the query of `GET /content/{filter}`.
pub(crate) const CONTENT_TREE: Parameter = Parameter {
    name: "tree",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: true,
    shape: Shape::Object(
        &[
            ("name", Shape::Text),
            ("sizes", Shape::Array(&Shape::Integer)),
            ("inner", Shape::Object(&[], Some(&Shape::Text))),
        ],
        None,
    ),
    others: &["plain"],
};

/// `X-Tree` in the header of `GET /content/{filter}`.
pub(crate) const CONTENT_X_TREE: Parameter = Parameter {
    name: "X-Tree",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: true,
    shape: Shape::Object(
        &[
            ("name", Shape::Text),
            ("sizes", Shape::Array(&Shape::Integer)),
            ("inner", Shape::Object(&[], Some(&Shape::Text))),
        ],
        None,
    ),
    others: &[],
};

/// `tree` in the cookie of `GET /content/{filter}`.
pub(crate) const CONTENT_TREE2: Parameter = Parameter {
    name: "tree",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: true,
    shape: Shape::Object(
        &[
            ("name", Shape::Text),
            ("sizes", Shape::Array(&Shape::Integer)),
            ("inner", Shape::Object(&[], Some(&Shape::Text))),
        ],
        None,
    ),
    others: &[],
};

/// `plain` in the query of `GET /content/{filter}`.
pub(crate) const CONTENT_PLAIN: Parameter = Parameter {
    name: "plain",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `limit` in the query of `GET /defaults`.
pub(crate) const DEFAULTS_LIMIT: Parameter = Parameter {
    name: "limit",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Integer,
    others: &[],
};

/// `order` in the query of `GET /defaults`.
pub(crate) const DEFAULTS_ORDER: Parameter = Parameter {
    name: "order",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `ids` in the query of `GET /defaults`.
pub(crate) const DEFAULTS_IDS: Parameter = Parameter {
    name: "ids",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Array(&Shape::Integer),
    others: &[],
};

/// `point` in the query of `GET /defaults`.
pub(crate) const DEFAULTS_POINT: Parameter = Parameter {
    name: "point",
    style: Style::DeepObject,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Object(&[("x", Shape::Integer)], None),
    others: &["limit", "order", "ids"],
};

/// `X-Flag` in the header of `GET /defaults`.
pub(crate) const DEFAULTS_X_FLAG: Parameter = Parameter {
    name: "X-Flag",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Boolean,
    others: &[],
};

/// `text` in the cookie of `GET /defaults`.
pub(crate) const DEFAULTS_TEXT: Parameter = Parameter {
    name: "text",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `where` in the query of `GET /reserved`.
pub(crate) const RESERVED_WHERE: Parameter = Parameter {
    name: "where",
    style: Style::Form,
    explode: true,
    allow_reserved: true,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `paths` in the query of `GET /reserved`.
pub(crate) const RESERVED_PATHS: Parameter = Parameter {
    name: "paths",
    style: Style::Form,
    explode: false,
    allow_reserved: true,
    json: false,
    shape: Shape::Array(&Shape::Text),
    others: &[],
};

/// `filter[name]` in the query of `GET /reserved`.
pub(crate) const RESERVED_FILTER_NAME: Parameter = Parameter {
    name: "filter[name]",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `type` in the query of `GET /reserved`.
pub(crate) const RESERVED_TYPE: Parameter = Parameter {
    name: "type",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `self` in the query of `GET /reserved`.
pub(crate) const RESERVED_SELF2: Parameter = Parameter {
    name: "self",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `X-Self` in the header of `GET /reserved`.
pub(crate) const RESERVED_X_SELF: Parameter = Parameter {
    name: "X-Self",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `self` in the header of `GET /reserved`.
pub(crate) const RESERVED_SELF3: Parameter = Parameter {
    name: "self",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `path` in the path of `GET /names/{path}/{request}`.
pub(crate) const NAMES_PATH: Parameter = Parameter {
    name: "path",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `request` in the path of `GET /names/{path}/{request}`.
pub(crate) const NAMES_REQUEST2: Parameter = Parameter {
    name: "request",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `call` in the query of `GET /names/{path}/{request}`.
pub(crate) const NAMES_CALL: Parameter = Parameter {
    name: "call",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Integer,
    others: &[],
};

/// `received` in the query of `GET /names/{path}/{request}`.
pub(crate) const NAMES_RECEIVED: Parameter = Parameter {
    name: "received",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Integer,
    others: &[],
};

/// `value` in the query of `GET /names/{path}/{request}`.
pub(crate) const NAMES_VALUE: Parameter = Parameter {
    name: "value",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Integer,
    others: &[],
};

/// `body` in the query of `GET /names/{path}/{request}`.
pub(crate) const NAMES_BODY2: Parameter = Parameter {
    name: "body",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Integer,
    others: &[],
};

/// `caller` in the query of `GET /names/{path}/{request}`.
pub(crate) const NAMES_CALLER2: Parameter = Parameter {
    name: "caller",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Integer,
    others: &[],
};

/// `violations` in the query of `GET /names/{path}/{request}`.
pub(crate) const NAMES_VIOLATIONS2: Parameter = Parameter {
    name: "violations",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Integer,
    others: &[],
};

/// `Value` in the query of `GET /names/{path}/{request}`.
pub(crate) const NAMES_VALUE2: Parameter = Parameter {
    name: "Value",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Integer,
    others: &[],
};

/// `1st` in the query of `GET /names/{path}/{request}`.
pub(crate) const NAMES__1ST: Parameter = Parameter {
    name: "1st",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Integer,
    others: &[],
};

/// `+1` in the query of `GET /names/{path}/{request}`.
pub(crate) const NAMES_PLUS_1: Parameter = Parameter {
    name: "+1",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Integer,
    others: &[],
};

/// `é` in the query of `GET /names/{path}/{request}`.
pub(crate) const NAMES_UE9: Parameter = Parameter {
    name: "é",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Integer,
    others: &[],
};

/// `id` in the path of `GET /rules/{id}/{ids}`.
pub(crate) const RULES_ID: Parameter = Parameter {
    name: "id",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `ids` in the path of `GET /rules/{id}/{ids}`.
pub(crate) const RULES_IDS: Parameter = Parameter {
    name: "ids",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Array(&Shape::Integer),
    others: &[],
};

/// `order` in the query of `GET /rules/{id}/{ids}`.
pub(crate) const RULES_ORDER: Parameter = Parameter {
    name: "order",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `code` in the query of `GET /rules/{id}/{ids}`.
pub(crate) const RULES_CODE: Parameter = Parameter {
    name: "code",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `codes` in the query of `GET /rules/{id}/{ids}`.
pub(crate) const RULES_CODES: Parameter = Parameter {
    name: "codes",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Array(&Shape::Text),
    others: &[],
};

/// `filter` in the query of `GET /rules/{id}/{ids}`.
pub(crate) const RULES_FILTER: Parameter = Parameter {
    name: "filter",
    style: Style::DeepObject,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Object(
        &[
            ("name", Shape::Text),
            ("sizes", Shape::Array(&Shape::Integer)),
            ("inner", Shape::Object(&[], Some(&Shape::Text))),
        ],
        None,
    ),
    others: &["order", "code", "codes", "mode", "either"],
};

/// `X-Step` in the header of `GET /rules/{id}/{ids}`.
pub(crate) const RULES_X_STEP: Parameter = Parameter {
    name: "X-Step",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Integer,
    others: &[],
};

/// `day` in the cookie of `GET /rules/{id}/{ids}`.
pub(crate) const RULES_DAY: Parameter = Parameter {
    name: "day",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `mode` in the query of `GET /rules/{id}/{ids}`.
pub(crate) const RULES_MODE: Parameter = Parameter {
    name: "mode",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Any,
    others: &[],
};

/// `either` in the query of `GET /rules/{id}/{ids}`.
pub(crate) const RULES_EITHER: Parameter = Parameter {
    name: "either",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Any,
    others: &[],
};
