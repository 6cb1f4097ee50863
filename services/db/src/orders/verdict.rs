//! What becomes of each request of a batch: decided in memory and in arrival order, on rows that are locked, with exact
//! decimals. No SQL and no time in here.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::{
    NewOrder, Order, OrderItem, OrderStatus, Request,
    request::{Answer, Entry, Line},
};
use crate::{
    failure::Failure,
    fault::{Fault, Kind},
};

/// A product while its row is locked.
#[derive(Debug)]
pub struct LockedProduct {
    pub price: Decimal,
    pub stock: i32,
    pub on_sale: bool,
    /// What the batch has added to the stock so far.
    pub change: i32,
    /// Too few units were left for somebody.
    pub ran_out: bool,
}

/// An order while its row is locked.
#[derive(Debug)]
pub struct LockedOrder {
    pub order: Order,
    pub owner_active: bool,
    /// By the batch.
    pub cancelled: bool,
}

/// What was found that stands in the way of a new order.
#[derive(Debug, Default)]
pub enum Standing {
    #[default]
    Free,
    UserInactive,
    /// By an order of the last 24 hours.
    KeyTaken(Order),
    /// By an older order.
    KeyExpired(i64),
    /// By a transaction whose outcome was not known.
    Placed(Order),
}

/// All that is known when a batch is decided.
#[derive(Debug, Default)]
pub struct Known {
    pub products: HashMap<i64, LockedProduct>,
    pub orders: HashMap<i64, LockedOrder>,
    /// One for each request.
    pub standings: Vec<Standing>,
    /// Reserved, at least one for each new order.
    pub ids: Vec<i64>,
}

/// What becomes of one request, once the batch is committed.
#[derive(Debug)]
pub enum Verdict {
    /// It writes nothing that it would have to wait for.
    Settled(Answer),
    /// All of the order but its time, which is that of the writing.
    Placed { id: i64, user_id: i64, items: Vec<OrderItem>, total_price: Decimal },
    /// By this request or by one before it.
    Cancelled(Order),
    /// The same as the request of this index, whose key it repeats.
    Repeats(usize),
}

/// What a batch comes to.
#[derive(Debug)]
pub struct Decided {
    /// One for each request.
    pub verdicts: Vec<Verdict>,
    /// With the change of each.
    pub products: HashMap<i64, LockedProduct>,
    /// Orders, each with the index of the request that cancels it.
    pub cancelled: Vec<(i64, usize)>,
    /// Old orders that lose their keys to new ones.
    pub freed: Vec<i64>,
}

impl Decided {
    /// Whether there is anything to write.
    pub fn changes_anything(&self) -> bool {
        !self.cancelled.is_empty() || self.verdicts.iter().any(|verdict| matches!(verdict, Verdict::Placed { .. }))
    }
}

/// Decide a batch.
pub fn decide(entries: &[Entry], known: Known) -> Decided {
    let Known { products, mut orders, standings, ids } = known;
    let mut batch = Batch { products, ids: ids.into_iter(), keys: HashMap::new(), cancelled: vec![], freed: vec![] };
    let mut verdicts = Vec::with_capacity(entries.len());
    for (entry, standing) in entries.iter().zip(standings) {
        verdicts.push(batch.decide(verdicts.len(), &entry.request, standing, &mut orders));
    }
    let Batch { products, cancelled, freed, .. } = batch;
    Decided { verdicts, products, cancelled, freed }
}

struct Batch<'a> {
    products: HashMap<i64, LockedProduct>,
    ids: std::vec::IntoIter<i64>,
    /// The keys that orders of this batch have taken, with their indices.
    keys: HashMap<(i64, &'a str), (usize, &'a NewOrder)>,
    cancelled: Vec<(i64, usize)>,
    freed: Vec<i64>,
}

impl<'a> Batch<'a> {
    fn decide(
        &mut self,
        index: usize,
        request: &'a Request,
        standing: Standing,
        orders: &mut HashMap<i64, LockedOrder>,
    ) -> Verdict {
        match request {
            Request::Place(new) => self.place(index, new, standing).unwrap_or_else(|no| Verdict::Settled(Err(no))),
            Request::Cancel { order_id, owner_id } => {
                let locked = orders.get_mut(order_id).ok_or(Failure::OrderNotFound);
                let verdict = locked.and_then(|locked| self.cancel(index, locked, *owner_id));
                verdict.unwrap_or_else(|no| Verdict::Settled(Err(no)))
            }
        }
    }

    fn place(&mut self, index: usize, new: &'a NewOrder, standing: Standing) -> Result<Verdict, Failure> {
        let expired = match standing {
            Standing::Free => None,
            Standing::KeyExpired(order_id) => Some(order_id),
            Standing::UserInactive => return Err(Failure::UserNotFound),
            Standing::KeyTaken(order) | Standing::Placed(order) => {
                return first_answer(new, order).map(|order| Verdict::Settled(Ok(order)));
            }
        };
        let key = new.idempotency_key.as_deref().map(|key| (new.user_id, key));
        if let Some((first, other)) = key.and_then(|key| self.keys.get(&key)) {
            return if other.lines == new.lines {
                Ok(Verdict::Repeats(*first))
            } else {
                Err(Failure::IdempotencyKeyReused)
            };
        }
        let id = self.ids.as_slice().first().copied().ok_or_else(no_id)?;
        let (items, total_price) = self.take(&new.lines)?;
        self.ids.next();
        if let Some(key) = key {
            self.keys.insert(key, (index, new));
            self.freed.extend(expired);
        }
        Ok(Verdict::Placed { id, user_id: new.user_id, items, total_price })
    }

