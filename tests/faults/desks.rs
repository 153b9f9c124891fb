//! Eight desks and one window work on one book at the same time, and copies are restored among
//! their deeds. Nobody is told that a sound book is damaged, or that it is in use before having
//! waited for it; every answer agrees with itself; and in the end the book is recounted in SQL.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use serde_json::Value;

use super::shop::{Draw, times};
use super::terminal::{Shop, Terminal};

/// Processes at a time.
const DESKS: u64 = 8;
/// What a desk waits at most for another one before it says that the book is in use.
const LOCK_WAIT: Duration = Duration::from_secs(5);
const IN_USE: &str = "sedang dipakai program lain";
/// Units of the goods that everybody wants.
const QUOTA: i64 = 60;

/// What the desks have met.
#[derive(Default)]
struct Met {
    deeds: Vec<Duration>,
    reads: Vec<Duration>,
    restores: Vec<Duration>,
    /// Refusals by what they say.
    refused: BTreeMap<String, usize>,
    /// Numbers of orders as they were printed.
    numbers: Vec<String>,
}

/// What nobody may hear of a sound book on a sound disk.
const FALSE_ALARMS: [&str; 7] = [
    "rusak",
    "bukan buku",
    "kosong",
    "hanya bisa dilihat",
    "tidak bisa ditulis",
    "bermasalah",
    "tersandung",
];

#[test]
fn eight_desks_and_a_window_agree() {
    let shop = Shop::stocked();
    shop.cli(&[
        "po",
        "offer",
        "LEB",
        "NAS-KEJU",
        "--quota",
        &QUOTA.to_string(),
    ]);
    let seconds = times(12, 60) as u64;
    let until = Instant::now() + Duration::from_secs(seconds);
    let met = Mutex::new(Met::default());
    let newest = AtomicU64::new(1);
    thread::scope(|scope| {
        for desk in 0..DESKS {
            let (shop, met, newest) = (&shop, &met, &newest);
            scope.spawn(move || {
                let mut draw = Draw(desk + 1);
                let mut step = 0;
                while Instant::now() < until {
                    step += 1;
                    match desk {
                        0 if step % 6 == 0 => restore(shop, met),
                        _ if draw.below(3) == 0 => read(shop, met, &mut draw, newest),
                        _ => deed(shop, met, &mut draw, newest),
                    }
                }
            });
        }
        let mut window = shop.open(100, 30);
        window.sees("Beranda");
        let mut placed = 0;
        while Instant::now() < until {
            placed += 1;
            type_an_order(&mut window, placed);
        }
        window.signal("TERM");
        window.ends();
    });
    let met = met.into_inner().unwrap();
    say(&met, seconds);
    let mut seen = HashSet::new();
    for number in &met.numbers {
        assert!(seen.insert(number), "{number} was given twice");
    }
    recount(&shop);
}

/// Runs a command; what it says must be true. Returns what it printed, if it was not refused.
fn run(shop: &Shop, args: &[&str], met: &Mutex<Met>) -> (Option<String>, Duration) {
    let started = Instant::now();
    let ran = shop.run(args);
    let took = started.elapsed();
    let words = String::from_utf8_lossy(&ran.stderr);
    if ran.status.success() {
        return (Some(String::from_utf8(ran.stdout).unwrap()), took);
    }
    assert_eq!(ran.status.code(), Some(1), "{args:?}: {words}");
    for alarm in FALSE_ALARMS {
        assert!(!words.contains(alarm), "{args:?}: {words}");
    }
    assert!(
        !words.contains(IN_USE) || took >= LOCK_WAIT,
        "{args:?} after {took:?}: {words}"
    );
    // Orders that others cancelled or undid meanwhile, quotas that are full: counted by what is said
    // first.
    let why: Vec<&str> = words.split_whitespace().take(3).collect();
    *(met.lock().unwrap().refused)
        .entry(why.join(" "))
        .or_default() += 1;
    (None, took)
}

