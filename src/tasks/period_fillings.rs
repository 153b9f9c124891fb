//! Fills messages about a PO that go to no customer in particular: its announcement, the recap for the group, and
//! what its suppliers are to make (rules 48, 52, 64).

use super::announcement::announcement;
use super::group_list;
use crate::book::{Book, BookError, Supplier};
use crate::domain::catalog::full_name;
use crate::domain::id::{PeriodId, SupplierId};
use crate::domain::message::Message;
use crate::domain::stage::Stage;
use crate::domain::tally::TallyBy;
use crate::domain::telling::TellKind;
use crate::domain::template::{Filling, TemplateField};
use crate::domain::when::Moment;
use crate::lang::Words;
use crate::output::terms;

/// What fills an announcement or a recap.
pub(super) fn group_filling(
    kind: TellKind,
    id: PeriodId,
    book: &Book,
    words: &Words,
    now: Moment,
) -> Result<Filling, BookError> {
    let mut filling = of_po(id, book, words)?;
    match kind {
        TellKind::Announcement => {
            let text = announcement(id, book, words, now)?;
            filling.set(TemplateField::Announcement, text);
        }
        TellKind::Recap => {
            filling.set(
                TemplateField::Recap,
                group_list::lines(id, book, now)?.join("\n"),
            );
            filling.set(TemplateField::Slots, slots_left(id, book, words, now)?);
        }
        _ => {}
    }
    Ok(filling)
}

/// What fills the message to each supplier of a PO, or to the one that is named, in the order of the tally. What the
/// shop makes itself is nobody's order.
pub(super) fn supplier_fillings(
    id: PeriodId,
    only: Option<SupplierId>,
    book: &Book,
    words: &Words,
    now: Moment,
) -> Result<Vec<(Supplier, Filling)>, BookError> {
    let tally = book.tally(id, TallyBy::Supplier, None, now)?;
    let mut fillings = Vec::new();
    for row in &tally.rows {
        let Some(name) = &row.key else {
            continue;
        };
        let supplier = book.supplier(name)?;
        if only.is_some_and(|only| only != supplier.id) {
            continue;
        }
        let hello = Message::new("tell-hello-titled").text("name", supplier.name.as_str());
        let mut filling = of_po(id, book, words)?
            .with(TemplateField::Greeting, words.say(&hello))
            .with(TemplateField::Name, &supplier.name);
        for goods in &row.goods {
            let mut name = full_name(&goods.product, &goods.variant);
            for request in &goods.customizations {
                let count = words.count(request.qty);
                name.push_str(&format!("\n   {count} x {}", request.text));
            }
            filling.add_goods(words.count(goods.qty), name, String::new());
        }
        fillings.push((supplier, filling));
    }
    Ok(fillings)
}

fn of_po(id: PeriodId, book: &Book, words: &Words) -> Result<Filling, BookError> {
    let period = book.period_by_id(id)?;
    let closes = period.milestones.closes_at;
    let closes = closes.map(|at| words.moment(at)).unwrap_or_default();
    Ok(Filling::default()
        .with(TemplateField::Shop, book.shop()?.name)
        .with(TemplateField::Ready, terms::ready_days(&period, words))
        .with(TemplateField::Closes, closes)
        .with(TemplateField::Period, period.name))
}

/// How much can still be ordered: slots of the PO, else units of the goods that have a quota, and orders where
/// their number is capped. Empty where nothing is limited or no order is taken any more.
fn slots_left(id: PeriodId, book: &Book, words: &Words, now: Moment) -> Result<String, BookError> {
    let period = book.period_by_id(id)?;
    if !matches!(period.stage(now), Stage::Scheduled | Stage::Open) {
        return Ok(String::new());
    }
    let figures = book.figures(id)?;
    let offers = book.offers(id)?;
    let on_sale = || {
        offers
            .iter()
            .filter(|offer| !offer.withdrawn && !offer.in_packages)
    };
    let mut said = Vec::new();
    match period.quota {
        Some(quota) => {
            let free = quota.saturating_sub(figures.sold.pieces);
            // Never more than the goods allow (rule 15).
            let lefts = on_sale().map(|offer| offer.left().unwrap_or(free).max(0));
            let left = free.min(lefts.fold(0, i64::saturating_add)).max(0);
            said.push(words.say(&Message::new("recap-slots").count("left", left)));
        }
        None => said.extend(on_sale().filter_map(|offer| {
            let left = offer.left()?.max(0);
            let name = full_name(&offer.product, &offer.variant);
            let said = Message::new("recap-goods")
                .text("goods", name)
                .count("left", left);
            Some(words.say(&said))
        })),
    }
    if let Some(cap) = period.order_cap {
        let left = cap.saturating_sub(figures.orders).max(0);
        said.push(words.say(&Message::new("recap-orders").count("left", left)));
    }
    Ok(said.join("\n"))
}
