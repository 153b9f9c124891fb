//! Reads what a customer chose for a package from the goods named behind it in a chat: `1 hampers
//! pandan` (rule 65).

use super::keeper::book::Book;
use super::keeper::error::Result;
use super::rows::package;
use crate::domain::chat::{ChatDraft, ChatItem, Read, Span, Sureness};
use crate::domain::code::Code;
use crate::domain::message::Message;
use crate::domain::package::Package;

impl Book {
    /// Makes goods that are named without a number behind a package its choice, where they are one.
    pub fn read_choices(&self, draft: &mut ChatDraft) -> Result<()> {
        let reading = self.reading()?;
        let mut at = 0;
        while let Some(item) = draft.items.get(at) {
            at += 1;
            let Some(code) = item.code.value.as_deref() else {
                continue;
            };
            if item.chosen.is_some() || item.customization.is_some() {
                continue;
            }
            let bare = draft.items.iter().skip(at);
            let bare = bare.take_while(|item| item.qty.span.is_none() && !item.typed.is_empty());
            let bare: Vec<&ChatItem> = bare.collect();
            if bare.is_empty() {
                continue;
            }
            let Some(package) = package::with_choices(&reading, &Code::read(code)?)? else {
                continue;
            };
            let Some((chosen, count)) = chosen(&package, &bare) else {
                continue;
            };
            let span = bare.first().and_then(|item| item.code.span);
            let number = number_before(draft, item);
            draft.items.drain(at..at + count);
            if let Some(item) = draft.items.get_mut(at - 1) {
                item.chosen = Some(Read {
                    value: chosen,
                    span,
                    sureness: Sureness::Certain,
                });
                if item.qty.span.is_none() {
                    item.qty = number.unwrap_or_else(|| missing(&item.typed));
                }
            }
            settle(draft);
        }
        Ok(())
    }
}

/// Takes back the question whether goods without a number are meant, where all have one now. What
/// the customer left open is asked still.
fn settle(draft: &mut ChatDraft) {
    let counted = draft.items.iter().all(|item| item.qty.span.is_some());
    if counted && !draft.left_open {
        draft.doubts.retain(|doubt| doubt.key != "chat-vague");
    }
}

/// The choice that the first of these goods make, by name, and how many of them.
fn chosen(package: &Package, goods: &[&ChatItem]) -> Option<(String, usize)> {
    (1..=goods.len()).find_map(|count| {
        let named = goods.iter().take(count).map(|item| item.typed.as_str());
        let named: Vec<&str> = named.collect();
        let chosen = package.choose(&named.join(", ")).ok()?;
        Some((package.chosen_by_name(&chosen), count))
    })
}

/// The number before a package in its line: with goods on both sides it was nobody's.
fn number_before(draft: &ChatDraft, item: &ChatItem) -> Option<Read<i64>> {
    let (line, column) = item.code.span?.from;
    let (_, text) = draft.lines.iter().find(|(number, _)| *number == line)?;
    let before: String = text.chars().take(column - 1).collect();
    // `2 hampers`, `2 x hampers`, `2 paket duo`.
    let mut words = before.split_whitespace().rev().take(2);
    let value = words.find_map(|word| word.trim_end_matches(['x', 'X', '×']).parse().ok())?;
    let span = Span::in_line(line, 1, column.saturating_sub(1).max(1));
    (1..100)
        .contains(&value)
        .then(|| Read::certain(value, span))
}

/// One, because no number is said.
fn missing(typed: &str) -> Read<i64> {
    let why = Message::new("chat-qty-missing").text("text", typed);
    Read {
        value: 1,
        span: None,
        sureness: Sureness::Assumed(why),
    }
}
