//! `order paste`: customers' messages become orders, and only what is really unclear is asked.

use std::fs;
use std::process::Stdio;

use serde_json::json;

use crate::shop::{Ran, Shop, open_po, ran};

const CHAT: &str = "\
[09:14, 1/2/2026] Budi: Kak mau nastar keju 2 sama kastengel 1 ya, alamat Jl. Melati 5
[09:20, 1/2/2026] +62 812-3456-7890: *Nama:* Siti
*Pesanan:*
- 3 Nastar Original
Terima kasih kak 🙏
[09:31, 1/2/2026] Rina: 2 nastar
";

fn with(text: &str) -> Shop {
    let shop = open_po();
    fs::write(shop.file("chat.txt"), text).unwrap();
    shop
}

fn typed(shop: &Shop, typed: &str, text: &str) -> Ran {
    use std::io::Write;
    let mut child = shop
        .command(typed)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(text.as_bytes())
        .unwrap();
    ran(child.wait_with_output().unwrap())
}

#[test]
fn without_yes_it_shows_what_it_read_and_saves_nothing() {
    let shop = with(CHAT);
    let before = fs::read(shop.book()).unwrap();
    let ran = shop.rekap("pesanan tempel chat.txt --po nas3");
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("2 Nastar Keju"), "{}", ran.out);
    assert!(
        ran.out.contains("nama dari pengirim chat: Budi"),
        "{}",
        ran.out
    );
    assert!(
        ran.out.contains("Nastar Keju / Nastar Original"),
        "{}",
        ran.out
    );
    assert!(ran.err.contains("--yes"), "{}", ran.err);
    assert!(before == fs::read(shop.book()).unwrap());
}

#[test]
fn json_has_every_field_with_its_source_and_certainty() {
    let shop = with(CHAT);
    let read = shop.json("order paste chat.txt --po NAS3");
    let messages = read["messages"].as_array().unwrap();
    assert_eq!(read["period"], "NAS3");
    let states: Vec<_> = messages
        .iter()
        .map(|message| message["sureness"].clone())
        .collect();
    assert_eq!(
        states,
        [json!("assumed"), json!("assumed"), json!("unclear")]
    );
    let siti = &messages[1];
    assert_eq!(siti["name"]["value"], "Siti");
    assert_eq!(siti["name"]["sureness"], "assumed");
    assert_eq!(
        siti["name"]["span"],
        json!({"line": 2, "column": 7, "to_line": 2, "to_column": 10})
    );
    assert_eq!(siti["items"][0]["code"]["value"], "NAS-ORI");
    assert_eq!(siti["items"][0]["qty"]["value"], 3);
    assert_eq!(siti["items"][0]["qty"]["sureness"], "certain");
    assert_eq!(
        messages[2]["items"][0]["candidates"],
        json!(["NAS-KEJU", "NAS-ORI"])
    );
}

#[test]
fn with_yes_what_is_certain_or_assumed_is_saved_in_one_deed() {
    let shop = with(CHAT);
    let ran = shop.rekap("order paste chat.txt --po NAS3 --yes");
    // Rina's "nastar" could be either of two: it is asked about, the other orders are saved.
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (1, "NAS3-001\nNAS3-002\n"),
        "{ran:?}"
    );
    assert!(
        ran.err.contains("Rina") && ran.err.contains("\"nastar\" yang mana"),
        "{}",
        ran.err
    );
    let first = shop.json("order show NAS3-001");
    assert_eq!(first["customer"]["name"], "Budi");
    assert_eq!(first["total"], 2 * 65_000 + 70_000, "priced by the PO");
    assert_eq!(
        shop.json("order show NAS3-002")["customer"]["phone"],
        "6281234567890"
    );
    shop.does("undo");
    assert_eq!(shop.json("order list")["orders"], json!([]), "one undo");
}

