//! `rekap order serve`: orders that begin to hold their units, or do not yet.

use clap::Args;

use super::desk::{Desk, Failure};
use crate::book::Opening;
use crate::domain::message::Message;
use crate::domain::order::{OrderRow, OrderStatus};

/// Confirms an order that holds nothing yet.
#[derive(Debug, Args)]
pub struct Serve {
    order: String,
    #[arg(long, value_name = "REASON", allow_hyphen_values = true)]
    overbook: Option<String>,
}

impl Serve {
    pub(super) fn run(self, desk: &mut Desk) -> Result<(), Failure> {
        let overbook = self.overbook.map(|why| desk.clean_line(&why));
        let mut counter = desk.open(Opening::Existing)?;
        let id = counter.book.order_id(&self.order)?;
        counter
            .book
            .serve_order(id, overbook.as_deref(), counter.now)?;
        Ok(())
    }
}

/// Says where a new order stands when it holds nothing, or needed no waiting list after all.
pub(super) fn say_where(row: &OrderRow, would_wait: bool, desk: &mut Desk) {
    let key = match row.status {
        OrderStatus::Waitlist => "cli-waits",
        OrderStatus::Unconfirmed => "cli-unconfirmed",
        OrderStatus::Active if would_wait => "cli-needs-no-waiting",
        OrderStatus::Active | OrderStatus::Cancelled => return,
    };
    let message = Message::new(key)
        .text("order", row.code.as_str())
        .count("place", row.waitlist_place.unwrap_or_default())
        .money("amount", row.bill.down_payment_asked());
    desk.say(&message);
}
