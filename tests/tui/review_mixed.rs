//! Counts the keys to review two hundred messages of every kind.

use rekap::book::{OfferChange, ShopChange};
use rekap::domain::form::check_code;

use super::{NOW, Shop};

/// A shop with enough quota for all, and some of the customers.
fn shop() -> Shop {
    let mut shop = Shop::open();
    let ticks = ShopChange {
        ticks_pay: Some(true),
        ..ShopChange::default()
    };
    shop.book.set_shop(&ticks, NOW).unwrap();
    let open = OfferChange {
        quota: Some(None),
        ..OfferChange::default()
    };
    shop.offer("NAS3", "NAS", open);
    for n in 0..20 {
        let (name, phone) = (
            format!("Langganan {}", letters(n)),
            format!("08130000{n:04}"),
        );
        shop.customer(&name, &phone);
    }
    shop
}

/// A number as letters: `AB`.
fn letters(n: usize) -> String {
    let letter = |n: usize| char::from(b'A' + u8::try_from(n % 26).unwrap());
    format!("{}{}", letter(n / 26), letter(n).to_lowercase())
}

fn by_form(n: usize) -> String {
    let lines = [
        "*Pesanan NAS3*".to_owned(),
        "Nastar Lebaran".to_owned(),
        format!(
            "1. {} × NAS-KEJU: Nastar Keju = Rp{}.000",
            n % 9 + 1,
            (n % 9 + 1) * 60
        ),
        format!("Total: Rp{}.000", (n % 9 + 1) * 60),
        format!("Nama: Formulir {}", letters(n)),
        format!("HP: 0815-0000-{n:04}"),
    ];
    let check = check_code(lines.iter().map(String::as_str));
    format!("{}\n\nKode: NAS3-{check}", lines.join("\n"))
}

/// Two hundred messages, in the order of a normal day.
fn chat() -> String {
    let mut messages: Vec<String> = Vec::new();
    let mut say = |sender: &str, text: String| {
        let minute = messages.len();
        messages.push(format!(
            "[{:02}:{:02}, 12/2/2026] {sender}: {text}",
            8 + minute / 60,
            minute % 60
        ));
    };
    for n in 0..40 {
        // Forms with labels, from new and known customers.
        let (name, phone) = match n {
            0..20 => (
                format!("Langganan {}", letters(n)),
                format!("0813-0000-{n:04}"),
            ),
            _ => (
                format!("Pembeli {}", letters(n)),
                format!("0814-0000-{n:04}"),
            ),
        };
        say(
            &name,
            format!(
                "*Nama:* {name}\nNo HP: {phone}\nAlamat: Jl. Melati {n}\nPesanan:\n- {} nastar keju\n- 1 lidah kucing\nMakasih kak 🙏",
                n % 5 + 1
            ),
        );
    }
    for n in 0..24 {
        say("+62 815-1111-2222", by_form(n));
    }
    for n in 0..34 {
        let name = format!("Kalimat {}", letters(n));
        say(
            &name,
            format!(
                "kak mau nastar coklat {} sama lidah kucing 1 ya, alamat Jl. Kenanga {n}",
                n % 4 + 1
            ),
        );
    }
    for n in 0..16 {
        say(
            &format!("Baris {}", letters(n)),
            format!("{} nastar keju\n2 lidah kucing", n + 1),
        );
    }
    for n in 0..12 {
        let sign = if n % 2 == 0 { "#" } else { "|" };
        let fields = [
            format!("Pagar {}", letters(n)),
            format!("Jl. Mawar {n}"),
            format!("081600000{n:03}"),
            format!("{} lidah kucing", n + 1),
        ];
        say(&format!("Pagar {}", letters(n)), fields.join(sign));
    }
    for n in 0..14 {
        say(
            &format!("Tamu {}", letters(n)),
            ["Selamat pagi kak 🙏", "makasih ya kak", "😊😊", "Oke siap"][n % 4].to_owned(),
        );
    }
    for n in 0..10 {
        say(
            &format!("Asing {}", letters(n)),
            format!("Nama: Asing {}\nPesanan: {} si bundar", letters(n), n + 1),
        );
    }
    for n in 0..8 {
        say(
            &format!("Ragu {}", letters(n)),
            format!("Nama: Ragu {}\nPesanan: {} nastar", letters(n), n + 1),
        );
    }
    for n in 0..8 {
        say(
            &format!("Tanpa {}", letters(n)),
            "lidah kucing ya kak".to_owned(),
        );
    }
    for n in 0..4 {
        say(
            &format!("Batal {}", letters(n)),
            "lidah kucing 1 batal ya kak".to_owned(),
        );
    }
    for n in 0..4 {
        say(
            &format!("Tanya {}", letters(n)),
            "lidah kucing 2 berapa kak?".to_owned(),
        );
    }
    for n in 0..2 {
        say(
            "+62 815-1111-2222",
            by_form(30 + n).replace("Formulir", "Diubah"),
        );
    }
    // Messages sent twice.
    for n in 0..10 {
        let twice = messages[n * 7].clone();
        messages.push(twice);
    }
    let mut list = String::from("[20:00, 12/2/2026] Admin: REKAP PO\n");
    for n in 0..14 {
        let tick = if n % 3 == 0 { " ✅" } else { "" };
        list.push_str(&format!(
            "{}. Warga {} - {} nastar keju, 1 lidah kucing{tick}\n",
            n + 1,
            letters(n),
            n + 1
        ));
    }
    messages.push(list);
    assert_eq!(messages.len() - 1 + 14, 200);
    messages.join("\n")
}

