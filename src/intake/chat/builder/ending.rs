//! Finishes an order: assigns what was left open, decides who it is from, and whether it is an
//! order at all.

use super::super::fingerprint;
use super::super::items::attach;
use super::fields::note_repeated;
use super::notes::note;
use super::people::merge_names;
use super::{Builder, pieces_differ};
use crate::domain::chat::{ChatDraft, ChatItem, Read, Sureness};
use crate::domain::message::Message;

impl Builder<'_> {
    /// Finishes the current order. Lines that make no order are dropped.
    pub(in crate::intake::chat) fn end(&mut self) {
        let mut draft = std::mem::take(&mut self.draft);
        let against = self.against.take();
        let told = self.pieces_told.take();
        let meant = std::mem::take(&mut self.meant);
        let counted = std::mem::take(&mut self.counted);
        let title = self.title.take();
        let row = std::mem::take(&mut self.row);
        (self.open, self.below, self.above) = (None, None, None);
        let linked = self.linked_phone.take();
        draft.phone = draft.phone.or(linked);
        let blank = std::mem::take(&mut self.blank);
        let mut at = 0..;
        draft.items.retain(|item| {
            let nothing = at.next().is_some_and(|at| blank.contains(&at));
            !nothing || item.qty.span.is_some() && !item.qty.sureness.is_unclear()
        });
        self.last_items(&mut draft);
        note_repeated(&mut draft);
        let known = draft.items.iter().any(|item| !item.candidates.is_empty());
        let said = title.is_some() || draft.name.is_some() || draft.note.is_some();
        let is_row = row && (said || !draft.items.is_empty() || draft.phone.is_some());
        let filled = [
            draft.name.is_some(),
            draft.phone.is_some(),
            // In a chat the sender's name counts as the name.
            draft.address.is_some() && self.sender.is_some(),
            draft.address.is_some(),
        ];
        let filled = filled.iter().filter(|filled| **filled).count();
        // A doubtful order is kept and asked about, so that none is lost.
        let is_order =
            counted || is_row || filled >= 2 || !draft.items.is_empty() && (known || meant);
        if !is_order {
            self.left_over(draft);
            return;
        }
        self.who(&mut draft, title, row);
        if row {
            draft.doubts.push(Message::new("chat-row"));
        }
        if draft.items.is_empty() {
            draft.doubts.push(Message::new("chat-no-items"));
        }
        let pieces: i64 = draft.items.iter().map(|item| item.qty.value).sum();
        let differs = told.and_then(|told| pieces_differ(pieces, told));
        draft.doubts.extend(differs);
        if let Some(act) = against {
            draft.doubts.push(act.doubt());
        }
        self.push(draft);
    }

    fn push(&mut self, mut draft: ChatDraft) {
        if draft.fingerprint.is_empty() {
            let lines = || draft.lines.iter().map(|(_, line)| line.as_str());
            let before = fingerprint::before(self.sender, lines());
            draft.fingerprint = fingerprint::of(self.sender, lines());
            draft.earlier.extend(before);
        }
        self.out.orders.push(draft);
    }

    /// Handles lines that make no order: a lone name is taken as another name of the order before
    /// it; of other lines the message says what they are.
    fn left_over(&mut self, draft: ChatDraft) {
        let before = self.out.orders.get_mut(self.begun..);
        if let Some(name) = &draft.name
            && let Some(order) = before.and_then(<[_]>::last_mut)
            && let Some(old) = order.name.take()
        {
            order.name = Some(merge_names(old, name.clone()));
            order.lines.extend(draft.lines);
        } else {
            self.out.left.push(draft);
        }
    }

    /// Gives a quantity without goods to the only goods on sale.
    fn last_items(&mut self, draft: &mut ChatDraft) {
        let choices = std::mem::take(&mut self.choices);
        if let Some(count) = self.count.take()
            && draft.items.is_empty()
        {
            let only = self.finder.goods.exactly_one();
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
}
