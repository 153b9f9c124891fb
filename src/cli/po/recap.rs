//! `rekap po recap`: the PO's orders in the list style of a shop's group, which `order paste` reads
//! back.

use serde_json::json;

use crate::book::{Opening, OrderFilter};
use crate::domain::catalog::full_name;
use crate::domain::money::Rupiah;
use crate::domain::order::OrderStatus;
use crate::intake::assortment::Goods;
use crate::output::chat::recap_line;

use super::super::desk::{Desk, Failure};
use super::super::values::Shape;
use super::period;

/// Prints the list: one order a line, oldest first, a tick behind those that are settled.
pub fn recap(po: &str, shape: Shape, desk: &mut Desk) -> Result<(), Failure> {
    let counter = desk.open(Opening::Look)?;
    let period = period(&counter, po)?;
    let goods = Goods::from(counter.book.offered(period.id)?);
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
                    // What was chosen for a package stands first in what was asked (rule 65).
                    let asked = [line.chosen.as_str(), line.customization.as_str()];
                    let asked: Vec<_> = asked.into_iter().filter(|text| !text.is_empty()).collect();
                    let asked = asked.join(", ");
                    // Price slices of one item are one item.
                    match items
                        .iter_mut()
                        .find(|(_, known, wanted)| *known == name && *wanted == asked)
                    {
                        Some((qty, _, _)) => *qty += line.qty,
                        None => items.push((line.qty, name, asked)),
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
    if shape.json {
        return desk.json(&json!({ "period": period.code.as_str(), "lines": list }));
    }
    for line in list {
        desk.line(&line)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::assortment::Good;
    use crate::intake::chat::read;

    fn goods() -> Goods {
        let names = [
            ("NAS-KEJU", "Nastar Keju"),
            ("NAS-COK", "Nastar Coklat"),
            ("LK", "Lidah Kucing"),
            ("BRO20", "Brownies 20"),
            ("K-XL", "Kaos XL / Hitam"),
        ];
        Goods::new(
            names.map(|(code, name)| Good {
                code: code.into(),
                product: code.into(),
                name: name.into(),
                price: Rupiah::new(60_000),
            }),
            [],
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        /// What the list says is what is read back from it.
        #[test]
        fn a_recap_is_read_back(
            orders in prop::collection::vec(
                (
                    "[A-Z][a-z]{3,9}( [A-Z][a-z]{4,9})?",
                    prop::collection::btree_map(0_usize..5, (1_i64..99, "|tanpa gula|ucapan: Selamat, Bu"), 1..4),
                    any::<bool>(),
                ),
                1..6,
            )
        ) {
            let goods = goods();
            let codes = ["NAS-KEJU", "NAS-COK", "LK", "BRO20", "K-XL"];
            let mut list = String::new();
            let mut expected = Vec::new();
            for (nth, (name, items, settled)) in orders.iter().enumerate() {
                let mut written = Vec::new();
                let mut wanted = Vec::new();
                for (at, (qty, asked)) in items {
                    let code = codes[*at];
                    let full = goods.by_code(code).unwrap().name.clone();
                    let said = if goods.is_plain(&full, code) { full } else { code.to_owned() };
                    written.push((*qty, said, asked.clone()));
                    wanted.push((code.to_owned(), *qty, asked.clone()));
                }
                list.push_str(&recap_line(nth + 1, name, &written, *settled));
                list.push('\n');
                expected.push((name.clone(), wanted, *settled));
            }
            let read: Vec<_> = read(&list, &goods)
                .unwrap()
                .into_iter()
                .map(|draft| {
                    let items: Vec<_> = draft
                        .items
                        .into_iter()
                        .map(|item| {
                            let asked = item.customization.map(|read| read.value).unwrap_or_default();
                            (item.code.value.unwrap_or(item.typed), item.qty.value, asked)
                        })
                        .collect();
                    (draft.name.unwrap().value, items, draft.ticked)
                })
                .collect();
            prop_assert_eq!(read, expected, "{}", list);
        }
    }
}
