//! Payments on the screens: paid, claimed, refunded, split over bills, kept as credit.

use rekap::book::{CustomerRef, NewPayment};
use rekap::domain::payment::PaymentStatus;

use super::sample_shop::{shop, shop_with};
use super::setup::{NOON, movement};

#[test]
fn a_payment_is_three_keys_and_the_amount() {
    let shop = shop()
        .keys("4b75rb<Enter>")
        .sees("Rp75.000 diterima dari Siti Aminah");
    assert_eq!(shop.paid("NAS3-004"), 75_000);
    assert_eq!(shop.status("NAS3-004"), PaymentStatus::DownPayment);
    // The same amount on the same day: the program asks (rule 30).
    let shop = shop.keys("blunas<Enter>").sees("Sudah dicatat?").keys("y");
    assert_eq!(shop.status("NAS3-004"), PaymentStatus::Settled);
    // The settled bill left the list; one key shows it again.
    let shop = shop.sees_not("▸ NAS3-004").keys("u");
    assert_eq!(shop.paid("NAS3-004"), 75_000);
}

#[test]
fn a_wrong_amount_is_told_beside_it_and_kept() {
    let shop = shop()
        .keys("4bseratus<Enter>")
        .sees("✗ “seratus” bukan jumlah")
        .sees("seratus")
        .keys("<Ctrl-U>0<Enter>")
        .sees("harus lebih dari Rp0")
        .keys("<Ctrl-U>1.500,5<Enter>")
        .sees("bisa dibaca dua cara")
        .keys("<Ctrl-U>dp<Enter>");
    assert_eq!(shop.paid("NAS3-004"), 75_000);
}

#[test]
fn an_amount_finds_its_order_by_filter_and_by_n() {
    let shop = shop()
        .keys("4/60rb<Enter>")
        .sees("NAS3-003")
        .sees("NAS3-001")
        .sees_not("NAS3-002")
        .keys("b<Enter>");
    assert_eq!(shop.paid("NAS3-003"), 60_000);
    let shop = shop
        .keys("<Esc>n330000")
        .sees("sisa tagihan Rp330.000")
        .keys("<Enter><Enter>");
    assert_eq!(shop.paid("NAS3-002"), 330_000);
    shop.keys("nxyz")
        .sees("Tidak ada yang cocok")
        .keys("<Esc>/dewi")
        .sees("Tidak ada yang cocok")
        .keys("<Esc>/001")
        .sees("NAS3-001");
}

#[test]
fn the_same_payment_twice_is_asked_about_and_nothing_typed_is_lost() {
    let shop = shop()
        .keys("4b10rb<Enter>b10rb<Enter>")
        .sees("Sudah dicatat?")
        .keys("n")
        .sees("10rb");
    assert_eq!(shop.paid("NAS3-004"), 10_000);
    let shop = shop.keys("<Enter>y").sees("u urungkan");
    assert_eq!(shop.paid("NAS3-004"), 20_000);
}

#[test]
fn a_claim_counts_only_once_it_arrives() {
    let shop = shop()
        .keys("4b<Ctrl-O>75rb<Tab><Tab><Right><Enter>")
        .sees("? katanya sudah transfer");
    assert_eq!(shop.paid("NAS3-004"), 0);
    // The amount is already in the form.
    let shop = shop
        .keys("<Tab>")
        .sees("? katanya sudah transfer")
        .keys("b<Enter>");
    assert_eq!(shop.paid("NAS3-004"), 75_000);
    shop.sees("sudah diurus").sees_not("? katanya");
}

#[test]
fn an_overpayment_is_refunded_and_a_mistake_voided() {
    let shop = shop()
        .keys("4b200rb<Enter>")
        .sees("lebih Rp50.000")
        .sees("Perlu direfund Rp50.000")
        .keys("r<Enter>");
    assert_eq!(shop.status("NAS3-004"), PaymentStatus::Settled);
    let shop = shop
        .keys("<Tab>")
        .sees("refund ke pelanggan")
        .keys("v")
        .sees("Salah catat?")
        .keys("y");
    assert_eq!(shop.paid("NAS3-004"), 200_000);
    let shop = shop
        .sees("dihapus")
        .keys("<Down><Down>v")
        .sees("Salah catat?")
        .keys("y");
    assert_eq!(shop.paid("NAS3-004"), 0);
    shop.keys("v")
        .sees("sudah dihapus")
        .keys("<Shift-Tab>r")
        .sees("tidak ada yang dikembalikan")
        .keys("v")
        .sees("Tidak ada pembayaran yang bisa dihapus");
}

#[test]
fn money_of_one_customer_is_spread_the_oldest_first_and_the_rest_is_credit() {
    let shop = shop()
        .keys("7/siti<Enter>b300rb")
        .sees("Jadi titipan")
        .keys("<Enter>");
    assert_eq!(shop.paid("NAS3-001"), 120_000);
    assert_eq!(shop.paid("NAS3-004"), 150_000);
    let shop = shop
        .keys("<Enter>")
        .sees("Titipan")
        .sees("Rp30.000")
        .keys("<Esc>u");
    assert_eq!(shop.paid("NAS3-004"), 0);
    // A part typed by hand goes to its order.
    let shop = shop.keys("b100rb<Ctrl-O><Tab><Tab>NAS3-004 60rb; nas3-001 40rb<Enter>");
    assert_eq!(
        (shop.paid("NAS3-001"), shop.paid("NAS3-004")),
        (40_000, 60_000)
    );
    shop.keys("b1000<Ctrl-O><Tab><Tab>NAS9<Enter>")
        .sees("belum jelas")
        .keys("<Ctrl-U>NAS9 1000<Enter>")
        .sees("Tidak ada tagihan terbuka NAS9");
}

#[test]
fn credit_pays_a_bill() {
    let shop = shop_with(|shop| {
        let new = NewPayment::FromCustomer {
            customer: CustomerRef::Known(shop.book.find_customer("Dewi").unwrap().id),
            movement: movement(100_000),
            parts: Vec::new(),
        };
        shop.book.record_payment(&new, NOON).unwrap();
    });
    let shop = shop
        .keys("4<Down>b")
        .sees("Bayar NAS3-003")
        .keys("lunas<Tab><Left>")
        .sees("titipan Rp100.000")
        .keys("<Enter>");
    assert_eq!(shop.status("NAS3-003"), PaymentStatus::Settled);
    shop.keys("<Tab>").sees("belum dicocokkan Rp40.000");
}
