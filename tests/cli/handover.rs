//! Goods leave: parcels, pick-up, COD, returns, and couriers' tables (rules 46, 47, 81, 82, 91, 99, 101).

use rekap::book::{Book, NewParcel, Opening};
use rekap::domain::id::OrderId;
use rekap::domain::when::Moment;
use serde_json::{Value, json};

use crate::shop::{Shop, empty};

/// A closed and finished PO: Budi with two orders, Sari with a package, Tono, one cancelled, one waiting.
pub fn ready() -> Shop {
    let mut shop = empty();
    for typed in [
        "product add NAS Nastar --price 85rb --cost 46rb",
        "product add KAS Kastengel --price 50rb",
        "product add HAMP Hampers --price 250rb",
        "product package HAMP --with '2 NAS' --with '1 KAS'",
        "account add BCA --method transfer",
        "account add GoPay --method ewallet",
        "po new P1 'PO Satu' --open 2026-01-20 --close 2026-02-15 --dp 50% --cancel-rule 100/50/0",
        "po offer P1 NAS --quota 11",
        "po offer P1 KAS",
        "po offer P1 HAMP",
        "order add P1 --name Budi --phone 081234567801 --address 'Jl. Melati 5' --item '3 NAS'",
        "order add P1 --name Sari --phone 081234567802 --item '1 NAS: tanpa gula' --item '2 HAMP'",
        "order add P1 --name Budi --phone 081234567801 --item '1 KAS'",
        "order add P1 --name Tono --phone 081234567803 --item '2 NAS'",
        "order add P1 --name Uci --phone 081234567804 --item '1 NAS'",
        "order add P1 --name Wati --phone 081234567805 --item '5 NAS' --waitlist",
        "order cancel P1-005 --why batal",
        "order charge P1-001 shipping 20rb",
        "pay P1-001 275rb --account BCA",
    ] {
        shop.does(typed);
    }
    shop.at("2026-02-20T09:00");
    shop.does("po produce P1");
    shop.does("po ready P1");
    shop
}

fn order(shop: &Shop, code: &str) -> Value {
    shop.json(&format!("order show {code}"))
}

fn fulfilment(shop: &Shop, code: &str) -> String {
    order(shop, code)["fulfilment_status"]
        .as_str()
        .unwrap()
        .to_owned()
}

fn sound(shop: &Shop) {
    assert_eq!(shop.json("check")["ok"], true);
}

/// Rule 81: one parcel carries several orders of a customer; what is paid for it leaves its account once.
#[test]
fn one_parcel_carries_several_orders_of_a_customer() {
    let shop = ready();
    shop.does("pay P1-003 50rb");
    let code =
        shop.does("ship P1-001 P1-003 --courier JNE --resi 0012345 --paid 18rb --account GoPay");
    assert_eq!(code.trim(), "P1");
    let parcel = shop.json("parcel show P1");
    assert_eq!(parcel["orders"], json!(["P1-001", "P1-003"]));
    assert_eq!(
        json!([
            parcel["resi"],
            parcel["billed"],
            parcel["paid"],
            parcel["state"]
        ]),
        json!(["0012345", 20_000, 18_000, "sent"])
    );
    assert_eq!(
        parcel["lines"],
        json!([
            {"code": "NAS", "qty": 3, "customization": null},
            {"code": "KAS", "qty": 1, "customization": null},
        ])
    );
    assert_eq!(fulfilment(&shop, "P1-003"), "shipped");
    assert_eq!(order(&shop, "P1-001")["lines"][0]["assigned"], 3);
    shop.refuses("ship P1-001 --courier JNE", "sudah dikemas atau diserahkan");
    shop.refuses("ship P1-001 P1-004 --courier JNE", "satu pelanggan");
    // The same fee again books nothing more; another one takes its place.
    for (paid, booked) in [("18rb", -18_000), ("21rb", -21_000)] {
        shop.does(&format!("parcel set P1 --paid {paid} --account GoPay"));
        let book = rusqlite::Connection::open(shop.book()).unwrap();
        let sum: i64 = book
            .query_row("SELECT sum(amount) FROM entries", [], |row| row.get(0))
            .unwrap();
        assert_eq!(sum, booked);
    }
    sound(&shop);
}

/// Rule 46: an order that isn't settled needs a reason, and one whose stage waits for its bill is not settled.
#[test]
fn what_is_not_settled_needs_a_reason() {
    let shop = ready();
    shop.refuses("ship P1-004 --courier JNE", "kurang Rp170.000");
    shop.refuses("pickup P1-004", "kurang Rp170.000");
    shop.refuses("ship P1-006 --courier JNE", "waiting list");
    shop.does("ship P1-004 --courier JNE --unsettled 'pelanggan lama'");
    assert_eq!(shop.json("parcel show P1")["unsettled"], "pelanggan lama");
    assert_eq!(order(&shop, "P1-004")["balance"], 170_000);
    shop.does("undo");
    shop.does("pay P1-004 170rb");
    shop.does("po stage P1 'ongkir lokal'");
    shop.refuses("ship P1-004 --courier JNE", "menunggu tagihan");
    sound(&shop);
}

