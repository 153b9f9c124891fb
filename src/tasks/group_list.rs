//! Lists a PO's orders the way a shop's chat group does; a pasted list can be read back.

use crate::book::{Book, BookError, OrderFilter};
use crate::domain::catalog::full_name;
use crate::domain::id::PeriodId;
use crate::domain::money::Rupiah;
use crate::domain::order::{Order, OrderStatus};
use crate::domain::when::Moment;
use crate::intake::assortment::GoodsLookup;
use crate::output::chat::recap_line;

/// Returns one line for each order, oldest first, with a tick after those that are settled.
/// Cancelled and waiting orders are left out.
pub fn lines(period: PeriodId, book: &Book, now: Moment) -> Result<Vec<String>, BookError> {
    let filter = OrderFilter {
        period: Some(period),
        ..OrderFilter::default()
    };
    let _snapshot = book.snapshot()?;
    let apart = book.apart_for(&filter)?;
    let book = apart.as_ref().unwrap_or(book);
    let goods = GoodsLookup::from(book.offered(period)?);
    let mut list = Vec::new();
    book.each_order_in_full(&filter, now, |order| {
        if matches!(
            order.row.status,
            OrderStatus::Active | OrderStatus::Unconfirmed
        ) {
            list.push(line(list.len() + 1, &order, &goods));
        }
        true
    })?;
    Ok(list)
}

fn line(nth: usize, order: &Order, goods: &GoodsLookup) -> String {
    let mut items: Vec<(i64, String, String)> = Vec::new();
    for line in &order.lines {
        // The name, if it can only mean this variant; else the code, which always does.
        let name = full_name(&line.product, &line.variant);
        let name = if goods.is_plain(&name, &line.code) {
            name
        } else {
            line.code.clone()
        };
        // A package's chosen parts come first in the customization (rule 65).
        let asked = [line.chosen.as_str(), line.customization.as_str()];
        let asked: Vec<_> = asked.into_iter().filter(|text| !text.is_empty()).collect();
        let asked = asked.join(", ");
        // Price slices of one item are merged into one item.
        match items
            .iter_mut()
            .find(|(_, known, wanted)| *known == name && *wanted == asked)
        {
            Some((qty, _, _)) => *qty += line.qty,
            None => items.push((line.qty, name, asked)),
        }
    }
    let bill = &order.row.bill;
    let paid = bill.balance().is_ok_and(|balance| balance <= Rupiah::ZERO);
    let settled = bill.total > Rupiah::ZERO && paid;
    recap_line(nth, &order.row.customer_name, &items, settled)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::assortment::Good;
    use crate::intake::chat::read;

    fn goods() -> GoodsLookup {
        let names = [
            ("NAS-KEJU", "Nastar Keju"),
            ("NAS-COK", "Nastar Coklat"),
            ("LK", "Lidah Kucing"),
            ("BRO20", "Brownies 20"),
            ("K-XL", "Kaos XL / Hitam"),
        ];
        GoodsLookup::new(
            names.map(|(code, name)| Good {
                code: code.into(),
                product: code.into(),
                name: name.into(),
                // No count of the lists below, read in thousands: that would be a price list.
                price: Rupiah::new(250_000),
            }),
            [],
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        /// Reading the list back gives the same orders.
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
