//! Finds customers while their name or phone is typed, and describes who was found.

use std::collections::HashSet;

use super::Candidate;
use crate::book::{Book, BookError, CustomerRef, OrderFilter};
use crate::domain::customer::CustomerRow;
use crate::domain::id::{CustomerId, PeriodId};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::phone::Phone;
use crate::domain::text::fold;
use crate::tui::effect::Ctx;
use crate::tui::fuzzy;
use crate::tui::theme::Role;
use crate::tui::widgets::Part;
use crate::tui::widgets::facts::Fact;

/// Most customers proposed at once.
const MOST: usize = 8;

/// Finds the customers that match what was typed, at most `most`. First those whose words or phone
/// begin with it, who ordered last first; then fuzzy matches.
pub fn find(typed: &str, most: usize, book: &Book) -> Result<Vec<CustomerId>, BookError> {
    let keys = book.customer_keys()?;
    let folded = fold(typed);
    let begins = |key: &str| {
        folded
            .split(' ')
            .all(|part| key.split(' ').any(|word| word.starts_with(part)))
    };
    let phone = Phone::read(typed);
    let mut found: Vec<CustomerId> = keys
        .iter()
        .filter(|(_, key)| {
            begins(key)
                || phone
                    .normal()
                    .is_some_and(|normal| key.split(' ').any(|word| word == normal))
        })
        .map(|(id, _)| *id)
        .take(most)
        .collect();
    if found.len() < most {
        let mut seen: HashSet<CustomerId> = found.iter().copied().collect();
        for at in fuzzy::rank(typed, keys.iter().map(|(_, key)| key.as_str())) {
            let Some((id, _)) = keys.get(at) else {
                continue;
            };
            let near = keys
                .get(at)
                .is_some_and(|(_, key)| fuzzy::matches_word_starts(typed, key));
            if near && seen.insert(*id) {
                found.push(*id);
            }
            if found.len() == most {
                break;
            }
        }
    }
    Ok(found)
}

/// Suggestions for a field that names a customer.
pub fn candidates(typed: &str, book: &Book) -> Result<Vec<Candidate>, BookError> {
    if typed.trim().is_empty() {
        return Ok(Vec::new());
    }
    let found = find(typed, MOST, book)?;
    Ok(book
        .customer_rows(&found)?
        .into_iter()
        .map(|row| Candidate {
            text: shown_name(&row),
            label: shown_name(&row),
            note: shown_phone(row.phone.as_deref()),
            value: Some(row.id.raw().to_string()),
        })
        .collect())
}

/// The name, or the phone of a customer without a name.
fn shown_name(row: &CustomerRow) -> String {
    if row.name.is_empty() {
        shown_phone(row.phone.as_deref())
    } else {
        row.name.clone()
    }
}

/// A phone as people write it.
pub fn shown_phone(phone: Option<&str>) -> String {
    phone
        .map(|phone| Phone::read(phone).shown())
        .unwrap_or_default()
}

/// The facts about the customer of an order: a known one with open bills, or a new one.
pub fn facts(
    who: &CustomerRef,
    period: PeriodId,
    book: &Book,
    ctx: &Ctx,
) -> Result<Vec<Fact>, BookError> {
    let label = ctx.word("orders-customer");
    let (name, phone) = match who {
        CustomerRef::Known(id) => return known(*id, label, period, book, ctx),
        CustomerRef::Described { name, phone, .. } => (name, phone),
    };
    if let Some(customer) = book.customer_with_phone(phone)? {
        return known(customer.id, label, period, book, ctx);
    }
    if name.is_empty() && phone.is_empty() {
        return Ok(Vec::new());
    }
    let mut facts = vec![Fact::new(
        label,
        Part::new(ctx.word("form-order-new-customer"), Role::Accent),
    )];
    let same = fold(name);
    let namesakes: Vec<CustomerId> = if same.is_empty() {
        Vec::new()
    } else {
        book.customer_keys()?
            .into_iter()
            .filter(|(_, key)| {
                key.strip_prefix(&same).is_some_and(|rest| {
                    rest.is_empty() || rest.starts_with(" 62") || rest.starts_with(" 0")
                })
            })
            .map(|(id, _)| id)
            .take(1)
            .collect()
    };
    if let Some(row) = book.customer_rows(&namesakes)?.first() {
        let phone = shown_phone(row.phone.as_deref());
        let namesake = Message::new("form-order-namesake")
            .text("name", row.name.clone())
            .text("phone", phone);
        facts.push(Fact::line(format!("! {}", ctx.say(&namesake)), Role::Warn));
    }
    Ok(facts)
}

fn known(
    id: CustomerId,
    label: String,
    period: PeriodId,
    book: &Book,
    ctx: &Ctx,
) -> Result<Vec<Fact>, BookError> {
    let mut facts = Vec::new();
    for row in book.customer_rows(&[id])? {
        let phone = shown_phone(row.phone.as_deref());
        facts.push(Fact::new(
            label.clone(),
            Part::new(format!("{} {phone}", shown_name(&row)), Role::Accent),
        ));
        if row.owes > Rupiah::ZERO {
            let owes = ctx.say(&Message::new("form-order-owes").money("amount", row.owes));
            facts.push(Fact::line(format!("! {owes}"), Role::Warn));
        }
        if row.owed > Rupiah::ZERO {
            let owed = ctx.say(&Message::new("form-order-owed").money("amount", row.owed));
            facts.push(Fact::line(owed, Role::Good));
        }
    }
    let filter = OrderFilter {
        customers: Some(vec![id]),
        ..OrderFilter::default()
    };
    for row in book.order_rows(&filter, None, 2, ctx.now)?.rows {
        let last = Message::new(if row.period == period {
            "form-order-has-here"
        } else {
            "form-order-last"
        })
        .text("order", row.code.clone())
        .text("day", ctx.words.day_short(row.placed_at.date(ctx.zone)))
        .count("units", row.units)
        .money("total", row.bill.total);
        facts.push(Fact::line(ctx.say(&last), Role::Muted));
    }
    Ok(facts)
}
