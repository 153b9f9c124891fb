//! Orders in full: with lines, charges and details, one or many at a time.

use super::keeper::book::Book;
use super::keeper::error::Result;
use super::order_list::{OrderFilter, Walk};
use super::rows::order_full;
use crate::domain::order::{Order, OrderRow};
use crate::domain::when::Moment;

/// Orders filled in together: few enough for little memory, many enough to spare questions.
const TOGETHER: usize = 512;

impl Book {
    /// Every order a filter lets pass in full, oldest first, handed over one at a time until
    /// `take` says no; only a few are in memory at once.
    pub fn each_order_in_full(
        &self,
        filter: &OrderFilter,
        now: Moment,
        mut take: impl FnMut(Order) -> bool,
    ) -> Result<()> {
        let mut together = Vec::with_capacity(TOGETHER);
        let mut hand_over = |rows: Vec<OrderRow>| -> Result<bool> {
            Ok(order_full::fill(&self.connection, rows)?
                .into_iter()
                .all(&mut take))
        };
        let mut more = true;
        self.walk_orders(filter, Walk::Up, now, |row| {
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
