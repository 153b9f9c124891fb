//! Reads many orders in full, with lines, charges and details.

use super::keeper::book::Book;
use super::keeper::error::Result;
use super::order_list::{OrderFilter, Walk, walk_orders};
use super::rows::order_full;
use crate::domain::order::{Order, OrderRow};
use crate::domain::when::Moment;

/// Orders read at a time: more need more memory, fewer need more queries.
const TOGETHER: usize = 512;

impl Book {
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
