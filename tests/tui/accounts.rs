//! Tab Rekening of `4` Bayar: what accounts have, a courier's hand-in, counts, expenses (rules 90–93).

use rekap::book::{Cod, Movement, NewParcel, NewPayment};
use rekap::domain::payment::Method;

use super::setup::movement;
use super::{NOW, Shop};

/// A shop with a cash box, whose courier collected Rp120.000.
fn shop() -> Shop {
    let mut shop = Shop::open();
    shop.book
        .save_account(None, Some("Kas"), Some(Method::Cash), NOW)
        .unwrap();
    shop.order("NAS3", "Bu Sari", &[(2, "NAS-KEJU")]);
    let order = shop.book.order_id("NAS3-001").unwrap();
    let parcel = NewParcel {
        courier: "Mas Joko".to_owned(),
        cod: Some(Cod::Rest),
        ..NewParcel::default()
    };
    let parcel = shop.book.ship(&[order], &parcel, NOW).unwrap().made;
    shop.book.receive_parcels(&[parcel.id], None, NOW).unwrap();
    shop
}

#[test]
fn a_courier_hands_in_what_he_holds() {
    shop()
        .screens()
        .sees("Rp120.000 masih dipegang kurir")
        .keys("4<Shift-Tab>")
        .sees("dipegang kurir")
        .sees("Mas Joko")
        .keys("<Down>m")
        .sees("Setoran Mas Joko")
        // All of it, into the cash box.
        .sees("Kas")
        .keys("<Enter>")
        .sees_not("dipegang kurir")
        .sees("pindah dari Mas Joko ke Kas")
        .keys("u")
        .sees("dipegang kurir");
}

#[test]
fn cash_is_counted_and_an_expense_is_recorded_anywhere() {
    let shop = shop();
    shop.screens()
        .keys("4<Shift-Tab>e100rb<Enter>")
        .sees("Rp100.000 di semua rekening")
        .keys("=95rb<Enter>")
        .sees("Tulis alasannya")
        .keys("<Tab>parkir<Enter>")
        .sees("Rp95.000 di semua rekening")
        .keys("3-20rb<Enter>")
        .sees("Pengeluaran bahan Rp20.000 dari Kas untuk NAS3");
    let kas = shop.book.balances(NOW).unwrap();
    assert_eq!(kas[0].1.balance.raw(), 75_000);
}

#[test]
fn what_is_held_is_found_by_what_owners_call_it() {
    shop()
        .screens()
        .keys("<Ctrl-P>setoran<Enter>")
        .sees("dipegang kurir");
}

/// One payment at the counter doesn't change where transfers go by default.
#[test]
fn the_usual_way_of_paying_stays_the_default() {
    let mut shop = Shop::open();
    for (name, method) in [("BCA", Method::Transfer), ("Kas", Method::Cash)] {
        let account = shop.book.save_account(None, Some(name), Some(method), NOW);
        account.unwrap();
    }
    for customer in ["Bu Sari", "Budi", "Ani", "Tuti"] {
        shop.order("NAS3", customer, &[(2, "NAS-KEJU")]);
    }
    let bca = shop.book.account("BCA").unwrap().id;
    let kas = shop.book.account("Kas").unwrap().id;
    for (order, method, account) in [
        ("NAS3-001", Method::Transfer, bca),
        ("NAS3-002", Method::Transfer, bca),
        ("NAS3-003", Method::Cash, kas),
    ] {
        let movement = Movement {
            method,
            account: Some(account),
            ..movement(60_000)
        };
        let payment = NewPayment::ForOrder(shop.book.order_id(order).unwrap(), movement);
        shop.book.record_payment(&payment, NOW).unwrap();
    }
    // What is no option changes none, not even with a space in it.
    shop.screens()
        .keys("3<Home>b60rb")
        .sees("BCA")
        .keys("<Tab>Bu Sri")
        .sees("Tidak ada pilihan “Bu Sri”")
        .keys("<Enter>")
        .sees("Tidak ada pilihan “Bu Sri”")
        .keys("<Ctrl-U>")
        .sees("BCA")
        .keys("<Enter>")
        .sees("sudah DP");
    let paid = shop.book.payments(None, 1).unwrap().remove(0);
    assert_eq!((paid.amount.raw(), paid.account), (60_000, Some(bca)));
}