    /// All lines or none.
    fn take(&mut self, lines: &[Line]) -> Result<(Vec<OrderItem>, Decimal), Failure> {
        let on_sale = |id: &i64| self.products.get(id).is_some_and(|product| product.on_sale);
        let product_ids: Vec<_> = lines.iter().map(|line| line.product_id).filter(|id| !on_sale(id)).collect();
        if !product_ids.is_empty() {
            return Err(Failure::ProductNotFound { product_ids });
        }
        for &Line { product_id, quantity } in lines {
            if let Some(product) = self.products.get_mut(&product_id)
                && product.stock < quantity
            {
                product.ran_out = true;
                return Err(Failure::OutOfStock { product_id });
            }
        }
        let mut items = Vec::with_capacity(lines.len());
        let mut total_price = Decimal::new(0, 2);
        for &Line { product_id, quantity } in lines {
            let Some(product) = self.products.get_mut(&product_id) else { continue };
            product.stock -= quantity;
            product.change -= quantity;
            total_price += product.price * Decimal::from(quantity);
            items.push(OrderItem { product_id, quantity, unit_price: product.price });
        }
        Ok((items, total_price))
    }

    fn cancel(&mut self, index: usize, locked: &mut LockedOrder, owner_id: Option<i64>) -> Result<Verdict, Failure> {
        let LockedOrder { order, owner_active, cancelled } = locked;
        if let Some(owner_id) = owner_id {
            if order.user_id != owner_id {
                return Err(Failure::NotYourOrder);
            }
            if !*owner_active {
                return Err(Failure::UserNotFound);
            }
        }
        if order.status == OrderStatus::Placed {
            if !order.items.iter().all(|item| self.products.contains_key(&item.product_id)) {
                let what = "a product of an order that is to be cancelled is gone";
                return Err(Failure::Internal(Fault::other("lock_products", Kind::Unexpected, what)));
            }
            for OrderItem { product_id, quantity, .. } in &order.items {
                if let Some(product) = self.products.get_mut(product_id) {
                    product.stock += quantity;
                    product.change += quantity;
                }
            }
            order.status = OrderStatus::Cancelled;
            *cancelled = true;
            self.cancelled.push((order.id, index));
        }
        let order = order.clone();
        Ok(if *cancelled { Verdict::Cancelled(order) } else { Verdict::Settled(Ok(order)) })
    }
}

/// The answer that the order of a taken key got, as it was then: what was cancelled since had been placed.
pub fn first_answer(new: &NewOrder, order: Order) -> Answer {
    if new.asks_for(&order) {
        Ok(Order { status: OrderStatus::Placed, ..order })
    } else {
        Err(Failure::IdempotencyKeyReused)
    }
}

