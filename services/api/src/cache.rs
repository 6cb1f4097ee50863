//! Answers about products that are finished already. An entry belongs to the generation in which its reading began: a change
//! begins a new generation of what it touches, so that neither an old entry nor one whose reading is still under way is
//! ever found again.
//!
//! The cache is believed only as long as its lease holds, which every message of `watch` renews. Without it each read goes to
//! the DB service, and nothing is kept.

mod near;

use std::fmt;
use std::hash::Hash;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use kit::gather::Gather;
use metrics::{Counter, Gauge, counter, gauge};
use moka::future::Cache;
use moka::policy::EvictionPolicy;
use rest_runtime::Failure;
use rest_runtime::server::Prepared;
use store_api::types::{CategoryList, Product, ProductPage};

use near::Near;

/// Most bytes that are kept of one kind of answer.
const MOST_BYTES: u64 = 8 * 1024 * 1024;
/// What an entry takes beside its body, about.
const ENTRY_BYTES: usize = 300;
/// For how long an entry is kept at most: those of generations that are over are found by nobody.
const KEPT: Duration = Duration::from_secs(60);
/// Products share so many generations: a change of one touches those few that have the same as well.
const PRODUCT_GENERATIONS: usize = 1024;

/// Which page of which products.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct PageKey {
    pub(crate) category: Option<String>,
    pub(crate) page: i32,
    pub(crate) page_size: i32,
}

/// All answers about products.
pub(crate) struct ProductCache {
    pub(crate) pages: Answers<PageKey, ProductPage>,
    pub(crate) products: Answers<i64, Product>,
    pub(crate) categories: Answers<(), CategoryList>,
    lease: Arc<Lease>,
    invalidations: Counter,
}

impl ProductCache {
    pub(crate) fn new() -> Self {
        describe_metrics();
        let lease = Arc::new(Lease::new());
        Self {
            pages: Answers::new("pages", 1, |_| 0, &lease),
            products: Answers::new("products", PRODUCT_GENERATIONS, |id| id.unsigned_abs(), &lease),
            categories: Answers::new("categories", 1, |()| 0, &lease),
            lease,
            invalidations: counter!("product_cache_invalidations_total"),
        }
    }

    /// These products have changed.
    pub(crate) fn forget(&self, product_ids: &[i64]) {
        if product_ids.is_empty() {
            return;
        }
        product_ids.iter().for_each(|id| self.products.forget(id));
        self.pages.forget_all();
        self.categories.forget_all();
        self.invalidations.increment(1);
    }

    /// Anything may have changed.
    pub(crate) fn forget_everything(&self) {
        self.products.forget_all();
        self.pages.forget_all();
        self.categories.forget_all();
        self.invalidations.increment(1);
    }

    /// Believe the cache for a while.
    pub(crate) fn believe_for(&self, time: Duration) {
        self.lease.renew(time);
    }

    /// Believe the cache no longer.
    pub(crate) fn disbelieve(&self) {
        self.lease.end();
    }

    /// Whether the cache is believed now.
    pub(crate) fn is_believed(&self) -> bool {
        self.lease.holds()
    }

    /// Give back the memory of what nobody can find any more.
    pub(crate) async fn tidy(&self) {
        self.pages.entries.run_pending_tasks().await;
        self.products.entries.run_pending_tasks().await;
        self.categories.entries.run_pending_tasks().await;
    }
}

impl fmt::Debug for ProductCache {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("ProductCache").field("lease", &self.lease).finish_non_exhaustive()
    }
}

/// Answers of one kind.
pub(crate) struct Answers<K: Send, T> {
    entries: Cache<(K, u64), Prepared<T>>,
    near: Near<(K, u64), T>,
    generations: Box<[AtomicU64]>,
    /// Which generation a key belongs to, by its remainder.
    slot: fn(&K) -> u64,
    lease: Arc<Lease>,
    hits: Arc<Gather<()>>,
    misses: Counter,
    bypasses: Counter,
}

