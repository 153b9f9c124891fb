//! Payment stages on the screens (rules 63, 75): declared and billed on a PO's page with the parts shown
//! before, on the order's page, overdue on Home.

use rekap::domain::order::OrderStatus;
use rekap::lang::Lang;
use rekap::tui::theme::Palette;

use super::{Shop, rp};

/// NAS3 with an order of Rp120.000 and one of Rp45.000.
fn shop() -> Shop {
    let mut shop = Shop::open();
    shop.order("NAS3", "Bu Sari", &[(2, "NAS-KEJU")]);
    shop.order("NAS3", "Budi", &[(1, "LK")]);
    shop
}

/// The part that an order has of its first stage.
fn part(shop: &Shop, order: &str) -> Option<i64> {
    shop.stored(order)
        .row
        .stages
        .first()?
        .amount
        .map(|part| part.raw())
}

#[test]
fn a_stage_is_declared_and_billed_on_the_page_of_its_po() {
    let shop = shop();
    shop.screens()
        .keys("2<Enter>")
        .sees_not("menunggu tagihan")
        .keys("vEMS<Enter>")
        .sees("EMS")
        .sees("menunggu tagihan");
    assert_eq!(part(&shop, "NAS3-001"), None);
    shop.screens_in(Lang::En, Palette::Dark)
        .keys("2<Enter>")
        .sees("awaiting a bill");
    // The parts are shown before they are saved.
    let screen = shop
        .screens()
        .keys("2<Enter>vEMS<Tab><Right><Right><Right><Right>")
        .sees("dibagi rata")
        .keys("<Tab>30rb<Tab>20/2")
        .sees("Bagian tiap pesanan")
        .sees("NAS3-001 Bu Sari")
        .sees("Rp15.000");
    assert_eq!(part(&shop, "NAS3-001"), None);
    screen
        .keys("<Enter>")
        .sees("Rp30.000 · masuk Rp0")
        .keys("3<Enter>")
        .sees("EMS: Rp15.000, paling lambat Jum 20");
    assert_eq!(part(&shop, "NAS3-002"), Some(15_000));
    shop.screens().keys("uy");
    assert_eq!(part(&shop, "NAS3-002"), None);
}

/// A way of sharing without an amount, and an amount without a way, are asked for, and nothing is lost.
#[test]
fn a_bill_needs_its_amount_and_its_way() {
    let shop = shop();
    shop.screens()
        .keys("2<Enter>vEMS<Tab><Tab>30rb<Enter>")
        .sees("Pilih cara membaginya")
        .sees("EMS");
    shop.screens()
        .keys("2<Enter>vEMS<Tab><Right><Enter>")
        .sees("Isi nominal tagihannya");
    // What can't be shared says so before it is saved.
    shop.screens()
        .keys("2<Enter>vEMS<Tab><Right><Right><Tab>30rb")
        .sees("belum diisi");
    assert_eq!(shop.book.stages(shop.id("NAS3")).unwrap(), []);
}

/// A stage that nobody paid is removed where it is declared.
#[test]
fn a_stage_is_removed_in_its_form() {
    let shop = shop();
    let screen = shop
        .screens()
        .keys("2<Enter>vEMS<Enter>")
        .sees("menunggu tagihan");
    assert_eq!(shop.book.stages(shop.id("NAS3")).unwrap().len(), 1);
    screen
        .keys("vEMS<Tab><Right><Right><Right><Right><Right><Right>")
        .sees("hapus tahap ini")
        .keys("<Enter>")
        .sees("dihapus");
    assert_eq!(shop.book.stages(shop.id("NAS3")).unwrap(), []);
}

/// The part of one order is set where its charges are.
#[test]
fn the_part_of_one_order_is_a_charge_of_its_bill() {
    let shop = shop();
    shop.screens()
        .keys("2<Enter>vEMS<Enter>")
        .keys("3<Enter>g<Right><Right><Right><Right><Right>")
        .sees("EMS")
        .keys("<Tab>25rb")
        .sees("Rp70.000")
        .keys("<Enter>")
        .sees("EMS: Rp25.000");
    assert_eq!(part(&shop, "NAS3-002"), Some(25_000));
    assert_eq!(part(&shop, "NAS3-001"), None);
    assert_eq!(shop.stored("NAS3-002").row.bill.total, rp(70_000));
}

/// Rule 63: late stages stand on Home, Enter opens their orders, and the owner releases them.
#[test]
fn late_stages_are_released_from_home() {
    let shop = shop();
    let screen = shop
        .screens()
        .keys("2<Enter>vEMS<Tab><Right><Right><Right><Right><Tab>30rb<Tab>14/2/2026<Enter>")
        .sees("2 pesanan dengan tahap lewat batas")
        .keys("4")
        .sees("tahap lewat batas")
        .keys("1")
        .sees("2 pesanan dengan tahap lewat batas")
        .keys("<Enter>")
        .sees("tahap lewat batas")
        .sees("NAS3-001")
        .keys("Z")
        .sees("Lepas 2 pesanan yang tahapnya lewat batas?");
    assert_eq!(shop.stored("NAS3-001").row.status, OrderStatus::Active);
    screen.keys("y");
    assert_eq!(shop.stored("NAS3-001").row.status, OrderStatus::Cancelled);
    assert!(shop.stored("NAS3-002").row.released);
}
