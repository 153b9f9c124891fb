//! The cancellation rule (rule 33): how much of the down payment is refunded, depending on the
//! stage of the PO. What is kept is "DP hangus", an income class of its own.

use std::fmt;
use std::str::FromStr;

use crate::domain::coded::coded;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::payment::Bill;
use crate::domain::refusal::Refusal;
use crate::domain::stage::Stage;

/// How much of the down payment is refunded when the customer cancels, in whole percent by stage.
/// It never rises from one stage to the next. It freezes with the order at confirmation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cancellation {
    until_close: u8,
    until_production: u8,
    after: u8,
}

/// Without a rule everything is refunded.
impl Default for Cancellation {
    fn default() -> Self {
        Self {
            until_close: 100,
            until_production: 100,
            after: 100,
        }
    }
}

coded! {
    /// What decided how much is kept of a cancelled order.
    pub enum KeptBy {
        /// The shop cancelled: everything is refunded.
        Shop = "shop",
        /// The rule's percentage until the close.
        UntilClose = "until_close",
        /// The rule's percentage between close and start of production.
        UntilProduction = "until_production",
        /// The rule's percentage once production had begun.
        After = "after",
        /// The owner, whatever the rule says.
        Owner = "owner",
    }
}

/// What is kept and what is refunded when an order is cancelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Forfeit {
    /// Kept by the shop, in rupiah.
    pub kept: Rupiah,
    /// To be refunded, in rupiah.
    pub refund: Rupiah,
    /// Percent of the down payment that is kept; absent when the owner named the sum.
    pub percent: Option<u8>,
    /// What decided it.
    pub by: KeptBy,
}

impl Cancellation {
    /// Whether anything is ever kept.
    pub fn keeps(self) -> bool {
        self != Self::default()
    }

    /// Percent refunded until the close, until production, and after.
    pub fn percents(self) -> [u8; 3] {
        [self.until_close, self.until_production, self.after]
    }

    /// The rule as sentences for a customer; `None` when it never keeps anything. Stages with the
    /// same percentage share one sentence.
    pub fn message(self) -> Option<Message> {
        let first = |percent: u8| match percent {
            0 => Message::new("cancel-forfeits"),
            _ => Message::new("cancel-gives-back").count("percent", percent),
        };
        let later = |percent: u8| match percent {
            0 => Message::new("cancel-forfeits"),
            _ => Message::new("cancel-gives-back-later").count("percent", percent),
        };
        let [close, production, after] = self.percents();
        if !self.keeps() {
            return None;
        }
        Some(match (close == production, production == after) {
            (true, true) => Message::new("cancel-always").say("part", first(close)),
            (true, false) => Message::new("cancel-after-production")
                .say("before", first(close))
                .say("after", later(after)),
            (false, true) => Message::new("cancel-after-close")
                .say("before", first(close))
                .say("after", later(after)),
            (false, false) => Message::new("cancel-stages")
                .say("close", first(close))
                .say("production", later(production))
                .say("after", later(after)),
        })
    }

    /// Computes what is kept of an order with this bill when the customer cancels at `stage`. The
    /// percentage is taken of the down payment, however much was paid; of what was paid for the goods
    /// when no down payment is asked. What was kept of parts cancelled before stays kept. Fractions of a
    /// rupiah are refunded.
    pub fn forfeit(self, bill: &Bill, stage: Stage) -> Forfeit {
        let Some((by, percent)) = self.kept_at(stage) else {
            // The PO itself was cancelled by the shop.
            return Forfeit::by_shop(bill.paid);
        };
        let rest = at_stake(bill);
        let share = i128::from(rest.raw()) * i128::from(percent) / 100;
        let kept = i64::try_from(share).map_or(rest, Rupiah::new);
        let kept = kept.plus(bill.fee).unwrap_or(kept);
        Forfeit::of(kept, bill.paid, Some(percent), by)
    }

    /// Computes what is kept when the customer gives back goods worth `removed` of an order at `stage`,
    /// and keeps the rest: `removed` × down payment ÷ goods, by the same percentage (rule 33).
    pub fn forfeit_part(self, bill: &Bill, stage: Stage, removed: Rupiah) -> Forfeit {
        let Some((by, percent)) = self.kept_at(stage) else {
            return Forfeit::by_shop(Rupiah::ZERO);
        };
        let goods = i128::from(bill.goods.raw()).max(1);
        let removed = i128::from(removed.raw()).clamp(0, goods);
        let share =
            i128::from(at_stake(bill).raw()) * removed * i128::from(percent) / (goods * 100);
        let kept = i64::try_from(share).map_or(Rupiah::ZERO, Rupiah::new);
        Forfeit::of(kept, kept, Some(percent), by)
    }

    /// What decides how much is kept at a stage, and its percent; `None` where the shop cancelled the PO.
    fn kept_at(self, stage: Stage) -> Option<(KeptBy, u8)> {
        let (by, back) = match stage {
            Stage::Draft | Stage::Scheduled | Stage::Open => (KeptBy::UntilClose, self.until_close),
            Stage::Closed => (KeptBy::UntilProduction, self.until_production),
            Stage::InProduction | Stage::Ready | Stage::Finished => (KeptBy::After, self.after),
            Stage::Cancelled => return None,
        };
        Some((by, 100_u8.saturating_sub(back)))
    }
}

