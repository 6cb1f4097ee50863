// Generated from tests/documents/routing.yaml. Do not edit.

//! How parameters are written, the same for server and client.
#![allow(dead_code)]
use rest_runtime::{Parameter, Shape, Style};

/// `id` in the path of `GET /things/{id}`.
pub(crate) const THING_ID: Parameter = Parameter {
    name: "id",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `id` in the path of `PUT /things/{id}`.
pub(crate) const PUT_THING_ID: Parameter = Parameter {
    name: "id",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `id` in the path of `DELETE /things/{id}`.
pub(crate) const DELETE_THING_ID: Parameter = Parameter {
    name: "id",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `id` in the path of `GET /things/{id}/parts`.
pub(crate) const PARTS_ID: Parameter = Parameter {
    name: "id",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `thing_id` in the path of `GET /things/{thing_id}/parts/{id}`.
pub(crate) const PART_THING_ID: Parameter = Parameter {
    name: "thing_id",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `id` in the path of `GET /things/{thing_id}/parts/{id}`.
pub(crate) const PART_ID: Parameter = Parameter {
    name: "id",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Integer,
    others: &[],
};

/// `c-d` in the path of `GET /a%20b/{c-d}`.
pub(crate) const ENCODED_C_D: Parameter = Parameter {
    name: "c-d",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `which` in the path of `GET /prepared/{which}`.
pub(crate) const PREPARED_WHICH: Parameter = Parameter {
    name: "which",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `If-None-Match` in the header of `GET /prepared/{which}`.
pub(crate) const PREPARED_IF_NONE_MATCH: Parameter = Parameter {
    name: "If-None-Match",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `which` in the path of `GET /answers/{which}`.
pub(crate) const ANSWERS_WHICH: Parameter = Parameter {
    name: "which",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `x-tags` in a response of `GET /answers/{which}`.
pub(crate) const ANSWERS_OK_RESPONSE_X_TAGS: Parameter = Parameter {
    name: "x-tags",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Array(&Shape::Text),
    others: &[],
};

/// `x-point` in a response of `GET /answers/{which}`.
pub(crate) const ANSWERS_OK_RESPONSE_X_POINT: Parameter = Parameter {
    name: "x-point",
    style: Style::Simple,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Object(&[("x", Shape::Integer)], None),
    others: &[],
};

/// `x-info` in a response of `GET /answers/{which}`.
pub(crate) const ANSWERS_OK_RESPONSE_X_INFO: Parameter = Parameter {
    name: "x-info",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: true,
    shape: Shape::Object(&[("name", Shape::Text)], None),
    others: &[],
};

/// `status` in the query of `GET /anything`.
pub(crate) const ANYTHING_STATUS: Parameter = Parameter {
    name: "status",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Integer,
    others: &[],
};

/// `status` in the query of `GET /ranges`.
pub(crate) const RANGES_STATUS: Parameter = Parameter {
    name: "status",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Integer,
    others: &[],
};

/// `pieces` in the query of `GET /stream`.
pub(crate) const STREAM_PIECES: Parameter = Parameter {
    name: "pieces",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Integer,
    others: &[],
};

/// `count` in the query of `GET /events`.
pub(crate) const EVENTS_COUNT: Parameter = Parameter {
    name: "count",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Integer,
    others: &[],
};

/// `which` in the query of `GET /problems`.
pub(crate) const PROBLEMS_WHICH: Parameter = Parameter {
    name: "which",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `id` in the path of `GET /without/id/{id}`.
pub(crate) const GET_WITHOUT_ID_ID_ID: Parameter = Parameter {
    name: "id",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `id` in the path of `POST /without/id/{id}`.
pub(crate) const POST_WITHOUT_ID_ID_ID: Parameter = Parameter {
    name: "id",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};
