//! Payment stages of a period (rules 63, 75): declared, billed and billed anew, paid by the shop.

use std::collections::BTreeMap;

use super::keeper::book::Book;
use super::keeper::deed::{Deed, Done};
use super::keeper::error::Result;
use super::rows::order::Context;
use super::rows::payment_stage::{self, billed, find, held, named, of_period};
use super::rows::{number, period, text};
use super::steps::stage;
use crate::domain::id::{AccountId, OrderId, PeriodId, StageId};
use crate::domain::money::Rupiah;
use crate::domain::order::OrderRow;
use crate::domain::payment_stage::{PaymentStage, StageBilling, StageFigures, StageRule};
use crate::domain::period::{Period, Stage};
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;

/// Changes to a payment stage; absent values stay. An inner `None` removes the value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StageChange {
    /// Bills it, or bills it anew.
    pub bill: Option<StageBilling>,
    /// Last moment of its payment.
    pub due: Option<Option<Moment>>,
    /// What the shop paid for it, in rupiah, and out of which account.
    pub paid: Option<(Rupiah, Option<AccountId>)>,
}

impl Book {
    /// Declares a payment stage of a period, or changes the one with this name: bills it, moves its
    /// deadline, records what the shop paid. A stage that is billed anew sets every part anew; a part on
    /// which more was paid already is refused, so that no customer is owed money unnoticed. Returns the
    /// stage.
    ///
    /// # Errors
    /// A cancelled period, an order that does not count in it, nothing to divide by, a part below what was
    /// paid of it, or an amount out of bounds.
    pub fn set_stage(
        &mut self,
        period: PeriodId,
        name: &str,
        change: &StageChange,
        now: Moment,
    ) -> Result<Done<StageFigures>> {
        self.transaction(now, |deed| {
            let period = period::by_id(deed.connection(), period)?;
            let (stage, parts) = set(deed, &period, name, change)?;
            let figures = figures_of(deed, &period, stage.id)?;
            let label = stage.name.as_str();
            let message = match parts {
                Some(_) => period::did("did-bill-stage", &period)
                    .text("label", label)
                    .money("amount", figures.amount)
                    .count("orders", figures.orders),
                None => period::did("did-set-stage", &period).text("label", label),
            };
            Ok((figures, message))
        })
    }

    /// What each order would be billed of a stage by [`Self::set_stage`]: the order as it would be then,
    /// and its part.
    ///
    /// # Errors
    /// As [`Self::set_stage`].
    pub fn quote_stage(
        &self,
        period: PeriodId,
        name: &str,
        change: &StageChange,
        now: Moment,
    ) -> Result<Vec<(OrderRow, Rupiah)>> {
        self.rehearse(now, |deed| {
            let period = period::by_id(deed.connection(), period)?;
            let (_, parts) = set(deed, &period, name, change)?;
            let context = Context::read(deed.connection(), now)?;
            parts
                .unwrap_or_default()
                .into_iter()
                .map(|(id, amount)| Ok((context.one(deed.connection(), id)?, amount)))
                .collect()
        })
    }

    /// Removes a stage, what was billed of it, and what the shop paid for it. Returns it as it was.
    ///
    /// # Errors
    /// An unknown stage, or one of which customers paid something.
    pub fn remove_stage(
        &mut self,
        period: PeriodId,
        name: &str,
        now: Moment,
    ) -> Result<Done<StageFigures>> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            let period = period::by_id(connection, period)?;
            let stage = find(connection, period.id, &text::name("field-stage", name)?)?;
            let figures = figures_of(deed, &period, stage.id)?;
            let parts: Vec<(OrderId, Rupiah)> = billed(connection, period.id)?
                .into_iter()
                .filter(|part| part.stage == stage.id)
                .map(|part| (part.order, Rupiah::ZERO))
                .collect();
            stage::write(deed, &stage, &parts)?;
            payment_stage::delete(deed, stage.id)?;
            let message = match figures.stage.paid > Rupiah::ZERO {
                true => period::did("did-remove-paid-stage", &period).money("paid", stage.paid),
                false => period::did("did-remove-stage", &period),
            };
            Ok((figures, message.text("label", stage.name)))
        })
    }

    /// The stages of a period with their figures, in the order they were declared.
    pub fn stages(&self, period: PeriodId) -> Result<Vec<StageFigures>> {
        let reading = self.reading()?;
        let stages = of_period(&reading, period)?;
        if stages.is_empty() {
            return Ok(Vec::new());
        }
        figures(&reading, period, stages)
    }
}

