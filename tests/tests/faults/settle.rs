//! After the load: everything is ended and started once more, so that nothing counts that is only in memory; then those who
//! do not know what became of their order ask again, and the database is read.

use std::collections::{BTreeMap, BTreeSet};
use std::iter;
use std::sync::Arc;
use std::time::Duration;

use futures::StreamExt as _;
use grpc::store_v1::ListOrdersRequest;
use stack::Stack;
use system_tests::{Staff, until};

use crate::checker::{Evidence, vacuity};
use crate::faults::{kill, stop_postgres, with};
use crate::ground::{DB_SERVICES, Ground, REPLICAS};
use crate::history::{Action, History, Outcome, PAGE_SIZE};
use crate::order::{Order, Page};
use crate::witness::{Final, Header};

/// For the front to have found every replica again.
const SOON: Duration = Duration::from_secs(60);
/// Good answers through each door, one after the other, that show that all is well.
const GOOD: usize = 10;
/// Answered orders that are asked for once more, besides those that were not answered.
const SAMPLE: usize = 60;
/// Who asks at the same time.
const ASKING: usize = 8;
const PAGE: i32 = 100;

/// End every process that holds anything about orders, and start it again.
pub async fn restart(ground: &Ground) {
    let stack = &ground.stack;
    let services = || DB_SERVICES.into_iter().chain(REPLICAS);
    for part in services() {
        kill(stack, part).await;
    }
    stop_postgres(stack).await;
    for part in iter::once("postgres").chain(services()) {
        with(stack, move |stack| stack.start_part(part)).await;
    }
}

/// Wait until everybody is served through every door.
pub async fn healthy(ground: &Ground) {
    let account = &ground.accounts[0];
    let product_id = ground.goods[0];
    for door in 0..ground.doors.count() {
        until("every door is open", SOON, async || {
            for _ in 0..GOOD {
                let outcome = ground.doors.send(&account.customer, door, Action::Read { product_id }, None).await;
                if !outcome.is_done() {
                    return false;
                }
            }
            true
        })
        .await;
    }
}

/// Everybody with a key who does not know asks twice what became of the order, and some who do know ask, too.
pub async fn ask(ground: &Ground) {
    let history = ground.record.so_far();
    let asked = to_ask(&history);
    let ask = async |(number, intent): (usize, usize)| {
        let Some(account) = ground.account(history.intents[intent].user_id) else { return };
        for door in [1 + number % 3, 1 + (number + 1) % 3] {
            ground.doors.send(&account.customer, door, Action::Place { intent }, None).await;
        }
    };
    futures::stream::iter(asked.into_iter().enumerate()).map(ask).buffer_unordered(ASKING).collect::<()>().await;
}

/// Everybody looks through the list of all their orders.
pub async fn look_through(ground: &Ground) {
    for (door, account) in ground.accounts.iter().enumerate() {
        let user_id = account.user_id();
        let mut full = true;
        let mut pages = 1..;
        while let Some(page) = pages.next().filter(|_| full) {
            let outcome = ground.doors.send(&account.customer, door, Action::List { user_id, page }, None).await;
            let Outcome::Done { body, .. } = outcome else { break };
            full = Page::of_body(&body).is_some_and(|page| page.orders.len() == PAGE_SIZE);
        }
    }
}

fn to_ask(history: &History) -> BTreeSet<usize> {
    let (mut answered, mut unknown) = (BTreeSet::new(), BTreeSet::new());
    for request in &history.requests {
        let Action::Place { intent } = request.action else { continue };
        if history.intents[intent].key.is_none() {
            continue;
        }
        if request.outcome.is_done() {
            answered.insert(intent);
        } else if request.outcome.is_unknown() {
            unknown.insert(intent);
        }
    }
    let every = (answered.len() / SAMPLE).max(1);
    let sample: Vec<usize> = answered.iter().copied().step_by(every).collect();
    unknown.difference(&answered).copied().chain(sample).collect()
}

/// Everything that can be known in the end.
pub async fn evidence(ground: &Ground) -> Evidence {
    let users = ground.users();
    let stored = orders(&ground.stack, &users).await;
    let found = Final::of(&ground.stack, &ground.goods, &users).await;
    let header = |order: &Order| Header { user_id: order.user_id, cancelled: order.cancelled, total: order.total };
    let listed: BTreeMap<i64, Header> = stored.iter().map(|(id, order)| (*id, header(order))).collect();
    assert_eq!(listed, found.headers, "the DB service lists what is in its table");
    let Final { states, turns, stock, restocks, keys, .. } = found;
    let (history, shelf) = (ground.record.so_far(), ground.shelf.clone());
    Evidence { history, shelf, stored, keys, stock, restocks, states, turns }
}

/// The orders of these users, as the DB service lists them for the staff: newest first, and theirs are the newest.
async fn orders(stack: &Arc<Stack>, users: &[i64]) -> BTreeMap<i64, Order> {
    let mut staff = Staff::of(stack);
    let mut stored = BTreeMap::new();
    for page in 1.. {
        let request = ListOrdersRequest { page, page_size: PAGE };
        let listed = staff.orders.list_orders(request).await.expect("the DB service is there").into_inner();
        let orders = listed.orders.iter().map(|row| Order::of_row(row).expect("an order"));
        let before = stored.len();
        stored.extend(orders.filter(|order| users.contains(&order.user_id)).map(|order| (order.id, order)));
        if stored.len() == before {
            break;
        }
    }
    stored
}

/// What the outcomes of everything came to, and what was shown by that.
pub fn summary(evidence: &Evidence) -> String {
    let requests = &evidence.history.requests;
    let count = |is: &dyn Fn(&Outcome) -> bool| requests.iter().filter(|request| is(&request.outcome)).count();
    let shown = vacuity::shown(&evidence.history).into_iter().map(|(what, count)| format!("{count} {what}"));
    format!(
        "{} requests: {} done, {} refused, {} unknown; {} orders, {} of them cancelled\n  {}",
        requests.len(),
        count(&Outcome::is_done),
        count(&|outcome| matches!(outcome, Outcome::Refused { .. } | Outcome::NotSent)),
        count(&Outcome::is_unknown),
        evidence.stored.len(),
        evidence.stored.values().filter(|order| order.cancelled).count(),
        shown.collect::<Vec<_>>().join(", "),
    )
}
