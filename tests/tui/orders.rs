//! The list of orders, and one order.

use super::Shop;

fn with_orders() -> Shop {
    let shop = Shop::open();
    shop.screens()
        .keys("nsar<Tab>2 kej, 1 lk: tanpa gula<Enter>")
        .keys("budi<Tab>1 cok<Tab>lunas<Enter>");
    shop
}

#[test]
fn orders_are_listed_and_found_while_typing() {
    let shop = with_orders();
    shop.screens()
        .keys("3")
        .sees("NAS3-002")
        .sees("● lunas")
        .sees("○ belum bayar")
        .keys("/sukar")
        .sees("Budi")
        .sees_not("NAS3-001")
        .keys("<Esc>/001")
        .sees("Bu Sari")
        .sees_not("Budi")
        .keys("<Esc>/nas3-2")
        .sees_not("Bu Sari")
        .keys("<Esc>/zzzz")
        .sees("Tidak ada yang cocok");
}

#[test]
fn s_filters_by_each_payment_status_in_turn() {
    with_orders()
        .screens()
        .keys("3s")
        .sees("NAS3-001")
        .sees_not("NAS3-002")
        .keys("ss")
        .sees("Lunas")
        .sees("NAS3-002")
        .sees_not("NAS3-001")
        .keys("<Esc>")
        .sees("NAS3-001");
}

#[test]
fn one_order_shows_everything_about_it() {
    with_orders()
        .screens()
        .sized(120, 40)
        .keys("3<Down><Enter>")
        .sees("2 × Nastar Keju")
        .sees("“tanpa gula”")
        .sees("0812-3456-7811")
        .sees("Pesanan NAS3-001 dari Bu Sari dicatat")
        .keys("<Esc>")
        .sees("NAS3-002");
}

#[test]
fn the_items_of_an_order_are_changed_in_one_line() {
    let shop = with_orders();
    shop.screens()
        .keys("3<Down>e")
        .sees("1 Lidah Kucing: tanpa gula, 2 Nastar Keju")
        .keys("<Ctrl-U>3 kej, 1 cok<Enter>")
        .sees("Pesanan NAS3-001 dari Bu Sari diubah");
    let order = shop.stored("NAS3-001");
    let lines: Vec<(&str, i64)> = order
        .lines
        .iter()
        .map(|line| (line.code.as_str(), line.qty))
        .collect();
    assert_eq!(lines, [("NAS-KEJU", 3), ("NAS-COK", 1)]);
    shop.screens().keys("uy");
    assert_eq!(shop.stored("NAS3-001").lines.len(), 2);
}

#[test]
fn an_unchanged_order_form_changes_nothing() {
    with_orders()
        .screens()
        .keys("3<Down>e<Enter>")
        .sees("Tidak ada yang berubah");
}

#[test]
fn a_charge_is_put_on_the_bill() {
    let shop = with_orders();
    shop.screens()
        .keys("3g<Tab>15rb")
        .sees("Rp75.000")
        .keys("<Enter>")
        .sees("ongkir Rp15.000");
    assert_eq!(shop.stored("NAS3-002").row.bill.total.raw(), 75_000);
}

#[test]
fn cancelling_needs_a_reason_and_says_what_goes_back() {
    let shop = with_orders();
    shop.screens()
        .keys("3k")
        .sees("DP tidak hangus. Kembalikan Rp60.000.")
        .keys("<Enter>")
        .sees("✗ Wajib diisi")
        .keys("batal nikah<Enter>")
        .sees("! refund Rp60.000")
        .keys("e")
        .sees("sudah batal, tidak bisa diubah lagi");
    assert_eq!(
        shop.stored("NAS3-002").cancelled.map(|how| how.reason),
        Some("batal nikah".to_owned())
    );
}

#[test]
fn the_page_of_an_undone_order_closes() {
    with_orders()
        .screens()
        .keys("3<Enter>uy")
        .sees("Pesanan ini sudah tidak ada")
        .keys("<Ctrl-R>")
        .sees("1 × Nastar Coklat");
}

#[test]
fn the_history_is_told_in_sentences() {
    with_orders()
        .screens()
        .keys("uyh")
        .sees("↶ Pesanan NAS3-002 dari Budi Soekardjo dicatat")
        .sees("Pelanggan Bu Sari ditambahkan");
}

/// Rule 50: the same name can be another person.
#[test]
fn an_order_goes_to_another_customer_of_the_same_name() {
    let mut shop = with_orders();
    let namesake = rekap::book::CustomerChange {
        name: Some("Bu Sari".to_owned()),
        phone: Some("089900001111".to_owned()),
        ..Default::default()
    };
    let namesake = shop.book.add_customer(&namesake, super::NOW).unwrap().made;
    assert_ne!(shop.stored("NAS3-001").row.customer, namesake);
    shop.screens()
        .keys("3<Down>e<Ctrl-O><Tab><Tab><Ctrl-U>0899<Tab><Ctrl-S>")
        .sees("Pesanan NAS3-001 dari Bu Sari diubah");
    assert_eq!(shop.stored("NAS3-001").row.customer, namesake);
}

#[test]
fn an_edit_shows_the_new_total_before_it_is_saved() {
    let shop = with_orders();
    shop.screens()
        .sized(120, 40)
        .keys("3<Down>e<Ctrl-U>3 kej")
        .sees("Total baru")
        .sees("Rp180.000")
        .keys("<Enter>")
        .sees("diubah");
    let order = shop.stored("NAS3-001");
    assert_eq!(
        order.row.bill.total,
        rekap::domain::money::Rupiah::new(180_000)
    );
}

