//! Compares what a chat became with the truth that its case states, as the README of the corpus
//! says.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

pub use super::judge::Goods;
use super::judge::{digits, goods, same_person};

/// An order, as a case states it or as it was saved.
#[derive(Debug, Clone, Default)]
pub struct Said {
    pub name: String,
    pub goods: Goods,
    pub total: Option<i64>,
    pub shipping: Option<i64>,
    pub phone: Option<String>,
    pub note: Option<String>,
}

/// An order that was saved.
#[derive(Debug, Clone, Default)]
pub struct Saved {
    pub order: Said,
    /// Whether the program took nothing in it for granted.
    pub certain: bool,
}

/// What a text became.
#[derive(Debug, Default)]
pub struct Outcome {
    pub saved: Vec<Saved>,
    /// Who is asked about.
    pub asked: Vec<String>,
    /// What is asked, for the eye.
    pub why: Vec<String>,
}

/// One right reading of a case.
#[derive(Debug, Clone, Default)]
struct Reading {
    orders: Vec<Said>,
    unclear: Vec<String>,
    /// Whether nothing but these orders may come of it, not even a question.
    silent: bool,
}

/// A case of the corpus.
#[derive(Debug)]
pub struct Case {
    pub name: String,
    pub kind: String,
    pub input: String,
    truth: Reading,
    also: Vec<Reading>,
}

/// How an outcome compares with the truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Exact,
    Doubt,
    Missed,
    WrongCertain,
    WrongAssumed,
}

impl Case {
    /// The cases in a folder.
    pub fn all(folder: &Path) -> Vec<Self> {
        let mut files: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|file| file.extension().is_some_and(|ending| ending == "txt"))
            .collect();
        files.sort();
        let read = files.iter().map(|file| {
            let text = fs::read_to_string(file).unwrap();
            let name = file.file_stem().unwrap().to_string_lossy().into_owned();
            Self::parse(name, &text)
        });
        read.collect()
    }

    fn parse(name: String, text: &str) -> Self {
        let (head, input) = text.split_once("--- input\n").unwrap();
        let mut case = Self {
            name,
            kind: String::new(),
            input: input.to_owned(),
            truth: Reading::default(),
            also: Vec::new(),
        };
        for line in head.lines().filter_map(|line| line.strip_prefix("# ")) {
            let (key, value) = line.split_once(": ").unwrap_or((line, ""));
            match key {
                "kind" => {
                    case.kind = value
                        .split(" · ")
                        .next()
                        .unwrap_or_default()
                        .trim()
                        .to_owned();
                }
                "truth" => case.truth.silent = value == "nothing",
                "order" => case.truth.orders.push(said(value)),
                "unclear" => {
                    let who = value.split(" | ").next().unwrap_or_default();
                    case.truth.unclear.push(who.to_owned());
                }
                "also" => case.also.push(match value {
                    "nothing" => Reading {
                        silent: true,
                        ..Reading::default()
                    },
                    "unclear" => Reading {
                        unclear: vec!["?".to_owned()],
                        ..Reading::default()
                    },
                    orders => Reading {
                        orders: orders.split(" & ").map(said).collect(),
                        ..Reading::default()
                    },
                }),
                _ => {}
            }
        }
        case
    }

    /// Whether it has exactly one right reading, and that is an order.
    pub fn is_clear(&self) -> bool {
        !self.truth.orders.is_empty() && self.also.is_empty()
    }

    /// Compares an outcome with the truth.
    pub fn judge(&self, outcome: &Outcome) -> Verdict {
        let readings = || std::iter::once(&self.truth).chain(&self.also);
        if readings().any(|reading| reading.is(outcome)) {
            return Verdict::Exact;
        }
        let mut people = outcome.people();
        let allowed = |people: &[Saved]| {
            readings().any(|reading| {
                people
                    .iter()
                    .all(|saved| reading.orders.iter().any(|order| fits(order, &saved.order)))
            })
        };
        if allowed(&people) {
            let asked = !outcome.asked.is_empty();
            return if asked {
                Verdict::Doubt
            } else {
                Verdict::Missed
            };
        }
        people.retain(|saved| !allowed(std::slice::from_ref(saved)));
        if people.iter().any(|saved| saved.certain) {
            Verdict::WrongCertain
        } else {
            Verdict::WrongAssumed
        }
    }

    /// The truth and the outcome, to be compared by eye.
    pub fn difference(&self, outcome: &Outcome) -> String {
        let mut text = String::new();
        for order in &self.truth.orders {
            let _ = writeln!(text, "    wanted {order}");
        }
        for who in &self.truth.unclear {
            let _ = writeln!(text, "    wanted ? {who}");
        }
        for saved in &outcome.saved {
            let sure = if saved.certain { "certain" } else { "assumed" };
            let _ = writeln!(text, "    saved {} ({sure})", saved.order);
        }
        for who in &outcome.asked {
            let _ = writeln!(text, "    asked {who}");
        }
        for why in &outcome.why {
            let _ = writeln!(text, "        {why}");
        }
        text
    }
}

