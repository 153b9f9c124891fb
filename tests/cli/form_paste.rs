//! Pasting the message of an order form: the stored order is exactly what the customer chose, and a
//! message that was altered is asked about.

use std::fs;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use rekap::book::{Book, Opening, Pasted};
use rekap::domain::code::Code;
use rekap::domain::form::{FormItem, FormOrder, LABELS, check_code};
use rekap::domain::money::Rupiah;
use rekap::intake::assortment::GoodsLookup;
use rekap::intake::chat;
use serde_json::json;

use super::form::{clean, write};
use crate::setup::MORNING;
use crate::shop::{Shop, open_po};

/// The goods on sale, with their prices.
const GOODS: [(&str, &str, i64); 4] = [
    ("NAS-KEJU", "Nastar Keju", 65_000),
    ("NAS-ORI", "Nastar Original", 65_000),
    ("KAS", "Kastengel", 70_000),
    ("KADO", "Kotak Kado: isi 2 = hemat", 120_000),
];

/// A shop that sells biscuits, and a box of any two of them.
fn shop() -> Shop {
    let shop = open_po();
    shop.does("product add KADO 'Kotak Kado: isi 2 = hemat' --price 120rb");
    shop.does("product package KADO --choose '2: NAS-KEJU, NAS-ORI, KAS'");
    shop.does("po offer NAS3 KADO");
    shop
}

fn goods(book: &Book) -> GoodsLookup {
    let period = book.period(&Code::read("NAS3").unwrap()).unwrap().id;
    book.on_sale(period).unwrap().into()
}

/// Items that a form can write here; a box begins with its two picks.
fn item() -> impl Strategy<Value = FormItem> {
    (0..4usize, 1..=40i64, clean(0), 0..3usize).prop_map(|(at, qty, text, pick)| {
        let (code, name, price) = GOODS[at];
        let picks = ["NAS-KEJU, KAS", "2 NAS-ORI", "nastar keju + kastengel"][pick];
        let text = match (code, text.trim_matches([',', ';', '+', ' '])) {
            ("KADO", "") => picks.to_owned(),
            ("KADO", text) => format!("{picks}; {text}"),
            _ => text,
        };
        FormItem {
            qty,
            code: Code::read(code).unwrap(),
            name: name.to_owned(),
            chosen: String::new(),
            fields: Vec::new(),
            text,
            amount: Rupiah::new(price * qty),
        }
    })
}

fn order() -> impl Strategy<Value = FormOrder> {
    let texts = (clean(1), clean(0), clean(0));
    (
        prop::collection::vec(item(), 1..5),
        texts,
        0..100_000_000u64,
    )
        .prop_map(|(items, (name, address, note), number)| FormOrder {
            period: Code::read("NAS3").unwrap(),
            total: Rupiah::new(items.iter().map(|item| item.amount.raw()).sum()),
            items,
            name,
            phone: format!("0812-{number:08}"),
            address,
            note,
            around: String::new(),
        })
}

/// The notations in which a chat app copies a message.
fn wrapped(text: &str, how: usize) -> String {
    let quoted = || text.lines().map(|line| format!("> {line}\n")).collect();
    match how {
        0 => text.to_owned(),
        1 => format!("[09:14, 12/8/2026] +62 812-0000-0001: {text}"),
        2 => format!(
            "12/08/26 09.14 - Bu Pesanan: {}",
            text.replace('\n', "\r\n")
        ),
        3 => quoted(),
        4 => format!("Pesanan saya ya kak\n\n{text}\nmakasih"),
        // Copied without the stars around its first line.
        5 => format!("Pesanan saya ya kak\n\n{}", text.replacen('*', "", 2)),
        _ => format!(
            "Nama: Orang Lain\nPesanan: 1 kastengel\n\n{text}\n\nNama: Siti\nPesanan: 2 kastengel"
        ),
    }
}

