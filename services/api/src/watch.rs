//! Keeps the product cache true: follows the DB service's news of changes. Every message, an empty one too, says that nothing
//! older than a quarter of a second is missing, and is good for half a second more; then the cache is not believed until a
//! new stream has begun. Together with the way of a message that makes less than the second that the document promises.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use grpc::store_v1::catalog_service_client::CatalogServiceClient;
use grpc::store_v1::{WatchRequest, WatchResponse};
use tonic::transport::Channel;
use tonic::{Status, Streaming};

use crate::cache::ProductCache;

/// How long the cache is believed without another message.
const LEASE: Duration = Duration::from_millis(500);
/// For a stream to begin.
const BEGINNING: Duration = Duration::from_secs(2);
/// Before the next stream: at first, and at most.
const PAUSES: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(1));

/// Why a stream is followed no longer.
#[derive(Debug, thiserror::Error)]
enum End {
    #[error("the DB service ended it")]
    Status(#[from] Status),
    #[error("the DB service closed it")]
    Closed,
    #[error("nothing was heard in time")]
    Silence,
}

/// Never ends by itself.
pub(crate) async fn follow(mut catalog: CatalogServiceClient<Channel>, cache: Arc<ProductCache>) {
    let mut pause = PAUSES.0;
    loop {
        match begin(&mut catalog).await {
            Ok(news) => {
                tracing::info!("products are kept, and follow the DB service's news");
                let Err(end) = listen(news, &cache).await;
                cache.disbelieve();
                tracing::warn!(cause = ?end, "the DB service's news ended, products are read from it each time");
                pause = PAUSES.0;
            }
            Err(end) => tracing::debug!(cause = ?end, "there are no news from the DB service"),
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(PAUSES.1);
    }
}

/// A stream that has begun: its first message is here.
async fn begin(catalog: &mut CatalogServiceClient<Channel>) -> Result<Streaming<WatchResponse>, End> {
    let beginning = async {
        let mut news = catalog.watch(WatchRequest {}).await?.into_inner();
        next(&mut news).await?;
        Ok(news)
    };
    tokio::time::timeout(BEGINNING, beginning).await.map_err(|_late| End::Silence)?
}

async fn listen(mut news: Streaming<WatchResponse>, cache: &ProductCache) -> Result<Infallible, End> {
    cache.forget_everything();
    cache.believe_for(LEASE);
    loop {
        let message = tokio::time::timeout(LEASE, next(&mut news)).await.map_err(|_late| End::Silence)??;
        // After a pause of this process, what comes first may be as old as the pause.
        if !cache.is_believed() {
            return Err(End::Silence);
        }
        if message.everything {
            cache.forget_everything();
        } else {
            cache.forget(&message.product_ids);
        }
        cache.believe_for(LEASE);
    }
}

async fn next(news: &mut Streaming<WatchResponse>) -> Result<WatchResponse, End> {
    news.message().await?.ok_or(End::Closed)
}
