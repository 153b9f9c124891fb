//! What is agreed besides the goods: settlement deadlines, wanted days, free orders, kasbon, who pays
//! (rules 1, 74, 77, 85, 109, 112).

use std::fs;

use serde_json::{Value, json};

use crate::shop::{Shop, empty};

/// Tas at Rp85.000 in PO1, half up front, settled by 1 March.
fn shop() -> Shop {
    let shop = empty();
    shop.does("product add TAS Tas --price 85rb --cost 40rb");
    shop.does(
        "po new PO1 'PO satu' --open 2026-01-20 --close 2026-02-15 --dp 50% --dp-hours 24 \
         --settle-by 2026-03-01",
    );
    shop.does("po offer PO1 TAS");
    shop
}

/// The values of these keys of an order.
fn of(shop: &Shop, order: &str, keys: &[&str]) -> Value {
    let order = shop.json(&format!("order show {order}"));
    keys.iter().map(|key| order[*key].clone()).collect()
}

fn codes(shop: &Shop, list: &str) -> Vec<String> {
    let list = shop.json(list);
    let orders = list["orders"].as_array().unwrap();
    let codes = orders.iter().map(|order| order["code"].as_str().unwrap());
    codes.map(str::to_owned).collect()
}

/// Rule 1: who has not settled by the deadline of the PO is listed, and nobody else.
#[test]
fn who_has_not_settled_by_the_deadline_is_listed() {
    let mut shop = shop();
    assert_eq!(
        shop.json("po show PO1")["settle_by"],
        "2026-03-01T23:59:59+07:00"
    );
    shop.does("order add PO1 --name Sari --item '1 TAS'");
    shop.does("order add PO1 --name Budi --item '2 TAS'");
    shop.does("order add PO1 --name Dewi --item '1 TAS'");
    shop.does("pay PO1-001 85rb");
    shop.does("pay PO1-002 85rb");
    shop.does("order cancel PO1-003 --why batal");
    shop.at("2026-03-01T23:59:59");
    assert_eq!(codes(&shop, "order list PO1 --late"), [""; 0]);
    shop.at("2026-03-02T00:00");
    assert_eq!(codes(&shop, "order list PO1 --late"), ["PO1-002"]);
    assert!(shop.does("po show PO1").contains("1 pesanan, Rp85.000"));
    assert!(shop.does("order list").contains("PO1-002"));
    // Another deadline, or none.
    shop.does("po edit PO1 --settle-by '5 mar 2026 18.00'");
    assert_eq!(
        shop.json("po show PO1")["settle_by"],
        "2026-03-05T18:00:00+07:00"
    );
    assert_eq!(codes(&shop, "order list --late"), [""; 0]);
    shop.does("po edit PO1 --settle-by none");
    assert_eq!(shop.json("po show PO1")["settle_by"], Value::Null);
    shop.does("undo 2");
    assert_eq!(codes(&shop, "order list --late"), ["PO1-002"]);
    assert_eq!(shop.json("check")["ok"], true);
}

/// Rule 77: day, time, way, place and area.
#[test]
fn an_order_is_wanted_on_a_day_at_a_place() {
    let shop = shop();
    let none = json!({"at": null, "by": null, "place": null, "area": null});
    shop.does("order add PO1 --name Sari --item '1 TAS' --want '14/2 15.30' --by meet --place 'Stasiun Bogor' --area Bogor");
    shop.does("order add PO1 --name Budi --item '1 TAS' --want sabtu");
    shop.does("order add PO1 --name Dewi --item '1 TAS'");
    let wanted = |order: &str| of(&shop, order, &["wanted"])[0].clone();
    let meet = json!({"at": "2026-02-14T15:30:00+07:00", "by": "meet", "place": "Stasiun Bogor", "area": "Bogor"});
    assert_eq!(wanted("PO1-001"), meet);
    assert_eq!(wanted("PO1-002")["at"], "2026-02-07");
    assert_eq!(wanted("PO1-003"), none);
    assert_eq!(
        shop.json("order list --wanted 14/2")["orders"][0]["wanted"],
        meet
    );
    assert_eq!(codes(&shop, "order list --wanted 14/2"), ["PO1-001"]);
    let shown = shop.does("order show PO1-001");
    assert!(
        shown.contains("Sab 14 Feb 2026 jam 15:30 · ketemuan · Stasiun Bogor · Bogor"),
        "{shown}"
    );
    shop.does("order edit PO1-001 --want 15/2 --by pickup --place ''");
    assert_eq!(
        wanted("PO1-001"),
        json!({"at": "2026-02-15", "by": "pickup", "place": null, "area": "Bogor"})
    );
    shop.does("order edit PO1-001 --want none --area ''");
    assert_eq!(wanted("PO1-001")["at"], Value::Null);
    shop.does("order cancel PO1-002 --why batal");
    assert_eq!(codes(&shop, "order list --wanted 7/2"), [""; 0]);
    shop.refuses("order edit PO1-003 --want kapan-kapan", "kapan-kapan");
    shop.refuses("order edit PO1-003 --by elang", "elang");
}

