//! Reviewing a pasted chat: message by message, saved with one key each.

use std::time::{Duration, Instant};

use rekap::book::ShopChange;
use rekap::domain::money::Rupiah;
use rekap::tui::effect::{Effect, Unsaved};
use rekap::tui::screens;

use super::{NOW, Shop, plain_product};

const CHAT: &str = "\
[09:14, 12/2/2026] Rina: 2 nastar keju
[09:15, 12/2/2026] Ani: Nama: Ani
No HP: 081200000009
Pesanan: 1 lidah kucing
[09:16, 12/2/2026] Dodo: Nama: Dodo
Pesanan: 3 nastar
[09:17, 12/2/2026] Eka: Nama: Eka
Pesanan: 2 si bundar";

#[test]
fn a_pasted_chat_is_reviewed_and_saved() {
    let shop = Shop::open();
    let screen = shop
        .screens()
        .keys("3")
        .paste(CHAT)
        .sees("Pesan 1 dari 4")
        .sees("2 Nastar Keju")
        .sees("nama dari pengirim chat")
        // Certain orders need no look; those with assumptions are shown first.
        .keys("A")
        .sees("tersimpan 1")
        .keys("a")
        .sees("tersimpan 2")
        .sees("yang mana: Nastar Keju / Nastar Coklat")
        .keys("a")
        .sees("yang mana")
        .sees("tersimpan 2");
    screen
        .keys("tkeju<Enter>")
        .sees("3 Nastar Keju")
        .keys("<Enter>")
        .sees("tersimpan 3")
        .sees("tidak ada di PO ini")
        .keys("tlidah<Enter>")
        .sees("2 Lidah Kucing")
        .keys("a")
        // The last message is decided: the list of orders is back, with all of them.
        .sees_not("belum diputuskan")
        .sees("NAS3-004");
    assert_eq!(shop.stored("NAS3-001").row.customer_name, "Ani");
    assert_eq!(shop.stored("NAS3-004").row.units, 2);
    let words = shop.book.aliases().unwrap();
    assert_eq!(
        words.len(),
        1,
        "only the unknown word was learnt: {words:?}"
    );
}

#[test]
fn a_message_can_be_skipped_or_taken_into_the_order_form() {
    let shop = Shop::open();
    shop.screens()
        .keys("3")
        .paste(CHAT)
        .keys("s")
        .sees("Pesan 2 dari 4")
        .keys("s")
        .keys("e")
        .sees("3 nastar")
        .sees("Dodo");
    assert!(shop.book.order_id("NAS3-001").is_err());
}

/// The customer agreed to another sum: the owner decides, knowing both.
#[test]
fn a_total_that_is_not_the_bills_is_asked_about() {
    let shop = Shop::open();
    let screen = shop
        .screens()
        .keys("3")
        .paste("Nama: Tono\nHP: 081298765432\nPesanan: 2 lidah kucing\nTotal: 500.000\n")
        .sees("total di pesan Rp500.000, tagihan sekarang Rp90.000")
        .keys("A")
        .sees("Tidak ada yang sepenuhnya jelas")
        .keys("a")
        .sees("dengan harga PO?")
        .keys("<Esc>")
        .sees("belum diputuskan 1");
    assert!(shop.book.order_id("NAS3-001").is_err());
    screen.keys("ay").sees("u urungkan").sees("NAS3-001");
    let order = shop.stored("NAS3-001");
    assert_eq!(order.row.bill.total, Rupiah::new(90_000));
}

#[test]
fn text_without_orders_says_so() {
    Shop::open()
        .screens()
        .keys("3")
        .paste("selamat pagi semua\n🙏")
        .sees("Tidak ada pesanan yang terbaca");
}

