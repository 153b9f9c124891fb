//! Imports every table of the corpus by the command that a shop types, `rekap order import FILE
//! --po P1`, and compares what the book has then with the truth. `REKAP_CORPUS=1 cargo test --test
//! corpus tables -- --nocapture` tells what the open cases that are not exact came to;
//! `REKAP_CORPUS=PART` only those whose name has this part.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use rekap::cli::{self, Outcome};
use rekap::domain::when::Moment;
use serde_json::Value;

use super::judge::{Goods, digits, goods, same_person};
use super::shop::{Shop, window};

/// 2026-02-12 10:00 WIB.
const NOW: Moment = Moment::from_unix(1_770_865_200);

/// Bars that held when they were last tightened: cases that save something wrong, clear tables
/// that are read exactly.
const WRONG: usize = 0;
const EXACT: usize = 72;
const HELD_WRONG: usize = 2;
const HELD_EXACT: usize = 18;

/// The files of a case, and its truth.
struct Case {
    name: String,
    kind: String,
    table: PathBuf,
    first: Option<PathBuf>,
    truth: String,
    orders: Vec<Wanted>,
    /// Rows that must be asked about.
    asked: Vec<u64>,
    /// Codes or names of products, and what is said of them.
    products: Vec<(String, Vec<(String, String)>)>,
    also: Vec<String>,
    unused: Vec<String>,
    customers: Option<usize>,
    again: bool,
}

/// An order that a case states.
#[derive(Debug, Clone)]
struct Wanted {
    names: Vec<String>,
    goods: Goods,
    fields: Vec<(String, String)>,
}

/// An order that the book has.
#[derive(Debug, Clone)]
struct Saved {
    name: String,
    goods: Goods,
    cancelled: bool,
    json: Value,
}

/// What an import did.
struct Ran {
    code: u8,
    out: String,
    err: String,
}

/// What came of a case.
struct Result {
    ran: Ran,
    saved: Vec<Saved>,
    products: Value,
    customers: usize,
    /// Whether the same import once more changed anything.
    changed_again: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Exact,
    Doubt,
    Missed,
    Wrong,
}

impl Case {
    fn all(folder: &Path) -> Vec<Self> {
        let mut files: Vec<PathBuf> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        files.sort();
        let truths = files
            .iter()
            .filter(|file| file.extension().is_some_and(|ending| ending == "truth"));
        truths.map(|truth| Self::of(truth, &files)).collect()
    }

    fn of(truth: &Path, files: &[PathBuf]) -> Self {
        let stem = truth.file_stem().unwrap();
        let table = files
            .iter()
            .find(|file| file.file_stem() == Some(stem) && file.extension() != truth.extension());
        let mut case = Self {
            name: stem.to_string_lossy().into_owned(),
            kind: String::new(),
            table: table.unwrap().clone(),
            first: None,
            truth: String::new(),
            orders: Vec::new(),
            asked: Vec::new(),
            products: Vec::new(),
            also: Vec::new(),
            unused: Vec::new(),
            customers: None,
            again: false,
        };
        let text = fs::read_to_string(truth).unwrap();
        for line in text.lines().filter_map(|line| line.strip_prefix("# ")) {
            let (key, value) = line.split_once(": ").unwrap_or((line, ""));
            match key {
                "kind" => {
                    case.kind = value.split(" · ").next().unwrap_or_default().to_owned();
                }
                "truth" => case.truth = value.to_owned(),
                "first" => case.first = Some(truth.with_file_name(value)),
                "order" => case.orders.push(wanted(value)),
                "asked" => {
                    let row = value.split(" | ").next().unwrap_or_default();
                    case.asked.push(row.trim().parse().unwrap());
                }
                "product" => {
                    let mut parts = value.split(" | ");
                    let which = parts.next().unwrap_or_default().to_owned();
                    case.products.push((which, parts.map(field).collect()));
                }
                "also" => case.also.push(value.to_owned()),
                "unused" => case.unused.push(value.to_owned()),
                "customers" => case.customers = value.parse().ok(),
                "again" => case.again = true,
                _ => {}
            }
        }
        case
    }

    fn is_clear(&self) -> bool {
        self.truth == "order" && self.also.is_empty()
    }

