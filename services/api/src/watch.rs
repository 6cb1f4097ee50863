//! Keeps the product cache true: follows the DB service's news of changes. Every message, an empty one too, says until when
//! all changes have been told, a quarter of a second ago at most when it is sent, and is good for half a second, less when it
//! was on its way for long; then the cache is not believed until a new stream has begun. What is left of the second that the
//! document promises is for clocks that differ, and for answers on their way.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use grpc::store_v1::catalog_service_client::CatalogServiceClient;
use grpc::store_v1::{WatchRequest, WatchResponse};
use tonic::transport::Channel;
use tonic::{Status, Streaming};

use crate::cache::ProductCache;

/// How long the cache is believed without another message.
const LEASE: Duration = Duration::from_millis(500);
/// How old what was told may become before the cache is believed no longer.
const AGE: Duration = Duration::from_millis(750);
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
    #[error("what was heard is too old, or this clock is ahead of the DB service's")]
    Old,
}

/// Never ends by itself.
pub(crate) async fn follow(mut catalog: CatalogServiceClient<Channel>, cache: Arc<ProductCache>) {
    let mut pause = PAUSES.0;
    loop {
        match begin(&mut catalog).await {
            Ok((news, first)) => {
                tracing::info!("products are kept, and follow the DB service's news");
                let Err(end) = listen(news, first, &cache).await;
                cache.disbelieve();
                tracing::warn!(cause = ?end, "the DB service's news ended, products are read from it each time");
                // A clock that is wrong stays so.
                if !matches!(end, End::Old) {
                    pause = PAUSES.0;
                }
            }
            Err(end) => tracing::debug!(cause = ?end, "there are no news from the DB service"),
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(PAUSES.1);
    }
}

/// A stream that has begun, and its first message.
async fn begin(catalog: &mut CatalogServiceClient<Channel>) -> Result<(Streaming<WatchResponse>, WatchResponse), End> {
    let beginning = async {
        let mut news = catalog.watch(WatchRequest {}).await?.into_inner();
        let first = next(&mut news).await?;
        Ok((news, first))
    };
    tokio::time::timeout(BEGINNING, beginning).await.map_err(|_late| End::Silence)?
}

async fn listen(
    mut news: Streaming<WatchResponse>,
    first: WatchResponse,
    cache: &ProductCache,
) -> Result<Infallible, End> {
    cache.forget_everything();
    believe(cache, &first)?;
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
        believe(cache, &message)?;
    }
}

/// For as long as a message is good.
fn believe(cache: &ProductCache, message: &WatchResponse) -> Result<(), End> {
    let told_until = message.told_until.and_then(|at| SystemTime::try_from(at).ok());
    // What is from the future, by this clock, is new.
    let age = told_until.and_then(|at| at.elapsed().ok()).unwrap_or_default();
    let lease = LEASE.min(AGE.saturating_sub(age));
    if lease.is_zero() {
        return Err(End::Old);
    }
    cache.believe_for(lease);
    Ok(())
}

async fn next(news: &mut Streaming<WatchResponse>) -> Result<WatchResponse, End> {
    news.message().await?.ok_or(End::Closed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_lay_about_on_its_way_is_not_believed() {
        let (now, second) = (SystemTime::now(), Duration::from_secs(1));
        for (told_until, believed) in [(Some(now - second), false), (Some(now + second), true), (None, true)] {
            let cache = ProductCache::new();
            let message = WatchResponse { told_until: told_until.map(Into::into), ..WatchResponse::default() };
            assert_eq!(
                (believe(&cache, &message).is_ok(), cache.is_believed()),
                (believed, believed),
                "{told_until:?}"
            );
        }
    }
}
