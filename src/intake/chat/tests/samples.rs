//! Real messages, where their folder exists: an exact draft, an honest doubt, or no order at all.

use std::fs;

use super::super::{ChatError, read};
use super::shortened;
use crate::domain::assortment::Good;
use crate::domain::chat::{ChatDraft, Sureness};
use crate::domain::money::Rupiah;
use crate::intake::assortment::GoodsLookup;
use crate::needs::sample;

/// What is expected of a message.
enum Expected {
    /// These orders, by who, phone and items.
    Exact(&'static [&'static str]),
    /// Something that is asked about, and nothing certain that is wrong.
    Doubt,
    /// No order.
    Nothing,
}

use Expected::{Doubt, Exact, Nothing};

/// Decided by the beginning of the file's name: blank forms, orders, messages of sites, messages of
/// shops to their customers.
const EXPECTED: &[(&str, Expected)] = &[
    ("A", Nothing),
    ("B02", Exact(&["||80 DKS, 80~ DKS, 80~ DKS, 2 DKL"])),
    ("B07", Doubt),
    ("B08", Doubt),
    ("B09", Exact(&["Agus Gunawan|081200000277|1 ECL"])),
    ("B10", Doubt),
    ("B11", Doubt),
    ("B15", Exact(&["ani~||2 BP"])),
    ("B17", Exact(&["||3 BM"])),
    ("B2", Nothing),
    ("B25", Doubt),
    ("C", Nothing),
    ("D", Doubt),
];

/// What the shops of the samples sell.
fn goods() -> GoodsLookup {
    let names = [
        ("DKS", "Dawet Kemayu Small"),
        ("DKL", "Dawet Kemayu Large"),
        ("BP", "Buket Putih"),
        ("BM", "Buket Merah"),
        ("ECL", "Eclair"),
        ("NGS", "Nasi Goreng Spesial"),
        ("ETM", "Es Teh Manis"),
        ("TSH001", "Kaos Polos"),
    ];
    let goods = names.map(|(code, name)| Good {
        code: code.into(),
        product: code.into(),
        name: name.into(),
        price: Rupiah::new(35_000),
    });
    GoodsLookup::new(goods, [])
}

/// What a shop's program puts in the places of its own messages.
fn substituted(text: &str) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(['{', '[']) {
        let Some((place, behind)) = after.split_once(['}', ']']) else {
            break;
        };
        filled.push_str(before.trim_end_matches('$'));
        let place = place.to_lowercase();
        let is = |parts: &[&str]| parts.iter().any(|part| place.contains(part));
        filled.push_str(match () {
            () if is(&["items"]) => "- Nasi Goreng Spesial x2\n- Es Teh Manis x2",
            () if is(&["item", "cake_type"]) => "Nasi Goreng Spesial",
            () if is(&["name", "nama"]) => "Budi Santoso",
            () if is(&["alamat"]) => "Jl. Melati 5, Bandung",
            () if is(&["total", "balance"]) => "150.000",
            () if is(&["date"]) => "12 Agustus 2026",
            () if is(&["mask"]) => "081234567890",
            () if is(&["cups", "qty"]) => "4",
            () if is(&["id", "no"]) => "ORD-20260812",
            () => "siap",
        });
        rest = behind;
    }
    filled + rest
}

/// A bank's statement is none, whatever its rows name.
#[test]
fn statements_are_no_orders() {
    let Some(folder) = sample("statements") else {
        return;
    };
    let mut read_as_orders = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let file = entry.unwrap().path();
        // A list of descriptions of several banks, without dates: no statement.
        if file.ends_with("descriptions.csv") {
            continue;
        }
        if let Ok(text) = fs::read_to_string(&file) {
            let text = text.replace("INDOMARET", "Dawet Kemayu Small");
            let read = read(&text, &goods());
            let named = text.contains("Dawet");
            let is_statement = matches!(&read, Err(ChatError::Statement));
            if read.is_ok() || named && !is_statement {
                read_as_orders.push(file);
            }
        }
    }
    assert!(read_as_orders.is_empty(), "{read_as_orders:?}");
}

/// What a shop writes to its customers is never saved as their order without a look.
#[test]
#[allow(clippy::print_stderr)]
fn a_shops_own_messages_are_no_orders() {
    let Some(folder) = sample("chat") else {
        return;
    };
    let (mut asked, mut nothing) = (0, 0);
    for entry in fs::read_dir(folder).unwrap() {
        let file = entry.unwrap().path();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        if !name.starts_with('D') {
            continue;
        }
        let text = substituted(&fs::read_to_string(&file).unwrap());
        for text in [
            text.clone(),
            format!("[09:14, 12/8/2026] Toko Sari: {text}"),
        ] {
            let drafts = read(&text, &goods()).unwrap_or_default();
            for draft in &drafts {
                assert!(
                    !draft.unclear().is_empty(),
                    "{name}: {}\n{text}",
                    shortened(draft)
                );
            }
            match drafts.len() {
                0 => nothing += 1,
                _ => asked += 1,
            }
        }
    }
    eprintln!("shops' own messages: {asked} asked about, {nothing} no order");
    assert_eq!(asked + nothing, 28);
}

/// Who, phone and items of a draft.
fn brief(draft: &ChatDraft) -> String {
    let all = shortened(draft);
    let parts: Vec<&str> = all.split('|').collect();
    [parts[0], parts[1], parts[3]].join("|")
}

/// Whether nothing about who and what is certain, or something is asked.
fn is_honest(draft: &ChatDraft) -> bool {
    let certain = |sureness: &Sureness| sureness.is_certain();
    let who = [&draft.name, &draft.phone].into_iter().flatten();
    !draft.unclear().is_empty()
        || !(who.map(|read| &read.sureness).any(certain)
            || draft.items.iter().any(|item| item.sureness().is_certain()))
}

#[test]
#[allow(clippy::print_stderr)]
fn real_messages() {
    let Some(folder) = sample("chat") else {
        return;
    };
    let (mut exact, mut doubts, mut nothing) = (0, 0, 0);
    for entry in fs::read_dir(folder).unwrap() {
        let file = entry.unwrap().path();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let drafts = read(&fs::read_to_string(&file).unwrap(), &goods()).unwrap_or_default();
        let expected = EXPECTED
            .iter()
            .filter(|(start, _)| name.starts_with(start))
            .max_by_key(|(start, _)| start.len());
        let Some((_, expected)) = expected else {
            panic!("{name}: nothing is expected of it");
        };
        match expected {
            Exact(orders) => {
                let found: Vec<String> = drafts.iter().map(brief).collect();
                assert_eq!(found, *orders, "{name}");
                exact += 1;
            }
            Doubt => {
                for draft in &drafts {
                    assert!(is_honest(draft), "{name}: {}", shortened(draft));
                }
                if drafts.is_empty() {
                    nothing += 1
                } else {
                    doubts += 1
                }
            }
            Nothing => {
                assert_eq!(
                    drafts.len(),
                    0,
                    "{name}: {:?}",
                    drafts.first().map(shortened)
                );
                nothing += 1;
            }
        }
    }
    eprintln!("real messages: {exact} exact, {doubts} honest doubts, {nothing} no order, 0 wrong");
}
