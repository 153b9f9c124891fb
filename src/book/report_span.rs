//! What a span of days came to, by what was handed over in it (rule 108).

use chrono::NaiveDate;

use super::keeper::book::Book;
use super::keeper::error::Result;
use super::keeper::schema;
use super::rows::{handed_days, report_span};
use crate::domain::money::Rupiah;
use crate::domain::report::{CostBy, GoodsReport, SpanReport};
use crate::domain::when::Moment;

impl Book {
    /// What the days from the first to the last came to. An order handed over in parts counts by parts; a
    /// cancellation fee counts on its day.
    ///
    /// # Errors
    /// A sum that is too large.
    pub fn span_report(
        &self,
        first: NaiveDate,
        last: NaiveDate,
        cost_by: Option<CostBy>,
    ) -> Result<SpanReport> {
        let connection = &self.reading()?;
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
        let lacks_cost = per_product.iter().any(|row| row.lacks_cost);
        let whole_orders = sums.turnover()?.minus(handed.bill.lines)?;
        if whole_orders != Rupiah::ZERO {
            per_product.push(GoodsReport {
                turnover: whole_orders,
                ..GoodsReport::default()
            });
        }
        let (paid, drawn) = report_span::money(connection, span)?;
        Ok(SpanReport {
            from: first,
            to: last,
            orders: handed.orders,
            cancelled: report_span::cancelled(connection, span)?,
            pieces: handed.pieces,
            cost_by: cost_by.unwrap_or(match lacks_cost && sums.purchases > Rupiah::ZERO {
                true => CostBy::Spent,
                false => CostBy::UnitCost,
            }),
            sums,
            paid,
            drawn,
            per_product,
        })
    }
}
