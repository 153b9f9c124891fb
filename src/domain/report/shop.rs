//! What customers, bills and accounts of the whole shop came to.

use chrono::{Datelike, NaiveDate};

use super::period::{GoodsReport, Rate};
use crate::domain::coded::coded;
use crate::domain::id::{CustomerId, OrderId};
use crate::domain::money::{MoneyError, Rupiah};
use crate::domain::when::{Moment, Zone};

/// A customer who ordered several times counts as sleeping this many days after the last order.
const SLEEPING: i64 = 90;

/// What a customer has ordered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerReport {
    /// Identity.
    pub id: CustomerId,
    /// Name.
    pub name: String,
    /// Phone number, normalised.
    pub phone: Option<String>,
    /// Orders that count.
    pub orders: i64,
    /// POs they are of.
    pub periods: i64,
    /// Units; a package is one.
    pub units: i64,
    /// What was sold to the customer, in rupiah.
    pub turnover: Rupiah,
    /// When the last of them was placed.
    pub last: Option<Moment>,
    /// Orders cancelled.
    pub cancelled: i64,
    /// The day of the year the shop remembers, `12-31`.
    pub birthday: Option<String>,
}

impl CustomerReport {
    /// Days since the last order that counts.
    pub fn days_since(&self, now: Moment, zone: Zone) -> Option<i64> {
        let last = self.last?.date(zone);
        Some((now.date(zone) - last).num_days())
    }

    /// Whether the customer ordered several times and has not for a season.
    pub fn is_sleeping(&self, now: Moment, zone: Zone) -> bool {
        self.orders > 1
            && self
                .days_since(now, zone)
                .is_some_and(|days| days > SLEEPING)
    }

    /// Days until the day of the year the shop remembers; 0 is today.
    pub fn days_to_date(&self, today: NaiveDate) -> Option<i64> {
        let (month, day) = self.birthday.as_deref()?.split_once('-')?;
        let (month, day) = (month.parse().ok()?, day.parse().ok()?);
        // The 29th of February is the 28th in other years.
        let in_year = |year| {
            NaiveDate::from_ymd_opt(year, month, day)
                .or_else(|| NaiveDate::from_ymd_opt(year, month, day - 1))
        };
        let next = in_year(today.year())
            .filter(|next| *next >= today)
            .or_else(|| in_year(today.year() + 1))?;
        Some((next - today).num_days())
    }
}

/// A product among all, the most sold first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// The product.
    pub goods: GoodsReport,
    /// What the most sold came to, in rupiah.
    pub most: Rupiah,
    /// Its part of what all came to; none where all came to nothing.
    pub share: Option<Rate>,
    /// The part of it and of those before it.
    pub up_to: Option<Rate>,
}

impl Ranked {
    /// Products in their order, the most sold first (a Pareto chart).
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`].
    pub fn all(goods: Vec<GoodsReport>) -> Result<Vec<Self>, MoneyError> {
        let most = goods.iter().map(|of| of.turnover).max().unwrap_or_default();
        let all = Rupiah::sum(goods.iter().map(|of| of.turnover))?;
        let mut up_to = Rupiah::ZERO;
        goods
            .into_iter()
            .map(|goods| {
                up_to = up_to.plus(goods.turnover)?;
                Ok(Self {
                    most,
                    share: Rate::new(goods.turnover.raw(), all.raw()),
                    up_to: Rate::new(up_to.raw(), all.raw()),
                    goods,
                })
            })
            .collect()
    }
}

/// A bill that is not paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Debt {
    /// Identity of the order.
    pub id: OrderId,
    /// Code of the order.
    pub order: String,
    /// Name of who pays.
    pub customer: String,
    /// What is left to pay, in rupiah.
    pub left: Rupiah,
    /// Until when: a kasbon's own day, else the last moment for the whole bill of its PO.
    pub due: Option<Moment>,
    /// Days since it is due; days since it was ordered where it has no such day.
    pub days: i64,
    /// Whether the goods came before the money (kasbon).
    pub kasbon: bool,
}

/// A movement of money of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CashRow {
    /// When it moved.
    pub at: Moment,
    /// Name of the account.
    pub account: String,
    /// What it was.
    pub what: CashKind,
    /// Whom or what it was about: a customer's order, a PO, a note.
    pub about: String,
    /// Signed, in rupiah.
    pub amount: Rupiah,
    /// Whether it is held, not there yet.
    pub held: bool,
}

coded! {
    /// What a movement of money was.
    pub enum CashKind {
        /// A customer paid.
        Payment = "payment" => "cash-payment",
        /// A customer was given money back.
        Refund = "refund" => "cash-refund",
        /// An expense.
        Expense = "expense" => "cash-expense",
        /// A supplier was paid.
        Supplier = "supplier" => "cash-supplier",
        /// A courier was paid.
        Courier = "courier" => "cash-courier",
        /// A claim was paid for.
        Recovery = "recovery" => "cash-recovery",
        /// A stage was paid for.
        Stage = "stage" => "cash-stage",
        /// A fee.
        Fee = "fee" => "cash-fee",
        /// Interest.
        Interest = "interest" => "cash-interest",
        /// Tax.
        Tax = "tax" => "cash-tax",
        /// Between accounts.
        Transfer = "transfer" => "cash-transfer",
        /// What was held was paid out.
        Payout = "payout" => "cash-payout",
        /// A count found a difference.
        Count = "count" => "cash-count",
        /// The owner's own.
        Owner = "owner" => "cash-owner",
        /// Of nobody known.
        Unknown = "unknown" => "cash-unknown",
        /// Anything else.
        Other = "other" => "cash-other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_of_the_year_comes_again() {
        let today = NaiveDate::from_ymd_opt(2026, 12, 20).unwrap();
        let of = |birthday: &str| CustomerReport {
            id: CustomerId::new(1),
            name: String::new(),
            phone: None,
            orders: 2,
            periods: 1,
            units: 3,
            turnover: Rupiah::ZERO,
            last: Some(Moment::opening(today, Zone::Wib)),
            cancelled: 0,
            birthday: Some(birthday.to_owned()),
        };
        assert_eq!(of("12-20").days_to_date(today), Some(0));
        assert_eq!(of("12-31").days_to_date(today), Some(11));
        assert_eq!(of("01-01").days_to_date(today), Some(12));
        // 2027 has no 29th of February.
        assert_eq!(of("02-29").days_to_date(today), Some(70));
        let later = |days| Moment::opening(today + chrono::Days::new(days), Zone::Wib);
        assert!(!of("12-20").is_sleeping(later(90), Zone::Wib));
        assert!(of("12-20").is_sleeping(later(91), Zone::Wib));
    }

    #[test]
    fn products_are_ranked_by_their_share() {
        let goods = |turnover| GoodsReport {
            turnover: Rupiah::new(turnover),
            ..GoodsReport::default()
        };
        let ranked = Ranked::all(vec![goods(60), goods(30), goods(10)]).unwrap();
        let up_to: Vec<_> = ranked
            .iter()
            .map(|of| of.up_to.unwrap().percent())
            .collect();
        assert_eq!(up_to, [60, 90, 100]);
        assert_eq!(ranked[1].share.unwrap().percent(), 30);
    }
}
