//! Prices in steps and the slices of an order's items (rules 11–13, 66): a tier holds until its
//! moment or for its first units, a further price for customers of a level or from a number of
//! units; each slice is a number of units at the price they were sold for.
//! Raising an item adds units at today's price; lowering it gives back the dearest units first.

use super::id::{OfferId, TierId};
use super::money::{MoneyError, Rupiah};
use super::refusal::Refusal;
use super::when::Moment;

/// A price that holds until a moment, for the first units of an offer, or both: whichever ends
/// first (rule 12).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tier {
    /// Identity.
    pub id: TierId,
    /// The offer it belongs to.
    pub offer: OfferId,
    /// What it is called, unique in its offer (`Early bird`).
    pub label: String,
    /// Price of one unit, in rupiah.
    pub price: Rupiah,
    /// The last second it holds.
    pub until: Option<Moment>,
    /// Units it holds for.
    pub first: Option<i64>,
    /// Units of orders in force that were sold in it.
    pub used: i64,
}

impl Tier {
    /// Units it still has at `now`: none when it is over, [`i64::MAX`] when only a moment ends it.
    pub fn left(&self, now: Moment) -> i64 {
        if self.until.is_some_and(|until| until < now) {
            return 0;
        }
        // Its number of units may have been lowered below what was sold.
        self.first
            .map_or(i64::MAX, |first| first.saturating_sub(self.used).max(0))
    }
}

/// A price of a variant beside its usual one (rule 66): for customers of a level, from a number of
/// units of it in one order, or both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FurtherPrice {
    /// Level of the customers it is for (`reseller`); empty for everybody.
    pub level: String,
    /// Units of the variant in one order from which it holds; 1 for any number.
    pub from: i64,
    /// Price of one unit, in rupiah.
    pub price: Rupiah,
}

impl FurtherPrice {
    /// Whether a customer of this level gets it for so many units.
    pub fn holds(&self, level: &str, units: i64) -> bool {
        units >= self.from
            && (self.level.is_empty() || self.level.to_lowercase() == level.to_lowercase())
    }

    /// What a line says of it, in the trade's own words: `reseller`, `grosir 12+`, `reseller 12+`.
    pub fn label(&self) -> String {
        match (self.level.as_str(), self.from) {
            (level, 1) => level.to_owned(),
            ("", from) => format!("grosir {from}+"),
            (level, from) => format!("{level} {from}+"),
        }
    }

    /// How much it asks of an order: the fewer, the plainer.
    fn conditions(&self) -> (usize, i64) {
        let asks = usize::from(!self.level.is_empty()) + usize::from(self.from > 1);
        (asks, self.from)
    }
}

/// What an offer's units can cost.
#[derive(Debug, Clone, Copy)]
pub struct Prices<'a> {
    /// The offer's own price of one unit, in rupiah.
    pub own: Rupiah,
    /// Cost of one unit, in rupiah.
    pub cost: Rupiah,
    /// Its tiers, in the order they were added.
    pub tiers: &'a [Tier],
    /// Further prices of its variant.
    pub further: &'a [FurtherPrice],
}

/// What is bought of an offer.
#[derive(Debug, Clone, Copy)]
pub struct Purchase<'a> {
    /// Units to price.
    pub units: i64,
    /// Units of the variant the order will have with them, which further prices go by.
    pub in_order: i64,
    /// Level of the customer; empty for everyone's price.
    pub level: &'a str,
    /// What the custom fields of one unit cost, in rupiah (rule 67).
    pub field_price: Rupiah,
}

/// The tier a slice was sold in, with its label as it was (rule 11).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SoldIn {
    /// The tier whose units the slice uses.
    pub id: TierId,
    /// Its label when the units were sold.
    pub label: String,
}

/// Units of one item sold at one price.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slice {
    /// Units, at least 1.
    pub qty: i64,
    /// Price of one unit when it was sold, in rupiah (rule 11), with its custom fields.
    pub unit_price: Rupiah,
    /// Cost of one unit when it was sold, in rupiah (rule 11).
    pub unit_cost: Rupiah,
    /// The tier the price came from, when it came from one.
    pub tier: Option<SoldIn>,
    /// Why this price, when it is a level's or a number of units' (rule 66).
    pub label: Option<String>,
    /// What of the price is for custom fields, in rupiah (rule 67).
    pub field_price: Rupiah,
}

impl Slice {
    /// Whether units of both can stand in one slice.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        (self.unit_price, self.unit_cost, self.field_price)
            == (other.unit_price, other.unit_cost, other.field_price)
            && (&self.tier, &self.label) == (&other.tier, &other.label)
    }
}

