//! Using up the pools of the DB services: nobody may read orders, and more people want to than a pool has connections. That
//! none was left is seen from both sides, the pool's own and PostgreSQL's.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures::future::{join, join_all};
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use stack::Stack;
use system_tests::metrics;
use tokio::time::{Instant, sleep, sleep_until};
use tokio_postgres::Client;

use crate::ground::{DB_SERVICES, Ground};
use crate::history::Action;
use crate::witness::client;

/// Who ask for orders at the same time: for each DB service twice as many as its pool has connections.
const READERS: usize = 64;
/// The numbers of the doors through which they come in turns: half of them to each DB service.
const DOORS: [usize; 4] = [1, 3, 2, 3];
/// How long the pools must be used up without a break, so that it was no moment between two calls.
const WITHOUT_BREAK: Duration = Duration::from_secs(1);
/// For that to be seen.
const LIMIT: Duration = Duration::from_secs(20);
/// Between two looks.
const LOOK: Duration = Duration::from_millis(50);

/// Sessions of a DB service that wait for the table.
const WAITING: &str = "
SELECT count(DISTINCT pid)
FROM pg_locks
JOIN pg_stat_activity USING (pid)
WHERE application_name = $1 AND relation = 'orders'::regclass AND NOT granted
";

/// Let nobody read orders for some time, and not before that has used up the pools of all DB services. Fails when it has not.
pub async fn use_up(ground: &Ground, time: Duration) -> Result<(), String> {
    let mut holder = client(&ground.stack).await;
    let watcher = client(&ground.stack).await;
    let locked = holder.transaction().await.expect("a transaction");
    locked.batch_execute("LOCK TABLE orders IN ACCESS EXCLUSIVE MODE").await.expect("a lock");
    let enough = AtomicBool::new(false);
    let holding = async {
        let until = Instant::now() + time;
        let outcome = used_up(&ground.stack, &watcher).await;
        sleep_until(until).await;
        locked.rollback().await.expect("they can be read again");
        enough.store(true, Ordering::Relaxed);
        outcome
    };
    let reading = join_all((0..READERS).map(|reader| read(ground, reader, &enough)));
    join(holding, reading).await.0
}

/// Ask for orders of one's account, one after the other.
async fn read(ground: &Ground, reader: usize, enough: &AtomicBool) {
    let account = &ground.accounts[reader % ground.accounts.len()];
    let mut rng = StdRng::seed_from_u64(ground.seed.wrapping_add(reader as u64));
    let user_id = account.user_id();
    while !enough.load(Ordering::Relaxed) {
        let action = match account.some_order(&mut rng, true) {
            Some(order_id) if rng.random_bool(0.5) => Action::Show { user_id, order_id },
            _ => Action::List { user_id, page: 1 },
        };
        ground.doors.send(&account.customer, DOORS[reader % DOORS.len()], action, None).await;
        sleep(LOOK).await;
    }
}

async fn used_up(stack: &Stack, watcher: &Client) -> Result<(), String> {
    let limit = Instant::now() + LIMIT;
    let mut since = None;
    while Instant::now() < limit {
        if all_are_used_up(stack, watcher).await {
            if since.get_or_insert_with(Instant::now).elapsed() >= WITHOUT_BREAK {
                return Ok(());
            }
        } else {
            since = None;
        }
        sleep(LOOK).await;
    }
    Err(format!("the pools were not used up for {WITHOUT_BREAK:?} within {LIMIT:?}"))
}

async fn all_are_used_up(stack: &Stack, watcher: &Client) -> bool {
    for service in DB_SERVICES {
        let row = watcher.query_one(WAITING, &[&service]).await.expect("a statement of our own");
        let (waiting, pool) = (row.get::<_, i64>(0) as f64, metrics(stack, service).await);
        let most = pool.sum("db_pool_connections_max", &[]);
        let in_use = pool.sum("db_pool_connections", &[]) - pool.sum("db_pool_connections_available", &[]);
        if waiting < most || in_use < most || pool.sum("db_pool_waiting", &[]) < 1.0 {
            return false;
        }
    }
    true
}
