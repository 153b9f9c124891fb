//! Changes the items of an order by what is said later: `nastarnya 1 aja`, `ganti lidah kucing`,
//! `tambah 1`, `*2`. What can't be told changes nothing and is asked about.

use super::super::items::with_code;
use super::super::speech::Act;
use super::super::tokens::key_parts;
use super::said::Said;
use crate::domain::chat::{ChatItem, Read, Sureness};
use crate::domain::item::MAX_QTY;
use crate::domain::message::Message;
use crate::intake::assortment::Finder;

fn same_goods(one: &ChatItem, other: &ChatItem) -> bool {
    one.code.value.is_some() && one.code.value == other.code.value
}

/// The indexes of the items that these goods mean: the same, or one of those they may be.
pub(super) fn meant(items: &[ChatItem], goods: &ChatItem) -> Vec<usize> {
    let may_be = |unsure: &ChatItem, known: &ChatItem| {
        let code = known.code.value.as_ref();
        unsure.code.value.is_none() && code.is_some_and(|code| unsure.candidates.contains(code))
    };
    let fits =
        |item: &ChatItem| same_goods(item, goods) || may_be(goods, item) || may_be(item, goods);
    (0..items.len())
        .filter(|at| items.get(*at).is_some_and(fits))
        .collect()
}

/// How many pieces there are in all.
pub(super) fn units(items: &[ChatItem]) -> i64 {
    let each = items.iter().map(|item| item.qty.value);
    each.fold(0, i64::saturating_add)
}

fn corrected(value: i64) -> Sureness {
    Sureness::Assumed(Message::new("chat-corrected").count("count", value))
}

/// Sets the number of an item; `None` outside the bounds.
pub(super) fn set(item: &mut ChatItem, value: i64) -> Option<()> {
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
            let at = spoken_of(&items, about);
            let now = at.and_then(|at| items.get(at)).map(|item| item.qty.value);
            // `bukan 5 tapi 4`
            let from =
                said.counts.len() == 2 && said.counts.first().map(|count| count.value) == now;
            let value = last.filter(|_| said.counts.len() == 1 || from)?;
            if value == units(&items) && !from {
                return Some(items);
            }
            let at = at?;
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
