//! Prices of an offer's units, and the slices of an order's items (rules 11–13, 66). A tier holds
//! until a moment or for the first units; a further price holds for customers of a price level or
//! from a number of units. A slice is a number of units sold at one price. Raising an item adds
//! units at today's price; lowering it removes the dearest units first.

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
    /// Label, unique in its offer (`Early bird`).
    pub label: String,
    /// Price of one unit, in rupiah.
    pub price: Rupiah,
    /// The last second it holds.
    pub until: Option<Moment>,
    /// Units it holds for.
    pub first: Option<i64>,
    /// Units sold at it in orders that are not cancelled.
    pub used: i64,
}

impl Tier {
    /// Units left at `now`: 0 when it has ended, [`i64::MAX`] when only a moment ends it.
    pub fn left(&self, now: Moment) -> i64 {
        if self.until.is_some_and(|until| until < now) {
            return 0;
        }
        // `first` may have been lowered below what was sold.
        self.first
            .map_or(i64::MAX, |first| first.saturating_sub(self.used).max(0))
    }
}

/// A further price of a variant (rule 66): for customers of a price level, from a number of units
/// in one order, or both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FurtherPrice {
    /// Price level of the customers it is for (`reseller`); empty for everybody.
    pub level: String,
    /// Units of the variant in one order from which it holds; 1 for any number.
    pub from: i64,
    /// Whether the units of all variants of the product count ("selusin campur ukuran").
    pub across: bool,
    /// Price of one unit, in rupiah.
    pub price: Rupiah,
}

impl FurtherPrice {
    /// Whether a customer of this price level gets it for so many units of the variant in an order, and
    /// so many of its product.
    pub fn holds(&self, level: &str, units: i64, of_product: i64) -> bool {
        let counted = if self.across { of_product } else { units };
        counted >= self.from
            && (self.level.is_empty() || self.level.to_lowercase() == level.to_lowercase())
    }

    /// The label for an order's line: `reseller`, `grosir 12+`, `reseller 12+`, `grosir 12+ campur`.
    pub fn label(&self) -> String {
        let mixed = if self.across { " campur" } else { "" };
        match (self.level.as_str(), self.from) {
            (level, 1) => level.to_owned(),
            ("", from) => format!("grosir {from}+{mixed}"),
            (level, from) => format!("{level} {from}+{mixed}"),
        }
    }

    /// Sort key: prices with fewer and lower conditions come first.
    fn conditions(&self) -> (usize, i64) {
        let asks = usize::from(!self.level.is_empty()) + usize::from(self.from > 1);
        (asks, self.from)
    }
}

/// All prices of an offer.
#[derive(Debug, Clone, Copy)]
pub struct Prices<'a> {
    /// The offer's normal unit price, in rupiah.
    pub own: Rupiah,
    /// Cost of one unit, in rupiah.
    pub cost: Rupiah,
    /// Its tiers, in the order they were added.
    pub tiers: &'a [Tier],
    /// Further prices of its variant.
    pub further: &'a [FurtherPrice],
}

/// The units of an offer to be priced, and for whom.
#[derive(Debug, Clone, Copy)]
pub struct Purchase<'a> {
    /// Units to price.
    pub units: i64,
    /// Units of the variant in the whole order, these included; further prices depend on it.
    pub in_order: i64,
    /// Units of all variants of its product in the whole order, these included.
    pub of_product: i64,
    /// Price level of the customer; empty for the normal price.
    pub level: &'a str,
    /// Price of the custom fields of one unit, in rupiah (rule 67).
    pub field_price: Rupiah,
}

/// The tier a slice was sold at, with its label at that time (rule 11).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SoldIn {
    /// The tier that the units count against.
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
    /// Label of the further price, when it was sold at one (rule 66).
    pub label: Option<String>,
    /// The part of the unit price for custom fields, in rupiah (rule 67).
    pub field_price: Rupiah,
}

impl Slice {
    /// Whether both can be merged into one slice.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        (self.unit_price, self.unit_cost, self.field_price)
            == (other.unit_price, other.unit_cost, other.field_price)
            && (&self.tier, &self.label) == (&other.tier, &other.label)
    }
}

/// Prices units of an offer at `now`. Each unit gets the first tier (in the order they were added)
/// that still holds, else the offer's normal price (rule 12); a further price that holds is used
/// where it is lower (rule 66). Of equal prices the one is used that takes no tier units and has
/// the fewest conditions. Units on both sides of a boundary become several slices.
///
/// # Errors
/// [`MoneyError::TooLarge`] beyond the limit of one amount.
pub fn price(
    prices: &Prices<'_>,
    purchase: &Purchase<'_>,
    now: Moment,
) -> Result<Vec<Slice>, MoneyError> {
    let further = prices
        .further
        .iter()
        .filter(|further| further.holds(purchase.level, purchase.in_order, purchase.of_product))
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
            // The units aren't taken from the tier, so that the price holds for all remaining
            // units.
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

/// Checks an order's units of a variant against its minimum and its multiple (rule 66).
///
/// # Errors
/// [`Refusal::BelowLeast`] or [`Refusal::NotMultiple`], with the numbers that are allowed.
pub fn check_least_and_multiple(
    code: &str,
    units: i64,
    least: Option<i64>,
    multiple: Option<i64>,
) -> Result<(), Refusal> {
    let multiple = multiple.unwrap_or(1).max(1);
    // The smallest number that satisfies both.
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

/// Adds slices to an item. Units at a price that the item already has are merged into that slice,
/// to keep the order short.
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

/// Removes `units` from an item, the dearest first, and among equals the last sold first (rule 13).
/// Removing more than there is leaves nothing.
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

/// Sum of the units of all slices.
pub fn units(slices: &[Slice]) -> i64 {
    slices.iter().map(|slice| slice.qty).sum()
}

#[cfg(test)]
#[path = "pricing_tests.rs"]
mod tests;
