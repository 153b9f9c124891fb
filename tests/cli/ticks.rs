//! Ticks in a group list: they mean nothing until the shop sets that they mean paid (rules 27–30).

use std::fs;

use rekap::book::{Book, Opening};
use rekap::domain::payment::Payment;
use serde_json::json;

use crate::shop::{Shop, open_po};

const LIST: &str = "\
REKAP PO
1. Budi - 2 nastar keju 1 kastengel ✅
2. Siti - 1 kastengel
3. Rina - 4 kastengel ✅
";

fn with(text: &str) -> Shop {
    let shop = open_po();
    fs::write(shop.file("list.txt"), text).unwrap();
    shop
}

fn paid(shop: &Shop, order: &str) -> (i64, String) {
    let order = shop.json(&format!("order show {order}"));
    let status = order["payment_status"].as_str().unwrap().to_owned();
    (order["paid"].as_i64().unwrap(), status)
}

fn payments(shop: &Shop) -> Vec<Payment> {
    let book = Book::open(&shop.book(), Opening::Look).unwrap();
    book.payments(None, 10).unwrap()
}

#[test]
fn a_tick_records_nothing_until_the_shop_says_what_it_means() {
    let shop = with(LIST);
    let ran = shop.rekap("order paste list.txt --po NAS3 --yes");
    assert_eq!(ran.code, 0, "{ran:?}");
    let sentence = "2 pesan bertanda ✅; pembayarannya tidak dicatat. Kalau ✅ berarti lunas: rekap shop set ticks=paid";
    assert_eq!(ran.err.matches(sentence).count(), 1, "{}", ran.err);
    assert_eq!(paid(&shop, "NAS3-001"), (0, "unpaid".into()));
    // Without ticks nothing is said.
    fs::write(shop.file("list.txt"), "1. Ani - 1 kastengel").unwrap();
    let ran = shop.rekap("order paste list.txt --po NAS3 --yes");
    assert!(!ran.err.contains('✅'), "{}", ran.err);
}

