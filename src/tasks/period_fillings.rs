//! Fills messages about a PO that go to no customer in particular: its announcement, the recap for the group, and
//! what its suppliers are to make (rules 48, 52, 64).

use super::announcement::announcement;
use super::group_list;
use super::slots::{on_sale, slots_left, takes_orders};
use crate::book::{Book, BookError, Supplier};
use crate::domain::catalog::full_name;
use crate::domain::id::{PeriodId, SupplierId};
use crate::domain::message::Message;
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
            filling.set(TemplateField::Slots, left_of(id, book, words, now)?);
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

/// How much of a PO can still be ordered, a line each: its slots, else units of the goods that have a quota, and
/// orders where their number is capped.
fn left_of(id: PeriodId, book: &Book, words: &Words, now: Moment) -> Result<String, BookError> {
    let period = book.period_by_id(id)?;
    if !takes_orders(&period, now) {
        return Ok(String::new());
    }
    let offers = book.offers(id)?;
    let mut said = Vec::new();
    if period.quota.is_none() {
        said.extend(on_sale(&offers).filter_map(|offer| {
            let left = offer.left()?.max(0);
            let name = full_name(&offer.product, &offer.variant);
            let said = Message::new("recap-goods")
                .text("goods", name)
                .count("left", left);
            Some(words.say(&said))
        }));
    }
    let figures = book.figures(id)?;
    let slots = slots_left(&period, &offers, &figures);
    said.extend(slots.iter().map(|left| words.say(left)));
    Ok(said.join("\n"))
}
