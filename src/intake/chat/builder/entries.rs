//! The entries of a recap list: each line is an order of its own.

use super::super::clean::{self, Line};
use super::super::fingerprint;
use super::super::instead::{self, Instead};
use super::super::labels::Label;
use super::super::recap;
use super::notes::note;
use super::{Builder, doubt_struck, fields};
use crate::domain::chat::ChatDraft;

impl Builder<'_> {
    /// Whether a list of orders may stand here, rather than in what somebody's label has opened.
    pub(super) fn may_list(&self) -> bool {
        let open = matches!(
            self.open,
            Some(Label::Address | Label::Note | Label::Tariff)
        );
        self.draft.name.is_none() && !open && !self.quoted
    }

    /// An entry of a recap list is an order of its own.
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
            .filter(|c| !clean::is_mark(*c))
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
        // Two of one name who want the same stand in a list twice.
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
        fields::bound(&mut draft);
        fields::tell_twice(&mut draft);
        doubt_struck(&mut draft.items, &mut draft.doubts, &line.text);
        // What a shop writes of an order in its own list leaves it an order.
        if let Some(instead) = instead::instead(&line.text).filter(|it| *it != Instead::Shop) {
            draft.doubts.push(instead.message());
        }
        for rest in entry.reading.rest.into_iter().chain(entry.others) {
            note(&mut draft, rest, "chat-note");
        }
        self.out.orders.push(draft);
        true
    }
}
