// Generated from tests/documents/schemas.yaml. Do not edit.

//! How parameters are written, the same for server and client.
#![allow(dead_code)]
