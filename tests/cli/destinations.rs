//! Several recipients of one order (rule 80), how its shipping is paid (rule 72), and in whose name it goes
//! (rule 100).

use std::fs;

use serde_json::{Value, json};

use crate::setup::MORNING;
use crate::shop::{Shop, open_po};
use rekap::book::{Book, NewParcel, Opening};

/// A shop with one order of 20 Nastar Keju and 2 Kastengel.
fn hampers() -> Shop {
    let shop = open_po();
    shop.does(
        "order add NAS3 --name 'PT Maju' --phone 081234567890 --item '20 NAS-KEJU' --item '2 KAS'",
    );
    shop
}

fn recipients(shop: &Shop) -> Vec<Value> {
    let order = shop.json("order show NAS3-001");
    order["destinations"].as_array().unwrap().clone()
}

/// A table of recipients with a row for each, all of Nastar Keju, and one of the Kastengel.
fn table(rows: usize) -> String {
    let mut text = "nama,no hp,alamat,tanggal,kartu,barang,qty,ongkir\n".to_owned();
    for at in 1..=rows {
        text += &format!(
            "Penerima {at},08123456{at:04},Jl. Mawar {at},20/2,\"Selamat, {at}\",NAS-KEJU,1,10rb\n"
        );
    }
    text + "Bu Ani,,Jl. Melati 1,,,KAS,2,\n"
}

#[test]
fn a_recipient_gets_another_name() {
    let shop = hampers();
    shop.does("order destination NAS3-001 'Bu Ani' --item '3 NAS-KEJU' --shipping 15rb");
    shop.does("order destination NAS3-001 'Pak Budi' --item '17 NAS-KEJU'");
    shop.refuses(
        "order destination NAS3-001 'Bu Ani' --rename 'pak budi'",
        "Pak Budi",
    );
    shop.does("order destination NAS3-001 'Bu Ani' --rename 'Bu Anita'");
    let all = recipients(&shop);
    assert_eq!(
        json!([
            all[0]["name"],
            all[0]["shipping"],
            all[0]["items"][0]["qty"]
        ]),
        json!(["Bu Anita", 15_000, 3])
    );
    let order = shop.json("order show NAS3-001");
    assert_eq!(order["charges"][0]["destination"], "Bu Anita");
    shop.does("order destination NAS3-001 'bu anita' --rename 'Bu ANITA'");
    assert_eq!(recipients(&shop)[0]["name"], "Bu ANITA");
    shop.does("undo 2");
    assert_eq!(recipients(&shop)[0]["name"], "Bu Ani");
    assert_eq!(shop.json("check")["ok"], true);
}

#[test]
fn an_order_is_shared_among_recipients_one_by_one() {
    let shop = hampers();
    assert_eq!(
        shop.does(
            "order destination NAS3-001 'Bu Ani' --phone 0812-3456-7890 --address 'Jl. Mawar 1' --date 20/2 \
             --card 'Selamat Lebaran' --shipping 15rb --item '3 NAS-KEJU' --item '1 KAS'"
        ),
        ""
    );
    shop.does("order destination NAS3-001 'Pak Budi' --item '17 NAS-KEJU'");
    let all = recipients(&shop);
    assert_eq!(
        json!([
            all[0]["name"],
            all[0]["phone"],
            all[0]["address"],
            all[0]["date"],
            all[0]["card"],
            all[0]["shipping"],
            all[0]["sent"]
        ]),
        json!([
            "Bu Ani",
            "6281234567890",
            "Jl. Mawar 1",
            "2026-02-20",
            "Selamat Lebaran",
            15_000,
            false
        ])
    );
    assert_eq!(all[0]["items"][0]["code"], "NAS-KEJU");
    assert_eq!(all[0]["items"][1]["qty"], 1);
    let order = shop.json("order show NAS3-001");
    assert_eq!(order["total"], 20 * 65_000 + 2 * 70_000 + 15_000);
    assert_eq!(order["charges"][0]["destination"], "Bu Ani");
    let shown = shop.does("order show NAS3-001");
    for seen in [
        "Bu Ani",
        "Jum 20 Feb 2026",
        "3 Nastar Keju, 1 Kastengel",
        "Selamat Lebaran",
    ] {
        assert!(shown.contains(seen), "{seen}: {shown}");
    }
    // What is given replaces what it had; the rest stays.
    shop.does("pesanan penerima NAS3-001 'bu ani' --item '2 NAS-KEJU'");
    let ani = &recipients(&shop)[0];
    assert_eq!(ani["items"].as_array().unwrap().len(), 1);
    assert_eq!(ani["address"], "Jl. Mawar 1");
    shop.refuses(
        "order destination NAS3-001 'Pak Budi' --item '19 NAS-KEJU'",
        "Penerima NAS3-001 mendapat 21 Nastar Keju, padahal pesanannya 20.",
    );
    // Fewer can't be ordered than recipients get.
    shop.refuses(
        "order edit NAS3-001 --item '18 NAS-KEJU'",
        "Penerima NAS3-001 mendapat 19 Nastar Keju, padahal pesanannya 18.",
    );
    shop.does("order destination NAS3-001 'Bu Ani' --remove");
    assert_eq!(recipients(&shop).len(), 1);
    assert_eq!(
        shop.json("order show NAS3-001")["total"],
        20 * 65_000 + 2 * 70_000
    );
    shop.refuses(
        "order destination NAS3-001 'Bu Anii' --remove",
        "Tidak ada penerima “Bu Anii”",
    );
    assert_eq!(shop.json("check")["ok"], true);
    for _ in 0..4 {
        shop.does("undo");
    }
    assert_eq!(recipients(&shop), Vec::<Value>::new());
}

