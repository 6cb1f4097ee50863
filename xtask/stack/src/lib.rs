//! Starts the store's real parts on this machine: PostgreSQL, Kafka, a mail server, the services and NGINX, without
//! containers.
//!
//! There are two uses, and both start the same parts through the same code:
//!
//! - [`Development`] is behind `cargo xtask up` and `down`: fixed ports, everything kept under `.dev/`, processes that
//!   outlive the command that started them.
//! - [`Stack`] is for tests: free ports, a directory of its own, as many side by side as wanted, and no process
//!   survives the test process, however that ends. [`postgres::Cluster`] is a stack with nothing but PostgreSQL.
//!
//! A part (`part`) knows how it is launched, when it is ready and what it waits for; `blueprint` names them all and says
//! how they fit together; `engine` starts any set of them in that order. Nothing here knows what the parts do, and nothing
//! links to a service: binaries are built by cargo and run as processes. The crate is for Linux: it reads `/proc`, and
//! launches through `setsid` and `setpriv` of util-linux.

pub mod binaries;
mod blueprint;
mod development;
mod engine;
mod environment;
mod error;
pub mod install;
pub mod kafka;
mod launch;
pub mod logs;
mod mail;
pub mod nginx;
mod part;
mod places;
pub mod ports;
pub mod postgres;
mod probe;
mod process;
mod progress;
mod secrets;
mod services;
mod stack;

pub use development::{Development, Row, State};
pub use engine::Cancel;
pub use error::Error;
pub use nix::sys::signal::Signal;
pub use places::workspace;
pub use progress::{Event, Progress, Silent, Waiting};
pub use stack::{Options, Stack};

/// What everything here returns.
pub type Result<T, E = Error> = std::result::Result<T, E>;
