//! Messages to customers: texts, links, who is due and who is passed over (rules 52, 53, 64, 102).

use std::collections::BTreeMap;

use chrono::Days;
use rekap::book::{Book, Opening, TellScope};
use rekap::domain::estimate::DelayOffer;
use rekap::domain::telling::{TellKind, TellVia};
use rekap::domain::when::{Moment, Zone};
use serde_json::{Value, json};

use crate::shop::{Shop, empty, ran};

/// A PO with a down payment of half within two days, and an account to pay to.
fn shop() -> Shop {
    let shop = empty();
    shop.does("account add 'BCA 1234567890 Ratih' --method transfer");
    shop.does("product add NAS Nastar --price 60rb");
    shop.does(
        "po new PO1 'Kue Lebaran' --open 2026-01-20 --close 2026-02-15 --ready 2026-03-01 --dp 50% --dp-hours 48",
    );
    shop.does("po offer PO1 NAS");
    shop
}

fn order(shop: &Shop, name: &str, phone: &str) {
    shop.does(&format!(
        "order add PO1 --name '{name}' --phone '{phone}' --item '2 NAS'"
    ));
}

/// The (orders, text) of the messages of a kind.
fn messages(shop: &Shop, typed: &str) -> Vec<(Value, String)> {
    let told = shop.json(&format!("tell {typed}"));
    let messages = told["messages"].as_array().unwrap();
    let read = |message: &Value| {
        (
            message["orders"].clone(),
            message["text"].as_str().unwrap().to_owned(),
        )
    };
    messages.iter().map(read).collect()
}

fn passed_over(shop: &Shop, typed: &str) -> Vec<(String, String)> {
    let told = shop.json(&format!("tell {typed}"));
    let passed = told["passed_over"].as_array().unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    passed
        .iter()
        .map(|passed| (text(&passed["order"]), text(&passed["why"])))
        .collect()
}