/// Two hundred messages, most of them order forms: how many keys an owner needs.
#[test]
fn two_hundred_messages_take_few_keys() {
    let shop = Shop::open();
    let mut chat = String::new();
    for n in 0..200 {
        let goods = if n % 20 == 0 {
            "lidah kucing"
        } else {
            "1 lidah kucing"
        };
        chat.push_str(&format!(
            "[09:14, 12/2/2026] Tamu {n}: Nama: Tamu {n}\nPesanan: {goods}\n"
        ));
    }
    let mut screen = shop.screens().keys("3");
    let before = screen.pressed();
    screen = screen
        .paste(&chat)
        .sees("belum diputuskan 200")
        .keys("A")
        .sees("belum diputuskan 10");
    for _ in 0..10 {
        screen = screen.keys("<Enter>");
    }
    let screen = screen.sees_not("belum diputuskan").sees("NAS3-200");
    assert!(screen.pressed() - before <= 20);
    // What is taken back waits again when the chat is pasted once more.
    screen
        .keys("u")
        .sees("Diurungkan")
        .paste(&chat)
        .sees("belum diputuskan 1 · tersimpan 199");
}

/// Rules 27, 29: a tick is a payment only where the shop says so, and shows before it is saved.
#[test]
fn the_payment_of_a_tick_is_shown_before_saving() {
    let mut shop = Shop::open();
    let list = "1. Budi - 2 lidah kucing ✅";
    shop.screens()
        .keys("3")
        .paste(list)
        .sees("✅ tidak dicatat sebagai pembayaran")
        .sees("atur di !");
    let paid = ShopChange {
        ticks_pay: Some(true),
        ..ShopChange::default()
    };
    shop.book.set_shop(&paid, NOW).unwrap();
    shop.screens()
        .keys("3")
        .paste(list)
        .sees("✅ dicatat lunas Rp90.000 (tunai)")
        .keys("A")
        .sees("● lunas");
    assert_eq!(shop.stored("NAS3-001").row.bill.paid, Rupiah::new(90_000));
}

#[test]
fn the_review_fits_a_small_window() {
    for (width, height) in [(80, 24), (60, 20), (20, 5), (1, 1)] {
        let screen = Shop::open()
            .screens()
            .sized(width, height)
            .keys("3")
            .paste(CHAT);
        if width >= 60 {
            screen.sees("Nastar Keju").sees("2 nastar keju");
        } else {
            let _ = screen.text();
        }
    }
}

#[test]
fn a_message_fixed_in_the_order_form_is_that_order_once_saved() {
    let shop = Shop::open();
    let text = "Nama: Dodo\nPesanan: 3 lidah kucing";
    shop.screens()
        .keys("3")
        .paste(text)
        .keys("e")
        .sees("Dodo")
        .keys("<Esc>")
        .sees("belum diputuskan 1");
    assert!(shop.book.order_id("NAS3-001").is_err());
    shop.screens()
        .keys("3")
        .paste(text)
        .keys("e<Enter>")
        .sees_not("belum diputuskan")
        .sees("NAS3-001");
    assert_eq!(
        shop.stored("NAS3-001").source_ref,
        None,
        "no number of its own"
    );
    shop.screens()
        .keys("3")
        .paste(text)
        .sees("sudah menjadi NAS3-001");
}

#[test]
fn leaving_open_messages_asks_and_a_page_of_an_order_takes_a_paste_too() {
    let shop = Shop::open();
    let screen = shop
        .screens()
        .keys("3")
        .paste("Nama: Ani\nPesanan: 1 lidah kucing")
        .sees("a simpan")
        .keys("<Enter>")
        .sees("NAS3-001")
        .keys("<Enter>")
        .paste(CHAT)
        .sees("Pesan 1 dari 4")
        .keys("<Esc>")
        .sees("4 pesan belum diputuskan");
    screen
        .keys("<Enter>")
        .sees("Pesan 1 dari 4")
        .keys("<Esc>y")
        .sees_not("belum diputuskan");
}

#[test]
fn a_long_message_scrolls() {
    let mut text = String::from("Nama: Ani\nPesanan: 1 lidah kucing\nCatatan:\n");
    for n in 1..=60 {
        text.push_str(&format!("pesan baris ke{n}.\n"));
    }
    Shop::open()
        .screens()
        .keys("3")
        .paste(&text)
        .sees("Pesanan: 1 lidah")
        .keys("<PageDown><PageDown><PageDown><PageDown><PageDown><PageDown><PageDown>")
        .sees("ke60.")
        .sees_not("Pesanan: 1 lidah")
        .keys("<PageUp><PageUp><PageUp><PageUp><PageUp><PageUp><PageUp>")
        .sees("Pesanan: 1 lidah");
}