    /// Runs the case on a copy of the shop's book.
    fn run(&self, base: &Path, folder: &Path) -> Result {
        let book = folder.join(format!("{}.rekap", self.name));
        fs::copy(base, &book).unwrap();
        if let Some(first) = &self.first {
            let ran = import(&book, "order", first);
            assert_eq!(ran.code, 0, "{}: {}", self.name, ran.err);
        }
        let noun = if self.truth == "products" {
            "product"
        } else {
            "order"
        };
        let ran = import(&book, noun, &self.table);
        let list = |typed: &[&str]| -> Value {
            serde_json::from_str(&rekap(&book, typed).out).unwrap_or_default()
        };
        let orders = list(&["export", "orders", "P1", "--json"]);
        let saved = orders["orders"].as_array().unwrap().iter().map(stored);
        let customers = list(&["customer", "list", "--json"]);
        let mut result = Result {
            ran,
            saved: saved.collect(),
            products: list(&["product", "list", "--json"]),
            customers: customers["customers"].as_array().map_or(0, Vec::len),
            changed_again: false,
        };
        if self.again {
            import(&book, noun, &self.table);
            result.changed_again = list(&["export", "orders", "P1", "--json"]) != orders;
        }
        result
    }

    fn judge(&self, result: &Result) -> Verdict {
        match self.truth.as_str() {
            "refused" => {
                let nothing = result.saved.is_empty();
                let told = !result.ran.err.trim().is_empty();
                match (nothing, told) {
                    (true, true) => Verdict::Exact,
                    (true, false) => Verdict::Missed,
                    (false, _) => Verdict::Wrong,
                }
            }
            "products" => self.judge_products(result),
            _ => self.judge_orders(result),
        }
    }

    fn judge_products(&self, result: &Result) -> Verdict {
        if result.ran.code != 0 {
            let refused = self.also.iter().any(|also| also == "refused");
            return if refused {
                Verdict::Exact
            } else {
                Verdict::Doubt
            };
        }
        let right = self.products.iter().all(|(which, fields)| {
            let found = variant(&result.products, which);
            found.is_some_and(|(name, variant)| {
                fields.iter().all(|(key, value)| match key.as_str() {
                    "name" => name == *value,
                    "price" => value.parse() == Ok(variant["price"].as_i64().unwrap_or(-1)),
                    "minimum" => variant["least_order"].is_null() && variant["multiple"].is_null(),
                    _ => true,
                })
            })
        });
        if right {
            Verdict::Exact
        } else {
            Verdict::Wrong
        }
    }

    fn judge_orders(&self, result: &Result) -> Verdict {
        let refused = result.ran.code != 0;
        let people = people(&result.saved);
        let active: Vec<&Saved> = people.iter().filter(|order| !order.cancelled).collect();
        let readings = self.readings();
        let before = self.first.is_some();
        let allowed = |order: &Saved| {
            let mut all = readings.iter().flatten();
            all.any(|wanted| !wanted.is_cancelled() && wanted.fits(order))
        };
        // What a first file brought may still be there as it was.
        let wrong = active.iter().any(|order| !allowed(order));
        if wrong && !(refused && before) || result.changed_again {
            return Verdict::Wrong;
        }
        if self.asked_silently(result, &active) {
            return Verdict::Wrong;
        }
        if refused {
            let asks = self.truth == "asked"
                || self
                    .also
                    .iter()
                    .any(|also| also == "refused" || also == "asked");
            return if asks && self.tells_a_place(&result.ran.err) {
                Verdict::Exact
            } else {
                Verdict::Doubt
            };
        }
        let whole = readings.iter().any(|orders| {
            let wanted: Vec<&Wanted> = orders
                .iter()
                .filter(|order| !order.is_cancelled())
                .collect();
            wanted.len() == active.len()
                && wanted
                    .iter()
                    .all(|wanted| active.iter().any(|order| wanted.fits(order)))
        });
        let told = self.truth != "asked"
            || self.also.iter().any(|also| also == "order")
            || self.also_saved(&active)
            || self.asked.iter().all(|row| tells(&result.ran.err, *row));
        let named = self
            .unused
            .iter()
            .all(|title| result.ran.err.contains(title.as_str()));
        let counted = self.customers.is_none_or(|count| count == result.customers);
        match (whole && counted, told && named) {
            (true, true) => Verdict::Exact,
            (true, false) => Verdict::Missed,
            (false, _) if !counted => Verdict::Wrong,
            // A person with less than was ordered would be wrong: it fits no order.
            (false, _) => Verdict::Missed,
        }
    }

    /// Whether a row that must be asked about was saved although nothing tells of it.
    fn asked_silently(&self, result: &Result, active: &[&Saved]) -> bool {
        let also = self.also.iter().any(|also| also == "order");
        if self.truth != "asked" || also || result.ran.code != 0 || self.also_saved(active) {
            return false;
        }
        let extra = active
            .iter()
            .any(|order| !self.orders.iter().any(|wanted| wanted.fits(order)));
        extra && self.asked.iter().any(|row| !tells(&result.ran.err, *row))
    }

