//! What an owner types is what is kept: another customer, another size or nothing at all never takes
//! its place.

use rekap::book::{NewProduct, OfferChange, PeriodChange};
use rekap::domain::when::Zone;
use rekap::lang::{Lang, Words};
use rekap::tasks::announcement;

use super::setup::new_product;
use super::{NOW, Shop, closing_in, plain_product};

/// Dewi Lestari has ordered more recently than Dewi, who has no phone.
fn with_two_dewis() -> Shop {
    let mut shop = Shop::open();
    shop.customer("Dewi", "")
        .customer("Dewi Lestari", "081355556666");
    shop.screens().keys("ndewi lestari<Tab>1 lk<Enter>");
    shop
}

#[test]
fn a_name_typed_in_full_means_the_customer_called_so() {
    for key in ["<Enter>", "<Tab>"] {
        let shop = with_two_dewis();
        shop.screens()
            .keys("nDewi")
            .sees("▸ Dewi ")
            .sees("Dewi Lestari")
            .keys(key)
            .keys("2 kej<Enter>")
            .sees("NAS3-002 dari Dewi dicatat");
        assert_eq!(shop.stored("NAS3-002").row.customer_name, "Dewi");
    }
}

#[test]
fn a_phone_that_contradicts_the_suggested_customer_is_warned_about() {
    let mut shop = Shop::open();
    shop.customer("Dewi Lestari", "081355556666");
    shop.screens()
        .keys("n<Ctrl-O><Tab><Tab><Tab><Tab><Tab><Tab>085711112222")
        .keys("<Shift-Tab><Shift-Tab><Shift-Tab><Shift-Tab><Shift-Tab><Shift-Tab>Dewi")
        .sees("▸ Dewi Lestari")
        .sees("No. HP 0857-1111-2222 bukan milik")
        .keys("<Tab>1 lk<Enter>")
        .sees("NAS3-001 dari Dewi Lestari");
    let order = shop.stored("NAS3-001");
    assert_eq!(order.recipient_phone.as_deref(), Some("6285711112222"));
    assert_eq!(order.row.customer_phone.as_deref(), Some("6281355556666"));
}

#[test]
fn a_phone_typed_for_a_customer_without_one_becomes_theirs() {
    let shop = with_two_dewis();
    let screen = shop
        .screens()
        .keys("nDewi<Tab>1 lk<Ctrl-O><Tab><Tab><Tab><Tab><Tab>0857 1111 2222<Enter>")
        .sees("NAS3-002 dari Dewi dicatat");
    let phone = || shop.stored("NAS3-002").row.customer_phone;
    assert_eq!(phone().as_deref(), Some("6285711112222"));
    // Order and phone are one deed.
    screen.keys("<Esc>u").sees("Diurungkan");
    let dewi = shop.book.find_customer("Dewi").unwrap();
    assert_eq!(dewi.phone, None);
}

/// Kaos PO in S, M and L, black and red.
fn with_sizes() -> Shop {
    let mut shop = Shop::empty();
    let variants = [
        ("S-H", "S / Hitam"),
        ("M-H", "M / Hitam"),
        ("L-H", "L / Hitam"),
        ("L-MERAH", "L / Merah"),
    ];
    shop.add_product(&NewProduct {
        ..new_product("KP", "Kaos PO", 95_000, &variants)
    })
    .period("KP1", closing_in(5, "Kaos"))
    .offer("KP1", "KP", OfferChange::default())
    .customer("Bu Sari", "081234567811");
    assert_eq!(shop.now, NOW);
    shop
}

#[test]
fn a_size_that_is_not_on_sale_is_never_another_one() {
    for typed in [
        "1 kaos XL hitam",
        "xxl merah",
        "1 kaos 3xl hitam",
        "s merah",
    ] {
        for key in ["<Enter>", "<Tab>"] {
            let shop = with_sizes();
            shop.screens()
                .keys(&format!("nsari<Tab>{typed}"))
                .sees_not("▸ Kaos PO")
                .keys(key)
                .sees(typed)
                .sees("Tidak ada");
            assert!(shop.book.order_id("KP1-001").is_err());
        }
    }
    with_sizes()
        .screens()
        .keys("nsari<Tab>1 kaos l hitam<Enter>")
        .sees("KP1-001 dari Bu Sari");
}

