//! Unique codes on bills (rule 31).

use crate::book::keeper::book::Book;
use crate::book::keeper::deed::Done;
use crate::book::keeper::error::Result;
use crate::book::rows::order_full::{self, live};
use crate::book::steps::order::bill::{check_bill, set_charge};
use crate::book::steps::order::codes::{self, base_of};
use crate::domain::id::OrderId;
use crate::domain::message::Message;
use crate::domain::order::{ChargeKind, Order};
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;

impl Book {
    /// Gives a bill the smallest unique code that no open bill of the same amount has.
    ///
    /// # Errors
    /// A cancelled order, or [`Refusal::CodesUsedUp`].
    pub fn draw_code(&mut self, id: OrderId, now: Moment) -> Result<Done<Order>> {
        self.transaction(now, |deed| {
            let before = live(deed.connection(), id, now)?;
            deed.touches(id)?;
            let bill = &before.row.bill;
            let base = base_of(bill)?;
            let code =
                codes::free(deed.connection(), id, bill)?.ok_or(Refusal::CodesUsedUp { base })?;
            set_charge(deed, id, ChargeKind::UniqueCode, code)?;
            check_bill(deed, id)?;
            let order = order_full::order(deed.connection(), id, now)?;
            let message = Message::new("did-charge-order")
                .text("order", before.row.code)
                .word("kind", ChargeKind::UniqueCode.key())
                .money("amount", code);
            Ok((order, message))
        })
    }
}