/// A confirmation says what was ordered, what to pay and where, and its link opens the chat with the same text.
#[test]
fn a_confirmation_says_what_the_customer_needs_next() {
    let shop = shop();
    order(&shop, "Dewi", "081234567801");
    let told = shop.json("tell confirm PO1-001");
    let message = &told["messages"][0];
    let text = message["text"].as_str().unwrap();
    for said in [
        "Halo Kak Dewi,",
        "*PO1-001* (Kue Lebaran)",
        "- 2 x Nastar = Rp120.000",
        "Total: *Rp120.000*",
        "sekarang: *Rp60.000*",
        "Paling lambat: ",
        "Pembayaran:\nBCA 1234567890 Ratih",
        "Perkiraan siap: Min 1 Mar 2026",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(
        !text.contains("Sudah masuk") && !text.contains("Diminta"),
        "{text}"
    );
    assert_eq!(message["to"], "Dewi");
    assert_eq!(message["phone"], "6281234567801");
    assert_eq!(message["told_at"], Value::Null);
    let link = message["link"].as_str().unwrap();
    let query = link.strip_prefix("https://wa.me/6281234567801?").unwrap();
    let read: Vec<_> = form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect();
    assert_eq!(read, [("text".to_owned(), text.to_owned())]);
}

/// The messages of a kind in both languages: each is a clean text, and its link is short and decodes to it. Returns
/// how many there were.
fn clean(shop: &Shop, kind: TellKind) -> usize {
    let mut count = 0;
    for lang in ["id", "en"] {
        let told = shop.json(&format!("tell {} PO1 --lang {lang}", kind.code()));
        for message in told["messages"].as_array().unwrap() {
            let text = message["text"].as_str().unwrap();
            let unclean = |c: &char| c.is_control() && *c != '\n' || *c == '\u{202e}';
            assert_eq!(text.chars().find(unclean), None, "{text:?}");
            assert!(!text.contains("Kak Kak") && !text.contains('{'), "{text}");
            let link = message["link"].as_str().unwrap();
            assert!(link.len() < 2_000, "{link}");
            let (_, query) = link.split_once('?').unwrap();
            let read: Vec<_> = form_urlencoded::parse(query.as_bytes())
                .into_owned()
                .collect();
            assert_eq!(read, [("text".to_owned(), text.to_owned())]);
            count += 1;
        }
    }
    count
}

/// Every kind of message to every kind of customer (no name, a long one, signs, right to left; with one order or
/// several, with nothing to pay, with credit), to a supplier and to the group is a clean text, and its link decodes
/// to it.
#[test]
fn links_hold_every_name_and_stay_short() {
    let mut shop = shop();
    shop.does("supplier add 'Dapur \"Bu Tini\" & Co' --phone 081399990000");
    shop.does("product edit NAS --supplier 'Dapur \"Bu Tini\" & Co'");
    let long = "Nama Panjang Sekali ".repeat(5);
    let names = [
        "",
        long.trim(),
        "Sari & Co #1",
        "Mbak \"Ayu\"",
        "عائشة",
        "Kak Budi",
    ];
    for times in 0..2 {
        for (nth, name) in names.iter().enumerate() {
            if times == 0 || nth % 2 == 1 {
                order(&shop, name, &format!("08123456780{nth}"));
            }
        }
    }
    let mut seen: BTreeMap<TellKind, usize> = BTreeMap::new();
    let mut looks = |shop: &Shop, kinds: &[TellKind]| {
        for kind in kinds {
            *seen.entry(*kind).or_default() += clean(shop, *kind);
        }
    };
    use TellKind as K;
    looks(
        &shop,
        &[
            K::Confirm,
            K::Reminder,
            K::Announcement,
            K::Recap,
            K::Supplier,
        ],
    );
    // One pays all, one pays too much and has credit, one nothing.
    shop.does("pay PO1-002 120rb");
    shop.does("pay PO1-003 200rb");
    shop.does("tell confirm PO1-001 PO1-003 PO1-004 PO1-005 --mark");
    shop.does("po stage PO1 'Ongkir & pajak' --per-unit 5rb");
    looks(&shop, &[K::DownPayment, K::Bill, K::Price]);
    shop.at("2026-02-16T09:00");
    shop.does("po produce PO1");
    shop.does("po postpone PO1 --ready 2026-03-09 --why 'oven rusak & listrik padam'");
    looks(&shop, &[K::Progress, K::Delay]);
    shop.does("po edit PO1 --collect-days 3");
    shop.does("po ready PO1");
    looks(&shop, &[K::Ready]);
    shop.at("2026-02-25T09:00");
    looks(&shop, &[K::Uncollected]);
    shop.does("ship PO1-003 --courier JNE --service 'YES & COD' --resi 'JP#1&2' --unsettled kenal");
    shop.does("order cancel PO1-002 --why 'oven rusak' --by shop");
    shop.does("pay PO1-002 120rb --refund");
    looks(&shop, &[K::Shipped, K::Refund]);
    assert_eq!(seen.len(), K::ALL.len(), "every kind: {seen:?}");
    assert!(seen.values().all(|count| *count >= 2), "{seen:?}");
    let nameless = messages(&shop, "uncollected PO1-001");
    assert!(nameless[0].1.starts_with("Halo Kak,\n"), "{nameless:?}");
}

/// Names pasted with apostrophes, line ends, tabs or marks of direction greet in one clean line, and the link
/// decodes to the text.
#[test]
fn pasted_names_greet_in_one_clean_line() {
    let shop = shop();
    let names = [
        ("D'Souza", "Halo Kak D'Souza,"),
        ("Sari\nDewi", "Halo Kak Sari Dewi,"),
        ("Ayu\tNur", "Halo Kak Ayu Nur,"),
        ("\u{202e}Rina", "Halo Kak Rina,"),
    ];
    for (nth, (name, _)) in names.iter().enumerate() {
        let typed = format!("order add PO1 --phone 08123456780{nth} --item '2 NAS'");
        let added = ran(shop
            .command(&typed)
            .args(["--name", name])
            .output()
            .unwrap());
        assert_eq!(added.code, 0, "{name:?}: {added:?}");
    }
    let told = shop.json("tell confirm PO1");
    let messages = told["messages"].as_array().unwrap();
    assert_eq!(messages.len(), names.len());
    for (message, (_, greeting)) in messages.iter().zip(names) {
        let text = message["text"].as_str().unwrap();
        assert_eq!(text.lines().next(), Some(greeting));
        let (_, query) = message["link"].as_str().unwrap().split_once('?').unwrap();
        let read: Vec<_> = form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect();
        assert_eq!(read, [("text".to_owned(), text.to_owned())]);
    }
}

/// A long order's link would be too long: its goods are shortened, and that is said.
#[test]
fn a_long_message_is_shortened_and_says_so() {
    let shop = shop();
    let mut typed = "order add PO1 --name Dewi --phone 081234567801".to_owned();
    for nth in 0..30 {
        shop.does(&format!(
            "product add K{nth} 'Kue kering istimewa nomor {nth} dengan nama panjang' --price 10rb"
        ));
        shop.does(&format!("po offer PO1 K{nth}"));
        typed.push_str(&format!(" --item '1 K{nth}'"));
    }
    shop.does(&typed);
    let told = shop.json("tell confirm PO1-001");
    let message = &told["messages"][0];
    assert!(message["link"].as_str().unwrap().len() < 2_000);
    let text = message["text"].as_str().unwrap();
    assert!(text.contains("… dan 25 baris lagi"), "{text}");
    assert!(text.contains("Total: *Rp300.000*"), "{text}");
    let said = message["shortened"].as_str().unwrap();
    assert!(said.contains("PO1-001"), "{said}");
}

/// Rule 102: before each message the book is looked at again. Who has paid, cancelled or been told is passed
/// over with the reason; who paid a part is asked for the rest.
#[test]
fn who_paid_or_cancelled_meanwhile_is_passed_over() {
    let mut shop = shop();
    for (nth, name) in ["Dewi", "Budi", "Sari", "Rina"].iter().enumerate() {
        order(&shop, name, &format!("08123456780{nth}"));
    }
    assert_eq!(messages(&shop, "reminder PO1").len(), 4);
    shop.does("pay PO1-001 120rb");
    shop.does("order cancel PO1-002 --why 'tidak jadi'");
    shop.does("pay PO1-003 20rb");
    shop.does("tell reminder PO1-004 --mark");
    let left = messages(&shop, "reminder PO1");
    assert_eq!(left.len(), 1, "{left:?}");
    assert!(left[0].1.contains("*Rp40.000*"), "{left:?}");
    let passed = passed_over(&shop, "reminder PO1");
    let why = |order: &str| {
        let found = passed.iter().find(|(passed, _)| passed == order);
        found.map(|(_, why)| why.as_str()).unwrap_or_default()
    };
    assert_eq!(why("PO1-001"), "tidak ada yang perlu dibayar");
    assert_eq!(why("PO1-002"), "pesanannya batal");
    assert!(why("PO1-004").starts_with("sudah dikabari"), "{passed:?}");
    shop.refuses(
        "tell reminder PO1-001 --mark",
        "tidak ada yang perlu dibayar",
    );
    shop.refuses("tell reminder PO1-004 --mark", "sudah dikabari");
    // Once the deadline has passed it is asked again.
    shop.at("2026-02-05");
    let late = messages(&shop, "reminder");
    assert_eq!(late.len(), 2, "{late:?}");
}

/// Of 180 open reminders, who paid or cancelled meanwhile is passed over with the reason, a part payer is asked
/// for the rest, and everybody else is listed once.
#[test]
fn of_180_reminders_only_those_still_due_are_left() {
    let shop = shop();
    for nth in 1..=180 {
        order(
            &shop,
            &format!("Pelanggan {nth:03}"),
            &format!("081234560{nth:03}"),
        );
    }
    assert_eq!(messages(&shop, "reminder PO1").len(), 180);
    shop.does("pay PO1-017 120rb");
    shop.does("order cancel PO1-090 --why 'tidak jadi'");
    shop.does("pay PO1-123 20rb");
    let left = messages(&shop, "reminder PO1");
    assert_eq!(left.len(), 178);
    let mut orders: Vec<_> = left.iter().map(|(orders, _)| orders.to_string()).collect();
    orders.sort();
    orders.dedup();
    assert_eq!(orders.len(), 178);
    let (_, part) = left
        .iter()
        .find(|(orders, _)| *orders == json!(["PO1-123"]))
        .unwrap();
    assert!(part.contains("*Rp40.000*"), "{part}");
    let mut passed = passed_over(&shop, "reminder PO1");
    passed.sort();
    let why = |order: &str, why: &str| (order.to_owned(), why.to_owned());
    assert_eq!(
        passed,
        [
            why("PO1-017", "tidak ada yang perlu dibayar"),
            why("PO1-090", "pesanannya batal"),
        ]
    );
}

/// Several orders of a customer are one message, with their sum.
#[test]
fn several_orders_of_a_customer_are_one_message() {
    let shop = shop();
    order(&shop, "Dewi", "081234567801");
    order(&shop, "Dewi", "081234567801");
    let told = messages(&shop, "reminder PO1");
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].0, json!(["PO1-001", "PO1-002"]));
    assert!(told[0].1.contains("*PO1-001, PO1-002*"), "{told:?}");
    assert!(told[0].1.contains("*Rp120.000*"), "{told:?}");
    shop.does("tell reminder PO1-001 PO1-002 --mark --via other");
    assert_eq!(shop.json("told PO1-002")["messages"][0]["via"], "other");
}

