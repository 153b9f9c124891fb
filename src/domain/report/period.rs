//! What a PO came to, by its orders (rules 103, 108).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::sums::{CostBy, ReportSums};
use crate::domain::channel::Channel;
use crate::domain::money::{MoneyError, Rupiah};

/// So much of something, for a rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// The part.
    pub part: i64,
    /// All of it, more than zero.
    pub of: i64,
}

impl Rate {
    /// A rate; none of nothing.
    pub fn new(part: i64, of: i64) -> Option<Self> {
        (of > 0).then_some(Self { part, of })
    }

    /// In per cent, rounded half up.
    pub fn percent(self) -> i64 {
        let percent =
            (i128::from(self.part) * 200 + i128::from(self.of)) / (i128::from(self.of) * 2);
        i64::try_from(percent).unwrap_or(i64::MAX)
    }

    /// As a fraction with four decimals, for JSON.
    #[allow(clippy::cast_precision_loss)]
    pub fn fraction(self) -> f64 {
        let steps = i128::from(self.part) * 10_000 / i128::from(self.of);
        steps as f64 / 10_000.0
    }
}

/// What one product of a PO came to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct GoodsReport {
    /// Code of the variant; absent for surcharges and discounts of whole orders.
    pub code: Option<String>,
    /// Product and variant.
    pub goods: String,
    /// Units sold, those given away too.
    pub units: i64,
    /// Units for sale, where there is a quota.
    pub quota: Option<i64>,
    /// Lines and weighings, in rupiah.
    pub turnover: Rupiah,
    /// Unit cost × units sold, in rupiah.
    pub cost: Rupiah,
    /// Unit cost × units given away, in rupiah.
    pub promotion: Rupiah,
    /// Whether units were sold that have no unit cost.
    pub lacks_cost: bool,
    /// Units made that were spoiled.
    #[serde(default)]
    pub rejected: i64,
    /// Units made that nobody has.
    #[serde(default)]
    pub left: i64,
}

impl GoodsReport {
    /// Turnover less cost, in rupiah.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`].
    pub fn profit(&self) -> Result<Rupiah, MoneyError> {
        self.turnover.minus(self.cost)?.minus(self.promotion)
    }
}

/// What was ordered on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayReport {
    /// The day in the shop's zone.
    pub day: NaiveDate,
    /// Orders that count.
    pub orders: i64,
    /// Their units.
    pub units: i64,
}

/// How fast a PO sold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pace {
    /// Code of the PO.
    pub code: String,
    /// Units sold until the end of each day since it opened, from its first day on.
    pub units: Vec<i64>,
}

impl Pace {
    /// The pace of a PO that opened on a day.
    pub fn of(code: &str, opened: NaiveDate, per_day: &[DayReport]) -> Self {
        let mut units = Vec::new();
        let mut sold = 0;
        for day in per_day {
            // What was taken before the opening belongs to the first day.
            let nth = usize::try_from((day.day - opened).num_days()).unwrap_or(0);
            let nth = nth.min(MOST_DAYS);
            units.resize(units.len().max(nth + 1), sold);
            sold += day.units;
            if let Some(last) = units.last_mut() {
                *last = sold;
            }
        }
        Self {
            code: code.to_owned(),
            units,
        }
    }

    /// All that was sold.
    pub fn sold(&self) -> i64 {
        self.units.last().copied().unwrap_or(0)
    }
}

/// Days after the opening that a pace goes on; later orders count on the last.
const MOST_DAYS: usize = 366;

/// Where orders came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChannelReport {
    /// The channel.
    pub channel: Channel,
    /// Orders that count.
    pub orders: i64,
    /// Lines and charges of the goods, in rupiah.
    pub turnover: Rupiah,
}

/// What was sold at a tier's price (rules 12, 13).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TierReport {
    /// Product and variant.
    pub goods: String,
    /// The tier.
    pub label: String,
    /// Price of one, in rupiah.
    pub price: Rupiah,
    /// Units sold at it.
    pub units: i64,
    /// Units there are of it, where it has so many.
    pub first: Option<i64>,
}

/// How many orders have a bonus (rule 14).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BonusReport {
    /// The bonus.
    pub label: String,
    /// Orders that have it.
    pub orders: i64,
    /// Orders it is for.
    pub first: i64,
}

/// Why orders were cancelled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CancelReason {
    /// The reason as it was written; empty where none was.
    pub why: String,
    /// Orders cancelled for it.
    pub orders: i64,
}

/// An order whose down payment or whole bill came after its deadline, or is late still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LatePayer {
    /// Code of the order.
    pub order: String,
    /// Name of who pays.
    pub customer: String,
    /// Days after the deadline, at least 1.
    pub days: i64,
    /// Whether it is late still.
    pub open: bool,
}

/// What a PO came to, by its orders (rule 108).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodReport {
    /// Orders that count.
    pub orders: i64,
    /// Cancelled orders.
    pub cancelled: i64,
    /// Units sold; a package is one.
    pub units: i64,
    /// The sums.
    pub sums: ReportSums,
    /// How its cost is counted.
    pub cost_by: CostBy,
    /// Net paid by customers, in rupiah.
    pub paid: Rupiah,
    /// Still to come, in rupiah.
    pub outstanding: Rupiah,
    /// To be refunded, in rupiah.
    pub refund_due: Rupiah,
    /// Units sold of those for sale, where there is a quota.
    pub sell_through: Option<Rate>,
    /// Days from the opening until the quota was full; 0 is the day it opened.
    pub days_to_full: Option<i64>,
    /// Cancelled orders of all.
    pub cancel_rate: Option<Rate>,
    /// Customers who had ordered in an earlier PO, of all its customers.
    pub repeat_rate: Option<Rate>,
    /// Days it was ready later than first promised; less than zero when earlier.
    pub days_late: Option<i64>,
    /// Orders and units by day.
    pub per_day: Vec<DayReport>,
    /// By product.
    pub per_product: Vec<GoodsReport>,
    /// By channel.
    pub per_channel: Vec<ChannelReport>,
    /// What was sold at each tier's price.
    pub per_tier: Vec<TierReport>,
    /// Who has each bonus.
    pub per_bonus: Vec<BonusReport>,
    /// Why orders were cancelled, the most frequent first.
    pub cancel_reasons: Vec<CancelReason>,
    /// Orders that were paid late, the latest first.
    pub paid_late: Vec<LatePayer>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pace_adds_up_by_day() {
        let opened = NaiveDate::from_ymd_opt(2026, 2, 1).unwrap();
        let on = |days: i64, units| DayReport {
            day: opened + chrono::TimeDelta::days(days),
            orders: 1,
            units,
        };
        let pace = Pace::of("P1", opened, &[on(-1, 2), on(0, 3), on(3, 4)]);
        assert_eq!(pace.units, [5, 5, 5, 9]);
        assert_eq!(pace.sold(), 9);
        assert_eq!(Pace::of("P1", opened, &[]).sold(), 0);
    }
}
