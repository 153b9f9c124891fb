//! What the owner does with the POs, from announcing to finishing them.

use super::super::goods::{Family, GOODS};
use super::super::plan::{Cap, DAY, PLANS, Step};
use super::{Event, HOUR, Simulation};
use crate::book::{Book, Milestone, NewPeriod, OfferChange, PeriodChange, Result};
use crate::domain::code::Code;
use crate::domain::id::PeriodId;
use crate::domain::money::Rupiah;
use crate::domain::when::{Moment, Zone};

impl Simulation {
    pub(super) fn announce(&mut self, book: &mut Book, number: usize, at: Moment) -> Result<()> {
        let plan = &PLANS[number];
        let made = &mut self.made[Family::ALL
            .iter()
            .position(|family| *family == plan.family)
            .unwrap_or(0)];
        *made += 1;
        let code = Code::read(&format!("{}{made}", plan.family.prefix()))?;
        let name = format!("{} Batch {made}", plan.family.name());
        // A draft is a clone of the family's last PO.
        let before = PLANS
            .iter()
            .zip(&self.periods)
            .rev()
            .find_map(|(other, period)| period.filter(|_| other.family == plan.family));
        if let (None, Some(before)) = (plan.window, before) {
            self.periods[number] = Some(book.clone_period(before, &code, Some(&name), at)?.made);
            return Ok(());
        }
        let date = |day: i64| Moment::from_unix(self.day(day)).date(Zone::Wib);
        let new = NewPeriod {
            code,
            name,
            settings: PeriodChange {
                opens_at: plan
                    .window
                    .map(|(first, _)| Some(Moment::from_unix(self.day(first) + 8 * HOUR))),
                closes_at: plan
                    .window
                    .map(|(_, last)| Some(Moment::from_unix(self.day(last + 1) - 1))),
                ready: plan
                    .ready
                    .map(|(from, to)| (date(from), date(to), String::new())),
                down_payment: Some(plan.down_payment),
                down_payment_hours: Some(plan.hours),
                note: Some(plan.note.to_owned()),
                quota: Some(self.period_quota(number)),
                target: (plan.share > 0)
                    .then(|| Some(Rupiah::new(self.units(number, 100) * 250_000))),
                ..PeriodChange::default()
            },
        };
        let period = book.add_period(&new, at)?.made;
        self.periods[number] = Some(period);
        for goods in GOODS.iter().filter(|goods| goods.family == plan.family) {
            let code = Code::read(goods.code)?;
            book.set_offer(period, &code, &OfferChange::default(), at)?;
        }
        for (cap, per_hundred) in plan.quotas {
            let quota = self.units(number, *per_hundred);
            match cap {
                Cap::Variant(code) => self.quota(book, period, code, quota, at)?,
                Cap::Product(code) => {
                    book.set_product_quota(period, &Code::read(code)?, Some(quota), at)?;
                }
                Cap::Period => {}
            }
        }
        Ok(())
    }

    /// Converts units per hundred orders to units for this PO.
    pub(super) fn units(&self, number: usize, per_hundred: i64) -> i64 {
        let orders = i64::try_from(self.sizes[number]).unwrap_or(0).max(10);
        (orders * per_hundred / 100).max(1)
    }

    pub(super) fn period_quota(&self, number: usize) -> Option<i64> {
        PLANS[number].quotas.iter().find_map(|(cap, per_hundred)| {
            matches!(cap, Cap::Period).then(|| self.units(number, *per_hundred))
        })
    }

    fn quota(
        &self,
        book: &mut Book,
        period: PeriodId,
        code: &str,
        quota: i64,
        at: Moment,
    ) -> Result<()> {
        let change = OfferChange {
            quota: Some(Some(quota)),
            ..OfferChange::default()
        };
        book.set_offer(period, &Code::read(code)?, &change, at)?;
        Ok(())
    }

    pub(super) fn step(
        &mut self,
        book: &mut Book,
        number: usize,
        step: Step,
        at: Moment,
    ) -> Result<()> {
        let Some(period) = self.periods[number] else {
            return Ok(());
        };
        match step {
            Step::Close => drop(book.close_period(period, at)?),
            Step::Reopen(days) => {
                let until = Moment::from_unix(self.day((at.unix() - self.today) / DAY + days) - 1);
                book.reopen_period(period, Some(until), at)?;
            }
            Step::Production => drop(book.mark_period(period, Milestone::Production, at)?),
            Step::Ready => drop(book.mark_period(period, Milestone::Ready, at)?),
            Step::Finish => drop(book.mark_period(period, Milestone::Finished, at)?),
            Step::Cancel(why) => {
                book.cancel_period(period, why, at)?;
                for order in self.orders[number].clone() {
                    if self.random.chance(85) {
                        self.after(at, 20, 70, Event::Refund(order));
                    }
                }
            }
            Step::Postpone(from, to, why) => {
                let Some((first, last)) = PLANS[number].ready else {
                    return Ok(());
                };
                let date = |day: i64| Moment::from_unix(self.day(day)).date(Zone::Wib);
                let change = PeriodChange {
                    ready: Some((date(first + from), date(last + to), why.to_owned())),
                    ..PeriodChange::default()
                };
                book.edit_period(period, &change, at)?;
            }
            Step::Quota(code, per_hundred) => {
                let quota = self.units(number, per_hundred);
                self.quota(book, period, code, quota, at)?;
            }
            Step::Price(code, price) => {
                let change = OfferChange {
                    price: Some(Rupiah::new(price)),
                    ..OfferChange::default()
                };
                book.set_offer(period, &Code::read(code)?, &change, at)?;
            }
            Step::Withdraw(code) => {
                let offers = book.offers(period)?;
                if let Some(offer) = offers.iter().find(|offer| offer.code == code) {
                    book.withdraw_offer(offer.id, true, at)?;
                }
            }
        }
        Ok(())
    }
}