impl<K, T> Answers<K, T>
where
    K: Hash + Eq + Clone + Send + Sync + 'static,
    T: 'static,
{
    fn new(name: &'static str, generations: usize, slot: fn(&K) -> u64, lease: &Arc<Lease>) -> Self {
        let weight =
            |_: &(K, u64), answer: &Prepared<T>| u32::try_from(answer.body().len() + ENTRY_BYTES).unwrap_or(u32::MAX);
        let entries = Cache::builder()
            .weigher(weight)
            .max_capacity(MOST_BYTES)
            .time_to_live(KEPT)
            // What is left over from older generations must go first, however often it was asked for.
            .eviction_policy(EvictionPolicy::lru());
        let counter = move |outcome| counter!("product_cache_reads_total", "answers" => name, "outcome" => outcome);
        Self {
            entries: entries.build(),
            near: Near::new(),
            generations: (0..generations).map(|_| AtomicU64::new(0)).collect(),
            slot,
            lease: Arc::clone(lease),
            hits: Gather::new(move |hits: &[()]| counter("hit").increment(hits.len() as u64)),
            misses: counter("miss"),
            bypasses: counter("bypass"),
        }
    }

    /// The answer for a key; what is not there is read, once for all who ask for it meanwhile. What takes more than a look at
    /// this thread's copies has a place of its own in memory, so that those who find one do not carry the room for the rest about.
    pub(crate) async fn get<F>(&self, key: K, read: impl FnOnce() -> F) -> Result<Prepared<T>, Failure>
    where
        F: Future<Output = Result<Prepared<T>, Failure>>,
    {
        if !self.lease.holds() {
            self.bypasses.increment(1);
            return Box::pin(read()).await;
        }
        let generation = self.generation(&key).load(Ordering::Acquire);
        let key = (key, generation);
        match self.near.find(&key) {
            Some(answer) => {
                self.hits.note(());
                Ok(answer)
            }
            None => Box::pin(self.get_from_all(key, read)).await,
        }
    }

    async fn get_from_all<F>(&self, key: (K, u64), read: impl FnOnce() -> F) -> Result<Prepared<T>, Failure>
    where
        F: Future<Output = Result<Prepared<T>, Failure>>,
    {
        if let Some(answer) = self.entries.get(&key).await {
            self.hits.note(());
            self.near.found(key, &answer);
            return Ok(answer);
        }
        self.misses.increment(1);
        self.entries.try_get_with(key, read()).await.map_err(Arc::unwrap_or_clone)
    }

    fn forget(&self, key: &K) {
        self.generation(key).fetch_add(1, Ordering::Release);
    }

    fn forget_all(&self) {
        for generation in &self.generations {
            generation.fetch_add(1, Ordering::Release);
        }
    }

    fn generation(&self, key: &K) -> &AtomicU64 {
        let count = self.generations.len() as u64;
        &self.generations[((self.slot)(key) % count) as usize]
    }
}

/// Until when the cache is believed.
#[derive(Debug)]
struct Lease {
    start: Instant,
    /// Nanoseconds since the start.
    until: AtomicU64,
    believed: Gauge,
}

impl Lease {
    fn new() -> Self {
        let believed = gauge!("product_cache_believed");
        believed.set(0.0);
        Self { start: Instant::now(), until: AtomicU64::new(0), believed }
    }

    fn now(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_nanos()).unwrap_or(u64::MAX)
    }

    fn renew(&self, time: Duration) {
        let time = u64::try_from(time.as_nanos()).unwrap_or(u64::MAX);
        self.until.store(self.now().saturating_add(time), Ordering::Release);
        self.believed.set(1.0);
    }

    fn end(&self) {
        self.until.store(0, Ordering::Release);
        self.believed.set(0.0);
    }

    fn holds(&self) -> bool {
        // In this order: who finds a lease finds what was forgotten before it was renewed.
        let until = self.until.load(Ordering::Acquire);
        self.now() < until
    }
}

