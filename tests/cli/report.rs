//! `report po`: what a PO came to, every figure the sum of its rows (rules 93, 101, 103, 104, 108).

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::shop::{Shop, empty};

/// Tas at Rp85.000 (cost Rp46.000) in PO1, 20 of them, half up front.
pub fn shop() -> Shop {
    let shop = empty();
    for command in [
        "account add BCA --method transfer",
        "account add GoPay --method ewallet",
        "product add TAS Tas --price 85rb --cost 46rb",
        "po new PO1 'PO satu' --open 2026-01-20 --close 2026-02-15 --dp 50% --quota 20 --cancel-rule 100/50/0",
        "po offer PO1 TAS",
    ] {
        shop.does(command);
    }
    shop
}

/// The values of these keys of the report.
fn of(shop: &Shop, keys: &[&str]) -> Value {
    let report = shop.json("report po PO1");
    keys.iter().map(|key| report[*key].clone()).collect()
}

/// The sum of a key over rows.
pub fn sum(rows: &Value, key: &str) -> i64 {
    let rows = rows.as_array().unwrap().iter();
    rows.map(|row| row[key].as_i64().unwrap()).sum()
}

#[test]
fn the_profit_of_a_po_is_made_of_its_parts() {
    let mut shop = shop();
    shop.does("order add PO1 --name Sari --item '10 TAS'");
    assert_eq!(
        of(
            &shop,
            &["turnover", "cost", "profit", "outstanding", "paid"]
        ),
        json!([850_000, 460_000, 390_000, 850_000, 0])
    );
    shop.does("order charge PO1-001 shipping 20rb");
    shop.does("order charge PO1-001 discount 10rb");
    shop.does("order charge PO1-001 surcharge 5rb --label kado");
    shop.does("pay PO1-001 865rb");
    shop.does("order add PO1 --name Budi --item '2 TAS'");
    shop.does("pay PO1-002 85rb --account BCA");
    shop.does("order add PO1 --name Selebgram --item '1 TAS' --free endorse");
    shop.does("ship PO1-001 --courier JNE --paid 18rb --account GoPay");
    // After the close the shop keeps half of what was up front.
    shop.at("2026-02-20T10:00");
    shop.does("order cancel PO1-002 --why batal");
    let report = shop.json("report po PO1");
    let keys = [
        "orders",
        "cancelled",
        "units",
        "gross",
        "discounts",
        "turnover",
        "forfeited",
        "shipping_billed",
        "shipping_paid",
        "cost",
        "promotion",
        "profit",
        "paid",
        "refund_due",
    ];
    let found: Value = keys.iter().map(|key| report[*key].clone()).collect();
    // 845.000 + 42.500 + 2.000 − 460.000 − 46.000
    assert_eq!(
        found,
        json!([
            2, 1, 11, 855_000, -10_000, 845_000, 42_500, 20_000, 18_000, 460_000, 46_000, 383_500,
            950_000, 42_500
        ])
    );
    assert_eq!(report["cost_by"], "hpp");
    assert_eq!(report["sell_through"], json!(0.55));
    assert_eq!(report["cancel_rate"], json!(0.3333));
    // Rows add up to their figures.
    for key in ["turnover", "cost", "promotion", "units"] {
        assert_eq!(report["per_product"][0]["code"], "TAS");
        assert_eq!(sum(&report["per_product"], key), report[key], "{key}");
    }
    assert_eq!(sum(&report["per_day"], "orders"), 2);
    assert_eq!(sum(&report["per_channel"], "turnover"), 845_000);
    assert_eq!(
        report["advice"],
        json!([{"what": "cancellations", "why": "1 dari 3 pesanan batal (33%)"}])
    );
    shop.does("undo 2");
    assert_eq!(of(&shop, &["forfeited", "shipping_paid"]), json!([0, 0]));
}

