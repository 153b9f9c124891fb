//! What a PO has on sale, and the tiers of its prices (rule 12).

use serde_json::{Value, json};

use super::column::{Column, Shown, Tone, View};
use super::period::sold;
use crate::book::OfferRow;
use crate::domain::catalog::full_name;
use crate::domain::message::Message;
use crate::domain::minimum::Minimum;
use crate::domain::pricing::Tier;
use crate::domain::weight::Grams;
use crate::output::table::{Cell, Kind};

type Col = Column<OfferRow>;

/// The offers of a PO.
pub const OFFERS: &[Col] = &[
    Col::new("code", Kind::Text, |row, _| Cell::Text(row.code.clone()))
        .json()
        .text("cli-col-code"),
    Col::new("product", Kind::Text, |row, _| {
        Cell::Text(row.product.clone())
    })
    .json(),
    Col::new("variant", Kind::Text, |row, _| {
        Cell::Text(row.variant.clone())
    })
    .json(),
    Col::new("name", Kind::Text, |row, view| {
        let name = full_name(&row.product, &row.variant);
        Cell::Text(match row.in_packages {
            true => format!("{name} ({})", view.word("period-in-packages")),
            false => name,
        })
    })
    .text("cli-col-product"),
    Col::new("price", Kind::Money, |row, _| Cell::Money(row.price))
        .json()
        .text("cli-col-price"),
    Col::new("cost", Kind::Money, |row, _| Cell::Money(row.cost)).json(),
    SOLD.text("cli-col-sold"),
    Col::new("quota", Kind::Int, |row, _| Cell::int(row.quota))
        .json()
        .text("cli-col-quota"),
    SOLD.json(),
    Col::new("left", Kind::Int, |row, _| Cell::int(row.left()))
        .json()
        .text("cli-col-left"),
    Col::new("minimum", Kind::Text, |row, _| {
        Cell::Json(minimum_json(row.minimum()))
    })
    .json(),
    Col::new("sets", Kind::Text, |row, _| {
        Cell::Json(row.sets().map_or(
            Value::Null,
            |sets| json!({"size": sets.size, "complete": sets.complete, "open": sets.open()}),
        ))
    })
    .json(),
    Col::new("about_grams", Kind::Int, |row, _| {
        Cell::int(row.sold_by_weight.map(Grams::raw))
    })
    .json(),
    Col::new("withdrawn", Kind::Text, |row, view| {
        view.flag(row.withdrawn)
    })
    .json(),
    Col::new("package", Kind::Text, |row, view| view.flag(row.package)).json(),
    Col::new("in_packages", Kind::Text, |row, view| {
        view.flag(row.in_packages)
    })
    .json(),
];

const SOLD: Col = Col::new("sold", Kind::Int, |row, _| Cell::Int(row.sold));

/// A minimum as JSON: the units needed, whether they were ordered, and whether the owner decided to
/// produce anyway.
pub fn minimum_json(minimum: Option<Minimum>) -> Value {
    minimum.map_or(Value::Null, |minimum| {
        json!({
            "units": minimum.units,
            "sold": minimum.sold,
            "reached": minimum.reached(),
            "decided": minimum.waived_at.is_some(),
        })
    })
}

/// A row on screen: an offer, or one of its tiers below it.
#[derive(Debug, Clone)]
pub struct OfferOrTier {
    /// The offer.
    pub offer: OfferRow,
    /// The tier, if this is the row of a tier.
    pub tier: Option<Tier>,
}

impl OfferOrTier {
    /// Lists the offers, each followed by its tiers.
    pub fn all(offers: Vec<OfferRow>, tiers: &[Tier]) -> Vec<Self> {
        let mut rows = Vec::new();
        for offer in offers {
            let own = tiers.iter().filter(|tier| tier.offer == offer.id);
            let own: Vec<_> = own.map(|tier| Self::tier(&offer, tier)).collect();
            rows.push(Self { offer, tier: None });
            rows.extend(own);
        }
        rows
    }

    /// Makes the row of a tier.
    pub fn tier(offer: &OfferRow, tier: &Tier) -> Self {
        Self {
            offer: offer.clone(),
            tier: Some(tier.clone()),
        }
    }
}

type RowCol = Column<OfferOrTier>;

