//! Keeps the lists of a group. Each member copies the list and adds a line, so that the last version
//! counts.

use std::collections::{BTreeSet, HashMap};

use super::super::messages::Message as Sent;
use super::super::signs::Sign;
use super::super::speech::Words;
use super::super::vocabulary;
use super::edits::same_items;
use super::joining::{How, add_lines, go_on};
use super::people::name_words;
use crate::domain::chat::ChatDraft;
use crate::domain::message::Message;
use crate::domain::text::fold;

/// The lists so far.
#[derive(Debug, Default)]
pub(super) struct Lists {
    known: Vec<List>,
    /// The indexes of entries by the words of their names.
    named: HashMap<String, BTreeSet<usize>>,
}

/// The last version of a list.
#[derive(Debug, Default)]
struct List {
    /// The folded line above its entries.
    heading: String,
    /// Indexes of its orders.
    entries: Vec<usize>,
    /// Who sent it.
    sender: String,
    /// Whether something that wasn't understood was said about it.
    doubted: bool,
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
            sender: message.sender.clone().unwrap_or_default(),
            ..List::default()
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
        for at in &list.entries {
            let known = orders.get(*at).and_then(Option::as_ref);
            for word in known.iter().flat_map(|draft| name_words(name_of(draft))) {
                self.named.entry(word).or_default().insert(*at);
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
        let words = name_words(sender);
        let words = words.iter().filter(|word| !vocabulary::is_polite(word));
        let entries = words.filter_map(|word| self.named.get(word));
        let fewest = entries.min_by_key(|entries| entries.len())?;
        fewest.iter().rev().copied().find(|at| {
            let known = orders.get(*at).and_then(Option::as_ref);
            known.is_some_and(|draft| same_person(name_of(draft), sender))
        })
    }

    /// The names of the entries that words speak of: those with the most words in common.
    pub fn spoken_of<'w>(
        &self,
        words: impl Iterator<Item = &'w str>,
        orders: &[Option<ChatDraft>],
    ) -> Vec<String> {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for at in words.filter_map(|word| self.named.get(word)).flatten() {
            *shared.entry(*at).or_default() += 1;
        }
        let is_order = |at: &usize| orders.get(*at).is_some_and(Option::is_some);
        shared.retain(|at, _| is_order(at));
        let most = shared.values().max().copied();
        let meant = shared.iter().filter(|(_, words)| Some(**words) == most);
        let mut meant: Vec<usize> = meant.map(|(at, _)| *at).collect();
        meant.sort_unstable();
        let drafts = meant.iter().filter_map(|at| orders.get(*at)?.as_ref());
        drafts.map(|draft| name_of(draft).to_owned()).collect()
    }

    /// Puts a question on the lists that somebody sent, about whom something was said that isn't
    /// understood.
    pub fn doubt(&mut self, sender: &str, doubt: &Message, orders: &mut [Option<ChatDraft>]) {
        let recent = self.known.iter_mut().rev().take(BACK);
        for list in recent.filter(|list| list.sender == sender && !list.doubted) {
            list.doubted = true;
            for at in &list.entries {
                if let Some(draft) = orders.get_mut(*at).and_then(Option::as_mut)
                    && !draft.doubts.contains(doubt)
                {
                    draft.doubts.push(doubt.clone());
                }
            }
        }
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