/// Fetched and paid is one command and one undo; what was fetched is final (rule 82).
#[test]
fn fetched_and_paid_is_one_deed() {
    let shop = ready();
    shop.does("pickup P1-004 --pay rest");
    let after = order(&shop, "P1-004");
    assert_eq!(
        json!([
            after["payment_status"],
            after["fulfilment_status"],
            after["paid"]
        ]),
        json!(["settled", "picked_up", 170_000])
    );
    shop.refuses("parcel received P1", "diterima");
    shop.refuses("parcel returned P1 --again", "diterima");
    shop.refuses("parcel set P1 --resi 12", "diambil sendiri");
    shop.does("undo");
    let before = order(&shop, "P1-004");
    assert_eq!(
        json!([
            before["payment_status"],
            before["fulfilment_status"],
            before["paid"]
        ]),
        json!(["unpaid", "ready", 0])
    );
    sound(&shop);
}

/// An order goes in parts; a package leaves whole or by what is in it, and no more than is left.
#[test]
fn an_order_goes_in_parts() {
    let shop = ready();
    shop.does("pay P1-002 585rb");
    shop.does("ship P1-002 --courier Gosend --item '1 HAMP'");
    assert_eq!(fulfilment(&shop, "P1-002"), "partial");
    assert_eq!(
        shop.json("parcel show P1")["lines"],
        json!([{"code": "HAMP", "qty": 1, "customization": null}])
    );
    shop.refuses(
        "ship P1-002 --courier Gosend --item '2 HAMP'",
        "tinggal 2 pcs",
    );
    shop.does("ship P1-002 --courier Gosend --packed");
    assert_eq!(fulfilment(&shop, "P1-002"), "partial");
    assert_eq!(shop.json("parcel show P2")["state"], "packed");
    // What is packed or gone can't leave the order any more (rule 45).
    shop.refuses(
        "order edit P1-002 --item '-1 HAMP' --why x",
        "sudah dikemas atau diserahkan",
    );
    shop.refuses(
        "order cancel P1-002 --why x",
        "sudah dikemas atau diserahkan",
    );
    shop.does("parcel sent P2");
    assert_eq!(fulfilment(&shop, "P1-002"), "shipped");
    shop.does("parcel received P1 P2");
    assert_eq!(fulfilment(&shop, "P1-002"), "done");
    sound(&shop);
}

/// Rule 91: COD counts when the courier was paid, and he holds it.
#[test]
fn a_courier_holds_what_he_collects() {
    let shop = ready();
    shop.refuses("ship P1-004 --courier 'Mas Joko' --cod 200rb", "Rp170.000");
    shop.does("ship P1-004 --courier 'Mas Joko' --cod rest");
    assert_eq!(order(&shop, "P1-004")["payment_status"], "unpaid");
    shop.does("parcel received P1");
    let after = order(&shop, "P1-004");
    assert_eq!(
        json!([after["payment_status"], after["fulfilment_status"]]),
        json!(["settled", "done"])
    );
    let accounts = shop.json("account list");
    let held = accounts["accounts"].as_array().unwrap().iter();
    let names: Vec<_> = held
        .map(|account| {
            (
                account["name"].as_str().unwrap(),
                account["method"].as_str().unwrap(),
            )
        })
        .collect();
    assert!(names.contains(&("Mas Joko", "cod")), "{names:?}");
    // From now on this courier collects what is due without being told.
    shop.does("ship P1-003 --courier 'mas joko'");
    assert_eq!(shop.json("parcel show P2")["cod"], 50_000);
    shop.does("parcel received P2 --cod 30rb");
    assert_eq!(order(&shop, "P1-003")["balance"], 20_000);
    shop.does("undo 4");
    assert_eq!(shop.json("parcel list")["parcels"], json!([]));
    sound(&shop);
}

/// Rule 82: a parcel nobody complained of is done after its days.
#[test]
fn a_parcel_is_done_after_its_days() {
    let mut shop = ready();
    shop.does("ship P1-001 --courier JNE");
    shop.at("2026-02-27T08:59");
    assert_eq!(fulfilment(&shop, "P1-001"), "shipped");
    shop.at("2026-02-27T09:00");
    assert_eq!(fulfilment(&shop, "P1-001"), "done");
    shop.does("shop set parcel-days=14");
    assert_eq!(fulfilment(&shop, "P1-001"), "shipped");
}

