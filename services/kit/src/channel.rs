//! The client side's connection: one channel per peer, opened once and shared by every call. Deadlines and retries are
//! in [`crate::call`].

use std::time::Duration;

use tonic::transport::{Channel, Endpoint};

/// For a connection to be made, name resolution included.
const CONNECT_LIMIT: Duration = Duration::from_secs(2);

/// A ping when nothing was received for this long, with or without calls in flight.
const KEEP_ALIVE_INTERVAL: Duration = Duration::from_secs(10);

/// For the answer to a ping; then the connection counts as dead and its calls fail.
const KEEP_ALIVE_LIMIT: Duration = Duration::from_secs(5);

const STREAM_WINDOW: u32 = 1 << 20;
const CONNECTION_WINDOW: u32 = 4 << 20;

/// A peer's address that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ChannelError {
    /// Not a URI at all.
    #[error("the endpoint is not a URI")]
    NotUri(#[source] tonic::transport::Error),
    /// The shop's services talk plain HTTP/2 inside their network.
    #[error("the endpoint must have the form http://host:port")]
    NotHttp,
}

/// A channel to `endpoint`, such as `http://127.0.0.1:50051`. It connects with its first call, keeps the connection
/// alive, and makes a new one whenever the old one is lost. Must be called inside of a Tokio runtime.
///
/// # Errors
///
/// When the endpoint is not of that form; never because the peer is away.
pub fn channel(endpoint: &str) -> Result<Channel, ChannelError> {
    let builder = Endpoint::from_shared(endpoint.to_owned()).map_err(ChannelError::NotUri)?;
    let uri = builder.uri();
    if uri.scheme_str() != Some("http") || uri.host().is_none_or(str::is_empty) {
        return Err(ChannelError::NotHttp);
    }
    Ok(builder
        .connect_timeout(CONNECT_LIMIT)
        .http2_keep_alive_interval(KEEP_ALIVE_INTERVAL)
        .keep_alive_timeout(KEEP_ALIVE_LIMIT)
        .keep_alive_while_idle(true)
        .tcp_nodelay(true)
        .initial_stream_window_size(STREAM_WINDOW)
        .initial_connection_window_size(CONNECTION_WINDOW)
        .connect_lazy())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_plain_http_endpoints_are_taken() {
        assert!(channel("http://127.0.0.1:50051").is_ok());
        assert!(channel("http://db.internal:50051").is_ok());
        for refused in ["https://db:50051", "db:50051", "/db", "http://", "http://d b", ""] {
            assert!(channel(refused).is_err(), "{refused}");
        }
    }
}
