//! `rekap po recap`: the PO's orders in the list style of a shop's group, which `order paste` reads
//! back.

use crate::book::{Opening, OrderFilter};
use crate::domain::catalog::full_name;
use crate::domain::money::Rupiah;
use crate::domain::order::OrderStatus;
use crate::intake::chat::{Good, Goods};
use crate::output::chat::recap_line;

use super::super::desk::{Desk, Failure};
use super::period;

/// Prints the list: one order a line, oldest first, a tick behind those that are settled.
pub fn recap(po: &str, desk: &mut Desk) -> Result<(), Failure> {
    let counter = desk.open(Opening::Look)?;
    let period = period(&counter, po)?;
    let offers = counter.book.offers(period.id)?;
    let goods = Goods::new(
        offers.into_iter().map(|offer| Good {
            name: full_name(&offer.product, &offer.variant),
            code: offer.code,
            product: offer.product_code,
            price: offer.price,
        }),
        counter
            .book
            .aliases()?
            .into_iter()
            .map(|alias| (alias.text, alias.code)),
    );
    let filter = OrderFilter {
        period: Some(period.id),
        ..OrderFilter::default()
    };
    let mut list = Vec::new();
    counter
        .book
        .each_order_in_full(&filter, counter.now, |order| {
            if order.row.status == OrderStatus::Active
                || order.row.status == OrderStatus::Unconfirmed
            {
                let mut items: Vec<(i64, String, String)> = Vec::new();
                for line in &order.lines {
                    // A name that says nothing else; a code says it always.
                    let name = full_name(&line.product, &line.variant);
                    let name = if goods.is_plain(&name, &line.code) {
                        name
                    } else {
                        line.code.clone()
                    };
                    // Price slices of one item are one item.
                    match items
                        .iter_mut()
                        .find(|(_, known, asked)| *known == name && *asked == line.customization)
                    {
                        Some((qty, _, _)) => *qty += line.qty,
                        None => items.push((line.qty, name, line.customization.clone())),
                    }
                }
                let settled = order.row.bill.total > Rupiah::ZERO
                    && order
                        .row
                        .bill
                        .balance()
                        .is_ok_and(|balance| balance <= Rupiah::ZERO);
                list.push(recap_line(
                    list.len() + 1,
                    &order.row.customer_name,
                    &items,
                    settled,
                ));
            }
            true
        })?;
    for line in list {
        desk.line(&line)?;
    }
    Ok(())
}
