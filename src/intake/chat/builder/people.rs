//! Finds the customer's name and phone, and the recipient. Two different names or phones are asked
//! about.

use std::collections::HashSet;

use super::super::items::{Place, read};
use super::super::labels::known;
use super::super::sentence;
use super::super::tokens::{Kind, Tokens};
use super::super::vocabulary;
use super::Builder;
use super::notes::note;
use crate::domain::chat::{ChatDraft, Read, Span, Sureness};
use crate::domain::message::Message;
use crate::domain::phone::{self, Phone};
use crate::domain::text::fold;

impl Builder<'_> {
    /// Reads the value of a name label. Text after the name is read like a sentence.
    pub(super) fn name(&mut self, tokens: &Tokens<'_>, text: String, span: Span) {
        let parts = sentence::parts(tokens);
        let items = parts.items.first().map_or(0..0, |(from, to)| *from..*to);
        let mut reading = read(tokens, items.start, items.end, Place::Free, self.finder);
        let ordered = !reading.items.is_empty()
            && reading
                .items
                .iter()
                .all(|item| !item.candidates.is_empty() && item.qty.span.is_some());
        // `Nama: Budi 2 rendang`, `Nama: Budi / Siti`; a number that ends a name belongs to it.
        let doubtful = (0..tokens.all.len()).any(|at| {
            matches!(tokens.kind(at), Some(Kind::Number(_) | Kind::Slash))
                && tokens.word(at + 1).is_some()
        });
        let taken = |name: &str, span| {
            let why = Message::new("chat-name-sentence").text("text", name);
            Read::certain(name.to_owned(), span).at_most(Sureness::Assumed(why))
        };
        // `Nama: Andi 2 nastar keju`
        if ordered && let Some(lead) = reading.lead.take() {
            self.add_name(taken(&lead.value, lead.span.unwrap_or(span)));
            self.take(reading);
        } else if parts.phones.is_empty() && parts.addresses.is_empty() {
            match doubtful {
                true => self.add_name(taken(&text, span)),
                false => self.add_name(Read::certain(text, span)),
            }
        } else {
            let name = tokens.raw(items.start, items.end);
            let name = name.trim_end_matches([' ', '/', '(', '-', ',', ':']);
            if !name.is_empty() {
                self.add_name(taken(name, tokens.span(items.start, items.end)));
            }
        }
        for phone in parts.phones {
            self.add_phone(phone);
        }
        for address in parts.addresses {
            self.address(address, "\n");
        }
    }

    /// Adds a name of the customer.
    pub(super) fn add_name(&mut self, name: Read<String>) {
        self.draft.name = Some(match self.draft.name.take() {
            Some(old) => merge_names(old, name),
            None => name,
        });
    }

    pub(super) fn recipient(&mut self, name: Read<String>) {
        self.draft.recipient = Some(match self.draft.recipient.take() {
            Some(old) => merge_names(old, name),
            None => name,
        });
    }

    /// Adds a phone of the customer. Of two the surer one is kept, of two equally sure ones the
    /// first.
    pub(super) fn add_phone(&mut self, phone: Read<String>) {
        let Some(old) = self.draft.phone.take() else {
            self.draft.phone = Some(phone);
            return;
        };
        let normal = |read: &Read<String>| Phone::read(&read.value).normal().map(str::to_owned);
        let both = format!("{} / {}", old.value, phone.value);
        let same = match (normal(&old), normal(&phone)) {
            (Some(one), Some(other)) => one == other,
            _ => old.value == phone.value,
        };
        let taken = match phone.sureness.is_certain() && !old.sureness.is_certain() {
            true => phone,
            false => old,
        };
        let why = Message::new("chat-phones")
            .text("text", both)
            .text("taken", taken.value.as_str());
        self.draft.phone = Some(match same {
            true => taken,
            // The question which of the two it is replaces other doubts about it.
            false => Read {
                sureness: Sureness::Assumed(why),
                ..taken
            },
        });
    }

    /// Reads the value of a phone label. Other numbers may look like a phone (rule 49).
    pub(super) fn phone(&mut self, label: &str, tokens: &Tokens<'_>, text: String, span: Span) {
        let phones: Vec<usize> = (0..tokens.all.len())
            .filter(|at| matches!(tokens.kind(*at), Some(Kind::Phone)))
            .collect();
        let loose =
            |number: &str| Sureness::Assumed(Message::new("chat-phone-loose").text("text", number));
        if phone::normalize(&text).is_some() {
            let read = Read::certain(text.clone(), span);
            // `No: 81…` may be the number of an order, a house or an account.
            self.add_phone(match fold(label) == "no" {
                true => read.at_most(loose(&text)),
                false => read,
            });
        } else if !phones.is_empty() {
            for at in &phones {
                let number = tokens.number(*at);
                let read = Read::certain(number.to_owned(), tokens.span(*at, at + 1));
                self.add_phone(match phones.len() {
                    1 => read.at_most(loose(number)),
                    _ => read,
                });
            }
            // `081234567890 (Bu Ani, tetangga)`
            let says_more = tokens.words().any(|word| {
                word.len() > 2 && !vocabulary::is_filler(word) && known(word).is_none()
            });
            if says_more {
                note(&mut self.draft, Read::certain(text, span), "chat-note");
            }
        } else if text.chars().any(|c| c.is_ascii_digit()) {
            let why = Message::new("chat-phone-unusable").text("text", text.as_str());
            self.add_phone(Read::certain(text, span).at_most(Sureness::Assumed(why)));
        }
    }

    /// Decides who orders: by label, sentence, the chat's header, or a line above the items, in
    /// this order.
    pub(super) fn who(&self, draft: &mut ChatDraft, title: Option<Read<String>>, row: bool) {
        draft.sender = self.sender.map(str::to_owned);
        let assumed = |key, text: &str| Sureness::Assumed(Message::new(key).text("text", text));
        let by_phone = self
            .sender
            .filter(|sender| Phone::read(sender).normal().is_some());
        if let (None, Some(phone)) = (&draft.phone, by_phone) {
            draft.phone = Some(Read {
                value: phone.to_owned(),
                span: None,
                sureness: assumed("chat-phone-sender", phone),
            });
        }
        if let Some(name) = draft.name.take_if(|_| self.sender.is_some()) {
            draft.name = Some(self.compared(name, draft.phone.as_ref()));
        }
        let mut title = title;
        if draft.name.is_none() {
            // The sender of a list is not the customer of its entries.
            let sender = self.sender.filter(|_| by_phone.is_none() && !row);
            draft.name = match (&draft.recipient, sender) {
                (_, Some(sender)) => Some(Read {
                    value: sender.to_owned(),
                    span: None,
                    sureness: assumed("chat-name-sender", sender),
                }),
                (Some(recipient), None) => {
                    let why = assumed("chat-name-recipient", &recipient.value);
                    Some(recipient.clone().at_most(why))
                }
                (None, None) => title.take().map(|title| {
                    let why = assumed("chat-name-sentence", &title.value);
                    title.at_most(why)
                }),
            };
        }
        if let Some(title) = title {
            note(draft, title, "chat-note");
        }
        if draft.name.is_none() && draft.phone.is_none() {
            draft.doubts.push(Message::new("chat-who"));
        }
    }

    /// Compares a name with the sender's name or phone. A different name may be the recipient's, so
    /// it is only an assumption.
    fn compared(&self, name: Read<String>, phone: Option<&Read<String>>) -> Read<String> {
        let Some(sender) = self.sender else {
            return name;
        };
        let same = match Phone::read(sender).normal() {
            Some(number) => phone.is_some_and(|phone| {
                phone.span.is_some() && Phone::read(&phone.value).normal() == Some(number)
            }),
            None => same_name(&name.value, sender),
        };
        if same {
            return name;
        }
        let taken = Message::new("chat-name-other")
            .text("text", name.value.as_str())
            .text("sender", sender);
        name.at_most(Sureness::Assumed(taken))
    }
}

/// Merges two names: the longer one, unless it is less sure, when they can be the same person; else
/// a question.
pub(super) fn merge_names(old: Read<String>, new: Read<String>) -> Read<String> {
    if same_name(&old.value, &new.value) {
        let fuller = new.value.len() > old.value.len() && !new.sureness.is_unclear();
        return match fuller && (new.sureness.is_certain() || !old.sureness.is_certain()) {
            true => new,
            false => old,
        };
    }
    let both = format!("{} / {}", old.value, new.value);
    let asked = Message::new("chat-names").text("text", both);
    old.at_most(Sureness::Unclear(asked))
}

/// Whether two names can be the same person: one contains all words of the other.
fn same_name(one: &str, other: &str) -> bool {
    let (one, other) = (fold(one), fold(other));
    let words = |name: &str| name.split(' ').map(str::to_owned).collect::<HashSet<_>>();
    let (one, other) = (words(&one), words(&other));
    one.is_subset(&other) || other.is_subset(&one)
}
