//! Finds what customers say they paid: `udah tf dp 117.500`. It is claimed, and has not arrived
//! (rule 29).

use std::collections::{HashMap, HashSet};

use super::clauses::{Clause, clauses};
use super::clean::Line;
use super::messages::Message as Sent;
use super::paste::ReadPaste;
use super::sums;
use super::tokens::{Kind, Tokens};
use super::vocabulary::tells_paid;
use crate::domain::chat::{ChatDraft, Read, Sureness};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::text::fold;
use crate::intake::assortment::GoodsLookup;

/// A payment that a line claims.
struct Claim {
    amount: Read<Rupiah>,
    /// The words of it.
    said: String,
}

/// Adds to each order what its sender says was paid, in its message or in one after it.
pub(super) fn take_in(found: &mut ReadPaste, messages: &[Sent], goods: &GoodsLookup) {
    for draft in &mut found.orders {
        let lines = draft.lines.iter().map(|(number, text)| Line {
            number: *number,
            text: text.clone(),
        });
        if let Some(claim) = lines.filter_map(|line| claim(&line)).next_back() {
            add(draft, claim, goods);
        }
    }
    let mut orders_of: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, draft) in found.orders.iter().enumerate() {
        if let Some(sender) = &draft.sender {
            orders_of.entry(sender.clone()).or_default().push(at);
        }
    }
    let lines = found.orders.iter().flat_map(|draft| &draft.lines);
    let mut taken: HashSet<usize> = lines.map(|(at, _)| *at).collect();
    for message in messages {
        let Some(orders) = message.sender.as_ref().and_then(|of| orders_of.get(of)) else {
            continue;
        };
        for line in &message.lines {
            if taken.contains(&line.number) {
                continue;
            }
            // The newest order before it.
            let before = |at: &&usize| {
                let draft = found.orders.get(**at);
                let first = draft.and_then(|draft| draft.lines.first());
                first.is_some_and(|(first, _)| *first < line.number)
            };
            let Some(at) = orders.iter().rev().find(before) else {
                continue;
            };
            if let Some(draft) = found.orders.get_mut(*at)
                && let Some(claim) = claim(line)
            {
                draft.lines.push((line.number, line.text.clone()));
                draft.lines.sort();
                add(draft, claim, goods);
                taken.insert(line.number);
            }
        }
    }
    found.passed.retain(|(at, _)| !taken.contains(at));
    name_senders(found, messages, &orders_of);
}

/// Notes who sent the lines that are part of no order, and which of them tell of a payment by
/// somebody who orders nothing here.
fn name_senders(found: &mut ReadPaste, messages: &[Sent], orders_of: &HashMap<String, Vec<usize>>) {
    let passed: HashSet<usize> = found.passed.iter().map(|(at, _)| *at).collect();
    for message in messages {
        let Some(sender) = &message.sender else {
            continue;
        };
        for line in message
            .lines
            .iter()
            .filter(|line| passed.contains(&line.number))
        {
            found.senders.insert(line.number, sender.clone());
            if !orders_of.contains_key(sender) && tells_of_payment(line) {
                found.paid_alone.insert(line.number);
            }
        }
    }
}

/// Whether a line says that something was paid, with or without an amount.
fn tells_of_payment(line: &Line) -> bool {
    let lines = std::slice::from_ref(line);
    tells_paid(&line.text) && clauses(lines).iter().any(|clause| is_told(clause, lines))
}

/// The payment that a line claims, where it says how much.
fn claim(line: &Line) -> Option<Claim> {
    if !tells_paid(&line.text) {
        return None;
    }
    let lines = std::slice::from_ref(line);
    let clauses = clauses(lines);
    let mut told = clauses.iter().filter(|clause| is_told(clause, lines));
    told.find_map(|clause| {
        let tokens = Tokens::of(line, 0);
        let within = |at: &usize| {
            tokens
                .all
                .get(*at)
                .is_some_and(|token| token.from >= clause.from && token.to <= clause.to)
        };
        let mut amounts = (0..tokens.all.len()).filter(within).filter_map(|at| {
            let amount = amount(&tokens, at)?;
            Some(Read::certain(amount, tokens.span(at, at + 1)))
        });
        Some(Claim {
            amount: amounts.next_back()?,
            said: clause
                .text(lines)
                .trim_matches([' ', ',', '.', '!'])
                .to_owned(),
        })
    })
}

