//! Money on the screens: the refund queue, rounding, moved money, unique codes.

use rekap::domain::money::Rupiah;

use super::{NOW, Shop, setup};

/// Bu Sari has an order of Rp120.000, Budi two of Rp60.000.
fn with_orders() -> Shop {
    let shop = Shop::open();
    shop.screens()
        .keys("nsar<Tab>2 kej<Enter>")
        .keys("budi<Tab>1 cok<Enter>")
        .keys("budi<Tab>1 kej<Enter>");
    shop
}

fn paid(shop: &Shop, order: &str) -> i64 {
    shop.stored(order).row.bill.paid.raw()
}

/// Rule 32: the refund queue is one Enter from Beranda, and a refund is two keys.
#[test]
fn the_refund_queue_leads_from_beranda_to_the_last_rupiah() {
    let shop = with_orders();
    shop.screens()
        .keys("3<End>b150rb<Enter>")
        .keys("<Enter>kternyata batal<Tab><Right><Enter>")
        .keys("1")
        .sees("perlu direfund")
        .keys("<Enter>")
        .sees("Refund")
        .sees("NAS3-001")
        .sees("dibatalkan toko: ternyata batal")
        .sees("Rp150.000")
        .keys("r")
        .sees("150.000")
        .keys("<Enter>")
        .sees("Tidak ada uang yang perlu dikembalikan");
    assert_eq!(paid(&shop, "NAS3-001"), 0);
}

/// Credit is in the queue as well, without an order; Tab goes on to the bills.
#[test]
fn credit_is_in_the_queue_of_all_pos() {
    let shop = with_orders();
    shop.screens()
        .keys("3<End>b150rb<Enter>")
        .keys("d")
        .sees("Uangnya pindah ke mana?")
        .keys("<End><Enter>")
        .sees("Jadi titipan")
        .keys("<Enter>")
        .sees("jadi titipan")
        .keys("4<Shift-Tab>")
        .sees("Di PO ini tidak ada uang")
        .keys("a")
        .sees("titipan")
        .sees("Rp30.000")
        .keys("r<Enter>")
        .sees("Tidak ada uang yang perlu dikembalikan")
        .keys("<Tab>")
        .sees("NAS3-002");
}

/// Rule 28: an overpayment can go to another order of the customer.
#[test]
fn a_surplus_goes_to_the_customers_other_order() {
    let shop = with_orders();
    shop.screens()
        .keys("3<Down>b100rb<Enter>")
        .sees("Bagi ke tagihan lain")
        .keys("<Down><Enter>d")
        .sees("NAS3-003")
        .keys("<Enter>")
        .sees("Pindahkan uang NAS3-002")
        .keys("<Enter>")
        .sees("dipindah dari NAS3-002 ke NAS3-003");
    assert_eq!(
        (paid(&shop, "NAS3-002"), paid(&shop, "NAS3-003")),
        (60_000, 40_000)
    );
}

/// Rule 71: a small difference is shown with the payment, and one key rounds it away.
#[test]
fn a_small_difference_is_told_and_rounded_with_one_key() {
    let shop = with_orders();
    shop.screens()
        .keys("3<End>b119.700<Enter>")
        .sees("NAS3-001 cuma kurang Rp300: t membulatkan")
        .keys("<Enter>")
        .sees("kurang Rp300")
        .keys("t")
        .sees("Selisih NAS3-001 dibulatkan")
        .sees("● lunas")
        .keys("u")
        .sees("kurang Rp300");
    shop.screens().keys("4b60rb<Enter>").sees_not("membulatkan");
}

/// Rule 31: a key draws a free unique code.
#[test]
fn a_unique_code_is_drawn_in_the_form() {
    let shop = with_orders();
    shop.screens()
        .keys("3<End>g<Right><Right><Tab>auto<Enter>")
        .sees("NAS3-001");
    let order = shop.stored("NAS3-001");
    assert_eq!(order.row.bill.unique_code, Rupiah::new(1));
}

/// Rule 74: one transfer pays several orders, oldest first, with a preview.
#[test]
fn one_payment_settles_several_orders_of_a_customer() {
    let shop = with_orders();
    shop.screens()
        .keys("fbudi<Enter>")
        .sees("Rp120.000")
        .keys("b")
        .sees("Semua tagihan")
        .keys("100rb")
        .sees("← Rp40.000")
        .keys("<Enter>");
    assert_eq!(
        (paid(&shop, "NAS3-002"), paid(&shop, "NAS3-003")),
        (60_000, 40_000)
    );
}

/// Before anything is typed, the form lists the open bills.
#[test]
fn the_payment_form_lists_open_bills() {
    let shop = with_orders();
    shop.screens()
        .keys("4n")
        .sees("Uang masuk")
        .sees("NAS3-003  Budi")
        .sees("sisa Rp60.000")
        .sees_not("Tidak ada yang cocok")
        .keys("<Down><Enter>60rb<Enter>")
        .keys("n")
        .sees_not("NAS3-002  Budi")
        .keys("zzz")
        .sees("Tidak ada yang cocok");
    assert_eq!(paid(&shop, "NAS3-002"), 60_000);
    Shop::open()
        .screens()
        .keys("4n")
        .sees("Belum ada yang bisa dipilih");
}

/// An overpayment goes to an order that needs less of it: only that is proposed.
#[test]
fn no_more_is_moved_than_the_target_needs() {
    let mut shop = with_orders();
    let needy = shop.book.order_id("NAS3-003").unwrap();
    let rest = shop.stored("NAS3-003").row.bill.balance().unwrap();
    shop.pay(needy, rest.raw() - 10_000);
    shop.screens()
        .keys("3<Down>b100rb<Enter>")
        .keys("<Down><Enter>d")
        .keys("<Enter>")
        .sees("Pindahkan uang NAS3-002")
        .keys("<Enter>")
        .sees("dipindah dari NAS3-002 ke NAS3-003");
    assert_eq!(paid(&shop, "NAS3-003"), rest.raw());
}

/// A customer without a name is called by the phone wherever money is concerned.
#[test]
fn a_customer_known_by_phone_is_shown_by_it() {
    let mut shop = Shop::open();
    let customer = setup::described("", "081299990000");
    let new = setup::order_of(shop.id("NAS3"), customer, vec![setup::item(2, "NAS-KEJU")]);
    let order = shop.book.place_order(&new, NOW).unwrap().made.row.id;
    let screen = shop.screens().keys("4n").sees("NAS3-001  0812-9999-0000");
    shop.pay(order, 60_000);
    screen
        .keys("<Esc><Tab>")
        .sees("0812-9999-0000")
        .keys("5<Tab><Tab><Tab><Tab>")
        .sees("NAS3-001 0812-9999-0000");
}