fn deed(shop: &Shop, met: &Mutex<Met>, draw: &mut Draw, newest: &AtomicU64) {
    let order = any_order(draw, newest);
    let place = |item: &'static str| vec!["order", "add", "LEB", "--name", "Meja", "--item", item];
    let args = match draw.below(12) {
        0..3 => place("1 NAS-KEJU"),
        3..5 => place("2 LK"),
        5 => vec!["order", "edit", &order, "--item", "+1 LK"],
        6 => vec!["order", "edit", &order, "--item", "-1 LK"],
        7 => vec!["pay", &order, "30rb"],
        8 => vec!["order", "charge", &order, "shipping", "10rb"],
        9 => vec!["order", "cancel", &order, "--why", "batal"],
        10 => vec!["undo"],
        _ => vec!["redo"],
    };
    let (printed, took) = run(shop, &args, met);
    let mut met = met.lock().unwrap();
    met.deeds.push(took);
    if let Some(number) = printed.filter(|_| args.starts_with(&["order", "add"])) {
        let number = number.trim().to_owned();
        let (_, count) = number.rsplit_once('-').unwrap();
        newest.fetch_max(count.parse().unwrap(), Ordering::Relaxed);
        met.numbers.push(number);
    }
}

fn any_order(draw: &mut Draw, newest: &AtomicU64) -> String {
    let number = 1 + draw.below(newest.load(Ordering::Relaxed));
    format!("LEB-{number:03}")
}

/// Asks for something that is read by many questions, and whether the answer agrees with itself.
fn read(shop: &Shop, met: &Mutex<Met>, draw: &mut Draw, newest: &AtomicU64) {
    let order = any_order(draw, newest);
    let args = match draw.below(7) {
        0..2 => vec!["export", "orders", "LEB", "--json"],
        2 => vec!["order", "list", "LEB", "--json"],
        3 => vec!["order", "show", &order, "--json"],
        4 => vec!["check", "--json"],
        5 => vec!["tally", "LEB", "--by", "order", "--json"],
        _ => vec!["po", "recap", "LEB", "--json"],
    };
    let (printed, took) = run(shop, &args, met);
    met.lock().unwrap().reads.push(took);
    let Some(printed) = printed else { return };
    let answer: Value = serde_json::from_str(&printed).unwrap();
    match answer["orders"].as_array() {
        Some(orders) => orders.iter().for_each(adds_up),
        None if answer["lines"].is_array() && !answer["total"].is_null() => adds_up(&answer),
        None => assert_ne!(answer["ok"], false, "{answer:#}"),
    }
}

/// The total of an order is the sum of what it lists.
fn adds_up(order: &Value) {
    let Some(lines) = order["lines"].as_array() else {
        return;
    };
    let charges = order["charges"].as_array().unwrap();
    let sum = |charges: &mut dyn Iterator<Item = &Value>| -> i64 {
        charges
            .map(|charge| charge["amount"].as_i64().unwrap())
            .sum()
    };
    let is_fee = |charge: &&Value| charge["kind"] == "cancellation_fee";
    let listed = if order["status"] == "cancelled" {
        sum(&mut charges.iter().filter(is_fee))
    } else {
        let line =
            |line: &Value| line["qty"].as_i64().unwrap() * line["unit_price"].as_i64().unwrap();
        lines.iter().map(line).sum::<i64>() + sum(&mut charges.iter())
    };
    assert_eq!(order["total"].as_i64(), Some(listed), "{order:#}");
}

/// Restores the copy made the time before, and makes the next.
fn restore(shop: &Shop, met: &Mutex<Met>) {
    let (_, took) = run(shop, &["restore", "salinan.rekap"], met);
    met.lock().unwrap().restores.push(took);
    run(shop, &["backup", "salinan.rekap", "--force"], met);
}

