//! Reads the entries of a recap list, in which each line is an order.

use std::collections::HashMap;

use super::super::clean::{self, Line, lead};
use super::super::entry;
use super::super::evidence::{self, Names};
use super::super::fingerprint;
use super::super::items::{Place, read};
use super::super::labels::Label;
use super::super::recap;
use super::super::signs::Sign;
use super::super::speech::{self, Act, Words};
use super::super::tokens::{Kind, Tokens};
use super::super::vocabulary;
use super::notes::note;
use super::{Builder, doubt_struck, fields, pieces_differ};
use crate::domain::chat::ChatDraft;
use crate::domain::text::fold;

impl Builder<'_> {
    /// Whether a line here can be an entry of a list; not inside the value of a label.
    pub(super) fn may_list(&self) -> bool {
        let open = matches!(
            self.open,
            Some(Label::Address | Label::Note | Label::Tariff)
        );
        // One line with a colon in a message is no list: `order: nastar 2`.
        let alone = self.sender.is_some() && !self.list;
        self.draft.name.is_none() && !open && !self.quoted && !alone
    }

    /// Reads a line as an entry of a recap list. Returns whether it is one.
    pub(super) fn entry(&mut self, line: &Line) -> bool {
        if !self.may_list() {
            return false;
        }
        let Some(entry) = entry::entry(line, self.finder, &self.manner) else {
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
        // An empty box beside a name means "not paid yet".
        if !clean::is_unticked(&line.text) || line.text.contains(['❌', '❎', '✗', '✘', '🚫'])
        {
            doubt_struck(&mut draft.items, &mut draft.doubts, &line.text);
        }
        let name = draft
            .name
            .as_ref()
            .map_or(String::new(), |name| fold(&name.value));
        let names = Names {
            own: name.split(' ').map(str::to_owned).collect(),
            all: &HashMap::new(),
        };
        evidence::weigh(std::slice::from_ref(line), self.finder, &names).doubt(&mut draft);
        let words = Words::of(&line.text);
        let pays = words.all().any(|word| {
            vocabulary::pays(word) || matches!(word, "bayar" | "dibayar" | "lunas" | "dp")
        });
        if let Some(act) = speech::against(&line.text) {
            draft.doubts.push(act.doubt());
        } else if evidence::is_danger(&words) || words.has(Sign::Undone) && !pays {
            draft.doubts.push(Act::Changes.doubt());
        } else if line.text.trim_end().ends_with('?') {
            draft.doubts.push(Act::Asks.doubt());
        }
        for rest in entry.reading.rest.into_iter().chain(entry.others) {
            note(&mut draft, rest, "chat-note");
        }
        self.out.listed = true;
        self.out.orders.push(draft);
        true
    }

    /// Asks about all entries where their sum is not the one told: `total 7 toples`. A number of
    /// people or an amount of money is no sum of pieces.
    fn compare(&mut self, line: &Line) {
        let tokens = Tokens::of(line, lead(&line.text).0);
        let mut numbers = (0..tokens.all.len()).filter_map(|at| match tokens.kind(at) {
            Some(Kind::Number(value)) if *value < 1_000 => Some(*value),
            _ => None,
        });
        let Some(told) = numbers.next() else { return };
        let entries = self.out.orders.get_mut(self.begun..).unwrap_or_default();
        let people = i64::try_from(entries.len()).unwrap_or(i64::MAX);
        let items = entries.iter().flat_map(|draft| &draft.items);
        let pieces: i64 = items.map(|item| item.qty.value).sum();
        let paid = entries.iter().any(|draft| draft.ticked);
        if told == people || paid {
            return;
        }
        let Some(doubt) = pieces_differ(pieces, told) else {
            return;
        };
        for draft in entries {
            draft.doubts.push(doubt.clone());
        }
    }

    fn names_goods(&self, line: &Line) -> bool {
        let tokens = Tokens::of(line, lead(&line.text).0);
        let reading = read(&tokens, 0, tokens.all.len(), Place::Named, self.finder);
        reading.items.iter().any(|item| !item.candidates.is_empty())
    }

    /// Reads a line of a list that is no entry: its heading, its sum, somebody who wants nothing.
    /// Returns whether it is one.
    pub(super) fn beside_entries(&mut self, line: &Line) -> bool {
        if !self.manner.bare || !self.may_list() {
            return false;
        }
        let numbered = lead(&line.text).1.is_some();
        let words = Words::of(&line.text);
        let sum = words.all().next() == Some("total");
        let refuses = recap::refuses(line);
        let heading = recap::heading(line, self.finder);
        if let Some(goods) = heading.filter(|_| !numbered && !refuses && !sum) {
            if !goods.is_empty() {
                self.manner.goods = goods;
            }
        } else if numbered && !refuses && words.all().count() > 1 {
            return false;
        } else if !sum && !refuses && self.names_goods(line) {
            // Goods with a number, and nobody knows whose.
            self.end();
            self.row = true;
            return false;
        }
        if sum {
            self.compare(line);
        }
        if !sum && !refuses {
            self.out.passed.push((line.number, line.text.clone()));
        }
        true
    }
}