#[test]
fn two_hundred_mixed_messages_take_an_owner_a_minute() {
    let shop = shop();
    let mut screen = shop.screens().keys("3");
    let before = screen.pressed();
    screen = screen.paste(&chat());
    // Everything without questions, at once.
    screen = screen.keys("A");
    let certain = screen.text();
    let mut kinds = [0; 4];
    while !screen.text().contains("belum diputuskan 0") {
        let text = screen.text();
        let (kind, keys) = if text.contains("tidak ada di PO ini") {
            (0, "tlidah<Enter>")
        } else if text.contains("yang mana") {
            (1, "t<Enter>")
        } else if text.contains("Periksa dulu")
            || text.contains("Cocokkan dulu")
            || text.contains("tidak ada di tempelan")
        {
            (2, "s")
        } else {
            (3, "a")
        };
        kinds[kind] += 1;
        screen = screen.keys(keys);
        assert!(screen.pressed() < 1_000, "{}", screen.text());
    }
    // "lidah kucing 2 berapa kak?" names goods: the review stays until such lines were looked at.
    screen = screen.keys("o").sees("lidah kucing 2 berapa kak?");
    screen = screen.keys("<Esc>").sees_not("belum diputuskan");
    let pressed = screen.pressed() - before;
    // 120 keys: one for all certain messages, 88 for messages with assumptions, 8 to teach "si
    // bundar", 2 for each ambiguous "nastar", 1 to skip each of 6, 2 to look at the questions. At two
    // or three keys a second that takes a minute.
    assert_eq!(pressed, 120, "{kinds:?}");
    assert_eq!(kinds, [1, 8, 6, 88]);
    assert!(
        certain.contains("78 pesanan dari chat disimpan"),
        "{certain}"
    );
    // Ten came twice and are one order each.
    screen.paste(&chat()).sees("tersimpan 176");
    assert!(shop.book.order_id("NAS3-166").is_ok());
    assert!(shop.book.order_id("NAS3-167").is_err());
    // Every third of the list's fourteen has a tick: those orders are paid, no others.
    let payments = shop.book.payments(None, 200).unwrap();
    let mut paid: Vec<i64> = payments.iter().map(|paid| paid.amount.raw()).collect();
    paid.sort_unstable();
    let ordered = |n: i64| n * 60_000 + 45_000;
    assert_eq!(paid, [1, 4, 7, 10, 13].map(ordered));
}