/// What units of an offer cost at `now`: each unit at the first of its tiers, in the order they
/// were added, that still holds, and at the offer's own price when none does (rule 12); a further
/// price that holds is taken where it is lower (rule 66). At equal prices the one is taken that
/// leaves tier units to others and needs the fewest reasons. Units that straddle a boundary become
/// several slices.
///
/// # Errors
/// A price beyond the limit of one amount.
pub fn price(
    prices: &Prices<'_>,
    purchase: &Purchase<'_>,
    now: Moment,
) -> Result<Vec<Slice>, MoneyError> {
    let further = prices
        .further
        .iter()
        .filter(|further| further.holds(purchase.level, purchase.in_order))
        .min_by_key(|further| (further.price, further.conditions()));
    let slice = |qty: i64, price: Rupiah, tier: Option<&Tier>, label: Option<&FurtherPrice>| {
        Ok(Slice {
            qty,
            unit_price: price.plus(purchase.field_price)?,
            unit_cost: prices.cost,
            tier: tier.map(|tier| SoldIn {
                id: tier.id,
                label: tier.label.clone(),
            }),
            label: label.map(FurtherPrice::label),
            field_price: purchase.field_price,
        })
    };
    let mut slices = Vec::new();
    let mut rest = purchase.units;
    let mut usual = prices.own;
    let mut is_lower = further.is_some_and(|further| further.price < usual);
    for tier in prices.tiers.iter().filter(|tier| tier.left(now) > 0) {
        if rest > 0 && further.is_some_and(|further| further.price <= tier.price) {
            // The tier keeps its units, so that it holds for all that is left to buy.
            (usual, is_lower) = (tier.price, true);
            break;
        }
        let units = tier.left(now).min(rest);
        if units > 0 {
            slices.push(slice(units, tier.price, Some(tier), None)?);
            rest -= units;
        }
    }
    if rest > 0 {
        let further = further.filter(|_| is_lower);
        let price = further.map_or(usual, |further| further.price);
        slices.push(slice(rest, price, None, further)?);
    }
    Ok(slices)
}

/// Checks the units of a variant an order has against the least and the steps it is sold in
/// (rule 66).
///
/// # Errors
/// [`Refusal::BelowLeast`] or [`Refusal::NotMultiple`], with what would be right.
pub fn check_number(
    code: &str,
    units: i64,
    least: Option<i64>,
    multiple: Option<i64>,
) -> Result<(), Refusal> {
    let multiple = multiple.unwrap_or(1).max(1);
    // The fewest that are right by both.
    let fewest = least.unwrap_or(1).max(1);
    let fewest = fewest + (multiple - fewest % multiple) % multiple;
    if units == 0 || units >= fewest && units % multiple == 0 {
        return Ok(());
    }
    let code = code.to_owned();
    if units < fewest && least.is_some() {
        return Err(Refusal::BelowLeast {
            code,
            wanted: units,
            least: fewest,
        });
    }
    let below = units - units % multiple;
    Err(Refusal::NotMultiple {
        code,
        wanted: units,
        multiple,
        below,
        above: below + multiple,
    })
}

/// The slices of an item after adding `added`: units at a price the item already has join that
/// slice, so that an order reads as short as it can.
#[must_use]
pub fn raised(mut slices: Vec<Slice>, added: &[Slice]) -> Vec<Slice> {
    for more in added.iter().filter(|slice| slice.qty > 0) {
        match slices.iter_mut().find(|slice| slice.is_like(more)) {
            Some(slice) => slice.qty += more.qty,
            None => slices.push(more.clone()),
        }
    }
    slices
}

/// The slices of an item after giving back `units`, the dearest first, and among equals the last
/// sold first (rule 13). Giving back more than there is leaves nothing.
#[must_use]
pub fn lowered(mut slices: Vec<Slice>, mut units: i64) -> Vec<Slice> {
    while units > 0 {
        let Some(dearest) = slices
            .iter()
            .enumerate()
            .max_by_key(|(place, slice)| (slice.unit_price, *place))
            .map(|(place, _)| place)
        else {
            break;
        };
        let given = slices[dearest].qty.min(units);
        slices[dearest].qty -= given;
        units -= given;
        if slices[dearest].qty == 0 {
            slices.remove(dearest);
        }
    }
    slices
}

/// Units in all slices together.
pub fn units(slices: &[Slice]) -> i64 {
    slices.iter().map(|slice| slice.qty).sum()
}

#[cfg(test)]
#[path = "pricing_tests.rs"]
mod tests;
