//! The ledger: every movement of money, newest first (rule 27).

use crate::book::{Book, BookError, OrderFilter};
use crate::domain::id::OrderId;
use crate::domain::payment::Payment;
use crate::tasks::rows::column::file;
use crate::tasks::rows::payment::LEDGER;
use crate::tui::effect::Ctx;
use crate::tui::forms::export::Export;

/// The order that a payment was sent for, as the payer said.
pub fn claimed_for(
    payment: &Payment,
    book: &Book,
    ctx: &Ctx,
) -> Result<Option<OrderId>, BookError> {
    let filter = OrderFilter {
        customers: payment.customer.map(|customer| vec![customer]),
        ..OrderFilter::default()
    };
    let mut claimed = Vec::new();
    book.each_order(&filter, None, ctx.now, |row| {
        if row.claimed {
            claimed.push(row.id);
        }
        true
    })?;
    for order in claimed {
        if book
            .payments_of(order)?
            .iter()
            .any(|other| other.id == payment.id)
        {
            return Ok(Some(order));
        }
    }
    Ok(None)
}

/// The whole ledger as a table to export.
pub fn export(ctx: &Ctx) -> Export {
    Export::new(ctx.word("screen-pay-ledger"), |format, book, ctx| {
        let mut payments = Vec::new();
        let mut last = None;
        loop {
            let page = book.payments(last, 1_000)?;
            let Some(oldest) = page.last() else { break };
            last = Some(oldest.id);
            payments.extend(page);
        }
        let name = ctx.word("screen-pay-ledger");
        let sheet = file(name, LEDGER, &payments, &ctx.view());
        Export::sheet("payments", sheet).bytes(format, book, ctx)
    })
}
