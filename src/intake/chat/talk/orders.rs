//! The order that a sender has: finding it, placing it, questioning it, taking it back.

use super::super::clean::Line;
use super::super::fingerprint;
use super::super::items::with_code;
use super::super::messages::Message as Sent;
use super::super::speech::Act;
use super::conversation::Talk;
use super::edits;
use super::joining::{self, How};
use super::people::{Person, Waits};
use crate::domain::chat::{ChatDraft, ChatItem, Read, Sureness};
use crate::domain::message::Message;
use crate::domain::phone::Phone;

/// Questions that are settled when both sides agree on the goods.
const SETTLED: &[&str] = &[
    "chat-changes",
    "chat-plans",
    "chat-asks",
    "chat-vague",
    "chat-not-understood",
];

impl Talk<'_> {
    pub(super) fn person(&mut self, key: &str) -> &mut Person {
        self.people.entry(key.to_owned()).or_default()
    }

    /// The order of a sender, also where a list has it under the sender's name.
    pub(super) fn order_of(&mut self, key: &str) -> Option<usize> {
        if self.has_order(key) {
            return self.people.get(key)?.order;
        }
        let at = self.lists.entry_of(key, &self.orders)?;
        self.person(key).order = Some(at);
        Some(at)
    }

    /// The draft of a sender's order.
    pub(super) fn draft_of(&mut self, key: &str) -> Option<&mut ChatDraft> {
        let at = self.order_of(key)?;
        self.orders.get_mut(at)?.as_mut()
    }

    /// Puts a question on the order of a sender.
    pub(super) fn doubt(&mut self, key: &str, doubt: Message) {
        if let Some(draft) = self.draft_of(key)
            && !draft.doubts.contains(&doubt)
        {
            draft.doubts.push(doubt);
        }
    }

    /// Keeps name, phone, address of lines that make no order: for the order there is, or comes.
    pub(super) fn leave(&mut self, key: &str, left: ChatDraft) {
        let says = left.name.is_some() || left.phone.is_some() || left.address.is_some();
        if !says || key.is_empty() {
            return;
        }
        match self.draft_of(key) {
            Some(draft) => join(draft, left),
            None => {
                let person = self.person(key);
                match &mut person.carried {
                    Some(carried) => join(carried, left),
                    None => person.carried = Some(left),
                }
            }
        }
    }

    /// Takes an order in: a new one, or more of the sender's order.
    pub(super) fn place(&mut self, key: &str, day: &str, mut draft: ChatDraft, how: How) {
        let order = match key.is_empty() {
            true => None,
            false => self.order_of(key),
        };
        let person = self.people.entry(key.to_owned()).or_default();
        person.named |= !draft.items.is_empty();
        let far = !day.is_empty() && !person.day.is_empty() && person.day != day;
        if !day.is_empty() {
            day.clone_into(&mut person.day);
        }
        person.before = None;
        if let Some(waiting) = person
            .waiting
            .take_if(|(_, why)| !matches!(why, Waits::Changed))
        {
            let asked = matches!(waiting.1, Waits::Asked | Waits::Wished);
            if asked && !edits::within(&draft.items, &waiting.0.items) {
                draft.doubts.push(Act::Asks.doubt());
            }
            // Said without a number now, it is the number that was asked about.
            edits::complete(&mut draft.items, &waiting.0.items);
        }
        // What there is instead is as many as what there isn't; what stays is as many as before.
        let open = order.and_then(|at| self.orders.get(at)?.as_ref());
        let stays = open.is_some_and(|open| edits::within(&open.items, &draft.items));
        if let ([gone], [instead]) = (person.refused.as_slice(), draft.items.as_mut_slice())
            && instead.qty.span.is_none()
            && !stays
        {
            instead.qty = gone.qty.clone();
        }
        if let Some(carried) = person.carried.take() {
            join(&mut draft, carried);
        }
        let open = order.and_then(|at| self.orders.get_mut(at)?.as_mut());
        match open {
            Some(open) if open.fingerprint == draft.fingerprint => self.orders.push(Some(draft)),
            Some(open)
                if joining::same_customer(open, &draft)
                    && !(far && joining::is_apart(open, &draft)) =>
            {
                joining::go_on(open, draft, how);
            }
            _ => {
                self.orders.push(Some(draft));
                person.order = Some(self.orders.len() - 1);
            }
        }
    }

    pub(super) fn has_order(&self, key: &str) -> bool {
        let order = self.people.get(key).and_then(|person| person.order);
        order.is_some_and(|at| self.orders.get(at).is_some_and(Option::is_some))
    }

    /// Decides goods that are open by what was spoken of: `yg mayo` after talk of risol.
    pub(super) fn settle(&mut self, key: &str, items: &mut [ChatItem]) {
        let topic = self.person(key).topic.clone();
        let open = |item: &&mut ChatItem| item.code.value.is_none() && item.candidates.len() > 1;
        let goods = self.finder.goods;
        let product = |code: &String| goods.by_code(code).map(|good| good.product.as_str());
        let order = self.draft_of(key);
        let ordered: Vec<&str> = order
            .iter()
            .flat_map(|draft| &draft.items)
            .flat_map(|item| &item.candidates)
            .filter_map(product)
            .collect();
        for item in items.iter_mut().filter(open) {
            let of_order = item
                .candidates
                .iter()
                .filter(|code| product(code).is_some_and(|product| ordered.contains(&product)));
            let of_order: Vec<String> = of_order.cloned().collect();
            if let [only] = of_order.as_slice() {
                *item = with_code(item, only);
                continue;
            }
            for spoken in [&topic, &self.offer] {
                let mut fits = item
                    .candidates
                    .iter()
                    .filter(|code| spoken.iter().any(|known| known.candidates.contains(code)));
                if let (Some(only), None) = (fits.next().cloned(), fits.next()) {
                    *item = with_code(item, &only);
                    break;
                }
            }
        }
    }

    /// Gives the order of a sender other items.
    pub(super) fn renew(&mut self, key: &str, items: Vec<ChatItem>) {
        if let Some(draft) = self.draft_of(key) {
            draft.items = items;
            let told = draft.items.iter().map(|item| {
                format!(
                    "{} {}",
                    item.qty.value,
                    item.code.value.as_deref().unwrap_or_default()
                )
            });
            let told: Vec<String> = told.collect();
            let mark = fingerprint::of(Some(&draft.fingerprint), told.iter().map(String::as_str));
            let before = std::mem::replace(&mut draft.fingerprint, mark);
            draft.earlier.push(before);
        }
        self.stands(key);
    }

    /// Both sides agree on the order of a sender: what was unclear in how it was said is settled.
    pub(super) fn stands(&mut self, key: &str) {
        if let Some(draft) = self.draft_of(key) {
            draft.doubts.retain(|doubt| !SETTLED.contains(&&*doubt.key));
        }
        let person = self.person(key);
        person.waiting = None;
    }

    /// Takes back the whole order of a sender.
    pub(super) fn take_back(&mut self, key: &str, lines: &[Line]) {
        let order = self.order_of(key).and_then(|at| self.orders.get_mut(at));
        if let Some(draft) = order.and_then(Option::take) {
            self.pass_draft(&draft);
            self.person(key).gone = Some(draft);
        }
        self.pass(lines);
        let person = self.person(key);
        (person.order, person.waiting) = (None, None);
        person.topic.clear();
    }

    /// Lists the lines of an order that is none any more.
    pub(super) fn pass_draft(&mut self, draft: &ChatDraft) {
        let lines = draft.lines.iter().map(|(number, text)| Line {
            number: *number,
            text: text.clone(),
        });
        let lines: Vec<Line> = lines.collect();
        self.pass(&lines);
    }
}

