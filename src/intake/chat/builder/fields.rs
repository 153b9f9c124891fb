//! Puts the values of labels into the fields of the draft.

use std::collections::HashSet;

use super::super::boilerplate::is_unchosen;
use super::super::clean::{Line, lead, text_span};
use super::super::items::count::{Count, Position};
use super::super::items::variants::of_product;
use super::super::items::{Place, Reading, attach, read};
use super::super::labels::Label;
use super::super::paste::MAX_ITEMS;
use super::super::tokens::{Tokens, key_parts};
use super::Builder;
use super::notes::{LONGEST, note};
use crate::domain::chat::{ChatDraft, ChatItem, Read, Span, Sureness};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::intake::assortment::Fit;

impl Builder<'_> {
    /// Reads a label's value, which begins at byte `from` of the line.
    pub(super) fn value(&mut self, label: Label, name: &str, line: &Line, from: usize) {
        // `Pesanan: 1. Nastar keju`
        let from = match label {
            Label::Items | Label::Product => {
                from + lead(line.text.get(from..).unwrap_or_default()).0
            }
            _ => from,
        };
        let tokens = Tokens::of(line, from);
        let all = tokens.all.len();
        let text = line.text.get(from..).unwrap_or_default().trim().to_owned();
        let Some(span) = text_span(line, from).filter(|_| all > 0) else {
            return;
        };
        if matches!(label, Label::Choice | Label::Count | Label::Custom) {
            self.heading();
        }
        match label {
            Label::Name => self.name(&tokens, text, span),
            Label::Recipient => self.recipient(Read::certain(text, span)),
            Label::Phone => self.phone(name, &tokens, text, span),
            Label::Address => self.address(Read::certain(text, span), "\n"),
            Label::AddressPart => {
                let part = if name.is_empty() {
                    text
                } else {
                    format!("{name} {text}")
                };
                self.address(Read::certain(part, span), ", ");
            }
            Label::Items => self.items(&tokens, Place::List),
            Label::Product => self.items(&tokens, Place::List),
            Label::Count => self.count(&tokens, text, span),
            Label::Choice if self.variants(line, from) => {}
            Label::Choice => self.choice(name, Read::certain(text, span)),
            Label::Custom => {
                let words = Read::certain(format!("{name}={text}"), span);
                match self.draft.items.last_mut() {
                    Some(item) => attach(item, words),
                    None => self.choices.push(words),
                }
            }
            Label::Note => note(&mut self.draft, Read::certain(text, span), ""),
            Label::Wish if is_unchosen(&text) => {}
            Label::Wish => note(
                &mut self.draft,
                Read::certain(format!("{name}: {text}"), span),
                "",
            ),
            Label::Total => self.total(&text, span),
            Label::Ignored | Label::Tariff => {}
        }
    }

    /// The customer's total; below 1,000 it is a number of pieces.
    fn total(&mut self, text: &str, span: Span) {
        let total = Rupiah::parse(text).ok();
        if let Some(total) = total.filter(|total| *total >= Rupiah::new(1_000)) {
            let read = Read::certain(total, span);
            self.draft.total.get_or_insert(read);
        } else {
            let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
            self.pieces_told = digits.parse().ok();
        }
    }

    pub(super) fn address(&mut self, more: Read<String>, join: &str) {
        self.draft.address = Some(match self.draft.address.take() {
            None => more,
            Some(old) if old.value.len() > LONGEST => old,
            Some(old) => Read {
                value: format!("{}{join}{}", old.value, more.value),
                span: old.span.zip(more.span).map(|(old, more)| old.through(more)),
                sureness: old.sureness.and(more.sureness),
            },
        });
    }

    pub(super) fn items(&mut self, tokens: &Tokens<'_>, place: Place) {
        let reading = read(tokens, 0, tokens.all.len(), place, self.finder);
        self.take(reading);
    }

    /// Adds what was read from a line. Returns whether there was anything.
    pub(super) fn take(&mut self, reading: Reading) -> bool {
        let Reading {
            items,
            rest,
            lead,
            count,
            about,
            ordering,
            ..
        } = reading;
        let told = !items.is_empty();
        self.meant |= ordering;
        self.draft.items.extend(items);
        limit_items(&mut self.draft);
        if told {
            if let Some(pending) = self.count.take() {
                self.counted(pending);
            }
            for choice in std::mem::take(&mut self.choices) {
                self.choice("", choice);
            }
        }
        for words in about {
            match self.draft.items.last_mut() {
                Some(item) => attach(item, words),
                None => note(&mut self.draft, words, ""),
            }
        }
        if let Some(count) = count {
            self.counted(count);
        }
        for words in rest.into_iter().chain(lead.filter(|_| told)) {
            note(&mut self.draft, words, "chat-note");
        }
        told
    }

    /// Adds a quantity from a label or from a line of its own below its goods. When the goods have
    /// another quantity it is a question, unless this is the sum of all.
    pub(super) fn counted(&mut self, count: Count) {
        let all: i64 = self.draft.items.iter().map(|item| item.qty.value).sum();
        let missing = self
            .draft
            .items
            .iter()
            .filter(|item| item.qty.span.is_none())
            .count();
        let Some(item) = self.draft.items.last_mut() else {
            if let Some(other) = self.count.replace(count.clone())
                && other.read.value != count.read.value
            {
                let typed = format!("{} / {}", other.text, count.text);
                let asked = Message::new("chat-qty-several").text("text", typed);
                self.count = Some(count.at_most(Sureness::Unclear(asked)));
            }
            return;
        };
        if missing > 1 {
            for item in self
                .draft
                .items
                .iter_mut()
                .filter(|item| item.qty.span.is_none())
            {
                let asked = Message::new("chat-qty-whose").text("text", item.typed.as_str());
                item.qty.sureness = Sureness::Unclear(asked);
            }
        } else if item.qty.span.is_none() {
            let goods = &self.finder.goods;
            let prices = item
                .candidates
                .iter()
                .filter_map(|code| goods.by_code(code));
            item.qty = count.beside(prices.map(|good| good.price));
        } else if count.read.sureness.is_unclear() {
            let words = Read {
                value: count.text,
                span: count.read.span,
                sureness: Sureness::Certain,
            };
            note(&mut self.draft, words, "chat-note");
        } else if count.read.value != item.qty.value && count.read.value != all {
            let asked = Message::new("chat-qty-several").text("text", item.typed.as_str());
            item.qty = item.qty.clone().at_most(Sureness::Unclear(asked));
        }
    }

    /// Reads the value of a quantity label; an unreadable one is a question.
    fn count(&mut self, tokens: &Tokens<'_>, text: String, span: Span) {
        let reading = read(tokens, 0, tokens.all.len(), Place::Free, self.finder);
        if reading.items.iter().any(|item| !item.candidates.is_empty()) {
            self.take(reading);
            return;
        }
        let asked = Message::new("chat-qty-odd").text("text", text.as_str());
        let mut count = reading.count.unwrap_or(Count {
            read: Read::certain(1, span).at_most(Sureness::Unclear(asked)),
            position: Position::Marked,
            text,
        });
        count.position = Position::Marked;
        self.counted(count);
    }

    /// Reads variants of the product above with their quantities, when the line has nothing else.
    /// Returns whether it does.
    pub(super) fn variants(&mut self, line: &Line, from: usize) -> bool {
        let last = self.draft.items.last();
        let Some(last) = last.filter(|_| self.finder.goods.has_variants()) else {
            return false;
        };
        let tokens = &Tokens::of(line, from);
        let goods = &self.finder.goods;
        let mut products = last
            .candidates
            .iter()
            .filter_map(|code| goods.by_code(code));
        let Some(first) = products.next() else {
            return false;
        };
        if !products.all(|good| good.product == first.product) {
            return false;
        }
        let heads = last.code.value.is_none() && last.qty.span.is_none();
        let typed = if heads {
            last.typed.as_str()
        } else {
            first.name.as_str()
        };
        let found = of_product(
            tokens,
            0,
            tokens.all.len(),
            typed,
            &first.product,
            self.finder,
        );
        let Some(found) = found else {
            return false;
        };
        let items: Vec<ChatItem> = found.into_iter().flatten().collect();
        if heads && !items.is_empty() {
            self.draft.items.pop();
            let left = self.draft.items.len();
            self.blank.retain(|at| *at < left);
        }
        self.draft.items.extend(items);
        true
    }

    /// Takes goods alone in the line above as those that this size or number belongs to.
    fn heading(&mut self) {
        if !self.draft.items.is_empty() {
            return;
        }
        let Some(line) = self.above.take() else {
            return;
        };
        let tokens = Tokens::of(&line, lead(&line.text).0);
        let reading = read(&tokens, 0, tokens.all.len(), Place::List, self.finder);
        if reading.items.len() != 1 || reading.items.iter().any(|item| item.candidates.is_empty()) {
            return;
        }
        let of_line = |read: &mut Read<String>| {
            read.span
                .is_some_and(|span| span.from.0 == line.number && span.to.0 == line.number)
        };
        self.title.take_if(of_line);
        self.draft.note.take_if(of_line);
        let pending = (self.count.take(), std::mem::take(&mut self.choices));
        self.take(reading);
        (self.count, self.choices) = pending;
    }

    /// Adds a size, colour or flavour: to the name of the goods when it picks a variant, else to
    /// the customization.
    fn choice(&mut self, name: &str, choice: Read<String>) {
        let Some(item) = self.draft.items.last_mut() else {
            self.choices.push(choice);
            return;
        };
        if item.code.value.is_none() {
            let left = self
                .finder
                .goods
                .narrowed(&item.candidates, &key_parts(&choice.value));
            if let Some(left) = left {
                if let [only] = left.as_slice() {
                    item.code.value = Some(only.clone());
                    item.code.sureness = Sureness::Certain;
                }
                item.typed = format!("{} {}", item.typed, choice.value);
                item.candidates = left;
                return;
            }
        }
        let parts = key_parts(&format!("{} {}", item.typed, choice.value));
        let words: Vec<&str> = parts.iter().map(String::as_str).collect();
        let hit = self
            .finder
            .whole(&parts.join(" "))
            .or_else(|| self.finder.loose(&words));
        let good = match hit.as_ref().map(|hit| (hit.goods.as_slice(), hit.fit)) {
            Some(([at], fit)) if fit <= Fit::Part => self.finder.goods.get(*at),
            _ => None,
        };
        match good {
            Some(good) => {
                item.typed = format!("{} {}", item.typed, choice.value);
                item.code.value = Some(good.code.clone());
                item.code.sureness = Sureness::Certain;
                item.candidates = vec![good.code.clone()];
            }
            None => {
                let value = if name.is_empty() {
                    choice.value
                } else {
                    format!("{name}={}", choice.value)
                };
                attach(item, Read { value, ..choice });
            }
        }
    }
}

/// Cuts the items to the most an order may have, and asks about the rest.
pub(in crate::intake::chat) fn limit_items(draft: &mut ChatDraft) {
    if draft.items.len() <= MAX_ITEMS {
        return;
    }
    draft.items.truncate(MAX_ITEMS);
    let doubt = Message::new("chat-items-many").count("limit", MAX_ITEMS);
    if !draft.doubts.contains(&doubt) {
        draft.doubts.push(doubt);
    }
}

/// Notes as an assumption that goods named twice add up, because the second may correct the first.
pub(super) fn note_repeated(draft: &mut ChatDraft) {
    let key = |item: &ChatItem| {
        let asked = item.customization.as_ref().map(|read| read.value.clone());
        Some((item.code.value.clone()?, asked))
    };
    let mut told = HashSet::new();
    for item in &mut draft.items {
        let Some(key) = key(item) else { continue };
        if !told.insert(key) {
            let taken = Message::new("chat-goods-twice").text("text", item.typed.as_str());
            item.qty = item.qty.clone().at_most(Sureness::Assumed(taken));
        }
    }
}
