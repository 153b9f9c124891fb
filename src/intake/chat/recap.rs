//! Recognises lists with one order per line, whose heading may name the goods: `Nastar buat arisan:`
//! above `Bu Ani 2`.

use crate::domain::chat::Read;

use super::clean::{Line, is_rule, lead, ticked};
use super::entry::{LONGEST_LINE, Manner, RULES, entry, is_count, is_name, name_ends, sign};
use super::items::{Place, read};
use super::labels::{Label, label};
use super::signs::Sign;
use super::speech::{self, Words};
use super::tokens::Tokens;
use crate::intake::assortment::Finder;

/// The goods that a line names as a heading: without a number, and nothing that speaks against a
/// list of orders.
pub(super) fn heading(line: &Line, finder: &Finder<'_>) -> Option<Vec<usize>> {
    let tokens = Tokens::of(line, lead(&line.text).0);
    let all = tokens.all.len();
    let words = Words::of(&line.text);
    if (0..all).any(|at| is_count(&tokens, at)) && !words.has(Sign::OrderList) {
        return None;
    }
    let reading = read(&tokens, 0, all, Place::List, finder);
    let goods = finder.goods.all();
    let mut meant: Vec<usize> = Vec::new();
    for item in reading.items.iter().filter(|item| item.qty.span.is_none()) {
        let index = |code: &String| goods.iter().position(|good| good.code == *code);
        meant.extend(item.candidates.iter().filter_map(index));
    }
    Some(meant)
}

/// Whether a list under such a heading is one of orders.
pub(super) fn heads_orders(line: &Line, finder: &Finder<'_>) -> bool {
    let words = Words::of(&line.text);
    words.has(Sign::OrderList) || heading(line, finder).is_some_and(|goods| !goods.is_empty())
}

/// The name in an entry whose rest can't be read: `3. Siti - batal`.
pub(super) fn named(line: &Line, finder: &Finder<'_>) -> Option<Read<String>> {
    let tokens = Tokens::of(line, lead(&line.text).0);
    let to = name_ends(&tokens, sign(&tokens)?);
    let name = tokens.raw(0, to).trim();
    is_name(&tokens, to, finder).then(|| Read::certain(name.to_owned(), tokens.span(0, to)))
}

/// Whether a numbered line is a rule of the list, not an order: `1. Transfer ke BCA …`. A line with
/// a quantity or goods may still be an order.
pub(super) fn instructs(line: &Line, finder: &Finder<'_>) -> bool {
    let tokens = Tokens::of(line, lead(&line.text).0);
    let all = tokens.all.len();
    let begins = tokens.word(0).is_some_and(|word| RULES.contains(&word));
    let reading = begins.then(|| read(&tokens, 0, all, Place::Free, finder));
    reading.is_some_and(|reading| {
        all > 1 && reading.items.is_empty() && reading.count.is_none() && !ticked(&line.text)
    })
}

/// Whether a line among these is a numbered entry with a name, so that the numbers count orders and
/// not items of one order.
pub(super) fn is_list(lines: &[Line], finder: &Finder<'_>) -> bool {
    let mut lines = lines.iter().filter(|line| lead(&line.text).1.is_some());
    lines.any(|line| entry(line, finder, &Manner::default()).is_some())
}

/// Whether a line says that somebody wants nothing: `Pakde Fajar -`, `Oma skip`.
pub(super) fn refuses(line: &Line) -> bool {
    line.text.trim_end().ends_with('-') || Words::of(&line.text).cancels()
}

/// How these lines are to be read as a list without numbers and signs; `None` when they are none.
pub(super) fn manner(lines: &[Line], finder: &Finder<'_>) -> Option<Manner> {
    // `Pesanan` above entries is a heading.
    let labelled = |line: &Line| {
        label(&line.text).is_some_and(|found| match found.label {
            Some(Label::Items) => found.value < line.text.trim_end().len(),
            known => known.is_some(),
        })
    };
    if lines.iter().any(labelled) {
        return None;
    }
    let mut bare = Manner {
        bare: true,
        goods: Vec::new(),
    };
    let (mut entries, mut led, mut others) = (0, 0, 0);
    let mut headed = false;
    for line in lines
        .iter()
        .filter(|line| !line.text.is_empty() && !is_rule(&line.text))
    {
        if line.text.len() > LONGEST_LINE {
            return None;
        }
        if speech::against(&line.text).is_none() && entry(line, finder, &bare).is_some() {
            entries += 1;
            led += usize::from(lead(&line.text).0 > 0);
        } else if let Some(goods) = heading(line, finder) {
            headed |= entries == 0 && heads_orders(line, finder);
            if !goods.is_empty() {
                bare.goods = goods;
            }
            others += usize::from(!refuses(line));
        } else {
            others += usize::from(!refuses(line));
        }
    }
    let several = entries >= 2 && entries >= others;
    (several || headed && entries >= 1 && led == entries).then_some(Manner {
        bare: true,
        goods: Vec::new(),
    })
}