/// A shop where ticks mean paid.
fn ticking() -> Shop {
    let mut shop = Shop::open();
    let paid = ShopChange {
        ticks_pay: Some(true),
        ..ShopChange::default()
    };
    shop.book.set_shop(&paid, NOW).unwrap();
    shop
}

/// Rules 27, 30: after goods are chosen here, price and tick are shown before saving.
#[test]
fn chosen_goods_show_total_and_payment_before_saving() {
    let shop = ticking();
    shop.screens()
        .keys("3")
        .paste("1. Budi - 2 nastar ✅")
        .sees("yang mana")
        .sees("✅ dicatat lunas kalau semuanya sudah jelas")
        .keys("tkeju<Enter>")
        .sees("Total Rp120.000")
        .sees("✅ dicatat lunas Rp120.000 (tunai)")
        .keys("a")
        .sees("● lunas");
    assert_eq!(shop.stored("NAS3-001").row.bill.paid, Rupiah::new(120_000));
}

#[test]
fn a_tick_stays_when_the_message_is_fixed_in_the_form() {
    let shop = ticking();
    shop.screens()
        .keys("3")
        .paste("1. Budi - 2 lidah kucing ✅")
        .keys("e")
        .sees("lunas")
        .keys("<Enter>")
        .sees("● lunas");
    assert_eq!(shop.stored("NAS3-001").row.bill.paid, Rupiah::new(90_000));
}

#[test]
fn a_message_that_is_an_order_already_makes_no_other() {
    let shop = Shop::open();
    let screen = shop
        .screens()
        .keys("3")
        .paste("1. Budi - 2 lidah kucing\n2. Siti - 1 lidah kucing")
        .keys("a")
        .sees("tersimpan 1");
    // The first message of the list again.
    screen
        .keys("<Up>e")
        .sees("sudah menjadi NAS3-001")
        .sees_not("Dibayar");
    assert!(shop.book.order_id("NAS3-002").is_err());
}

/// Questions come before assumptions, name their item, and can be answered again.
#[test]
fn the_item_that_is_chosen_for_is_named() {
    let shop = Shop::open();
    shop.screens()
        .keys("3")
        .paste("1. Budi - 2 coklat 1 nastar")
        .keys("t")
        .sees("\"nastar\": barang yang mana?")
        .keys("keju<Enter>")
        .sees("1 Nastar Keju")
        .keys("t")
        .sees("\"coklat\": barang yang mana?")
        .keys("nastar coklat<Enter>")
        .keys("t")
        .keys("lidah<Enter>")
        .sees("2 Lidah Kucing")
        .sees("1 Nastar Keju");
    assert!(shop.book.aliases().unwrap().is_empty());
}

/// A new alias changes how the text is read; skipped messages stay skipped.
#[test]
fn skipped_messages_stay_skipped_when_an_alias_is_added() {
    let shop = Shop::open();
    shop.screens()
        .keys("3")
        .paste("Nama: Ani\nPesanan: 1 lidah kucing\n\nan Cici, si bundar ya\n\nNama: Eka\nPesanan: 2 si bundar\n\nNama: Dodo\nPesanan: 3 lidah kucing")
        .keys("<End>s<End>")
        .sees("Dodo")
        .sees("dilewati")
        .keys("<Up>")
        .sees("Eka")
        .keys("tlidah<Enter>")
        .sees("Eka")
        .keys("<End>")
        .sees("Dodo")
        .sees("dilewati");
}

#[test]
fn repeated_messages_are_marked() {
    Shop::open()
        .screens()
        .keys("3")
        .paste("Nama: Ani\nPesanan: 1 lidah kucing\n\nNama: Ani\nPesanan: 1 lidah kucing")
        .sees_not("sama dengan pesan")
        .keys("<Down>")
        .sees("sama dengan pesan 1");
}

/// Orders are saved in the PO of the header; the name of a product can't become an alias of
/// another.
#[test]
fn the_review_follows_the_active_po() {
    let mut shop = Shop::open();
    shop.period("KAOS", super::closing_in(5, "Kaos Angkatan"))
        .add_product(&plain_product("KOS", "Kaos Polos", 90_000))
        .sells("KAOS", &["KOS"]);
    shop.screens()
        .keys("3")
        .paste("Nama: Ani\nPesanan: 2 nastar keju")
        .keys("[[")
        .sees("Nastar Lebaran")
        .sees("2 Nastar Keju")
        .keys("]")
        .sees("tidak ada di PO ini")
        .keys("tkaos<Enter>")
        .sees("2 Kaos Polos")
        .keys("a")
        .sees("KAOS-001");
    assert!(shop.book.aliases().unwrap().is_empty(), "not taught");
}