/// Rule 53: a moved date lists everybody once, a further move again; what was told stays told when the move is
/// undone, and is no deed of the history.
#[test]
fn a_moved_date_is_told_to_everybody_once() {
    let mut shop = shop();
    for (nth, name) in ["Dewi", "Budi", "Sari"].iter().enumerate() {
        order(&shop, name, &format!("08123456780{nth}"));
    }
    shop.at("2026-02-16T09:00");
    assert_eq!(messages(&shop, "delay PO1"), []);
    shop.does("po postpone PO1 --ready 2026-03-09 --why 'oven rusak'");
    let due = |shop: &Shop| {
        let rows = shop.json("due")["rows"].clone();
        let rows = rows.as_array().unwrap().clone();
        let row = rows.into_iter().find(|row| row["kind"] == "delay");
        row.map(|row| row["orders"].as_i64().unwrap())
    };
    assert_eq!(due(&shop), Some(3));
    let told = messages(&shop, "delay");
    assert!(told[0].1.contains("Alasannya: oven rusak"), "{told:?}");
    assert!(told[0].1.contains("Sen 9 Mar 2026"), "{told:?}");
    shop.does("tell delay PO1-001 --mark");
    assert_eq!(due(&shop), Some(2));
    // `po told` means the same.
    shop.does("po told PO1 PO1-002");
    assert_eq!(due(&shop), Some(1));
    shop.does("po postpone PO1 --ready 2026-03-20 --why 'mentega kosong'");
    assert_eq!(due(&shop), Some(3));
    shop.does("undo");
    assert_eq!(due(&shop), Some(1));
    let sent = shop.json("told PO1")["messages"].clone();
    assert_eq!(sent.as_array().unwrap().len(), 2);
    assert!(
        sent[1]["text"].as_str().unwrap().contains("oven rusak"),
        "{sent}"
    );
    assert_eq!(shop.json("check")["ok"], true);
}

