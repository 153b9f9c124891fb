//! The refund queue: money that waits to be sent back, the oldest first (rule 32).

use crate::book::RefundRow;
use crate::domain::id::{CustomerId, OrderId};
use crate::tasks::rows::column::file;
use crate::tasks::rows::refund::REFUNDS;
use crate::tui::effect::Ctx;
use crate::tui::forms::export::Export;
use crate::tui::widgets::listing::Row;

impl Row for RefundRow {
    type Id = (Option<OrderId>, CustomerId);
    fn id(&self) -> Self::Id {
        (order_of(self), self.customer)
    }
}

/// The order it lies on; credit lies on none.
pub fn order_of(row: &RefundRow) -> Option<OrderId> {
    row.order.as_ref().map(|(id, _)| *id)
}

/// The queue as a table.
pub fn export(refunds: &[RefundRow], scope: &str, ctx: &Ctx) -> Export {
    let name = format!("{} {scope}", ctx.word("screen-pay-refunds"));
    let sheet = file(name, REFUNDS.columns, refunds, &ctx.view());
    Export::sheet(REFUNDS.key, sheet)
}
