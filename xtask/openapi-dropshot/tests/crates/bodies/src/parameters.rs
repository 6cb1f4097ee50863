// Generated from tests/documents/bodies.yaml. Do not edit.

//! How parameters are written, the same for server and client.
#![allow(dead_code)]
