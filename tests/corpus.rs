//! The corpus of messages and tables keeps the form that its README describes, so that what reads
//! it can trust every truth.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "only tests read the corpus"
)]

#[path = "corpus/chat_judge.rs"]
mod chat_judge;
#[path = "corpus/chats.rs"]
mod chats;
#[path = "corpus/judge.rs"]
mod judge;
#[path = "support/shop.rs"]
mod shop;
#[path = "corpus/tables.rs"]
mod tables;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The codes of the shop that all cases share.
const CODES: &[&str] = &[
    "NAS",
    "KAS",
    "PUT",
    "LID",
    "SAG",
    "HAM",
    "0071",
    "BRW-ORI",
    "BRW-KEJU",
    "BRW-ALM",
    "RIS-MAYO",
    "RIS-AYAM",
    "KAOS-M-HTM",
    "KAOS-M-PTH",
    "KAOS-L-HTM",
    "KAOS-L-PTH",
    "KAOS-XL-HTM",
    "KAOS-XL-PTH",
];

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/corpus")
        .join(folder);
    let entries = fs::read_dir(&folder).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.to_string_lossy().ends_with(ending));
    files.sort();
    files
}

/// The header's lines as keys and values.
fn header(text: &str) -> Vec<(&str, &str)> {
    text.lines()
        .map_while(|line| line.strip_prefix("# "))
        .map(|line| line.split_once(": ").unwrap_or((line, "")))
        .collect()
}

/// What is wrong with the truth of a case, if anything.
fn fault(header: &[(&str, &str)], truths: &[&str], codes: &[&str]) -> Option<String> {
    let value = |key: &str| {
        let found = header.iter().find(|(name, _)| *name == key);
        found.map(|(_, value)| *value)
    };
    if header.first().is_none_or(|(key, _)| *key != "kind") {
        return Some("does not begin with its kind".to_owned());
    }
    let truth = value("truth").unwrap_or_default();
    if !truths.contains(&truth) {
        return Some(format!("truth is `{truth}`"));
    }
    let has_order = value("order").is_some();
    if truth == "order" && !has_order || truth == "nothing" && has_order {
        return Some(format!("truth `{truth}` does not fit its orders"));
    }
    for (_, order) in header.iter().filter(|(key, _)| *key == "order") {
        let goods = order.split(" | ").nth(1).unwrap_or_default();
        for item in goods.split(", ") {
            let known = item.split_once(' ').is_some_and(|(count, code)| {
                count.parse::<u32>().is_ok_and(|count| count > 0) && codes.contains(&code)
            });
            if !known {
                return Some(format!("`{item}` is no count and code"));
            }
        }
    }
    None
}

#[test]
fn every_chat_says_its_truth() {
    let mut kinds: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    for (at, folder) in ["chats", "held/chats"].into_iter().enumerate() {
        for file in files(folder, ".txt") {
            let text = fs::read_to_string(&file).unwrap();
            let name = file.display();
            let (head, input) = text.split_once("--- input\n").unwrap();
            assert!(!input.trim().is_empty(), "{name} has no input");
            let header = header(head);
            let fault = fault(&header, &["order", "unclear", "nothing"], CODES);
            assert_eq!(fault, None, "{name}");
            let kind = header[0].1.split(" · ").next().unwrap();
            kinds.entry(kind.to_owned()).or_default()[at] += 1;
        }
    }
    for (kind, [open, held]) in kinds {
        assert!(open > 0 && held > 0, "{kind}: {open} open, {held} held");
    }
}

#[test]
fn every_table_has_its_truth() {
    for folder in ["tables", "held/tables"] {
        let truths = files(folder, ".truth");
        assert!(!truths.is_empty());
        let tables = files(folder, "");
        for file in &truths {
            let name = file.display();
            let text = fs::read_to_string(file).unwrap();
            let header = header(&text);
            // Tables may bring goods that the shop hasn't yet.
            let new = header.iter().filter(|(key, _)| *key == "order");
            let codes: Vec<&str> = new
                .flat_map(|(_, order)| order.split(" | ").nth(1).unwrap_or_default().split(", "))
                .filter_map(|item| item.split_once(' ').map(|(_, code)| code))
                .collect();
            let truths = ["order", "asked", "refused", "products"];
            assert_eq!(fault(&header, &truths, &codes), None, "{name}");
            let stem = file.file_stem().unwrap();
            let has_table = tables.iter().any(|table| {
                table.file_stem() == Some(stem) && table.extension() != file.extension()
            });
            assert!(has_table, "{name} has no table");
        }
    }
}
