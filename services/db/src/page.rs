//! Pages of lists: which one is asked for, and what it holds.

use tokio_postgres::Row;

use crate::fault::{Fault, column};

/// Which page, in the terms of SQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageRequest {
    pub limit: i64,
    pub offset: i64,
}

impl PageRequest {
    /// `page` is counted from 1, `size` is 1 to 100.
    pub fn new(page: i32, size: i32) -> Self {
        let (page, size) = (i64::from(page), i64::from(size));
        Self { limit: size, offset: (page - 1) * size }
    }
}

/// One page, and how many items all pages have together.
#[derive(Debug)]
pub struct Page<T> {
    pub items: Vec<T>,
    pub total_count: i64,
}

impl<T> Page<T> {
    /// From rows of `total_count` and the columns that `item` reads. An empty page is one row whose `id` is null.
    pub fn from_rows(rows: &[Row], item: impl Fn(&Row) -> Result<T, Fault>) -> Result<Self, Fault> {
        let total_count = rows.first().map(|row| column(row, "total_count")).transpose()?.unwrap_or_default();
        let mut items = Vec::with_capacity(rows.len());
        for row in rows {
            if column::<Option<i64>>(row, "id")?.is_some() {
                items.push(item(row)?);
            }
        }
        Ok(Self { items, total_count })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_page_that_can_be_asked_for_does_not_overflow() {
        assert_eq!(PageRequest::new(1, 20), PageRequest { limit: 20, offset: 0 });
        assert_eq!(PageRequest::new(3, 7), PageRequest { limit: 7, offset: 14 });
        assert_eq!(PageRequest::new(i32::MAX, 100).offset, 214_748_364_600);
    }
}