/// Rule 82: what comes back is sent again, or its order closed by the rule, the goods to stock or lost.
#[test]
fn a_parcel_comes_back() {
    let shop = ready();
    shop.does("ship P1-001 --courier JNE --paid 18rb --account GoPay");
    shop.does("parcel returned P1");
    assert_eq!(fulfilment(&shop, "P1-001"), "ready");
    assert_eq!(
        shop.json("parcel list --undecided")["parcels"][0]["code"],
        "P1"
    );
    shop.does("parcel set P1 --paid 10rb --account GoPay");
    assert_eq!(shop.json("parcel show P1")["paid"], 28_000);
    shop.does("parcel returned P1 --again");
    shop.refuses("parcel returned P1 --again", "kembali");
    shop.does("ship P1-001 --courier JNE");
    assert_eq!(fulfilment(&shop, "P1-001"), "shipped");
    shop.does("parcel returned P2 --close --back lost");
    let closed = order(&shop, "P1-001");
    // After production nothing of the down payment goes back.
    assert_eq!(
        json!([closed["status"], closed["total"], closed["payment_status"]]),
        json!(["cancelled", 127_500, "refund_due"])
    );
    assert_eq!(closed["balance"], 127_500 - 275_000);
    sound(&shop);
    shop.does("undo");
    assert_eq!(fulfilment(&shop, "P1-001"), "shipped");
    // Of an order in two parcels only what came back leaves it.
    shop.does("pay P1-002 585rb");
    shop.does("ship P1-002 --courier JNE --item '1 HAMP'");
    shop.does("ship P1-002 --courier JNE");
    shop.does("parcel received P3");
    shop.does("parcel returned P4 --close");
    let part = order(&shop, "P1-002");
    assert_eq!(part["status"], "active");
    assert_eq!(part["lines"].as_array().unwrap().len(), 1);
    assert_eq!(part["fulfilment_status"], "done");
    sound(&shop);
}

/// Tracking numbers and fees of a courier's table reach the right parcels, or none does (rules 56, 99).
#[test]
fn a_couriers_table_fills_in_numbers_and_fees() {
    let shop = ready();
    shop.does("pay P1-002 585rb");
    shop.does("ship P1-001 --courier SPX");
    shop.does("ship P1-002 --courier SPX");
    shop.does("ship P1-004 --courier SPX --cod rest");
    let header = "Nomer Resi,No Referensi Pelanggan,Nama Penerima,Nomer Telepon Penerima,Estimasi Ongkir,Ongkir Aktual";
    let file = shop.file("spx.csv");
    let rows = "0001,P1-001,Budi,,9000,11000\n0002,,Sari,+62 812-3456-7802,9000,12000\n0003,,Tono,,9000,13000\n";
    std::fs::write(&file, format!("{header}\n{rows}")).unwrap();
    shop.does("parcel import spx.csv --dry-run");
    assert_eq!(shop.json("parcel show P1")["resi"], Value::Null);
    let made = shop.does("parcel import spx.csv --account BCA");
    assert_eq!(made.trim(), "3");
    for (code, resi, paid) in [
        ("P1", "0001", 11_000),
        ("P2", "0002", 12_000),
        ("P3", "0003", 13_000),
    ] {
        let parcel = shop.json(&format!("parcel show {code}"));
        assert_eq!(json!([parcel["resi"], parcel["paid"]]), json!([resi, paid]));
    }
    // One row too many, a number twice, and a row of nobody refuse the whole table.
    for (row, why) in [
        ("0004,,Joko,,1,1", "tidak cocok"),
        ("0001,P2,Sari,,1,1", "sama dengan baris"),
        ("0009,P1,Budi,,1,1", "sudah diisi"),
    ] {
        let text = format!("{header}\n0001,P1-001,Budi,,9000,99000\n{row}\n");
        std::fs::write(&file, text).unwrap();
        shop.refuses("parcel import spx.csv", why);
        assert_eq!(shop.json("parcel show P1")["paid"], 11_000, "{row}");
    }
    shop.does("undo");
    assert_eq!(shop.json("parcel show P1")["resi"], Value::Null);
    sound(&shop);
}

