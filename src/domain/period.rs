//! A PO period and its stage (rules 1–4, 7). The stage is computed from dates and milestones and
//! never stored, so that it is right even when the computer was off at a change.

use chrono::NaiveDate;

use super::code::Code;
use super::coded::coded;
use super::id::PeriodId;
use super::money::Rupiah;
use super::policy::{Cancellation, DownPayment, PolicyTexts};
use super::refusal::Refusal;
pub use super::stage::Stage;
use super::when::{Moment, Zone};

/// The dates and milestones that the stage of a period depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Milestones {
    /// Planned opening.
    pub opens_at: Option<Moment>,
    /// Planned closing: the last second at which orders are accepted.
    pub closes_at: Option<Moment>,
    /// When the owner opened it before the planned time.
    pub opened_at: Option<Moment>,
    /// When the owner closed it; the planned time is kept (rule 4).
    pub closed_at: Option<Moment>,
    /// When the owner reopened it after a close.
    pub reopened_at: Option<Moment>,
    /// Production began.
    pub production_at: Option<Moment>,
    /// Goods are ready.
    pub ready_at: Option<Moment>,
    /// Finished.
    pub finished_at: Option<Moment>,
    /// Called off.
    pub cancelled_at: Option<Moment>,
}

impl Milestones {
    /// The stage at `now` (rule 2).
    pub fn stage(&self, now: Moment) -> Stage {
        if self.cancelled_at.is_some() {
            Stage::Cancelled
        } else if self.finished_at.is_some() {
            Stage::Finished
        } else if self.ready_at.is_some() {
            Stage::Ready
        } else if self.production_at.is_some() {
            Stage::InProduction
        } else if self.close(now).is_some() {
            Stage::Closed
        } else if self.opened_at.is_some() || self.opens_at.is_some_and(|opens| opens <= now) {
            Stage::Open
        } else if self.opens_at.is_some() {
            Stage::Scheduled
        } else {
            Stage::Draft
        }
    }

    /// When the period closed, as seen at `now`: when the owner closed it, else the planned closing
    /// once it has passed and the period was not reopened since. `None` while it is not closed.
    pub fn close(&self, now: Moment) -> Option<Moment> {
        self.closed_at.or_else(|| {
            self.closes_at.filter(|closes| {
                *closes < now && self.reopened_at.is_none_or(|reopened| reopened <= *closes)
            })
        })
    }
}

coded! {
    /// When the orders of a period are confirmed and begin to count against quotas (rule 62).
    #[derive(Default)]
    pub enum Confirms {
        /// When it is saved.
        #[default]
        Saved = "saved" | "order" | "pesanan",
        /// When its down payment arrives: "no DP no keep".
        DownPayment = "down_payment" | "dp",
    }
}

impl Confirms {
    /// Its value of `keep_by` on the command line, in JSON and in forms.
    pub fn keep_by(self) -> &'static str {
        match self {
            Self::Saved => "order",
            Self::DownPayment => "dp",
        }
    }
}

/// A PO period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// Identity.
    pub id: PeriodId,
    /// Short unique code (`NAS3`); order numbers begin with it.
    pub code: Code,
    /// Name on screens and papers.
    pub name: String,
    /// Dates and milestones.
    pub milestones: Milestones,
    /// The newest estimate: first and last day (rule 5 keeps the older ones).
    pub ready: Option<(NaiveDate, NaiveDate)>,
    /// Down-payment rule.
    pub down_payment: DownPayment,
    /// Hours an order has to pay its down payment.
    pub down_payment_hours: Option<u32>,
    /// What confirms an order.
    pub confirms: Confirms,
    /// Cancellation rule.
    pub cancellation: Cancellation,
    /// Units allowed in all.
    pub quota: Option<i64>,
    /// Orders allowed in all.
    pub order_cap: Option<i64>,
    /// Minimum of units; the owner decides at close when it wasn't reached (rule 8).
    pub minimum: Option<i64>,
    /// When the owner decided to produce below the minimum.
    pub minimum_waived_at: Option<Moment>,
    /// Last moment of the settlement (rule 1).
    pub settle_by: Option<Moment>,
    /// Days that ready goods wait for their customer (rule 82), 1–3.660.
    pub collect_days: Option<i64>,
    /// After how many days customers have news while their goods are made (rule 64), 1–366.
    pub update_days: Option<i64>,
    /// Target turnover, in rupiah.
    pub target: Option<Rupiah>,
    /// When it is to be announced (rule 64).
    pub announce_at: Option<Moment>,
    /// What it tells about refunds, cancelling, changing and shipping (rule 64).
    pub policies: PolicyTexts,
    /// Note to customers.
    pub note: String,
}