/// The parts of an order that a form decides: code, units, chosen parts and customization of each
/// item.
fn items_of(order: &FormOrder) -> Vec<(String, i64, String)> {
    let mut items: Vec<(String, i64, String)> = Vec::new();
    for item in &order.items {
        let picks = [
            ("NAS-KEJU, KAS", "NAS-KEJU, KAS"),
            ("2 NAS-ORI", "2 NAS-ORI"),
            ("nastar keju + kastengel", "NAS-KEJU, KAS"),
        ];
        let text = item.customization();
        let wish = match picks.iter().find(|(typed, _)| text.starts_with(typed)) {
            Some((typed, kept)) if item.code.as_str() == "KADO" => {
                format!("[{kept}] {}", text[typed.len()..].trim_start_matches("; "))
            }
            _ => format!("[] {text}"),
        };
        let code = item.code.to_string();
        match items
            .iter_mut()
            .find(|known| known.0 == code && known.2 == wish)
        {
            Some(known) => known.1 += item.qty,
            None => items.push((code, item.qty, wish)),
        }
    }
    items.sort();
    items
}

#[test]
fn a_random_order_is_stored_as_its_form_wrote_it() {
    let shop = shop();
    let book = Book::open(&shop.book(), Opening::Existing).unwrap();
    let period = book.period(&Code::read("NAS3").unwrap()).unwrap().id;
    let goods = goods(&book);
    let config = Config {
        cases: 96,
        failure_persistence: None,
        ..Config::default()
    };
    let title = prop_oneof![clean(1), Just("Pesanan Natal 2026".to_owned())];
    let cases = (order(), title, 0..2usize, 0..7usize);
    let book = std::cell::RefCell::new(book);
    let outcome = TestRunner::new(config).run(&cases, |(order, title, lang, how)| {
        let mut book = book.borrow_mut();
        let text = wrapped(&write(&order, &title, &LABELS[lang]), how);
        let mut drafts = chat::read(&text, &goods).unwrap();
        if how == 6 {
            prop_assert_eq!(drafts.len(), 3, "{}", text);
            drafts.remove(0);
        }
        let mut draft = drafts.remove(0);
        book.recognise(period, &mut draft, MORNING).unwrap();
        prop_assert_eq!(draft.sureness(), "certain", "{}", text);
        let placed = book.place_drafts(period, &[&draft], MORNING).unwrap().made;
        let Pasted::Placed(code) = &placed[0] else {
            panic!("{placed:?}\n{text}")
        };
        let stored = book.order(book.order_id(code).unwrap(), MORNING).unwrap();
        // Undone even when the case fails, for the next one.
        book.undo(None, MORNING).unwrap();
        let mut items: Vec<(String, i64, String)> = Vec::new();
        for line in &stored.lines {
            let wish = format!("[{}] {}", line.chosen, line.customization);
            items.push((line.code.clone(), line.qty, wish));
        }
        items.sort();
        prop_assert_eq!(items, items_of(&order), "{}", text);
        prop_assert_eq!(stored.row.bill.total, order.total, "{}", text);
        prop_assert_eq!(&stored.row.customer_name, &order.name, "{}", text);
        prop_assert_eq!(&stored.address, &order.address, "{}", text);
        prop_assert_eq!(&stored.note, &order.note, "{}", text);
        let phone = format!("62{}", order.phone.replace('-', "").split_off(1));
        prop_assert_eq!(stored.recipient_phone, Some(phone), "{}", text);
        Ok(())
    });
    outcome.unwrap();
}

fn message(lines: &[&str]) -> String {
    format!(
        "{}\n\nKode: NAS3-{}",
        lines.join("\n"),
        check_code(lines.iter().copied())
    )
}

const BUDI: [&str; 8] = [
    "*Pesanan NAS3*",
    "Nastar batch 3 — Dapur Sari",
    "1. 2 × NAS-KEJU: Nastar Keju = Rp130.000",
    "✎ tulis: *Selamat* & _sukses_",
    "Total: Rp130.000",
    "Nama: Budi",
    "HP: 0812-3456-7890",
    "Catatan: an Siti, 3 kastengel untuk minggu depan",
];

