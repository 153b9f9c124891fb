use proptest::prelude::*;

use super::*;

const NOW: Moment = Moment::from_unix(1_000);

fn slice(qty: i64, price: i64) -> Slice {
    Slice {
        qty,
        unit_price: Rupiah::new(price),
        unit_cost: Rupiah::ZERO,
        tier: None,
    }
}

fn tier(id: i64, price: i64, until: Option<i64>, first: Option<i64>, used: i64) -> Tier {
    Tier {
        id: TierId::new(id),
        offer: OfferId::new(1),
        label: format!("Tahap {id}"),
        price: Rupiah::new(price),
        until: until.map(Moment::from_unix),
        first,
        used,
    }
}

/// Units, price and tier of each slice.
fn seen(slices: &[Slice]) -> Vec<(i64, i64, Option<i64>)> {
    slices
        .iter()
        .map(|slice| {
            let tier = slice.tier.as_ref().map(|tier| tier.id.raw());
            (slice.qty, slice.unit_price.raw(), tier)
        })
        .collect()
}

fn sold(units: i64, tiers: &[Tier]) -> Vec<(i64, i64, Option<i64>)> {
    seen(&price(units, Rupiah::new(65), Rupiah::ZERO, tiers, NOW))
}

#[test]
fn without_tiers_the_offers_price_holds() {
    assert_eq!(sold(3, &[]), [(3, 65, None)]);
    assert_eq!(sold(0, &[]), []);
}

#[test]
fn a_tier_holds_through_its_last_second() {
    assert_eq!(
        sold(3, &[tier(1, 55, Some(1_000), None, 9)]),
        [(3, 55, Some(1))]
    );
    assert_eq!(sold(3, &[tier(1, 55, Some(999), None, 0)]), [(3, 65, None)]);
}

#[test]
fn a_tier_holds_for_its_first_units_and_a_line_is_split_there() {
    let early = |used| [tier(1, 55, None, Some(20), used)];
    assert_eq!(sold(3, &early(17)), [(3, 55, Some(1))]);
    assert_eq!(sold(3, &early(18)), [(2, 55, Some(1)), (1, 65, None)]);
    assert_eq!(sold(3, &early(20)), [(3, 65, None)]);
    // Lowered to less than was sold.
    assert_eq!(sold(3, &early(31)), [(3, 65, None)]);
}

#[test]
fn whichever_ends_first_ends_the_tier() {
    let both = |until, used| [tier(1, 55, Some(until), Some(20), used)];
    assert_eq!(sold(2, &both(2_000, 19)), [(1, 55, Some(1)), (1, 65, None)]);
    assert_eq!(sold(2, &both(999, 0)), [(2, 65, None)]);
}

#[test]
fn the_first_that_was_added_and_still_holds_prices_the_unit() {
    let tiers = [
        tier(1, 50, Some(999), Some(5), 0),
        tier(2, 60, None, Some(2), 0),
        // Cheaper, but added later.
        tier(3, 55, None, Some(3), 0),
    ];
    assert_eq!(
        sold(7, &tiers),
        [(2, 60, Some(2)), (3, 55, Some(3)), (2, 65, None)]
    );
}

#[test]
fn raising_prices_only_the_added_units() {
    let slices = raised(vec![slice(2, 50_000)], &[slice(3, 60_000)]);
    assert_eq!(slices, [slice(2, 50_000), slice(3, 60_000)]);
    assert_eq!(raised(slices, &[slice(1, 50_000)])[0], slice(3, 50_000));
}

#[test]
fn the_same_price_from_a_tier_and_without_one_stays_apart() {
    let early = [tier(1, 65, None, Some(2), 0)];
    let slices = price(3, Rupiah::new(65), Rupiah::ZERO, &early, NOW);
    let slices = raised(slices.clone(), &slices);
    assert_eq!(seen(&slices), [(4, 65, Some(1)), (2, 65, None)]);
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

/// The rules read one unit at a time: every unit sold remembers its price and its tier.
#[derive(Default)]
struct OneByOne {
    orders: Vec<Vec<(i64, Option<i64>)>>,
}

impl OneByOne {
    fn used(&self, tier: i64) -> i64 {
        let units = self.orders.iter().flatten();
        i64::try_from(units.filter(|(_, of)| *of == Some(tier)).count()).unwrap()
    }

    fn raise(&mut self, order: usize, tiers: &[Tier], now: i64) {
        let holds = |tier: &&Tier| {
            tier.until.is_none_or(|until| now <= until.unix())
                && tier
                    .first
                    .is_none_or(|first| self.used(tier.id.raw()) < first)
        };
        let unit = match tiers.iter().find(holds) {
            Some(tier) => (tier.price.raw(), Some(tier.id.raw())),
            None => (65, None),
        };
        let units = &mut self.orders[order];
        // Beside its like, else last.
        let at = units.iter().rposition(|other| *other == unit);
        units.insert(at.map_or(units.len(), |at| at + 1), unit);
    }

    fn lower(&mut self, order: usize) {
        let units = &mut self.orders[order];
        let dearest = units.iter().map(|(price, _)| *price).max();
        if let Some(at) = units.iter().rposition(|(price, _)| Some(*price) == dearest) {
            units.remove(at);
        }
    }

    fn slices(&self, order: usize) -> Vec<(i64, i64, Option<i64>)> {
        self.orders[order]
            .chunk_by(|a, b| a == b)
            .map(|units| (i64::try_from(units.len()).unwrap(), units[0].0, units[0].1))
            .collect()
    }
}

fn tiers() -> impl Strategy<Value = Vec<Tier>> {
    let tier = (
        50_i64..70,
        prop::option::of(0_i64..40),
        prop::option::of(1_i64..12),
    );
    prop::collection::vec(tier, 0..4).prop_map(|tiers| {
        (1..)
            .zip(tiers)
            .map(|(id, (price, until, first))| self::tier(id, price, until, first, 0))
            .collect()
    })
}

proptest! {
    #[test]
    fn slices_are_what_one_unit_at_a_time_gives(
        mut tiers in tiers(),
        steps in prop::collection::vec((0_usize..4, -9_i64..12), 1..40),
    ) {
        let mut naive = OneByOne { orders: vec![Vec::new(); 4] };
        let mut orders = vec![Vec::new(); 4];
        for (now, (order, change)) in (0..).zip(steps) {
            let slices = std::mem::take(&mut orders[order]);
            orders[order] = if change > 0 {
                let at = Moment::from_unix(now);
                raised(slices, &price(change, Rupiah::new(65), Rupiah::ZERO, &tiers, at))
            } else {
                lowered(slices, -change)
            };
            for _ in 0..change.max(0) {
                naive.raise(order, &tiers, now);
            }
            for _ in change.min(0)..0 {
                naive.lower(order);
            }
            for tier in &mut tiers {
                tier.used = orders
                    .iter()
                    .flatten()
                    .filter(|slice| slice.tier.as_ref().is_some_and(|sold| sold.id == tier.id))
                    .map(|slice| slice.qty)
                    .sum();
                prop_assert_eq!(tier.used, naive.used(tier.id.raw()));
                prop_assert!(tier.first.is_none_or(|first| tier.used <= first));
            }
            for (order, slices) in orders.iter().enumerate() {
                prop_assert_eq!(seen(slices), naive.slices(order));
            }
        }
    }
}