/// Both meanings of `--by`: who takes goods out, and how the order gets there.
#[test]
fn by_says_who_and_how() {
    let mut shop = shop();
    shop.does("order add PO1 --name Sari --item '3 TAS'");
    shop.does("pay PO1-001 255rb");
    shop.at("2026-02-16T09:00");
    shop.does("order edit PO1-001 --item '-1 TAS' --why 'bahan habis' --by shop --by courier");
    let order = shop.json("order show PO1-001");
    assert_eq!(order["wanted"]["by"], "courier");
    assert_eq!(
        (&order["total"], &order["balance"]),
        (&json!(170_000), &json!(-85_000))
    );
}

/// Rule 109: goods at Rp0 with a reason, no down payment, no unique code, in no gross; made like any
/// other.
#[test]
fn a_free_order_is_made_and_costs_nothing() {
    let shop = shop();
    shop.does("shop set unique-codes=on");
    shop.does("po tier PO1 TAS awal --price 80rb --first 1");
    let keys = ["total", "down_payment", "balance", "payment_status", "free"];
    shop.does("order add PO1 --name Selebgram --item '2 TAS' --free endorse");
    assert_eq!(
        of(&shop, "PO1-001", &keys),
        json!([0, 0, 0, "nothing_due", "endorse"])
    );
    let order = shop.json("order show PO1-001");
    assert_eq!(order["lines"][0]["unit_price"], 0);
    assert_eq!(order["lines"][0]["tier"], Value::Null);
    assert_eq!(order["charges"], json!([]));
    assert!(shop.does("order list").contains("gratis: endorse"));
    assert_eq!(shop.json("tally PO1")["total"], 2);
    // Its shipping is paid, without a code; and its tier is left to who pays.
    shop.does("order charge PO1-001 shipping 12rb");
    assert_eq!(
        of(&shop, "PO1-001", &keys),
        json!([12_000, 0, 12_000, "unpaid", "endorse"])
    );
    shop.does("order charge PO1-001 shipping 0");
    shop.does("order add PO1 --name Sari --item '1 TAS'");
    let sari = shop.json("order show PO1-002");
    assert_eq!(sari["lines"][0]["unit_price"], 80_000);
    assert_eq!(shop.json("po show PO1")["figures"]["gross"], 80_000);
    // More of a free order is free.
    shop.does("order edit PO1-001 --item '+1 TAS'");
    assert_eq!(of(&shop, "PO1-001", &["total"]), json!([0]));
    // At today's price again: with its down payment, and a code.
    shop.does("order edit PO1-001 --free ''");
    let order = shop.json("order show PO1-001");
    let code = order["asked"]["code"].as_i64().unwrap();
    assert!((1..=999).contains(&code), "{order}");
    assert_eq!(
        of(&shop, "PO1-001", &["total", "down_payment", "free"]),
        json!([255_000 + code, 127_500, null])
    );
    // And free once more: its tier, its code and its discount go.
    shop.does("order charge PO1-002 discount 10%");
    shop.does("order edit PO1-002 --free tester");
    assert_eq!(
        of(&shop, "PO1-002", &keys),
        json!([0, 0, 0, "nothing_due", "tester"])
    );
    assert_eq!(shop.json("check")["ok"], true);
    shop.does("undo");
    let total = of(&shop, "PO1-002", &["total"])[0].as_i64().unwrap();
    assert!((72_001..73_000).contains(&total), "{total}");
    assert_eq!(shop.json("check")["ok"], true);
}

/// Rule 109: where the down payment confirms, a free order needs none.
#[test]
fn a_free_order_needs_no_down_payment_to_count() {
    let shop = shop();
    shop.does("po edit PO1 --keep-by dp");
    shop.does("order add PO1 --name Sari --item '1 TAS'");
    shop.does("order add PO1 --name Selebgram --item '1 TAS' --free endorse");
    shop.does("order add PO1 --name 'Bu RT' --item '1 TAS' --due 20/3");
    assert_eq!(of(&shop, "PO1-001", &["status"]), json!(["unconfirmed"]));
    assert_eq!(of(&shop, "PO1-002", &["status"]), json!(["active"]));
    assert_eq!(of(&shop, "PO1-003", &["status"]), json!(["active"]));
    shop.does("order edit PO1-001 --free keluarga");
    assert_eq!(of(&shop, "PO1-001", &["status"]), json!(["active"]));
    assert_eq!(shop.json("tally PO1")["total"], 3);
}

