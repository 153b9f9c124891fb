//! Accounts for what a sender said: nothing is saved unasked while a number beside goods, a denial
//! of goods or a question of the shop is left over.

use super::super::clauses::{Clause, masked};
use super::super::clean::Line;
use super::super::signs::{Sign, is_number, shows};
use super::super::speech::{Act, Words};
use super::conversation::Talk;
use super::people::Asked;
use super::said::{Said, said};
use crate::domain::chat::ChatDraft;
use crate::domain::message::Message;
use crate::intake::assortment::GoodsLookup;

impl Talk<'_> {
    /// Notes what clauses say about goods.
    pub(super) fn account(&mut self, key: &str, lines: &[Line], run: &[Clause]) {
        for clause in run {
            if clause.asked || clause.act != Act::Says {
                continue;
            }
            let Some(line) = lines.get(clause.line) else {
                continue;
            };
            let alone = Clause { line: 0, ..*clause };
            let kept = masked(std::slice::from_ref(line), &[alone]);
            let all = kept.iter().map(|line| said(line, self.finder));
            let all: Vec<Said> = all.filter(|said| !said.items.is_empty()).collect();
            let text = clause.text(lines);
            if !all.is_empty() && denies(&Words::of(text)) {
                self.doubt(key, not_understood(text));
            }
            let counts = all.iter().flat_map(|said| &said.counts);
            let counted = counts.map(|count| (count.value, text.to_owned()));
            self.person(key).counted.extend(counted);
        }
    }

    /// Keeps the numbers that the order of a sender has now.
    pub(super) fn keep_numbers(&mut self, key: &str) {
        let order = self.people.get(key).and_then(|person| person.order);
        let draft = order.and_then(|at| self.orders.get(at)?.as_ref());
        let numbers = draft.map(|draft| numbers(draft, self.finder.goods));
        let person = self.person(key);
        person.numbers.extend(numbers.into_iter().flatten());
    }

    /// Keeps the numbers of all orders of this message, which may be for several people.
    pub(super) fn keep_all_numbers(&mut self, key: &str) {
        let goods = self.finder.goods;
        let begun = self.orders.iter().skip(self.begun).flatten();
        let numbers: Vec<i64> = begun.flat_map(|draft| numbers(draft, goods)).collect();
        self.person(key).numbers.extend(numbers);
        self.keep_numbers(key);
    }

    /// Asks about the order of a sender where something that was said is left over.
    pub(super) fn check_account(&mut self, key: &str) {
        self.keep_numbers(key);
        let person = self.person(key);
        let matters = matches!(person.asked, Asked::Goods | Asked::Name | Asked::Stands);
        let is_left = |(count, _): &&(i64, String)| !person.numbers.contains(count);
        let left = person.counted.iter().find(is_left);
        let left = left.map(|(_, text)| not_understood(text));
        if person.unanswered || matters {
            self.doubt(key, Act::Plans.doubt());
        }
        if let Some(left) = left {
            self.doubt(key, left);
        }
    }
}

/// The numbers of an order: of each of its goods, of all, and what they cost (`4 x 32 = 128`).
fn numbers(draft: &ChatDraft, goods: &GoodsLookup) -> Vec<i64> {
    let each = draft.items.iter().map(|item| item.qty.value);
    let amounts = draft.items.iter().filter_map(|item| {
        let good = goods.by_code(item.code.value.as_deref()?)?;
        let sum = good.price.times(item.qty.value).ok()?;
        Some([good.price.raw(), sum.raw()])
    });
    let amounts = amounts.flatten().flat_map(|sum| [sum, sum / 1_000]);
    let all = each.clone().fold(0, i64::saturating_add);
    each.chain(amounts).chain([all]).collect()
}

fn not_understood(text: &str) -> Message {
    let text: String = text.trim().chars().take(120).collect();
    Message::new("chat-not-understood").text("text", text)
}

/// Whether a word denies. `no 5` is the number of a house; `2 nastar jgn pedas` asks for something.
fn denies(words: &Words) -> bool {
    let next = words.all().skip(1).chain([""]);
    let mut counted = false;
    words.all().zip(next).any(|(word, next)| {
        counted |= is_number(word);
        let asks = counted && matches!(word, "jangan" | "jgn");
        let house = word == "no" && is_number(next);
        shows(word, Sign::No) && !asks && !house
    })
}