impl Period {
    /// The last day on which its goods wait for their customers (rule 82), once they are ready.
    pub fn collect_by(&self, zone: Zone) -> Option<NaiveDate> {
        let (ready, days) = (self.milestones.ready_at?, self.collect_days?);
        let days = u64::try_from(days).ok()?;
        ready.date(zone).checked_add_days(chrono::Days::new(days))
    }
}

impl Period {
    /// The stage at `now`.
    pub fn stage(&self, now: Moment) -> Stage {
        self.milestones.stage(now)
    }

    /// Checks whether an order is accepted at `now`: any while the period is open, after the close
    /// only a late order with a reason (rule 7). Returns whether the order is late.
    ///
    /// # Errors
    /// A refusal that says when the period opens or closed.
    pub fn admit(&self, late: Option<&str>, now: Moment) -> Result<bool, Refusal> {
        let code = || self.code.to_string();
        let stage = self.stage(now);
        match stage {
            Stage::Open => Ok(false),
            Stage::Closed | Stage::InProduction | Stage::Ready => {
                if late.is_some_and(|reason| !reason.trim().is_empty()) {
                    Ok(true)
                } else {
                    Err(Refusal::PeriodClosed {
                        period: code(),
                        at: self.milestones.close(now),
                    })
                }
            }
            Stage::Scheduled => Err(Refusal::PeriodNotOpen {
                period: code(),
                at: self.milestones.opens_at,
            }),
            Stage::Draft => Err(Refusal::PeriodNotOpen {
                period: code(),
                at: None,
            }),
            Stage::Finished | Stage::Cancelled => Err(Refusal::PeriodOver {
                period: code(),
                stage,
            }),
        }
    }
}

/// Checks that the closing is not before the opening.
///
/// # Errors
/// [`Refusal::ClosesBeforeOpening`].
pub fn check_window(opens: Option<Moment>, closes: Option<Moment>) -> Result<(), Refusal> {
    match (opens, closes) {
        (Some(opens_at), Some(closes_at)) if closes_at < opens_at => {
            Err(Refusal::ClosesBeforeOpening {
                opens: opens_at,
                closes: closes_at,
            })
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Option<Moment> {
        Some(Moment::from_unix(second))
    }

    fn window() -> Milestones {
        Milestones {
            opens_at: at(100),
            closes_at: at(200),
            ..Milestones::default()
        }
    }

    #[track_caller]
    fn sees(milestones: Milestones, now: i64, stage: Stage) {
        assert_eq!(milestones.stage(Moment::from_unix(now)), stage, "at {now}");
    }

    #[test]
    fn the_clock_alone_opens_and_closes() {
        sees(Milestones::default(), 0, Stage::Draft);
        sees(window(), 99, Stage::Scheduled);
        sees(window(), 100, Stage::Open);
        // Orders are still accepted in the closing second (rule 3).
        sees(window(), 200, Stage::Open);
        sees(window(), 201, Stage::Closed);
    }

    #[test]
    fn by_hand_it_opens_early_closes_early_and_reopens() {
        let early = Milestones {
            opened_at: at(50),
            ..window()
        };
        sees(early, 60, Stage::Open);
        let closed = Milestones {
            closed_at: at(150),
            ..window()
        };
        sees(closed, 160, Stage::Closed);
        let reopened = Milestones {
            reopened_at: at(160),
            ..window()
        };
        sees(reopened, 170, Stage::Open);
        sees(reopened, 201, Stage::Closed);
        let reopened_late = Milestones {
            reopened_at: at(300),
            ..window()
        };
        sees(reopened_late, 400, Stage::Open);
    }

    #[test]
    fn later_milestones_win() {
        let made = Milestones {
            production_at: at(210),
            ..window()
        };
        sees(made, 150, Stage::InProduction);
        sees(
            Milestones {
                ready_at: at(1),
                ..made
            },
            0,
            Stage::Ready,
        );
        sees(
            Milestones {
                finished_at: at(1),
                ..made
            },
            0,
            Stage::Finished,
        );
        sees(
            Milestones {
                cancelled_at: at(1),
                finished_at: at(1),
                ..made
            },
            0,
            Stage::Cancelled,
        );
    }
}
