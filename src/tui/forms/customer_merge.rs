//! Merges two cards of one person (rule 50): asks which other card, the most alike first, then asks
//! to confirm.

use std::collections::HashMap;

use super::customer::{choice, shown_name};
use super::customer_search::{find, shown_phone};
use crate::book::{Book, BookError};
use crate::domain::customer::Customer;
use crate::domain::id::CustomerId;
use crate::domain::likeness::{SIMILAR, likeness};
use crate::domain::message::Message;
use crate::tui::effect::{Ctx, Effect};
use crate::tui::layers::{Choice, Picker, Question};

/// Most customers offered at once.
const MOST: usize = 50;

/// Asks which customer becomes part of `into`, which is never offered itself.
pub fn merge(into: CustomerId) -> Effect {
    let source = move |text: &str, book: &Book, ctx: &Ctx| others(text, into, book, ctx);
    let chosen = move |from: &CustomerId, _: &Ctx| {
        let from = *from;
        Effect::read(move |book, ctx| question(from, into, book, ctx))
    };
    Effect::open(Picker::search("form-person-merge", source, chosen))
}

/// The other customers that match the typed letters, those alike first.
fn others(
    typed: &str,
    into: CustomerId,
    book: &Book,
    ctx: &Ctx,
) -> Result<Vec<Choice<CustomerId>>, BookError> {
    let into = book.customer(into)?;
    let keys: HashMap<CustomerId, String> = book.customer_keys()?.into_iter().collect();
    let mut found: Vec<(f64, CustomerId)> = find(typed, usize::MAX, book)?
        .into_iter()
        .filter(|id| *id != into.id)
        .filter_map(|id| Some((alike(keys.get(&id)?, &into), id)))
        .collect();
    // What is typed says more than a faint likeness.
    let weight = |alike: f64| match typed.trim().is_empty() || alike >= SIMILAR {
        true => alike,
        false => 0.0,
    };
    found.sort_by(|(one, _), (other, _)| weight(*other).total_cmp(&weight(*one)));
    found.truncate(MOST);
    let ids: Vec<CustomerId> = found.iter().map(|(_, id)| *id).collect();
    let rows = book.customer_rows(&ids)?;
    let choices = rows.iter().zip(found).map(|(row, (alike, _))| {
        let mut choice = choice(row, ctx);
        if alike >= SIMILAR {
            let notes = [ctx.word("form-person-alike"), choice.note];
            choice.note = notes.join(" · ").trim_end_matches(" · ").to_owned();
        }
        choice
    });
    Ok(choices.collect())
}

/// How alike a customer is to another, by the key of a search. A phone number with one wrong digit
/// counts as well.
fn alike(key: &str, other: &Customer) -> f64 {
    let is_phone = |word: &&str| word.len() >= 8 && word.bytes().all(|byte| byte.is_ascii_digit());
    let name: Vec<&str> = key.split(' ').take_while(|word| !is_phone(word)).collect();
    let phones = match (key.split(' ').find(is_phone), other.phone.as_deref()) {
        (Some(one), Some(two)) if strsim::osa_distance(one, two) <= 1 => 0.97,
        _ => 0.0,
    };
    likeness(&name.join(" "), &other.name).max(phones)
}

fn question(
    from: CustomerId,
    into: CustomerId,
    book: &Book,
    ctx: &Ctx,
) -> Result<Effect, BookError> {
    let named = |id| -> Result<String, BookError> {
        let customer = book.customer(id)?;
        let name = shown_name(&customer.name, customer.phone.as_deref(), ctx);
        let phone = shown_phone(customer.phone.as_deref());
        Ok(format!("{name} {phone}").trim().to_owned())
    };
    let question = Message::new("form-person-merge-question")
        .text("from", named(from)?)
        .text("into", named(into)?);
    let deed = Effect::deed(move |book, now| book.merge_customers(from, into, now));
    Ok(Effect::open(Question::new(
        "form-person-merge-title",
        question,
        deed,
    )))
}