/// Whether a clause says that something was paid: not what is only promised, nor what was asked.
fn is_told(clause: &Clause, lines: &[Line]) -> bool {
    let open = |word: &str| {
        matches!(
            word,
            "belum" | "blm" | "blom" | "nanti" | "ntar" | "besok" | "mau" | "kalau" | "kalo"
        )
    };
    let said = clause.text(lines);
    !clause.asked && tells_paid(said) && !fold(said).split(' ').any(open)
}

/// The amount at a token: `117.500`, `50rb`, `Rp50.000`, `117500`; `tf 50` is in thousands.
fn amount(tokens: &Tokens<'_>, at: usize) -> Option<Rupiah> {
    let amount = match tokens.kind(at)? {
        Kind::Price(price) => *price,
        Kind::Dotted => Rupiah::parse(tokens.raw(at, at + 1)).ok()?,
        Kind::Number(value) if *value >= 1_000 => Rupiah::new(*value),
        Kind::Number(value) if *value >= 10 => {
            let before = at.checked_sub(1).and_then(|before| tokens.word(before))?;
            let paid = matches!(before, "tp" | "transfer" | "bayar" | "dp");
            Rupiah::new(*value).times(1_000).ok().filter(|_| paid)?
        }
        _ => return None,
    };
    (amount >= Rupiah::new(1_000)).then_some(amount)
}

/// Makes a claim a payment of an order instead of words in its note.
fn add(draft: &mut ChatDraft, claim: Claim, goods: &GoodsLookup) {
    let amount = claim.amount.value;
    if let Some(note) = draft.note.take() {
        let (said, rest): (Vec<&str>, Vec<&str>) = note
            .value
            .split('\n')
            .partition(|line| line.trim_matches([' ', ',', '.', '!']) == claim.said);
        draft.note = match (said.is_empty(), rest.is_empty()) {
            (true, _) => Some(note),
            (false, true) => None,
            (false, false) => Some(Read {
                value: rest.join("\n"),
                ..note.clone()
            }),
        };
        // The assumption was about these words.
        if let Some(note) = &mut draft.note
            && let Sureness::Assumed(why) = &note.sureness
            && why.key == "chat-note"
        {
            let why = Message::new("chat-note").text("text", note.value.as_str());
            note.sureness = Sureness::Assumed(why);
        }
    }
    // An amount that was paid needs not be a sum of the goods, unless it is said to be all.
    draft
        .doubts
        .retain(|doubt| doubt.key != "chat-sum-differs" || doubt.money_of("seen") != Some(amount));
    let all = fold(&claim.said).split(' ').any(sums::is_all);
    draft
        .doubts
        .extend(sums::overpaid(draft, amount, all, goods));
    draft.claims = Some(claim.amount);
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("udah tf dp 117.500", Some(117_500))]
    #[case("nastar 2, udah tf dp 117.500 ya kak", Some(117_500))]
    #[case("sudah saya transfer 50rb ke bca kak", Some(50_000))]
    #[case("DP 50rb udah tf ya", Some(50_000))]
    #[case("udah bayar Rp 90.000", Some(90_000))]
    #[case("udah tf 117500", Some(117_500))]
    #[case("udah tf dp 50", Some(50_000))]
    #[case("udah tf ya kak", None)]
    #[case("belum tf dp 50rb", None)]
    #[case("nanti kalau udah gajian tf 50rb", None)]
    #[case("dp 50rb udah masuk belum?", None)]
    #[case("2 nastar 60rb", None)]
    fn what_is_claimed(#[case] text: &str, #[case] expected: Option<i64>) {
        let line = Line {
            number: 1,
            text: text.to_owned(),
        };
        let amount = claim(&line).map(|claim| claim.amount.value.raw());
        assert_eq!(amount, expected);
    }
}
