//! What figures advise: facts with their reasons (rule 104).

use super::period::{GoodsReport, PeriodReport, Rate};
use crate::domain::coded::coded;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;

coded! {
    /// What a report advises (rule 104).
    pub enum AdviceKind {
        /// Sold out: a larger quota would have sold.
        RaiseQuota = "raise_quota" => "advice-raise-quota",
        /// Sold much less than there was.
        Slow = "slow" => "advice-slow",
        /// Sold below its cost.
        Loss = "loss" => "advice-loss",
        /// Many orders were cancelled.
        Cancellations = "cancellations" => "advice-cancellations",
        /// Many customers came back.
        Repeat = "repeat" => "advice-repeat",
        /// Ready later than promised.
        Late = "late" => "advice-late",
    }
}

/// A fact that the owner may act on, with its reason (rule 104).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// What it is about.
    pub what: AdviceKind,
    /// The arithmetic behind it.
    pub why: Message,
}

/// From how many per cent of its quota a product counts as sold slowly, at most.
const SLOW: i64 = 50;

/// From how many per cent of cancelled orders on they are named.
const MANY_CANCELLED: i64 = 15;

/// From how many per cent of returning customers on they are named.
const MANY_RETURN: i64 = 50;

impl PeriodReport {
    /// What the figures advise, each with its reason (rule 104). They state facts; the owner decides.
    pub fn advice(&self) -> Vec<Advice> {
        let mut advice = Vec::new();
        let mut say = |what, why| advice.push(Advice { what, why });
        if let (Some(rate), Some(days)) = (self.sell_through, self.days_to_full) {
            let why = Message::new("advice-full")
                .count("of", rate.of)
                .count("days", days);
            say(AdviceKind::RaiseQuota, why);
        }
        for goods in &self.per_product {
            let rate = goods.quota.and_then(|quota| Rate::new(goods.units, quota));
            match rate {
                Some(rate) if rate.part >= rate.of && self.days_to_full.is_none() => say(
                    AdviceKind::RaiseQuota,
                    sold_of("advice-goods-full", goods, rate),
                ),
                Some(rate) if rate.percent() <= SLOW => {
                    say(AdviceKind::Slow, sold_of("advice-goods-slow", goods, rate));
                }
                _ => {}
            }
            if goods.code.is_some() && goods.turnover > Rupiah::ZERO && goods.turnover < goods.cost
            {
                let why = Message::new("advice-goods-loss")
                    .text("goods", goods.goods.as_str())
                    .money("turnover", goods.turnover)
                    .money("cost", goods.cost);
                say(AdviceKind::Loss, why);
            }
        }
        let share = |rate: Option<Rate>, least: i64, key: &'static str| {
            let rate = rate.filter(|rate| rate.part > 0 && rate.percent() >= least)?;
            Some(
                Message::new(key)
                    .count("part", rate.part)
                    .count("of", rate.of)
                    .count("percent", rate.percent()),
            )
        };
        if let Some(why) = share(self.cancel_rate, MANY_CANCELLED, "advice-share-cancelled") {
            say(AdviceKind::Cancellations, why);
        }
        if let Some(why) = share(self.repeat_rate, MANY_RETURN, "advice-share-repeat") {
            say(AdviceKind::Repeat, why);
        }
        if let Some(days) = self.days_late.filter(|days| *days > 0) {
            say(
                AdviceKind::Late,
                Message::new("advice-days-late").count("days", days),
            );
        }
        advice
    }
}

fn sold_of(key: &'static str, goods: &GoodsReport, rate: Rate) -> Message {
    Message::new(key)
        .text("goods", goods.goods.as_str())
        .count("part", rate.part)
        .count("of", rate.of)
        .count("percent", rate.percent())
}
