//! Changes the items of an order by what is said later: `nastarnya 1 aja`, `ganti lidah kucing`,
//! `tambah 1`, `*2`. What can't be told changes nothing and is asked about.

use super::clean::{Line, lead};
use super::fingerprint;
use super::items::{Place, read};
use super::numbers::Unit;
use super::pieces::{PieceKind, pieces};
use super::sentence;
use super::speech::{Act, Sign, Words, shows};
use super::tokens::{Tokens, key_parts};
use crate::domain::chat::{ChatDraft, ChatItem, Read, Sureness};
use crate::domain::item::MAX_QTY;
use crate::domain::message::Message;
use crate::domain::text::fold;
use crate::intake::assortment::Finder;

/// What a line says about goods and numbers.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// The known goods.
    pub items: Vec<ChatItem>,
    /// All its quantities.
    pub counts: Vec<Read<i64>>,
    /// The quantity after `jadi`, `biar`.
    pub becomes: Option<i64>,
    /// Whether the number is for each.
    pub each: bool,
    /// `lagi`, `juga`.
    pub more: bool,
    /// `aja`, `saja`.
    pub only: bool,
}

/// Reads a line for its goods and numbers.
pub(super) fn said(line: &Line, finder: &Finder<'_>) -> Said {
    let tokens = Tokens::of(line, lead(&line.text).0);
    let words = Words::of(&line.text);
    let mut said = Said {
        more: words.has(Sign::More),
        only: words.has(Sign::Only),
        ..Said::default()
    };
    for (from, to) in sentence::parts(&tokens).items {
        let reading = read(&tokens, from, to, Place::Named, finder);
        let known = |item: &ChatItem| !item.candidates.is_empty();
        said.items.extend(reading.items.into_iter().filter(known));
        for piece in pieces(&tokens, from, to, finder) {
            said.each |= piece.what == PieceKind::Each;
            let PieceKind::Count { value, unit, .. } = piece.what else {
                continue;
            };
            let each = match unit {
                Unit::Of(each) => each,
                _ => 1,
            };
            let value = value.saturating_mul(each);
            let before = (from..piece.from).rev().take(2);
            if before
                .filter_map(|at| tokens.word(at))
                .any(|word| shows(word, Sign::Becomes))
            {
                said.becomes = Some(value);
            }
            said.counts
                .push(Read::certain(value, tokens.span(piece.from, piece.to)));
        }
    }
    said
}

fn same_goods(one: &ChatItem, other: &ChatItem) -> bool {
    one.code.value.is_some() && one.code.value == other.code.value
}

/// The indexes of the items that these goods mean: the same, or one of those they may be.
fn meant(items: &[ChatItem], goods: &ChatItem) -> Vec<usize> {
    let fits = |item: &ChatItem| {
        same_goods(item, goods)
            || goods.code.value.is_none()
                && item
                    .code
                    .value
                    .as_ref()
                    .is_some_and(|code| goods.candidates.contains(code))
            || item.code.value.is_none()
                && goods
                    .code
                    .value
                    .as_ref()
                    .is_some_and(|code| item.candidates.contains(code))
    };
    (0..items.len())
        .filter(|at| items.get(*at).is_some_and(fits))
        .collect()
}

fn units(items: &[ChatItem]) -> i64 {
    items.iter().map(|item| item.qty.value).sum()
}

fn corrected(value: i64) -> Sureness {
    Sureness::Assumed(Message::new("chat-corrected").count("count", value))
}

/// Sets the number of an item; `None` outside the bounds.
fn set(item: &mut ChatItem, value: i64) -> Option<()> {
    if !(1..=MAX_QTY).contains(&value) {
        return None;
    }
    let span = item.qty.span;
    item.qty = Read {
        value,
        span,
        sureness: corrected(value),
    };
    Some(())
}