/// Places an order on the screens. A restore may close the form at any moment.
fn type_an_order(window: &mut Terminal, nth: usize) {
    window.keys("3").keys("n");
    window.keys(&format!("Jendela {nth}<Tab>1 lid<Enter>"));
    window.rests(Duration::from_millis(100));
    let screen = window.screen();
    for alarm in ["rusak", "hanya bisa dilihat", IN_USE] {
        assert!(!screen.contains(alarm), "{screen}");
    }
    // The form stays open for the next order, or because of a refusal.
    for _ in 0..2 {
        window.keys("<Esc>");
        if window.screen().contains("Buang dan kembali") {
            window.keys("y");
        }
    }
}

/// Recounts the book, without the program and without its sums.
fn recount(shop: &Shop) {
    let exported = shop.json(&["export", "orders", "LEB"]);
    let told: HashMap<&str, (i64, i64)> = exported["orders"]
        .as_array()
        .unwrap()
        .iter()
        .map(|order| {
            let amount = |key: &str| order[key].as_i64().unwrap();
            (
                order["code"].as_str().unwrap(),
                (amount("total"), amount("paid")),
            )
        })
        .collect();
    let book = Connection::open(shop.folder().join("toko.rekap")).unwrap();
    let mut orders = book
        .prepare(
            "SELECT o.code,
                (SELECT coalesce(sum(amount), 0) FROM charges
                 WHERE order_id = o.id AND (kind = 'cancellation_fee') = (cancelled_at IS NOT NULL))
                + (SELECT coalesce(sum(qty * unit_price), 0) FROM lines
                   WHERE order_id = o.id AND o.cancelled_at IS NULL),
                (SELECT coalesce(sum(amount), 0) FROM allocations WHERE order_id = o.id)
             FROM orders o",
        )
        .unwrap();
    let counted: HashMap<String, (i64, i64)> = orders
        .query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!(counted.len(), told.len());
    for (code, sums) in &counted {
        assert_eq!(told[code.as_str()], *sums, "{code}: total and paid");
    }
    let none = |what: &str, sql: &str| {
        let found: i64 = book.query_row(sql, [], |row| row.get(0)).unwrap();
        assert_eq!(found, 0, "{what}");
    };
    none(
        "more is sold than the quota",
        "SELECT count(*) FROM offers f WHERE f.quota < (SELECT sum(l.qty) FROM lines l
            JOIN orders o ON o.id = l.order_id
            WHERE l.offer_id = f.id AND o.confirmed_at IS NOT NULL AND o.cancelled_at IS NULL)",
    );
    none(
        "a payment lies on orders for more than came in",
        "SELECT count(*) FROM payments p WHERE p.amount > 0 AND p.amount <
            (SELECT coalesce(sum(a.amount), 0) FROM allocations a WHERE a.payment_id = p.id)",
    );
    none(
        "an order has a number that is yet to be given",
        "SELECT count(*) FROM orders o, order_counters c
         WHERE c.code = 'LEB' AND CAST(substr(o.code, 5) AS INTEGER) > c.last",
    );
    none(
        "rows point to nothing",
        "SELECT count(*) FROM pragma_foreign_key_check",
    );
    none(
        "the file is damaged",
        "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
    );
    assert_eq!(shop.json(&["check"])["ok"], true);
}

fn say(met: &Met, seconds: u64) {
    println!(
        "{DESKS} desks and a window, {seconds} s: {} deeds, {} answers, {} restores",
        met.deeds.len(),
        met.reads.len(),
        met.restores.len(),
    );
    println!("refused: {:?}", met.refused);
    for (what, took) in [
        ("a deed", &met.deeds),
        ("an answer", &met.reads),
        ("a restore", &met.restores),
    ] {
        let mut took = took.clone();
        took.sort_unstable();
        let at = |hundredth: usize| took.get(took.len() * hundredth / 100).or(took.last());
        println!(
            "{what}: p50 {:?}, p99 {:?}, longest {:?}",
            at(50),
            at(99),
            took.last()
        );
    }
}
