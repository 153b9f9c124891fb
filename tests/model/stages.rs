//! Payment stages, weighings, wearers and unique codes of the naive shop (rules 31, 63, 74, 75, 94), done
//! and recounted.

use std::collections::BTreeMap;

use proptest::{prop_assert, prop_assert_eq};
use rekap::book::{Movement, NewPayment, ShopChange, StageChange};
use rekap::domain::id::OrderId;
use rekap::domain::payment_stage::StageBilling;
use rekap::domain::sharing::ShareBy;
use rekap::domain::weight::Grams;
use rekap::domain::when::Moment;

use crate::compare::{Compared, Pair, movement};
use crate::naive::{ABOUT, Naive, Order, State, WEARERS, WEIGHED, WEIGHING, count};
use crate::setup::{code, rp};

/// Names of the stages of a period.
pub const STAGES: [&str; 2] = ["EMS", "Lokal"];
/// What one of each variant weighs, in grams.
pub const GRAMS: [i64; 3] = [500, 400, ABOUT];

/// A stage of a period, in the order they were declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    pub name: &'static str,
    pub billed: bool,
    /// Its deadline has passed.
    pub overdue: bool,
}

/// An order's part of a stage's bill, and its unique code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StagePart {
    pub name: &'static str,
    pub amount: i64,
    pub code: i64,
}

/// How a stage is billed.
#[derive(Debug, Clone, Copy)]
pub enum How {
    Not,
    Share(ShareBy),
    PerUnit,
    /// One order alone, as a place among all.
    One(usize),
}

impl Naive {
    /// The stages of an order's period with its parts, in the order they were declared.
    fn parts_of<'a>(
        &'a self,
        order: &'a Order,
    ) -> impl Iterator<Item = (&'a Stage, &'a StagePart)> {
        let stages = self.periods[order.period].stages.iter();
        stages.filter_map(|stage| {
            let mut parts = order.stages.iter();
            Some((stage, parts.find(|part| part.name == stage.name)?))
        })
    }

    /// What of each stage is paid: money fills the goods, then the stages in turn, and no codes.
    pub fn stages_paid(&self, order: &Order) -> BTreeMap<&'static str, i64> {
        let goods = self.bill(order).total - order.stage_sum();
        let mut left = (order.paid() - goods).max(0);
        let mut paid = BTreeMap::new();
        for (stage, part) in self.parts_of(order) {
            let of = left.min(part.amount);
            left -= of;
            paid.insert(stage.name, of);
        }
        paid
    }

    /// What must be paid of the stages by now: the overdue ones and those before them.
    pub fn stages_due(&self, order: &Order) -> i64 {
        let parts: Vec<_> = self.parts_of(order).collect();
        let last = parts.iter().rposition(|(stage, _)| stage.overdue);
        let due = last.map_or(&parts[..0], |last| &parts[..=last]);
        due.iter().map(|(_, part)| part.amount).sum()
    }

    /// Whether a stage of an order's period waits for its bill.
    pub fn awaits_bill(&self, order: &Order) -> bool {
        let mut stages = self.periods[order.period].stages.iter();
        order.state == State::Held && stages.any(|stage| !stage.billed)
    }

    /// The orders that count in a period, in the turn of their confirmation.
    fn counting(&self, period: usize) -> Vec<&Order> {
        let orders = self.orders.iter();
        let mut held: Vec<&Order> = orders
            .filter(|order| order.period == period && order.state == State::Held)
            .collect();
        held.sort_by_key(|order| (order.confirmed, order.id.raw()));
        held
    }

    /// What orders are billed; `None` when there is nothing to divide by.
    fn billed(
        &self,
        period: usize,
        how: How,
        amount: i64,
        step: i64,
    ) -> Option<Vec<(OrderId, i64)>> {
        let held = self.counting(period);
        let by = match how {
            How::Not | How::One(_) => return Some(Vec::new()),
            How::PerUnit => {
                let each = held
                    .iter()
                    .map(|order| (order.id, amount * count(order.units.iter())));
                return Some(each.collect());
            }
            How::Share(by) => by,
        };
        let shares: Vec<i64> = held
            .iter()
            .map(|order| match by {
                ShareBy::Equal => 1,
                ShareBy::Pieces => count(order.units.iter()),
                ShareBy::Value => order.units.iter().map(|unit| unit.price).sum(),
                ShareBy::Weight => {
                    let estimated: i64 = order.units.iter().map(|unit| GRAMS[unit.variant]).sum();
                    let by_weight = order.wants()[WEIGHED] * ABOUT;
                    estimated + order.weighed.map_or(0, |grams| grams - by_weight)
                }
            })
            .collect();
        let all: i64 = shares.iter().sum();
        if all == 0 {
            return None;
        }
        // Whole steps first; those that are left go to the largest remainders, the earlier first.
        let mut parts: Vec<i64> = shares
            .iter()
            .map(|share| amount * share / (all * step) * step)
            .collect();
        let mut turns: Vec<usize> = (0..parts.len()).collect();
        turns.sort_by_key(|at| (-(amount * shares[*at] % (all * step)), *at));
        let mut left = amount - parts.iter().sum::<i64>();
        for at in turns {
            parts[at] += left.min(step);
            left -= left.min(step);
        }
        Some(held.iter().map(|order| order.id).zip(parts).collect())
    }
}

