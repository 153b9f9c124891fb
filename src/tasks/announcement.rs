//! Writes the announcement of a PO as text for chats: dates, prices, bonuses, terms and where to pay.

use std::collections::HashMap;

use super::customer_texts::how_to_pay;
use super::slots::{slots_left, takes_orders};
use crate::book::{Book, BookError, OfferRow};
use crate::domain::catalog::{full_name, options};
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::package::Package;
use crate::domain::phone::Phone;
use crate::domain::pricing::Tier;
use crate::domain::stage::Stage;
use crate::domain::weight::Grams;
use crate::domain::when::Moment;
use crate::lang::Words;
use crate::output::terms;

/// Writes the announcement of a PO as of `now`: what is on sale, with the price tiers that still
/// apply and what packages hold, the bonuses with places left, and how to pay and order. Who reads
/// that of a PO without open orders is told so instead of invited.
pub fn announcement(
    id: PeriodId,
    book: &Book,
    words: &Words,
    now: Moment,
) -> Result<String, BookError> {
    let _snapshot = book.snapshot()?;
    let period = book.period_by_id(id)?;
    let shop = book.shop()?;
    let stage = period.stage(now);
    let takes_orders = takes_orders(&period, now);
    let mut title = title(&period.name, words);
    if !shop.name.is_empty() {
        title.push_str(&format!(" · {}", shop.name));
    }
    let milestones = period.milestones;
    let opens = milestones.opens_at.filter(|opens| *opens > now);
    let dates = [
        opens.map(|at| words.say(&Message::new("announce-opens").moment("at", at))),
        milestones
            .closes_at
            .map(|at| words.say(&Message::new("announce-closes").moment("at", at))),
        terms::ready(&period, words),
    ];
    let offers = book.offers(id)?;
    let mut on_sale = on_sale(id, (&offers, takes_orders), book, words, now)?;
    let bonuses = book.bonuses(id)?;
    let left = bonuses
        .iter()
        .filter(|bonus| takes_orders && bonus.left() > 0);
    on_sale.extend(left.map(|bonus| words.say(&bonus.announcement())));
    if takes_orders {
        let slots = slots_left(&period, &offers, &book.figures(id)?);
        on_sale.extend(slots.iter().map(|left| words.say(left)));
    }
    let order = match stage {
        Stage::Scheduled | Stage::Open => shop.phone.map(|phone| {
            let phone = Phone::read(&phone).shown();
            words.say(&Message::new("announce-order").text("phone", phone))
        }),
        Stage::Draft => Some(words.word("announce-not-open")),
        Stage::Cancelled => Some(words.word("announce-called-off")),
        Stage::Closed | Stage::InProduction | Stage::Ready | Stage::Finished => {
            Some(words.word("announce-closed"))
        }
    };
    let mut rules = terms::rules(&period, words);
    let step = shop.down_payment_step;
    let is_rounded = |offer: &OfferRow| {
        let price = offer.unit_price().unwrap_or(offer.price);
        period.down_payment.rounding(price, step).is_some()
    };
    if offers.iter().any(is_rounded) {
        rules.push(words.say(&Message::new("announce-rounded").money("step", step)));
    }
    let blocks = [
        vec![title],
        dates.into_iter().flatten().collect(),
        on_sale,
        rules,
        how_to_pay(book, words)?,
        vec![period.note],
        order.into_iter().collect(),
    ];
    let blocks = blocks.map(|lines| lines.join("\n"));
    let blocks: Vec<&str> = blocks.iter().map(|block| block.trim()).collect();
    let blocks = blocks.into_iter().filter(|block| !block.is_empty());
    Ok(blocks.collect::<Vec<_>>().join("\n\n"))
}

/// The name of a PO behind "PO", which isn't said twice.
fn title(name: &str, words: &Words) -> String {
    let first = name.split_whitespace().next().unwrap_or_default();
    match first.to_lowercase().as_str() {
        "po" | "pre-order" | "preorder" => name.to_owned(),
        _ => words.say(&Message::new("announce-title").text("name", name)),
    }
}

/// Variants of a product that are sold alike.
struct Alike<'a> {
    product: &'a str,
    variants: Vec<&'a str>,
    price: Rupiah,
    /// What one is estimated to weigh, where the price is for a kilogram.
    about: Option<Grams>,
    /// Nothing of them can be sold any more.
    sold_out: bool,
    /// The lines of their tiers.
    tiers: Vec<String>,
    package: Option<&'a Package>,
}

