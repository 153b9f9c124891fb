//! `report month|year|range`: what was handed over in days (rule 108), and months that are closed (rule 110).

use chrono::{Months, NaiveDate, NaiveTime};
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::report::{shop, sum};
use crate::shop::empty;

/// Rule 108: a PO over new year. Its report counts by order, the months by what was handed over; an order handed
/// over in parts counts by parts, and the months add up to the year and to the PO.
#[test]
fn months_count_what_was_handed_over() {
    let mut shop = shop();
    shop.at("2026-12-20T10:00");
    for command in [
        "product add TOPI Topi --price 50rb --cost 20rb",
        "po new PO3 Akhir --open 2026-12-01 --close 2027-01-05 --dp none",
        "po offer PO3 TAS",
        "po offer PO3 TOPI",
        "order add PO3 --name Sari --item '2 TAS' --item '2 TOPI'",
        "order charge PO3-001 shipping 20rb",
        "order charge PO3-001 discount 27rb",
        "pay PO3-001 263rb --account BCA",
        "order add PO3 --name Budi --item '1 TAS'",
        "order add PO3 --name Ani --item '1 TOPI' --free endorse",
        "order add PO3 --name Tuti --item '4 TAS'",
    ] {
        shop.does(command);
    }
    shop.at("2026-12-30T10:00");
    shop.does("ship PO3-001 --courier JNE --item '2 TOPI' --paid 9rb --account GoPay");
    shop.does("expense add 15rb --account BCA --category upah --po PO3");
    shop.at("2027-01-03T10:00");
    shop.does("ship PO3-001 --courier JNE --paid 12rb --account GoPay");
    shop.does("pickup PO3-002 --pay rest --account BCA");
    shop.does("ship PO3-003 --courier JNE");
    shop.does("transfer 10rb --from BCA --to owner");
    let of = |report: &Value| {
        let keys = [
            "turnover",
            "discounts",
            "shipping_billed",
            "shipping_paid",
            "cost",
            "promotion",
            "expenses",
            "profit",
            "paid",
        ];
        keys.map(|key| report[key].as_i64().unwrap())
    };
    let december = shop.json("report month 2026-12");
    // 100.000 of 270.000 on the bill: 10.000 off, 7.407 of the shipping.
    assert_eq!(
        of(&december),
        [
            90_000, -10_000, 7_407, 9_000, 40_000, 0, 15_000, 33_407, 263_000
        ]
    );
    let january = shop.json("report month 2027-01");
    assert_eq!(
        of(&january),
        [
            238_000, -17_000, 12_593, 12_000, 138_000, 20_000, 0, 80_593, 85_000
        ]
    );
    let both = shop.json("report range 2026-12-30..2027-01-03 --share Rina=40% --share Dita=60%");
    let sums: Vec<i64> = of(&december)
        .iter()
        .zip(of(&january))
        .map(|(a, b)| a + b)
        .collect();
    assert_eq!(of(&both)[..8], sums[..8]);
    assert_eq!(
        both["shares"],
        json!([
            {"name": "Rina", "percent": 40, "amount": 45_600},
            {"name": "Dita", "percent": 60, "amount": 68_400}
        ])
    );
    assert_eq!((&both["drawn"], both.get("period")), (&json!(10_000), None));
    assert_eq!(sum(&both["per_product"], "turnover"), both["turnover"]);
    // What is not handed over yet is in the PO's report only.
    let po = shop.json("report po PO3");
    assert_eq!(po["turnover"], 238_000 + 90_000 + 340_000);
    assert_eq!(shop.json("report year 2025")["turnover"], 0);
    let text = shop.does("report month --share Rina=40%");
    for line in [
        "dihitung dari yang diserahkan",
        "Rina",
        "Sudah diambil pemilik: Rp10.000",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    shop.refuses("report month 2026-13", "2026-02");
    shop.refuses("report year kapan", "2026");
    shop.refuses("report range 5/2..1/2", "5/2..1/2");
    shop.refuses("report month --share Rina=80% --share Dita=30%", "100%");
    shop.refuses("report month --share Rina", "Rina=40%");
}

/// Every month of the sample shop, counted anew from the tables by another way.
#[test]
fn the_months_of_the_sample_shop_are_counted_right() {
    let shop = empty();
    shop.does("demo --book contoh.book --orders 300 --seed 7");
    let book = Connection::open(shop.file("contoh.book")).unwrap();
    let recount = include_str!("recount_days.sql");
    let mut months = 0;
    for month in 1..=12 {
        // All until the end of the month, in the shop's zone.
        let last = NaiveDate::from_ymd_opt(2026, month, 1).unwrap() + Months::new(1);
        let end = last.and_time(NaiveTime::MIN).and_utc().timestamp() - 7 * 3_600;
        let counted: (i64, i64) = book
            .query_row(recount, [end], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap();
        let until = last.pred_opt().unwrap();
        let report = shop.json(&format!(
            "report range 2000-01-01..{until} --book contoh.book"
        ));
        assert_eq!(report["turnover"], counted.0, "{until}");
        assert_eq!(report["cost"], counted.1, "{until}");
        months += i32::from(counted.0 > 0);
    }
    assert!(months > 1, "{months}");
}

/// Rule 110: a closed month stays what it came to; what deeds change of it later counts after it.
#[test]
fn a_closed_month_stays() {
    let mut shop = shop();
    for command in [
        "order add PO1 --name Sari --item '2 TAS'",
        "order add PO1 --name Budi --item '1 TAS'",
        "pay PO1-001 170rb --account BCA",
    ] {
        shop.does(command);
    }
    shop.at("2026-02-20T10:00");
    shop.does("ship PO1-001 --courier JNE --paid 10rb --account BCA");
    shop.refuses("report close 2026-02", "belum selesai");
    shop.at("2026-03-02T10:00");
    let open = shop.json("report month 2026-02");
    assert_eq!(
        (&open["profit"], &open["closed_at"]),
        (&json!(68_000), &Value::Null)
    );
    // Without a month it is the last one; months before it close with it.
    assert_eq!(shop.does("report close").trim(), "2026-02");
    shop.refuses("report close 2026-02", "sudah ditutup");
    // A claim on a parcel of February, its fee, and an expense dated back.
    shop.does("claim add PO1-001 '1 TAS' --kind damaged --end compensate 25rb");
    shop.does("expense add 7rb --account BCA --category upah --at 2026-02-25");
    shop.does("pickup PO1-002 --pay rest --account BCA");
    let closed = shop.json("report month 2026-02");
    for (key, value) in open.as_object().unwrap() {
        if key != "closed_at" {
            assert_eq!(&closed[key], value, "{key}");
        }
    }
    assert_eq!(closed["closed_at"], "2026-03-02T10:00:00+07:00");
    let march = shop.json("report month 2026-03");
    // 85.000 − 46.000 for Budi, − 25.000 for the claim, − 7.000 of February.
    assert_eq!(
        (&march["profit"], &march["late"]),
        (&json!(7_000), &json!(-7_000))
    );
    let both = shop.json("report range 2026-02-01..2026-03-31");
    assert_eq!(both["profit"], 68_000 + 7_000);
    let text = shop.does("report month 2026-02");
    assert!(text.contains("Ditutup"), "{text}");
    // Undo opens it again, and so does --reopen.
    shop.does("undo");
    shop.does("undo");
    shop.does("undo");
    shop.does("undo");
    assert_eq!(shop.json("report month 2026-02")["closed_at"], Value::Null);
    shop.does("redo");
    shop.does("report close 2026-02 --reopen");
    shop.refuses("report close 2026-02 --reopen", "belum ditutup");
    assert_eq!(shop.json("report month 2026-02"), open);
}