fn with(text: &str) -> Shop {
    let shop = shop();
    fs::write(shop.file("chat.txt"), text).unwrap();
    shop
}

#[test]
fn a_message_among_others_becomes_its_order_and_what_was_said_beside_it_is_noted() {
    let shop = with(&format!(
        "[09:10, 1/2/2026] Rina: 2 kastengel\n[09:14, 1/2/2026] Budi: {}\n[09:15, 1/2/2026] Budi: tolong dibungkus rapi\n[09:15, 1/2/2026] Budi: makasih kak 🙏\n",
        message(&BUDI)
    ));
    assert_eq!(
        shop.does("order paste chat.txt --po NAS3 --yes"),
        "NAS3-001\nNAS3-002"
    );
    let budi = shop.json("order show NAS3-002");
    assert_eq!(budi["customer"]["name"], "Budi");
    assert_eq!(budi["customer"]["phone"], "6281234567890");
    assert_eq!(
        budi["lines"][0]["customization"], "tulis: *Selamat* & _sukses_",
        "stars and all"
    );
    assert_eq!(budi["lines"].as_array().unwrap().len(), 1);
    assert_eq!(
        budi["note"],
        "an Siti, 3 kastengel untuk minggu depan\ntolong dibungkus rapi"
    );
    // Forwarded by somebody else, it is still the same order.
    fs::write(
        shop.file("chat.txt"),
        format!("[10:00, 2/2/2026] Ani: {}", message(&BUDI)),
    )
    .unwrap();
    let again = shop.rekap("order paste chat.txt --po NAS3 --yes");
    assert!(again.err.contains("sudah menjadi NAS3-002"), "{again:?}");
}

#[test]
fn a_figure_changed_on_the_way_is_asked_about_and_never_read_by_guess() {
    let shop = with(&message(&BUDI).replace("2 ×", "3 ×"));
    let why = "Kode di akhir pesan tidak cocok";
    shop.refuses("order paste chat.txt --po NAS3 --yes", why);
    let read = shop.json("order paste chat.txt --po NAS3");
    assert_eq!(read["messages"].as_array().unwrap().len(), 1);
    assert_eq!(read["messages"][0]["items"][0]["qty"]["value"], 3);
    assert_eq!(
        read["messages"][0]["items"][0]["qty"]["sureness"],
        "assumed"
    );
    // Cut off, with another order after it.
    let cut = format!(
        "{}\n\nNama: Siti\nPesanan: 1 kastengel",
        BUDI[..5].join("\n")
    );
    fs::write(shop.file("chat.txt"), cut).unwrap();
    let ran = shop.rekap("order paste chat.txt --po NAS3 --yes");
    assert_eq!((ran.code, ran.out.as_str()), (1, "NAS3-001\n"), "{ran:?}");
    assert!(ran.err.contains("terpotong"), "{ran:?}");
    assert_eq!(shop.json("order show NAS3-001")["customer"]["name"], "Siti");
    fs::write(
        shop.file("chat.txt"),
        message(&BUDI).replace("Budi", "Badu"),
    )
    .unwrap();
    let shop = shop.in_english();
    shop.refuses(
        "order paste chat.txt --po NAS3 --yes",
        "The code at the end of the message does not match",
    );
}

/// A remark next to a form's message counts, however politely it begins.
#[test]
fn a_form_taken_back_beside_its_message_is_asked_about() {
    for beside in ["batal ya kak", "Oke kak, jadi 3 aja", "maaf ga jadi 🙏"] {
        for text in [
            format!("{}\n\n{beside}", message(&BUDI)),
            format!("{beside}\n{}", message(&BUDI)),
            format!(
                "[09:14, 1/2/2026] Budi: {}\n[09:20, 1/2/2026] Ani: 1 kastengel\n[09:21, 1/2/2026] Budi: {beside}",
                message(&BUDI)
            ),
        ] {
            let shop = with(&text);
            let first = &shop.json("order paste chat.txt --po NAS3")["messages"][0];
            assert_eq!(first["sureness"], "unclear", "{text}\n{first}");
            let ran = shop.rekap("order paste chat.txt --po NAS3 --yes");
            assert!(
                ran.err.contains("diubah atau dibatalkan"),
                "{text}\n{ran:?}"
            );
        }
    }
}