impl Pair {
    /// Declares a stage, bills it or bills it anew.
    pub fn stage(
        &mut self,
        (period, name): (usize, usize),
        how: How,
        (amount, step): (i64, i64),
        overdue: bool,
    ) -> Compared {
        let name = STAGES[name];
        let one = match how {
            How::One(place) => {
                let orders = &self.naive.orders;
                match orders.get(place % orders.len().max(1)) {
                    Some(order) => Some((
                        order.id,
                        order.period == period && order.state == State::Held,
                    )),
                    None => return Ok(()),
                }
            }
            _ => None,
        };
        let bill = match (how, one) {
            (How::Not, _) | (How::One(_), None) => None,
            (How::Share(by), _) => Some(StageBilling::Share {
                by,
                amount: rp(amount),
                step: rp(step),
            }),
            (How::PerUnit, _) => Some(StageBilling::PerUnit(rp(amount))),
            (How::One(_), Some((order, _))) => {
                Some(StageBilling::Orders(vec![(order, rp(amount))]))
            }
        };
        let is_billed = bill.is_some();
        // Later than any wait.
        let days = if overdue { -1 } else { 3_000 };
        let due = Moment::from_unix(self.now.unix() + days * 86_400);
        let change = StageChange {
            bill,
            due: Some(Some(due)),
            paid: None,
        };
        let mut parts = match one {
            Some((order, _)) => Some(vec![(order, amount)]),
            None => self.naive.billed(period, how, amount, step),
        };
        if let Some(parts) = parts.as_mut().filter(|_| is_billed && one.is_none()) {
            // Who is billed no more has no part.
            let named: Vec<OrderId> = parts.iter().map(|(order, _)| *order).collect();
            let gone = self.naive.orders.iter();
            let gone = gone.filter(|order| order.period == period && !named.contains(&order.id));
            let gone = gone.filter(|order| order.stages.iter().any(|part| part.name == name));
            parts.extend(gone.map(|order| (order.id, 0)));
        }
        let in_it = one.is_none_or(|(_, counts)| counts);
        let paid_less = |(id, amount): &(OrderId, i64)| {
            let order = self.naive.order(*id);
            let paid = self
                .naive
                .stages_paid(order)
                .get(name)
                .copied()
                .unwrap_or(0);
            order.state != State::Held || *amount >= paid
        };
        let fair = in_it
            && parts
                .as_ref()
                .is_some_and(|parts| parts.iter().all(paid_less));
        let set = self
            .book
            .set_stage(self.periods[period], name, &change, self.now);
        prop_assert_eq!(set.is_ok(), fair, "{:?}", set);
        let Some(parts) = parts.filter(|_| fair) else {
            return Ok(());
        };
        let stages = &mut self.naive.periods[period].stages;
        let at = stages.iter().position(|stage| stage.name == name);
        let at = at.unwrap_or(stages.len());
        if at == stages.len() {
            stages.push(Stage {
                name,
                billed: false,
                overdue,
            });
        }
        stages[at].overdue = overdue;
        stages[at].billed |= is_billed;
        for (id, amount) in parts {
            let order = self.naive.order_mut(id);
            let known = order.stages.iter_mut().find(|part| part.name == name);
            match known {
                Some(part) => part.amount = amount,
                None => order.stages.push(StagePart {
                    name,
                    amount,
                    code: 0,
                }),
            }
            order.stages.retain(|part| part.amount > 0);
        }
        self.adopt_codes();
        Ok(())
    }