/// Goods by weight cost what was weighed (rule 94): 1,99 kg at Rp56.000.
#[test]
fn weighed_goods_cost_by_their_weight() {
    let shop = empty();
    shop.does("product add AYM Ayam --price 80rb --cost 56rb");
    shop.does("product edit AYM --per kg --about 1");
    shop.does("po new PO1 Frozen --open 2026-01-20 --close 2026-02-15 --dp full");
    shop.does("po offer PO1 AYM");
    shop.does("order add PO1 --name Sari --item '2 AYM'");
    assert_eq!(of(&shop, &["turnover", "cost"]), json!([160_000, 112_000]));
    shop.does("order weigh PO1-001 AYM 1,99");
    assert_eq!(
        of(&shop, &["turnover", "cost", "profit"]),
        json!([159_200, 111_440, 47_760])
    );
    shop.does("order add PO1 --name Budi --item '1 AYM'");
    shop.does("order weigh PO1-002 AYM 1,12");
    assert_eq!(
        of(&shop, &["turnover", "cost", "fees", "profit"]),
        json!([248_800, 174_160, 0, 74_640])
    );
}

/// A parcel with orders of two POs parts its fee as it was billed, else by pieces (rule 101).
#[test]
fn a_shared_parcel_parts_its_fee() {
    let shop = shop();
    shop.does("po new PO2 'PO dua' --open 2026-01-20 --close 2026-02-15 --dp none");
    shop.does("po offer PO2 TAS");
    shop.does("order add PO1 --name Sari --phone 0812345678 --item '2 TAS'");
    shop.does("order add PO2 --name Sari --phone 0812345678 --item '1 TAS'");
    shop.does(
        "ship PO1-001 PO2-001 --courier JNE --paid 20rb --account GoPay --unsettled langganan",
    );
    let paid = |po: &str| shop.json(&format!("report po {po}"))["shipping_paid"].clone();
    assert_eq!([paid("PO1"), paid("PO2")], [json!(13_333), json!(6_667)]);
    shop.does("order charge PO1-001 shipping 5rb");
    shop.does("order charge PO2-001 shipping 15rb");
    assert_eq!([paid("PO1"), paid("PO2")], [json!(5_000), json!(15_000)]);
}

/// Goods made again because the first were spoiled cost once more; what was given and what came back
/// for a claim stand apart (rule 83).
#[test]
fn claims_are_in_the_profit() {
    let shop = shop();
    shop.does("order add PO1 --name Sari --item '3 TAS'");
    shop.does("pay PO1-001 255rb");
    shop.does("ship PO1-001 --courier JNE");
    assert_eq!(of(&shop, &["profit"]), json!([117_000]));
    shop.does("claim add PO1-001 '1 TAS' --kind damaged --end replace --back lost");
    shop.does("claim add PO1-001 '1 TAS' --kind damaged --end compensate 25rb --recovered 10rb --account BCA");
    assert_eq!(
        of(
            &shop,
            &["turnover", "losses", "compensation", "recovered", "profit"]
        ),
        json!([255_000, 46_000, 25_000, 10_000, 56_000])
    );
}

