//! Keeps the lists of a group. Each member copies the list and adds a line, so that the last version
//! counts.

use super::super::messages::Message as Sent;
use super::super::signs::Sign;
use super::super::speech::Words;
use super::super::vocabulary;
use super::edits::same_items;
use super::joining::{How, add_lines, go_on};
use crate::domain::chat::ChatDraft;
use crate::domain::message::Message;
use crate::domain::text::fold;

/// The lists so far.
#[derive(Debug, Default)]
pub(super) struct Lists {
    known: Vec<List>,
}

/// The last version of a list.
#[derive(Debug, Default)]
struct List {
    /// The folded line above its entries.
    heading: String,
    /// Indexes of its orders.
    entries: Vec<usize>,
}

/// How many lists back a version may lie.
const BACK: usize = 20;

fn name_of(draft: &ChatDraft) -> &str {
    draft.name.as_ref().map_or("", |name| name.value.as_str())
}

/// Whether two names are one person: the same but for titles.
pub(super) fn same_person(one: &str, other: &str) -> bool {
    let bare = |name: &str| -> Vec<String> {
        let folded = fold(name);
        let words = folded
            .split(' ')
            .filter(|word| !vocabulary::is_polite(word));
        words.map(str::to_owned).collect()
    };
    let (one, other) = (bare(one), bare(other));
    !one.is_empty() && one == other
}

impl Lists {
    /// Takes in a version of a list. Returns whether it is a list of orders; the shop's own lists
    /// are only when they are a version of one.
    pub fn take_in(
        &mut self,
        drafts: Vec<ChatDraft>,
        message: &Sent,
        orders: &mut Vec<Option<ChatDraft>>,
        by_shop: bool,
    ) -> bool {
        let first = message.lines.iter().find(|line| !line.text.is_empty());
        let first_entry = drafts
            .iter()
            .filter_map(|draft| draft.lines.first())
            .map(|line| line.0)
            .min();
        let heading = first
            .filter(|line| Some(line.number) < first_entry)
            .map(|line| fold(&line.text))
            .unwrap_or_default();
        let known = |at: usize| orders.get(at).and_then(Option::as_ref);
        let shares = |list: &List| {
            list.entries.iter().filter_map(|at| known(*at)).any(|old| {
                drafts.iter().any(|new| {
                    same_person(name_of(old), name_of(new)) && same_items(&old.items, &new.items)
                })
            })
        };
        let mut recent = self.known.iter().enumerate().rev().take(BACK);
        let before = recent
            .find(|(_, list)| {
                !heading.is_empty() && list.heading == heading && message.sender.is_some()
                    || message.sender.is_some() && shares(list)
            })
            .map(|(at, _)| at);
        if by_shop && before.is_none() && !Words::of(&heading).has(Sign::OrderList) {
            return false;
        }
        let old = before.map(|at| self.known.remove(at)).unwrap_or_default();
        let mut list = List {
            heading,
            entries: Vec::new(),
        };
        for draft in drafts {
            let same = old.entries.iter().copied().find(|at| {
                orders
                    .get(*at)
                    .and_then(Option::as_ref)
                    .is_some_and(|known| {
                        same_person(name_of(known), name_of(&draft)) && !list.entries.contains(at)
                    })
            });
            let own = || {
                (0..orders.len()).rev().take(200).find(|at| {
                    orders
                        .get(*at)
                        .and_then(Option::as_ref)
                        .is_some_and(|known| {
                            known.sender.is_some() && same_person(name_of(known), name_of(&draft))
                        })
                })
            };
            match (same, same.is_none().then(own).flatten()) {
                (Some(at), _) => {
                    if let Some(known) = orders.get_mut(at).and_then(Option::as_mut) {
                        renew(known, draft);
                    }
                    list.entries.push(at);
                }
                // Who ordered in a message too.
                (None, Some(at)) => {
                    if let Some(known) = orders.get_mut(at).and_then(Option::as_mut) {
                        go_on(known, draft, How::default());
                    }
                    list.entries.push(at);
                }
                (None, None) => {
                    orders.push(Some(draft));
                    list.entries.push(orders.len() - 1);
                }
            }
        }
        let sender = message.sender.as_deref().unwrap_or_default();
        for at in old
            .entries
            .into_iter()
            .filter(|at| !list.entries.contains(at))
        {
            let Some(gone) = orders.get_mut(at) else {
                continue;
            };
            if gone
                .as_ref()
                .is_some_and(|draft| same_person(name_of(draft), sender))
            {
                *gone = None;
            } else if let Some(draft) = gone {
                draft.doubts.push(Message::new("chat-vanished"));
            }
        }
        self.known.push(list);
        true
    }

    /// The order of a list's entry with this name.
    pub fn entry_of(&self, sender: &str, orders: &[Option<ChatDraft>]) -> Option<usize> {
        let lists = self.known.iter().rev().take(BACK);
        let mut entries = lists.flat_map(|list| &list.entries).copied();
        entries.find(|at| {
            let known = orders.get(*at).and_then(Option::as_ref);
            known.is_some_and(|draft| same_person(name_of(draft), sender))
        })
    }
}

/// Gives an order what a later version of its list says.
fn renew(known: &mut ChatDraft, new: ChatDraft) {
    known.ticked |= new.ticked;
    if same_items(&known.items, &new.items) {
        return;
    }
    known.items = new.items;
    known.note = known.note.take().or(new.note);
    for doubt in new.doubts {
        if !known.doubts.contains(&doubt) {
            known.doubts.push(doubt);
        }
    }
    add_lines(known, new.lines);
}
