//! PO periods: adding, changing, copying and finding them.

mod drop;
mod estimates;
mod minimum;
pub(super) mod offers;
mod product_quotas;
mod stages;

pub use drop::Dropped;
pub use estimates::Told;
pub use product_quotas::ProductQuota;
pub use stages::Milestone;

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, params};

use super::keeper::book::Book;
use super::keeper::deed::{Deed, Done};
use super::keeper::error::Result;
use super::rows::catalog::unknown;
use super::rows::period::{self, PERIOD, did};
use super::rows::{bonus, estimate, number, package, payment_stage, reservation, text, tier};
use super::steps::{tally, waitlist};
use crate::domain::code::Code;
use crate::domain::estimate::DelayOffer;
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::period::{Confirms, Period, Stage, check_window};
use crate::domain::policy::{Cancellation, DownPayment, PolicyKind};
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::when::Moment;

/// A period to add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPeriod {
    /// Code, unique; order numbers begin with it.
    pub code: Code,
    /// Name.
    pub name: String,
    /// All other values, as a change to an empty draft.
    pub settings: PeriodChange,
}

/// Changes to a period; absent values stay. An inner `None` removes the value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PeriodChange {
    /// Name.
    pub name: Option<String>,
    /// Planned opening.
    pub opens_at: Option<Option<Moment>>,
    /// Planned closing.
    pub closes_at: Option<Option<Moment>>,
    /// Ready from–to, and why the estimate changed (rule 5).
    pub ready: Option<(NaiveDate, NaiveDate, String)>,
    /// Down payment rule; orders already placed keep theirs (rule 25).
    pub down_payment: Option<DownPayment>,
    /// Hours an order has for its down payment, 1–8.784.
    pub down_payment_hours: Option<Option<u32>>,
    /// What confirms an order; those already placed stay as they are (rule 62).
    pub confirms: Option<Confirms>,
    /// Cancellation rule; orders already placed keep theirs (rule 33).
    pub cancellation: Option<Cancellation>,
    /// Units allowed in all.
    pub quota: Option<Option<i64>>,
    /// Orders allowed in all.
    pub order_cap: Option<Option<i64>>,
    /// Minimum: with fewer units sold the owner must decide at close, 1–1.000.000.000 (rule 8).
    pub minimum: Option<Option<i64>>,
    /// Last moment of the settlement (rule 1).
    pub settle_by: Option<Option<Moment>>,
    /// Days that ready goods wait for their customer (rule 82), 1–3.660.
    pub collect_days: Option<Option<i64>>,
    /// After how many days customers have news while their goods are made (rule 64), 1–366.
    pub update_days: Option<Option<i64>>,
    /// Turnover aimed at.
    pub target: Option<Option<Rupiah>>,
    /// When it is to be announced (rule 64).
    pub announce_at: Option<Option<Moment>>,
    /// Policy texts that change; an empty one goes (rule 64).
    pub policies: Vec<(PolicyKind, String)>,
    /// Note to customers.
    pub note: Option<String>,
}

impl Book {
    /// Adds a period.
    ///
    /// # Errors
    /// A taken code, a missing name, or a window that closes before it opens.
    pub fn add_period(&mut self, new: &NewPeriod, now: Moment) -> Result<Done<PeriodId>> {
        self.transaction(now, |deed| {
            let id = add_period(deed, &new.code, &new.name)?;
            change(deed, id, &new.settings)?;
            let message = Message::new("did-add-period")
                .text("code", new.code.as_str())
                .text("name", new.name.trim());
            Ok((id, message))
        })
    }

    /// Changes a period. Moving the closing date of a closed period reopens or extends it
    /// (rule 4), after its tally was frozen (rule 37).
    ///
    /// # Errors
    /// A value out of its bounds.
    pub fn edit_period(
        &mut self,
        id: PeriodId,
        edit: &PeriodChange,
        now: Moment,
    ) -> Result<Done<()>> {
        self.transaction(now, |deed| {
            tally::freeze_if_closed(deed, id, now)?;
            change(deed, id, edit)?;
            let served = waitlist::serve(deed, id)?;
            let period = period::by_id(deed.connection(), id)?;
            let message = did("did-edit-period", &period);
            Ok(((), waitlist::told(message, &served)))
        })
    }

