//! `rekap export form PO`: the order form customers fill in on their phones.

use crate::book::{Book, Opening};
use crate::domain::code::Code;
use crate::domain::fields::Field;
use crate::domain::message::Message;
use crate::domain::package::Package;
use crate::domain::period::Period;
use crate::domain::refusal::Refusal;
use crate::domain::stage::Stage;
use crate::output::form::{self, Asked, Good};

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
    let packages = book.packages()?;
    let mut goods = Vec::new();
    for offer in book.offers(period.id)? {
        if offer.withdrawn {
            continue;
        }
        let full = period_full
            || offer.left().is_some_and(|left| left <= 0)
            || caps
                .iter()
                .any(|cap| cap.product == offer.product_id && cap.sold >= cap.quota);
        let variant = book.variant(&Code::read(&offer.code).map_err(|error| error.message())?)?;
        // A level's price is for those who have it, and no form knows who fills it in.
        let further = book.further_prices(offer.variant_id)?;
        let from = further
            .iter()
            .filter(|price| price.level.is_empty())
            .map(|price| (price.from, price.price));
        let fields = book.fields(offer.product_id)?;
        goods.push(Good {
            tiers: tiers
                .iter()
                .filter(|tier| tier.offer == offer.id)
                .cloned()
                .collect(),
            from: from.collect(),
            least: variant.least,
            multiple: variant.multiple,
            contents: packages
                .get(&offer.variant_id)
                .map(Package::text)
                .unwrap_or_default(),
            fields: fields.into_iter().map(asked).collect(),
            full,
            code: offer.code,
            product: offer.product,
            variant: offer.variant,
            price: offer.price,
        });
    }
    Ok(goods)
}

fn asked(field: Field) -> Asked {
    Asked {
        label: field.label,
        required: field.required,
        digits: field.digits,
        least: field.least,
        most: field.most,
        price: field.price,
    }
}
