//! A real Dropshot server whose endpoints look as generated ones do, and a client that looks as a generated one does.

mod bodies;
mod calls;
mod detached;
mod routing;
mod security;
mod server;
