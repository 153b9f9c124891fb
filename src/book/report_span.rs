//! What a span of days came to, by what was handed over in it (rule 108).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::keeper::book::Book;
use super::keeper::error::Result;
use super::keeper::schema;
use super::rows::report_span;
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
        let mut sums = report_span::beside(connection, span)?;
        let (mut orders, mut pieces, mut lines) = (0, 0, Rupiah::ZERO);
        let mut goods: BTreeMap<String, GoodsReport> = BTreeMap::new();
        for order in report_span::handed(connection, span)? {
            let (was, is) = (order.before(span.0), order.before(span.1));
            let moved = is.pieces - was.pieces;
            pieces += moved;
            orders += i64::from(moved > 0);
            let (was_bill, is_bill) = (was.bill, is.bill);
            let add = |sum: &mut Rupiah, is: Rupiah, was: Rupiah| -> Result<()> {
                *sum = sum.plus(is.minus(was)?)?;
                Ok(())
            };
            add(&mut lines, is_bill.lines, was_bill.lines)?;
            add(&mut sums.gross, is_bill.lines, was_bill.lines)?;
            add(&mut sums.gross, is_bill.extras, was_bill.extras)?;
            add(&mut sums.discounts, is_bill.discounts, was_bill.discounts)?;
            add(
                &mut sums.shipping_billed,
                is_bill.shipping,
                was_bill.shipping,
            )?;
            add(&mut sums.stages_billed, is_bill.stages, was_bill.stages)?;
            add(&mut sums.other, is_bill.codes, was_bill.codes)?;
            let of_lines = order.lines.iter().zip(was.lines.iter().zip(&is.lines));
            for (line, (was, is)) in of_lines {
                let row = goods
                    .entry(line.code.clone())
                    .or_insert_with(|| GoodsReport {
                        code: Some(line.code.clone()),
                        goods: line.goods.clone(),
                        ..GoodsReport::default()
                    });
                let cost = Rupiah::new(is.cost - was.cost);
                row.units += is.units - was.units;
                row.turnover = row.turnover.plus(Rupiah::new(is.amount - was.amount))?;
                row.lacks_cost |= line.unit_cost == 0 && is.amount > was.amount;
                let (of_row, of_sums) = match order.free {
                    true => (&mut row.promotion, &mut sums.promotion),
                    false => (&mut row.cost, &mut sums.unit_costs),
                };
                *of_row = of_row.plus(cost)?;
                *of_sums = of_sums.plus(cost)?;
            }
        }
        let mut per_product: Vec<GoodsReport> = goods.into_values().collect();
        per_product.retain(|row| row.units != 0 || row.turnover != Rupiah::ZERO);
        let lacks_cost = per_product.iter().any(|row| row.lacks_cost);
        let whole_orders = sums.turnover()?.minus(lines)?;
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
            orders,
            cancelled: report_span::cancelled(connection, span)?,
            pieces,
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