/// Opens the screens after an earlier program was killed.
fn again(shop: &Shop, drafts: Vec<Unsaved>) -> crate::support::Screen {
    let mut screen = shop.screens();
    for draft in drafts {
        screen.app.run(Effect::read(move |book, ctx| {
            screens::reopen(&draft, book, ctx)
        }));
    }
    screen
}

/// A review comes back after a kill: saved messages are known, skipped and answered ones stay so,
/// and the form above it keeps its message.
#[test]
fn a_review_comes_back_after_a_sudden_end() {
    let shop = Shop::open();
    let ended = shop.screens().keys("3").paste(CHAT).sees("Pesan 1 dari 4");
    // Ani is saved, Rina skipped, Dodo's Nastar chosen.
    let ended = ended.keys("As").keys("tkeju<Enter>").sees("3 Nastar Keju");
    let screen = again(&shop, ended.app.unsaved());
    let screen = screen
        .sees("belum diputuskan 2 · tersimpan 1")
        .sees("3 Nastar Keju")
        .sees("Isian yang belum tersimpan dikembalikan");
    // The program is killed again, with the order form above the review.
    let screen = screen.keys("e").sees("Dodo");
    let drafts = screen.app.unsaved();
    assert_eq!(drafts.len(), 2);
    again(&shop, drafts)
        .sees("Dodo")
        .keys("<Enter>")
        .sees("belum diputuskan 1 · tersimpan 2");
    shop.screens()
        .keys("3")
        .paste(CHAT)
        .sees("tersimpan 2")
        .keys("A");
    assert!(shop.book.order_id("NAS3-003").is_err(), "nothing twice");
    // A review without open messages is not kept; one that can't be read any more is not lost.
    let decided = shop
        .screens()
        .keys("3")
        .paste("1. Tuti - 2 lidah kucing")
        .keys("s");
    assert_eq!(decided.app.unsaved(), []);
    let unread = Unsaved {
        form: "review-title".into(),
        fields: vec![("text".into(), "2 nastar keju an Wati".into())],
        ..Unsaved::default()
    };
    again(&shop, vec![unread]).sees("2 nastar keju an Wati");
}

/// The message became an order in another window while it was in the form.
#[test]
fn the_form_of_a_message_that_is_an_order_already_saves_nothing() {
    let shop = Shop::open();
    let form = shop
        .screens()
        .keys("3")
        .paste("Nama: Tuti\nPesanan: 2 lidah kucing")
        .keys("e");
    shop.screens()
        .keys("3")
        .paste("Nama: Tuti\nPesanan: 2 lidah kucing")
        .keys("a")
        .sees("u urungkan");
    form.keys("<Enter>").sees("sudah menjadi NAS3-001");
    assert!(shop.book.order_id("NAS3-002").is_err());
}

/// Every key in the review does something or says why not: search, next, copy.
#[test]
fn the_keys_of_a_list_do_something_in_the_review() {
    let shop = Shop::open();
    let screen = shop.screens().keys("3").paste(CHAT).sees("Pesan 1 dari 4");
    let screen = screen.keys("<Tab>").sees("Pesan 2 dari 4");
    let screen = screen.keys("/").sees("Cari pesan").keys("eka<Enter>");
    let screen = screen
        .sees("Pesan 4 dari 4")
        .keys("x")
        .sees("tidak diekspor");
    screen
        .keys("y")
        .sees("ersalin")
        .keys("<Tab>")
        .sees("Pesan 1 dari 4")
        .keys("x")
        .sees("tidak diekspor")
        .keys("<Esc>y")
        .sees_not("tidak diekspor");
}

