//! Customers and catalogue on the screens, empty shops, all sizes, long lists.

use super::sample_shop::{empty, shop, shop_with};
use super::setup::{NOON, code};

#[test]
fn three_letters_open_a_customers_page() {
    let mut shop = shop_with(|shop| {
        let order = shop.book.order_id("NAS3-001").unwrap();
        shop.pay(order, 60_000);
    })
    .keys("fsit<Enter>")
    .sees("0812-3456-7890")
    .sees("NAS3-004")
    .keys("y");
    let answer = shop.copied();
    for text in [
        "Halo Kak Siti Aminah",
        "NAS3-001: total Rp120.000, sudah masuk Rp60.000, sisa Rp60.000",
        // Its down payment isn't met.
        "NAS3-004: DP Rp75.000 dari total Rp150.000",
        "Jumlah yang dibayar sekarang: Rp135.000",
    ] {
        assert!(answer.contains(text), "no {text:?} in\n{answer}");
    }
    shop.keys("<Esc>f0813<Enter>")
        .sees("Budi")
        .keys("<Esc>fxyz")
        .sees("Tidak ada yang cocok")
        .keys("<Enter>")
        .sees("xyz");
}

#[test]
fn a_title_in_the_name_is_not_repeated() {
    let mut shop = shop_with(|shop| {
        shop.order("NAS3", "Kak Lina", &[(1, "NAS-KEJ")]);
    })
    .keys("7y");
    assert!(shop.copied().starts_with("Halo Kak Lina"), "no second Kak");
}

#[test]
fn a_customer_is_added_changed_and_merged_and_that_is_undone() {
    let shop = shop()
        .keys("7nBudi Santoso<Tab>0813-1111-2222<Enter>")
        .sees("sudah dipakai Budi")
        .sees("Budi Santoso")
        .keys("<Ctrl-U>08155556666<Enter>")
        .sees("Belum ada pesanan")
        .sees("0815-5556-666")
        .keys("e<Tab><Tab>Jl. Melati 1<Enter>")
        .sees("Jl. Melati 1")
        .keys("e<Ctrl-O><Tab><Tab><Tab><Tab>31/2<Enter>")
        .sees("Tidak ada tanggal")
        .keys("<Ctrl-U>15/2/1990<Tab>budi<Enter>")
        .sees("Tulis kanal")
        .keys("<Ctrl-U>ig @budi<Enter>")
        .sees("ig @budi")
        // The old customer and its order are merged into the new one.
        .keys("m0813")
        .sees("0813-1111-2222")
        .keys("<Enter>")
        .sees("Orangnya sama?")
        .keys("y")
        .sees("NAS3-002")
        .keys("<Esc>")
        .sees("3 pelanggan")
        .keys("u")
        .sees("4 pelanggan");
    let row = shop.book.order_row(shop.id_of("NAS3-002"), NOON);
    let phone = row.unwrap().customer_phone;
    assert_eq!(phone.as_deref(), Some("6281311112222"));
}

#[test]
fn a_product_with_all_its_variants_is_one_form() {
    let shop = shop()
        .keys("8nKaos Polos<Tab>75rb<Tab>40rb<Tab>S, M x Hitam, Putih")
        .sees("KP-S-HIT")
        .keys("<Ctrl-S>")
        .sees("Kaos Polos")
        .sees("Rp35.000 46%");
    let product = shop.book.product(&code("KP")).unwrap();
    let names: Vec<&str> = product
        .variants
        .iter()
        .map(|variant| variant.name.as_str())
        .collect();
    assert_eq!(names, ["S / Hitam", "S / Putih", "M / Hitam", "M / Putih"]);
    shop.keys("/kaos<Enter>vL / Hitam<Enter>")
        .sees("KP-L-HIT")
        .keys("<End>e<Tab><Ctrl-U>80rb<Enter>")
        .sees("Rp80.000")
        .keys("<Delete>")
        .sees("L / Hitam (diarsipkan)")
        .keys("<Delete>")
        .sees_not("(diarsipkan)")
        .keys("<Esc>n<Enter>")
        .sees("✗ Wajib diisi")
        .keys("Nastar<Tab>x<Enter>")
        .sees("bukan jumlah uang")
        .keys("<Ctrl-U>5rb<Ctrl-O><Tab><Tab><Tab><Tab>nas<Enter>")
        .sees("Sudah ada produk")
        .keys("<Ctrl-U><Enter>")
        .sees("NAS2");
}

#[test]
fn suppliers_and_accounts_are_tabs_of_the_catalogue() {
    let shop = shop()
        .keys("8<Tab>")
        .sees("Belum ada supplier")
        .keys("nDapur Bu Sri<Tab>0812 9999 0000<Enter>")
        .sees("0812-9999-0000")
        .keys("<Enter><End> 2<Enter>")
        .sees("Dapur Bu Sri 2")
        .keys("<Delete>")
        .sees("(diarsipkan)")
        .keys("<Tab>")
        .sees("BCA 123")
        .keys("nGoPay<Tab><Right><Right><Right><Enter>")
        .sees("GoPay")
        .keys("<Esc><Home>e")
        .sees("Ubah rekening")
        .keys("<End> Bu Ratih<Enter>")
        .sees("BCA 123 Bu Ratih")
        .keys("u")
        .sees("Diurungkan: Rekening BCA 123");
    assert_eq!(shop.book.accounts().unwrap().len(), 2);
}

#[test]
fn an_empty_shop_says_what_to_press() {
    empty()
        .keys("4")
        .sees("Semua tagihan sudah beres")
        .keys("<Tab>")
        .sees("Belum ada uang yang tercatat")
        .keys("b<Esc>rvly<Esc>")
        .keys("5")
        .sees("Belum ada PO")
        .keys("kvxy<Enter>a<Tab>")
        .keys("7")
        .sees("Belum ada pelanggan")
        .keys("<Enter>embry")
        .keys("8")
        .sees("Belum ada produk")
        .keys("<Enter>ev<Delete>");
}

/// Every screen and form at common sizes, and at all small ones.
#[test]
fn nothing_panics_at_any_size() {
    let states = [
        "4",
        "4/60rb",
        "4<Tab>",
        "4b<Ctrl-O>10rb",
        "4n60000",
        "5",
        "5<Tab><Tab><Tab>",
        "5x",
        "7",
        "7n",
        "fsit<Enter>",
        "7/siti<Enter>b100rb",
        "8",
        "8nKaos<Tab>1rb<Tab><Tab>S, M x Hitam, Putih",
    ];
    let known = [
        (60, 20),
        (80, 24),
        (120, 40),
        (200, 60),
        (0, 40),
        (40, 0),
        (1, 1),
    ];
    for (at, keys) in states.into_iter().enumerate() {
        let mut shop = shop().keys(keys);
        // The states take turns, so that each size is drawn only once.
        let small = (0..=40u16)
            .flat_map(|width| (0..=40u16).map(move |height| (width, height)))
            .filter(|(width, height)| usize::from(width * 7 + height) % states.len() == at);
        for (width, height) in small.chain(known) {
            shop.screen = shop.screen.sized(width, height);
            shop.screen.text();
        }
    }
}

#[test]
fn long_lists_are_read_page_by_page() {
    let shop = shop_with(|shop| {
        for at in 0..250 {
            shop.order("NAS3", &format!("Orang {at}"), &[(1, "NAS-KEJ")]);
        }
    });
    shop.keys("4<End><End><End><End>")
        .sees("NAS3-001")
        .keys("7")
        .sees("253 pelanggan")
        .keys("<End><End><End><End>")
        .sees("Siti Aminah");
}