    /// Removes a stage of which nothing was paid.
    pub fn unstage(&mut self, period: usize, name: usize) -> Compared {
        let name = STAGES[name];
        let known = self.naive.periods[period]
            .stages
            .iter()
            .any(|stage| stage.name == name);
        let held = self.naive.counting(period);
        let paid = held
            .iter()
            .any(|order| self.naive.stages_paid(order).get(name) > Some(&0));
        let removed = self.book.remove_stage(self.periods[period], name, self.now);
        prop_assert_eq!(removed.is_ok(), known && !paid, "{:?}", removed);
        if removed.is_ok() {
            self.naive.periods[period]
                .stages
                .retain(|stage| stage.name != name);
            for order in self
                .naive
                .orders
                .iter_mut()
                .filter(|order| order.period == period)
            {
                order.stages.retain(|part| part.name != name);
            }
        }
        Ok(())
    }

    /// Weighs the units of an order that are sold by weight.
    pub fn weigh(&mut self, id: OrderId, grams: i64) -> Compared {
        let order = self.naive.order(id);
        let units = order.wants()[WEIGHED];
        let amount = order.worth_by_weight();
        let estimated = units * ABOUT;
        // To the nearest rupiah.
        let worth = (amount * grams * 2 + estimated).div_euclid((2 * estimated).max(1));
        let mut after = order.clone();
        after.weigh(grams, worth - amount);
        let is_whole = after.before_stages() >= 0;
        let fair = order.state == State::Held && units > 0 && is_whole;
        let variant = code(crate::naive::VARIANTS[WEIGHED]);
        let weighed = self
            .book
            .weigh_order(id, &variant, Grams::new(grams), self.now);
        prop_assert_eq!(weighed.is_ok(), fair, "{:?}", weighed);
        if fair {
            *self.naive.order_mut(id) = after;
        }
        Ok(())
    }

    /// One of those an order is for pays.
    pub fn pay_for(&mut self, id: OrderId, who: usize, amount: i64) -> Compared {
        let order = self.naive.order(id);
        let (name, variant) = WEARERS[who];
        if order.state == State::Cancelled {
            return Ok(());
        }
        let fair = order.named && order.wants()[variant] > 0;
        let paid = Movement {
            for_whom: name.to_owned(),
            ..movement(amount, false)
        };
        let paid = self
            .book
            .record_payment(&NewPayment::ForOrder(id, paid), self.now);
        prop_assert_eq!(paid.is_ok(), fair, "{:?}", paid);
        if let Ok(paid) = paid {
            self.naive.payments.push(paid.made);
            self.money(id, paid.made, amount, false);
            let part = self.naive.order_mut(id).parts.last_mut();
            part.unwrap().for_whom = Some(name);
        }
        Ok(())
    }

    /// Whether the shop draws unique codes.
    pub fn codes(&mut self, on: bool) {
        let change = ShopChange {
            unique_codes: Some(on),
            ..ShopChange::default()
        };
        self.book.set_shop(&change, self.now).unwrap();
    }

    /// Takes over the codes that the book drew.
    pub fn adopt_codes(&mut self) {
        for order in &mut self.naive.orders {
            let row = self.book.order_row(order.id, self.now).unwrap();
            if order.state == State::Cancelled {
                continue;
            }
            order.code = row.bill.unique_code.raw();
            for part in &mut order.stages {
                let mut bills = row.stages.iter();
                let bill = bills.find(|bill| bill.name == part.name);
                part.code = bill.map_or(0, |bill| bill.code.raw());
            }
        }
    }

