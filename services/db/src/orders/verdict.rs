//! Whether an order can be placed, and what it costs: decided in memory, on products that are locked. No SQL and no
//! time in here.

use rust_decimal::Decimal;

use super::{Line, OrderItem};
use crate::failure::Failure;

/// A product on sale, as it is while its row is locked.
#[derive(Debug)]
pub struct LockedProduct {
    pub id: i64,
    pub price: Decimal,
    pub stock: i32,
}

/// What an order that can be placed looks like.
#[derive(Debug, PartialEq, Eq)]
pub struct Accepted {
    pub items: Vec<OrderItem>,
    pub total_price: Decimal,
}

/// Judge lines against the products that were found for them, both in order of product ids.
pub fn judge(lines: &[Line], products: &[LockedProduct]) -> Result<Accepted, Failure> {
    let found = |id: i64| products.binary_search_by_key(&id, |product| product.id).ok().map(|at| &products[at]);
    let missing: Vec<_> = lines.iter().map(|line| line.product_id).filter(|id| found(*id).is_none()).collect();
    if !missing.is_empty() {
        return Err(Failure::ProductNotFound { product_ids: missing });
    }
    let mut accepted = Accepted { items: Vec::with_capacity(lines.len()), total_price: Decimal::new(0, 2) };
    for (line, product) in lines.iter().filter_map(|line| Some((line, found(line.product_id)?))) {
        let Line { product_id, quantity } = *line;
        if product.stock < quantity {
            return Err(Failure::OutOfStock { product_id });
        }
        accepted.total_price += product.price * Decimal::from(quantity);
        accepted.items.push(OrderItem { product_id, quantity, unit_price: product.price });
    }
    Ok(accepted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(lines: &[(i64, i32)]) -> Vec<Line> {
        lines.iter().map(|&(product_id, quantity)| Line { product_id, quantity }).collect()
    }

    /// Ids 1, 2, 3 at 49.99, 0.10, 99999999.99 with 500, 2, 500 units.
    fn products() -> Vec<LockedProduct> {
        [(1, 4999, 500), (2, 10, 2), (3, 9_999_999_999, 500)]
            .map(|(id, cents, stock)| LockedProduct { id, price: Decimal::new(cents, 2), stock })
            .into()
    }

    #[test]
    fn totals_are_exact() {
        let cases: &[(&[(i64, i32)], &str)] = &[
            (&[(1, 1)], "49.99"),
            (&[(2, 1)], "0.10"),
            (&[(1, 3), (2, 2)], "150.17"),
            (&[(1, 1), (2, 2), (3, 3)], "300000050.16"),
        ];
        for (order, total) in cases {
            let accepted = judge(&lines(order), &products()).unwrap();
            assert_eq!(accepted.total_price.to_string(), *total);
            assert_eq!(accepted.items.len(), order.len());
        }
    }

    #[test]
    fn every_missing_product_is_named_before_any_that_ran_out() {
        let failure = judge(&lines(&[(1, 1), (2, 3), (7, 1), (9, 1)]), &products()).unwrap_err();
        assert_eq!(failure.to_string(), "there is no product 7, 9");
        let failure = judge(&lines(&[(1, 1), (2, 3)]), &products()).unwrap_err();
        assert!(matches!(failure, Failure::OutOfStock { product_id: 2 }), "{failure:?}");
    }

    #[test]
    fn the_last_unit_can_be_had() {
        assert!(judge(&lines(&[(2, 2)]), &products()).is_ok());
    }
}