/// What happens to an order is told once: money that came in, a parcel that left, money that went back, a bill that
/// changed.
#[test]
fn news_of_an_order_is_told_once() {
    let mut shop = shop();
    order(&shop, "Dewi", "081234567801");
    shop.does("tell confirm PO1-001 --mark");
    assert_eq!(
        passed_over(&shop, "dp PO1-001")[0].1,
        "belum ada uang masuk"
    );
    shop.does("pay PO1-001 60rb");
    let paid = messages(&shop, "dp");
    assert!(
        paid[0]
            .1
            .contains("Sudah masuk: *Rp60.000*\nSisa: *Rp60.000*"),
        "{paid:?}"
    );
    shop.does("tell dp PO1-001 --mark");
    assert_eq!(messages(&shop, "dp"), []);
    assert_eq!(messages(&shop, "price"), []);
    shop.does("order charge PO1-001 shipping 15rb");
    let changed = messages(&shop, "price");
    assert!(changed[0].1.contains("ongkir: Rp15.000"), "{changed:?}");
    shop.does("pay PO1-001 75rb");
    shop.at("2026-03-01T10:00");
    shop.does("po produce PO1");
    shop.does("po ready PO1");
    let ready = messages(&shop, "ready");
    assert!(
        ready[0].1.contains("sudah siap") && !ready[0].1.contains("Sisa"),
        "{ready:?}"
    );
    shop.does("ship PO1-001 --courier JNE --service REG --resi 0012345");
    let sent = messages(&shop, "shipped");
    assert!(
        sent[0].1.contains("Kurir: JNE REG\nResi: *0012345*"),
        "{sent:?}"
    );
    assert_eq!(
        passed_over(&shop, "ready PO1-001")[0].1,
        "barangnya sudah diserahkan"
    );
}

