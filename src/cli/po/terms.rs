//! The terms of periods, tiers and bonuses, read from options.

use clap::Args;

use crate::book::{BonusChange, BonusFor, PeriodChange, TierChange};
use crate::cli::console::{Failure, OpenBook, bad_value};
use crate::cli::values::{self, or_none};
use crate::domain::money::Rupiah;
use crate::domain::period::Confirms;
use crate::domain::policy::{Cancellation, DownPayment, PolicyKind};
use crate::domain::when::parse_date_range;

/// The terms of a period, set by `new`, `edit` and `clone`.
#[derive(Debug, Args)]
pub struct Terms {
    #[arg(long, value_name = "MOMENT")]
    open: Option<String>,
    #[arg(long, value_name = "MOMENT")]
    close: Option<String>,
    #[arg(long, value_name = "FROM..TO")]
    ready: Option<String>,
    #[arg(long, value_name = "DP", value_parser = values::down_payment, allow_negative_numbers = true)]
    dp: Option<DownPayment>,
    #[arg(long, value_name = "N", value_parser = values::quota, allow_negative_numbers = true)]
    quota: Option<values::NumberOrNone>,
    #[arg(long, value_name = "N", value_parser = values::quota, allow_negative_numbers = true)]
    order_cap: Option<values::NumberOrNone>,
    #[arg(long, value_name = "N", value_parser = values::hours, allow_negative_numbers = true)]
    dp_hours: Option<u32>,
    #[arg(long, value_name = "WHAT", value_parser = values::keep_by())]
    keep_by: Option<Confirms>,
    #[arg(long, visible_alias = "aturan-batal", value_name = "RULE", value_parser = values::cancellation, allow_hyphen_values = true)]
    cancel_rule: Option<Cancellation>,
    #[arg(long, value_name = "N", value_parser = values::first_units, allow_negative_numbers = true)]
    minimum: Option<values::NumberOrNone>,
    #[arg(long, value_name = "MOMENT")]
    settle_by: Option<String>,
    #[arg(long, value_name = "N", value_parser = values::quota, allow_negative_numbers = true)]
    collect_days: Option<values::NumberOrNone>,
    #[arg(long, value_name = "N", value_parser = values::quota, allow_negative_numbers = true)]
    update_days: Option<values::NumberOrNone>,
    #[arg(long = "announce", value_name = "MOMENT")]
    announce_at: Option<String>,
    #[arg(long = "policy", value_name = "KIND=TEXT", value_parser = values::policy, allow_hyphen_values = true)]
    policies: Vec<(PolicyKind, String)>,
}

impl Terms {
    /// Returns the terms as a change to a period.
    pub(super) fn change(&self, opened: &OpenBook) -> Result<PeriodChange, Failure> {
        let opens_at = self
            .open
            .as_deref()
            .map(|text| or_none(text, |text| opened.opening("--open", text)))
            .transpose()?;
        let closes_at = self
            .close
            .as_deref()
            .map(|text| or_none(text, |text| opened.closing("--close", text)))
            .transpose()?;
        let settle_by = self
            .settle_by
            .as_deref()
            .map(|text| or_none(text, |text| opened.closing("--settle-by", text)))
            .transpose()?;
        let announce_at = self
            .announce_at
            .as_deref()
            .map(|text| or_none(text, |text| opened.opening("--announce", text)))
            .transpose()?;
        let ready = self
            .ready
            .as_deref()
            .map(|text| {
                parse_date_range(text, opened.now.date(opened.zone))
                    .map(|(from, to)| (from, to, String::new()))
                    .map_err(|error| bad_value("--ready", error.message()))
            })
            .transpose()?;
        Ok(PeriodChange {
            opens_at,
            closes_at,
            ready,
            down_payment: self.dp,
            down_payment_hours: self.dp_hours.map(Some),
            confirms: self.keep_by,
            cancellation: self.cancel_rule,
            quota: self.quota.map(|quota| quota.0),
            order_cap: self.order_cap.map(|orders| orders.0),
            minimum: self.minimum.map(|units| units.0),
            settle_by,
            collect_days: self.collect_days.map(|days| days.0),
            update_days: self.update_days.map(|days| days.0),
            announce_at,
            policies: self.policies.clone(),
            ..PeriodChange::default()
        })
    }
}

/// The terms of a price tier, set by `tier`.
#[derive(Debug, Args)]
pub struct TierTerms {
    #[arg(long, value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
    price: Option<Rupiah>,
    #[arg(long = "until", value_name = "MOMENT")]
    tier_until: Option<String>,
    #[arg(long = "first", value_name = "N", value_parser = values::first_units, allow_negative_numbers = true)]
    first_units: Option<values::NumberOrNone>,
    #[arg(long = "archive", conflicts_with_all = ["price", "tier_until", "first_units"])]
    archive_tier: bool,
}

impl TierTerms {
    /// Returns the terms as a change to a tier.
    pub(super) fn change(&self, opened: &OpenBook) -> Result<TierChange, Failure> {
        let until = self
            .tier_until
            .as_deref()
            .map(|text| or_none(text, |text| opened.closing("--until", text)))
            .transpose()?;
        Ok(TierChange {
            price: self.price,
            until,
            first: self.first_units.map(|first| first.0),
            archived: self.archive_tier,
        })
    }
}

/// The terms of a bonus, set by `bonus`.
#[derive(Debug, Args)]
pub struct BonusTerms {
    #[arg(long = "first", value_name = "N", value_parser = values::first_orders, allow_negative_numbers = true)]
    first_orders: Option<i64>,
    #[arg(long = "next", requires = "first_orders")]
    next_orders: bool,
    #[arg(long = "discount", value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
    bonus_discount: Option<Rupiah>,
    #[arg(long = "off", conflicts_with_all = ["first_orders", "bonus_discount"])]
    end_bonus: bool,
}

impl BonusTerms {
    /// Returns the terms as a change to a bonus.
    pub(super) fn change(&self) -> BonusChange {
        let whose = if self.next_orders {
            BonusFor::Next
        } else {
            BonusFor::First
        };
        BonusChange {
            orders: self.first_orders.map(whose),
            discount: self.bonus_discount,
            archived: self.end_bonus,
        }
    }
}
