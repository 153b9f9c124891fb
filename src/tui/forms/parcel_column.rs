//! Tracking numbers and fees of many parcels, as one column typed or pasted downward (rules 99, 101).

use super::column::Lines;
use super::courier;
use super::parse::money;
use super::{Field, Form, InputError};
use crate::book::{Book, BookError, ParcelChange};
use crate::domain::id::ParcelId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::parcel::{Parcel, ParcelWay};
use crate::tasks::rows::parcel_screen::recipient;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::theme::Role;
use crate::tui::widgets::Part;

/// Fees below this are rarely meant in rupiah.
const LEAST_FEE: Rupiah = Rupiah::new(1_000);

/// The parcels that a column is for: those of couriers; of a list that isn't marked only the ones that lack it,
/// when any does.
fn to_fill(parcels: &[Parcel], marked: bool, lacks: impl Fn(&Parcel) -> bool) -> Vec<Parcel> {
    let sent = || parcels.iter().filter(|one| one.way == ParcelWay::Courier);
    match !marked && sent().any(&lacks) {
        true => sent().filter(|one| lacks(one)).cloned().collect(),
        false => sent().cloned().collect(),
    }
}

/// The deed that changes the parcels of a column, each by what is typed for it.
fn change<T>(typed: Vec<(ParcelId, T)>, edit: impl Fn(T) -> ParcelChange) -> Effect {
    let edits = typed.into_iter().map(|(id, typed)| (id, edit(typed)));
    let edits: Vec<_> = edits.collect();
    Effect::deed(move |book, now| book.change_parcels(&edits, now))
}

fn lines(parcels: &[Parcel]) -> Lines<ParcelId> {
    Lines {
        rows: parcels
            .iter()
            .map(|one| (one.id, format!("{} {}", one.code(), recipient(one))))
            .collect(),
        exact: true,
        wrong_count: "form-column-count",
    }
}

/// Opens the column of tracking numbers, with a pasted text in it when there is one. Of a list that isn't
/// marked it is for the parcels that have none yet.
pub fn tracking(parcels: &[Parcel], marked: bool, pasted: Option<&str>) -> Effect {
    let parcels = to_fill(parcels, marked, |one| one.tracking.is_empty());
    if parcels.is_empty() {
        return Effect::warn(Message::new("form-column-none"));
    }
    let lines = lines(&parcels);
    let shown = lines.clone();
    let mut form = Form::new("form-tracking")
        .titled(Message::new("form-tracking").count("parcels", parcels.len()))
        .field(
            Field::block("resi", "field-tracking")
                .hint("form-tracking-hint")
                .required(),
        )
        .panel(move |values, _, ctx| {
            let known = |at: usize| parcels.get(at).map(|one| one.tracking.as_str());
            let look = |at, line: &str| match line {
                "" => Part::new(known(at).unwrap_or_default(), Role::Muted),
                typed => Part::new(typed, Role::Accent),
            };
            Ok(shown.facts(values.as_typed("resi"), ctx, look))
        })
        .submit(move |values, book, _| {
            let typed = lines
                .read(values.as_typed("resi"), |line| Ok(line.to_owned()))
                .map_err(|why| InputError::field("resi", why))?;
            if let Some(why) = twice(&typed, &lines, book)? {
                return Err(InputError::field("resi", why));
            }
            Ok(change(typed, |resi| ParcelChange {
                tracking: Some(resi),
                ..ParcelChange::default()
            }))
        });
    if let Some(pasted) = pasted {
        form.put("resi", pasted);
    }
    Effect::open(form)
}

/// Why a tracking number can't be on a parcel: another has it, in the column or in the book.
fn twice(
    typed: &[(ParcelId, String)],
    lines: &Lines<ParcelId>,
    book: &Book,
) -> Result<Option<Message>, BookError> {
    let name = |id: ParcelId| {
        let known = lines.rows.iter().find(|(one, _)| *one == id);
        known.map(|(_, name)| name.clone())
    };
    for (at, (id, resi)) in typed.iter().enumerate() {
        let mut before = typed.iter().take(at);
        let mut other = before
            .find(|(_, other)| other.eq_ignore_ascii_case(resi))
            .map(|(other, _)| *other);
        if other.is_none() {
            // A parcel of the column gets another number now.
            let tracked = book.tracked(resi)?.into_iter();
            let mut others = tracked.filter(|one| !typed.iter().any(|(id, _)| id == one));
            other = others.next();
        }
        if let Some(other) = other {
            let of_other = match name(other) {
                Some(name) => name,
                None => {
                    let parcel = book.parcel(other)?;
                    format!("{} {}", parcel.code(), recipient(&parcel))
                }
            };
            return Ok(Some(
                Message::new("form-tracking-twice")
                    .text("resi", resi.as_str())
                    .text("parcel", of_other)
                    .text("other", name(*id).unwrap_or_default()),
            ));
        }
    }
    Ok(None)
}

/// Opens the column of what couriers were paid, booked out of one account.
pub fn fees(parcels: &[Parcel], marked: bool, book: &Book, ctx: &Ctx) -> Outcome {
    let parcels = to_fill(parcels, marked, |one| one.paid.is_none());
    if parcels.is_empty() {
        return Ok(Effect::warn(Message::new("form-column-none")));
    }
    let lines = lines(&parcels);
    let shown = lines.clone();
    let form = Form::new("form-fees")
        .titled(Message::new("form-fees").count("parcels", parcels.len()))
        .field(
            Field::block("paid", "field-courier-paid")
                .hint("form-fees-hint")
                .required(),
        )
        .field(courier::account(book, ctx)?)
        .panel(move |values, _, ctx| {
            let look = |at, line: &str| match fee(line) {
                Ok(paid) => Part::new(ctx.words.rupiah(paid), Role::Accent),
                Err(_) if line.is_empty() => parcels
                    .get(at)
                    .map(|one| known_fee(one, ctx))
                    .unwrap_or_default(),
                Err(_) => Part::new(format!("! {line}"), Role::Bad),
            };
            Ok(shown.facts(values.as_typed("paid"), ctx, look))
        })
        .submit(move |values, _, _| {
            let typed = lines
                .read(values.as_typed("paid"), fee)
                .map_err(|why| InputError::field("paid", why))?;
            let account = courier::chosen_account(values);
            Ok(change(typed, |paid| ParcelChange {
                paid: Some(paid),
                account,
                ..ParcelChange::default()
            }))
        });
    Ok(Effect::open(form))
}

/// What is known of a parcel's fee: what was paid, else what its customers were billed.
fn known_fee(parcel: &Parcel, ctx: &Ctx) -> Part {
    match parcel.paid {
        Some(paid) => Part::new(ctx.words.rupiah(paid), Role::Muted),
        None if parcel.billed > Rupiah::ZERO => {
            let billed = Message::new("form-fees-billed").money("amount", parcel.billed);
            Part::new(ctx.say(&billed), Role::Muted)
        }
        None => Part::default(),
    }
}

/// Reads a fee; a few rupiah are asked about, because thousands are likely meant.
fn fee(text: &str) -> Result<Rupiah, Message> {
    let paid = money(text)?;
    match paid {
        paid if paid > Rupiah::ZERO && paid < LEAST_FEE => {
            Err(Message::new("form-fees-small").money("amount", paid))
        }
        paid => Ok(paid),
    }
}