/// The shop's own words replace the usual ones; a broken text names every mistake and changes nothing.
#[test]
fn a_template_in_the_shops_own_words() {
    let shop = shop();
    order(&shop, "Dewi", "081234567801");
    let text = shop.file("teks.txt");
    std::fs::write(
        &text,
        "Haii {nama}! Sisanya {sisa} ya kak\nResi {resi}\n{barang}{jumlah} {nama_barang}{/barang}",
    )
    .unwrap();
    shop.does("template edit reminder teks.txt");
    let told = messages(&shop, "reminder PO1");
    assert_eq!(told[0].1, "Haii Dewi! Sisanya Rp120.000 ya kak\n2 Nastar");
    std::fs::write(&text, "Haii {nma}!\nSisa {sisa").unwrap();
    let broken = shop.rekap("template edit reminder teks.txt");
    assert_eq!(broken.code, 1);
    for said in ["Baris 1, kolom 6: {nma}", "{nama}", "Baris 2, kolom 6"] {
        assert!(broken.err.contains(said), "{said}: {broken:?}");
    }
    assert_eq!(messages(&shop, "reminder PO1"), told);
    assert!(shop.json("template list")["templates"][2]["own"] == true);
    shop.does("undo");
    assert!(
        messages(&shop, "reminder PO1")[0]
            .1
            .contains("Mengingatkan")
    );
    shop.does("redo");
    shop.does("template reset reminder");
    assert!(
        messages(&shop, "reminder PO1")[0]
            .1
            .contains("Mengingatkan")
    );
    assert!(shop.rekap("template show reminder").err.contains("{sisa}"));
}

/// A courier who holds what he collected is no account to pay to.
#[test]
fn nobody_is_asked_to_pay_a_courier() {
    let shop = shop();
    shop.does("account add JNE --method cod");
    order(&shop, "Bu Sari", "081234567801");
    for kind in ["reminder PO1-001", "announcement PO1"] {
        let told = messages(&shop, kind);
        assert!(told[0].1.contains("BCA"), "{told:?}");
        assert!(!told[0].1.contains("JNE"), "{told:?}");
    }
    assert!(
        messages(&shop, "reminder PO1")[0]
            .1
            .starts_with("Halo Bu Sari,")
    );
}

