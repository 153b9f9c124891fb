//! The forms and site messages of real shops, filled in as customers do, with the expected order
//! for each. A field that differs from it may be assumed or asked about, but never certain.

mod customers;
mod forms;
mod sites;

use std::collections::BTreeMap;
use std::fs;

use customers::Wanted;

use super::{goods, shortened};
use crate::domain::chat::{ChatDraft, ChatItem, Read};
use crate::intake::chat::read;

/// How a draft compares to the order that is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// The order, and nothing is asked.
    Exact,
    /// Something is asked, and what is certain is right.
    Doubt,
    /// Something was not read, or was taken wrongly though not for certain.
    Miss,
}

/// Compares a value with the expected one: right, or wrong and whether it was marked unsure.
fn field(name: &str, read: Option<&Read<String>>, meant: &str) -> Result<bool, String> {
    match read {
        None => Ok(meant.is_empty()),
        Some(read) if read.value == meant => Ok(true),
        Some(read) if read.sureness.is_certain() => Err(format!(
            "{name} is certain to be {:?}, meant is {meant:?}",
            read.value
        )),
        Some(_) => Ok(false),
    }
}

fn item(item: &ChatItem, meant: &(i64, &str, String)) -> Result<bool, String> {
    let (qty, code, asked) = meant;
    let right = (
        item.qty.value == *qty,
        item.code.value.as_deref() == Some(*code),
    );
    if !right.0 && item.qty.sureness.is_certain() || !right.1 && item.code.sureness.is_certain() {
        return Err(format!("{item:?} is certain, meant is {meant:?}"));
    }
    let asked = field("customization", item.customization.as_ref(), asked)?;
    Ok(right.0 && right.1 && asked)
}

fn compare(draft: &ChatDraft, meant: &Wanted) -> Result<Outcome, String> {
    let mut right = field("name", draft.name.as_ref(), &meant.name)?;
    right &= field("phone", draft.phone.as_ref(), &meant.phone)?;
    right &= field("address", draft.address.as_ref(), &meant.address)?;
    right &= field("recipient", draft.recipient.as_ref(), &meant.recipient)?;
    right &= field("note", draft.note.as_ref(), &meant.note)?;
    right &= draft.items.len() == meant.items.len();
    for (nth, read) in draft.items.iter().enumerate() {
        match meant.items.get(nth) {
            Some(meant) => right &= item(read, meant)?,
            None if read.sureness().is_certain() => return Err(format!("{read:?} is not meant")),
            None => {}
        }
    }
    Ok(match (draft.unclear().is_empty(), right) {
        (false, _) => Outcome::Doubt,
        (true, true) => Outcome::Exact,
        (true, false) => Outcome::Miss,
    })
}

/// The worst of a message's orders.
fn outcome(text: &str, meant: &[Wanted]) -> Result<Outcome, String> {
    let drafts = read(text, &goods()).unwrap_or_default();
    let mut worst = match drafts.len() == meant.len() {
        true => Outcome::Exact,
        false => Outcome::Miss,
    };
    for (draft, meant) in drafts.iter().zip(meant) {
        worst = worst.max(compare(draft, meant)?);
    }
    for extra in drafts.iter().skip(meant.len()) {
        if extra.sureness() == "certain" {
            return Err(format!(
                "an order too many is certain: {}",
                shortened(extra)
            ));
        }
    }
    Ok(worst)
}

/// What is expected of all fillings of all samples: exact, doubts, misses.
/// What is asked about names no customer (`PESAN KODE#2`), or another price than the PO's.
const REPORT: [usize; 3] = [460, 134, 0];

#[test]
#[allow(clippy::print_stderr)]
fn filled_in_samples() {
    let Some(folder) = crate::needs::sample("chat") else {
        return;
    };
    let mut table: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    let mut wrong = Vec::new();
    let tell = std::env::var_os("REKAP_TELL").is_some();
    let mut check = |sample: &'static str, text: &str, meant: &[Wanted]| match outcome(text, meant)
    {
        Ok(outcome) => {
            if tell && outcome != Outcome::Exact {
                let drafts = read(text, &goods()).unwrap_or_default();
                let drafts: Vec<_> = drafts.iter().map(shortened).collect();
                eprintln!("== {sample} {outcome:?}\n{text}\n-- {drafts:#?}\n-- {meant:?}\n");
            }
            table.entry(sample).or_default()[outcome as usize] += 1;
        }
        Err(why) => wrong.push(format!("== {sample}: {why}\n{text}\n")),
    };
    for sample in forms::SAMPLES.iter().chain(sites::SAMPLES) {
        let template = fs::read_to_string(folder.join(sample)).unwrap();
        let filled = if sample.starts_with('C') {
            sites::fillings(sample, &template)
        } else {
            forms::fillings(sample, &template)
        };
        for (text, meant) in filled {
            check(sample, &text, &meant);
        }
    }
    let mut sums = [0; 3];
    for (sample, counts) in &table {
        let [exact, doubts, misses] = counts;
        eprintln!("{sample:32} {exact:4} exact {doubts:4} doubts {misses:4} misses");
        for (sum, count) in sums.iter_mut().zip(counts) {
            *sum += count;
        }
    }
    eprintln!("filled-in samples: exact, doubts, misses: {sums:?}");
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert_eq!(sums, REPORT, "exact, honest doubts, misses");
}
