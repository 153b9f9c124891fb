//! Reads lines without labels: name, address and items in one sentence.

use super::super::boilerplate::is_boilerplate;
use super::super::clean::{Line, text_span};
use super::super::items::{Place, Reading, read};
use super::super::numbers;
use super::super::sentence;
use super::super::signs;
use super::super::speech;
use super::super::tokens::{Kind, Tokens};
use super::super::vocabulary;
use super::Builder;
use super::notes::{is_name_like, note};
use crate::domain::chat::{Read, Sureness};
use crate::domain::message::Message;
use crate::domain::phone::Phone;
use crate::domain::text::fold;

/// Most tokens of a person's name with what tells them apart.
const LONGEST_PERSON: usize = 6;

impl Builder<'_> {
    /// Reads a line as a sentence.
    pub(super) fn sentence(&mut self, line: &Line, from: usize) {
        self.above = Some(line.clone());
        self.notice(&line.text);
        // The goods are in messages of others.
        self.counted |= self.sender.is_some() && vocabulary::joins_in(&line.text);
        let tokens = Tokens::of(line, from);
        let parts = sentence::parts(&tokens);
        let found = [
            &parts.names,
            &parts.addresses,
            &parts.phones,
            &parts.holders,
        ];
        let found = found.iter().any(|found| !found.is_empty());
        let mut told = found;
        let mut readings = Vec::new();
        let by_phone = parts.phones.first().and_then(|phone| phone.span);
        for (from, to) in parts.items {
            let reading = read(&tokens, from, to, Place::Free, self.finder);
            if from == 0
                && by_phone.is_some_and(|phone| tokens.span(0, to) < phone)
                && let Some(name) = person(&tokens, to, &reading)
            {
                self.add_name(name);
                continue;
            }
            told |=
                !reading.items.is_empty() || reading.count.is_some() || !reading.about.is_empty();
            readings.push(reading);
        }
        parts.names.into_iter().for_each(|name| self.add_name(name));
        parts
            .phones
            .into_iter()
            .for_each(|phone| self.add_phone(phone));
        let before = self.draft.address.as_ref();
        let before = before.and_then(|read| read.sureness.message());
        let several = parts.addresses.len() > 1
            || !parts.addresses.is_empty()
                && before.is_some_and(|why| why.key == "chat-address-sentence");
        for address in parts.addresses {
            let key = match several {
                true => Some("chat-addresses"),
                false => self
                    .orders_behind(&address.value)
                    .then_some("chat-address-goods"),
            };
            let asked = key.map(|key| Message::new(key).text("text", address.value.as_str()));
            self.address(
                match asked {
                    Some(asked) => address.at_most(Sureness::Unclear(asked)),
                    None => address,
                },
                "\n",
            );
        }
        for mut reading in readings {
            // For whom or for when the items are can only be judged from the whole line.
            let several = reading
                .rest
                .iter()
                .filter(|rest| is_for(&rest.value))
                .count()
                > 1;
            if several && let Some(span) = text_span(line, from) {
                let whole = line.text.get(from..).unwrap_or_default().to_owned();
                reading.rest = vec![Read::certain(whole, span)];
            }
            let lead = reading.lead.take();
            let items = !reading.items.is_empty();
            if !told && is_boilerplate(line.text.get(from..).unwrap_or_default()) {
                self.meant |= reading.ordering;
                continue;
            }
            // An amount without goods is a copied tariff or total, unless it was paid.
            if !told && reading.priced && vocabulary::tells_paid(&line.text) {
                let whole = line.text.get(from..).unwrap_or_default().to_owned();
                if let Some(span) = text_span(line, from) {
                    note(&mut self.draft, Read::certain(whole, span), "chat-note");
                }
                continue;
            }
            if !told && reading.priced {
                continue;
            }
            self.counted |=
                reading.counts() && !is_boilerplate(line.text.get(from..).unwrap_or_default());
            self.take(reading);
            let Some(lead) = lead else { continue };
            if !found
                && is_name_like(&lead.value)
                && !addresses(&lead.value)
                && self.title.is_none()
                && (items
                    || self.draft.items.is_empty()
                    || self
                        .sender
                        .is_none_or(|sender| Phone::read(sender).normal().is_some())
                        && signs(&lead.value))
            {
                self.title = Some(lead);
            } else {
                note(&mut self.draft, lead, "chat-note");
            }
        }
        for holder in parts.holders {
            note(&mut self.draft, holder, "");
        }
    }

    /// Whether an address contains items with quantities, after its first number, a comma or an
    /// "and".
    fn orders_behind(&self, address: &str) -> bool {
        let line = Line {
            number: 0,
            text: address.to_owned(),
        };
        let tokens = Tokens::of(&line, 0);
        let parted = |at: &usize| match tokens.kind(*at) {
            Some(Kind::Sep | Kind::Number(_)) => true,
            _ => tokens.word(*at).is_some_and(vocabulary::joins),
        };
        let all = tokens.all.len();
        // The first two tokens are `Jl` and its full stop.
        (2..all).find(parted).is_some_and(|at| {
            let reading = read(&tokens, at + 1, all, Place::Free, self.finder);
            reading
                .items
                .iter()
                .any(|item| !item.candidates.is_empty() && item.qty.span.is_some())
        })
    }

    /// Notes when the line makes the message a change or a question.
    pub(super) fn notice(&mut self, text: &str) {
        if self.against.is_none() {
            self.against = speech::against(text);
        }
    }
}

/// The person named before a phone number: `Bu RT 05 0811…`, `Pak Budi 0812…`, `Mama Zidan kelas
/// 3B 0813…`.
fn person(tokens: &Tokens<'_>, to: usize, before: &Reading) -> Option<Read<String>> {
    let titled = tokens.word(0).is_some_and(vocabulary::is_polite);
    let known = before.items.iter().any(|item| !item.candidates.is_empty());
    let told = tokens.word(1).is_some_and(|word| {
        !vocabulary::is_filler(word) && !signs::is_ordering(word) && !numbers::counts(word)
    });
    if !titled || known || !told || to > LONGEST_PERSON {
        return None;
    }
    let text = tokens
        .raw(0, to)
        .trim_end_matches([' ', ',', '-', ':', '/', '(']);
    let why = Message::new("chat-name-sentence").text("text", text);
    let read = Read::certain(text.to_owned(), tokens.span(0, to));
    Some(read.at_most(Sureness::Assumed(why)))
}

/// Whether words are a signature: a name in capitals.
fn signs(text: &str) -> bool {
    text.split(' ')
        .all(|word| word.starts_with(char::is_uppercase))
        && !text
            .split(' ')
            .any(|word| vocabulary::is_calm(&word.to_lowercase()))
}

/// Whether words tell for whom or for when something is.
fn is_for(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default().to_lowercase();
    matches!(
        first.as_str(),
        "buat" | "untuk" | "utk" | "bwt" | "kirim" | "dikirim"
    )
}

/// Whether words address who reads them: `Yth. Dapur Melati`.
fn addresses(text: &str) -> bool {
    let folded = fold(text);
    let first = folded.split(' ').next().unwrap_or_default();
    matches!(first, "yth" | "kepada" | "kpd" | "dear")
}
