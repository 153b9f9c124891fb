//! Claims on goods that were handed over (rule 83), and goods nobody collected (rules 82, 112).

use serde_json::{Value, json};

use crate::setup::{MORNING, code};
use crate::shop::{Shop, open_po};
use rekap::book::{Book, NewParcel, Opening, PeriodChange};

/// A shop with shirts in three sizes, and an order of Budi that is settled and was handed over.
fn shirts() -> Shop {
    let shop = open_po();
    for typed in [
        "product add KAOS Kaos --price 75rb --cost 40rb",
        "product variant KAOS L L",
        "product variant KAOS XXL XXL --price 90rb",
        "product variant KAOS S S --price 70rb",
        "po offer NAS3 KAOS",
        "account add BCA --method transfer",
        "order add NAS3 --name Budi --phone 081298765432 --item '3 KAOS-L' --item '1 KAS'",
        "pay NAS3-001 295rb",
    ] {
        shop.does(typed);
    }
    send(&shop, "NAS3-001");
    shop
}

/// Sends an order by JNE.
pub fn send(shop: &Shop, code: &str) {
    let mut book = Book::open(&shop.book(), Opening::Existing).unwrap();
    let order = book.order_id(code).unwrap();
    let new = NewParcel {
        courier: "JNE".into(),
        ..NewParcel::default()
    };
    book.ship(&[order], &new, MORNING).unwrap();
}

pub fn order(shop: &Shop) -> Value {
    shop.json("order show NAS3-001")
}

pub fn claims(shop: &Shop) -> Vec<Value> {
    shop.json("claim list")["claims"]
        .as_array()
        .unwrap()
        .clone()
}

#[test]
fn a_replacement_is_made_and_not_billed() {
    let shop = shirts();
    let before = order(&shop);
    assert_eq!(before["fulfilment_status"], "shipped");
    assert_eq!(
        shop.does(
            "claim add NAS3-001 '1 KAOS-L' --kind damaged --end replace --note 'robek di jahitan'"
        ),
        "K1"
    );
    let claim = &claims(&shop)[0];
    assert_eq!(
        json!([
            claim["code"],
            claim["order"],
            claim["line"],
            claim["qty"],
            claim["kind"],
            claim["end"],
            claim["amount"],
            claim["back"],
            claim["state"],
            claim["note"]
        ]),
        json!([
            "K1",
            "NAS3-001",
            "KAOS-L",
            1,
            "damaged",
            "replace",
            0,
            "lost",
            "replacing",
            "robek di jahitan"
        ])
    );
    let after = order(&shop);
    assert_eq!(after["total"], before["total"]);
    assert_eq!(after["payment_status"], "settled");
    assert_eq!(after["fulfilment_status"], "partial");
    // The replacement is handed over like anything else.
    send(&shop, "NAS3-001");
    assert_eq!(claims(&shop)[0]["state"], "ended");
    assert_eq!(order(&shop)["fulfilment_status"], "shipped");
    assert_eq!(shop.json("check")["ok"], true);
    shop.does("undo 2");
    assert_eq!(claims(&shop), Vec::<Value>::new());
    assert_eq!(order(&shop), before);
}