/// The items after a change; `None` when it can't be told. `about` are goods that were just spoken
/// of.
pub(super) fn apply(
    items: &[ChatItem],
    act: Act,
    said: &Said,
    starred: bool,
    about: &[ChatItem],
    finder: &Finder<'_>,
) -> Option<Vec<ChatItem>> {
    let mut items = items.to_vec();
    let first = said.counts.first().map(|count| count.value);
    match act {
        Act::Adds | Act::Lessens => {
            let sign = if act == Act::Adds { 1 } else { -1 };
            let only = match (said.items.as_slice(), items.as_slice()) {
                ([], [_]) => Some(0),
                ([], _) => spoken_of(&items, about),
                _ => None,
            };
            if let Some(at) = only {
                let item = items.get_mut(at)?;
                let added = item.qty.value.saturating_add(sign * first?);
                set(item, said.becomes.unwrap_or(added))?;
                return Some(items);
            }
            if said.items.is_empty() {
                return None;
            }
            for new in &said.items {
                match meant(&items, new).as_slice() {
                    [at] => {
                        let item = items.get_mut(*at)?;
                        let count = if said.items.len() == 1 {
                            first
                        } else {
                            Some(new.qty.value)
                        };
                        let sum = item.qty.value.saturating_add(sign * count.unwrap_or(1));
                        if said
                            .becomes
                            .is_some_and(|end| end != sum && said.counts.len() > 1)
                        {
                            return None;
                        }
                        set(item, said.becomes.unwrap_or(sum))?;
                    }
                    [] if act == Act::Adds => items.push(new.clone()),
                    _ => return None,
                }
            }
            Some(items)
        }
        Act::Changes if starred && said.items.is_empty() => {
            let at = spoken_of(&items, about).filter(|_| said.counts.len() == 1)?;
            set(items.get_mut(at)?, first?)?;
            Some(items)
        }
        Act::Changes => change(items, said, about, finder),
        _ => None,
    }
}

/// The only item, or the only one that was just spoken of.
fn spoken_of(items: &[ChatItem], about: &[ChatItem]) -> Option<usize> {
    if items.len() == 1 {
        return Some(0);
    }
    let spoken = (0..items.len()).filter(|at| {
        items
            .get(*at)
            .is_some_and(|item| about.iter().any(|goods| same_goods(item, goods)))
    });
    let spoken: Vec<usize> = spoken.collect();
    match spoken.as_slice() {
        [at] => Some(*at),
        _ => None,
    }
}

fn change(
    mut items: Vec<ChatItem>,
    said: &Said,
    about: &[ChatItem],
    finder: &Finder<'_>,
) -> Option<Vec<ChatItem>> {
    let last = said.becomes.or(said.counts.last().map(|count| count.value));
    let found: Vec<Vec<usize>> = said
        .items
        .iter()
        .map(|goods| meant(&items, goods))
        .collect();
    match (said.items.as_slice(), found.as_slice()) {
        ([], _) => {
            let value = last.filter(|_| said.counts.len() == 1)?;
            if value == units(&items) {
                return Some(items);
            }
            let at = spoken_of(&items, about)?;
            set(items.get_mut(at)?, value)?;
        }
        ([goods], [known]) => match known.as_slice() {
            // `nastarnya jadi 2`
            [at] if said.counts.len() <= 2 => {
                let item = items.get_mut(*at)?;
                if item.code.value.is_none() {
                    item.code.clone_from(&goods.code);
                    item.candidates.clone_from(&goods.candidates);
                } else if last.is_none() && goods.code.value.is_some() {
                    return None;
                }
                if let Some(value) = last {
                    set(item, value)?;
                }
            }
            // `ganti lidah kucing aja`; of several the one that isn't sold.
            [] => {
                let at = match items.iter().position(|item| item.candidates.is_empty()) {
                    Some(at) => at,
                    None if items.len() == 1 => 0,
                    None => return None,
                };
                replace(items.get_mut(at)?, goods, last)?;
            }
            _ => return None,
        },
        ([old, new], [from, to]) => match (from.as_slice(), to.as_slice()) {
            // `nastar ganti sagu`, `bukan hitam, putih`
            ([at], []) => {
                let item = items.get_mut(*at)?;
                let new = variant_instead(item, old, new, finder).unwrap_or_else(|| new.clone());
                replace(item, &new, last)?;
            }
            ([one], [other]) if one != other && said.counts.len() == 2 => {
                for (at, count) in [one, other].into_iter().zip(&said.counts) {
                    set(items.get_mut(*at)?, count.value)?;
                }
            }
            _ => return None,
        },
        _ => return None,
    }
    Some(items)
}

