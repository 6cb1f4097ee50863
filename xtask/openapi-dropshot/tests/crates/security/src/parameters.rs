// Generated from tests/documents/security.yaml. Do not edit.

//! How parameters are written, the same for server and client.
#![allow(dead_code)]
use rest_runtime::{Parameter, Shape, Style};

/// `limit` in the query of `POST /first`.
pub(crate) const FIRST_LIMIT: Parameter = Parameter {
    name: "limit",
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    json: false,
    shape: Shape::Integer,
    others: &[],
};
