//! What days came to by what was handed over in them (rule 108), and its shares (rule 111).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::period::GoodsReport;
use super::sums::{Combine, CostBy, ReportSums};
use crate::domain::money::{MoneyError, Rupiah};
use crate::domain::sharing::divide;
use crate::domain::when::Moment;

/// What a span of days came to, by what was handed over in it (rule 108).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpanReport {
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub to: NaiveDate,
    /// How its cost is counted.
    pub cost_by: CostBy,
    /// What it came to.
    pub figures: Figures,
    /// When it was closed, where it is a closed month (rule 110).
    pub closed_at: Option<Moment>,
    /// What deeds on closed months changed their profit by, which counts in this span, in rupiah.
    pub late: Rupiah,
}

/// What days came to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Figures {
    /// Orders of which the first goods were handed over.
    pub orders: i64,
    /// Orders cancelled.
    pub cancelled: i64,
    /// Pieces handed over.
    pub pieces: i64,
    /// The sums.
    pub sums: ReportSums,
    /// What customers paid, less what they were given back, in rupiah.
    pub paid: Rupiah,
    /// What the owner took of the accounts, in rupiah.
    pub drawn: Rupiah,
    /// By product, in the order of their codes; the last, without a code, is what belongs to whole orders.
    pub per_product: Vec<GoodsReport>,
}

impl Figures {
    /// Both together.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`].
    pub fn plus(&self, other: &Self) -> Result<Self, MoneyError> {
        self.with(other, Rupiah::plus, 1)
    }

    /// These less the others.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`].
    pub fn minus(&self, other: &Self) -> Result<Self, MoneyError> {
        self.with(other, Rupiah::minus, -1)
    }

    fn with(&self, other: &Self, of: Combine, sign: i64) -> Result<Self, MoneyError> {
        let mut per_product = self.per_product.clone();
        for goods in &other.per_product {
            let at = match per_product.iter().position(|of| of.code == goods.code) {
                Some(at) => at,
                None => {
                    per_product.push(GoodsReport {
                        code: goods.code.clone(),
                        goods: goods.goods.clone(),
                        ..GoodsReport::default()
                    });
                    per_product.len() - 1
                }
            };
            let row = &mut per_product[at];
            row.units += sign * goods.units;
            row.turnover = of(row.turnover, goods.turnover)?;
            row.cost = of(row.cost, goods.cost)?;
            row.promotion = of(row.promotion, goods.promotion)?;
            row.lacks_cost |= goods.lacks_cost;
        }
        per_product.retain(|row| row.units != 0 || row.turnover != Rupiah::ZERO);
        per_product.sort_by(|one, other| {
            (one.code.is_none(), &one.code).cmp(&(other.code.is_none(), &other.code))
        });
        Ok(Self {
            orders: self.orders + sign * other.orders,
            cancelled: self.cancelled + sign * other.cancelled,
            pieces: self.pieces + sign * other.pieces,
            sums: self.sums.with(&other.sums, of)?,
            paid: of(self.paid, other.paid)?,
            drawn: of(self.drawn, other.drawn)?,
            per_product,
        })
    }

    /// How the cost is counted where nobody asked.
    pub fn usual_cost(&self) -> CostBy {
        let lacks_cost = self.per_product.iter().any(|row| row.lacks_cost);
        CostBy::usual(lacks_cost, self.sums.purchases)
    }
}

impl SpanReport {
    /// The profit by agreed shares in per cent, which may leave a rest (rule 111). Of a loss each bears the
    /// share; parts are rounded so that shares of a whole add up to it.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`].
    pub fn shared(
        &self,
        shares: &[(String, i64)],
    ) -> Result<Vec<(String, i64, Rupiah)>, MoneyError> {
        let profit = self.figures.sums.profit(self.cost_by)?;
        let rest = 100 - shares.iter().map(|(_, percent)| percent).sum::<i64>();
        let weights: Vec<i64> = shares
            .iter()
            .map(|(_, percent)| *percent)
            .chain([rest.max(0)])
            .collect();
        let size = profit.max(profit.negated());
        let parts = divide(size, &weights, Rupiah::new(1)).unwrap_or_default();
        let signed = |part: Rupiah| match profit < Rupiah::ZERO {
            true => part.negated(),
            false => part,
        };
        let named = shares.iter().zip(parts);
        Ok(named
            .map(|((name, percent), part)| (name.clone(), *percent, signed(part)))
            .collect())
    }
}
