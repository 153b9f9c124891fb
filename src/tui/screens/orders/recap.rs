//! An order as a message to its customer: what was ordered, what it comes to, what is left to pay.

use crate::domain::catalog::full_name;
use crate::domain::money::Rupiah;
use crate::domain::order::Order;
use crate::tui::effect::Ctx;
use crate::tui::widgets::status;

/// The text to paste into a chat.
pub(super) fn recap(order: &Order, ctx: &Ctx) -> String {
    let rupiah = |amount| ctx.words.rupiah(amount);
    let mut lines = vec![format!("{} · {}", order.row.code, order.row.customer_name)];
    for line in &order.lines {
        let name = full_name(&line.product, &line.variant);
        let amount = line.amount().map(rupiah).unwrap_or_default();
        lines.push(format!("{} × {name} = {amount}", line.qty));
        for part in &line.parts {
            let name = full_name(&part.product, &part.variant);
            lines.push(format!("  {} {name}", part.qty));
        }
        if !line.customization.is_empty() {
            lines.push(format!("  ({})", line.customization));
        }
    }
    for charge in &order.charges {
        let kind = ctx.word(charge.kind.key());
        lines.push(format!("{kind}: {}", rupiah(charge.amount)));
    }
    let bill = &order.row.bill;
    lines.push(format!(
        "{}: {}",
        ctx.word("form-order-total"),
        rupiah(bill.total)
    ));
    let asked = bill.down_payment_asked();
    if asked > Rupiah::ZERO && bill.paid < asked {
        lines.push(format!(
            "{}: {}",
            ctx.word("form-order-down-payment"),
            rupiah(asked)
        ));
    }
    if bill.paid > Rupiah::ZERO {
        lines.push(format!(
            "{}: {}",
            ctx.word("form-order-paid-so-far"),
            rupiah(bill.paid)
        ));
    }
    lines.push(status::balance(bill, &ctx.words).text);
    lines.join("\n")
}