/// The review says which PO the chat goes to, also where pasting does nothing; the text fits.
#[test]
fn the_review_says_where_a_chat_goes() {
    let shop = Shop::open();
    let screen = shop.screens().sized(80, 24).keys("6").paste(CHAT);
    let screen = screen.sees("Chat: tempel di Pesanan (3)");
    let screen = screen
        .keys("3")
        .sees("v tempel chat")
        .keys("?")
        .sees("ditempel di layar ini");
    let screen = screen.keys("<Esc>v").sees("lalu tempel di sini");
    // A sentence longer than a row is shown whole, and disappears with the next paste.
    let screen = screen
        .paste("selamat pagi kak")
        .sees("kalimat seperti")
        .sees("2 nastar keju an Budi");
    screen
        .paste(CHAT)
        .sees("Pesan 1 dari 4")
        .sees_not("Tidak ada pesanan");
}

/// A huge message is drawn quickly, as only its visible part is.
#[test]
fn a_huge_message_is_drawn_as_fast_as_a_small_one() {
    let shop = Shop::open();
    let time = |times: usize| {
        let words = "terima kasih banyak ya kak ".repeat(times);
        let lines = "halo\n".repeat(2 * times);
        let text = format!("Nama: Wati\nPesanan: 2 lidah kucing\nCatatan: {words}\n{lines}");
        let mut screen = shop.screens().keys("3").paste(&text).sees("Pesan 1 dari 1");
        let mut least = Duration::MAX;
        // Load on the machine only makes times longer, so the shortest counts.
        for _ in 0..4 {
            let before = Instant::now();
            screen = screen.keys("<PageDown>").sees("Pesan 1 dari 1");
            screen = screen.keys("<PageUp>").sees("2 Lidah Kucing");
            least = least.min(before.elapsed());
        }
        least
    };
    let (small, huge) = (time(100), time(12_000));
    assert!(huge < 8 * small, "{small:?} {huge:?}");
}

/// A question in the chat is no order: the review counts such lines, and opens each where it stands.
#[test]
fn lines_that_are_no_order_are_counted_and_can_be_read() {
    let chat = format!("{CHAT}\n[09:18, 12/2/2026] Fani: ongkir ke bandung berapa kak?");
    for (width, height) in [(60, 20), (120, 40)] {
        Shop::open()
            .screens()
            .sized(width, height)
            .keys("3")
            .paste(&chat)
            .sees("1 baris bukan pesanan, dilewati: o")
            .keys("o")
            .sees("Fani: ongkir ke bandung")
            .keys("<Enter>")
            .sees("Pesanan: 2 si bundar")
            .sees("ongkir ke bandung berapa kak?")
            .keys("<Esc>")
            .sees("Pesan 1 dari 4");
    }
    Shop::open()
        .screens()
        .keys("3")
        .paste(CHAT)
        .sees_not("bukan pesanan")
        .keys("o")
        .sees("Semua baris terbaca");
}

/// Where an order can't be saved yet, the notice names the key that mends it.
#[test]
fn what_cannot_be_saved_names_the_key_that_mends_it() {
    Shop::open()
        .screens()
        .keys("3")
        .paste("1. Dodo - 3 nastar")
        .keys("a")
        .sees("Belum bisa disimpan")
        .sees("e perbaiki, s lewati");
}

/// The form that corrects a message shows it, and is left without a question while nothing was typed.
#[test]
fn the_form_of_a_message_shows_it_and_is_left_at_once() {
    let shop = Shop::open();
    for (width, height) in [(80, 24), (120, 40)] {
        shop.screens()
            .sized(width, height)
            .keys("3")
            .paste("[09:16, 12/2/2026] Dodo: Pesanan: 3 nastar ya kak buat arisan")
            .keys("e")
            .sees("3 nastar")
            .sees("ya kak buat arisan")
            .keys("<Esc>")
            .sees_not("belum disimpan")
            .sees("Pesan 1 dari 1")
            .keys("e<Tab><Tab>x<Esc>")
            .sees("belum disimpan");
    }
}

/// Whether there is a slot is said before saving.
#[test]
fn a_full_quota_is_shown_with_the_message() {
    let mut shop = Shop::open();
    shop.order("NAS3", "Ani", &[(20, "NAS-KEJU")]);
    shop.screens()
        .sized(80, 24)
        .keys("3")
        .paste("[09:14, 12/2/2026] Rina: 2 nastar keju")
        .sees("2 Nastar Keju")
        .sees("! Kuota NAS-KEJU sudah habis, yang diminta 2.");
}
