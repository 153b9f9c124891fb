//! Lines without labels: who, where and what in one sentence.

use super::super::clean::Line;
use super::super::copied::is_copied;
use super::super::instead;
use super::super::items::{Place, read};
use super::super::sentence;
use super::super::tokens::Tokens;
use super::super::vocabulary;
use super::notes::is_name_like;
use super::{Builder, note};
use crate::domain::message::Message;

impl Builder<'_> {
    /// A line in which who, where and what are told as people tell it.
    pub(super) fn sentence(&mut self, line: &Line, from: usize) {
        self.above = Some(line.clone());
        self.notice(&line.text);
        // Of what, those before said.
        self.counted |= self.sender.is_some() && vocabulary::joins_in(&line.text);
        let tokens = Tokens::of(line, from);
        if let Some(other) = sentence::other_person(&tokens) {
            let asked = Message::new("chat-other-person").text("text", other);
            self.draft.doubts.push(asked);
        }
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
        for (from, to) in parts.items {
            let reading = read(&tokens, from, to, Place::Free, self.finder);
            told |=
                !reading.items.is_empty() || reading.count.is_some() || !reading.about.is_empty();
            readings.push(reading);
        }
        parts.names.into_iter().for_each(|name| self.named(name));
        parts
            .phones
            .into_iter()
            .for_each(|phone| self.reached(phone));
        for address in parts.addresses {
            self.address(address, "\n");
        }
        for mut reading in readings {
            let lead = reading.lead.take();
            let items = !reading.items.is_empty();
            if !told && is_copied(line.text.get(from..).unwrap_or_default()) {
                self.meant |= reading.ordering;
                continue;
            }
            // Money without goods is a tariff or a total that was copied along.
            if !told && reading.priced {
                continue;
            }
            self.counted |=
                reading.counts() && !is_copied(line.text.get(from..).unwrap_or_default());
            self.take(reading);
            let Some(lead) = lead else { continue };
            if !found
                && is_name_like(&lead.value)
                && self.title.is_none()
                && (items || self.draft.items.is_empty())
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

    /// What the line makes of the message, if not an order.
    pub(super) fn notice(&mut self, text: &str) {
        if self.instead.is_none() {
            self.instead = instead::instead(text);
        }
    }
}
