//! The refund queue: refunds due, the oldest first (rule 32).

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

/// The order the money belongs to; `None` for credit.
pub fn order_of(row: &RefundRow) -> Option<OrderId> {
    row.order.as_ref().map(|(id, _)| *id)
}

/// The queue as a table to export.
pub fn export(refunds: &[RefundRow], scope: &str, ctx: &Ctx) -> Export {
    let name = format!("{} {scope}", ctx.word("screen-pay-refunds"));
    let sheet = file(name, REFUNDS.columns, refunds, &ctx.view());
    Export::sheet(REFUNDS.key, sheet)
}