/// An exchange L → XXL with its difference, then a refund by claim: the customer never shows a shortage.
#[test]
fn an_exchange_and_a_refund_by_claim_to_the_rupiah() {
    let shop = shirts();
    shop.does("klaim tambah NAS3-001 '1 KAOS-L' --kind size --end replace --with '1 KAOS-XXL' --difference");
    let exchanged = order(&shop);
    let lines: Vec<Value> = exchanged["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| json!([line["code"], line["qty"], line["unit_price"]]))
        .collect();
    assert_eq!(
        lines,
        [
            json!(["KAOS-L", 2, 75_000]),
            json!(["KAS", 1, 70_000]),
            json!(["KAOS-XXL", 1, 75_000])
        ]
    );
    assert_eq!(
        exchanged["charges"],
        json!([{"kind": "surcharge", "label": "L → XXL", "destination": null, "claim": "K1", "amount": 15_000}])
    );
    assert_eq!(
        json!([exchanged["total"], exchanged["balance"]]),
        json!([310_000, 15_000])
    );
    assert_eq!(exchanged["substitutions"][0]["claim"], "K1");
    let shown = shop.does("order show NAS3-001");
    assert!(shown.contains("tukar L → XXL (K1)"), "{shown}");
    assert!(
        shown.contains("1 Kaos L ditukar Kaos XXL, klaim K1"),
        "{shown}"
    );
    shop.does("pay NAS3-001 15rb");
    send(&shop, "NAS3-001");
    // Money goes back for another shirt: as a refund that is due, never as a shortage.
    assert_eq!(
        shop.does("claim add NAS3-001 '1 KAOS-L' --kind damaged --end refund"),
        "K2"
    );
    let claimed = order(&shop);
    assert_eq!(
        json!([
            claimed["total"],
            claimed["paid"],
            claimed["balance"],
            claimed["payment_status"]
        ]),
        json!([235_000, 310_000, -75_000, "overpaid"])
    );
    assert_eq!(shop.json("refund list")["refunds"][0]["amount"], 75_000);
    shop.does("pay NAS3-001 75rb --refund");
    let settled = order(&shop);
    assert_eq!(
        json!([
            settled["paid"],
            settled["balance"],
            settled["payment_status"],
            settled["fulfilment_status"]
        ]),
        json!([235_000, 0, "settled", "shipped"])
    );
    // What turnover is counted from is not touched: lines and what the exchange cost.
    let figures = shop.json("po show NAS3");
    assert_eq!(figures["figures"]["turnover"], 310_000);
    assert_eq!(shop.json("check")["ok"], true);
    let amounts: Vec<Value> = claims(&shop)
        .iter()
        .map(|claim| {
            json!([
                claim["code"],
                claim["with"],
                claim["difference"],
                claim["amount"],
                claim["state"]
            ])
        })
        .collect();
    assert_eq!(
        amounts,
        [
            json!(["K2", null, 0, 75_000, "ended"]),
            json!(["K1", "KAOS-XXL", 15_000, 0, "ended"])
        ]
    );
}

#[test]
fn an_exchange_for_less_gives_the_difference_back() {
    let shop = shirts();
    shop.does(
        "claim add NAS3-001 '2 KAOS-L' --kind size --end replace --with '2 KAOS-S' --difference",
    );
    let order = order(&shop);
    assert_eq!(order["charges"][0]["kind"], "discount");
    assert_eq!(
        json!([order["total"], order["payment_status"]]),
        json!([285_000, "overpaid"])
    );
    // Without --difference the promised price stays as it is.
    let shop = shirts();
    shop.does("claim add NAS3-001 '2 KAOS-L' --kind size --end replace --with '2 KAOS-S'");
    assert_eq!(shop.json("order show NAS3-001")["total"], 295_000);
}

/// An open claim is ended later, by its number.
#[test]
fn a_claim_is_looked_into_and_ended_later() {
    let shop = shirts();
    assert_eq!(shop.does("claim add NAS3-001 '1 KAS' --kind lost"), "K1");
    assert_eq!(
        json!([claims(&shop)[0]["state"], claims(&shop)[0]["end"]]),
        json!(["open", null])
    );
    shop.does("claim end k1 compensate 20rb --recovered 50rb --account BCA");
    assert_eq!(
        json!([
            claims(&shop)[0]["end"],
            claims(&shop)[0]["amount"],
            claims(&shop)[0]["recovered"]
        ]),
        json!(["compensate", 20_000, 50_000])
    );
    shop.does("claim recovered K1 10rb --account BCA");
    assert_eq!(claims(&shop)[0]["recovered"], 60_000);
    shop.refuses("claim end K1 refuse", "Klaim K1 sudah selesai.");
    shop.refuses("claim end K7 refuse", "Tidak ada klaim “K7”.");
    assert_eq!(
        shop.json("claim list NAS3")["claims"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(shop.json("claim list --open")["claims"], json!([]));
    let history = shop.does("history NAS3-001");
    assert!(
        history.contains("Klaim K1: kompensasi Rp20.000 untuk Budi, 1 Kastengel"),
        "{history}"
    );
    let listed = shop.does("claim list NAS3-001");
    assert!(
        listed.contains("hilang") && listed.contains("kompensasi"),
        "{listed}"
    );
    assert_eq!(shop.json("check")["ok"], true);
}

/// Goods that come back for money are stock again; the order stays handed over.
#[test]
fn refunded_goods_may_come_back_to_stock() {
    let shop = shirts();
    shop.does("claim add NAS3-001 '1 KAOS-L' 60rb --kind size --end refund --back stock");
    let after = order(&shop);
    assert_eq!(
        json!([after["total"], after["fulfilment_status"]]),
        json!([235_000, "shipped"])
    );
    // The goods of the PO are not followed by batches because of that.
    shop.does("order add NAS3 --name Caca --item '1 KAOS-L'");
    shop.does("pay NAS3-002 75rb");
    send(&shop, "NAS3-002");
    assert_eq!(shop.json("check")["ok"], true);
}

/// Each unit is given back once: what is left of the price of all is that of the cheaper ones.
#[test]
fn what_was_refunded_is_not_refunded_again() {
    let shop = shirts();
    shop.does("po offer NAS3 KAOS-L --price 60rb");
    shop.does("order add NAS3 --name Dedi --item '1 KAOS-L'");
    shop.does("po offer NAS3 KAOS-L --price 75rb");
    shop.does("order edit NAS3-002 --item '+1 KAOS-L'");
    shop.does("pay NAS3-002 135rb");
    send(&shop, "NAS3-002");
    for typed in ["K1", "K2"] {
        let claim = "claim add NAS3-002 '1 KAOS-L' --kind damaged --end refund";
        assert_eq!(shop.does(claim), typed);
    }
    let amounts: Vec<Value> = claims(&shop)
        .iter()
        .map(|claim| claim["amount"].clone())
        .collect();
    assert_eq!(amounts, [json!(60_000), json!(75_000)]);
    let order = shop.json("order show NAS3-002");
    assert_eq!(
        json!([order["total"], order["paid"], order["payment_status"]]),
        json!([0, 135_000, "overpaid"])
    );
    assert_eq!(shop.json("check")["ok"], true);
}

/// Money goes back for what the customer has, not for what came back with its parcel meanwhile.
#[test]
fn what_came_back_is_not_refunded_by_its_claim() {
    let shop = shirts();
    shop.does("claim add NAS3-001 '1 KAS' --kind lost");
    shop.does("parcel returned P1 --again");
    shop.refuses("claim end K1 refund", "tidak ada lagi yang bisa diklaim");
    shop.does("claim end K1 refuse");
    assert_eq!(shop.json("check")["ok"], true);
}

#[test]
fn what_cannot_be_claimed_is_refused() {
    let shop = shirts();
    shop.does("order add NAS3 --name Caca --item '2 KAS'");
    shop.refuses(
        "claim add NAS3-002 '1 KAS' --kind damaged",
        "Kastengel di NAS3-002 tidak ada lagi yang bisa diklaim",
    );
    shop.does("claim add NAS3-001 '2 KAOS-L' --kind damaged");
    shop.refuses(
        "claim add NAS3-001 '2 KAOS-L' --kind short",
        "Yang bisa diklaim dari Kaos L di NAS3-001 tinggal 1 pcs, bukan 2.",
    );
    shop.refuses(
        "claim end K1 refund 300rb",
        "Paling banyak Rp295.000 yang bisa dikembalikan",
    );
    shop.refuses("claim end K1 refund 0", "harus lebih dari Rp0");
    shop.refuses("claim end K1 compensate", "Nominal belum diisi.");
    shop.refuses(
        "claim end K1 replace 10rb",
        "Nominal hanya untuk uang kembali",
    );
    shop.refuses(
        "claim end K1 refund --with '2 KAOS-S'",
        "Varian lain dan selisihnya hanya untuk klaim yang diganti",
    );
    shop.refuses(
        "claim end K1 replace --with '1 KAOS-S'",
        "Jumlahnya harus sama.",
    );
    shop.refuses(
        "claim end K1 replace --with '2 KAOS-L'",
        "Penggantinya sama: KAOS-L.",
    );
    shop.refuses(
        "claim end K1 compensate 10rb --back stock",
        "Barangnya tetap di pelanggan",
    );
    shop.refuses("claim end K1 refuse --recovered 10rb", "--account NAMA");
    shop.wrong("claim add NAS3-001 '1 KAS'", "--kind");
    shop.does("claim end K1 refuse");
    // What was refused may be claimed again, and money never goes back twice.
    shop.does("claim add NAS3-001 '3 KAOS-L' --kind wrong --end refund");
    shop.refuses(
        "claim add NAS3-001 '1 KAS' --kind damaged --end refund 71rb",
        "Paling banyak Rp70.000 yang bisa dikembalikan",
    );
    let shop = shop.in_english();
    shop.refuses(
        "claim add NAS3-001 '1 KAOS-L' --kind damaged",
        "Nothing of Kaos L in NAS3-001 can be claimed",
    );
}

/// A recipient's exchange stays its own.
#[test]
fn a_recipients_goods_are_exchanged_for_its_own() {
    let shop = shirts();
    shop.does("order add NAS3 --name Dedi --item '2 KAOS-L'");
    shop.does("order destination NAS3-002 Ani --item '1 KAOS-L'");
    shop.does("order destination NAS3-002 Eka --item '1 KAOS-L'");
    shop.does("pay NAS3-002 150rb");
    let mut book = Book::open(&shop.book(), Opening::Existing).unwrap();
    let id = book.order_id("NAS3-002").unwrap();
    let new = NewParcel {
        to: Some("Eka".into()),
        courier: "JNE".into(),
        ..NewParcel::default()
    };
    book.ship(&[id], &new, MORNING).unwrap();
    drop(book);
    shop.does("claim add NAS3-002 '1 KAOS-L' --kind size --end replace --with '1 KAOS-XXL'");
    let order = shop.json("order show NAS3-002");
    let codes: Vec<&Value> = order["destinations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|to| &to["items"][0]["code"])
        .collect();
    assert_eq!(codes, ["KAOS-L", "KAOS-XXL"]);
    assert_eq!(shop.json("check")["ok"], true);
}

/// Ready goods not collected by their date are released by the owner, and counted (rules 82, 112).
/// Goods of several recipients in one claim: each gets its own anew.
#[test]
fn goods_of_two_recipients_are_exchanged_in_one_claim() {
    let shop = shirts();
    shop.does("order add NAS3 --name Dedi --item '2 KAOS-L'");
    shop.does("pay NAS3-002 150rb");
    for name in ["Ani", "Eka"] {
        shop.does(&format!(
            "order destination NAS3-002 {name} --item '1 KAOS-L'"
        ));
        shop.does(&format!("ship NAS3-002 --to {name} --courier JNE"));
    }
    shop.does("claim add NAS3-002 '2 KAOS-L' --kind size --end replace --with '2 KAOS-XXL'");
    let order = shop.json("order show NAS3-002");
    let items: Vec<Value> = order["destinations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|to| json!([to["items"][0]["code"], to["items"][0]["qty"], to["units"]]))
        .collect();
    assert_eq!(
        items,
        [json!(["KAOS-XXL", 1, 1]), json!(["KAOS-XXL", 1, 1])]
    );
    assert_eq!(shop.json("check")["ok"], true);
}

#[test]
fn what_nobody_collects_is_released_and_counted() {
    let mut shop = open_po();
    for typed in [
        "po edit NAS3 --cancel-rule 100/50/0",
        "order add NAS3 --name Budi --phone 081298765432 --item '2 KAS'",
        "order add NAS3 --name Caca --item '1 KAS'",
        "pay NAS3-001 140rb",
        "pay NAS3-002 70rb",
        "po close NAS3",
        "po produce NAS3",
        "po ready NAS3",
    ] {
        shop.does(typed);
    }
    let mut book = Book::open(&shop.book(), Opening::Existing).unwrap();
    let period = book.period(&code("NAS3")).unwrap().id;
    let three = PeriodChange {
        collect_days: Some(Some(3)),
        ..PeriodChange::default()
    };
    book.edit_period(period, &three, MORNING).unwrap();
    drop(book);
    shop.refuses(
        "order release --uncollected NAS3-001",
        "NAS3-001 belum lewat batas ambilnya",
    );
    shop.at("2026-02-05T10:00");
    // Caca came after all.
    send(&shop, "NAS3-002");
    let ran = shop.rekap("order release --uncollected NAS3");
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        ran.err.contains("1 pesanan dilepas karena tidak diambil."),
        "{ran:?}"
    );
    let order = order(&shop);
    assert_eq!(
        json!([order["status"], order["cancel_reason"], order["released"]]),
        json!(["cancelled", "tidak diambil sampai batasnya", false])
    );
    let shown = shop.does("customer show Budi");
    assert!(
        shown.contains("1 dari 1 pesanannya tidak diambil"),
        "{shown}"
    );
    shop.does("undo");
    assert_eq!(shop.json("order show NAS3-001")["status"], "active");
    let ran = shop.rekap("order release --uncollected");
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(shop.json("check")["ok"], true);
}
