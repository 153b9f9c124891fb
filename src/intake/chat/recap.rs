//! Recap lists, one order a line: `1. Budi - 2 coklat 1 keju ✅`.

use crate::domain::chat::{ChatItem, Read, Span, Sureness};
use crate::domain::message::Message;

use super::clean::{Line, lead};
use super::goods::Finder;
use super::items::{Place, Reading, read};
use super::labels::known;
use super::tokens::{Kind, Tokens};
use super::vocabulary;

/// A line of a list.
#[derive(Debug)]
pub(super) struct Entry {
    pub name: Read<String>,
    pub reading: Reading,
    /// Where its text begins, behind the number.
    pub text: usize,
}

/// Most words of a name.
const LONGEST_NAME: usize = 6;

/// The order of a list's line, if it is one.
pub(super) fn entry(line: &Line, finder: &Finder<'_>) -> Option<Entry> {
    let (text, number) = lead(&line.text);
    let tokens = Tokens::of(line, text);
    let parts = (0..tokens.all.len().min(LONGEST_NAME + 2)).find(|at| {
        let dash = matches!(tokens.kind(*at), Some(Kind::Dash));
        matches!(tokens.kind(*at), Some(Kind::Colon))
            || dash && !(tokens.is_tight(*at) && tokens.is_tight(*at + 1))
    });
    let (name_to, items_from, parted) = match parts {
        Some(sign) => (sign, sign + 1, true),
        None => {
            let count = (0..tokens.all.len())
                .find(|at| matches!(tokens.kind(*at), Some(Kind::Number(_))))?;
            (count, count, false)
        }
    };
    // Without a sign between them only a list's number says that a name comes first.
    if !(parted || number.is_some()) || !is_name(&tokens, name_to, finder) {
        return None;
    }
    let reading = read(&tokens, items_from, tokens.all.len(), Place::List, finder);
    let is_known = |item: &ChatItem| !item.candidates.is_empty();
    let counted = |item: &ChatItem| item.qty.span.is_some();
    let all_known = reading.items.iter().all(is_known);
    let any_known = reading.items.iter().any(is_known);
    let sure = match number {
        Some(_) if parted => any_known || reading.items.iter().any(counted),
        _ => all_known && any_known && reading.items.iter().any(counted),
    };
    if !sure || reading.items.is_empty() {
        return None;
    }
    let name = tokens.raw(0, name_to).trim().to_owned();
    let sureness = if parted && number.is_some() {
        Sureness::Certain
    } else {
        Sureness::Assumed(Message::new("chat-name-sentence").text("text", name.as_str()))
    };
    let span = tokens.span(0, name_to);
    Some(Entry {
        name: Read {
            value: name,
            span: Some(span),
            sureness,
        },
        reading,
        text,
    })
}

/// Whether the tokens up to `to` may be a person's name: words that are neither goods, nor units,
/// nor labels of a form.
fn is_name(tokens: &Tokens<'_>, to: usize, finder: &Finder<'_>) -> bool {
    let words: Vec<&str> = (0..to).filter_map(|at| tokens.word(at)).collect();
    let only_words = (0..to).all(|at| {
        matches!(
            tokens.kind(at),
            Some(
                Kind::Word(_)
                    | Kind::Sep
                    | Kind::Mark
                    | Kind::Slash
                    | Kind::Open
                    | Kind::Close
                    | Kind::Dash
            )
        )
    });
    let raw = tokens.raw(0, to);
    let is_goods = finder.whole(&words.join(" ")).is_some()
        || words.iter().enumerate().any(|(at, word)| {
            // `Pak Eko` is no package.
            let named = at == 0 && words.len() > 1 && vocabulary::is_polite(word);
            finder.whole(word).is_some() || !named && vocabulary::unit(word).is_some()
        })
        || finder
            .loose(&words)
            .is_some_and(|hit| hit.fit <= super::goods::Fit::Part);
    !words.is_empty()
        && words.len() <= LONGEST_NAME
        && only_words
        && !is_goods
        && known(raw).is_none()
        && !words.iter().any(|word| {
            vocabulary::is_ordering(word)
                || matches!(*word, "jl" | "jln" | "jalan" | "no" | "total")
        })
        && words.iter().any(|word| !vocabulary::is_filler(word))
}

/// The columns of a line's text, from a byte on.
pub(super) fn text_span(line: &Line, from: usize) -> Option<Span> {
    let before = line.text.get(..from)?.chars().count();
    let all = line.text.chars().count();
    (all > before).then(|| Span::in_line(line.number, before + 1, all))
}
