//! What a day's chat asks of the review: slots that are full, transfers that were sent, packages,
//! and as few keys as a hundred orders need.

use rekap::domain::money::Rupiah;
use rekap::domain::order::OrderStatus;
use rekap::domain::package::PackageDraft;

use super::{NOW, Shop, code};

/// Rules 17, 20: a full slot offers the waiting list, as the order form does.
#[test]
fn a_full_slot_offers_the_waiting_list() {
    let shop = Shop::open();
    let chat = "Nama: Ani\nPesanan: 18 nastar keju\n\nNama: Budi\nPesanan: 5 nastar keju\n\n\
                Nama: Cici\nPesanan: 4 nastar keju";
    let screen = shop
        .screens()
        .sized(80, 24)
        .keys("3")
        .paste(chat)
        .keys("A")
        .sees("tersimpan 1")
        .keys("a")
        .sees("Slot penuh")
        .keys("<Enter>")
        .sees("tersimpan 2");
    let waiting = shop.stored("NAS3-002");
    assert_eq!(waiting.row.customer_name, "Budi");
    assert_eq!(waiting.row.status, OrderStatus::Waitlist);
    // Beyond the quota, for a reason.
    screen
        .keys("a")
        .sees("Slot penuh")
        .keys("<Down><Down><Enter>tambah loyang<Enter>")
        .sees_not("belum diputuskan")
        // The place in the waiting list is whole, beside whole names.
        .sees("waiting list 1");
    let taken = shop.stored("NAS3-003");
    assert_eq!(taken.row.status, OrderStatus::Active);
}

/// Rule 29: what a customer says was sent is a claimed payment, in the message or in one after it.
#[test]
fn a_transfer_that_was_sent_they_say_is_claimed() {
    let shop = Shop::open();
    let chat = "[30/11 10.12] Dewi: 2 lidah kucing kak\n[30/11 10.13] Rina: 1 nastar keju\n\
                [30/11 10.20] Dewi: udah tf dp 45.000 ya kak\n";
    shop.screens()
        .keys("3")
        .paste(chat)
        .sees("Pesan 1 dari 2")
        .sees("udah tf dp 45.000")
        .sees("⏳ dicatat sebagai transfer yang belum dicek: Rp45.000")
        .keys("a")
        .sees_not("⏳")
        .keys("a")
        .sees("? transfer");
    let order = shop.stored("NAS3-001");
    assert!(order.row.claimed);
    assert_eq!(order.row.bill.paid, Rupiah::ZERO, "it has not arrived");
    assert_eq!(order.note, "", "a payment is no note");
    assert!(!shop.stored("NAS3-002").row.claimed);
}

/// Names that are no names of people, and their numbers.
#[test]
fn a_title_a_block_and_a_number_are_a_customer() {
    let shop = Shop::open();
    for (text, name) in [
        ("Bu RT 05 0811-2345-678 2 lidah kucing", "Bu RT 05"),
        (
            "Mama Zidan kelas 3B 081123456789 1 lidah kucing",
            "Mama Zidan kelas 3B",
        ),
        ("Pak Budi 0812 3456 7890\n1 lidah kucing", "Pak Budi"),
    ] {
        shop.screens()
            .keys("3")
            .paste(text)
            .sees(&format!("Nama pelanggan: {name}"))
            .sees("No. HP: 081")
            .sees_not("Catatan");
    }
}

/// Rule 65: what is named behind a package is what was chosen for it.
#[test]
fn the_choice_of_a_package_is_named_behind_it() {
    let mut shop = Shop::open();
    for (package, choices) in [("HAMP", "1: NAS-KEJU, NAS-COK"), ("DUO", "2: NAS-KEJU, LK")] {
        let name = if package == "DUO" {
            "Paket Duo"
        } else {
            "Hampers"
        };
        shop.add_product(&super::plain_product(package, name, 150_000))
            .sells("NAS3", &[package]);
        let draft = PackageDraft::parse("", choices).unwrap();
        shop.book.set_package(&code(package), &draft, NOW).unwrap();
    }
    for (text, read) in [
        ("2 hampers coklat an Dewi", "2 Hampers [Nastar Coklat]"),
        ("1 hampers nastar keju an Dewi", "1 Hampers [Nastar Keju]"),
        (
            "1 paket duo keju, lidah kucing an Dewi",
            "1 Paket Duo [Nastar Keju, Lidah Kucing]",
        ),
    ] {
        let screen = shop.screens().keys("3").paste(text).sees(read).text();
        // Nothing is asked; the bottom bar names the help.
        let asked = screen
            .lines()
            .any(|line| line.contains("? ") && !line.contains("? bantuan"));
        assert!(!asked, "{screen}");
    }
    shop.screens()
        .keys("3")
        .paste("2 hampers coklat an Dewi")
        .keys("a");
    assert_eq!(
        shop.stored("NAS3-001").lines.first().unwrap().chosen,
        "NAS-COK"
    );
}

/// A hundred orders of a day, as they come: at most 1.2 keys an order.
#[test]
fn a_hundred_orders_take_a_hundred_and_twenty_keys() {
    let mut shop = Shop::open();
    let open = rekap::book::OfferChange {
        quota: Some(None),
        ..rekap::book::OfferChange::default()
    };
    shop.offer("NAS3", "NAS", open);
    let letters = |n: usize| {
        let letter = |n: usize| char::from(b"ABCDEGHIJK"[n % 10]);
        format!("{}{}", letter(n / 10), letter(n).to_lowercase())
    };
    let mut chat = String::new();
    for n in 0..100 {
        let name = format!("Tamu {}", letters(n));
        let text = match n % 10 {
            0 => "kak mau 2 nastar keju ya".to_owned(),
            1 => format!("Nama: {name}\nHP: 08120000{n:04}\nPesanan: 1 lidah kucing"),
            2 => "nastar coklat 3, udah tf dp 90rb".to_owned(),
            3 => "pesen lidah kucing 2 sama nastar keju 1".to_owned(),
            4 => "1 nastar keju tanpa gula".to_owned(),
            5 => "mau lidah kucing dong kak".to_owned(),
            6 => format!("1 nastar keju, an {name}, alamat Jl. Melati {n}"),
            7 => "2 nastar".to_owned(),
            8 => "order 4 nastar coklat kak, makasih".to_owned(),
            _ => "3 lidah kucing".to_owned(),
        };
        chat.push_str(&format!("[30/11 10.{:02}] {name}: {text}\n", n % 60));
    }
    let mut screen = shop.screens().keys("3");
    let before = screen.pressed();
    screen = screen.paste(&chat).sees("dari 100").keys("A");
    while screen.text().contains("belum diputuskan") {
        let keys = match screen.text().contains("yang mana") {
            true => "t<Enter>a",
            false => "a",
        };
        screen = screen.keys(keys);
        assert!(screen.pressed() - before <= 150, "{}", screen.text());
    }
    assert!(shop.book.order_id("NAS3-100").is_ok());
    let pressed = screen.pressed() - before;
    assert!(pressed <= 120, "{pressed} keys");
}