#[test]
fn the_same_message_adds_nothing_the_second_time_and_says_so() {
    let shop = with("Nama: Budi\nPesanan: 2 Kastengel\n");
    assert_eq!(
        shop.does("order paste chat.txt --po NAS3 --yes"),
        "NAS3-001"
    );
    fs::write(
        shop.file("chat.txt"),
        "*Nama* : Budi\n\nPesanan : 2 kastengel",
    )
    .unwrap();
    let again = shop.rekap("order paste chat.txt --po NAS3 --yes");
    assert_eq!((again.code, again.out.as_str()), (0, ""), "{again:?}");
    assert!(
        again.err.contains("sudah menjadi NAS3-001"),
        "{}",
        again.err
    );
    // The same message twice in one paste.
    let shop = with("Nama: Ani\nPesanan: 1 Kastengel\n\nNama: Ani\nPesanan: 1 Kastengel\n");
    let ran = shop.rekap("order paste chat.txt --po NAS3 --yes");
    assert_eq!((ran.code, ran.out.as_str()), (0, "NAS3-001\n"), "{ran:?}");
    assert!(ran.err.contains("sama dengan pesan 1"), "{}", ran.err);
}

#[test]
fn a_list_that_grew_adds_only_its_new_entries() {
    let shop = with("1. Budi - 2 nastar keju 1 kastengel ✅\n2. Siti - 1 kastengel\n");
    assert_eq!(
        shop.does("order paste chat.txt --po NAS3 --yes"),
        "NAS3-001\nNAS3-002"
    );
    fs::write(
        shop.file("chat.txt"),
        "REKAP PO\n1. Siti - 1 kastengel ✅\n2. Budi - 2 nastar keju 1 kastengel ✅\n3. Rina - 4 kastengel\n",
    )
    .unwrap();
    assert_eq!(
        shop.does("order paste chat.txt --po NAS3 --yes"),
        "NAS3-003"
    );
}

#[test]
fn text_comes_from_stdin_too() {
    let shop = open_po();
    for stdin in [
        "order paste --po NAS3 --yes -",
        "order paste --po NAS3 --yes",
    ] {
        let ran = typed(&shop, stdin, "Nama: Budi\r\nPesanan: 2 kastengel\r\n");
        assert_eq!(ran.code, 0, "{ran:?}");
    }
    assert_eq!(
        shop.json("order list")["orders"].as_array().unwrap().len(),
        1
    );
}

