//! What every generated REST crate shares and no document changes: decoding with all violations at once, the error body
//! `Problem`, with the feature `server` the passage of a request through a Dropshot adapter (`server`), and with the feature `client` the
//! passage of a call through a typed client (`client`).
//!
//! Generated code stays thin because this crate exists; it knows no operation and no schema of any document.

#[cfg(feature = "http")]
mod body;
mod choice;
mod decode;
#[cfg(feature = "http")]
mod events;
pub mod formats;
pub mod forms;
mod newtypes;
pub mod parameters;
mod presence;
mod problem;
mod rules;
mod schema;
mod scheme;
mod status;

#[cfg(feature = "http")]
pub use body::{BodyError, ByteStream, Media};
pub use choice::{choose, discriminator};
pub use decode::{Decode, DecodeText, Direction, Members, Pointer, Violations, deserialize, object, only_known};
#[cfg(feature = "http")]
pub use events::{Event, EventStream};
#[doc(hidden)]
pub use newtypes::Literals;
pub use newtypes::{Invalid, checked, decode_checked};
pub use parameters::{Parameter, Shape, Style};
pub use presence::Presence;
pub use problem::{BoxError, Failure, Problem, Violation};
pub use rules::{Format, IntegerRules, ItemsRules, MembersRules, NumberRules, Pattern, TextRules};
pub use schema::{SchemaSet, Schemas};
pub use scheme::Scheme;
pub use status::Status;

#[cfg(feature = "client")]
pub mod client;
#[cfg(feature = "server")]
pub mod server;

// What the macros name.
#[doc(hidden)]
pub use rust_decimal::Decimal;
#[doc(hidden)]
pub use serde;
#[doc(hidden)]
pub use serde_json::Value;