/// An announcement is of a PO; without one it is asked which.
#[test]
fn a_po_is_announced_in_a_template() {
    let shop = shop();
    shop.refuses("tell announcement", "PO mana");
    let told = messages(&shop, "announcement PO1");
    assert!(
        told[0].1.contains("Nastar") && told[0].1.contains("Rp60.000"),
        "{told:?}"
    );
    shop.does("tell announcement PO1 --mark");
    assert_eq!(shop.json("told PO1")["messages"][0]["kind"], "announcement");
}

/// Rule 64: a PO says what it does about refunds, cancelling, changing and shipping; a copy of it says the same.
#[test]
fn a_po_tells_its_policies() {
    let shop = shop();
    shop.does(
        "po edit PO1 --policy 'refund=Uang kembali 1x24 jam' --policy kirim='Dikirim tiap Jumat'",
    );
    shop.refuses(
        "po edit PO1 --policy 'garansi=seumur hidup'",
        "refund, cancel, change",
    );
    shop.refuses("po edit PO1 --policy refund", "JENIS=TEKS");
    let said = messages(&shop, "announcement PO1")[0].1.clone();
    assert!(
        said.contains("Refund: Uang kembali 1x24 jam\nPengiriman: Dikirim tiap Jumat"),
        "{said}"
    );
    shop.does("po clone PO1 PO2");
    assert_eq!(
        shop.json("po show PO2")["policies"]["shipping"],
        "Dikirim tiap Jumat"
    );
    shop.does("po edit PO1 --policy refund=");
    let said = messages(&shop, "announcement PO1")[0].1.clone();
    assert!(
        !said.contains("Refund:") && said.contains("Pengiriman:"),
        "{said}"
    );
}

/// Rule 64: a PO that is to be announced is listed from then on, until it was.
#[test]
fn an_announcement_is_due_from_its_date() {
    let mut shop = shop();
    let due = |shop: &Shop| shop.json("due")["rows"].as_array().unwrap().clone();
    shop.does("po edit PO1 --announce 2026-02-10");
    assert_eq!(due(&shop), Vec::<Value>::new());
    shop.at("2026-02-10T08:00");
    let rows = due(&shop);
    assert_eq!(
        (&rows[0]["kind"], &rows[0]["period"]),
        (&json!("announcement"), &json!("PO1"))
    );
    shop.does("tell announcement PO1 --mark --via other");
    assert_eq!(due(&shop), Vec::<Value>::new());
    let told = shop.json("tell announcement PO1");
    assert!(told["messages"][0]["told_at"].is_string(), "{told}");
}

/// The recap for the group says who ordered what and how much is left; a closed PO has nothing left.
#[test]
fn a_recap_says_who_ordered_and_what_is_left() {
    let mut shop = shop();
    order(&shop, "Dewi", "081234567801");
    let said = |shop: &Shop| messages(shop, "recap PO1")[0].1.clone();
    assert!(
        !said(&shop).contains("Sisa"),
        "nothing is limited: {}",
        said(&shop)
    );
    shop.does("po edit PO1 --quota 14");
    assert!(
        said(&shop).contains("1. Dewi - 2 Nastar"),
        "{}",
        said(&shop)
    );
    assert!(said(&shop).contains("\nSisa 12 slot\n"), "{}", said(&shop));
    // Never more than the goods allow (rule 15).
    shop.does("po offer PO1 NAS --quota 5");
    assert!(said(&shop).contains("Sisa 3 slot"), "{}", said(&shop));
    let announced = messages(&shop, "announcement PO1")[0].1.clone();
    assert!(announced.contains("Sisa 3 slot"), "{announced}");
    shop.does("po edit PO1 --quota none --order-cap 4");
    let both = said(&shop);
    assert!(
        both.contains("Sisa Nastar: 3") && both.contains("Masih bisa 3 pesanan lagi"),
        "{both}"
    );
    shop.at("2026-02-16T09:00");
    assert!(!said(&shop).contains("Sisa"), "{}", said(&shop));
}