fn describe_metrics() {
    metrics::describe_counter!(
        "product_cache_reads_total",
        "Reads of products by what became of them: hit, miss, or bypass while the cache is not believed"
    );
    metrics::describe_counter!(
        "product_cache_invalidations_total",
        "How often products were forgotten because they had changed"
    );
    metrics::describe_gauge!("product_cache_believed", "1 while the DB service's news keep the product cache true");
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use tokio::sync::Semaphore;

    use super::*;

    const LONG: Duration = Duration::from_secs(60);

    fn believed() -> ProductCache {
        let cache = ProductCache::new();
        cache.believe_for(LONG);
        cache
    }

    fn list(categories: &[&str]) -> Result<Prepared<CategoryList>, Failure> {
        let items = categories.iter().map(|name| {
            let category = (*name).to_owned().try_into().map_err(Failure::internal)?;
            Ok(store_api::types::CategoryCount { category, product_count: 1.try_into().map_err(Failure::internal)? })
        });
        Prepared::new(&CategoryList { items: items.collect::<Result<_, Failure>>()? })
    }

    async fn shown(cache: &ProductCache, now: &[&str]) -> String {
        let answer = cache.categories.get((), async || list(now)).await.expect("an answer");
        String::from_utf8(answer.body().to_vec()).expect("text")
    }

    #[tokio::test]
    async fn what_was_read_is_kept_until_it_changes() {
        let cache = believed();
        assert!(shown(&cache, &["old"]).await.contains("old"));
        assert!(shown(&cache, &["new"]).await.contains("old"));
        cache.forget(&[]);
        assert!(shown(&cache, &["new"]).await.contains("old"), "no news");
        cache.forget(&[7]);
        assert!(shown(&cache, &["new"]).await.contains("new"));
        cache.forget_everything();
        assert!(shown(&cache, &["newer"]).await.contains("newer"));
    }

    #[tokio::test]
    async fn without_a_lease_nothing_is_kept_and_nothing_kept_is_shown() {
        let cache = ProductCache::new();
        assert!(shown(&cache, &["one"]).await.contains("one"));
        assert!(shown(&cache, &["two"]).await.contains("two"));
        cache.believe_for(LONG);
        assert!(shown(&cache, &["three"]).await.contains("three"), "nothing was kept");
        cache.disbelieve();
        assert!(shown(&cache, &["four"]).await.contains("four"));
        cache.believe_for(Duration::from_millis(1));
        tokio::time::sleep(Duration::from_millis(5)).await;
        assert!(!cache.is_believed(), "a lease ends by itself");
    }

    #[tokio::test]
    async fn a_reading_that_began_before_a_change_is_not_kept() {
        let cache = Arc::new(believed());
        let (begun, go_on) = (Arc::new(Semaphore::new(0)), Arc::new(Semaphore::new(0)));
        let slow = tokio::spawn({
            let (cache, begun, go_on) = (Arc::clone(&cache), Arc::clone(&begun), Arc::clone(&go_on));
            async move {
                let read = async || {
                    begun.add_permits(1);
                    let _waited = go_on.acquire().await;
                    list(&["old"])
                };
                cache.categories.get((), read).await.map(|answer| answer.body().clone())
            }
        });
        let _begun = begun.acquire().await.expect("open");
        cache.forget(&[1]);
        // Who asks now does not wait for the old answer.
        assert!(shown(&cache, &["new"]).await.contains("new"));
        go_on.add_permits(1);
        assert!(slow.await.expect("finished").is_ok());
        assert!(shown(&cache, &["newer"]).await.contains("new"), "the old answer has not replaced the new one");
    }

    #[tokio::test]
    async fn a_change_of_one_product_leaves_the_others() {
        let cache = believed();
        let reads = AtomicUsize::new(0);
        let read = async |id: i64| {
            let counted = async || {
                reads.fetch_add(1, Ordering::Relaxed);
                product(id)
            };
            cache.products.get(id, counted).await.expect("an answer");
        };
        for id in [1, 2, 1, 2] {
            read(id).await;
        }
        assert_eq!(reads.load(Ordering::Relaxed), 2);
        cache.forget(&[2]);
        read(1).await;
        assert_eq!(reads.load(Ordering::Relaxed), 2);
        read(2).await;
        assert_eq!(reads.load(Ordering::Relaxed), 3);
    }

    fn product(id: i64) -> Result<Prepared<Product>, Failure> {
        let json = serde_json::json!({ "id": id, "name": "Mug", "description": "", "category": "drinkware", "price": "1.00",
            "slogan": "", "stock": 1, "created_at": "2026-01-01T00:00:00Z" });
        Prepared::new(&serde_json::from_value::<Product>(json).map_err(Failure::internal)?)
    }

    #[tokio::test]
    async fn who_asks_at_once_shares_one_reading_and_its_failure() {
        let cache = Arc::new(believed());
        let reads = Arc::new(AtomicUsize::new(0));
        let ask = |fails: bool| {
            let (cache, reads) = (Arc::clone(&cache), Arc::clone(&reads));
            tokio::spawn(async move {
                let read = async || {
                    reads.fetch_add(1, Ordering::Relaxed);
                    tokio::time::sleep(Duration::from_millis(20)).await;
                    if fails { Err(Failure::new(503, "away", "away")) } else { list(&["one"]) }
                };
                cache.categories.get((), read).await.map(drop).map_err(|failure| failure.status)
            })
        };
        for (fails, expected) in [(true, Err(503)), (false, Ok(()))] {
            let asked: Vec<_> = (0..20).map(|_| ask(fails)).collect();
            for one in asked {
                assert_eq!(one.await.expect("finished"), expected);
            }
        }
        assert_eq!(reads.load(Ordering::Relaxed), 2, "a failure is not kept");
    }

    #[tokio::test]
    async fn memory_is_bounded() {
        let cache = believed();
        let answer = list(&["x".repeat(50).as_str(); 1000]).expect("serialised");
        let size = answer.body().len() as u64;
        assert!(size > 50_000);
        for page in 0..1000 {
            let key = PageKey { category: None, page, page_size: 1 };
            let page = Prepared::new(&ProductPage {
                items: Vec::new(),
                page: 1.try_into().expect("a page"),
                page_size: 1.try_into().expect("a size"),
                total_count: 0.try_into().expect("a count"),
            });
            cache.pages.get(key, async || page).await.expect("an answer");
            cache.tidy().await;
        }
        assert!(cache.pages.entries.weighted_size() <= MOST_BYTES);
    }
}
