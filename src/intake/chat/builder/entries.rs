//! Reads the entries of a recap list, in which each line is an order.

use super::super::clean::{self, Line};
use super::super::fingerprint;
use super::super::labels::Label;
use super::super::not_an_order::{self, NotAnOrder};
use super::super::recap;
use super::notes::note;
use super::{Builder, doubt_struck, fields};
use crate::domain::chat::ChatDraft;

impl Builder<'_> {
    /// Whether a line here can be an entry of a list; not inside the value of a label.
    pub(super) fn may_list(&self) -> bool {
        let open = matches!(
            self.open,
            Some(Label::Address | Label::Note | Label::Tariff)
        );
        self.draft.name.is_none() && !open && !self.quoted
    }

    /// Reads a line as an entry of a recap list. Returns whether it is one.
    pub(super) fn entry(&mut self, line: &Line) -> bool {
        if !self.may_list() {
            return false;
        }
        let Some(entry) = recap::entry(line, self.finder) else {
            return false;
        };
        let text: String = line
            .text
            .get(entry.text..)
            .unwrap_or_default()
            .chars()
            .filter(|c| !clean::is_decoration(*c))
            .collect();
        let mut draft = ChatDraft {
            lines: vec![(line.number, line.text.clone())],
            name: Some(entry.name),
            phone: entry.phone,
            ticked: clean::ticked(&line.text),
            fingerprint: fingerprint::of(None, [text.as_str()].into_iter()),
            items: entry.reading.items,
            ..ChatDraft::default()
        };
        // The same name with the same items twice is a question.
        let again = self
            .out
            .orders
            .iter()
            .rev()
            .take(300)
            .filter(|known| known.fingerprint.starts_with(&draft.fingerprint))
            .count();
        if again > 0 {
            draft.fingerprint = format!("{}+{again}", draft.fingerprint);
        }
        fields::limit_items(&mut draft);
        fields::note_repeated(&mut draft);
        doubt_struck(&mut draft.items, &mut draft.doubts, &line.text);
        // Remarks of the shop in its own list don't matter.
        if let Some(kind) = not_an_order::recognise(&line.text).filter(|it| *it != NotAnOrder::Shop)
        {
            draft.doubts.push(kind.message());
        }
        for rest in entry.reading.rest.into_iter().chain(entry.others) {
            note(&mut draft, rest, "chat-note");
        }
        self.out.orders.push(draft);
        true
    }
}