/// A courier's table for 180 parcels, in another order than theirs: no number loses a zero or lies on another
/// order, and one row too many refuses the whole table (rule 99).
#[test]
fn a_hundred_and_eighty_parcels_get_their_own_numbers() {
    let mut shop = empty();
    shop.does("product add NAS Nastar --price 85rb");
    shop.does("po new P1 'PO Satu' --open 2026-01-20 --close 2026-02-15 --dp full");
    shop.does("po offer P1 NAS");
    let orders: String = (1..=180)
        .map(|nth| format!("Pelanggan {nth},0812345{nth:05},Nastar,1,85000\n"))
        .collect();
    let table = format!("Nama,No HP,Produk,Jumlah,Total\n{orders}");
    std::fs::write(shop.file("pesanan.csv"), table).unwrap();
    assert_eq!(shop.does("order import pesanan.csv --po P1").trim(), "180");
    shop.at("2026-02-20T09:00");
    shop.does("po produce P1");
    shop.does("po ready P1");
    let mut book = Book::open(&shop.book(), Opening::Existing).unwrap();
    let now = Moment::from_unix(1_771_552_800);
    let ids: Vec<OrderId> = (1..=180)
        .map(|nth| book.order_id(&format!("P1-{nth:03}")).unwrap())
        .collect();
    let new = NewParcel {
        courier: "SPX".into(),
        unsettled: Some("dibayar nanti".into()),
        ..NewParcel::default()
    };
    book.ship_each(&ids, &new, now).unwrap();
    drop(book);
    let row = |nth: i64| {
        format!(
            "{nth:012},P1-{nth:03},Pelanggan {nth},,9000,{}\n",
            9_000 + nth
        )
    };
    let rows: String = (1..=180).rev().map(row).collect();
    let header = "Nomer Resi,No Referensi Pelanggan,Nama Penerima,Nomer Telepon Penerima,Estimasi Ongkir,Ongkir Aktual";
    let file = shop.file("spx.csv");
    std::fs::write(&file, format!("{header}\n{rows}{}", row(181))).unwrap();
    shop.refuses("parcel import spx.csv", "P1-181");
    std::fs::write(&file, format!("{header}\n{rows}")).unwrap();
    assert_eq!(shop.does("parcel import spx.csv").trim(), "180");
    let parcels = shop.json("parcel list P1")["parcels"].clone();
    let parcels = parcels.as_array().unwrap();
    assert_eq!(parcels.len(), 180);
    for parcel in parcels {
        let order = parcel["orders"][0].as_str().unwrap();
        let nth: i64 = order.strip_prefix("P1-").unwrap().parse().unwrap();
        assert_eq!(parcel["resi"], format!("{nth:012}"), "{parcel}");
        assert_eq!(parcel["paid"], 9_000 + nth, "{parcel}");
    }
}

/// What an order hasn't is refused, also beside what it has.
#[test]
fn goods_that_an_order_lacks_are_not_passed_over() {
    let shop = ready();
    shop.refuses(
        "ship P1-001 --courier JNE --item '1 NAS' --item '1 KAS'",
        "P1-001 hanya punya 0 pcs KAS.",
    );
    shop.does("ship P1-001 --courier JNE --item '1 NAS'");
    sound(&shop);
}

/// Rule 46: a surplus settles no stage that waits for its bill.
#[test]
fn a_surplus_is_no_bill_of_a_stage() {
    let shop = ready();
    shop.does("pay P1-001 10rb");
    shop.does("po stage P1 'ongkir lokal'");
    assert_eq!(order(&shop, "P1-001")["payment_status"], "overpaid");
    shop.refuses("ship P1-001 --courier JNE", "menunggu tagihan");
    shop.does("ship P1-001 --courier JNE --unsettled 'kenal'");
}

/// The parcel of an order stays its own when all of it came back, or was lost and is sent anew.
#[test]
fn an_order_keeps_its_parcels_when_it_has_none_of_them() {
    let shop = ready();
    shop.does("ship P1-001 --courier JNE --resi 00123");
    shop.does("claim add P1-001 '3 NAS' --kind lost --end replace");
    let parcels = |code: &str| order(&shop, code)["parcels"].clone();
    assert_eq!(parcels("P1-001")[0]["resi"], "00123");
    shop.does("undo");
    shop.does("parcel returned P1 --close");
    assert_eq!(order(&shop, "P1-001")["status"], "cancelled");
    assert_eq!(parcels("P1-001")[0]["resi"], "00123");
    sound(&shop);
}

/// A parcel that came back can be closed after its order was cancelled, and takes nothing that went out again.
#[test]
fn a_parcel_is_closed_whatever_became_of_its_order() {
    let shop = ready();
    shop.does("ship P1-001 --courier JNE");
    shop.does("parcel returned P1");
    shop.does("order cancel P1-001 --why 'tidak jadi' --by shop");
    shop.does("parcel returned P1 --close --back lost");
    assert_eq!(order(&shop, "P1-001")["total"], 0);
    sound(&shop);
    shop.does("undo 2");
    // Two of the three went out again.
    shop.does("ship P1-001 --courier JNE --item '2 NAS'");
    shop.does("parcel returned P1 --close --back lost");
    let after = order(&shop, "P1-001");
    assert_eq!(
        json!([after["lines"][0]["qty"], after["fulfilment_status"]]),
        json!([2, "shipped"])
    );
    sound(&shop);
}
