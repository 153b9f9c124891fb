//! Bills on the screens: named charges, goods that leave an order after the close, a variant that is
//! dropped, goods by weight (rules 23, 33, 66, 68, 94).

use super::*;
use rekap::book::{PeriodChange, VariantChange};
use rekap::domain::weight::Grams;

/// A closed PO with two orders, of Bu Sari (4 Nastar Keju, half paid) and Budi (1 Lidah Kucing).
fn closed() -> Shop {
    let mut shop = Shop::open();
    let terms = PeriodChange {
        cancellation: Some("100/50/0".parse().unwrap()),
        ..PeriodChange::default()
    };
    let period = shop.id("NAS3");
    shop.book.edit_period(period, &terms, NOW).unwrap();
    shop.order("NAS3", "Bu Sari", &[(4, "NAS-KEJU"), (1, "LK")]);
    shop.order("NAS3", "Budi Soekardjo", &[(1, "LK")]);
    let sari = shop.stored("NAS3-001").row.id;
    shop.pay(sari, 142_500);
    shop.book.close_period(period, NOW).unwrap();
    shop
}

#[test]
fn a_charge_has_a_name() {
    let shop = closed();
    shop.screens()
        .keys("3<Down>g<Right><Right><Right>")
        .keys("<Tab>10rb<Ctrl-O><Tab>packing kayu<Enter>")
        .sees("packing kayu");
    let order = shop.stored("NAS3-001");
    let charges = order.charges.iter();
    let charges = charges.map(|charge| (charge.kind.code(), &*charge.label, charge.amount.raw()));
    let charges: Vec<(&str, &str, i64)> = charges.collect();
    assert_eq!(charges, [("surcharge", "packing kayu", 10_000)]);
}

/// What leaves after the close asks why and by whom, and says before what is kept.
#[test]
fn a_part_that_leaves_after_the_close_asks_why() {
    let shop = closed();
    shop.screens()
        .keys("3<Down>e<Ctrl-U>2 nas-keju, 1 lk")
        .sees("DP hangus 50% karena PO sudah tutup:")
        .sees("Rp30.000.")
        .keys("<Enter>")
        .sees("Batal sebagian NAS3-001")
        .keys("<Enter>")
        .sees("✗ Wajib diisi")
        // What can't be kept is said where it is typed.
        .keys("tamu batal<Tab><Tab>900rb")
        .sees("DP hangus bisa Rp0 sampai")
        .keys("<Ctrl-U><Enter><Enter>")
        .sees("DP hangus: tamu");
    let bill = shop.stored("NAS3-001").row.bill;
    // 2 × 60.000 + 45.000, and half of what they were up front for.
    assert_eq!((bill.total.raw(), bill.fee.raw()), (195_000, 30_000));
}

/// Esc on the question goes back to the form; what was typed is there.
#[test]
fn esc_on_the_reason_loses_nothing() {
    let shop = closed();
    shop.screens()
        .keys("3<Down>e<Ctrl-U>2 nas-keju, 1 lk<Enter>")
        .sees("Batal sebagian")
        .keys("<Esc>")
        .sees("2 nas-keju, 1 lk");
    assert_eq!(shop.stored("NAS3-001").row.bill.total.raw(), 285_000);
}

#[test]
fn a_variant_is_dropped_from_its_po() {
    let shop = closed();
    shop.screens()
        .keys("2<Enter><Down><Down>D")
        .sees("Buang Lidah Kucing dari PO")
        .keys("kurang dari 12<Enter>")
        .sees("Lidah Kucing");
    assert_eq!(shop.stored("NAS3-001").row.bill.total.raw(), 240_000);
    assert!(shop.stored("NAS3-002").cancelled.is_some());
}

/// One column of weights for all orders; small differences are rounded in the same deed.
#[test]
fn goods_are_weighed_in_one_column() {
    let mut shop = Shop::open();
    let chicken = plain_product("AYM", "Ayam", 80_000);
    shop.add_product(&chicken);
    let by_weight = VariantChange {
        weight: Some(Grams::new(1_000)),
        by_weight: Some(true),
        ..VariantChange::default()
    };
    let variant = shop.book.variant(&code("AYM")).unwrap().id;
    shop.book.edit_variant(variant, &by_weight, NOW).unwrap();
    shop.sells("NAS3", &["AYM"]);
    shop.order("NAS3", "Bu Sari", &[(2, "AYM")]);
    shop.order("NAS3", "Budi Soekardjo", &[(1, "AYM")]);
    let sari = shop.stored("NAS3-001").row.id;
    shop.pay(sari, 160_000);
    let screen = shop
        .screens()
        .keys("2<Enter><End>W")
        .sees("Timbang Ayam")
        .sees("± 2 kg")
        .paste("1,995\nkilo");
    let screen = screen.keys("<Tab><Enter>").sees("“kilo” bukan");
    screen
        .keys("<Backspace><Backspace><Backspace><Backspace>870gr")
        .sees("870 g · Rp69.600")
        .keys("<Tab><Right><Enter>");
    assert_eq!(shop.stored("NAS3-001").row.bill.total.raw(), 160_000);
    assert_eq!(shop.stored("NAS3-002").row.bill.total.raw(), 69_600);
}
