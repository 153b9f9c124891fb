//! What accounts have and couriers hold, what is spent, and what each PO came to (rules 90–93, 101, 103).

use proptest::prelude::*;
use rekap::book::{NewExpense, NewTransfer};
use rekap::domain::account::{ExpenseCategory, MoneyPlace};
use rekap::domain::id::PaymentId;
use rekap::domain::when::{Moment, Zone};

use crate::compare::{Compared, Pair};
use crate::deeds::Deed;
use crate::naive::State;
use crate::parcels::COURIERS;
use crate::setup::rp;

/// Money of accounts that is no customer's.
#[derive(Debug, Clone, Default)]
pub struct Accounts {
    /// What couriers collected: the courier, the payment, its amount.
    pub collected: Vec<(usize, PaymentId, i64)>,
    /// What they handed in, and the fee of it.
    pub handed_in: Vec<(usize, i64, i64)>,
    /// What was spent on each period: what it was for, and the amount.
    pub spent: Vec<(usize, ExpenseCategory, i64)>,
}

impl Pair {
    /// What a courier holds.
    fn held_by(&self, courier: usize) -> i64 {
        let own = self.naive.accounts.collected.iter();
        let collected: i64 = own
            .filter(|(of, id, _)| *of == courier && !self.book.payment(*id).unwrap().voided)
            .map(|(_, _, amount)| amount)
            .sum();
        let handed = self.naive.accounts.handed_in.iter();
        let handed = handed.filter(|(of, _, _)| *of == courier);
        collected - handed.map(|(_, amount, fee)| amount + fee).sum::<i64>()
    }

    /// A courier hands in money, all he holds or an amount, never more than that.
    pub fn hand_in(&mut self, courier: usize, amount: Option<i64>, fee: i64) -> Compared {
        let Ok(account) = self.book.account(COURIERS[courier]) else {
            return Ok(());
        };
        let held = self.held_by(courier);
        let amount = amount.unwrap_or(held);
        let new = NewTransfer {
            amount: rp(amount),
            from: MoneyPlace::Account(account.id),
            to: MoneyPlace::Account(self.bank),
            fee: rp(fee),
            at: None,
            note: String::new(),
        };
        let done = self.book.transfer(&new, self.now);
        let fair = amount > 0 && amount + fee <= held;
        prop_assert_eq!(done.is_ok(), fair, "{:?}", done);
        if fair {
            self.naive.accounts.handed_in.push((courier, amount, fee));
        }
        Ok(())
    }

    /// Something is paid for a period.
    pub fn spend(&mut self, period: usize, category: ExpenseCategory, amount: i64) -> Compared {
        let new = NewExpense {
            amount: rp(amount),
            account: self.bank,
            category,
            period: Some(self.periods[period]),
            supplier: None,
            note: String::new(),
            at: None,
        };
        let spent = self.book.add_expense(&new, self.now);
        prop_assert!(spent.is_ok(), "{:?}", spent);
        self.naive.accounts.spent.push((period, category, amount));
        Ok(())
    }

    pub fn compare_accounts(&self, deed: &Deed) -> Compared {
        let naive = &self.naive;
        let paid: i64 = naive
            .parcels
            .iter()
            .flat_map(|parcel| parcel.paid)
            .flatten()
            .sum();
        let recovered: i64 = naive.claims.iter().map(|claim| claim.recovered).sum();
        let handed = naive.accounts.handed_in.iter();
        let handed: i64 = handed.map(|(_, amount, _)| amount).sum();
        let spent: i64 = naive
            .accounts
            .spent
            .iter()
            .map(|(_, _, amount)| amount)
            .sum();
        for (account, balance) in self.book.balances(self.now).unwrap() {
            let found = (balance.balance.raw(), balance.held.raw());
            let courier = COURIERS.iter().position(|name| *name == account.name);
            let expected = match courier {
                Some(courier) => (0, self.held_by(courier)),
                None => (recovered + handed - paid - spent, 0),
            };
            prop_assert_eq!(found, expected, "{:?} {}", deed, account.name);
        }
        self.compare_reports(deed, paid)?;
        self.compare_days(deed)
    }