fn no_id() -> Failure {
    Failure::Internal(Fault::other("reserve_order_ids", Kind::Unexpected, "there are fewer ids than orders"))
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use tokio::sync::oneshot;

    use super::*;
    use crate::orders::Cause;

    const USER: i64 = 1;

    fn place(lines: &[(i64, i32)], key: Option<&str>) -> Request {
        let lines = lines.iter().map(|&(product_id, quantity)| Line { product_id, quantity }).collect();
        Request::Place(NewOrder::new(USER, lines, key.map(Into::into)))
    }

    fn cancel(order_id: i64, owner_id: i64) -> Request {
        Request::Cancel { order_id, owner_id: Some(owner_id) }
    }

    /// An order of two units of product 2 and one of product 4.
    fn earlier(id: i64) -> Order {
        let item = |product_id, quantity| OrderItem { product_id, quantity, unit_price: Decimal::ONE };
        Order {
            id,
            user_id: USER,
            status: OrderStatus::Placed,
            items: vec![item(2, 2), item(4, 1)],
            total_price: Decimal::new(3, 0),
            created_at: DateTime::UNIX_EPOCH,
        }
    }

    /// Ids 1 to 4 at 49.99, 0.10, 99999999.99 and 1.00 with 500, 2, 500 and 5 units; the last one is not on sale.
    fn known(standings: Vec<Standing>) -> Known {
        let product = |(id, cents, stock)| {
            let price = Decimal::new(cents, 2);
            (id, LockedProduct { price, stock, on_sale: id != 4, change: 0, ran_out: false })
        };
        Known {
            products: [(1, 4999, 500), (2, 10, 2), (3, 9_999_999_999, 500), (4, 100, 5)].map(product).into(),
            orders: [(70, LockedOrder { order: earlier(70), owner_active: true, cancelled: false })].into(),
            ids: (100..100 + 10).collect(),
            standings,
        }
    }

    fn decide_with(requests: Vec<Request>, standing: impl Fn(usize) -> Standing) -> Decided {
        let standings = (0..requests.len()).map(standing).collect();
        let entry = |request| Entry::new(request, Cause::default(), None, Box::new(oneshot::channel().0));
        decide(&requests.into_iter().map(entry).collect::<Vec<_>>(), known(standings))
    }

    fn decide_all(requests: Vec<Request>) -> Decided {
        decide_with(requests, |_| Standing::Free)
    }

    /// `#100 99.98`, `= 0`, `#70 cancelled`, or a failure in words.
    fn told(decided: &Decided) -> Vec<String> {
        let tell = |verdict: &Verdict| match verdict {
            Verdict::Placed { id, total_price, .. } => format!("#{id} {total_price}"),
            Verdict::Repeats(index) => format!("= {index}"),
            Verdict::Cancelled(order) | Verdict::Settled(Ok(order)) => format!("#{} {:?}", order.id, order.status),
            Verdict::Settled(Err(failure)) => failure.to_string(),
        };
        decided.verdicts.iter().map(tell).collect()
    }

    #[test]
    fn totals_are_exact() {
        let cases: &[(&[(i64, i32)], &str)] = &[
            (&[(1, 1)], "#100 49.99"),
            (&[(2, 1)], "#100 0.10"),
            (&[(1, 3), (2, 2)], "#100 150.17"),
            (&[(1, 1), (2, 2), (3, 3)], "#100 300000050.16"),
        ];
        for (lines, expected) in cases {
            assert_eq!(told(&decide_all(vec![place(lines, None)])), [*expected]);
        }
    }

    #[test]
    fn stock_goes_in_arrival_order_and_all_lines_or_none() {
        let orders = [&[(1, 1), (2, 1)][..], &[(1, 3), (2, 2)], &[(2, 1)], &[(2, 1)]];
        let decided = decide_all(orders.map(|lines| place(lines, None)).into());
        let expected =
            ["#100 50.09", "product 2 has too few units left", "#101 0.10", "product 2 has too few units left"];
        assert_eq!(told(&decided), expected);
        assert_eq!((decided.products[&1].change, decided.products[&2].change), (-1, -2));
        assert!(decided.products[&2].ran_out && !decided.products[&1].ran_out);
    }

    #[test]
    fn every_missing_product_is_named_before_any_that_ran_out() {
        let decided = decide_all(vec![place(&[(1, 1), (2, 3), (4, 1), (9, 1)], None)]);
        assert_eq!(told(&decided), ["there is no product 4, 9"]);
        assert!(!decided.changes_anything());
    }

    #[test]
    fn a_key_belongs_to_the_first_that_is_placed_under_it() {
        let decided = decide_all(vec![
            place(&[(2, 3)], Some("k")),
            place(&[(2, 1)], Some("k")),
            place(&[(2, 1)], Some("k")),
            place(&[(2, 2)], Some("k")),
            place(&[(2, 1)], Some("K")),
        ]);
        let reused = "the idempotency key was used for another order";
        assert_eq!(told(&decided), ["product 2 has too few units left", "#100 0.10", "= 1", reused, "#101 0.10"]);
    }

    #[test]
    fn a_taken_key_gives_the_first_answer_and_an_old_one_is_freed_once() {
        let same = || place(&[(2, 2), (4, 1)], Some("k"));
        let taken = || Standing::KeyTaken(Order { status: OrderStatus::Cancelled, ..earlier(70) });
        let decided = decide_with(vec![same(), place(&[(2, 2)], Some("k"))], |_| taken());
        assert_eq!(told(&decided), ["#70 Placed", "the idempotency key was used for another order"]);
        let requests = || vec![place(&[(2, 1)], Some("k")), place(&[(2, 1)], Some("k"))];
        let decided = decide_with(requests(), |_| Standing::KeyExpired(7));
        assert_eq!((told(&decided), decided.freed), (vec!["#100 0.10".to_owned(), "= 0".to_owned()], vec![7]));
        let decided = decide_with(requests(), |_| Standing::UserInactive);
        assert_eq!(told(&decided), ["there is no such user"; 2]);
    }

    #[test]
    fn cancelling_returns_the_stock_once_and_for_those_behind() {
        let requests = vec![
            place(&[(2, 3)], None),
            cancel(70, 2),
            cancel(70, USER),
            cancel(70, USER),
            place(&[(2, 3)], None),
            cancel(71, USER),
        ];
        let decided = decide_all(requests);
        let expected = [
            "product 2 has too few units left",
            "the order is another user's",
            "#70 Cancelled",
            "#70 Cancelled",
            "#100 0.30",
            "there is no such order",
        ];
        assert_eq!(told(&decided), expected);
        assert_eq!((decided.products[&2].change, decided.products[&4].change), (-1, 1));
        assert_eq!(decided.cancelled, [(70, 2)], "by the first that may");
    }
}