/// The part of what was paid that a cancellation can forfeit, in rupiah: the down payment without what
/// was kept of it before.
fn at_stake(bill: &Bill) -> Rupiah {
    let asked = match bill.down_payment_asked() {
        Rupiah::ZERO => bill.goods,
        asked => asked,
    };
    let rest = bill.paid.min(asked).minus(bill.fee).unwrap_or_default();
    rest.max(Rupiah::ZERO)
}

impl Forfeit {
    /// Refunds everything, because the shop cancelled.
    pub fn by_shop(paid: Rupiah) -> Self {
        Self::of(Rupiah::ZERO, paid, Some(0), KeptBy::Shop)
    }

    /// Keeps the sum the owner named out of what was paid.
    ///
    /// # Errors
    /// [`Refusal::KeepTooMuch`] below zero or beyond what was paid.
    pub fn by_owner(kept: Rupiah, paid: Rupiah) -> Result<Self, Refusal> {
        let paid = paid.max(Rupiah::ZERO);
        if kept < Rupiah::ZERO || kept > paid {
            return Err(Refusal::KeepTooMuch { paid });
        }
        Ok(Self::of(kept, paid, None, KeptBy::Owner))
    }

    fn of(kept: Rupiah, paid: Rupiah, percent: Option<u8>, by: KeptBy) -> Self {
        let refund = paid.minus(kept).unwrap_or_default().max(Rupiah::ZERO);
        Self {
            kept,
            refund,
            percent,
            by,
        }
    }

    /// A sentence: what is kept, why, and what is to be refunded.
    pub fn message(&self) -> Message {
        if self.kept == Rupiah::ZERO && self.refund == Rupiah::ZERO {
            return Message::new("forfeit-unpaid");
        }
        let then = if self.refund > Rupiah::ZERO {
            Message::new("forfeit-refund").money("refund", self.refund)
        } else {
            Message::new("forfeit-no-refund")
        };
        Message::new("forfeit")
            .say("why", self.why())
            .say("then", then)
    }

    /// A sentence: what is kept and why.
    pub fn why(&self) -> Message {
        let key = match self.by {
            KeptBy::Shop => return Message::new("forfeit-by-shop"),
            _ if self.kept == Rupiah::ZERO => return Message::new("forfeit-nothing"),
            KeptBy::UntilClose => "forfeit-until-close",
            KeptBy::UntilProduction => "forfeit-until-production",
            KeptBy::After => "forfeit-after",
            KeptBy::Owner => return Message::new("forfeit-by-owner").money("kept", self.kept),
        };
        Message::new(key)
            .count("percent", self.percent.unwrap_or_default())
            .money("kept", self.kept)
    }
}

/// The form it is stored in: `100/50/0`.
impl fmt::Display for Cancellation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [close, production, after] = self.percents();
        write!(f, "{close}/{production}/{after}")
    }
}

impl FromStr for Cancellation {
    type Err = Refusal;

    /// Reads `100/50/0` (also `100%/50%/0%`, `100 50 0`), one percentage for all stages (`50%`),
    /// `none` (also `tanpa`) for refunding everything, `hangus` for nothing.
    fn from_str(text: &str) -> Result<Self, Refusal> {
        let unreadable = || Refusal::CancellationUnreadable {
            text: text.to_owned(),
        };
        let typed = text.trim().to_lowercase();
        match typed.as_str() {
            "none" | "tanpa" | "tidak" | "no" | "-" => return Ok(Self::default()),
            "hangus" | "forfeit" | "forfeited" => {
                return Ok(Self {
                    until_close: 0,
                    until_production: 0,
                    after: 0,
                });
            }
            _ => {}
        }
        let parts = typed
            .split(['/', ',', ' '])
            .filter(|part| !part.is_empty())
            .map(|part| {
                let percent: u8 = part.strip_suffix('%').unwrap_or(part).parse().ok()?;
                (percent <= 100).then_some(percent)
            })
            .collect::<Option<Vec<u8>>>()
            .ok_or_else(unreadable)?;
        let (until_close, until_production, after) = match *parts.as_slice() {
            [always] => (always, always, always),
            [close, production, after] => (close, production, after),
            _ => return Err(unreadable()),
        };
        let rule = Self {
            until_close,
            until_production,
            after,
        };
        if until_close < until_production || until_production < after {
            // Rising percentages: probably what is kept was typed, not what is refunded.
            if until_close > until_production || until_production > after {
                return Err(unreadable());
            }
            let meant = format!(
                "{}/{}/{}",
                100 - until_close,
                100 - until_production,
                100 - after
            );
            return Err(Refusal::CancellationRises {
                rule: rule.to_string(),
                meant,
            });
        }
        Ok(rule)
    }
}

#[cfg(test)]
#[path = "cancellation_tests.rs"]
mod tests;