/// Rules 17 and 20.
#[test]
fn when_the_slot_is_full_the_owner_chooses() {
    let shop = Shop::open();
    let screen = shop
        .screens()
        .keys("nsar<Tab>18 kej<Enter>")
        .keys("budi<Tab>5 kej<Enter>")
        .sees("Slot penuh")
        // Nothing typed is lost when the owner goes back.
        .keys("<Esc>")
        .sees("5 kej")
        .keys("<Enter><Enter>")
        .sees("masuk waiting list");
    assert_eq!(shop.stored("NAS3-002").row.waitlist_place, Some(1));
    // The form is ready for the next customer, who is taken beyond the quota.
    let screen = screen
        .keys("budi<Tab>3 kej<Enter>tetap<Enter>")
        .sees("Melebihi kuota")
        .keys("dapur sanggup<Enter>")
        .sees("dicatat");
    assert_eq!(
        shop.stored("NAS3-003").overbook_reason.as_deref(),
        Some("dapur sanggup")
    );
    screen
        .keys("<Esc>")
        .keys("1")
        .sees("1 di atas kuota")
        .sized(120, 40)
        .keys("3<Down>")
        .sees("waiting list 1")
        .keys("w")
        .sees("Melebihi kuota")
        .keys("sanggup lagi<Enter>")
        .sees("masuk dari waiting list");
    assert_eq!(shop.stored("NAS3-002").row.waitlist_place, None);
}

/// Rules 17 and 19.
#[test]
fn an_edit_beyond_the_quota_asks_for_a_reason() {
    let shop = Shop::open();
    shop.screens()
        .keys("nsar<Tab>18 kej<Enter><Esc>3e<Ctrl-U>22 kej")
        .sees("Kuota NAS-KEJU tinggal 20 pcs, yang")
        .keys("<Enter>")
        .sees("Melebihi kuota")
        // Nothing typed is lost when the owner goes back.
        .keys("<Esc>")
        .sees("22 kej")
        .keys("<Enter>dapur sanggup<Enter>")
        .sees("diubah");
    let order = shop.stored("NAS3-001");
    assert_eq!(order.row.units, 22);
    assert_eq!(order.overbook_reason.as_deref(), Some("dapur sanggup"));
}

/// Rule 19: units that an edit gives back are free for the rest of it.
#[test]
fn an_exchange_within_a_full_quota_asks_nothing() {
    let mut shop = Shop::open();
    let period = shop.book.period(&super::code("NAS3")).unwrap().id;
    shop.book
        .set_product_quota(period, &super::code("NAS"), Some(5), super::NOW)
        .unwrap();
    shop.screens()
        .keys("nsar<Tab>5 kej<Enter><Esc>3e<Ctrl-U>2 kej, 3 cok")
        .sees_not("Kuota NAS")
        .keys("<Enter>")
        .sees("diubah");
    assert_eq!(shop.stored("NAS3-001").lines.len(), 2);
}

/// Rule 20: from production on the owner serves waiting orders; Beranda lists those that fit.
#[test]
fn beranda_lists_waiting_orders_that_fit() {
    let shop = Shop::open();
    shop.screens()
        .keys("nsar<Tab>18 kej<Enter>")
        .keys("budi<Tab>5 kej<Enter><Enter>")
        .sees("masuk waiting list")
        .keys("<Esc>2cym<Enter>")
        .sees("produksi")
        .keys("1")
        .sees_not("waiting list sekarang muat")
        .keys("3<Home><Down>k")
        .sees("Batalkan NAS3-001")
        .keys("pindah kota<Enter>1")
        .sees("1 pesanan di waiting list sekarang muat");
    let id = shop.book.order_id("NAS3-002").unwrap();
    let periods = shop.book.periods().unwrap();
    let fit = shop.book.waitlist_matches(&periods, super::NOW).unwrap();
    assert_eq!(fit, [id]);
}

/// Rule 20: before an order is cancelled, its form says who comes in from the waiting list.
#[test]
fn cancelling_says_before_who_comes_in() {
    let mut shop = Shop::open();
    let period = shop.id("NAS3");
    shop.order("NAS3", "Bu Sari", &[(18, "NAS-KEJU")]);
    let wait = rekap::book::NewOrder {
        if_full: rekap::book::IfFull::Wait,
        ..super::setup::new_order(period, "Budi", &[(5, "NAS-KEJU")])
    };
    shop.book.place_order(&wait, super::NOW).unwrap();
    for (width, height) in [(80, 24), (120, 40)] {
        shop.screens()
            .sized(width, height)
            .keys("3<Down>k")
            .sees("Batalkan NAS3-001")
            .sees("Dari waiting list masuk NAS3-002 Budi")
            .sees("Nastar Keju");
        // Nothing has happened yet.
        assert_eq!(shop.stored("NAS3-002").row.waitlist_place, Some(1));
    }
    shop.screens()
        .keys("3<Down>kberubah pikiran<Enter>")
        .sees("dari waiting list masuk NAS3-002");
    assert_eq!(shop.stored("NAS3-002").row.waitlist_place, None);
}

/// A customer without a name is called by the phone.
#[test]
fn a_nameless_customer_is_called_by_the_phone() {
    let mut shop = Shop::open();
    let new = rekap::book::NewOrder {
        customer: super::setup::described("", "081234567890"),
        ..super::setup::new_order(shop.id("NAS3"), "", &[(1, "NAS-KEJU")])
    };
    shop.book.place_order(&new, super::NOW).unwrap();
    let phone = rekap::domain::phone::Phone::read("081234567890").shown();
    shop.screens()
        .keys("3k")
        .sees(&format!("Batalkan NAS3-001 · {phone}"))
        .keys("salah<Enter>")
        .sees(&format!("NAS3-001 dari {phone} dibatalkan"));
}
