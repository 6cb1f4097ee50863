//! What is generated, tried over the wire: the traits are filled in so that they answer with what they are given, served by
//! Dropshot, and called by the generated clients. Values go there and back and stay equal; what breaks a rule is refused with its
//! place; credentials, routes and statuses are told apart.

mod bodies;
mod parameters;
mod random;
mod routing;
mod schemas;
mod security;
mod server;