    /// Whether one of the other right lists of orders was saved.
    fn also_saved(&self, active: &[&Saved]) -> bool {
        let lists = self.also.iter().filter(|also| also.contains(" | "));
        lists.map(|list| orders(list)).any(|orders| {
            let wanted: Vec<&Wanted> = orders
                .iter()
                .filter(|order| !order.is_cancelled())
                .collect();
            wanted.len() == active.len()
                && wanted
                    .iter()
                    .all(|wanted| active.iter().any(|order| wanted.fits(order)))
        })
    }

    fn readings(&self) -> Vec<Vec<Wanted>> {
        let lists = self.also.iter().filter(|also| also.contains(" | "));
        std::iter::once(self.orders.clone())
            .chain(lists.map(|list| orders(list)))
            .collect()
    }

    /// Whether a refusal names one of the rows that are asked about; the header's row stands for
    /// the whole table.
    fn tells_a_place(&self, err: &str) -> bool {
        let whole = self.asked.is_empty() || self.asked.iter().any(|row| *row <= 1);
        !err.trim().is_empty()
            && (whole || self.asked.iter().any(|row| tells(err, *row)) || !err.contains("Row "))
    }

    fn difference(&self, result: &Result) -> String {
        let mut text = String::new();
        for order in &self.orders {
            let _ = writeln!(text, "    wanted {order:?}");
        }
        let _ = writeln!(text, "    asked {:?}, also {:?}", self.asked, self.also);
        for order in &result.saved {
            let total = &order.json["total"];
            let how = if order.cancelled { "cancelled" } else { "" };
            let _ = writeln!(
                text,
                "    saved {} {:?} {total} {how}",
                order.name, order.goods
            );
        }
        let _ = writeln!(
            text,
            "    exit {}: {}",
            result.ran.code,
            result.ran.err.trim()
        );
        text
    }
}

/// Whether messages name a row as a spreadsheet counts it.
fn tells(err: &str, row: u64) -> bool {
    let place = format!("ow {row}");
    err.match_indices(&place).any(|(at, found)| {
        let after = err[at + found.len()..].chars().next();
        after.is_none_or(|c| !c.is_ascii_digit())
    })
}

fn field(text: &str) -> (String, String) {
    let (key, value) = text.split_once(' ').unwrap_or((text, ""));
    (key.to_owned(), value.to_owned())
}

fn orders(list: &str) -> Vec<Wanted> {
    list.split(" & ").map(wanted).collect()
}

fn wanted(text: &str) -> Wanted {
    let names = text.split(" | ").next().unwrap_or_default();
    Wanted {
        names: names.split(" = ").map(str::to_owned).collect(),
        goods: goods(text),
        fields: text.split(" | ").skip(2).map(field).collect(),
    }
}

impl Wanted {
    fn is_cancelled(&self) -> bool {
        self.fields
            .iter()
            .any(|(key, value)| key == "status" && value == "cancelled")
    }

    /// Whether what was saved is this order, with every field that the truth states.
    fn fits(&self, saved: &Saved) -> bool {
        let json = &saved.json;
        let phone = |value: &Value| digits(value.as_str().unwrap_or_default());
        let who = self.names.iter().any(|name| {
            let number = digits(name);
            let is_number = number.len() >= 9 && number.len() + 2 >= name.len();
            match is_number {
                true => phone(&json["customer"]["phone"]) == number,
                false => same_person(name, &saved.name),
            }
        });
        let holds = |value: &Value, words: &str| {
            let text = value.as_str().unwrap_or_default().to_lowercase();
            text.contains(&words.to_lowercase())
        };
        let charge = |kind: &str| -> i64 {
            let charges = json["charges"].as_array().into_iter().flatten();
            let of_kind = charges.filter(|charge| charge["kind"] == kind);
            of_kind.filter_map(|charge| charge["amount"].as_i64()).sum()
        };
        let field = |(key, value): &(String, String)| match key.as_str() {
            "total" => value.parse() == Ok(json["total"].as_i64().unwrap_or(-1)),
            "shipping" => charge("shipping").to_string() == *value,
            "discount" => charge("discount").abs().to_string() == *value,
            "phone" => phone(&json["customer"]["phone"]) == digits(value),
            "recipient_phone" => phone(&json["recipient"]["phone"]) == digits(value),
            "recipient" => holds(&json["recipient"]["name"], value),
            "placed" => json["placed_at"]
                .as_str()
                .is_some_and(|at| at.starts_with(value.as_str())),
            "code" => ["code", "source_ref"]
                .iter()
                .any(|key| json[*key] == value.as_str()),
            "note" => {
                let lines = json["lines"].as_array().into_iter().flatten();
                let mut asked = lines.map(|line| &line["customization"]);
                holds(&json["note"], value) || asked.any(|asked| holds(asked, value))
            }
            _ => true,
        };
        who && self.goods == saved.goods && self.fields.iter().all(field)
    }
}