/// Puts goods in the place of an item's, with its number unless another is said.
fn replace(item: &mut ChatItem, goods: &ChatItem, count: Option<i64>) -> Option<()> {
    goods.code.value.as_ref()?;
    let value = count.unwrap_or(item.qty.value);
    *item = ChatItem {
        qty: item.qty.clone(),
        price: None,
        ..goods.clone()
    };
    set(item, value)
}

/// The variant of an item's product that has other words in the place of some: white for black.
fn variant_instead(
    item: &ChatItem,
    old: &ChatItem,
    new: &ChatItem,
    finder: &Finder<'_>,
) -> Option<ChatItem> {
    let good = finder.goods.by_code(item.code.value.as_deref()?)?;
    let words = key_parts(&good.name);
    let (from, to) = (key_parts(&old.typed), key_parts(&new.typed));
    let shown = |code: &String| finder.goods.by_code(code).map(|good| key_parts(&good.name));
    let kept: Vec<&String> = words.iter().filter(|word| !from.contains(word)).collect();
    let mut fits = new.candidates.iter().filter(|code| {
        let other = shown(code).unwrap_or_default();
        other.len() == words.len()
            && kept.iter().all(|word| other.contains(word))
            && to.iter().all(|word| other.contains(word))
    });
    let only = fits.next().filter(|_| fits.next().is_none())?;
    Some(with_code(new, only))
}

/// The same goods, decided.
pub(super) fn with_code(item: &ChatItem, code: &str) -> ChatItem {
    let taken = Message::new("chat-goods-context").text("text", item.typed.as_str());
    ChatItem {
        code: Read {
            value: Some(code.to_owned()),
            span: item.code.span,
            sureness: Sureness::Assumed(taken),
        },
        candidates: vec![code.to_owned()],
        ..item.clone()
    }
}

/// The items without these goods; `None` when one of them isn't there.
pub(super) fn without(items: &[ChatItem], goods: &[ChatItem]) -> Option<Vec<ChatItem>> {
    let mut gone = Vec::new();
    for goods in goods {
        match meant(items, goods).as_slice() {
            [at] => gone.push(*at),
            _ => return None,
        }
    }
    let mut at = 0..;
    let mut left = items.to_vec();
    left.retain(|_| at.next().is_none_or(|at| !gone.contains(&at)));
    Some(left)
}

/// Whether all these goods are among an order's.
pub(super) fn within(items: &[ChatItem], goods: &[ChatItem]) -> bool {
    goods.iter().all(|goods| !meant(items, goods).is_empty())
}

/// Whether goods and numbers are the same.
pub(super) fn same_items(one: &[ChatItem], other: &[ChatItem]) -> bool {
    one.len() == other.len()
        && one.iter().all(|item| {
            other
                .iter()
                .any(|known| same_goods(item, known) && known.qty.value == item.qty.value)
        })
}

/// Gives items without a number the one that was said of the same goods before.
pub(super) fn complete(items: &mut [ChatItem], before: &[ChatItem]) {
    for item in items.iter_mut().filter(|item| item.qty.span.is_none()) {
        if let Some(known) = before
            .iter()
            .find(|known| same_goods(known, item) && known.qty.span.is_some())
        {
            item.qty = known.qty.clone();
        }
    }
}

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
    super::builder::fields::limit_items(open);
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
        super::builder::notes::note(open, words, "");
    }
    open.phone = open.phone.take().or(draft.phone);
    open.address = open.address.take().or(draft.address);
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
        *item = with_code(item, &only.clone());
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
