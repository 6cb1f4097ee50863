//! The system tests, against real processes through NGINX. One program, so that one store serves all of them that break
//! nothing; each owns its data, and all run in parallel. `docs/requirements.md` says which test shows what.

mod balance;
mod browser;
mod connections;
mod documents;
mod errors;
mod input;
mod lifecycle;
mod limits;
mod load;
mod logs;
mod mails;
mod orders;
mod outages;
mod overload;
mod ownership;
mod product_cache;
mod products;
mod repeats;
mod requirements;
mod rpcs;
mod start;
mod tokens;
mod users;