/// What a supplier is to make is written to it with every wish, and stays said (rules 48, 52).
#[test]
fn a_supplier_is_told_what_to_make() {
    let shop = shop();
    shop.does("supplier add 'Dapur Tini' --phone 081399990000");
    shop.refuses("tell supplier PO1", "Tidak ada barang supplier");
    shop.does("product edit NAS --supplier 'Dapur Tini'");
    shop.does("product add KAS Kastengel --price 75rb");
    shop.does("po offer PO1 KAS");
    order(&shop, "Dewi", "081234567801");
    shop.does(
        "order add PO1 --name Budi --phone 081234567802 --item '1 NAS: tanpa gula' --item '1 KAS'",
    );
    let told = shop.json("tell supplier PO1");
    let message = &told["messages"][0];
    assert_eq!(
        (&message["to"], &message["phone"]),
        (&json!("Dapur Tini"), &json!("6281399990000"))
    );
    let text = message["text"].as_str().unwrap();
    assert!(text.contains("- 3 x Nastar\n   1 x tanpa gula\n"), "{text}");
    assert!(
        !text.contains("Kastengel"),
        "the shop makes it itself: {text}"
    );
    shop.refuses("tell supplier PO1 'Dapur Tono'", "Dapur Tini");
    shop.does("tell supplier PO1 'dapur tini' --mark");
    let sent = &shop.json("told PO1")["messages"][0];
    assert_eq!(
        (&sent["kind"], &sent["to"]),
        (&json!("supplier"), &json!("Dapur Tini"))
    );
    shop.does("undo");
    assert_eq!(shop.json("told PO1")["messages"][0]["kind"], "supplier");
}

/// Rule 64: while its goods are made a PO has news by its rhythm.
#[test]
fn a_po_has_news_by_its_rhythm() {
    let mut shop = shop();
    order(&shop, "Dewi", "081234567801");
    shop.does("po edit PO1 --update-days 3");
    shop.at("2026-02-16T09:00");
    shop.does("po produce PO1");
    assert_eq!(messages(&shop, "progress"), []);
    shop.at("2026-02-19T10:00");
    assert_eq!(messages(&shop, "progress").len(), 1);
    shop.does("tell progress PO1-001 --mark");
    assert_eq!(messages(&shop, "progress"), []);
    shop.at("2026-02-22T11:00");
    assert_eq!(messages(&shop, "progress").len(), 1);
}

