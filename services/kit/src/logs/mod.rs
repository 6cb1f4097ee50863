//! Log records on their way to the logging service: a bounded queue that never blocks anybody, and one task per process
//! that feeds it into `StreamLogs`. A record is at any time exactly one of in flight, acknowledged or dropped.

pub(crate) mod accounts;
mod feed;
mod line;
mod queue;
mod record;
mod shipping;

pub use queue::{Counts, LogQueue, Settings};
pub use record::{Level, MAX_MESSAGE, MAX_METHOD, MAX_PATH, MAX_REQUEST_ID, MAX_SERVICE_NAME, MAX_USER_SID, Record};
pub use shipping::{ACKNOWLEDGED, Shipping, start};
