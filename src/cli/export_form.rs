//! `rekap export form PO`: the order form customers fill in on their phones.

use crate::book::{Book, Opening};
use crate::domain::message::Message;
use crate::domain::period::Period;
use crate::domain::refusal::Refusal;
use crate::domain::stage::Stage;
use crate::output::form::{self, Good};

use super::desk::{Desk, Failure};
use super::document::Destination;
use super::po::period;

/// Writes the form of a PO, which must not be over.
pub fn run(po: &str, to: &Destination, desk: &mut Desk) -> Result<(), Failure> {
    let counter = desk.open(Opening::Look)?;
    let period = period(&counter, po)?;
    let stage = period.stage(counter.now);
    if matches!(stage, Stage::Finished | Stage::Cancelled) {
        let over = Refusal::PeriodOver {
            period: period.code.to_string(),
            stage,
        };
        return Err(over.message().into());
    }
    let goods = goods(&counter.book, &period)?;
    let page = form::page(&counter.book.shop()?, &period, &goods, counter.now)
        .map_err(|error| error.message())?;
    if period.milestones.close(counter.now).is_some() {
        desk.say(&Message::new("cli-form-closed").text("po", period.code.as_str()));
    }
    to.write(page.as_bytes(), desk)
}

/// What a period has on sale, as its form shows it.
fn goods(book: &Book, period: &Period) -> Result<Vec<Good>, Failure> {
    let tiers = book.tiers(period.id)?;
    let caps = book.product_quotas(period.id)?;
    let sold = book.figures(period.id)?.units;
    let period_full = period.quota.is_some_and(|quota| sold >= quota);
    let offers = book.offers(period.id)?;
    let on_sale = offers.into_iter().filter(|offer| !offer.withdrawn);
    Ok(on_sale
        .map(|offer| {
            let full = period_full
                || offer.left().is_some_and(|left| left <= 0)
                || caps
                    .iter()
                    .any(|cap| cap.product == offer.product_id && cap.sold >= cap.quota);
            Good {
                tiers: tiers
                    .iter()
                    .filter(|tier| tier.offer == offer.id)
                    .cloned()
                    .collect(),
                code: offer.code,
                product: offer.product,
                variant: offer.variant,
                price: offer.price,
                from: Vec::new(),
                least: None,
                multiple: None,
                contents: String::new(),
                fields: Vec::new(),
                full,
            }
        })
        .collect())
}