/// Twenty recipients of one order from a table; one row too many refuses the whole table.
#[test]
fn twenty_recipients_come_from_a_table() {
    let shop = hampers();
    let file = shop.file("penerima.csv");
    fs::write(&file, table(20)).unwrap();
    assert_eq!(
        shop.does("order destination import NAS3-001 penerima.csv --dry-run"),
        "21"
    );
    assert_eq!(recipients(&shop).len(), 0);
    assert_eq!(
        shop.does("order destination import NAS3-001 penerima.csv"),
        "21"
    );
    let all = recipients(&shop);
    assert_eq!(all.len(), 21);
    assert_eq!(all[6]["phone"], "6281234560007");
    assert_eq!(all[6]["card"], "Selamat, 7");
    assert_eq!(
        shop.json("order show NAS3-001")["total"],
        20 * 75_000 + 2 * 70_000
    );
    // The same table again changes nothing of it.
    shop.does("order destination import NAS3-001 penerima.csv");
    assert_eq!(recipients(&shop), all);
    fs::write(&file, table(21)).unwrap();
    shop.refuses(
        "order destination import NAS3-001 penerima.csv",
        "Baris 22 (Penerima 21): Penerima NAS3-001 mendapat 21 Nastar Keju, padahal pesanannya 20.",
    );
    fs::write(&file, table(19)).unwrap();
    shop.refuses(
        "order destination import NAS3-001 penerima.csv",
        "Tabelnya baru membagi 19 dari 20 Nastar Keju di NAS3-001.",
    );
    fs::write(
        &file,
        table(20).replace("Bu Ani,,", "Penerima 3,0899999999,"),
    )
    .unwrap();
    shop.refuses(
        "order destination import NAS3-001 penerima.csv",
        "Penerima 3 di baris ini lain dari baris 4.",
    );
    assert_eq!(recipients(&shop), all);
    fs::write(&file, "kepada siapa,isi\nA,1\n").unwrap();
    shop.refuses(
        "order destination import NAS3-001 penerima.csv",
        "penerima.csv tidak punya kolom nama penerima.",
    );
    shop.does("undo 2");
    assert_eq!(recipients(&shop), Vec::<Value>::new());
    assert_eq!(shop.json("check")["ok"], true);
}