#[test]
fn a_chat_from_a_known_phone_brings_the_name() {
    let shop = Shop::open();
    shop.screens()
        .keys("3")
        .paste("No HP: 081234567811\nPesanan: 2 lidah kucing\n")
        .sees("Bu Sari")
        .keys("e")
        .sees("Bu Sari")
        .keys("<Enter>")
        .sees("NAS3-001");
    assert_eq!(shop.stored("NAS3-001").row.customer_name, "Bu Sari");
}

/// Bolu at Rp127.500, half as down payment within a day; Bu Sari is a customer.
fn with_bolu() -> Shop {
    let mut shop = Shop::empty();
    let settings = PeriodChange {
        down_payment_hours: Some(Some(24)),
        ..closing_in(5, "Bolu")
    };
    shop.add_product(&plain_product("BL", "Bolu", 127_500))
        .period("BL1", settings)
        .sells("BL1", &["BL"])
        .customer("Bu Sari", "081234567811");
    shop
}

#[test]
fn a_rounded_down_payment_says_that_it_is_rounded() {
    let rounded = "50%, dibulatkan ke atas ke Rp500";
    let shop = with_bolu();
    shop.screens()
        .keys("nsari<Tab>2 bolu")
        .sees("Rp127.500")
        .sees_not("dibulatkan")
        .keys("<Ctrl-U>3 bolu")
        .sees("Rp191.500")
        .sees(rounded)
        .keys("<Enter>")
        .sees("BL1-001")
        .keys("<Esc>3<Enter>")
        .sees("Rp191.500")
        .sees(rounded);
    let words = Words::new(Lang::Id, Zone::Wib);
    let text = announcement::announcement(shop.id("BL1"), &shop.book, &words, NOW).unwrap();
    assert!(
        text.contains("DP dibulatkan ke atas ke kelipatan Rp500"),
        "{text}"
    );
}

#[test]
fn a_reminder_asks_for_the_open_down_payment_first() {
    let shop = with_bolu();
    let mut screen = shop
        .screens()
        .keys("nsari<Tab>2 bolu<Enter><Esc>7y")
        .sees("Tersalin");
    let text = screen.app.take_clipboard().unwrap();
    let asked = "BL1-001: DP Rp127.500 dari total Rp255.000, paling lambat Sen 16 Feb 2026 10.00";
    assert!(text.contains(asked), "{text}");
    assert!(!text.contains("sisa"), "{text}");
}

#[test]
fn what_is_no_choice_is_seen_and_cleared() {
    let shop = Shop::open();
    shop.screens()
        .keys("nsari<Tab>1 lk<Tab><Tab>80rb")
        .sees("‹ 80rb? ›")
        .keys("<Ctrl-U>")
        .sees("‹ tunai ›")
        .sees_not("80rb")
        .keys("80rb<Esc>")
        .sees("‹ tunai ›")
        .sees_not("80rb")
        .keys("80rb<Tab>")
        .sees("Tidak ada pilihan “80rb”: dihapus")
        .keys("<Enter>")
        .sees("NAS3-001 dari Bu Sari");
}

#[test]
fn a_field_of_several_lines_says_what_enter_does() {
    Shop::open()
        .screens()
        .keys("2e<Ctrl-O><Shift-Tab>Ambil sendiri")
        .sees("Enter baris baru · Ctrl-S simpan")
        .keys("<Enter>")
        .sees("Enter baris baru · Ctrl-S simpan")
        .keys("<Ctrl-S>")
        .sees_not("baris baru");
    let shop = Shop::open();
    shop.screens()
        .keys("8nKaos Polos<Tab>75rb<Tab>40rb<Tab>")
        .sees("Enter simpan")
        .keys("<Enter>");
    assert!(
        shop.book
            .products()
            .unwrap()
            .iter()
            .any(|known| known.name == "Kaos Polos")
    );
}