    /// Creates a draft with the offers, tiers, quotas and rules of another period, without its
    /// dates and orders (rule 10). Tiers that end only by date are left out: without the date they
    /// would never end.
    ///
    /// # Errors
    /// A taken code.
    pub fn clone_period(
        &mut self,
        from: PeriodId,
        code: &Code,
        name: Option<&str>,
        now: Moment,
    ) -> Result<Done<PeriodId>> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            let source = period::by_id(connection, from)?;
            let id = add_period(deed, code, name.unwrap_or(&source.name))?;
            change(
                deed,
                id,
                &PeriodChange {
                    down_payment: Some(source.down_payment),
                    down_payment_hours: Some(source.down_payment_hours),
                    confirms: Some(source.confirms),
                    cancellation: Some(source.cancellation),
                    quota: Some(source.quota),
                    order_cap: Some(source.order_cap),
                    minimum: Some(source.minimum),
                    collect_days: Some(source.collect_days),
                    update_days: Some(source.update_days),
                    target: Some(source.target),
                    policies: source.policies.written().map(|(kind, text)| (kind, text.to_owned())).collect(),
                    note: Some(source.note.clone()),
                    ..PeriodChange::default()
                },
            )?;
            connection.execute(
                "INSERT INTO offers (period_id, variant_id, price, cost, quota, minimum, set_size, member_set)
                 SELECT ?2, o.variant_id, o.price, o.cost, o.quota, o.minimum, o.set_size, o.member_set FROM offers o
                 JOIN variants v ON v.id = o.variant_id JOIN products p ON p.id = v.product_id
                 WHERE o.period_id = ?1 AND o.archived_at IS NULL
                   AND v.archived_at IS NULL AND p.archived_at IS NULL ORDER BY o.id",
                [from, id],
            )?;
            connection.execute(
                "INSERT INTO product_quotas (period_id, product_id, quota)
                 SELECT ?2, product_id, quota FROM product_quotas WHERE period_id = ?1 ORDER BY id",
                [from, id],
            )?;
            package::offer_parts(deed, id)?;
            tier::clone_all(connection, from, id)?;
            bonus::clone_all(connection, from, id)?;
            reservation::clone_all(connection, from, id)?;
            payment_stage::clone_all(connection, from, id)?;
            let message = Message::new("did-clone-period")
                .text("from", source.code.as_str())
                .text("code", code.as_str());
            Ok((id, message))
        })
    }

    /// Every period, newest first.
    pub fn periods(&self) -> Result<Vec<Period>> {
        let reading = self.reading()?;
        let mut select = reading.prepare_cached(&format!("{PERIOD} ORDER BY p.id DESC"))?;
        let rows = select.query_map([], period::period)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The period of this code.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn period(&self, code: &Code) -> Result<Period> {
        let reading = self.reading()?;
        let id: Option<PeriodId> = reading
            .prepare_cached("SELECT id FROM periods WHERE code = ?1")?
            .query_row([code], |row| row.get(0))
            .optional()?;
        match id {
            Some(id) => period::by_id(&reading, id),
            None => Err(unknown(&reading, Noun::Period, code)?.into()),
        }
    }

    /// The period with this id.
    pub fn period_by_id(&self, id: PeriodId) -> Result<Period> {
        period::by_id(&*self.reading()?, id)
    }
}

fn add_period(deed: &Deed<'_>, code: &Code, name: &str) -> Result<PeriodId> {
    let name = text::name("field-name", name)?;
    let connection = deed.connection();
    let taken = connection
        .prepare_cached("SELECT 1 FROM periods WHERE code = ?1")?
        .exists([code])?;
    if taken {
        return Err(Refusal::Taken {
            noun: Noun::Period,
            code: code.to_string(),
        }
        .into());
    }
    connection
        .prepare_cached(
            "INSERT INTO periods (code, name, down_payment, note) VALUES (?1, ?2, 'none', '')",
        )?
        .execute(params![code, &name])?;
    Ok(PeriodId::new(connection.last_insert_rowid()))
}

