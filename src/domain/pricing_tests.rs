use proptest::prelude::*;

use super::*;

const NOW: Moment = Moment::from_unix(1_000);

fn slice(qty: i64, price: i64) -> Slice {
    Slice {
        qty,
        unit_price: Rupiah::new(price),
        unit_cost: Rupiah::ZERO,
        tier: None,
        label: None,
        field_price: Rupiah::ZERO,
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
    seen(&plain(units, tiers, NOW))
}

/// What units at 65 cost with these tiers and nothing else.
fn plain(units: i64, tiers: &[Tier], now: Moment) -> Vec<Slice> {
    let prices = Prices {
        own: Rupiah::new(65),
        cost: Rupiah::ZERO,
        tiers,
        further: &[],
    };
    let purchase = Purchase {
        units,
        in_order: units,
        of_product: units,
        level: "",
        field_price: Rupiah::ZERO,
    };
    price(&prices, &purchase, now).unwrap()
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
fn the_same_price_from_two_tiers_stays_apart() {
    let early = [tier(1, 60, None, Some(2), 0), tier(2, 60, None, Some(1), 0)];
    let slices = plain(4, &early, NOW);
    let slices = raised(slices.clone(), &slices);
    assert_eq!(
        seen(&slices),
        [(4, 60, Some(1)), (2, 60, Some(2)), (2, 65, None)]
    );
}

/// A tier is the price while it holds, also where it is dearer (rule 12).
#[test]
fn a_tier_holds_whatever_its_price() {
    let early = [
        tier(1, 65, None, Some(2), 0),
        tier(2, 70, Some(2_000), None, 0),
        tier(3, 60, None, Some(1), 0),
    ];
    assert_eq!(sold(3, &early), [(2, 65, Some(1)), (1, 70, Some(2))]);
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

fn further(level: &str, from: i64, price: i64) -> FurtherPrice {
    FurtherPrice {
        across: false,
        level: level.to_owned(),
        from,
        price: Rupiah::new(price),
    }
}

/// Units at 65 with a tier at 55 for two: units, price, tier or label of each slice.
fn bought(units: i64, in_order: i64, level: &str, further: &[FurtherPrice]) -> String {
    let prices = Prices {
        own: Rupiah::new(65),
        cost: Rupiah::ZERO,
        tiers: &[tier(1, 55, None, Some(2), 0)],
        further,
    };
    let purchase = Purchase {
        units,
        in_order,
        of_product: in_order,
        level,
        field_price: Rupiah::new(3),
    };
    let slices = price(&prices, &purchase, NOW).unwrap();
    let said = slices.iter().map(|slice| {
        let tier = slice.tier.as_ref().map(|tier| tier.label.as_str());
        let why = tier.or(slice.label.as_deref()).unwrap_or("-");
        format!("{}×{} {why}", slice.qty, slice.unit_price.raw())
    });
    said.collect::<Vec<_>>().join(", ")
}

/// Rule 66; every price has 3 for custom fields on top.
#[test]
fn the_lowest_price_wins_and_says_why() {
    let reseller = further("Reseller", 1, 50);
    let wholesale = further("", 12, 58);
    let both = further("reseller", 24, 45);
    let all = [reseller, wholesale, both];
    assert_eq!(bought(3, 3, "", &all), "2×58 Tahap 1, 1×68 -");
    assert_eq!(bought(3, 3, "RESELLER", &all), "3×53 Reseller");
    assert_eq!(bought(12, 12, "", &all), "2×58 Tahap 1, 10×61 grosir 12+");
    assert_eq!(bought(24, 24, "reseller", &all), "24×48 reseller 24+");
    // What counts is what the order will have.
    assert_eq!(bought(1, 12, "", &all[1..2]), "1×58 Tahap 1");
    assert_eq!(
        bought(3, 12, "other", &all),
        "2×58 Tahap 1, 1×61 grosir 12+"
    );
}

#[test]
fn at_equal_prices_the_plainer_one_is_taken() {
    // The tier keeps its units.
    assert_eq!(
        bought(2, 2, "reseller", &[further("reseller", 1, 55)]),
        "2×58 reseller"
    );
    // The shop's own price needs no reason.
    assert_eq!(
        bought(3, 12, "", &[further("", 12, 65)]),
        "2×58 Tahap 1, 1×68 -"
    );
    // One condition is plainer than two.
    let same = [further("reseller", 12, 50), further("reseller", 1, 50)];
    assert_eq!(bought(12, 12, "reseller", &same), "12×53 reseller");
}

#[test]
fn numbers_go_by_the_least_and_the_steps() {
    let right = |units, least, multiple| check_least_and_multiple("NAS", units, least, multiple);
    assert!(right(0, Some(3), Some(6)).is_ok());
    assert!(right(12, Some(3), Some(6)).is_ok());
    assert!(right(1, None, None).is_ok());
    let refused = |units, least, multiple| right(units, least, multiple).unwrap_err();
    let least = |units, least| Refusal::BelowLeast {
        code: "NAS".into(),
        wanted: units,
        least,
    };
    assert_eq!(refused(2, Some(3), None), least(2, 3));
    // The fewest that are right by both.
    assert_eq!(refused(4, Some(8), Some(6)), least(4, 12));
    let steps = |wanted, below, above| Refusal::NotMultiple {
        code: "NAS".into(),
        wanted,
        multiple: 6,
        below,
        above,
    };
    assert_eq!(refused(4, None, Some(6)), steps(4, 0, 6));
    assert_eq!(refused(13, Some(3), Some(6)), steps(13, 12, 18));
}

fn levels() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["", "reseller", "agen"])
}

proptest! {
    /// Rules 12, 13, 66: after any purchases and returns every unit has one price, the lowest that
    /// was possible, and the sum of the rest is what was paid.
    #[test]
    fn every_unit_is_priced_once_at_the_lowest_price_there_is(
        mut tiers in tiers(),
        further in prop::collection::vec((levels(), 1_i64..9, 40_i64..75), 0..4),
        level in levels(),
        own in 45_i64..70,
        changes in prop::collection::vec((-9_i64..12, 0_i64..3), 1..12),
    ) {
        let further: Vec<FurtherPrice> = further
            .into_iter()
            .map(|(level, from, price)| self::further(level, from, price))
            .collect();
        let mut slices: Vec<Slice> = Vec::new();
        // Price of every unit, one by one.
        let mut naive: Vec<i64> = Vec::new();
        for (now, (change, fields)) in (0..).zip(changes) {
            let has = units(&slices);
            let moment = Moment::from_unix(now);
            if change > 0 {
                let prices = Prices {
                    own: Rupiah::new(own),
                    cost: Rupiah::ZERO,
                    tiers: &tiers,
                    further: &further,
                };
                let purchase = Purchase {
                    units: change,
                    in_order: has + change,
                    of_product: has + change,
                    level,
                    field_price: Rupiah::new(fields),
                };
                let added = price(&prices, &purchase, moment).unwrap();
                prop_assert_eq!(units(&added), change);
                let mut used: Vec<i64> = tiers.iter().map(|tier| tier.used).collect();
                let lowest = further
                    .iter()
                    .filter(|further| further.holds(level, has + change, has + change))
                    .map(|further| further.price.raw())
                    .min()
                    .unwrap_or(i64::MAX);
                for _ in 0..change {
                    let holding = tiers.iter().enumerate().find(|(at, tier)| {
                        tier.until.is_none_or(|until| moment <= until)
                            && tier.first.is_none_or(|first| used[*at] < first)
                    });
                    let usual = holding.map_or(own, |(_, tier)| tier.price.raw());
                    if let Some((at, _)) = holding
                        && usual < lowest
                    {
                        used[at] += 1;
                    }
                    naive.push(usual.min(lowest) + fields);
                }
                slices = raised(slices, &added);
            } else {
                slices = lowered(slices, -change);
                naive.sort_unstable();
                naive.truncate(usize::try_from((has + change).max(0)).unwrap());
            }
            for tier in &mut tiers {
                let sold = slices.iter().filter(|slice| {
                    slice.tier.as_ref().is_some_and(|sold| sold.id == tier.id)
                });
                tier.used = sold.map(|slice| slice.qty).sum();
            }
            let mut prices: Vec<i64> = slices
                .iter()
                .flat_map(|slice| (0..slice.qty).map(|_| slice.unit_price.raw()))
                .collect();
            prices.sort_unstable();
            let mut expected = naive.clone();
            expected.sort_unstable();
            prop_assert_eq!(prices, expected);
            for slice in &slices {
                prop_assert!(slice.tier.is_none() || slice.label.is_none());
            }
        }
    }

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
                raised(slices, &plain(change, &tiers, at))
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