#[test]
fn a_report_is_written_for_people_and_programs() {
    let shop = shop();
    shop.does("order add PO1 --name Sari --item '20 TAS' --channel ig");
    let text = shop.does("report po PO1");
    for line in [
        "Laporan PO1 PO satu",
        "  Rp780.000",
        "Dari kuota     20 dari 20 (100%)",
        "Kuota penuh    setelah 12 hari",
        "Kuota bisa dinaikkan: 20 habis setelah 12 hari",
        "Instagram",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert_eq!(
        shop.does("report po PO1 --format csv"),
        "part,amount\nturnover,1700000\ncost,-920000\nprofit,780000"
    );
    shop.does("report po PO1 -o laporan.xlsx");
    assert!(shop.file("laporan.xlsx").exists());
    for report in ["po PO1", "month 2026-02", "year 2026"] {
        shop.does(&format!("report {report} -o laporan.pdf --force"));
        let pdf = std::fs::read(shop.file("laporan.pdf")).unwrap();
        assert!(pdf.starts_with(b"%PDF-"), "{report}");
    }
    shop.refuses("report products --format pdf", "csv, xlsx");
    shop.refuses("report po PO9", "PO9");
    shop.refuses("report po PO1 --cost-by kira-kira", "hpp");
    let shop = shop.in_english();
    assert!(shop.does("report po PO1").contains("Profit"));
}

/// Every sum of every PO of the sample shop, counted anew from the tables by another way.
#[test]
fn the_sample_shop_is_counted_right() {
    let shop = empty();
    shop.does("demo --book contoh.book --orders 300 --seed 7");
    let book = Connection::open(shop.file("contoh.book")).unwrap();
    let mut select = book.prepare("SELECT id, code FROM periods").unwrap();
    let periods = select
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    let periods: Vec<(i64, String)> = periods.collect::<Result<_, _>>().unwrap();
    assert!(periods.len() > 1);
    // The months of the year add up to it.
    let spanned = |span: &str| shop.json(&format!("report {span} --book contoh.book"));
    let year = spanned("year 2026");
    let months: Vec<Value> = (1..=12)
        .map(|month| spanned(&format!("month 2026-{month:02}")))
        .collect();
    for key in [
        "turnover",
        "cost",
        "shipping_billed",
        "units",
        "profit",
        "paid",
    ] {
        let all: i64 = months
            .iter()
            .map(|month| month[key].as_i64().unwrap())
            .sum();
        assert_eq!(year[key], all, "{key}");
    }
    for (id, code) in periods {
        let report = shop.json(&format!("report po {code} --book contoh.book"));
        let count = |sql: &str| -> i64 {
            let standing = "SELECT id FROM orders WHERE period_id = ?1 AND confirmed_at NOTNULL AND cancelled_at ISNULL";
            let sql = sql.replace("$standing", standing);
            book.query_row(&format!("SELECT coalesce(({sql}), 0)"), [id], |row| {
                row.get(0)
            })
            .unwrap()
        };
        let charges = |kinds: &str| {
            count(&format!(
                "SELECT sum(amount) FROM charges WHERE kind IN ({kinds}) AND order_id IN ($standing)"
            ))
        };
        let lines = count("SELECT sum(qty * unit_price) FROM lines WHERE order_id IN ($standing)");
        let cost = count(
            "SELECT sum(qty * unit_cost) FROM lines JOIN orders ON orders.id = order_id
             WHERE free_reason ISNULL AND order_id IN ($standing)",
        );
        let promotion = count(
            "SELECT sum(qty * unit_cost) FROM lines JOIN orders ON orders.id = order_id
             WHERE free_reason NOTNULL AND order_id IN ($standing)",
        );
        let fees = count(
            "SELECT sum(amount) FROM charges JOIN orders ON orders.id = order_id
             WHERE kind = 'cancellation_fee' AND period_id = ?1",
        );
        let turnover = lines + charges("'surcharge', 'weighing', 'discount'");
        let couriers = count(
            "SELECT sum(ifnull(paid, 0) + ifnull(paid_back, 0)) FROM parcels WHERE period_id = ?1",
        );
        let spent = count(
            "SELECT -sum(amount) FROM entries WHERE period_id = ?1 AND kind = 'expense' AND category NOT IN ('bahan', 'kemasan')",
        );
        let stages = count("SELECT sum(paid) FROM payment_stages WHERE period_id = ?1");
        let wanted = [
            ("turnover", turnover),
            ("forfeited", fees),
            ("shipping_billed", charges("'shipping'")),
            ("shipping_paid", couriers),
            ("cost", cost),
            ("promotion", promotion),
            ("expenses", spent),
            ("compensation", -charges("'compensation'")),
        ];
        for (key, wanted) in wanted {
            assert_eq!(report[key], wanted, "{code} {key}");
        }
        let rest = ["losses", "recovered", "fees"].map(|key| report[key].as_i64().unwrap());
        let profit = turnover
            + fees
            + charges("'shipping', 'stage', 'unique_code', 'rounding', 'compensation'")
            - couriers
            - stages
            - cost
            - promotion
            - spent
            - rest[0]
            + rest[1]
            - rest[2];
        assert_eq!(report["profit"], profit, "{code}");
        for key in ["turnover", "cost", "promotion"] {
            assert_eq!(
                sum(&report["per_product"], key),
                report[key],
                "{code} {key}"
            );
        }
        assert_eq!(sum(&report["per_channel"], "turnover"), report["turnover"]);
        assert_eq!(sum(&report["per_day"], "orders"), report["orders"]);
    }
}

/// Products of all POs, customers, unpaid bills by age with kasbon, money of the accounts, POs side by side.
#[test]
fn the_shop_is_reported_too() {
    let mut shop = shop();
    shop.does("po new PO2 'PO dua' --open 2026-01-20 --close 2026-02-15 --dp none");
    shop.does("po offer PO2 TAS");
    shop.does("order add PO1 --name Sari --phone 0812345678 --item '2 TAS'");
    shop.does("order add PO2 --name Sari --phone 0812345678 --item '1 TAS'");
    shop.does("order add PO2 --name Budi --item '4 TAS' --due 2026-02-03");
    shop.does("pay PO1-001 170rb --account BCA");
    shop.does("expense add 30rb --account BCA --category upah --po PO2");
    shop.at("2026-02-10T10:00");
    assert_eq!(
        shop.json("report products"),
        json!({"products": [{"code": "TAS", "units": 7, "turnover": 595_000, "cost": 322_000,
            "promotion": 0, "profit": 273_000, "rejected": 0, "left": 0}]})
    );
    let customers = shop.json("report customers");
    let first = &customers["customers"][0];
    assert_eq!(
        json!([first["name"], first["turnover"]]),
        json!(["Budi", 340_000])
    );
    let second = &customers["customers"][1];
    assert_eq!(
        json!([
            second["name"],
            second["phone"],
            second["orders"],
            second["periods"],
            second["units"]
        ]),
        json!(["Sari", "62812345678", 2, 2, 3])
    );
    let debts = shop.json("report debts");
    let of = |row: &Value| json!([row["order"], row["left"], row["days"], row["kasbon"]]);
    let rows: Vec<Value> = debts["rows"].as_array().unwrap().iter().map(of).collect();
    assert_eq!(
        json!(rows),
        json!([["PO2-001", 85_000, 9, false], ["PO2-002", 340_000, 6, true]])
    );
    let cash = shop.json("report cash BCA");
    let of = |row: &Value| json!([row["kind"], row["about"], row["amount"]]);
    let rows: Vec<Value> = cash["rows"].as_array().unwrap().iter().map(of).collect();
    assert_eq!(
        json!(rows),
        json!([
            ["payment", "PO1-001", 170_000],
            ["expense", "PO2 upah", -30_000]
        ])
    );
    assert_eq!(sum(&cash["rows"], "amount"), 140_000);
    let compared = shop.json("report compare PO1 PO2");
    let of = |row: &Value| json!([row["period"], row["turnover"], row["profit"]]);
    let rows: Vec<Value> = compared["periods"]
        .as_array()
        .unwrap()
        .iter()
        .map(of)
        .collect();
    assert_eq!(
        json!(rows),
        json!([["PO1", 170_000, 78_000], ["PO2", 425_000, 165_000]])
    );
    for report in ["products", "customers", "debts", "cash", "compare PO1 PO2"] {
        let csv = shop.does(&format!("report {report} --format csv"));
        assert!(csv.lines().count() > 1, "{csv}");
    }
    shop.refuses("report cash BCB", "BCA");
}

/// What beside the sums a PO's report tells: tiers and bonuses, why orders were cancelled, who paid late, who came
/// back, what was spoiled and what is left.
#[test]
fn a_po_tells_how_it_went() {
    let mut shop = shop();
    for command in [
        "po tier PO1 TAS Early --price 80rb --first 3",
        "po bonus PO1 Stiker --first 2",
        "po edit PO1 --settle-by 2026-02-20",
        "order add PO1 --name Sari --item '2 TAS'",
        "order add PO1 --name Budi --item '2 TAS'",
        "order add PO1 --name Ani --item '1 TAS'",
        "order add PO1 --name Tuti --item '1 TAS'",
        "order cancel PO1-003 --why 'Pindah kota'",
        "order cancel PO1-004 --why 'pindah kota'",
        "pay PO1-001 160rb",
    ] {
        shop.does(command);
    }
    shop.at("2026-02-23T10:00");
    shop.does("pay PO1-002 100rb");
    let report = shop.json("report po PO1");
    assert_eq!(
        report["per_tier"],
        json!([{"goods": "Tas", "label": "Early", "price": 80_000, "units": 3, "first": 3}])
    );
    assert_eq!(
        report["per_bonus"],
        json!([{"label": "Stiker", "orders": 2, "first": 2}])
    );
    assert_eq!(
        report["cancel_reasons"],
        json!([{"why": "Pindah kota", "orders": 2}])
    );
    assert_eq!(
        report["paid_late"],
        json!([{"order": "PO1-002", "customer": "Budi", "days": 3, "open": true}])
    );
    let text = shop.does("report po PO1");
    for line in [
        "2 baru, 0 pernah pesan",
        "Tas Early 3 pcs",
        "Pindah kota 2",
        "1 pesanan, 1 masih ditunggu",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
}