impl std::fmt::Display for Said {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let goods = self
            .goods
            .iter()
            .map(|(code, count)| format!("{count} {code}"));
        write!(
            f,
            "{} | {}",
            self.name,
            goods.collect::<Vec<_>>().join(", ")
        )?;
        if let Some(total) = self.total {
            write!(f, " | total {total}")?;
        }
        if let Some(phone) = &self.phone {
            write!(f, " | phone {phone}")?;
        }
        Ok(())
    }
}

/// `NAME | GOODS | field value | …`
fn said(text: &str) -> Said {
    let mut parts = text.split(" | ");
    let mut said = Said {
        name: parts.next().unwrap_or_default().to_owned(),
        ..Said::default()
    };
    said.goods = goods(text);
    for field in parts.skip(1) {
        let (key, value) = field.split_once(' ').unwrap();
        match key {
            "total" => said.total = value.parse().ok(),
            "shipping" => said.shipping = value.parse().ok(),
            "phone" => said.phone = Some(value.to_owned()),
            "note" => said.note = Some(value.to_owned()),
            _ => {}
        }
    }
    said
}

impl Reading {
    fn is(&self, outcome: &Outcome) -> bool {
        let people = outcome.people();
        let one_each = people.len() == self.orders.len()
            && self
                .orders
                .iter()
                .all(|order| people.iter().any(|saved| fits(order, &saved.order)));
        let asked = self.unclear.iter().all(|who| {
            let unknown = is_unknown(who);
            outcome
                .asked
                .iter()
                .any(|asked| unknown || who.split(" = ").any(|who| same_person(who, asked)))
        });
        one_each && asked && (!self.silent || outcome.asked.is_empty())
    }
}

impl Outcome {
    /// What was saved, by person.
    fn people(&self) -> Vec<Saved> {
        let mut people: Vec<Saved> = Vec::new();
        for saved in &self.saved {
            let same = |known: &&mut Saved| {
                let phones = (&known.order.phone, &saved.order.phone);
                let differ =
                    matches!(phones, (Some(one), Some(other)) if digits(one) != digits(other));
                !differ && same_person(&known.order.name, &saved.order.name)
            };
            let Some(known) = people.iter_mut().find(same) else {
                people.push(saved.clone());
                continue;
            };
            for (code, count) in &saved.order.goods {
                *known.order.goods.entry(code.clone()).or_default() += count;
            }
            known.order.total = known.order.total.zip(saved.order.total).map(|(a, b)| a + b);
            known.order.shipping = known.order.shipping.or(saved.order.shipping);
            known.order.phone = known
                .order
                .phone
                .take()
                .or_else(|| saved.order.phone.clone());
            known.certain &= saved.certain;
        }
        people
    }
}

