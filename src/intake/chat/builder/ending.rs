//! The end of an order: what belongs to nothing yet, who it is from, and whether it is an order at all.

use std::collections::HashSet;

use super::super::fingerprint;
use super::super::items::attach;
use super::super::vocabulary::Instead;
use super::Builder;
use super::notes::note;
use crate::domain::chat::{ChatDraft, ChatItem, Read, Sureness};
use crate::domain::message::Message;
use crate::domain::phone::Phone;
use crate::domain::text::fold;

impl Builder<'_> {
    /// Ends the order; nothing is kept of lines that hold none.
    pub(in crate::intake::chat) fn end(&mut self) {
        let mut draft = std::mem::take(&mut self.draft);
        let instead = self.instead.take();
        let meant = std::mem::take(&mut self.meant);
        let counted = std::mem::take(&mut self.counted);
        let title = self.title.take();
        let row = std::mem::take(&mut self.row);
        (self.open, self.below) = (None, None);
        let linked = self.linked.take();
        if draft.phone.is_none() {
            draft.phone = linked;
        }
        let blank = std::mem::take(&mut self.blank);
        let mut at = 0..;
        draft.items.retain(|item| {
            let nothing = at.next().is_some_and(|at| blank.contains(&at));
            !nothing || item.qty.span.is_some() && !item.qty.sureness.is_unclear()
        });
        self.last_items(&mut draft);
        let known = draft.items.iter().any(|item| !item.candidates.is_empty());
        let said = title.is_some() || draft.name.is_some() || draft.note.is_some();
        let is_row = row && (said || !draft.items.is_empty() || draft.phone.is_some());
        let filled = [
            draft.name.is_some(),
            draft.phone.is_some(),
            // Whoever sends it: in a chat a name stands above it.
            draft.address.is_some() && self.sender.is_some(),
            draft.address.is_some(),
        ];
        let filled = filled.iter().filter(|filled| **filled).count();
        // What may be an order is asked about rather than lost.
        let is_order =
            counted || is_row || filled >= 2 || !draft.items.is_empty() && (known || meant);
        let changes = instead == Some(Instead::Change) && self.sender.is_some();
        if !is_order && (!changes || self.changed(&draft)) {
            return;
        }
        if instead == Some(Instead::Shop) && !known {
            return;
        }
        self.who(&mut draft, title, row);
        if row {
            draft.doubts.push(Message::new("chat-row"));
        }
        if draft.items.is_empty() {
            draft.doubts.push(Message::new("chat-no-items"));
        }
        if let Some(instead) = instead {
            draft.doubts.push(instead.message());
        }
        if instead == Some(Instead::Shop) {
            doubt_all(&mut draft);
        }
        if draft.fingerprint.is_empty() {
            let lines = draft.lines.iter().map(|(_, line)| line.as_str());
            draft.fingerprint = fingerprint::of(self.sender, lines);
        }
        self.out.push(draft);
    }

    /// Asks about the order that is changed or taken back by words of its sender that make none, if it
    /// stands in the same paste.
    fn changed(&mut self, words: &ChatDraft) -> bool {
        let sender = self.sender;
        let of_sender = |draft: &&mut ChatDraft| draft.sender.as_deref() == sender;
        let Some(order) = self.out.iter_mut().rev().find(of_sender) else {
            return false;
        };
        order.lines.extend(words.lines.iter().cloned());
        let doubt = Instead::Change.message();
        if !order.doubts.contains(&doubt) {
            order.doubts.push(doubt);
        }
        true
    }

    /// A quantity without goods is of the only goods there are.
    fn last_items(&mut self, draft: &mut ChatDraft) {
        let choices = std::mem::take(&mut self.choices);
        if let Some(count) = self.count.take()
            && draft.items.is_empty()
        {
            let only = self.finder.goods.only();
            let sureness = match only {
                Some(good) => Sureness::Assumed(
                    Message::new("chat-goods-only").text("name", good.name.as_str()),
                ),
                None => Sureness::Unclear(
                    Message::new("chat-goods-missing").count("count", count.read.value),
                ),
            };
            let code = only.map(|good| good.code.clone());
            draft.items.push(ChatItem {
                typed: String::new(),
                candidates: code.iter().cloned().collect(),
                code: Read {
                    value: code,
                    span: None,
                    sureness,
                },
                qty: count.read,
                chosen: None,
                customization: None,
                price: None,
            });
        }
        for choice in choices {
            match draft.items.last_mut() {
                Some(item) => attach(item, choice),
                None => note(draft, choice, ""),
            }
        }
    }

    /// Who orders: by label, by sentence, by the chat's header, by a line above the items.
    fn who(&self, draft: &mut ChatDraft, title: Option<Read<String>>, row: bool) {
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
            // Who writes a list for all is none of those in it.
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

    /// A name in another's message may be the recipient's; it is the sender's own where name or phone
    /// say so.
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

/// Whether two names may be one person's: all words of one stand in the other.
fn same_name(one: &str, other: &str) -> bool {
    let (one, other) = (fold(one), fold(other));
    let words = |name: &str| name.split(' ').map(str::to_owned).collect::<HashSet<_>>();
    let (one, other) = (words(&one), words(&other));
    one.is_subset(&other) || other.is_subset(&one)
}

/// What a shop wrote names its own people, phones and places too.
fn doubt_all(draft: &mut ChatDraft) {
    let doubt = Sureness::Assumed(Message::new("chat-from-shop"));
    let fields = [
        &mut draft.name,
        &mut draft.phone,
        &mut draft.recipient,
        &mut draft.address,
    ];
    for read in fields.into_iter().flatten() {
        read.sureness = read.sureness.clone().and(doubt.clone());
    }
    for item in &mut draft.items {
        item.qty.sureness = item.qty.sureness.clone().and(doubt.clone());
    }
}