#[test]
fn where_it_means_paid_the_order_and_its_payment_are_one_deed() {
    let shop = with(LIST);
    shop.does("account add BCA --method transfer");
    shop.does("shop set ticks=paid");
    assert_eq!(shop.json("shop show")["ticks"], "paid");
    let told = shop.rekap("order paste list.txt --po NAS3");
    assert!(
        told.out.contains("✅ dicatat lunas Rp200.000 (BCA)"),
        "{}",
        told.out
    );
    assert!(!told.err.contains("ticks=paid"), "{}", told.err);
    let pays: Vec<_> = shop.json("order paste list.txt --po NAS3")["messages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|message| message["pays"].clone())
        .collect();
    assert_eq!(pays, [json!(200_000), json!(null), json!(280_000)]);
    shop.does("order paste list.txt --po NAS3 --yes");
    assert_eq!(paid(&shop, "NAS3-001"), (200_000, "settled".into()));
    assert_eq!(paid(&shop, "NAS3-002"), (0, "unpaid".into()));
    assert_eq!(paid(&shop, "NAS3-003"), (280_000, "settled".into()));
    let ways: Vec<_> = payments(&shop)
        .into_iter()
        .map(|payment| (payment.amount.raw(), payment.account_name))
        .collect();
    let bca = || Some("BCA".to_owned());
    assert_eq!(ways, [(280_000, bca()), (200_000, bca())]);
    assert_eq!(shop.json("check")["ok"], true);
    shop.does("undo");
    assert_eq!(shop.json("order list")["orders"], json!([]), "one undo");
    assert_eq!(payments(&shop).len(), 0);
    shop.does("redo");
    assert_eq!(paid(&shop, "NAS3-001"), (200_000, "settled".into()));
    // Pasting the longer list again pays no order twice.
    let grown = LIST.replace("kastengel\n3.", "kastengel ✅\n3.") + "4. Ani - 1 kastengel ✅\n";
    fs::write(shop.file("list.txt"), grown).unwrap();
    let pays = shop.json("order paste list.txt --po NAS3")["messages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|message| message["pays"].clone())
        .collect::<Vec<_>>();
    assert_eq!(
        pays,
        [json!(null), json!(null), json!(null), json!(70_000)],
        "only what is recorded is said to be"
    );
    let ran = shop.rekap("order paste list.txt --po NAS3 --yes");
    assert_eq!((ran.code, ran.out.as_str()), (0, "NAS3-004\n"), "{ran:?}");
    // Siti's tick is new, but she has an order already.
    assert!(
        ran.err
            .contains("masih kurang Rp70.000. Kalau sudah dibayar: rekap pay NAS3-002"),
        "{}",
        ran.err
    );
    assert_eq!(paid(&shop, "NAS3-002"), (0, "unpaid".into()));
    assert_eq!(paid(&shop, "NAS3-001"), (200_000, "settled".into()));
}

/// Rule 62: where a down payment confirms an order, a tick does too.
#[test]
fn a_tick_confirms_where_the_down_payment_does() {
    let shop = with("1. Budi - 1 kastengel ✅\n2. Siti - 1 kastengel\n");
    shop.does("po edit NAS3 --dp 50% --keep-by dp");
    shop.does("shop set ticks=lunas unique-codes=on");
    shop.does("order paste list.txt --po NAS3 --yes");
    let budi = shop.json("order show NAS3-001");
    assert_eq!(budi["payment_status"], "settled");
    assert_eq!(budi["balance"], 0, "its unique code too: {budi}");
    assert_eq!(
        shop.json("po show NAS3")["sold"],
        1,
        "Siti holds nothing yet"
    );
}

/// Rule 30.
#[test]
fn a_possible_double_payment_is_reported_before_saving() {
    let shop = with("1. Budi - 1 kastengel ✅\n");
    shop.does("shop set ticks=paid");
    shop.does("order add NAS3 --name Budi --item '1 KAS'");
    shop.does("pay NAS3-001 70rb");
    let told = shop.does("order paste list.txt --po NAS3");
    assert!(
        told.contains("sudah ada pembayaran Rp70.000 dari pelanggan ini"),
        "{told}"
    );
}

#[test]
fn unknown_meanings_of_ticks_are_refused() {
    let shop = open_po();
    shop.refuses("shop set ticks=dp", "paid, nothing");
    shop.does("shop set ticks=paid");
    shop.does("shop set centang=tidak");
    assert_eq!(shop.json("shop show")["ticks"], "nothing");
}

/// A tick before a line or a ticked box marks a choice, not a payment; the output says that no
/// money is recorded.
#[test]
fn a_ticked_choice_records_no_payment() {
    let shop = with("Nama: Budi\n✅ 2 kastengel\n\nNama: Siti\n☑ 1 kastengel\n");
    let read = shop.json("order paste list.txt --po NAS3");
    assert_eq!(read["messages"][0]["sureness"], "certain", "{read}");
    shop.does("shop set ticks=paid");
    let told = shop.does("order paste list.txt --po NAS3");
    assert_eq!(
        told.matches("dianggap pilihan, bukan tanda lunas").count(),
        2,
        "{told}"
    );
    shop.does("order paste list.txt --po NAS3 --yes");
    assert_eq!(paid(&shop, "NAS3-001"), (0, "unpaid".into()));
    assert_eq!(paid(&shop, "NAS3-002"), (0, "unpaid".into()));
}

/// Rule 30 when saving without a preview.
#[test]
fn a_possible_double_payment_is_reported_after_saving() {
    let shop = with("1. Budi - 1 kastengel ✅\n");
    shop.does("shop set ticks=paid");
    shop.does("order add NAS3 --name Budi --item '1 KAS'");
    shop.does("pay NAS3-001 70rb");
    let ran = shop.rekap("order paste list.txt --po NAS3 --yes");
    assert_eq!((ran.code, ran.out.as_str()), (0, "NAS3-002\n"), "{ran:?}");
    assert!(
        ran.err
            .contains("NAS3-002: ✅ dicatat lunas, padahal sudah ada pembayaran Rp70.000"),
        "{}",
        ran.err
    );
}
