//! Changed plans on the screens: a PO is postponed and its customers told, a minimum decided, an
//! order moved, passed on, substituted.

use rekap::book::PeriodChange;

use super::{NOW, Shop, code};

/// Bu Sari has ordered two jars of Nastar Keju in NAS3.
fn ordered() -> Shop {
    let mut shop = Shop::open();
    let id = shop.book.period(&code("NAS3")).unwrap().id;
    let ready = |day: &str| PeriodChange {
        ready: Some((day.parse().unwrap(), day.parse().unwrap(), String::new())),
        ..PeriodChange::default()
    };
    shop.book
        .edit_period(id, &ready("2026-02-25"), NOW)
        .unwrap();
    shop.screens().keys("nsar<Tab>2 kej<Enter>");
    shop
}

#[test]
fn a_po_is_postponed_and_its_customers_are_told() {
    let shop = ordered();
    shop.screens()
        .keys("2w")
        .sees("Estimasi baru PO NAS3")
        .keys("4/3..6/3<Tab>oven rusak<Enter>")
        .sees("Rab 4 Mar 2026")
        .keys("1")
        .sees("1 pesanan belum dikabari")
        .keys("2<Enter>i")
        .sees("Bu Sari")
        .keys("<Enter>")
        .sees_not("belum dikabari");
    let id = shop.book.period(&code("NAS3")).unwrap().id;
    assert_eq!(shop.book.told(id, NOW).unwrap().told.len(), 1);
}

#[test]
fn a_minimum_not_reached_is_decided_with_one_key() {
    let mut shop = ordered();
    let id = shop.book.period(&code("NAS3")).unwrap().id;
    let change = PeriodChange {
        minimum: Some(Some(50)),
        ..PeriodChange::default()
    };
    shop.book.edit_period(id, &change, NOW).unwrap();
    shop.book.close_period(id, NOW).unwrap();
    shop.screens()
        .sees("2 dari 50")
        .keys("2<Enter>g")
        .sees("Perpanjang")
        .sees("Batalkan semua")
        .keys("<Down><Enter>")
        .sees("tetap diproduksi");
    assert!(
        shop.book
            .period_by_id(id)
            .unwrap()
            .minimum_waived_at
            .is_some()
    );
}

#[test]
fn an_order_is_moved_passed_on_and_substituted() {
    let mut shop = ordered();
    shop.period("NAS4", super::closing_in(20, "Nastar batch 4"))
        .sells("NAS4", &["NAS"]);
    let active = "[3";
    shop.screens()
        .keys(active)
        .keys("i")
        .sees("Ganti barang di NAS3-001")
        .keys("1 NAS-KEJU<Tab>LK<Tab>Bu Sari<Enter>")
        .sees("diganti LK")
        .keys("o")
        .sees("Oper NAS3-001")
        .keys("Dewi<Enter><Enter>")
        .sees("dioper dari Bu Sari ke Dewi")
        .keys("m")
        .sees("Pindahkan NAS3-001")
        .keys("<Tab>1 NAS-KEJU<Enter>")
        .sees("NAS4-001")
        .keys("<Enter>")
        .sees("Dipindah ke NAS4-001");
    assert_eq!(shop.stored("NAS4-001").lines.len(), 1);
    assert_eq!(shop.stored("NAS3-001").lines[0].code, "LK");
}
