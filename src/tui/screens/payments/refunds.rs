//! The refund queue: money that waits to be sent back, the oldest first (rule 32).

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::book::{RefundRow, RefundWhy};
use crate::domain::id::{CustomerId, OrderId};
use crate::output::table::{Cell, Column as Out, Kind, Sheet};
use crate::tui::effect::Ctx;
use crate::tui::forms::customer::shown_name;
use crate::tui::forms::export::Export;
use crate::tui::theme::Role;
use crate::tui::widgets::Part;
use crate::tui::widgets::listing::{Listing, Row};
use crate::tui::widgets::table::{self, Column};

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

/// Why it is to go back, in words.
fn why(row: &RefundRow, ctx: &Ctx) -> String {
    let word = ctx.word(row.why.key());
    match &row.why {
        RefundWhy::Cancelled { reason, .. } if !reason.is_empty() => format!("{word}: {reason}"),
        RefundWhy::Cancelled { .. } | RefundWhy::Overpaid | RefundWhy::Credit => word,
    }
}

/// Draws the queue.
pub fn draw(frame: &mut Frame, area: Rect, refunds: &Listing<RefundRow>, ctx: &Ctx) {
    let columns = [
        Column::new(ctx.word("output-order"), 9, 14),
        Column::new(ctx.word("output-customer"), 12, 24),
        Column::figures(ctx.word("screen-pay-back"), 13),
        Column::new(ctx.word("screen-pay-since"), 10, 13).rank(1),
        Column::new(ctx.word("screen-pay-why"), 20, 44),
        Column::figures(ctx.word("screen-pay-sent-back"), 13).rank(2),
    ];
    table::draw(
        frame.buffer_mut(),
        area,
        &columns,
        refunds,
        &ctx.theme,
        |row| {
            let code = match &row.order {
                Some((_, code)) => Part::new(code.clone(), Role::Accent),
                None => Part::new("-", Role::Muted),
            };
            let sent = row.refunded.raw() > 0;
            let sent = sent.then(|| ctx.words.rupiah(row.refunded));
            vec![
                code,
                Part::text(shown_name(
                    &row.customer_name,
                    row.customer_phone.as_deref(),
                    ctx,
                )),
                Part::new(ctx.words.rupiah(row.amount), Role::Warn),
                Part::new(ctx.words.day_short(row.since.date(ctx.zone)), Role::Muted),
                Part::text(why(row, ctx)),
                Part::new(sent.unwrap_or_default(), Role::Muted),
            ]
        },
    );
}

/// The queue as a table.
pub fn export(refunds: &[RefundRow], scope: &str, ctx: &Ctx) -> Export {
    let column = |key, word, kind| Out::new(key, ctx.word(word), kind);
    let cells = |row: &RefundRow| {
        vec![
            Cell::text(row.order.as_ref().map(|(_, code)| code.as_str())),
            Cell::Text(row.customer_name.clone()),
            Cell::text(row.customer_phone.as_deref()),
            Cell::Money(row.amount),
            Cell::Moment(row.since),
            Cell::Text(why(row, ctx)),
        ]
    };
    Export::sheet(
        "refunds",
        Sheet {
            name: format!("{} {scope}", ctx.word("screen-pay-refunds")),
            zone: ctx.zone,
            columns: vec![
                column("order", "output-order", Kind::Text),
                column("customer", "output-customer", Kind::Text),
                column("phone", "field-phone", Kind::Text),
                column("amount", "screen-pay-back", Kind::Money),
                column("since", "screen-pay-since", Kind::Moment),
                column("why", "screen-pay-why", Kind::Text),
            ],
            rows: refunds.iter().map(cells).collect(),
            total: None,
        },
    )
}
