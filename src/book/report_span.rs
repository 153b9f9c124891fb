//! What a span of days came to, by what was handed over in it (rule 108), and months that are closed (rule 110).

use chrono::NaiveDate;
use rusqlite::Connection;

use super::keeper::book::Book;
use super::keeper::deed::Done;
use super::keeper::error::Result;
use super::keeper::schema;
use super::rows::closed_month::{self, ClosedMonth};
use super::rows::{handed_days, report_span};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::month::Month;
use crate::domain::refusal::Refusal;
use crate::domain::report::{CostBy, Figures, GoodsReport, SpanReport};
use crate::domain::when::Moment;

impl Book {
    /// What the days from the first to the last came to. An order handed over in parts counts by parts; a
    /// cancellation fee counts on its day. A closed month is as it was when it was closed; what deeds
    /// changed of closed months since counts on the first day after them.
    ///
    /// # Errors
    /// A sum that is too large.
    pub fn span_report(
        &self,
        first: NaiveDate,
        last: NaiveDate,
        cost_by: Option<CostBy>,
    ) -> Result<SpanReport> {
        let connection = &*self.reading()?;
        let mut came_to = figures(connection, first, last)?;
        let usual = came_to.usual_cost();
        let closed = closed_month::all(connection)?;
        let begins = closed.partition_point(|closed| closed.month.first() < first);
        let ends = closed.partition_point(|closed| closed.month.last() <= last);
        let inside = closed.get(begins..ends).unwrap_or_default();
        came_to = came_to.minus(&changed_since(connection, inside)?)?;
        let after = closed.last().map(|closed| closed.month.next().first());
        let mut late = Rupiah::ZERO;
        if after.is_some_and(|day| first <= day && day <= last) {
            let changed = changed_since(connection, &closed)?;
            late = changed.sums.profit(cost_by.unwrap_or(usual))?;
            came_to = came_to.plus(&changed)?;
        }
        let whole =
            |closed: &&ClosedMonth| (closed.month.first(), closed.month.last()) == (first, last);
        let closed_at = inside.iter().find(whole).map(|closed| closed.closed_at);
        Ok(SpanReport {
            from: first,
            to: last,
            cost_by: cost_by.unwrap_or_else(|| came_to.usual_cost()),
            figures: came_to,
            closed_at,
            late,
        })
    }

    /// What was sold in each of some months, by what was handed over in it. A closed month is as it was when
    /// it was closed.
    ///
    /// # Errors
    /// A sum that is too large.
    pub fn month_turnovers(&self, first: Month, last: Month) -> Result<Vec<(Month, Rupiah)>> {
        let connection = &*self.reading()?;
        let closed = closed_month::all(connection)?;
        let days = handed_days::turnovers(connection, first.first(), last.last())?;
        let mut months = Vec::new();
        let mut month = first;
        while month <= last {
            let closed = closed.iter().find(|closed| closed.month == month);
            let turnover = match closed {
                Some(closed) => closed.figures.sums.turnover()?,
                None => Rupiah::sum(days.range(month.first()..=month.last()).map(|(_, of)| *of))?,
            };
            months.push((month, turnover));
            month = month.next();
        }
        Ok(months)
    }

    /// Closes a month and those before it: they stay what they came to. Returns the months that this closed.
    ///
    /// # Errors
    /// [`Refusal::MonthNotOver`], or [`Refusal::MonthClosed`].
    pub fn close_month(&mut self, month: Month, now: Moment) -> Result<Done<Vec<Month>>> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            if now.date(schema::zone(connection)?) <= month.last() {
                return Err(Refusal::MonthNotOver {
                    month: month.to_string(),
                }
                .into());
            }
            let closed = closed_month::all(connection)?;
            let mut next = match closed.last() {
                Some(last) if month <= last.month => {
                    return Err(Refusal::MonthClosed {
                        month: month.to_string(),
                    }
                    .into());
                }
                Some(last) => last.month.next(),
                None => {
                    let first = report_span::first_day(connection)?;
                    first.map_or(month, Month::of).min(month)
                }
            };
            let mut months = Vec::new();
            while next <= month {
                let figures = figures(connection, next.first(), next.last())?;
                closed_month::insert(
                    connection,
                    &ClosedMonth {
                        month: next,
                        closed_at: now,
                        figures,
                    },
                )?;
                months.push(next);
                next = next.next();
            }
            Ok((
                months,
                Message::new("did-month-close").text("month", month.to_string()),
            ))
        })
    }

    /// Opens closed months again, from one on: they count what is known of them now.
    ///
    /// # Errors
    /// [`Refusal::MonthOpen`].
    pub fn reopen_month(&mut self, month: Month, now: Moment) -> Result<Done<()>> {
        self.transaction(now, |deed| {
            if closed_month::delete_from(deed.connection(), month)? == 0 {
                return Err(Refusal::MonthOpen {
                    month: month.to_string(),
                }
                .into());
            }
            Ok((
                (),
                Message::new("did-month-reopen").text("month", month.to_string()),
            ))
        })
    }
}

/// What deeds changed of closed months that follow each other since they were closed.
fn changed_since(connection: &Connection, closed: &[ClosedMonth]) -> Result<Figures> {
    let (Some(first), Some(last)) = (closed.first(), closed.last()) else {
        return Ok(Figures::default());
    };
    let now = figures(connection, first.month.first(), last.month.last())?;
    let then = closed
        .iter()
        .try_fold(Figures::default(), |sum, closed| sum.plus(&closed.figures))?;
    Ok(now.minus(&then)?)
}

/// What days come to by what the book says now.
fn figures(connection: &Connection, first: NaiveDate, last: NaiveDate) -> Result<Figures> {
    let zone = schema::zone(connection)?;
    let after = last.succ_opt().unwrap_or(last);
    let span = (Moment::opening(first, zone), Moment::opening(after, zone));
    let (handed, by_offer) = handed_days::between(connection, first, last)?;
    let goods = report_span::by_product(connection, &by_offer)?;
    let mut sums = report_span::beside(connection, span)?;
    sums.gross = handed.bill.lines.plus(handed.bill.extras)?;
    sums.discounts = handed.bill.discounts;
    sums.shipping_billed = handed.bill.shipping;
    sums.stages_billed = handed.bill.stages;
    sums.other = sums.other.plus(handed.bill.codes)?;
    for row in goods.values() {
        sums.unit_costs = sums.unit_costs.plus(row.cost)?;
        sums.promotion = sums.promotion.plus(row.promotion)?;
    }
    let mut per_product: Vec<GoodsReport> = goods.into_values().collect();
    per_product.retain(|row| row.units != 0 || row.turnover != Rupiah::ZERO);
    let whole_orders = sums.turnover()?.minus(handed.bill.lines)?;
    if whole_orders != Rupiah::ZERO {
        per_product.push(GoodsReport {
            turnover: whole_orders,
            ..GoodsReport::default()
        });
    }
    let (paid, drawn) = report_span::money(connection, span)?;
    Ok(Figures {
        orders: handed.orders,
        cancelled: report_span::cancelled(connection, span)?,
        pieces: handed.pieces,
        sums,
        paid,
        drawn,
        per_product,
    })
}
