//! What a PO came to (rule 103), by its orders (rule 108).

use chrono::NaiveDate;

use super::keeper::book::Book;
use super::keeper::error::Result;
use super::keeper::schema;
use super::rows::{period, report, report_shop};
use crate::domain::id::{AccountId, PeriodId};
use crate::domain::money::Rupiah;
use crate::domain::report::{
    CashRow, CostBy, CustomerReport, DayReport, Debt, GoodsReport, Pace, PeriodReport, Rate,
    ReportSums,
};
use crate::domain::when::Moment;

impl Book {
    /// What a PO came to. Its cost is counted as asked, else as unit costs where all that was sold has
    /// one, else as the money spent.
    ///
    /// # Errors
    /// [`Refusal::Gone`](crate::domain::refusal::Refusal::Gone).
    pub fn period_report(
        &self,
        id: PeriodId,
        cost_by: Option<CostBy>,
        now: Moment,
    ) -> Result<PeriodReport> {
        let connection = &self.reading()?;
        let period = period::by_id(connection, id)?;
        let zone = schema::zone(connection)?;
        let (figures, open) = (self.figures(id)?, self.open_sums(Some(id))?);
        let mut per_product = report::per_product(connection, Some(id))?;
        let aside = report::charges_aside(connection, id)?;
        let booked = report::booked_on(connection, id)?;
        let (losses, recovered) = report::claims_cost(connection, id)?;
        let sum = |of: fn(&GoodsReport) -> Rupiah| {
            let mut goods = per_product.iter();
            goods.try_fold(Rupiah::ZERO, |sum, goods| sum.plus(of(goods)))
        };
        let (by_product, unit_costs, promotion) = (
            sum(|goods| goods.turnover)?,
            sum(|goods| goods.cost)?,
            sum(|goods| goods.promotion)?,
        );
        let lacks_cost = per_product.iter().any(|goods| goods.lacks_cost);
        let sums = ReportSums {
            gross: figures.gross,
            discounts: figures.discounts,
            forfeited: figures.forfeited,
            shipping_billed: figures.passed.minus(aside.stages)?,
            shipping_paid: report::couriers_paid(connection, id)?,
            stages_billed: aside.stages,
            stages_paid: report::stages_paid(connection, id)?,
            other: figures.unique_codes.plus(aside.rounding)?,
            unit_costs,
            purchases: booked.purchases,
            promotion,
            expenses: booked.expenses,
            fees: booked.fees,
            compensation: aside.compensation,
            losses,
            recovered,
        };
        let whole_orders = sums.turnover()?.minus(by_product)?;
        if whole_orders != Rupiah::ZERO {
            per_product.push(GoodsReport {
                turnover: whole_orders,
                ..GoodsReport::default()
            });
        }
        let placed = report::placed(connection, id, zone)?;
        let paid_late = match placed.has_deadlines || period.settle_by.is_some() {
            true => report::paid_late(connection, id, now)?,
            false => Vec::new(),
        };
        let quota = period.quota.or_else(|| {
            let quotas = per_product.iter().filter(|goods| goods.code.is_some());
            quotas.map(|goods| goods.quota).sum()
        });
        let units = per_product.iter().map(|goods| goods.units).sum();
        let opened = period.milestones.opened_at.or(period.milestones.opens_at);
        let days_to_full = quota
            .filter(|quota| *quota > 0)
            .zip(opened)
            .and_then(|(quota, opened)| full_after(&placed.per_day, quota, opened.date(zone)));
        Ok(PeriodReport {
            orders: figures.orders,
            cancelled: figures.cancelled,
            units: figures.units,
            sums,
            cost_by: cost_by.unwrap_or(CostBy::usual(lacks_cost, booked.purchases)),
            paid: figures.paid,
            outstanding: open.owed,
            refund_due: open.refund,
            sell_through: quota.and_then(|quota| Rate::new(units, quota)),
            days_to_full,
            cancel_rate: Rate::new(figures.cancelled, figures.orders + figures.cancelled),
            repeat_rate: report::repeat_rate(connection, id)?,
            days_late: report::days_late(connection, id, zone)?,
            per_day: placed.per_day,
            per_product,
            per_channel: placed.per_channel,
            per_tier: report::per_tier(connection, id)?,
            per_bonus: report::per_bonus(connection, id)?,
            cancel_reasons: report::cancel_reasons(connection, id)?,
            paid_late,
        })
    }
}

impl Book {
    /// What each product came to in all POs, the most first.
    pub fn product_report(&self) -> Result<Vec<GoodsReport>> {
        let mut goods = report::per_product(&*self.reading()?, None)?;
        goods.sort_by(|one, other| (other.turnover, &one.code).cmp(&(one.turnover, &other.code)));
        for of in &mut goods {
            // A quota is one PO's.
            of.quota = None;
        }
        Ok(goods)
    }

    /// What each customer has ordered, the most first.
    pub fn customer_report(&self) -> Result<Vec<CustomerReport>> {
        report_shop::customers(&*self.reading()?)
    }

    /// The bills that are not paid, the longest due first (rule 112).
    pub fn debts(&self, now: Moment) -> Result<Vec<Debt>> {
        report_shop::debts(&*self.reading()?, now)
    }

    /// What moved through an account, or all of them, from a moment on.
    pub fn cash(&self, account: Option<AccountId>, from: Moment) -> Result<Vec<CashRow>> {
        report_shop::cash(&*self.reading()?, account, from)
    }
}

impl Book {
    /// How fast the PO sold that opened before this one: of the same series (`KUE2` before `KUE3`) where there is
    /// one, else the last.
    ///
    /// # Errors
    /// [`Refusal::Gone`](crate::domain::refusal::Refusal::Gone).
    pub fn pace_before(&self, id: PeriodId) -> Result<Option<Pace>> {
        let connection = &self.reading()?;
        let Some(before) = report::opened_before(connection, id)? else {
            return Ok(None);
        };
        let period = period::by_id(connection, before)?;
        let zone = schema::zone(connection)?;
        let opened = period.milestones.opened_at.or(period.milestones.opens_at);
        let placed = report::placed(connection, before, zone)?;
        let first = placed.per_day.first().map(|day| day.day);
        let opened = opened.map(|at| at.date(zone)).or(first);
        Ok(opened.map(|opened| Pace::of(period.code.as_str(), opened, &placed.per_day)))
    }
}

/// Days from the opening until so many units were ordered.
fn full_after(days: &[DayReport], quota: i64, opened: NaiveDate) -> Option<i64> {
    let mut sold = 0;
    let full = days.iter().find(|day| {
        sold += day.units;
        sold >= quota
    });
    full.map(|full| (full.day - opened).num_days().max(0))
}