/// A card text fills the field of that name, priced; two cards are two items (rule 67).
#[test]
fn a_card_fills_the_field_of_its_goods() {
    let shop = open_po();
    shop.does("product field NAS 'Kartu ucapan' --price 5rb --length ..40");
    shop.does("order add NAS3 --name Rina --item '3 NAS-KEJU' --item '1 KAS'");
    shop.does("order destination NAS3-001 Ani --card 'Selamat; sukses' --item '1 NAS-KEJU' --item '1 KAS'");
    shop.does("order destination NAS3-001 Budi --card 'Cepat sembuh' --item '2 NAS-KEJU'");
    let order = shop.json("order show NAS3-001");
    let lines: Vec<Value> = order["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| {
            json!([
                line["code"],
                line["qty"],
                line["unit_price"],
                line["customization"]
            ])
        })
        .collect();
    assert_eq!(
        lines,
        [
            json!(["KAS", 1, 70_000, null]),
            json!(["NAS-KEJU", 1, 70_000, "Kartu ucapan: Selamat, sukses"]),
            json!(["NAS-KEJU", 2, 70_000, "Kartu ucapan: Cepat sembuh"]),
        ]
    );
    assert_eq!(order["total"], 3 * 70_000 + 70_000);
    // The card as it was written.
    assert_eq!(order["destinations"][0]["card"], "Selamat; sukses");
    let custom = shop.json("tally NAS3")["rows"].clone();
    assert!(custom.to_string().contains("Cepat sembuh"), "{custom}");
    // Another text is another item, none is the plain one.
    shop.does("order destination NAS3-001 Budi --card ''");
    let order = shop.json("order show NAS3-001");
    assert_eq!(order["total"], 70_000 + 2 * 65_000 + 70_000);
    shop.refuses(
        "order destination NAS3-001 Budi --card 'Semoga lekas sembuh dan kembali beraktivitas seperti biasa'",
        "Kartu ucapan",
    );
    shop.does("order destination NAS3-001 Ani --remove");
    assert_eq!(
        shop.json("order show NAS3-001")["total"],
        3 * 65_000 + 70_000
    );
    assert_eq!(shop.json("check")["ok"], true);
}

/// Recipients go with the goods into another PO, whole or in part (rule 45).
#[test]
fn recipients_follow_their_goods_into_another_po() {
    let shop = hampers();
    shop.does("po new NAS4 Berikutnya --open 2026-01-25 --close 2026-03-15");
    shop.does("po offer NAS4 NAS");
    shop.does("po offer NAS4 KAS");
    shop.does("order destination NAS3-001 Ani --address 'Jl. Mawar 1' --item '15 NAS-KEJU'");
    shop.does("order destination NAS3-001 Budi --item '3 NAS-KEJU' --item '2 KAS'");
    // Two are nobody's, three are Budi's; one more of Ani's goes along.
    shop.does("order split NAS3-001 NAS4 --item '6 NAS-KEJU'");
    let names = |code: &str| -> Vec<Value> {
        let order = shop.json(&format!("order show {code}"));
        let all = order["destinations"].as_array().unwrap().iter();
        all.map(|to| json!([to["name"], to["address"], to["units"]]))
            .collect()
    };
    assert_eq!(
        names("NAS3-001"),
        [json!(["Ani", "Jl. Mawar 1", 14]), json!(["Budi", null, 2])]
    );
    assert_eq!(
        names("NAS4-001"),
        [json!(["Budi", null, 3]), json!(["Ani", "Jl. Mawar 1", 1])]
    );
    shop.does("order move NAS3-001 NAS4");
    assert_eq!(
        names("NAS4-002"),
        [json!(["Ani", "Jl. Mawar 1", 14]), json!(["Budi", null, 2])]
    );
    assert_eq!(shop.json("check")["ok"], true);
}

/// What was packed for a recipient stays its own.
#[test]
fn a_recipient_who_has_a_parcel_stays() {
    let shop = hampers();
    shop.does("order destination NAS3-001 Ani --item '3 NAS-KEJU'");
    shop.does("order destination NAS3-001 Budi --item '2 KAS'");
    let mut book = Book::open(&shop.book(), Opening::Existing).unwrap();
    let order = book.order_id("NAS3-001").unwrap();
    let new = NewParcel {
        to: Some("Ani".into()),
        courier: "JNE".into(),
        unsettled: Some("kenal".into()),
        ..NewParcel::default()
    };
    book.ship(&[order], &new, MORNING).unwrap();
    drop(book);
    assert_eq!(recipients(&shop)[0]["sent"], true);
    assert_eq!(recipients(&shop)[1]["sent"], false);
    for typed in ["--remove", "--item '1 NAS-KEJU'"] {
        shop.refuses(
            &format!("order destination NAS3-001 Ani {typed}"),
            "Sebagian barang untuk Ani di NAS3-001 sudah dikemas atau dikirim",
        );
    }
    shop.does("order destination NAS3-001 Ani --item '4 NAS-KEJU' --address 'Jl. Kenanga 2'");
    assert_eq!(recipients(&shop)[0]["handed"], 3);
    assert_eq!(shop.json("check")["ok"], true);
}