/// The tiers of an offer, as they stand below it in JSON.
pub const TIERS: &[RowCol] = &[
    RowCol::new("code", Kind::Text, |row, _| {
        Cell::Text(row.offer.code.clone())
    })
    .text("cli-col-code"),
    RowCol::new("label", Kind::Text, |row, _| {
        Cell::text(row.tier.as_ref().map(|tier| tier.label.as_str()))
    })
    .json()
    .text("cli-col-tier"),
    RowCol::new("price", Kind::Money, |row, _| {
        row.tier
            .as_ref()
            .map_or(Cell::Empty, |tier| Cell::Money(tier.price))
    })
    .json()
    .text("cli-col-price"),
    RowCol::new("used", Kind::Int, |row, _| {
        Cell::int(row.tier.as_ref().map(|tier| tier.used))
    })
    .json()
    .text("cli-col-used"),
    RowCol::new("first", Kind::Int, |row, _| {
        Cell::int(row.tier.as_ref().and_then(|tier| tier.first))
    })
    .json()
    .text("cli-col-first"),
    RowCol::new("until", Kind::Moment, |row, _| {
        Cell::moment(row.tier.as_ref().and_then(|tier| tier.until))
    })
    .json()
    .text("cli-col-until"),
];

/// Offers and tiers on screen. A tier shows its units used and its last moment in the same columns
/// (rule 12).
pub const OFFERS_ON_SCREEN: &[RowCol] = &[
    RowCol::new("code", Kind::Text, |row, _| {
        Cell::Text(row.offer.code.clone())
    })
    .screen("field-code", 10, 14)
    .rank(2)
    .look(|row, view| match &row.tier {
        Some(tier) => Shown::new(until(tier, view), tier_tone(tier, view)),
        None => Shown::plain(row.offer.code.clone()),
    }),
    RowCol::new("name", Kind::Text, |_, _| Cell::Empty)
        .screen("period-product", 22, 28)
        .look(|row, view| match &row.tier {
            Some(tier) => Shown::new(format!("  {}", tier.label), tier_tone(tier, view)),
            None => name(&row.offer, view),
        }),
    RowCol::new("price", Kind::Money, |_, _| Cell::Empty)
        .screen("field-price", 12, 12)
        .look(|row, view| match &row.tier {
            Some(tier) => Shown::new(view.words.rupiah(tier.price), tier_tone(tier, view)),
            None => Shown::plain(view.words.rupiah(row.offer.price)),
        }),
    RowCol::new("sold", Kind::Text, |_, _| Cell::Empty)
        .screen("period-sold", 9, 22)
        .look(|row, view| match &row.tier {
            Some(tier) => sold(tier.used, tier.first, view),
            None => sold_of(&row.offer, view),
        }),
    RowCol::new("left", Kind::Int, |_, _| Cell::Empty)
        .screen("period-left", 5, 5)
        .rank(1)
        .look(|row, view| {
            let (left, tone) = match &row.tier {
                Some(tier) => (
                    tier.first.map(|_| tier.left(view.now)),
                    tier_tone(tier, view),
                ),
                None => (row.offer.left(), Tone::Plain),
            };
            let left = left.map(|left| view.words.count(left));
            Shown::new(left.unwrap_or_default(), tone)
        }),
];

/// Returns `38/50`, or `3/10 paket` of a package.
fn sold_of(offer: &OfferRow, view: &View<'_>) -> Shown {
    let mut sold = sold(offer.sold, offer.quota, view);
    if offer.package {
        sold.text
            .push_str(&format!(" {}", view.word("package-unit")));
    }
    sold
}

fn until(tier: &Tier, view: &View<'_>) -> String {
    let until = tier.until.map(|until| {
        let day = view.words.day_short(until.date(view.zone()));
        view.say(&Message::new("period-tier-until").text("day", day))
    });
    until.unwrap_or_default()
}

fn tier_tone(tier: &Tier, view: &View<'_>) -> Tone {
    if tier.left(view.now) > 0 {
        Tone::Plain
    } else {
        Tone::Muted
    }
}

fn name(offer: &OfferRow, view: &View<'_>) -> Shown {
    let name = full_name(&offer.product, &offer.variant);
    if !offer.withdrawn {
        return Shown::new(name, Tone::Strong);
    }
    let why = if offer.in_packages {
        "period-in-packages"
    } else {
        "period-withdrawn"
    };
    Shown::new(format!("{name} ({})", view.word(why)), Tone::Muted)
}
