//! Prices in steps and the slices of an order's items (rules 11–13): a tier holds until its moment
//! or for its first units; each slice is a number of units at the price they were sold for.
//! Raising an item adds units at today's price; lowering it gives back the dearest units first.

use super::id::{OfferId, TierId};
use super::money::Rupiah;
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
    /// Price of one unit when it was sold, in rupiah (rule 11).
    pub unit_price: Rupiah,
    /// Cost of one unit when it was sold, in rupiah (rule 11).
    pub unit_cost: Rupiah,
    /// The tier the price came from, when it came from one.
    pub tier: Option<SoldIn>,
}

impl Slice {
    /// Whether units of both can stand in one slice.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        (self.unit_price, self.unit_cost, &self.tier)
            == (other.unit_price, other.unit_cost, &other.tier)
    }
}

/// What `units` more of an offer cost at `now`: each unit at the first of its `tiers`, in the order
/// they were added, that still holds, and at the offer's own `price` when none does. Units that
/// straddle a boundary become several slices (rule 12).
#[must_use]
pub fn price(units: i64, price: Rupiah, cost: Rupiah, tiers: &[Tier], now: Moment) -> Vec<Slice> {
    let mut slices = Vec::new();
    let mut rest = units;
    let steps = tiers
        .iter()
        .map(|tier| (tier.left(now), tier.price, Some(tier)));
    for (left, unit_price, tier) in steps.chain([(i64::MAX, price, None)]) {
        let qty = left.min(rest);
        if qty > 0 {
            slices.push(Slice {
                qty,
                unit_price,
                unit_cost: cost,
                tier: tier.map(|tier| SoldIn {
                    id: tier.id,
                    label: tier.label.clone(),
                }),
            });
            rest -= qty;
        }
    }
    slices
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
