//! Reads many orders in full, with lines, charges and details.

use rusqlite::params;

use super::keeper::book::Book;
use super::keeper::error::Result;
use super::order_list::{OrderFilter, Walk, walk_orders};
use super::rows::order_full;
use crate::domain::order::{Order, OrderRow};
use crate::domain::when::Moment;

/// Orders read at a time: more need more memory, fewer need more queries.
const TOGETHER: usize = 512;

/// So many orders in full take longer to read (some 0.3 s) than others should wait.
const MANY: i64 = 5_000;

impl Book {
    /// A copy to read the orders of a filter in full from, where the PO they are of, or the whole
    /// book, has very many ([`Book::apart`]); `None` where the book itself is as good.
    pub fn apart_for(&self, filter: &OrderFilter) -> Result<Option<Self>> {
        let sql = match filter.period {
            Some(_) => "SELECT count(*) FROM (SELECT 1 FROM orders WHERE period_id = ?1 LIMIT ?2)",
            None => "SELECT count(*) FROM (SELECT ?1 FROM orders LIMIT ?2)",
        };
        let count: i64 = self
            .reading()?
            .prepare_cached(sql)?
            .query_row(params![filter.period, MANY], |row| row.get(0))?;
        match count {
            MANY.. => self.apart(),
            _ => Ok(None),
        }
    }

    /// Calls `take` with every order that matches the filter, in full, oldest first, until it
    /// returns `false`. Only some of them are in memory at a time.
    pub fn each_order_in_full(
        &self,
        filter: &OrderFilter,
        now: Moment,
        mut take: impl FnMut(Order) -> bool,
    ) -> Result<()> {
        let reading = self.reading()?;
        let mut together = Vec::with_capacity(TOGETHER);
        let mut hand_over = |rows: Vec<OrderRow>| -> Result<bool> {
            Ok(order_full::fill(&reading, rows)?.into_iter().all(&mut take))
        };
        let mut more = true;
        walk_orders(&reading, filter, Walk::Up, now, |row| {
            together.push(row);
            if together.len() == TOGETHER {
                more = hand_over(std::mem::take(&mut together))?;
            }
            Ok(more)
        })?;
        if more {
            hand_over(together)?;
        }
        Ok(())
    }
}
