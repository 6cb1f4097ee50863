// Generated from tests/documents/witness.yaml. Do not edit.

//! How parameters are written, the same for server and client.
#![allow(dead_code)]
use rest_runtime::{Parameter, Shape, Style};

/// `X-Trace` in the header of `GET /stars`.
pub(crate) const LIST_STARS_X_TRACE: Parameter = Parameter {
    name: "X-Trace",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `limit` in the query of `GET /stars`.
pub(crate) const LIST_STARS_LIMIT: Parameter = Parameter {
    name: "limit",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Integer,
    others: &[],
};

/// `after` in the query of `GET /stars`.
pub(crate) const LIST_STARS_AFTER: Parameter = Parameter {
    name: "after",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `classes` in the query of `GET /stars`.
pub(crate) const LIST_STARS_CLASSES: Parameter = Parameter {
    name: "classes",
    style: Style::Form,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Array(&Shape::Text),
    others: &[],
};

/// `within` in the query of `GET /stars`.
pub(crate) const LIST_STARS_WITHIN: Parameter = Parameter {
    name: "within",
    style: Style::DeepObject,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Object(&[("north", Shape::Number), ("south", Shape::Number)], None),
    others: &["limit", "after", "classes", "visible"],
};

/// `session` in the cookie of `GET /stars`.
pub(crate) const LIST_STARS_SESSION: Parameter = Parameter {
    name: "session",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `visible` in the query of `GET /stars`.
pub(crate) const LIST_STARS_VISIBLE: Parameter = Parameter {
    name: "visible",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Boolean,
    others: &[],
};

/// `X-Trace` in the header of `POST /stars`.
pub(crate) const ADD_STAR_X_TRACE: Parameter = Parameter {
    name: "X-Trace",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `star_id` in the path of `GET /stars/{star_id}`.
pub(crate) const GET_STAR_STAR_ID: Parameter = Parameter {
    name: "star_id",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `star_id` in the path of `PUT /stars/{star_id}`.
pub(crate) const PUT_STAR_STAR_ID: Parameter = Parameter {
    name: "star_id",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `star_id` in the path of `DELETE /stars/{star_id}`.
pub(crate) const DELETE_STAR_STAR_ID: Parameter = Parameter {
    name: "star_id",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `star_id` in the path of `GET /stars/{star_id}/photos/{size}.png`.
pub(crate) const GET_PHOTO_STAR_ID: Parameter = Parameter {
    name: "star_id",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `size` in the path of `GET /stars/{star_id}/photos/{size}.png`.
pub(crate) const GET_PHOTO_SIZE: Parameter = Parameter {
    name: "size",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Integer,
    others: &[],
};

/// `star_id` in the path of `POST /stars/{star_id}/notes`.
pub(crate) const ADD_NOTE_STAR_ID: Parameter = Parameter {
    name: "star_id",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};

/// `flags` in the query of `POST /stars/{star_id}/notes`.
pub(crate) const ADD_NOTE_FLAGS: Parameter = Parameter {
    name: "flags",
    style: Style::PipeDelimited,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Array(&Shape::Text),
    others: &[],
};

/// `filter` in the query of `GET /events`.
pub(crate) const WATCH_FILTER: Parameter = Parameter {
    name: "filter",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: true,
    shape: Shape::Object(&[], Some(&Shape::Text)),
    others: &[],
};