/// Adds who and where of one draft to another.
fn join(draft: &mut ChatDraft, more: ChatDraft) {
    let keep = |old: &mut Option<Read<String>>, new: Option<Read<String>>| {
        if old.as_ref().is_none_or(|read| read.span.is_none()) && new.is_some() {
            *old = new;
        }
    };
    keep(&mut draft.name, more.name);
    keep(&mut draft.phone, more.phone);
    keep(&mut draft.address, more.address);
    keep(&mut draft.recipient, more.recipient);
    draft.lines.extend(more.lines);
    draft.lines.sort();
}

/// A draft of a sender, who is a name or a phone number.
pub(super) fn of_sender(sender: &str) -> ChatDraft {
    let read = |key: &'static str| Read {
        value: sender.to_owned(),
        span: None,
        sureness: Sureness::Assumed(Message::new(key).text("text", sender)),
    };
    let is_phone = Phone::read(sender).normal().is_some();
    ChatDraft {
        sender: (!sender.is_empty()).then(|| sender.to_owned()),
        name: (!is_phone && !sender.is_empty()).then(|| read("chat-name-sender")),
        phone: is_phone.then(|| read("chat-phone-sender")),
        ..ChatDraft::default()
    }
}

pub(super) fn text_of(lines: &[Line]) -> String {
    let text: Vec<&str> = lines.iter().map(|line| line.text.trim()).collect();
    text.join(" ").trim().to_owned()
}

/// The lines as they were written.
pub(super) fn shown(message: &Sent, lines: &[Line]) -> Vec<(usize, String)> {
    let own = lines.iter().filter(|line| !line.text.trim().is_empty());
    own.map(|line| {
        let written = message
            .lines
            .iter()
            .find(|known| known.number == line.number);
        let text = written.map_or(&line.text, |known| &known.text);
        (line.number, text.clone())
    })
    .collect()
}
