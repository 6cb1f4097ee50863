//! Remembers, for moments, which products cannot be had, so that orders for them need not go to the database: what was
//! seen sold out while it was locked, and what could not be locked in time, orders that are to be cancelled among it.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard},
    time::{Duration, Instant},
};

use super::{NewOrder, request::Line};
use crate::{
    failure::Failure,
    fault::{Fault, Kind},
};

/// How long a product that was seen sold out is believed to be. A restock elsewhere is felt after this.
const SOLD_OUT: Duration = Duration::from_millis(500);
/// How long a product that could not be locked is not tried again.
const LOCKED: Duration = Duration::from_secs(1);
/// Most products that are remembered. Beyond it orders go to the database, as they would without all this.
const MOST: usize = 100_000;

/// A handle on the memory; cloning it gives another one.
#[derive(Debug, Clone, Default)]
pub struct Gate {
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    products: HashMap<i64, (Instant, Reason)>,
    /// Orders that could not be locked, and until when that is believed.
    orders: HashMap<i64, Instant>,
    /// Until when anything is believed to be locked.
    locked_until: Option<Instant>,
    /// Counts restocks, so that what was seen before one is not remembered after it.
    restocks: u64,
}

#[derive(Debug, Clone, Copy)]
enum Reason {
    /// With this many units left.
    SoldOut(i32),
    Locked,
}

/// A moment between restocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment(u64);

impl Gate {
    /// Why an order cannot be had at the moment, as far as is known here.
    pub fn refuses(&self, new: &NewOrder) -> Option<Failure> {
        let state = self.lock();
        if state.products.is_empty() {
            return None;
        }
        let now = Instant::now();
        new.lines.iter().find_map(|&Line { product_id, quantity }| {
            let &(until, reason) = state.products.get(&product_id)?;
            match reason {
                _ if until <= now => None,
                Reason::SoldOut(left) if quantity <= left => None,
                Reason::SoldOut(_) => Some(Failure::OutOfStock { product_id }),
                Reason::Locked => Some(still_locked()),
            }
        })
    }

    /// Whether orders may be refused their cancelling: then it is worth asking which products they have.
    pub fn knows_locked(&self) -> bool {
        self.lock().locked_until.is_some_and(|until| until > Instant::now())
    }

    /// Why an order of these products cannot be cancelled at the moment, as far as is known here.
    pub fn refuses_to_cancel(&self, order_id: i64, product_ids: &[i64]) -> Option<Failure> {
        let (state, now) = (self.lock(), Instant::now());
        let holds = |id| matches!(state.products.get(id), Some((until, Reason::Locked)) if *until > now);
        let locked = state.orders.get(&order_id).is_some_and(|until| *until > now) || product_ids.iter().any(holds);
        locked.then(still_locked)
    }

    /// To be taken before the products are looked at.
    pub fn moment(&self) -> Moment {
        Moment(self.lock().restocks)
    }

    /// What a transaction has left of the products that it had locked: how many units of those of which too few were
    /// left for somebody, and `None` for those that sufficed.
    pub fn saw(&self, since: Moment, products: impl Iterator<Item = (i64, Option<i32>)>) {
        let mut state = self.lock();
        let until = Instant::now() + SOLD_OUT;
        for (product_id, left) in products {
            match left {
                Some(left) if state.restocks == since.0 => state.remember(product_id, until, Reason::SoldOut(left)),
                _ => {
                    state.products.remove(&product_id);
                }
            }
        }
    }

    /// These products and orders could not be locked in time.
    pub fn locked(&self, product_ids: &[i64], order_ids: &[i64]) {
        let mut state = self.lock();
        let now = Instant::now();
        let until = now + LOCKED;
        product_ids.iter().for_each(|id| state.remember(*id, until, Reason::Locked));
        state.orders.retain(|_, until| *until > now);
        state.orders.extend(order_ids.iter().map(|id| (*id, until)));
        state.locked_until = Some(until);
    }

    /// Units were added.
    pub fn restocked(&self, product_ids: &[i64]) {
        let mut state = self.lock();
        state.restocks += 1;
        for id in product_ids {
            state.products.remove(id);
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        kit::locked(&self.state)
    }
}

impl State {
    fn remember(&mut self, product_id: i64, until: Instant, reason: Reason) {
        if self.products.len() >= MOST {
            let now = Instant::now();
            self.products.retain(|_, (until, _)| *until > now);
        }
        if self.products.len() < MOST {
            self.products.insert(product_id, (until, reason));
        }
    }
}

fn still_locked() -> Failure {
    Failure::Busy(Fault::other("lock_products", Kind::LockTimeout, "it could not be locked a moment ago"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(lines: &[(i64, i32)]) -> NewOrder {
        let lines = lines.iter().map(|&(product_id, quantity)| Line { product_id, quantity }).collect();
        NewOrder::new(1, lines, None)
    }

    #[test]
    fn only_what_asks_for_more_than_is_left_is_refused() {
        let gate = Gate::default();
        gate.saw(gate.moment(), [(1, Some(2)), (2, Some(0)), (3, None)].into_iter());
        for (lines, refused) in [(&[(1, 3)][..], true), (&[(1, 2), (3, 3)], false), (&[(2, 1), (3, 1)], true)] {
            assert_eq!(gate.refuses(&order(lines)).is_some(), refused, "{lines:?}");
        }
    }

    #[test]
    fn a_restock_opens_it_at_once_and_outdates_what_was_seen_before() {
        let gate = Gate::default();
        let before = gate.moment();
        gate.saw(before, [(1, Some(0))].into_iter());
        gate.restocked(&[1]);
        assert!(gate.refuses(&order(&[(1, 1)])).is_none());
        gate.saw(before, [(1, Some(0))].into_iter());
        assert!(gate.refuses(&order(&[(1, 1)])).is_none());
        gate.saw(gate.moment(), [(1, Some(0))].into_iter());
        assert!(gate.refuses(&order(&[(1, 1)])).is_some());
    }

    #[test]
    fn what_could_not_be_locked_is_refused_for_now() {
        let gate = Gate::default();
        assert!(!gate.knows_locked());
        gate.saw(gate.moment(), [(3, Some(0))].into_iter());
        gate.locked(&[1], &[70]);
        assert!(gate.knows_locked());
        assert!(matches!(gate.refuses(&order(&[(1, 1)])), Some(Failure::Busy(_))));
        assert!(gate.refuses(&order(&[(2, 1)])).is_none());
        for (order_id, product_ids, refused) in
            [(70, &[][..], true), (71, &[2, 1], true), (71, &[2], false), (71, &[3], false)]
        {
            let refusal = gate.refuses_to_cancel(order_id, product_ids);
            assert_eq!(matches!(refusal, Some(Failure::Busy(_))), refused, "{order_id} {product_ids:?}");
        }
    }
}
