//! Beranda: each line opens exactly what it counts, of all POs, and the PO that is worked on stays.

use rekap::book::{CustomerRef, Milestone, NewPayment};
use rekap::domain::money::Rupiah;

use super::setup::movement;
use super::{NOW, Shop};

/// A shop that sells in NAS3 and in KUE1, which opened later and is worked on.
fn with_two_pos() -> Shop {
    let mut shop = Shop::open();
    shop.period("KUE1", super::closing_in(3, "Kue Kering"))
        .sells("KUE1", &["LK"]);
    shop
}

/// Three bills of two POs are unpaid; a fourth order was overpaid.
#[test]
fn the_line_of_unpaid_bills_opens_those_bills_of_all_pos() {
    let mut shop = with_two_pos();
    shop.order("NAS3", "Bu Sari", &[(2, "NAS-KEJU")]);
    shop.order("NAS3", "Budi Soekardjo", &[(1, "NAS-COK")]);
    shop.order("KUE1", "Bu Sari", &[(1, "LK")]);
    let over = shop.order("NAS3", "Mbak Dewi", &[(1, "NAS-KEJU")]).row.id;
    shop.pay(over, 100_000);
    shop.screens()
        .sized(80, 24)
        .sees("KUE1 Kue Kering")
        .sees("3 pesanan belum lunas, Rp225.000")
        .keys("<Down><Enter>")
        .sees("Bayar · semua PO")
        .sees("Belum masuk Rp225.000 (3 pesanan)")
        .sees("NAS3-001")
        .sees("NAS3-002")
        .sees("KUE1-001")
        .sees_not("NAS3-003")
        // The top bar names the PO of the order that is shown.
        .keys("<Down><Enter>")
        .sees("NAS3 Nastar Lebaran · buka")
        .keys("<Esc><Esc>")
        .sees("KUE1 Kue Kering")
        .sees_not("PO aktif");
}

/// A customer's credit is no order to refund, so it is not in the list the line opens.
#[test]
fn the_line_of_refunds_opens_those_orders() {
    let mut shop = with_two_pos();
    let over = shop.order("NAS3", "Mbak Dewi", &[(1, "NAS-KEJU")]).row.id;
    shop.pay(over, 100_000);
    let sari = shop.order("KUE1", "Bu Sari", &[(1, "LK")]).row.customer;
    let credit = NewPayment::FromCustomer {
        customer: CustomerRef::Known(sari),
        movement: movement(77_000),
        parts: Vec::new(),
    };
    shop.book.record_payment(&credit, NOW).unwrap();
    shop.screens()
        .sees("1 pesanan perlu direfund, Rp40.000")
        .keys("<Enter>")
        .sees("Perlu direfund Rp40.000 (1 pesanan)")
        .sees("Mbak Dewi")
        .sees_not("Rp77.000");
    assert_eq!(shop.stored("NAS3-001").row.bill.total, Rupiah::new(60_000));
}

/// Two of three waiting orders fit by now; the line counts and opens these two.
#[test]
fn the_line_of_the_waiting_list_opens_the_orders_that_fit() {
    let shop = Shop::open();
    shop.screens()
        .keys("nsar<Tab>20 kej<Enter>")
        .keys("nAni<Tab>2 kej<Enter><Enter>")
        .keys("nBeni<Tab>15 kej<Enter><Enter>")
        .keys("nCici<Tab>3 kej<Enter><Enter>");
    let mut shop = shop;
    let period = shop.id("NAS3");
    shop.book.close_period(period, NOW).unwrap();
    let production = Milestone::Production;
    shop.book.mark_period(period, production, NOW).unwrap();
    let first = shop.book.order_id("NAS3-001").unwrap();
    let fewer = super::setup::typed("10 NAS-KEJU");
    super::setup::edit_typed(
        &mut shop.0.book,
        first,
        &[fewer],
        rekap::book::OrderChange {
            part: rekap::book::PartCancel {
                why: Some("tamu berkurang".to_owned()),
                ..rekap::book::PartCancel::default()
            },
            ..rekap::book::OrderChange::default()
        },
        NOW,
    )
    .unwrap();
    shop.screens()
        .sees("2 pesanan di waiting list sekarang muat")
        .keys("<Enter>")
        .sees("Waiting list yang sekarang kebagian")
        .sees("Ani")
        .sees("Cici")
        .sees_not("Beni");
}

/// Looking into a PO from Beranda leaves the PO that is worked on.
#[test]
fn looking_into_a_po_leaves_the_one_that_is_worked_on() {
    with_two_pos()
        .screens()
        .sees("KUE1 Kue Kering")
        .keys("<End><Enter>")
        .sees("NAS3 Nastar Lebaran")
        .sees("PO aktif: KUE1")
        .keys("<Esc>")
        .sees("KUE1 Kue Kering")
        .sees_not("PO aktif");
}

#[test]
fn b_opens_money_in() {
    let mut shop = Shop::open();
    shop.order("NAS3", "Bu Sari", &[(1, "NAS-KEJU")]);
    shop.screens()
        .keys("b")
        .sees("Uang masuk: nominal atau nama")
        .sees("NAS3-001")
        .keys("<Esc>")
        .sees("Beranda");
}

/// Enter on the step that is next begins it: the form is open.
#[test]
fn the_first_steps_open_their_forms() {
    let shop = Shop::empty();
    shop.screens()
        .keys("<Esc><Down><Enter>")
        .sees("Produk baru")
        .keys("Nastar<Tab>65rb<Enter>")
        .sees("Katalog")
        .keys("1<Down><Down><Enter>")
        .sees("PO baru");
}