/// What orders are billed of a stage.
type Parts = Vec<(OrderId, Rupiah)>;

/// Makes the change; returns the stage and, when it was billed, the part of each order.
fn set(
    deed: &Deed<'_>,
    period: &Period,
    name: &str,
    change: &StageChange,
) -> Result<(PaymentStage, Option<Parts>)> {
    let connection = deed.connection();
    let is = period.stage(deed.now);
    if is == Stage::Cancelled {
        return Err(Refusal::PeriodOver {
            period: period.code.to_string(),
            stage: is,
        }
        .into());
    }
    let name = text::name("field-stage", name)?;
    let mut stage = named(connection, period.id, &name)?.unwrap_or_else(|| PaymentStage {
        id: StageId::new(0),
        period: period.id,
        name,
        due: None,
        billed_at: None,
        rule: StageRule::Unbilled,
        paid: Rupiah::ZERO,
        account: None,
        account_id: None,
    });
    if let Some(due) = change.due {
        stage.due = due;
    }
    if let Some((paid, account)) = change.paid {
        stage.paid = number::price(paid)?;
        stage.account_id = account.filter(|_| paid > Rupiah::ZERO);
    }
    if let Some(billing) = &change.bill {
        check(billing)?;
        stage.rule = billing.rule();
        stage.billed_at = stage.billed_at.or(Some(deed.now));
    }
    stage.id = payment_stage::save(deed, &stage)?;
    let Some(billing) = &change.bill else {
        return Ok((stage, None));
    };
    let parts = stage::parts(deed, period, &stage, billing)?;
    stage::write(deed, &stage, &parts)?;
    Ok((stage, Some(parts)))
}

/// Refuses amounts out of bounds.
fn check(billing: &StageBilling) -> Result<()> {
    match billing {
        StageBilling::Orders(parts) => {
            for (_, amount) in parts {
                number::price(*amount)?;
            }
        }
        StageBilling::PerUnit(each) => {
            number::price(*each)?;
        }
        StageBilling::Share { amount, step, .. } => {
            number::price(*amount)?;
            number::within("field-step", step.raw(), 1, 1_000_000)?;
        }
    }
    Ok(())
}

/// The figures of one stage.
fn figures_of(deed: &Deed<'_>, period: &Period, id: StageId) -> Result<StageFigures> {
    let stages = of_period(deed.connection(), period.id)?;
    let mut all = figures(deed.connection(), period.id, stages)?.into_iter();
    Ok(all
        .find(|figures| figures.stage.id == id)
        .ok_or(Refusal::Gone)?)
}

/// The stages of a period with their figures.
fn figures(
    connection: &rusqlite::Connection,
    period: PeriodId,
    stages: Vec<PaymentStage>,
) -> Result<Vec<StageFigures>> {
    // By order and stage: money fills the stages of an order in their order.
    let mut parts = BTreeMap::new();
    for part in billed(connection, period)? {
        parts.insert((part.order, part.stage), (part.amount, part.money));
    }
    let shared = |stage: &PaymentStage| {
        matches!(stage.rule, StageRule::PerUnit(_) | StageRule::Share { .. })
    };
    let counting = match stages.iter().any(shared) {
        true => held(connection, period)?,
        false => Vec::new(),
    };
    let mut found: Vec<StageFigures> = stages
        .into_iter()
        .map(|stage| StageFigures {
            stage,
            amount: Rupiah::ZERO,
            paid: Rupiah::ZERO,
            orders: 0,
            open: 0,
            without: 0,
        })
        .collect();
    let mut order = None;
    let mut left = Rupiah::ZERO;
    for ((of, stage), (amount, money)) in &parts {
        if order != Some(*of) {
            order = Some(*of);
            left = (*money).max(Rupiah::ZERO);
        }
        let paid = left.min(*amount);
        left = left.minus(paid)?;
        if let Some(figures) = found.iter_mut().find(|figures| figures.stage.id == *stage) {
            figures.amount = figures.amount.plus(*amount)?;
            figures.paid = figures.paid.plus(paid)?;
            figures.orders += 1;
            figures.open += i64::from(paid < *amount);
        }
    }
    for figures in found.iter_mut().filter(|figures| shared(&figures.stage)) {
        let stage = &figures.stage;
        let came_later = counting.iter().filter(|held| {
            Some(held.confirmed_at) >= stage.billed_at
                && !parts.contains_key(&(held.order, stage.id))
        });
        figures.without = i64::try_from(came_later.count()).unwrap_or_default();
    }
    Ok(found)
}