#[test]
fn customers_are_known_by_phone_then_by_name() {
    let shop = with(
        "Nama: Bu Siti\nNo HP: 0812-3456-7890\nPesanan: 1 kastengel\n\nNama: Budi\nPesanan: 1 kastengel\n",
    );
    shop.does("order add NAS3 --name Siti --phone 081234567890 --item '1 KAS'");
    shop.does("order add NAS3 --name Budi --phone 081300000001 --item '1 KAS'");
    let told = shop.does("order paste chat.txt --po NAS3");
    assert!(told.contains("nomor ini milik pelanggan Siti"), "{told}");
    assert!(
        told.contains("dianggap pelanggan lama Budi (6281300000001)"),
        "{told}"
    );
    shop.does("order paste chat.txt --po NAS3 --yes");
    assert_eq!(
        shop.json("customer list")["customers"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    // Two customers with the same name.
    shop.does("order add NAS3 --name Budi --phone 081300000002 --item '1 KAS'");
    fs::write(shop.file("chat.txt"), "Nama: Budi\nPesanan: 3 kastengel").unwrap();
    shop.refuses(
        "order paste chat.txt --po NAS3 --yes",
        "2 pelanggan bernama Budi",
    );
}

#[test]
fn an_alias_is_certain_and_can_be_forgotten() {
    let shop = with("Nama: Budi\nPesanan: 2 si bundar\n");
    shop.refuses(
        "order paste chat.txt --po NAS3 --yes",
        "tidak ada di PO ini",
    );
    shop.does("sebutan tambah 'Si Bundar' nas-keju");
    assert_eq!(
        shop.json("alias list")["aliases"],
        json!([{"text": "si bundar", "code": "NAS-KEJU", "name": "Nastar Keju"}])
    );
    let read = shop.json("order paste chat.txt --po NAS3");
    assert_eq!(read["messages"][0]["sureness"], "certain");
    shop.does("undo");
    assert_eq!(shop.json("alias list")["aliases"], json!([]));
    shop.does("redo");
    shop.does("alias forget 'si  bundar'");
    shop.refuses("alias forget bundar", "bundar");
    shop.refuses("alias add lidah TAK-ADA", "TAK-ADA");
}

#[test]
fn the_recap_of_a_po_is_read_back() {
    let shop = open_po();
    shop.does("order add NAS3 --name Budi --item '2 NAS-KEJU' --item '1 KAS: tanpa gula'");
    shop.does("order add NAS3 --name 'Bu Siti' --item '3 NAS-ORI'");
    shop.does("pay NAS3-002 195rb");
    let list = shop.does("po daftar-grup NAS3");
    assert_eq!(
        list,
        "1. Budi - 2 Nastar Keju, 1 Kastengel (tanpa gula)\n2. Bu Siti - 3 Nastar Original ✅"
    );
    let other = open_po();
    fs::write(other.file("list.txt"), list).unwrap();
    other.does("order paste list.txt --po NAS3 --yes");
    assert_eq!(
        other.json("tally NAS3")["rows"],
        shop.json("tally NAS3")["rows"]
    );
}

/// The same with packages and their chosen parts; pasting a recap into its own PO adds nothing.
#[test]
fn a_recap_holds_what_was_chosen_and_adds_nothing_twice() {
    let packed = || {
        let shop = open_po();
        shop.does("product add KADO 'Kotak Kado' --price 120rb");
        shop.does("product package KADO --choose '2: NAS-KEJU, NAS-ORI, KAS'");
        shop.does("po offer NAS3 KADO");
        shop
    };
    let shop = packed();
    let list = "1. Budi - 2 Kotak Kado (2 KAS, pita merah), 1 Kastengel\n2. Bu Siti - 1 Kotak Kado (NAS-KEJU, NAS-ORI) ✅";
    fs::write(shop.file("list.txt"), list).unwrap();
    shop.does("shop set ticks=paid");
    shop.does("order paste list.txt --po NAS3 --yes");
    let line = &shop.json("order show NAS3-001")["lines"][0];
    assert_eq!(
        (&line["chosen"], &line["customization"]),
        (&json!("2 KAS"), &json!("pita merah"))
    );
    assert_eq!(shop.does("po recap NAS3"), list);
    let again = shop.rekap("order paste list.txt --po NAS3 --yes");
    assert_eq!((again.code, again.out.as_str()), (0, ""), "{again:?}");
    let other = packed();
    fs::write(other.file("list.txt"), list).unwrap();
    other.does("order paste list.txt --po NAS3 --yes");
    assert_eq!(
        other.json("tally NAS3")["rows"],
        shop.json("tally NAS3")["rows"]
    );
}

/// The same text from the same sender is one order; from another sender it is another order.
#[test]
fn a_message_sent_twice_gets_one_sentence() {
    let text = "[09:14, 1/2/2026] Budi: 2 kastengel\n[09:15, 1/2/2026] Budi: 2 kastengel\n[09:16, 1/2/2026] Ani: 2 kastengel\n";
    let shop = with(text);
    let ran = shop.rekap("order paste chat.txt --po NAS3 --yes");
    assert_eq!((ran.code, ran.out.as_str()), (0, "NAS3-001\nNAS3-002\n"));
    assert_eq!(
        ran.err,
        "Pesan 2 sama dengan pesan 1; dibaca satu kali.\n\
         NAS3-001: nama dari pengirim chat: Budi\n\
         NAS3-002: nama dari pengirim chat: Ani\n"
    );
    assert_eq!(shop.json("order show NAS3-002")["customer"]["name"], "Ani");
}

/// A bank statement, emoji, the shop's own messages: one sentence each, nothing saved.
#[test]
fn text_without_orders_is_refused_with_one_sentence() {
    let statement: String = (1..60)
        .map(|day| format!("{:02}/01;TRSF E-BANKING CR 0201/FTSCY/WS95031 {day}00000.00 BUDI KASTENGEL;0000;{day}00,000.00 CR;1,2{day}0,000.00\n", day % 28 + 1))
        .collect();
    let csv: String = (1..60)
        .map(|day| {
            format!(
                "{:02}/01/2026,KR OTOMATIS TRANSFER DR 014 SITI,0,130000,{day}450000\n",
                day % 28 + 1
            )
        })
        .collect();
    for text in [&*statement, &*csv] {
        let shop = with(text);
        for typed in [
            "order paste chat.txt --po NAS3",
            "order paste chat.txt --po NAS3 --yes",
        ] {
            shop.refuses(typed, "mutasi rekening, bukan pesanan");
        }
    }
    for text in ["🙏🙏🎉\n🥳", "✅", "...", "12345", "081234567890"] {
        let shop = with(text);
        for typed in [
            "order paste chat.txt --po NAS3",
            "order paste chat.txt --po NAS3 --yes",
        ] {
            shop.refuses(typed, "Tidak ada pesanan yang terbaca");
            assert_eq!(shop.rekap(typed).err.lines().count(), 1, "{text}");
        }
    }
}

#[test]
fn refused_orders_say_why() {
    let shop = with("🙏🙏\nselamat pagi kak\n");
    shop.refuses(
        "order paste chat.txt --po NAS3 --yes",
        "Tidak ada pesanan yang terbaca",
    );
    shop.refuses("order paste tak-ada.txt --po NAS3", "tak-ada.txt tidak ada");
    shop.refuses("order paste chat.txt --po XX", "XX");
    shop.wrong("order paste chat.txt", "--po");
    fs::write(shop.file("chat.txt"), [b'N', 0xff, 0xfe]).unwrap();
    shop.refuses("order paste chat.txt --po NAS3", "bukan UTF-8");
    fs::write(shop.file("chat.txt"), "x".repeat(1_000_001)).unwrap();
    shop.refuses("order paste chat.txt --po NAS3", "terlalu panjang");
    // A pasted order is held to the same rules as a typed one.
    fs::write(
        shop.file("chat.txt"),
        "Nama: Budi\nPesanan: 3 kastengel\n\nNama: Ani\nPesanan: 2 kastengel",
    )
    .unwrap();
    shop.does("po offer NAS3 KAS --quota 4");
    let ran = shop.rekap("order paste chat.txt --po NAS3 --yes");
    assert_eq!((ran.code, ran.out.as_str()), (1, "NAS3-001\n"), "{ran:?}");
    assert!(ran.err.contains("Ani"), "{}", ran.err);
    let shop = with("Nama: Budi\nPesanan: 3 rendang").in_english();
    shop.refuses(
        "order paste chat.txt --po NAS3 --yes",
        "\"rendang\" is not in this PO",
    );
    fs::write(shop.file("chat.txt"), "Pesanan: 3 kastengel").unwrap();
    shop.refuses("order paste chat.txt --po NAS3 --yes", "Who is it from?");
    fs::write(shop.file("chat.txt"), "🙏").unwrap();
    shop.refuses("order paste chat.txt --po NAS3", "No order could be read");
}

/// The shop's own messages are no orders, but the list of orders that it keeps is read.
#[test]
fn the_shops_own_messages_are_no_orders() {
    let shop = with("[09:14, 1/2/2026] Dapur Ibu: 2 kastengel ya, an Budi\n");
    shop.does("order paste chat.txt --po NAS3");
    shop.does("shop set name='Dapur Ibu' phone=0812-3456-7890");
    for sender in ["Dapur Ibu", "dapur  ibu", "+62 812-3456-7890"] {
        let text = format!("[09:14, 1/2/2026] {sender}: 2 kastengel ya, an Budi\n");
        fs::write(shop.file("chat.txt"), text).unwrap();
        shop.refuses("order paste chat.txt --po NAS3 --yes", "pesan dari toko");
    }
    let text = "[09:14, 1/2/2026] Dapur Ibu: REKAP\n1. Budi - 2 kastengel\n2. Siti - 1 kastengel\n";
    fs::write(shop.file("chat.txt"), text).unwrap();
    assert_eq!(
        shop.does("order paste chat.txt --po NAS3 --yes"),
        "NAS3-001\nNAS3-002"
    );
}

#[test]
fn the_mark_of_a_message_is_no_number_of_the_order() {
    let shop = with("Nama: Budi\nPesanan: 2 kastengel\n");
    shop.does("order paste chat.txt --po NAS3 --yes");
    let csv = shop.does("export orders NAS3");
    assert!(csv.contains("Budi") && !csv.contains("chat:"), "{csv}");
}

/// What `--yes` took for granted is said once it is saved, as nobody saw a preview.
#[test]
fn assumptions_are_told_when_they_are_saved() {
    let shop = with("[09:14, 1/2/2026] Rina: 2 kastengel\n");
    let ran = shop.rekap("order paste chat.txt --po NAS3 --yes");
    assert_eq!((ran.code, ran.out.as_str()), (0, "NAS3-001\n"), "{ran:?}");
    assert!(
        ran.err.contains("NAS3-001: nama dari pengirim chat: Rina"),
        "{ran:?}"
    );
}

/// If a message states another total than the bill's, the preview says so and nothing is saved.
#[test]
fn a_total_in_the_message_is_compared_with_the_bill() {
    let shop = with("Nama: Budi\nPesanan: 2 kastengel\nTotal: 500.000\n");
    let told = shop.does("order paste chat.txt --po NAS3");
    assert!(
        told.contains("total di pesan Rp500.000, tagihan sekarang Rp140.000"),
        "{told}"
    );
    assert!(told.contains("  Total Rp140.000"), "{told}");
    shop.refuses(
        "order paste chat.txt --po NAS3 --yes",
        "total di pesan Rp500.000, tagihan sekarang Rp140.000",
    );
    fs::write(
        shop.file("chat.txt"),
        "Nama: Budi\nPesanan: 2 kastengel\nTotal harga: Rp 140.000,-\n",
    )
    .unwrap();
    let read = shop.json("order paste chat.txt --po NAS3");
    assert_eq!(read["messages"][0]["sureness"], "certain");
}

/// A word that names other goods can't be an alias. A word that names several variants of one
/// product can become the alias of one.
#[test]
fn the_name_of_other_goods_cannot_be_an_alias() {
    let shop = with("Nama: Budi\nPesanan: 2 nastar\n");
    for said in ["Kastengel", "kastengel ", "KAS"] {
        shop.refuses(
            &format!("alias add '{said}' NAS-KEJU"),
            "sudah berarti Kastengel",
        );
    }
    shop.refuses(
        "alias add 'nastar original' KAS",
        "sudah berarti Nastar Original",
    );
    shop.does("alias add nastar NAS-KEJU");
    let read = shop.json("order paste chat.txt --po NAS3");
    assert_eq!(read["messages"][0]["sureness"], "certain");
}

/// A message that only changes an order refers to the sender's order in the book, found by phone,
/// then by name. It orders nothing; lines that are no orders are counted, and listed in JSON.
#[test]
fn a_message_that_changes_an_order_names_it() {
    let shop = with(
        "\
[09:14, 1/2/2026] Budi: jadi 3 ya kak
[09:15, 1/2/2026] +62 812-3456-7890: batalin aja
[09:16, 1/2/2026] Rina: ganti coklat
[09:17, 1/2/2026] Tuti: 2 kastengel
[09:18, 1/2/2026] Ina: kyk td pagi yak
",
    );
    shop.does("order add NAS3 --name Budi --item '2 NAS-KEJU'");
    shop.does("order add NAS3 --name Siti --phone 081234567890 --item '1 KAS'");
    let told = shop.json("order paste chat.txt --po NAS3");
    let asked = |nth: usize| told["messages"][nth]["unclear"].to_string();
    assert!(
        asked(0).contains("NAS3-001") && !asked(0).contains("NAS3-002"),
        "{told}"
    );
    assert!(asked(1).contains("NAS3-002"), "{told}");
    assert!(asked(2).contains("tidak ada di tempelan ini"), "{told}");
    for nth in 0..3 {
        assert_eq!(told["messages"][nth]["items"], json!([]), "{told}");
        assert_eq!(
            told["messages"][nth]["unclear"].as_array().unwrap().len(),
            1
        );
    }
    assert_eq!(
        told["passed"],
        json!([{ "line": 5, "text": "kyk td pagi yak" }])
    );
    let saved = shop.rekap("order paste chat.txt --po NAS3 --yes");
    assert_eq!(saved.out, "NAS3-003\n", "{saved:?}");
    assert!(saved.err.contains("1 baris bukan pesanan"), "{saved:?}");
}