/// Rule 52: a delay offers something, and what the customer answers is done: who waits gets it off the bill, who
/// doesn't gets the money back.
#[test]
fn a_delay_offers_a_choice_and_the_answers_are_done() {
    let mut shop = shop();
    order(&shop, "Sari", "081234567890");
    order(&shop, "Budi", "081234567891");
    order(&shop, "Ani", "081234567892");
    shop.does("pay PO1-001 60rb");
    shop.does("pay PO1-002 120rb");
    shop.refuses("tell answer PO1-001 wait", "tidak mundur");
    shop.does("po postpone PO1 --ready 2026-03-09 --why 'oven rusak' --compensation 5rb --ask");
    let told = messages(&shop, "delay PO1");
    assert_eq!(told.len(), 3);
    for said in ["oven rusak", "Rp5.000", "*tunggu*", "*refund*"] {
        assert!(told[0].1.contains(said), "{said}\n{}", told[0].1);
    }
    shop.does("tell delay PO1-001 --mark");
    shop.at("2026-02-02T10:00");
    shop.does("tell answer PO1-001 wait");
    shop.does("tell answer PO1-002 refund");
    shop.refuses("tell answer PO1-001 wait", "sudah begitu");
    shop.refuses("tell answer PO1-001 besok", "wait (tunggu)");
    shop.refuses("tell answer", "misalnya");
    let of = |order: &str| {
        let order = shop.json(&format!("order show {order}"));
        json!([
            order["total"],
            order["balance"],
            order["payment_status"],
            order["status"]
        ])
    };
    assert_eq!(
        of("PO1-001"),
        json!([115_000, 55_000, "down_payment", "active"])
    );
    assert_eq!(
        of("PO1-002"),
        json!([0, -120_000, "refund_due", "cancelled"])
    );
    let answers = shop.json("tell answer PO1");
    let rows = answers["orders"].as_array().unwrap().iter();
    let rows: Vec<Value> = rows
        .map(|row| json!([row["order"], row["answer"], row["told_at"].is_string()]))
        .collect();
    assert_eq!(
        json!(rows),
        json!([
            ["PO1-001", "wait", true],
            ["PO1-002", "refund", false],
            ["PO1-003", null, false]
        ])
    );
    // Whoever is cancelled isn't told of the date any more, and a change of mind is done as well.
    assert_eq!(messages(&shop, "delay PO1").len(), 1);
    shop.does("undo");
    assert_eq!(of("PO1-002"), json!([120_000, 0, "settled", "active"]));
    shop.does("tell answer PO1-001 refund");
    assert_eq!(
        of("PO1-001"),
        json!([0, -60_000, "refund_due", "cancelled"])
    );
    assert_eq!(shop.does("check").lines().count(), 1);
}

/// What is due is found without reading every order: the same as asking of each order of each PO, on many days.
#[test]
fn nobody_who_is_due_is_missed() {
    let shop = empty();
    shop.does("demo --book contoh.book --orders 400 --seed 11");
    let path = shop.file("contoh.book");
    let mut book = Book::open(&path, Opening::Existing).unwrap();
    let newest = book.history(None, 1).unwrap()[0].at.unix();
    // Some were told, and a date was moved since.
    let now = Moment::from_unix(newest);
    let everywhere = TellScope::default();
    for kind in [
        TellKind::Confirm,
        TellKind::Reminder,
        TellKind::Ready,
        TellKind::Shipped,
    ] {
        for told in book
            .tell_queue(kind, &everywhere, now)
            .unwrap()
            .due
            .iter()
            .step_by(2)
        {
            let said = (TellVia::Wa, "Halo");
            book.mark_told(kind, &[told.order.id], said, now).unwrap();
        }
    }
    let mut found = 0;
    for period in book.periods().unwrap() {
        let day = now.date(Zone::Wib) + Days::new(20);
        let offer = DelayOffer::default();
        let _ = book.postpone_period(period.id, (day, day), "oven", offer, now);
    }
    for days in [-60, -20, -3, 0, 1, 4, 20, 45] {
        let now = Moment::from_unix(newest + days * 86_400);
        let due: BTreeMap<_, _> = book
            .due_tellings(now)
            .unwrap()
            .into_iter()
            .map(|row| ((row.kind, row.period_id), row.orders))
            .collect();
        found += due.len();
        for period in book.periods().unwrap() {
            let over = period
                .milestones
                .finished_at
                .or(period.milestones.cancelled_at);
            let current = over.is_none_or(|over| over.unix() >= now.unix() - 30 * 86_400);
            for kind in TellKind::ALL.iter().filter(|kind| !kind.is_of_period()) {
                let scope = TellScope {
                    periods: vec![period.id],
                    ..TellScope::default()
                };
                let queue = book.tell_queue(*kind, &scope, now).unwrap();
                let each = queue.due.iter().filter(|told| told.due.is_due(now)).count();
                let each = if current {
                    i64::try_from(each).unwrap()
                } else {
                    0
                };
                let all = due.get(&(*kind, period.id)).copied().unwrap_or(0);
                assert_eq!(all, each, "{kind:?} {} {days}", period.code.as_str());
            }
        }
    }
    assert!(found > 20, "{found}");
}