    /// Codes that were drawn by this deed are those of no other open bill of the same amount; of bills of
    /// which nothing was paid, all codes together too (rule 31).
    pub fn compare_codes(&self, before: &Naive) -> Compared {
        let orders = || {
            self.naive
                .orders
                .iter()
                .filter(|order| order.state == State::Held)
        };
        let open = |order: &Order| self.naive.bill(order).total != order.paid();
        let unpaid = |order: &Order| order.paid() == 0;
        for order in orders() {
            let old = before.orders.iter().find(|old| old.id == order.id);
            let bare = order.before_stages() - order.code;
            let whole = bare + order.stages.iter().map(|part| part.amount).sum::<i64>();
            let drawn = |code: i64, was: Option<i64>| code > 0 && was != Some(code);
            let others = || orders().filter(|other| other.id != order.id && open(other));
            // All that may come in with a code: goods, stages, and all of it.
            let taken = |amount: i64, code: i64| {
                others().any(|other| {
                    let bare = other.before_stages() - other.code;
                    let goods = other.code > 0 && (bare, other.code) == (amount, code);
                    let mut parts = other.stages.iter();
                    goods
                        || parts
                            .any(|part| part.code > 0 && (part.amount, part.code) == (amount, code))
                })
            };
            let met_whole = |other: &Order| {
                let bare = other.before_stages() - other.code;
                let sum = bare + other.stages.iter().map(|part| part.amount).sum::<i64>();
                let all = other.code + other.stages.iter().map(|part| part.code).sum::<i64>();
                !other.stages.is_empty() && unpaid(other) && (sum, all) == (whole, order.codes())
            };
            let shown = (&order.stages, order.code, bare);
            if drawn(order.code, old.map(|old| old.code)) {
                prop_assert!((1..=999).contains(&order.code));
                prop_assert!(!taken(bare, order.code), "{:?}", shown);
            }
            for part in &order.stages {
                let was = old.and_then(|old| old.stages.iter().find(|old| old.name == part.name));
                if drawn(part.code, was.map(|was| was.code)) {
                    prop_assert!((1..=999).contains(&part.code));
                    prop_assert!(!taken(part.amount, part.code), "{:?}", shown);
                    if unpaid(order) {
                        prop_assert!(!others().any(met_whole), "{:?}", shown);
                        prop_assert!(!taken(whole, order.codes()), "{:?}", shown);
                    }
                }
            }
        }
        Ok(())
    }

    /// Compares the stages of a period with the recount.
    pub fn compare_stages(&self, period: usize) -> Compared {
        let found: Vec<_> = self
            .book
            .stages(self.periods[period])
            .unwrap()
            .iter()
            .map(|figures| {
                let sums = (figures.amount.raw(), figures.paid.raw());
                (
                    figures.stage.name.clone(),
                    sums,
                    (figures.orders, figures.open),
                )
            })
            .collect();
        let expected: Vec<_> = self.naive.periods[period]
            .stages
            .iter()
            .map(|stage| {
                let (mut sums, mut orders) = ((0, 0), (0, 0));
                for order in self.naive.counting(period) {
                    let mut parts = order.stages.iter();
                    if let Some(part) = parts.find(|part| part.name == stage.name) {
                        let paid = self.naive.stages_paid(order)[stage.name];
                        sums = (sums.0 + part.amount, sums.1 + paid);
                        orders = (orders.0 + 1, orders.1 + i64::from(paid < part.amount));
                    }
                }
                (stage.name.to_owned(), sums, orders)
            })
            .collect();
        prop_assert_eq!(found, expected);
        Ok(())
    }
}

impl Order {
    /// What its stages and their codes add to its bill.
    pub fn stage_sum(&self) -> i64 {
        if self.state == State::Cancelled {
            return 0;
        }
        self.stages.iter().map(|part| part.amount + part.code).sum()
    }

    /// All its codes together.
    pub fn codes(&self) -> i64 {
        self.code + self.stages.iter().map(|part| part.code).sum::<i64>()
    }

    /// Its bill without stages, while it isn't cancelled.
    pub fn before_stages(&self) -> i64 {
        let units: i64 = self.units.iter().map(|unit| unit.price).sum();
        units + self.charges.iter().map(|(_, amount)| amount).sum::<i64>() + self.code
    }

    /// What its units that are sold by weight cost by the estimate.
    pub fn worth_by_weight(&self) -> i64 {
        let units = self.units.iter().filter(|unit| unit.variant == WEIGHED);
        units.map(|unit| unit.price).sum()
    }

    /// Records what was weighed, and by how much that corrects the bill.
    fn weigh(&mut self, grams: i64, by: i64) {
        self.weighed = Some(grams);
        self.charges.retain(|(kind, _)| *kind != WEIGHING);
        self.charges.extend((by != 0).then_some((WEIGHING, by)));
    }

    /// Forgets a weighing when other units, or at another price, are there than before (rule 94).
    pub fn forget_weighing(&mut self, before: (i64, i64)) {
        if (self.wants()[WEIGHED], self.worth_by_weight()) != before {
            self.weighed = None;
            self.charges.retain(|(kind, _)| *kind != WEIGHING);
        }
    }

    /// What a weighing corrects: units and their price.
    pub fn weighed_of(&self) -> (i64, i64) {
        (self.wants()[WEIGHED], self.worth_by_weight())
    }
}
