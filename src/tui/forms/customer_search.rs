//! Finds customers while their name or phone is typed, and describes who was found.

use std::collections::HashSet;

use super::{Candidate, parse};
use crate::book::{Book, BookError, CustomerRef, OrderFilter};
use crate::domain::customer::CustomerRow;
use crate::domain::id::{CustomerId, PeriodId};
use crate::domain::likeness::{SIMILAR, begins_name, is_one_letter_apart, likeness, nearness};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::phone::Phone;
use crate::domain::text::fold;
use crate::tui::effect::Ctx;
use crate::tui::fuzzy;
use crate::tui::theme::Role;
use crate::tui::widgets::Part;
use crate::tui::widgets::facts::Fact;

/// Most customers proposed at once, so that all rows of the list are seen.
const MOST: usize = 5;
/// Digits of a word in a name from which on it looks like a phone.
const DIGITS: usize = 5;

/// Finds the customers that match what was typed, at most `most`.
pub fn find(typed: &str, most: usize, book: &Book) -> Result<Vec<CustomerId>, BookError> {
    let mut found = find_first(typed, most, book)?;
    found.meant.extend(found.alike);
    Ok(found.meant)
}

/// Customers found by what was typed.
struct Found {
    /// Those it begins the name or the phone of: they may be meant.
    meant: Vec<CustomerId>,
    /// Those that only resemble it.
    alike: Vec<CustomerId>,
    /// How many more it may mean.
    more: usize,
}

/// Finds the customers that match what was typed, at most `most`. First those called exactly so, then
/// those whose words or phone begin with it, who ordered last first; then those a letter apart and
/// fuzzy matches. Digits are looked for anywhere in a phone, and nothing only resembles them.
fn find_first(typed: &str, most: usize, book: &Book) -> Result<Found, BookError> {
    let by_digits = book.customers_with_digits(typed)?;
    let keys = book.customer_keys()?;
    let folded = fold(typed);
    let is_phone = by_digits.is_some();
    let mut meant = by_digits.unwrap_or_default();
    let known: HashSet<CustomerId> = meant.iter().copied().collect();
    let named = keys.iter().filter(|(_, key)| begins_name(&folded, key));
    let (exact, longer): (Vec<_>, Vec<_>) = named.partition(|(_, key)| is_called(key, &folded));
    let named = exact.into_iter().chain(longer).map(|(id, _)| *id);
    meant.extend(named.filter(|id| !known.contains(id)));
    let more = meant.len().saturating_sub(most);
    meant.truncate(most);
    let mut alike = Vec::new();
    if !is_phone {
        let room = most - meant.len();
        let known: HashSet<CustomerId> = meant.iter().copied().collect();
        let ranked = fuzzy::rank(typed, keys.iter().map(|(_, key)| key.as_str()));
        let ranked = ranked.into_iter().filter_map(|at| keys.get(at));
        let ranked = ranked.filter(|(_, key)| fuzzy::matches_word_starts(typed, key));
        let mistyped = keys
            .iter()
            .filter(|(_, key)| is_one_letter_apart(&folded, key));
        let mut seen = known;
        let near = mistyped.chain(ranked).map(|(id, _)| *id);
        alike.extend(near.filter(|id| seen.insert(*id)).take(room));
    }
    Ok(Found { meant, alike, more })
}

/// Whether the search key of a customer is exactly this name, with or without phones after it.
fn is_called(key: &str, folded: &str) -> bool {
    let rest = key.strip_prefix(folded);
    rest.is_some_and(|rest| {
        let digits = rest.chars().all(|c| c.is_ascii_digit() || c == ' ');
        rest.is_empty() || rest.starts_with(' ') && digits
    })
}

/// Suggestions for a field that names a customer: those who may be meant, then what was typed as a
/// new one, which comes before those whose name only resembles it. A known phone means its customer,
/// whatever name stands with it (rule 49).
pub fn candidates(typed: &str, book: &Book, ctx: &Ctx) -> Result<Vec<Candidate>, BookError> {
    if typed.trim().is_empty() {
        return Ok(Vec::new());
    }
    let (_, phone) = parse::name_and_phone(typed);
    let by_phone = book.customer_with_phone(&phone)?;
    let found = match &by_phone {
        Some(known) => Found {
            meant: vec![known.id],
            alike: Vec::new(),
            more: 0,
        },
        None => find_first(typed, MOST, book)?,
    };
    let known = |ids: &[CustomerId]| -> Result<Vec<Candidate>, BookError> {
        let rows = book.customer_rows(ids)?.into_iter();
        let known = rows.map(|row| Candidate {
            text: shown_name(&row),
            label: shown_name(&row),
            note: shown_phone(row.phone.as_deref()),
            value: Some(row.id.raw().to_string()),
            ..Candidate::default()
        });
        Ok(known.collect())
    };
    let label = Message::new("form-order-add-customer").text("name", typed.trim());
    let new = by_phone
        .is_none()
        .then(|| Candidate::new_one(typed, label, ctx));
    let (meant, alike) = (known(&found.meant)?, known(&found.alike)?);
    // Where nobody is certain to be meant, the new one is the answer to Enter and to Tab.
    let mut candidates: Vec<Candidate> = match meant.is_empty() {
        true => new.into_iter().chain(alike).collect(),
        false => meant.into_iter().chain(alike).chain(new).collect(),
    };
    if let Some(last) = candidates.last_mut() {
        last.more = found.more;
    }
    Ok(candidates)
}

