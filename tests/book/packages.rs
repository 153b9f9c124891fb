//! Packages (rules 15, 21, 65): after any orders, edits, cancellations and undos, running sums and
//! tally equal a recount of the orders.

use std::collections::BTreeMap;

use proptest::prelude::*;
use rekap::book::{OfferChange, OrderChange, OrderFilter};
use rekap::domain::id::ActionId;
use rekap::domain::order::OrderStatus;
use rekap::domain::package::PackageDraft;
use rekap::domain::tally::TallyBy;

use crate::support::{NOW, Shop, code, edit_typed, shop, typed};

/// Contents that HAMP and KADO get one after another.
const CONTENTS: [(&str, &str, &str); 4] = [
    ("HAMP", "3 NAS-KEJU, 1 LK", ""),
    ("KADO", "1 NAS-COK", "2: NAS-KEJU, 2 LK, NAS-COK"),
    ("HAMP", "2 LK", "1: NAS-COK, NAS-KEJU"),
    ("KADO", "", "2: NAS-KEJU, LK"),
];

/// Items of the orders.
const ITEMS: [&str; 8] = [
    "HAMP",
    "KADO[NAS-KEJU, LK]",
    "KADO[2 LK]",
    "HAMP[NAS-COK]",
    "NAS-KEJU",
    "LK: tanpa gula",
    "KADO[2 NAS-COK]: pita",
    "HAMP: kartu",
];

fn set(shop: &mut Shop, number: u8) {
    let (package, parts, choices) = CONTENTS[usize::from(number) % CONTENTS.len()];
    let draft = PackageDraft::parse(parts, choices).unwrap();
    shop.book.set_package(&code(package), &draft, NOW).unwrap();
}

fn newest(shop: &Shop) -> ActionId {
    shop.book.last_action().unwrap().unwrap().id
}

/// A shop with both packages on sale, and so little Nastar Keju that some orders are refused.
fn hampers() -> Shop {
    let mut shop = shop();
    for package in ["HAMP", "KADO"] {
        shop.product(package, package, 150_000, &[]);
        shop.offer("NAS3", package, OfferChange::default());
    }
    set(&mut shop, 0);
    set(&mut shop, 1);
    let quota = OfferChange {
        quota: Some(Some(40)),
        ..OfferChange::default()
    };
    shop.offer("NAS3", "NAS-KEJU", quota);
    shop
}

/// Does one deed. Undo stops at `first`.
fn step(shop: &mut Shop, first: ActionId, (deed, order, item, qty): (u8, u8, u8, u8)) {
    let item = ITEMS[usize::from(item) % ITEMS.len()];
    let qty = i64::from(qty % 5 + 1);
    let id = |shop: &Shop| {
        let code = format!("NAS3-{:03}", order % 6 + 1);
        shop.book.order_id(&code).ok()
    };
    // A refusal is fine too, as long as it changes nothing.
    match deed {
        0..4 => {
            let _ = shop.try_order("NAS3", "Bu Sari", &[(qty, item), (1, "LK")], NOW);
        }
        4..9 => {
            let sign = ["", "+", "-"][usize::from(order) % 3];
            let items = [typed(&format!("{sign}{qty} {item}"))];
            if let Some(id) = id(shop) {
                let _ = edit_typed(&mut shop.book, id, &items, OrderChange::default(), NOW);
            }
        }
        9 => {
            if let Some(id) = id(shop) {
                let _ = shop.book.cancel_order(id, "batal", false, NOW);
            }
        }
        10 => set(shop, order),
        11 if newest(shop) == first => {}
        11 => {
            shop.book.undo(None, NOW).unwrap();
        }
        _ => {
            let _ = shop.book.redo(NOW);
        }
    }
}

/// Units of each code in all confirmed orders, from their lines and contents of packages.
fn recount(shop: &Shop) -> BTreeMap<String, i64> {
    let mut units = BTreeMap::new();
    let rows = shop
        .book
        .order_rows(&OrderFilter::default(), None, 1_000, NOW);
    for row in rows.unwrap().rows {
        if row.status == OrderStatus::Cancelled {
            continue;
        }
        for line in shop.book.order(row.id, NOW).unwrap().lines {
            *units.entry(line.code).or_default() += line.qty;
            for part in line.parts {
                *units.entry(part.code).or_default() += part.qty;
            }
        }
    }
    units
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 6,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_tally_is_what_a_recount_gives(
        steps in prop::collection::vec((0_u8..13, any::<u8>(), any::<u8>(), any::<u8>()), 30)
    ) {
        let mut shop = hampers();
        let (period, first) = (shop.id("NAS3"), newest(&shop));
        for one in steps {
            step(&mut shop, first, one);
            let units = recount(&shop);
            let tally = shop.book.tally(period, TallyBy::Variant, None, NOW).unwrap();
            let counted: BTreeMap<String, i64> =
                tally.rows.into_iter().map(|row| (row.code, row.qty)).collect();
            prop_assert_eq!(&counted, &units, "after {:?}", one);
            for offer in shop.book.offers(period).unwrap() {
                let has = units.get(&offer.code).copied().unwrap_or_default();
                prop_assert_eq!(offer.sold, has, "{} after {:?}", offer.code, one);
                prop_assert!(offer.quota.is_none_or(|quota| offer.sold <= quota));
            }
        }
        prop_assert_eq!(shop.book.check().unwrap(), []);
    }
}
