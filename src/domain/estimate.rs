//! When goods will be ready: the estimates of a period (rule 5), and how one is proposed from the
//! shop's capacity (rule 6).

use chrono::{Days, NaiveDate};

use super::coded::coded;
use super::id::{EstimateId, OrderId};
use super::money::Rupiah;
use super::when::Moment;

/// An estimate of a period. Earlier ones are kept when a later one is given (rule 5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Estimate {
    /// Identity.
    pub id: EstimateId,
    /// First day the goods may be ready.
    pub from: NaiveDate,
    /// Last day by which they will be ready.
    pub to: NaiveDate,
    /// Why the estimate was changed; empty for the first one.
    pub why: String,
    /// When it was given.
    pub made_at: Moment,
    /// What customers are offered for the delay.
    pub offer: DelayOffer,
}

/// What customers are offered for a delay (rule 52).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DelayOffer {
    /// Taken off the bill of who waits, in rupiah; 0 for nothing.
    pub compensation: Rupiah,
    /// Whether who would rather not wait may have the money back.
    pub asks: bool,
}

coded! {
    /// What a customer answers to a delay.
    pub enum DelayAnswer {
        /// Waits.
        Wait = "wait" | "tunggu" => "delay-wait",
        /// Wants the money back.
        Refund = "refund" | "kembali" => "delay-refund",
    }
}

/// An order that was promised an earlier date, with what its customer was told and answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DelayedOrder {
    /// Identity.
    pub id: OrderId,
    /// Its code.
    pub order: String,
    /// Name of the customer.
    pub customer: String,
    /// When the customer was told of the newest date.
    pub told_at: Option<Moment>,
    /// What the customer answered.
    pub answer: Option<DelayAnswer>,
    /// When.
    pub answered_at: Option<Moment>,
}

/// The figures an estimate is computed from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pace {
    /// Units the shop makes in a day, more than zero.
    pub daily_capacity: Option<i64>,
    /// Lead time of the slowest supplier, in days.
    pub lead_days: Option<i64>,
    /// Days a delivery takes in the worst case.
    pub delivery_days: i64,
    /// Days added as a buffer.
    pub buffer_days: i64,
}

/// A proposed estimate with the figures it was computed from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proposal {
    /// The day production begins.
    pub begins: NaiveDate,
    /// Units to make.
    pub units: i64,
    /// Days production takes.
    pub production_days: i64,
    /// The figures it was computed from.
    pub pace: Pace,
    /// First day the goods may be ready: the end of production.
    pub from: NaiveDate,
    /// Last day by which they will be ready: worst-case delivery and buffer included.
    pub to: NaiveDate,
}

impl Pace {
    /// Days it takes to make `units`: at the shop's daily capacity or the supplier's lead time,
    /// whichever is longer. `None` when neither is known.
    pub fn production_days(&self, units: i64) -> Option<i64> {
        let own = self
            .daily_capacity
            .filter(|capacity| *capacity > 0)
            .map(|capacity| (units.max(0) + capacity - 1) / capacity);
        own.max(self.lead_days)
    }

    /// Proposes an estimate for `units` when production begins on `begins` (rule 6). `None` when
    /// neither capacity nor lead time is known, or the date is out of range.
    pub fn propose(&self, units: i64, begins: NaiveDate) -> Option<Proposal> {
        let production_days = self.production_days(units)?;
        let after = |days: i64| begins.checked_add_days(Days::new(u64::try_from(days).ok()?));
        Some(Proposal {
            begins,
            units,
            production_days,
            pace: *self,
            from: after(production_days)?,
            to: after(production_days + self.delivery_days + self.buffer_days)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn production_takes_the_kitchens_days_or_the_suppliers_whichever_is_longer() {
        let days = |daily_capacity, lead_days, units| {
            Pace {
                daily_capacity,
                lead_days,
                ..Pace::default()
            }
            .production_days(units)
        };
        assert_eq!(days(None, None, 10), None);
        assert_eq!(days(Some(40), None, 0), Some(0));
        assert_eq!(days(Some(40), None, 80), Some(2));
        assert_eq!(days(Some(40), None, 81), Some(3));
        assert_eq!(days(None, Some(14), 81), Some(14));
        assert_eq!(days(Some(40), Some(2), 81), Some(3));
        assert_eq!(days(Some(40), Some(14), 81), Some(14));
    }

    #[test]
    fn the_range_ends_with_the_worst_delivery_and_the_buffer() {
        let pace = Pace {
            daily_capacity: Some(40),
            lead_days: None,
            delivery_days: 3,
            buffer_days: 2,
        };
        let proposal = pace.propose(100, day("2026-02-27")).unwrap();
        assert_eq!(proposal.production_days, 3);
        assert_eq!(
            (proposal.from, proposal.to),
            (day("2026-03-02"), day("2026-03-07"))
        );
        assert_eq!(Pace::default().propose(100, day("2026-02-27")), None);
        assert_eq!(
            Pace {
                lead_days: Some(1),
                ..Pace::default()
            }
            .propose(1, NaiveDate::MAX),
            None
        );
    }
}