fn stored(order: &Value) -> Saved {
    let mut goods = Goods::new();
    for line in order["lines"].as_array().into_iter().flatten() {
        let code = line["code"].as_str().unwrap_or_default().to_owned();
        *goods.entry(code).or_default() += line["qty"].as_i64().unwrap_or_default();
    }
    Saved {
        name: order["customer"]["name"]
            .as_str()
            .unwrap_or_default()
            .to_owned(),
        goods,
        cancelled: order["status"] == "cancelled",
        json: order.clone(),
    }
}

/// What each person ordered: orders of one name are added, unless their phones differ.
fn people(saved: &[Saved]) -> Vec<Saved> {
    let mut people: Vec<Saved> = Vec::new();
    for order in saved {
        let phone = |order: &Saved| order.json["customer"]["phone"].clone();
        let same = |known: &&mut Saved| {
            let one_number = phone(known).is_string() && phone(known) == phone(order);
            let differ = phone(known).is_string() && phone(order).is_string() && !one_number;
            let named = same_person(&known.name, &order.name) && !differ;
            known.cancelled == order.cancelled && (one_number || named)
        };
        let Some(known) = people.iter_mut().find(same) else {
            people.push(order.clone());
            continue;
        };
        for (code, count) in &order.goods {
            *known.goods.entry(code.clone()).or_default() += count;
        }
        let total = |order: &Saved| order.json["total"].as_i64().unwrap_or_default();
        known.json["total"] = (total(known) + total(order)).into();
    }
    people
}

/// The name of a product, and the variant with this code, or with this name of product and variant.
fn variant(products: &Value, which: &str) -> Option<(String, Value)> {
    let products = products["products"].as_array()?;
    products.iter().find_map(|product| {
        let name = product["name"].as_str()?.to_owned();
        let mut variants = product["variants"].as_array()?.iter();
        let found = variants.find(|variant| {
            let named = match variant["name"].as_str() {
                Some("") | None => name.clone(),
                Some(of) => format!("{name} / {of}"),
            };
            variant["code"] == which || named.eq_ignore_ascii_case(which)
        })?;
        Some((name, found.clone()))
    })
}

/// Runs a command on a book.
fn rekap(book: &Path, typed: &[&str]) -> Ran {
    let mut args: Vec<OsString> = vec!["rekap".into(), "--book".into(), book.into()];
    args.extend(["--lang", "en", "--now", "2026-02-12 10:00"].map(OsString::from));
    args.extend(typed.iter().map(OsString::from));
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = match cli::run(&args, &mut out, &mut err) {
        Outcome::Exit(code) => code,
        Outcome::Screens(_) => panic!("no command in {typed:?}"),
    };
    Ran {
        code,
        out: String::from_utf8(out).unwrap(),
        err: String::from_utf8(err).unwrap(),
    }
}

fn import(book: &Path, noun: &str, file: &Path) -> Ran {
    let file = file.to_str().unwrap();
    match noun {
        "product" => rekap(book, &["product", "import", file]),
        _ => rekap(book, &["order", "import", file, "--po", "P1"]),
    }
}

/// How many cases of a kind came out how.
#[derive(Debug, Default, Clone)]
struct Sums {
    cases: usize,
    exact: usize,
    doubt: usize,
    missed: usize,
    wrong: usize,
    clear: usize,
    clear_exact: usize,
}

impl Sums {
    fn add(&mut self, verdict: Verdict, clear: bool) {
        self.cases += 1;
        self.clear += usize::from(clear);
        self.clear_exact += usize::from(clear && verdict == Verdict::Exact);
        *match verdict {
            Verdict::Exact => &mut self.exact,
            Verdict::Doubt => &mut self.doubt,
            Verdict::Missed => &mut self.missed,
            Verdict::Wrong => &mut self.wrong,
        } += 1;
    }

    fn line(&self, name: &str) -> String {
        let Self {
            cases,
            exact,
            doubt,
            missed,
            wrong,
            clear,
            clear_exact,
        } = self;
        format!(
            "{name:12} {cases:5} {exact:6} {doubt:6} {missed:7} {wrong:6}   {clear_exact}/{clear}\n"
        )
    }
}