    /// What was handed over by day (rule 108): all days together are what customers have, and what they were
    /// sold where they have all of it; days apart add up to days together.
    fn compare_days(&self, deed: &Deed) -> Compared {
        let day = |moment: i64| Moment::from_unix(moment).date(Zone::Wib);
        let span = |from: i64, to: i64| {
            let report = self.book.span_report(day(from), day(to), None);
            let figures = report.unwrap().figures;
            let turnover = figures.sums.turnover().unwrap().raw();
            (figures.pieces, turnover, figures.orders)
        };
        let (begin, end) = (0, self.now.unix());
        let all = span(begin, end);
        let units = |units: [i64; 3]| units.iter().sum::<i64>();
        let mut pieces = 0;
        let mut turnover = Some(0);
        for order in &self.naive.orders {
            let (handed, wants) = (units(self.naive.handed(order.id)), units(order.wants()));
            if order.state == State::Held && handed > 0 {
                pieces += handed.min(wants);
                // Of a part the bill is shared out, which the recount doesn't repeat.
                turnover = turnover.filter(|_| handed == wants);
                turnover = turnover.map(|sum| sum + self.naive.goods(order));
            }
        }
        prop_assert_eq!(all.0, pieces, "{:?}", deed);
        if let Some(turnover) = turnover {
            prop_assert_eq!(all.1, turnover, "{:?}", deed);
        }
        let between = end - 3 * 86_400;
        let (early, late) = (span(begin, between), span(between + 86_400, end));
        let both = (early.0 + late.0, early.1 + late.1, early.2 + late.2);
        prop_assert_eq!(both, all, "{:?}", deed);
        Ok(())
    }

    /// What each period came to.
    fn compare_reports(&self, deed: &Deed, couriers: i64) -> Compared {
        let mut shipping_paid = 0;
        for (period, id) in self.periods.into_iter().enumerate() {
            let report = self.book.period_report(id, None, self.now).unwrap();
            let own = self
                .naive
                .orders
                .iter()
                .filter(|order| order.period == period);
            let counting = own.filter(|order| order.state == State::Held);
            let turnover: i64 = counting.map(|order| self.naive.goods(order)).sum();
            let spent = |goods: bool| -> i64 {
                use ExpenseCategory::{Materials, Packaging};
                let all = self.naive.accounts.spent.iter();
                all.filter(|(of, category, _)| {
                    *of == period && matches!(category, Materials | Packaging) == goods
                })
                .map(|(_, _, amount)| amount)
                .sum()
            };
            let sums = &report.sums;
            prop_assert_eq!(
                (
                    sums.turnover().unwrap().raw(),
                    sums.purchases.raw(),
                    sums.expenses.raw()
                ),
                (turnover, spent(true), spent(false)),
                "{:?} {}",
                deed,
                period
            );
            let rows = report.per_product.iter();
            let rows: i64 = rows.map(|goods| goods.turnover.raw()).sum();
            prop_assert_eq!(rows, turnover, "{:?} {}", deed, period);
            let days: i64 = report.per_day.iter().map(|day| day.units).sum();
            prop_assert_eq!(days, report.units, "{:?} {}", deed, period);
            // The bills are what the profit is made of, less what was paid out of accounts.
            let bills = self.book.figures(id).unwrap().total.raw();
            let profit = sums.profit(report.cost_by).unwrap().raw();
            let costs = sums.shipping_paid.raw()
                + sums.stages_paid.raw()
                + sums.cost(report.cost_by).unwrap().raw()
                + sums.expenses.raw()
                + sums.losses.raw();
            prop_assert_eq!(profit + costs - sums.recovered.raw(), bills, "{:?}", deed);
            shipping_paid += sums.shipping_paid.raw();
        }
        prop_assert_eq!(shipping_paid, couriers, "{:?}", deed);
        Ok(())
    }
}