/// Whether no name is said: `?`.
fn is_unknown(name: &str) -> bool {
    !name.chars().any(char::is_alphanumeric)
}

/// Whether what was saved is this order of the truth, with every field that the truth states.
fn fits(truth: &Said, saved: &Said) -> bool {
    let phone = digits(&truth.name);
    let who = match phone.len() >= 9 {
        true => saved.phone.as_deref().map(digits) == Some(phone),
        false => {
            let mut names = truth.name.split(" = ");
            names.any(|name| is_unknown(name) || same_person(name, &saved.name))
        }
    };
    let phone = truth.phone.as_ref().is_none_or(|phone| {
        saved.phone.as_deref().map(digits).as_deref() == Some(digits(phone).as_str())
    });
    let note = truth.note.as_ref().is_none_or(|note| {
        let kept = saved.note.as_deref().unwrap_or_default().to_lowercase();
        kept.contains(&note.to_lowercase())
    });
    who && phone
        && note
        && truth.goods == saved.goods
        && truth.total.is_none_or(|total| saved.total == Some(total))
        && truth
            .shipping
            .is_none_or(|charge| saved.shipping == Some(charge))
}

/// How many cases of a kind, or of all, came out how.
#[derive(Debug, Default, Clone)]
pub struct Sums {
    pub cases: usize,
    pub exact: usize,
    pub doubt: usize,
    pub missed: usize,
    pub wrong_certain: usize,
    pub wrong_assumed: usize,
    pub clear: usize,
    pub clear_exact: usize,
}

impl Sums {
    fn add(&mut self, verdict: Verdict, clear: bool) {
        self.cases += 1;
        self.clear += usize::from(clear);
        let exact = verdict == Verdict::Exact;
        self.clear_exact += usize::from(clear && exact);
        *match verdict {
            Verdict::Exact => &mut self.exact,
            Verdict::Doubt => &mut self.doubt,
            Verdict::Missed => &mut self.missed,
            Verdict::WrongCertain => &mut self.wrong_certain,
            Verdict::WrongAssumed => &mut self.wrong_assumed,
        } += 1;
    }
}

impl std::fmt::Display for Sums {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            cases,
            exact,
            doubt,
            missed,
            wrong_certain,
            wrong_assumed,
            clear,
            clear_exact,
        } = self;
        write!(
            f,
            "{cases:5} {exact:6} {doubt:6} {missed:7} {wrong_certain:8} {wrong_assumed:8}   {clear_exact}/{clear}"
        )
    }
}

/// The sums of all cases and of each kind, as a table.
#[derive(Debug, Default)]
pub struct Table {
    pub all: Sums,
    kinds: BTreeMap<String, Sums>,
    /// The cases that are not exact, with what was wanted and what came.
    pub failing: BTreeSet<String>,
}

impl Table {
    /// Reads each case and compares.
    pub fn of(cases: &[Case], mut read: impl FnMut(&str) -> Outcome) -> Self {
        let mut table = Self::default();
        for case in cases {
            let outcome = read(&case.input);
            let verdict = case.judge(&outcome);
            table.all.add(verdict, case.is_clear());
            let kind = table.kinds.entry(case.kind.clone()).or_default();
            kind.add(verdict, case.is_clear());
            if verdict != Verdict::Exact {
                let difference = case.difference(&outcome);
                table
                    .failing
                    .insert(format!("{verdict:?} {}\n{difference}", case.name));
            }
        }
        table
    }

    /// The table's lines: its head, one line a kind where they are wanted, the sums.
    pub fn lines(&self, by_kind: bool) -> String {
        let head = "cases  exact  doubt  missed  certain  assumed   clear exact";
        let mut text = format!("{:12} {head}\n", "");
        for (kind, sums) in self.kinds.iter().filter(|_| by_kind) {
            let _ = writeln!(text, "{kind:12} {sums}");
        }
        let _ = writeln!(text, "{:12} {}", "all", self.all);
        text
    }
}