fn change(deed: &Deed<'_>, id: PeriodId, edit: &PeriodChange) -> Result<()> {
    let connection = deed.connection();
    let before = period::by_id(connection, id)?;
    let mut after = before.clone();
    if let Some(name) = &edit.name {
        after.name = text::name("field-name", name)?;
    }
    if let Some(opens_at) = edit.opens_at {
        after.milestones.opens_at = opens_at;
    }
    if let Some(closes_at) = edit.closes_at {
        after.milestones.closes_at = closes_at;
        // A new planned closing in the future replaces a close by hand (rule 4).
        if before.stage(deed.now) == Stage::Closed && closes_at.is_none_or(|at| at >= deed.now) {
            after.milestones.closed_at = None;
            after.milestones.reopened_at = Some(deed.now);
        }
    }
    check_window(after.milestones.opens_at, after.milestones.closes_at)?;
    if let Some(rule) = edit.down_payment {
        after.down_payment = rule;
    }
    if let Some(hours) = edit.down_payment_hours {
        if let Some(hours) = hours {
            number::within("field-down-payment-hours", hours.into(), 1, 8784)?;
        }
        after.down_payment_hours = hours;
    }
    if let Some(confirms) = edit.confirms {
        after.confirms = confirms;
    }
    if let Some(rule) = edit.cancellation {
        after.cancellation = rule;
    }
    if let Some(quota) = edit.quota {
        after.quota = quota
            .map(|quota| number::count("field-quota", quota))
            .transpose()?;
    }
    if let Some(cap) = edit.order_cap {
        after.order_cap = cap
            .map(|cap| number::count("field-order-cap", cap))
            .transpose()?;
    }
    if let Some(units) = edit.minimum {
        after.minimum = units.map(number::minimum).transpose()?;
        // The decision to produce below the minimum was about the old minimum.
        if after.minimum != before.minimum {
            after.minimum_waived_at = None;
        }
    }
    after.settle_by = edit.settle_by.unwrap_or(before.settle_by);
    if let Some(days) = edit.collect_days {
        after.collect_days = days
            .map(|days| number::within("field-collect-days", days, 1, 3660))
            .transpose()?;
    }
    if let Some(days) = edit.update_days {
        after.update_days = days
            .map(|days| number::within("field-update-days", days, 1, 366))
            .transpose()?;
    }
    if let Some(target) = edit.target {
        after.target = target.map(number::price).transpose()?;
    }
    after.announce_at = edit.announce_at.unwrap_or(before.announce_at);
    for (kind, text) in &edit.policies {
        after.policies.set(*kind, text::note(kind.key(), text)?);
    }
    if let Some(note) = &edit.note {
        after.note = text::note("field-note", note)?;
    }
    if after != before {
        connection
            .prepare_cached(
                "UPDATE periods SET name = ?2, opens_at = ?3, closes_at = ?4, closed_at = ?5,
                 reopened_at = ?6, down_payment = ?7, down_payment_hours = ?8, quota = ?9,
                 order_cap = ?10, target = ?11, note = ?12, confirms = ?13, cancellation = ?14,
                 minimum = ?15, minimum_waived_at = ?16, settle_by = ?17, collect_days = ?18,
                 update_days = ?19, announce_at = ?20, policy_refund = ?21, policy_cancel = ?22,
                 policy_change = ?23, policy_shipping = ?24 WHERE id = ?1",
            )?
            .execute(params![
                id,
                after.name,
                after.milestones.opens_at,
                after.milestones.closes_at,
                after.milestones.closed_at,
                after.milestones.reopened_at,
                after.down_payment,
                after.down_payment_hours,
                after.quota,
                after.order_cap,
                after.target,
                after.note,
                after.confirms,
                after.cancellation,
                after.minimum,
                after.minimum_waived_at,
                after.settle_by,
                after.collect_days,
                after.update_days,
                after.announce_at,
                after.policies.refund,
                after.policies.cancellation,
                after.policies.change,
                after.policies.shipping
            ])?;
    }
    if let Some((from, to, why)) = &edit.ready {
        estimate::add(deed, &before, (*from, *to), why, DelayOffer::default())?;
    }
    Ok(())
}