/// Rule 112: goods before money, with a due date of its own.
#[test]
fn a_kasbon_has_its_own_due_date() {
    let mut shop = shop();
    shop.does("order add PO1 --name 'Bu RT' --item '2 TAS' --due '20/3'");
    let keys = [
        "due_at",
        "down_payment",
        "down_payment_by",
        "total",
        "payment_status",
    ];
    assert_eq!(
        of(&shop, "PO1-001", &keys),
        json!(["2026-03-20T23:59:59+07:00", 0, null, 170_000, "unpaid"])
    );
    shop.at("2026-03-10T09:00");
    // Its own date goes before that of the PO.
    assert_eq!(codes(&shop, "order list --late"), [""; 0]);
    assert!(shop.does("order list").contains("kasbon, jatuh tempo"));
    shop.at("2026-03-21T09:00");
    assert_eq!(codes(&shop, "order list --late"), ["PO1-001"]);
    shop.does("pay PO1-001 170rb");
    assert_eq!(codes(&shop, "order list --late"), [""; 0]);
    shop.does("undo");
    shop.does("order edit PO1-001 --due none");
    assert_eq!(
        of(&shop, "PO1-001", &["due_at", "down_payment"]),
        json!([null, 85_000])
    );
}

/// Rules 85, 112: who did not pay is warned of, and can be asked for the full price.
#[test]
fn who_did_not_pay_is_counted_and_may_be_asked_the_full_price() {
    let mut shop = shop();
    shop.does("order add PO1 --name Joko --phone 0812000111 --item '1 TAS'");
    shop.does("order add PO1 --name Joko --phone 0812000111 --item '1 TAS'");
    shop.does("order cancel PO1-002 --why 'tidak jadi'");
    shop.at("2026-02-03T09:00");
    shop.does("order release PO1-001 --why 'lewat DP'");
    let joko = shop.json("customer show 0812000111");
    assert_eq!(
        json!([
            joko["released"],
            joko["unpaid_cancelled"],
            joko["pays_full"]
        ]),
        json!([1, 1, false])
    );
    let card = shop.does("customer show 0812000111");
    assert!(
        card.contains("2 dari 2 pesanannya tidak jadi dibayar"),
        "{card}"
    );
    shop.does("customer edit 0812000111 --pays-full yes");
    let ran = shop.rekap("order add PO1 --name Joko --phone 0812000111 --item '1 TAS'");
    assert_eq!(ran.out, "PO1-003\n");
    assert!(
        ran.err
            .contains("Joko: 2 dari 2 pesanannya tidak jadi dibayar"),
        "{ran:?}"
    );
    assert!(ran.err.contains("bayar penuh"), "{ran:?}");
    shop.does("order charge PO1-003 surcharge 5rb");
    shop.does("order charge PO1-003 discount 10rb");
    shop.does("order charge PO1-003 shipping 20rb");
    // Lines, surcharges and discounts, without shipping (rule 25).
    assert_eq!(
        of(&shop, "PO1-003", &["total", "down_payment"]),
        json!([100_000, 80_000])
    );
    shop.does("customer edit 0812000111 --pays-full no");
    shop.does("order add PO1 --name Joko --phone 0812000111 --item '1 TAS'");
    assert_eq!(of(&shop, "PO1-004", &["down_payment"]), json!([42_500]));
    // What was told stays.
    assert_eq!(of(&shop, "PO1-003", &["down_payment"]), json!([80_000]));
}

/// Rule 74: one bill for many, paid by somebody else.
#[test]
fn a_bill_may_be_paid_by_somebody_else() {
    let shop = shop();
    shop.does("order add PO1 --name 'Bu Guru' --phone 0812000222 --item '1 TAS'");
    shop.does("order add PO1 --name Adit --item '1 TAS'");
    shop.does("order edit PO1-002 --payer 0812000222");
    assert_eq!(of(&shop, "PO1-002", &["payer"]), json!(["Bu Guru"]));
    assert!(shop.does("order show PO1-002").contains("Bu Guru"));
    shop.refuses("order edit PO1-002 --payer 'Bu Gurru'", "Bu Guru");
    shop.does("order edit PO1-002 --payer ''");
    assert_eq!(of(&shop, "PO1-002", &["payer"]), json!([null]));
    // Who ordered pays anyway.
    shop.does("order edit PO1-001 --payer 'Bu Guru'");
    assert_eq!(of(&shop, "PO1-001", &["payer"]), json!([null]));
    assert_eq!(shop.json("check")["ok"], true);
}

