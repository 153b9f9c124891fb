//! Price slices of an order's items (rules 11, 13): each slice is a number of units at the price
//! they were sold for. Raising an item adds units at today's price; lowering it gives back the
//! dearest units first.

use super::money::Rupiah;

/// Units of one item sold at one price.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slice {
    /// Units, at least 1.
    pub qty: i64,
    /// Price of one unit when it was sold, in rupiah (rule 11).
    pub unit_price: Rupiah,
    /// Cost of one unit when it was sold, in rupiah (rule 11).
    pub unit_cost: Rupiah,
    /// Label of the tier the price came from, when it came from one.
    pub tier: Option<String>,
}

/// The slices of an item after adding `added`: units at a price the item already has join that
/// slice, so that an order reads as short as it can.
#[must_use]
pub fn raised(mut slices: Vec<Slice>, added: &[Slice]) -> Vec<Slice> {
    for more in added.iter().filter(|slice| slice.qty > 0) {
        match slices.iter_mut().find(|slice| {
            slice.unit_price == more.unit_price
                && slice.unit_cost == more.unit_cost
                && slice.tier == more.tier
        }) {
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
mod tests {
    use super::*;

    fn slice(qty: i64, price: i64) -> Slice {
        Slice {
            qty,
            unit_price: Rupiah::new(price),
            unit_cost: Rupiah::ZERO,
            tier: None,
        }
    }

    #[test]
    fn raising_prices_only_the_added_units() {
        let slices = raised(vec![slice(2, 50_000)], &[slice(3, 60_000)]);
        assert_eq!(slices, [slice(2, 50_000), slice(3, 60_000)]);
        assert_eq!(raised(slices, &[slice(1, 50_000)])[0], slice(3, 50_000));
    }

    #[test]
    fn lowering_gives_back_the_dearest_units_first() {
        let slices = vec![slice(2, 60_000), slice(3, 50_000)];
        assert_eq!(
            lowered(slices.clone(), 1),
            [slice(1, 60_000), slice(3, 50_000)]
        );
        assert_eq!(lowered(slices.clone(), 4), [slice(1, 50_000)]);
        assert_eq!(lowered(slices, 9), []);
    }
}
