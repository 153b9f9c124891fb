//! Goes on with an order that a sender has: further goods, or the same again.

use super::super::builder::fields::limit_items;
use super::super::builder::notes::note;
use super::super::fingerprint;
use super::super::items::{is_common, with_code};
use super::super::speech::Act;
use super::edits::{meant, set};
use crate::domain::chat::{ChatDraft, ChatItem, Sureness};
use crate::domain::message::Message;
use crate::domain::text::fold;

/// Whether a draft names no other customer than an order.
pub(super) fn same_customer(open: &ChatDraft, draft: &ChatDraft) -> bool {
    let said = |draft: &ChatDraft| {
        let name = draft.name.as_ref().filter(|name| name.span.is_some())?;
        Some(fold(&name.value))
    };
    match (said(open), said(draft)) {
        (Some(one), Some(other)) => one == other,
        (None, Some(other)) => open
            .name
            .as_ref()
            .is_none_or(|name| fold(&name.value) == other),
        _ => true,
    }
}

/// Whether a draft has no goods of an order.
pub(super) fn is_apart(open: &ChatDraft, draft: &ChatDraft) -> bool {
    !draft
        .items
        .iter()
        .any(|item| !meant(&open.items, item).is_empty())
        && open.items.iter().all(|item| item.code.value.is_some())
}

/// How goods that an order has already are said again.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct How {
    /// They add up: `lagi`.
    pub more: bool,
    /// This number counts: `aja`.
    pub only: bool,
}

/// Goes on with an order: further goods, or the same again.
pub(super) fn go_on(open: &mut ChatDraft, draft: ChatDraft, how: How) {
    let mut doubts = draft.doubts;
    // `kue seperti di foto`, and then which.
    let known = |item: &ChatItem| item.code.value.is_some();
    if draft.items.iter().all(known) && !draft.items.is_empty() {
        let before = open.items.len();
        open.items
            .retain(|item| known(item) || item.qty.span.is_some() || !is_common(&item.typed));
        if open.items.is_empty() && before > 0 {
            open.doubts.retain(|doubt| doubt.key != "chat-vague");
        }
    }
    for item in draft.items {
        if item.code.value.is_none() && narrow(&mut open.items, &item) {
            continue;
        }
        let found = meant(&open.items, &item);
        let known = match found.as_slice() {
            [at] => open.items.get_mut(*at),
            _ => None,
        };
        match known {
            Some(old) if old.code.value.is_none() && item.code.value.is_some() => {
                old.code = item.code;
                old.candidates = item.candidates;
                if item.qty.span.is_some() {
                    old.qty = item.qty;
                }
            }
            Some(old) if how.more && item.qty.span.is_some() && old.qty.span.is_some() => {
                let sum = old.qty.value.saturating_add(item.qty.value);
                let taken = Message::new("chat-goods-twice").text("text", item.typed.as_str());
                if set(old, sum).is_some() {
                    old.qty.sureness = Sureness::Assumed(taken);
                } else {
                    doubts.push(Act::Changes.doubt());
                }
            }
            Some(_) if item.qty.span.is_none() => {}
            Some(old) if old.qty.span.is_none() => old.qty = item.qty,
            Some(old) if old.qty.value == item.qty.value => {}
            Some(old) if how.only => {
                if set(old, item.qty.value).is_none() {
                    doubts.push(Act::Changes.doubt());
                }
            }
            Some(_) => doubts.push(Act::Changes.doubt()),
            None => open.items.push(item),
        }
    }
    limit_items(open);
    if !open.items.is_empty() {
        doubts.retain(|doubt| doubt.key != "chat-no-items");
        open.doubts.retain(|doubt| doubt.key != "chat-no-items");
    }
    for doubt in doubts {
        if !open.doubts.contains(&doubt) {
            open.doubts.push(doubt);
        }
    }
    if let Some(words) = draft.note {
        note(open, words, "");
    }
    open.phone = open.phone.take().or(draft.phone);
    open.address = open.address.take().or(draft.address);
    open.left_open |= draft.left_open;
    open.ticked |= draft.ticked;
    add_lines(open, draft.lines);
}

/// Leaves of the goods that an open item may be those that further words allow: its size, its
/// colour. Returns whether there is such an item.
fn narrow(items: &mut [ChatItem], said: &ChatItem) -> bool {
    let open = items.iter_mut().find(|item| {
        item.code.value.is_none()
            && item
                .candidates
                .iter()
                .any(|code| said.candidates.contains(code))
    });
    let Some(item) = open else { return false };
    item.candidates
        .retain(|code| said.candidates.contains(code));
    if let [only] = item.candidates.as_slice() {
        *item = with_code(item, only);
    }
    if said.qty.span.is_some() {
        item.qty.clone_from(&said.qty);
    }
    true
}

/// Adds lines to an order, whose mark changes by them; the earlier one is kept.
pub(super) fn add_lines(open: &mut ChatDraft, lines: Vec<(usize, String)>) {
    open.lines.extend(lines);
    open.lines.sort();
    open.lines.dedup();
    let lines = open.lines.iter().map(|(_, line)| line.as_str());
    let mark = fingerprint::of(open.sender.as_deref(), lines);
    let before = std::mem::replace(&mut open.fingerprint, mark);
    if !before.is_empty() {
        open.earlier.push(before);
    }
}