#[test]
fn a_form_of_another_po_or_of_yesterdays_price_says_so() {
    let shop = with(&message(&BUDI));
    shop.does("po new NAS4 'Nastar batch 4' --open 2026-01-20 --close 2026-02-15");
    shop.does("po offer NAS4 NAS");
    shop.refuses(
        "order paste chat.txt --po NAS4 --yes",
        "untuk PO NAS3, bukan NAS4",
    );
    shop.does("po offer NAS3 NAS-KEJU --price 70rb");
    let told = shop.does("order paste chat.txt --po NAS3");
    assert!(
        told.contains("total di pesan Rp130.000, tagihan sekarang Rp140.000"),
        "{told}"
    );
    assert!(
        told.contains("NAS-KEJU: di pesan Rp130.000, sekarang Rp140.000"),
        "{told}"
    );
    // The customer agreed to another sum, so it is not saved unasked.
    shop.refuses(
        "order paste chat.txt --po NAS3 --yes",
        "tidak disimpan: total di pesan Rp130.000, tagihan sekarang Rp140.000",
    );
    let read = shop.json("order paste chat.txt --po NAS3");
    let total = &read["messages"][0]["total"];
    assert_eq!(
        (&total["value"], &total["sureness"]),
        (&json!(130_000), &json!("unclear"))
    );
    // At the price of the message it is.
    shop.does("po offer NAS3 NAS-KEJU --price 65rb");
    assert_eq!(
        shop.does("order paste chat.txt --po NAS3 --yes"),
        "NAS3-001"
    );
}

/// Amounts that were swapped between two goods leave the sum as it was: saved, and told.
#[test]
fn amounts_that_differ_in_a_right_sum_are_told() {
    let mut lines = BUDI.to_vec();
    lines[2] = "1. 1 × NAS-KEJU: Nastar Keju = Rp70.000";
    lines[3] = "2. 1 × KAS: Kastengel = Rp65.000";
    lines[4] = "Total: Rp135.000";
    let shop = with(&message(&lines));
    let ran = shop.rekap("order paste chat.txt --po NAS3 --yes");
    assert_eq!((ran.code, ran.out.as_str()), (0, "NAS3-001\n"), "{ran:?}");
    for told in [
        "NAS3-001: NAS-KEJU: di pesan Rp70.000, sekarang Rp65.000",
        "NAS3-001: KAS: di pesan Rp65.000, sekarang Rp70.000",
    ] {
        assert!(ran.err.contains(told), "{ran:?}");
    }
}

#[test]
fn a_package_whose_picks_are_missing_is_asked_about() {
    let lines = [
        "*Pesanan NAS3*",
        "Nastar batch 3",
        "1. 1 × KADO: Kotak Kado = Rp120.000",
        "✎ pita merah",
        "Total: Rp120.000",
        "Nama: Budi",
        "HP: 0812-3456-7890",
    ];
    let shop = with(&message(&lines));
    shop.refuses(
        "order paste chat.txt --po NAS3 --yes",
        "1 KADO[Nastar Keju, Nastar Original]",
    );
    fs::write(
        shop.file("chat.txt"),
        "Nama: Budi\nPesanan: 1 KADO (nastar ori, kastengel)",
    )
    .unwrap();
    assert_eq!(
        shop.does("order paste chat.txt --po NAS3 --yes"),
        "NAS3-001"
    );
    let line = &shop.json("order show NAS3-001")["lines"][0];
    assert_eq!(line["customization"], json!(null));
    assert_eq!(line["chosen"], "NAS-ORI, KAS", "{line}");
}