/// A warning about the customer whose name is most like one that is new; none without such a
/// customer. Of those equally alike it is the nearest with the form of address, then who ordered last.
pub fn similar(name: &str, book: &Book, ctx: &Ctx) -> Result<Option<Fact>, BookError> {
    let keys = book.customer_keys()?;
    let mut most: Option<((f64, f64), CustomerId)> = None;
    for (id, key) in &keys {
        // The words of the name; the rest are phones.
        let known: Vec<&str> = key
            .split(' ')
            .filter(|word| !word.starts_with(|c: char| c.is_ascii_digit()))
            .collect();
        let known = known.join(" ");
        let likeness = likeness(name, &known);
        if likeness < SIMILAR {
            continue;
        }
        let near = (likeness, nearness(name, &known));
        if most.is_none_or(|(best, _)| near > best) {
            most = Some((near, *id));
        }
    }
    let rows = book.customer_rows(&Vec::from_iter(most.map(|(_, id)| id)))?;
    Ok(rows.first().map(|row| {
        let known = format!("{} {}", row.name, shown_phone(row.phone.as_deref()));
        let like = Message::new("form-order-namesake").text("customer", known.trim());
        Fact::warning(&ctx.say(&like))
    }))
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
        CustomerRef::KnownWithPhone { id, phone } => {
            let mut facts = known(*id, label, period, book, ctx)?;
            let at = facts.len().min(1);
            let beside = other_phone(*id, phone, book)?;
            facts.splice(at..at, beside.map(|said| Fact::warning(&ctx.say(&said))));
            return Ok(facts);
        }
        CustomerRef::Described { name, phone, .. } => (name, phone),
    };
    if let Some(customer) = book.customer_with_phone(phone)? {
        return known(customer.id, label, period, book, ctx);
    }
    if name.is_empty() && phone.is_empty() {
        return Ok(Vec::new());
    }
    let new = [
        ctx.word("form-order-new-customer"),
        shown_phone(Some(phone)),
    ];
    let new = new.into_iter().filter(|part| !part.is_empty());
    let new = new.collect::<Vec<_>>().join(" · ");
    let mut facts = vec![Fact::new(label, Part::new(new, Role::Accent))];
    facts.extend(digits_in(name).map(|digits| {
        let said = Message::new("form-order-digits-in-name").text("digits", digits);
        Fact::warning(&ctx.say(&said))
    }));
    facts.extend(similar(name, book, ctx)?);
    Ok(facts)
}

/// A word of a name that looks like a phone with digits missing.
fn digits_in(name: &str) -> Option<&str> {
    let count = |word: &str| word.chars().filter(char::is_ascii_digit).count();
    name.split_whitespace().find(|word| count(word) >= DIGITS)
}

/// What is said of a typed phone that isn't the one of a known customer: it is kept as the
/// recipient's, or belongs to somebody else. None for one they get or have.
fn other_phone(id: CustomerId, typed: &str, book: &Book) -> Result<Option<Message>, BookError> {
    let customer = book.customer(id)?;
    let shown = shown_phone(Some(typed));
    let Some(has) = &customer.phone else {
        let other = book.customer_with_phone(typed)?;
        return Ok(other.map(|other| {
            Message::new("form-order-phone-of")
                .text("phone", shown)
                .text("customer", other.name)
        }));
    };
    let differs = !is_same_phone(typed, has);
    Ok(differs.then(|| {
        Message::new("form-order-phone-differs")
            .text("phone", shown)
            .text("customer", customer.name)
    }))
}

/// Whether a typed phone is one that is kept.
pub(super) fn is_same_phone(typed: &str, kept: &str) -> bool {
    Phone::read(typed).key() == Phone::read(kept).key()
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
            facts.push(Fact::warning(&owes));
        }
        let credit = row.credit;
        let refund = row.owed.minus(credit)?;
        if refund > Rupiah::ZERO {
            let owed = ctx.say(&Message::new("form-order-owed").money("amount", refund));
            facts.push(Fact::warning(&owed));
        }
        if credit > Rupiah::ZERO {
            let credit = ctx.say(&Message::new("form-order-credit").money("amount", credit));
            facts.push(Fact::line(credit, Role::Good));
        }
    }
    if let Some(warning) = book.payment_record(id)?.warning() {
        facts.push(Fact::warning(&ctx.say(&warning)));
    }
    if book.customer(id)?.pays_full {
        facts.push(Fact::line(ctx.word("customer-pays-full-yes"), Role::Warn));
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
        .count("units", row.units_are.pieces)
        .money("total", row.bill.total);
        facts.push(Fact::line(ctx.say(&last), Role::Muted));
    }
    Ok(facts)
}
