//! Price tiers compared with a simple model that sells unit by unit and recounts everything (rules
//! 11–13), over random deeds.

use std::collections::BTreeMap;

use proptest::prelude::*;
use rekap::book::{Asking, OfferChange, OrderChange, TierChange};
use rekap::domain::id::OrderId;
use rekap::domain::item::{Change, ItemText};
use rekap::domain::portion::Portion;
use rekap::domain::when::Moment;

use crate::support::{NOW, code, edit_typed, new_order, rp, shop};

const LABELS: [&str; 3] = ["Early bird", "Tahap 2", "Tahap 3"];

#[derive(Debug, Clone, PartialEq)]
struct Tier {
    label: &'static str,
    price: i64,
    until: Option<Moment>,
    first: Option<i64>,
    archived: bool,
}

/// One unit: its price and its tier.
type Unit = (i64, Option<&'static str>);

/// The model: every unit is sold by itself.
#[derive(Debug, Clone, PartialEq)]
struct Naive {
    price: i64,
    tiers: Vec<Tier>,
    /// Units of each order; a cancelled order keeps its units, but they don't count.
    orders: BTreeMap<i64, (bool, Vec<Unit>)>,
}

impl Naive {
    fn used(&self, label: &str) -> i64 {
        let live = self.orders.values().filter(|(cancelled, _)| !cancelled);
        let units = live.flat_map(|(_, units)| units);
        i64::try_from(units.filter(|(_, tier)| *tier == Some(label)).count()).unwrap()
    }

    fn sell(&mut self, order: i64, now: Moment) {
        let holds = |tier: &&Tier| {
            !tier.archived
                && tier.until.is_none_or(|until| now <= until)
                && tier.first.is_none_or(|first| self.used(tier.label) < first)
        };
        let unit = match self.tiers.iter().find(holds) {
            Some(tier) => (tier.price, Some(tier.label)),
            None => (self.price, None),
        };
        let (_, units) = self.orders.entry(order).or_default();
        // Next to units with the same price, else at the end.
        let at = units.iter().rposition(|other| *other == unit);
        units.insert(at.map_or(units.len(), |at| at + 1), unit);
    }

    fn take_back(&mut self, order: i64) {
        let (_, units) = self.orders.entry(order).or_default();
        let dearest = units.iter().map(|(price, _)| *price).max();
        if let Some(at) = units.iter().rposition(|(price, _)| Some(*price) == dearest) {
            units.remove(at);
        }
    }

    fn set_tier(&mut self, label: &'static str, edit: &TierChange) {
        let kept = self.tiers.iter_mut().find(|tier| tier.label == label);
        match kept {
            Some(tier) if edit.archived => tier.archived = true,
            Some(tier) => {
                tier.price = edit.price.map_or(tier.price, |price| price.raw());
                tier.until = edit.until.unwrap_or(tier.until);
                tier.first = edit.first.unwrap_or(tier.first);
                tier.archived = false;
            }
            None => self.tiers.push(Tier {
                label,
                price: edit.price.unwrap().raw(),
                until: edit.until.flatten(),
                first: edit.first.flatten(),
                archived: false,
            }),
        }
    }
}

/// The kind of deed, and three numbers for its details.
type Step = (u8, u8, u8, u8);

fn tier_change(a: u8, b: u8, c: u8, now: Moment) -> TierChange {
    let hours = |number: u8| Moment::from_unix(now.unix() + i64::from(number % 20) * 3_600);
    TierChange {
        price: (!a.is_multiple_of(4)).then(|| rp(i64::from(b % 9) * 10_000)),
        until: b
            .is_multiple_of(3)
            .then(|| (!a.is_multiple_of(5)).then(|| hours(c))),
        first: c
            .is_multiple_of(2)
            .then(|| (!b.is_multiple_of(7)).then(|| i64::from(c % 11 + 1))),
        archived: c.is_multiple_of(9),
    }
}

/// Does the deeds in book and model, and compares everything after each.
fn compare(steps: Vec<Step>) -> Result<(), TestCaseError> {
    let mut shop = shop();
    let period = shop.id("NAS3");
    let lk = code("LK");
    let mut naive = Naive {
        price: 45_000,
        tiers: Vec::new(),
        orders: BTreeMap::new(),
    };
    let mut before: Vec<Naive> = Vec::new();
    let mut now = NOW;
    for step in steps {
        let (deed, a, b, c) = step;
        now = Moment::from_unix(now.unix() + 1_800);
        let last =
            |shop: &crate::support::Shop| shop.book.last_action().unwrap().map(|action| action.id);
        let newest = last(&shop);
        let mut next = naive.clone();
        let ids: Vec<i64> = naive.orders.keys().copied().collect();
        let some = ids.get(usize::from(a) % ids.len().max(1)).copied();
        let done = match (deed, some) {
            (0..=3, _) | (4..=7, None) => {
                let qty = i64::from(b % 7 + 1);
                let new = new_order(period, "Bu Sari", &[(qty, "LK")]);
                let asking = Asking {
                    period,
                    items: &new.items,
                    customer: None,
                    channel: new.channel,
                    shipping: new.shipping,
                    discount: Portion::default(),
                    free: false,
                    kasbon: false,
                };
                let quoted = shop.book.quote(&asking, now).unwrap();
                let order = shop.book.place_order(&new, now).unwrap().made;
                prop_assert_eq!(order.row.bill.total, quoted.total);
                for _ in 0..qty {
                    next.sell(order.row.id.raw(), now);
                }
                true
            }
            (4..=6, Some(id)) => {
                let has = i64::try_from(naive.orders[&id].1.len()).unwrap();
                let qty = i64::from(c % 8 + 1);
                let (change, will) = match b % 3 {
                    0 => (Change::Add, has + qty),
                    1 => (Change::Remove, has - qty),
                    _ => (Change::Set, qty),
                };
                let item = ItemText {
                    qty,
                    change,
                    variant: "LK".into(),
                    chosen: None,
                    for_whom: None,
                    customization: None,
                };
                let (order, edit) = (OrderId::new(id), OrderChange::default());
                let result = edit_typed(&mut shop.book, order, &[item], edit, now);
                prop_assert_eq!(
                    result.is_ok(),
                    will > 0 && !naive.orders[&id].0,
                    "{:?} {:?}",
                    step,
                    result
                );
                for _ in has..will {
                    next.sell(id, now);
                }
                for _ in will..has {
                    next.take_back(id);
                }
                result.is_ok()
            }
            (7, Some(id)) => {
                if let Some((cancelled, _)) = next.orders.get_mut(&id) {
                    *cancelled = true;
                }
                shop.book
                    .cancel_order(OrderId::new(id), "tidak jadi", false, now)
                    .is_ok()
            }
            (8 | 9, _) => {
                let label = LABELS[usize::from(a) % 3];
                let edit = tier_change(a, b, c, now);
                let done = shop.book.set_tier(period, &lk, label, &edit, now).is_ok();
                if done {
                    next.set_tier(label, &edit);
                }
                done
            }
            (10, _) => {
                next.price = i64::from(b % 9) * 10_000;
                let change = OfferChange {
                    price: Some(rp(next.price)),
                    ..OfferChange::default()
                };
                shop.book.set_offer(period, &lk, &change, now).is_ok()
            }
            _ => {
                if let Some(then) = before.pop() {
                    shop.book.undo(None, now).unwrap();
                    naive = then;
                }
                false
            }
        };
        if done && last(&shop) != newest {
            before.push(std::mem::replace(&mut naive, next));
        }
        let used: Vec<(String, i64)> = shop
            .book
            .tiers(period)
            .unwrap()
            .into_iter()
            .map(|tier| (tier.label, tier.used))
            .collect();
        let expected: Vec<(String, i64)> = naive
            .tiers
            .iter()
            .filter(|tier| !tier.archived)
            .map(|tier| (tier.label.to_owned(), naive.used(tier.label)))
            .collect();
        prop_assert_eq!(used, expected, "{:?}", step);
        for (id, (cancelled, units)) in &naive.orders {
            let order = shop.book.order(OrderId::new(*id), now).unwrap();
            let lines: Vec<(i64, i64, Option<&str>)> = order
                .lines
                .iter()
                .map(|line| (line.qty, line.unit_price.raw(), line.tier.as_deref()))
                .collect();
            let slices: Vec<(i64, i64, Option<&str>)> = units
                .chunk_by(|a, b| a == b)
                .map(|like| (i64::try_from(like.len()).unwrap(), like[0].0, like[0].1))
                .collect();
            prop_assert_eq!(lines, slices, "{:?}", step);
            let total: i64 = units.iter().map(|(price, _)| price).sum();
            prop_assert_eq!(
                order.row.bill.total.raw(),
                if *cancelled { 0 } else { total }
            );
        }
    }
    prop_assert_eq!(shop.book.check().unwrap(), []);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 8,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_book_sells_as_one_unit_at_a_time_would(
        steps in prop::collection::vec((0_u8..12, any::<u8>(), any::<u8>(), any::<u8>()), 40)
    ) {
        compare(steps)?;
    }
}
