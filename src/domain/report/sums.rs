//! The sums of a report, and how its profit is made of them (rule 103).

use serde::{Deserialize, Serialize};

use crate::domain::coded::coded;
use crate::domain::money::{MoneyError, Rupiah};

coded! {
    /// What the goods of a PO cost (rule 103): a cost once, one way or the other.
    pub enum CostBy {
        /// Unit cost (HPP) × units sold.
        UnitCost = "hpp" => "report-cost-hpp",
        /// The money spent on goods: suppliers, materials, packaging.
        Spent = "spent" | "belanja" => "report-cost-spent",
    }
}

impl CostBy {
    /// The other way.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::UnitCost => Self::Spent,
            Self::Spent => Self::UnitCost,
        }
    }

    /// How the cost is counted where nobody asked: as unit costs, or as the money spent on goods where something
    /// was sold without a cost.
    pub fn usual(lacks_cost: bool, purchases: Rupiah) -> Self {
        match lacks_cost && purchases > Rupiah::ZERO {
            true => Self::Spent,
            false => Self::UnitCost,
        }
    }
}

/// [`Rupiah::plus`] or [`Rupiah::minus`].
pub(super) type Combine = fn(Rupiah, Rupiah) -> Result<Rupiah, MoneyError>;

/// The sums of a report, in rupiah. What lowers the profit is a positive amount, but for discounts,
/// which are zero or less as on a bill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReportSums {
    /// Lines, surcharges and weighings, before discounts.
    pub gross: Rupiah,
    /// Discounts, zero or less.
    pub discounts: Rupiah,
    /// DP hangus: what was kept of cancelled orders and parts.
    pub forfeited: Rupiah,
    /// Shipping on the bills.
    pub shipping_billed: Rupiah,
    /// What couriers were paid, there and back.
    pub shipping_paid: Rupiah,
    /// Stages on the bills.
    pub stages_billed: Rupiah,
    /// What the shop paid for stages.
    pub stages_paid: Rupiah,
    /// Unique codes, rounding, and what counting cash found (rule 92).
    pub other: Rupiah,
    /// Unit cost × units of the goods sold.
    pub unit_costs: Rupiah,
    /// Money spent on goods.
    pub purchases: Rupiah,
    /// Unit cost × units of what was given away (rule 109).
    pub promotion: Rupiah,
    /// Other expenses (rule 93).
    pub expenses: Rupiah,
    /// Fees of payments.
    pub fees: Rupiah,
    /// What customers were given off their bills for claims.
    pub compensation: Rupiah,
    /// Unit cost of goods that were made again because the first were lost or spoiled (rule 83).
    pub losses: Rupiah,
    /// What couriers or insurance paid for claims.
    pub recovered: Rupiah,
}

impl ReportSums {
    /// Each sum with that of another report.
    pub(super) fn with(&self, other: &Self, of: Combine) -> Result<Self, MoneyError> {
        Ok(Self {
            gross: of(self.gross, other.gross)?,
            discounts: of(self.discounts, other.discounts)?,
            forfeited: of(self.forfeited, other.forfeited)?,
            shipping_billed: of(self.shipping_billed, other.shipping_billed)?,
            shipping_paid: of(self.shipping_paid, other.shipping_paid)?,
            stages_billed: of(self.stages_billed, other.stages_billed)?,
            stages_paid: of(self.stages_paid, other.stages_paid)?,
            other: of(self.other, other.other)?,
            unit_costs: of(self.unit_costs, other.unit_costs)?,
            purchases: of(self.purchases, other.purchases)?,
            promotion: of(self.promotion, other.promotion)?,
            expenses: of(self.expenses, other.expenses)?,
            fees: of(self.fees, other.fees)?,
            compensation: of(self.compensation, other.compensation)?,
            losses: of(self.losses, other.losses)?,
            recovered: of(self.recovered, other.recovered)?,
        })
    }

    /// Omzet: what was sold, less discounts (rule 103).
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`].
    pub fn turnover(&self) -> Result<Rupiah, MoneyError> {
        self.gross.plus(self.discounts)
    }

    /// The cost of the goods, counted in this way. Goods that were given away are in the money spent,
    /// so they count beside it only where cost is unit cost.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`].
    pub fn cost(&self, by: CostBy) -> Result<Rupiah, MoneyError> {
        match by {
            CostBy::UnitCost => Ok(self.unit_costs),
            CostBy::Spent => Ok(self.purchases),
        }
    }

    /// How the profit is made, as signed amounts that add up to it (rule 103).
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`].
    pub fn parts(&self, by: CostBy) -> Result<Vec<(ProfitPart, Rupiah)>, MoneyError> {
        let mut parts = vec![
            (ProfitPart::Turnover, self.turnover()?),
            (ProfitPart::Forfeited, self.forfeited),
            (
                ProfitPart::Shipping,
                self.shipping_billed.minus(self.shipping_paid)?,
            ),
            (
                ProfitPart::Stages,
                self.stages_billed.minus(self.stages_paid)?,
            ),
            (ProfitPart::Other, self.other),
            (ProfitPart::Cost, self.cost(by)?.negated()),
        ];
        // Money spent holds the cost of all goods, given away or made twice.
        if by == CostBy::UnitCost {
            parts.push((ProfitPart::Promotion, self.promotion.negated()));
            parts.push((ProfitPart::Losses, self.losses.negated()));
        }
        parts.extend([
            (ProfitPart::Expenses, self.expenses.negated()),
            (ProfitPart::Fees, self.fees.negated()),
            (ProfitPart::Compensation, self.compensation.negated()),
            (ProfitPart::Recovered, self.recovered),
        ]);
        Ok(parts)
    }

    /// The profit (rule 103).
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`].
    pub fn profit(&self, by: CostBy) -> Result<Rupiah, MoneyError> {
        let mut profit = Rupiah::ZERO;
        for (_, part) in self.parts(by)? {
            profit = profit.plus(part)?;
        }
        Ok(profit)
    }
}

coded! {
    /// What a profit is made of.
    pub enum ProfitPart {
        /// Omzet.
        Turnover = "turnover" => "report-turnover",
        /// DP hangus.
        Forfeited = "forfeited" => "report-forfeited",
        /// Shipping billed less shipping paid.
        Shipping = "shipping" => "report-shipping",
        /// Stages billed less stages paid.
        Stages = "stages" => "report-stages",
        /// Unique codes and rounding.
        Other = "other" => "report-other",
        /// Cost of the goods sold.
        Cost = "cost" => "report-cost",
        /// Cost of what was given away.
        Promotion = "promotion" => "report-promotion",
        /// Cost of what was made again.
        Losses = "losses" => "report-losses",
        /// Expenses.
        Expenses = "expenses" => "report-expenses",
        /// Fees of payments.
        Fees = "fees" => "report-fees",
        /// What claims gave.
        Compensation = "compensation" => "report-compensation",
        /// What was paid for claims.
        Recovered = "recovered" => "report-recovered",
    }
}