/// The sums of all cases, the table by kind, and what came of those that are not exact.
fn read(folder: &str) -> (Sums, String, Vec<String>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let cases = Case::all(&root.join(folder));
    let books = tempfile::tempdir().unwrap();
    let base = books.path().join("base.rekap");
    drop(shop(&base));
    let (next, seen) = (Mutex::new(cases.iter()), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let case = next.lock().unwrap().next();
                    let Some(case) = case else { break };
                    let result = case.run(&base, books.path());
                    let verdict = case.judge(&result);
                    let difference = case.difference(&result);
                    seen.lock().unwrap().push((case, verdict, difference));
                }
            });
        }
    });
    let mut seen = seen.into_inner().unwrap();
    seen.sort_by(|(one, ..), (other, ..)| one.name.cmp(&other.name));
    let (mut all, mut kinds) = (Sums::default(), BTreeMap::<&str, Sums>::new());
    let mut open = Vec::new();
    for (case, verdict, difference) in seen {
        all.add(verdict, case.is_clear());
        kinds
            .entry(&case.kind)
            .or_default()
            .add(verdict, case.is_clear());
        if verdict != Verdict::Exact {
            open.push(format!("{verdict:?} {}\n{difference}", case.name));
        }
    }
    let mut table = format!(
        "{:12} cases  exact  doubt  missed  wrong   clear exact\n",
        ""
    );
    for (kind, sums) in &kinds {
        table.push_str(&sums.line(kind));
    }
    (all, table, open)
}

#[test]
#[allow(clippy::print_stdout, reason = "the table is what the test is for")]
fn what_tables_become() {
    let (sums, table, open) = read("tables");
    println!("{table}{}", sums.line("all"));
    if let Ok(part) = std::env::var("REKAP_CORPUS") {
        let named = |case: &&String| part == "1" || case.lines().next().unwrap().contains(&part);
        open.iter()
            .filter(named)
            .for_each(|case| println!("{case}"));
    }
    let (held, ..) = read("held/tables");
    println!("held back\n{}", held.line("all"));
    // Tightened whenever the reader gets better.
    for (sums, wrong, exact) in [(&sums, WRONG, EXACT), (&held, HELD_WRONG, HELD_EXACT)] {
        assert!(sums.wrong <= wrong, "{} save something wrong", sums.wrong);
        assert!(
            sums.clear_exact >= exact,
            "{} read exactly",
            sums.clear_exact
        );
    }
}

/// The shop that all cases share, with its book in this file.
fn shop(book: &Path) -> Shop {
    let mut shop = Shop::create(book, NOW);
    for (product, name, price) in [
        ("NAS", "Nastar", 60_000),
        ("KAS", "Kastengel", 75_000),
        ("PUT", "Putri Salju", 55_000),
        ("LID", "Lidah Kucing", 50_000),
        ("SAG", "Sagu Keju", 45_000),
        ("HAM", "Hampers", 185_000),
        ("0071", "Kue Semprit", 40_000),
    ] {
        shop.product(product, name, price, &[]);
    }
    let kaos = [
        ("M-HTM", "M / Hitam"),
        ("M-PTH", "M / Putih"),
        ("L-HTM", "L / Hitam"),
        ("L-PTH", "L / Putih"),
    ];
    shop.product("BRW", "Brownies", 55_000, &[("ORI", "Original")])
        .product("RIS", "Risol", 35_000, &[("MAYO", "Mayo")])
        .product("KAOS", "Kaos Reuni", 95_000, &kaos)
        .variant("BRW", "KEJU", "Keju", Some(65_000))
        .variant("BRW", "ALM", "Almond", Some(70_000))
        .variant("RIS", "AYAM", "Ayam", Some(32_000))
        .variant("KAOS", "XL-HTM", "XL / Hitam", Some(105_000))
        .variant("KAOS", "XL-PTH", "XL / Putih", Some(105_000))
        .period("P1", window("2026-02-01", "2026-02-28"))
        .sells(
            "P1",
            &[
                "NAS", "KAS", "PUT", "LID", "SAG", "HAM", "0071", "BRW", "RIS", "KAOS",
            ],
        );
    for (said, meant) in [
        ("kaasstengels", "KAS"),
        ("putsal", "PUT"),
        ("lidkuc", "LID"),
        ("bronjul", "BRW-KEJU"),
        ("risma", "RIS-MAYO"),
    ] {
        shop.book
            .teach_alias(said, &super::shop::code(meant), NOW)
            .unwrap();
    }
    shop
}