/// Moved to another PO, what was agreed goes along.
#[test]
fn what_is_agreed_moves_along() {
    let shop = shop();
    shop.does("po new PO2 'PO dua' --open 2026-01-20 --close 2026-03-15 --dp 50%");
    shop.does("po offer PO2 TAS");
    shop.does("order add PO1 --name Sari --item '1 TAS' --free endorse --want 14/2 --by pickup");
    let moved = shop.does("order move PO1-001 PO2");
    assert_eq!(of(&shop, &moved, &["total", "free"]), json!([0, "endorse"]));
    assert_eq!(of(&shop, &moved, &["wanted"])[0]["by"], "pickup");
    assert_eq!(shop.json("check")["ok"], true);
}

/// A shop that needs none of it sees none of it.
#[test]
fn what_is_not_used_is_not_shown() {
    let shop = empty();
    shop.does("product add TAS Tas --price 85rb");
    shop.does("po new PO1 'PO satu' --open 2026-01-20 --close 2026-02-15");
    shop.does("po offer PO1 TAS");
    shop.does("order add PO1 --name Sari --item '1 TAS'");
    for shown in [
        "order show PO1-001",
        "po show PO1",
        "order list",
        "customer show Sari",
    ] {
        let shown = shop.does(shown).to_lowercase();
        for word in [
            "gratis",
            "kasbon",
            "pelunasan",
            "diterima",
            "ditagih",
            "penuh",
        ] {
            assert!(!shown.contains(word), "{word} in {shown}");
        }
    }
}

/// Rules 20, 109: a free order that waits holds no units, also where the down payment confirms.
#[test]
fn a_free_order_waits_like_any_other() {
    let shop = shop();
    shop.does("po edit PO1 --keep-by dp");
    shop.does("po offer PO1 TAS --quota 1");
    shop.does("order add PO1 --name Sari --item '1 TAS' --due 20/3");
    shop.does("order add PO1 --name Selebgram --item '1 TAS' --free endorse --waitlist");
    assert_eq!(of(&shop, "PO1-002", &["status"]), json!(["waitlist"]));
    assert_eq!(shop.json("tally PO1")["total"], 1);
    assert_eq!(shop.json("check")["ok"], true);
    shop.does("order cancel PO1-001 --why batal");
    assert_eq!(of(&shop, "PO1-002", &["status"]), json!(["active"]));
}

/// Rules 62, 112: an order that gets a due date of its own asks for no down payment and counts.
#[test]
fn a_kasbon_by_an_edit_counts() {
    let shop = shop();
    shop.does("po edit PO1 --keep-by dp");
    shop.does("order add PO1 --name Sari --item '1 TAS'");
    assert_eq!(of(&shop, "PO1-001", &["status"]), json!(["unconfirmed"]));
    shop.does("order edit PO1-001 --due 20/3");
    assert_eq!(of(&shop, "PO1-001", &["status"]), json!(["active"]));
    // An empty value is no date, and takes none away.
    shop.refuses("order edit PO1-001 --due ''", "");
    assert_eq!(shop.json("tally PO1")["total"], 1);
}

/// Rules 109, 112: a table may say why its goods are free, and who pays in full does so there too.
#[test]
fn a_table_brings_free_orders() {
    let shop = shop();
    let import = |rows: &str| {
        let file = format!("Nama,No HP,Produk,Jumlah,Harga,Gratis karena\n{rows}");
        fs::write(shop.file("gratis.csv"), file).unwrap();
    };
    import(
        "Selebgram,0812000333,Tas,2,0,endorse\nSari,0812000444,Tas,1,,tidak\nBudi,0812000555,Tas,1,,ya\n",
    );
    shop.does("order import gratis.csv --po PO1");
    let keys = ["total", "down_payment", "payment_status", "free"];
    assert_eq!(
        of(&shop, "PO1-001", &keys),
        json!([0, 0, "nothing_due", "endorse"])
    );
    assert_eq!(
        of(&shop, "PO1-002", &keys),
        json!([85_000, 42_500, "unpaid", null])
    );
    // A mere yes gives no reason, so the title stands for it.
    assert_eq!(
        of(&shop, "PO1-003", &keys),
        json!([0, 0, "nothing_due", "Gratis karena"])
    );
    assert_eq!(shop.json("po show PO1")["figures"]["gross"], 85_000);
    shop.does("customer edit 0812000444 --pays-full yes");
    shop.does("po new PO2 'PO dua' --open 2026-01-20 --close 2026-03-15 --dp 50%");
    shop.does("po offer PO2 TAS");
    import("Sari,0812000444,Tas,3,,\n");
    shop.does("order import gratis.csv --po PO2");
    assert_eq!(of(&shop, "PO2-001", &["down_payment"]), json!([255_000]));
    assert_eq!(shop.json("check")["ok"], true);
    // A price beside the reason is asked about, and a number is no reason.
    import("Dewi,0812000666,Tas,1,85000,endorse\n");
    shop.refuses("order import gratis.csv --po PO1", "gratis");
    import("Dewi,0812000666,Tas,1,,2\n");
    shop.refuses("order import gratis.csv --po PO1", "endorse");
}