/// What leaves an order is not what a recipient has got.
#[test]
fn what_a_recipient_got_stays_its_own() {
    let shop = hampers();
    shop.does("po new NAS4 Berikutnya --open 2026-01-25 --close 2026-03-15");
    shop.does("po offer NAS4 NAS");
    shop.does("order destination NAS3-001 Ani --item '10 NAS-KEJU'");
    shop.does("order destination NAS3-001 Budi --item '10 NAS-KEJU'");
    shop.does("ship NAS3-001 --to Ani --courier JNE --unsettled kenal --item '4 NAS-KEJU'");
    shop.does("ship NAS3-001 --to Budi --courier JNE --unsettled kenal");
    shop.does("order split NAS3-001 NAS4 --item '3 NAS-KEJU'");
    let units: Vec<Value> = recipients(&shop)
        .iter()
        .map(|to| json!([to["name"], to["units"], to["handed"]]))
        .collect();
    assert_eq!(units, [json!(["Ani", 7, 4]), json!(["Budi", 10, 10])]);
    shop.does("order destination NAS3-001 Budi --address 'Jl. Kenanga 2'");
    assert_eq!(shop.json("check")["ok"], true);
}

/// Only what is billed is on the bill (rule 72).
#[test]
fn shipping_is_billed_paid_on_arrival_or_free() {
    let shop = open_po();
    shop.does("order add NAS3 --name Budi --item '1 KAS' --shipping-by on-arrival --sender 'Rina, 081200001111'");
    let order = || shop.json("order show NAS3-001");
    assert_eq!(order()["shipping"], "on_arrival");
    assert_eq!(order()["sender"], "Rina, 081200001111");
    let shown = shop.does("order show NAS3-001");
    assert!(
        shown.contains("dibayar di tempat") && shown.contains("Rina, 0812"),
        "{shown}"
    );
    shop.does("order charge NAS3-001 shipping 20rb");
    assert_eq!(
        json!([order()["shipping"], order()["total"]]),
        json!(["billed", 90_000])
    );
    shop.does("order edit NAS3-001 --shipping-by free --sender ''");
    assert_eq!(
        json!([order()["shipping"], order()["total"], order()["sender"]]),
        json!(["free", 70_000, null])
    );
    shop.does("undo");
    assert_eq!(order()["total"], 90_000);
    assert_eq!(shop.json("check")["ok"], true);
}

#[test]
fn fragile_goods_say_so() {
    let shop = open_po();
    shop.does("product edit KAS --fragile yes");
    shop.does("product variant NAS COK Coklat --fragile ya");
    assert_eq!(
        shop.json("product show KAS")["variants"][0]["fragile"],
        true
    );
    let nastar = shop.json("product show NAS");
    let fragile: Vec<&Value> = nastar["variants"]
        .as_array()
        .unwrap()
        .iter()
        .map(|variant| &variant["fragile"])
        .collect();
    assert_eq!(fragile, [false, false, true]);
    assert!(shop.does("product show KAS").contains("mudah pecah"));
    shop.does("product edit NAS-COK --fragile no");
    assert!(!shop.does("product show NAS").contains("mudah pecah"));
}

#[test]
fn recipients_are_told_in_english_too() {
    let shop = hampers().in_english();
    shop.refuses(
        "order destination NAS3-001 Ani --item '21 NAS-KEJU'",
        "The recipients of NAS3-001 get 21 Nastar Keju, but only 20 are ordered.",
    );
    shop.wrong("order destination NAS3-001", "NAME");
    let help = shop.does("order destination --help");
    assert!(
        help.contains("rekap order destination import ORDER FILE"),
        "{help}"
    );
}