/// The goods with their prices: variants of a product at the same prices on one line. While the PO
/// `takes_orders`, those with nothing left say so.
fn on_sale(
    id: PeriodId,
    (offers, takes_orders): (&[OfferRow], bool),
    book: &Book,
    words: &Words,
    now: Moment,
) -> Result<Vec<String>, BookError> {
    let tiers = book.tiers(id)?;
    let offers: Vec<&OfferRow> = offers.iter().filter(|offer| !offer.withdrawn).collect();
    let packages = match offers.iter().any(|offer| offer.package) {
        true => book.packages()?,
        false => HashMap::new(),
    };
    let mut all: Vec<Alike<'_>> = Vec::new();
    for offer in offers {
        let own = tiers.iter().filter(|tier| tier.offer == offer.id);
        let sold_out = takes_orders && offer.left().is_some_and(|left| left <= 0);
        let own = own.filter(|tier| !sold_out && tier.left(now) > 0);
        let own: Vec<String> = own.map(|tier| tier_line(tier, words, now)).collect();
        let package = packages.get(&offer.variant_id);
        let same = all.iter_mut().find(|alike| {
            let whole = package.is_none() && alike.package.is_none();
            whole
                && alike.product == offer.product
                && (alike.price, alike.about) == (offer.price, offer.sold_by_weight)
                && alike.sold_out == sold_out
                && alike.tiers == own
        });
        match same {
            Some(alike) => alike.variants.push(&offer.variant),
            None => all.push(Alike {
                product: &offer.product,
                variants: vec![&offer.variant],
                price: offer.price,
                about: offer.sold_by_weight,
                sold_out,
                tiers: own,
                package,
            }),
        }
    }
    let mut lines = Vec::new();
    for alike in all {
        let name = name(alike.product, &alike.variants);
        let price = words.rupiah(alike.price);
        let price = match alike.about {
            Some(about) => words.say(
                &Message::new("price-per-kilo")
                    .text("price", price)
                    .text("about", about.to_string()),
            ),
            None => price,
        };
        let line = format!("• {name}: {price}");
        lines.push(match alike.sold_out {
            true => words.say(&Message::new("announce-sold-out").text("line", line)),
            false => line,
        });
        lines.extend(alike.tiers);
        lines.extend(alike.package.map(|package| holds(package, words)));
    }
    Ok(lines)
}

/// The name of some variants: `Nastar Keju`, `Nastar (Keju, Coklat)`, `Kaos (S, M, L · Hitam, Putih)`.
fn name(product: &str, variants: &[&str]) -> String {
    if let [variant] = variants {
        return full_name(product, variant);
    }
    let (mut across, mut down) = (Vec::new(), Vec::new());
    for variant in variants {
        let (first, second) = options(variant);
        for (option, all) in [(first, &mut across), (second, &mut down)] {
            if let Some(option) = option.filter(|option| !all.contains(option)) {
                all.push(option);
            }
        }
    }
    // Every size in every colour.
    let each = !down.is_empty() && across.len() * down.len() == variants.len();
    let names = match each {
        true => format!("{} · {}", across.join(", "), down.join(", ")),
        false => variants.join(", "),
    };
    format!("{product} ({names})")
}

fn tier_line(tier: &Tier, words: &Words, now: Moment) -> String {
    let mut terms = vec![words.rupiah(tier.price)];
    if let Some(first) = tier.first {
        terms.push(words.say(&Message::new("announce-tier-first").count("count", first)));
        if tier.used > 0 {
            let left = Message::new("announce-tier-left").count("left", tier.left(now));
            terms.push(words.say(&left));
        }
    }
    if let Some(until) = tier.until {
        terms.push(words.say(&Message::new("announce-tier-until").moment("at", until)));
    }
    format!("  {}: {}", tier.label, terms.join(" · "))
}

/// What a package holds: `  isi: 2 Nastar Keju, 1 Kastengel; toples: pilih 2 dari Sagu, Putri Salju`.
fn holds(package: &Package, words: &Words) -> String {
    let fixed: Vec<String> = package
        .parts
        .iter()
        .map(|part| format!("{} {}", part.qty, part.full_name()))
        .collect();
    let mut parts = Vec::new();
    if !fixed.is_empty() {
        parts.push(fixed.join(", "));
    }
    for choice in &package.choices {
        let among = choice.among.iter().map(|option| match option.qty {
            1 => option.full_name(),
            qty => format!("{qty} {}", option.full_name()),
        });
        let said = words.say(
            &Message::new("announce-package-choice")
                .count("pick", choice.pick)
                .text("among", among.collect::<Vec<_>>().join(", ")),
        );
        parts.push(match choice.name.as_str() {
            "" => said,
            name => format!("{name}: {said}"),
        });
    }
    let holds = Message::new("announce-package-holds").text("parts", parts.join("; "));
    format!("  {}", words.say(&holds))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::name;

    #[rstest]
    #[case("Nastar", &["Keju"], "Nastar Keju")]
    #[case("Lidah Kucing", &[""], "Lidah Kucing")]
    #[case("Nastar", &["Keju", "Coklat"], "Nastar (Keju, Coklat)")]
    #[case("Kaos", &["S / Hitam", "S / Putih", "M / Hitam", "M / Putih"], "Kaos (S, M · Hitam, Putih)")]
    #[case("Kaos", &["S / Hitam", "M / Putih"], "Kaos (S / Hitam, M / Putih)")]
    fn variants_sold_alike_have_one_name(
        #[case] product: &str,
        #[case] variants: &[&str],
        #[case] expected: &str,
    ) {
        assert_eq!(name(product, variants), expected);
    }
}
