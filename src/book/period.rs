//! PO periods, their offers and quotas.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::catalog::{find_product, price_of, unknown, variant_by_code};
use super::deed::Deed;
use super::error::{BookError, Result};
use super::{Book, order, tally, text, tier};
use crate::domain::catalog::Variant;
use crate::domain::code::Code;
use crate::domain::id::{OfferId, OrderId, PeriodId, ProductId, VariantId};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::period::{Milestones, Period, Stage, check_window};
use crate::domain::policy::DownPayment;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::when::{Moment, WhenError};

/// A period to add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPeriod {
    /// Code, unique; order numbers begin with it.
    pub code: Code,
    /// Name.
    pub name: String,
    /// Everything else, as a change to an empty draft.
    pub settings: PeriodChange,
}

/// What to change of a period; what is absent stays. An inner `None` takes the value away.
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
    /// Down-payment rule; orders already placed keep theirs (rule 25).
    pub down_payment: Option<DownPayment>,
    /// Hours an order has for its down payment, 1–8.784.
    pub down_payment_hours: Option<Option<u32>>,
    /// Units allowed in all.
    pub quota: Option<Option<i64>>,
    /// Orders allowed in all.
    pub order_cap: Option<Option<i64>>,
    /// Turnover aimed at.
    pub target: Option<Option<Rupiah>>,
    /// Note to customers.
    pub note: Option<String>,
}

/// What to change of an offer; what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OfferChange {
    /// Price in rupiah; the variant's usual price when the offer is new.
    pub price: Option<Rupiah>,
    /// Cost in rupiah; the variant's usual cost when the offer is new.
    pub cost: Option<Rupiah>,
    /// Units allowed; the inner `None` takes the quota away.
    pub quota: Option<Option<i64>>,
}

/// A milestone the owner sets by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Milestone {
    /// Production began.
    Production,
    /// Goods are ready.
    Ready,
    /// The period is finished.
    Finished,
}

/// An offer with what was sold of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferRow {
    /// Identity.
    pub id: OfferId,
    /// Its product.
    pub product_id: ProductId,
    /// The variant on sale.
    pub variant_id: VariantId,
    /// Code of the variant.
    pub code: String,
    /// Code of the product.
    pub product_code: String,
    /// Product name.
    pub product: String,
    /// Variant name, empty for a single variant.
    pub variant: String,
    /// Price of one unit, in rupiah.
    pub price: Rupiah,
    /// Cost of one unit, in rupiah.
    pub cost: Rupiah,
    /// Units allowed.
    pub quota: Option<i64>,
    /// Units sold.
    pub sold: i64,
    /// Taken off sale.
    pub withdrawn: bool,
}

impl OfferRow {
    /// Units left under the offer's own quota; negative in a deficit (rule 18).
    pub fn left(&self) -> Option<i64> {
        self.quota.map(|quota| quota - self.sold)
    }
}

/// A quota over all variants of a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductQuota {
    /// The product.
    pub product: ProductId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Units allowed.
    pub quota: i64,
    /// Units sold.
    pub sold: i64,
}

impl Book {
    /// Adds a period.
    ///
    /// # Errors
    /// A taken code, a missing name, a window that closes before it opens, or the file.
    pub fn add_period(&mut self, new: &NewPeriod, now: Moment) -> Result<PeriodId> {
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
    /// A value out of its bounds, or the file.
    pub fn edit_period(&mut self, id: PeriodId, edit: &PeriodChange, now: Moment) -> Result<()> {
        self.transaction(now, |deed| {
            tally::freeze_if_closed(deed, id, now)?;
            change(deed, id, edit)?;
            let period = by_id(deed.connection(), id)?;
            Ok(((), did("did-edit-period", &period)))
        })
    }

    /// A new draft with the offers, tiers, quotas and rules of another period; never its dates,
    /// counts or orders (rule 10). A tier that only a moment ended stays behind: without its date
    /// it would never end.
    ///
    /// # Errors
    /// A taken code, or the file.
    pub fn clone_period(
        &mut self,
        from: PeriodId,
        code: &Code,
        name: Option<&str>,
        now: Moment,
    ) -> Result<PeriodId> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            let source = by_id(connection, from)?;
            let id = add_period(deed, code, name.unwrap_or(&source.name))?;
            change(
                deed,
                id,
                &PeriodChange {
                    down_payment: Some(source.down_payment),
                    down_payment_hours: Some(source.down_payment_hours),
                    quota: Some(source.quota),
                    order_cap: Some(source.order_cap),
                    target: Some(source.target),
                    note: Some(source.note.clone()),
                    ..PeriodChange::default()
                },
            )?;
            connection.execute(
                "INSERT INTO offers (period_id, variant_id, price, cost, quota)
                 SELECT ?2, o.variant_id, o.price, o.cost, o.quota FROM offers o
                 JOIN variants v ON v.id = o.variant_id JOIN products p ON p.id = v.product_id
                 WHERE o.period_id = ?1 AND o.archived_at IS NULL
                   AND v.archived_at IS NULL AND p.archived_at IS NULL ORDER BY o.id",
                [from.raw(), id.raw()],
            )?;
            connection.execute(
                "INSERT INTO product_quotas (period_id, product_id, quota)
                 SELECT ?2, product_id, quota FROM product_quotas WHERE period_id = ?1 ORDER BY id",
                [from.raw(), id.raw()],
            )?;
            tier::clone_all(connection, from, id)?;
            let message = Message::new("did-clone-period")
                .text("from", source.code.as_str())
                .text("code", code.as_str());
            Ok((id, message))
        })
    }

    /// Puts variants on sale in a period, or changes their offers: the code of a variant, or of a
    /// product for all its variants in use. Returns the codes of the variants.
    ///
    /// # Errors
    /// An unknown or archived code, a value out of its bounds, or the file.
    pub fn set_offer(
        &mut self,
        period: PeriodId,
        code: &Code,
        edit: &OfferChange,
        now: Moment,
    ) -> Result<Vec<String>> {
        self.set_offers(period, std::slice::from_ref(code), edit, now)
    }

    /// Puts several variants or products on sale at once, or changes their offers, as one deed.
    /// Returns the codes of the variants.
    ///
    /// # Errors
    /// As [`Self::set_offer`]; then none is changed.
    pub fn set_offers(
        &mut self,
        period: PeriodId,
        codes: &[Code],
        edit: &OfferChange,
        now: Moment,
    ) -> Result<Vec<String>> {
        self.transaction(now, |deed| {
            tally::freeze_if_closed(deed, period, now)?;
            let mut variants = Vec::new();
            for code in codes {
                for variant in variants_to_offer(deed.connection(), code)? {
                    set_offer(deed, period, &variant, edit)?;
                    variants.push(variant.code.to_string());
                }
            }
            let period = by_id(deed.connection(), period)?;
            let named: Vec<&str> = codes.iter().map(Code::as_str).collect();
            let did = did("did-set-offer", &period).text("variant", named.join(", "));
            Ok((variants, did))
        })
    }

    /// Takes an offer off sale, or puts it back. What was sold of it stays.
    ///
    /// # Errors
    /// When the file can't be written.
    pub fn withdraw_offer(&mut self, id: OfferId, withdrawn: bool, now: Moment) -> Result<()> {
        self.transaction(now, |deed| {
            let (period, code): (i64, String) = deed
                .connection()
                .prepare_cached(
                    "SELECT o.period_id, v.code FROM offers o JOIN variants v ON v.id = o.variant_id WHERE o.id = ?1",
                )?
                .query_row([id.raw()], |row| Ok((row.get(0)?, row.get(1)?)))?;
            deed.connection()
                .prepare_cached(
                    "UPDATE offers SET archived_at = ?2 WHERE id = ?1 AND (archived_at IS NULL) = ?3",
                )?
                .execute(params![id.raw(), withdrawn.then_some(now.unix()), withdrawn])?;
            let period = by_id(deed.connection(), PeriodId::new(period))?;
            let key = if withdrawn {
                "did-withdraw-offer"
            } else {
                "did-restore-offer"
            };
            Ok(((), did(key, &period).text("variant", code)))
        })
    }

    /// Caps the units of a product over all its variants in a period; `None` takes the cap away.
    ///
    /// # Errors
    /// An unknown product, a value out of its bounds, or the file.
    pub fn set_product_quota(
        &mut self,
        period: PeriodId,
        product: &Code,
        quota: Option<i64>,
        now: Moment,
    ) -> Result<()> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            let Some(found) = find_product(connection, product)? else {
                return Err(unknown(connection, Noun::Product, product)?.into());
            };
            let kept: Option<i64> = connection
                .prepare_cached("SELECT id FROM product_quotas WHERE period_id = ?1 AND product_id = ?2")?
                .query_row([period.raw(), found.id.raw()], |row| row.get(0))
                .optional()?;
            match (kept, quota.map(|quota| count("field-quota", quota)).transpose()?) {
                (None, Some(quota)) => connection
                    .prepare_cached(
                        "INSERT INTO product_quotas (period_id, product_id, quota) VALUES (?1, ?2, ?3)",
                    )?
                    .execute([period.raw(), found.id.raw(), quota])?,
                (Some(id), Some(quota)) => connection
                    .prepare_cached("UPDATE product_quotas SET quota = ?2 WHERE id = ?1 AND quota <> ?2")?
                    .execute([id, quota])?,
                (Some(id), None) => connection
                    .prepare_cached("DELETE FROM product_quotas WHERE id = ?1")?
                    .execute([id])?,
                (None, None) => 0,
            };
            let period = by_id(connection, period)?;
            Ok(((), did("did-set-quota", &period).text("product", product.as_str())))
        })
    }

    /// Opens a period before its planned opening.
    ///
    /// # Errors
    /// [`Refusal::WrongStage`] unless it is a draft or scheduled, or the file.
    pub fn open_period(&mut self, id: PeriodId, now: Moment) -> Result<()> {
        self.stage_deed(id, now, "did-open-period", |deed, period, stage| {
            if !matches!(stage, Stage::Draft | Stage::Scheduled) {
                return Err(wrong_stage(period, stage));
            }
            set_moment(deed, id, "opened_at", Some(now))
        })
    }

    /// Closes a period and freezes its tally (rule 37); the planned date stays (rule 4). Returns
    /// the number of the tally.
    ///
    /// # Errors
    /// [`Refusal::WrongStage`] unless it is open, or the file.
    pub fn close_period(&mut self, id: PeriodId, now: Moment) -> Result<u32> {
        self.transaction(now, |deed| {
            let period = by_id(deed.connection(), id)?;
            let stage = period.stage(now);
            if stage != Stage::Open {
                return Err(wrong_stage(&period, stage));
            }
            set_moment(deed, id, "closed_at", Some(now))?;
            let version = tally::freeze(deed, id, now, now)?;
            let message = did("did-close-period", &period).count("version", version.into());
            Ok((version, message))
        })
    }

    /// Reopens a closed period: until `until`, else until its planned closing, or until it is
    /// closed by hand when that has passed (rule 4).
    ///
    /// # Errors
    /// [`Refusal::WrongStage`] unless it is closed, a moment that has passed, or the file.
    pub fn reopen_period(
        &mut self,
        id: PeriodId,
        until: Option<Moment>,
        now: Moment,
    ) -> Result<()> {
        self.stage_deed(id, now, "did-reopen-period", |deed, period, stage| {
            if stage != Stage::Closed {
                return Err(wrong_stage(period, stage));
            }
            tally::freeze_if_closed(deed, id, now)?;
            if let Some(until) = until {
                check_window(Some(now), Some(until))?;
                set_moment(deed, id, "closes_at", Some(until))?;
            }
            set_moment(deed, id, "closed_at", None)?;
            set_moment(deed, id, "reopened_at", Some(now))
        })
    }

    /// Calls a period off: its orders are cancelled by the shop, so all that was paid is owed
    /// back (rules 8, 33). Returns how many orders that were.
    ///
    /// # Errors
    /// [`Refusal::PeriodOver`] when it is, or the file.
    pub fn cancel_period(&mut self, id: PeriodId, why: &str, now: Moment) -> Result<usize> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            let period = by_id(connection, id)?;
            not_over(&period, now)?;
            tally::freeze_if_closed(deed, id, now)?;
            let why = text::long_line("field-reason", why)?;
            let orders = connection
                .prepare_cached("SELECT id FROM orders WHERE period_id = ?1 AND cancelled_at IS NULL ORDER BY id")?
                .query_map([id.raw()], |row| row.get(0).map(OrderId::new))?
                .collect::<rusqlite::Result<Vec<_>>>()?;
            for order in &orders {
                order::cancel(deed, *order, &why, true)?;
            }
            set_moment(deed, id, "cancelled_at", Some(now))?;
            let count = i64::try_from(orders.len()).unwrap_or(i64::MAX);
            let message = did("did-cancel-period", &period).count("orders", count);
            Ok((orders.len(), message))
        })
    }

    /// Marks that production began, goods are ready, or the period is finished. A window that is
    /// still open is closed by it, and its tally frozen (rule 37).
    ///
    /// # Errors
    /// [`Refusal::WrongStage`] when the period has not come that far or is past it, or the file.
    pub fn mark_period(&mut self, id: PeriodId, milestone: Milestone, now: Moment) -> Result<()> {
        let (key, column) = match milestone {
            Milestone::Production => ("did-start-production", "production_at"),
            Milestone::Ready => ("did-mark-ready", "ready_at"),
            Milestone::Finished => ("did-finish-period", "finished_at"),
        };
        self.stage_deed(id, now, key, |deed, period, stage| {
            let fits = match milestone {
                Milestone::Production => matches!(stage, Stage::Open | Stage::Closed),
                Milestone::Ready => matches!(stage, Stage::Closed | Stage::InProduction),
                Milestone::Finished => !stage.is_over() && stage >= Stage::Open,
            };
            if !fits {
                return Err(wrong_stage(period, stage));
            }
            if stage == Stage::Open {
                set_moment(deed, id, "closed_at", Some(now))?;
                tally::freeze(deed, id, now, now)?;
            } else {
                tally::freeze_if_closed(deed, id, now)?;
            }
            set_moment(deed, id, column, Some(now))
        })
    }

    fn stage_deed(
        &mut self,
        id: PeriodId,
        now: Moment,
        key: &'static str,
        work: impl FnOnce(&Deed<'_>, &Period, Stage) -> Result<()>,
    ) -> Result<()> {
        self.transaction(now, |deed| {
            let period = by_id(deed.connection(), id)?;
            let stage = period.stage(now);
            work(deed, &period, stage)?;
            Ok(((), did(key, &period)))
        })
    }

    /// Every period, newest first.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn periods(&self) -> Result<Vec<Period>> {
        let mut select = self
            .connection
            .prepare_cached(&format!("{PERIOD} ORDER BY p.id DESC"))?;
        let mut rows = select.query([])?;
        let mut periods = Vec::new();
        while let Some(row) = rows.next()? {
            periods.push(period(row)?);
        }
        Ok(periods)
    }

    /// The period of this code.
    ///
    /// # Errors
    /// [`Refusal::Unknown`], or the file.
    pub fn period(&self, code: &Code) -> Result<Period> {
        let id: Option<i64> = self
            .connection
            .prepare_cached("SELECT id FROM periods WHERE code = ?1")?
            .query_row([code.as_str()], |row| row.get(0))
            .optional()?;
        match id {
            Some(id) => by_id(&self.connection, PeriodId::new(id)),
            None => Err(unknown(&self.connection, Noun::Period, code)?.into()),
        }
    }

    /// A period by its identity.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn period_by_id(&self, id: PeriodId) -> Result<Period> {
        by_id(&self.connection, id)
    }

    /// Every estimate a period was given, newest first (rule 5): from, to, why, when.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn estimates(&self, id: PeriodId) -> Result<Vec<(NaiveDate, NaiveDate, String, Moment)>> {
        let mut select = self.connection.prepare_cached(
            "SELECT ready_from, ready_to, why, made_at FROM estimates WHERE period_id = ?1 ORDER BY id DESC",
        )?;
        let mut rows = select.query([id.raw()])?;
        let mut estimates = Vec::new();
        while let Some(row) = rows.next()? {
            estimates.push((
                day(&row.get::<_, String>(0)?)?,
                day(&row.get::<_, String>(1)?)?,
                row.get(2)?,
                Moment::from_unix(row.get(3)?),
            ));
        }
        Ok(estimates)
    }

    /// What a period has on sale, with what was sold, in the order it was offered.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn offers(&self, period: PeriodId) -> Result<Vec<OfferRow>> {
        let mut select = self
            .connection
            .prepare_cached(&format!("{OFFER} WHERE o.period_id = ?1 ORDER BY o.id"))?;
        let rows = select.query_map([period.raw()], offer)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The quotas over whole products of a period, with what was sold.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn product_quotas(&self, period: PeriodId) -> Result<Vec<ProductQuota>> {
        let mut select = self.connection.prepare_cached(
            "SELECT q.product_id, p.code, p.name, q.quota,
                (SELECT coalesce(sum(s.units), 0) FROM variants v
                 JOIN offers o ON o.variant_id = v.id AND o.period_id = q.period_id
                 JOIN offer_sums s ON s.offer_id = o.id WHERE v.product_id = q.product_id)
             FROM product_quotas q JOIN products p ON p.id = q.product_id
             WHERE q.period_id = ?1 ORDER BY q.id",
        )?;
        let rows = select.query_map([period.raw()], |row| {
            Ok(ProductQuota {
                product: ProductId::new(row.get(0)?),
                code: row.get(1)?,
                name: row.get(2)?,
                quota: row.get(3)?,
                sold: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

const PERIOD: &str =
    "SELECT p.id, p.code, p.name, p.opens_at, p.closes_at, p.opened_at, p.closed_at,
     p.reopened_at, p.production_at, p.ready_at, p.finished_at, p.cancelled_at, p.down_payment,
     p.down_payment_hours, p.quota, p.order_cap, p.target, p.note, e.ready_from, e.ready_to
     FROM periods p LEFT JOIN estimates e
     ON e.id = (SELECT max(id) FROM estimates WHERE period_id = p.id)";

const OFFER: &str =
    "SELECT o.id, v.product_id, v.id, v.code, p.code, p.name, v.name, o.price, o.cost,
     o.quota, s.units, o.archived_at IS NOT NULL
     FROM offers o JOIN variants v ON v.id = o.variant_id JOIN products p ON p.id = v.product_id
     JOIN offer_sums s ON s.offer_id = o.id";

pub(super) fn offer(row: &Row<'_>) -> rusqlite::Result<OfferRow> {
    Ok(OfferRow {
        id: OfferId::new(row.get(0)?),
        product_id: ProductId::new(row.get(1)?),
        variant_id: VariantId::new(row.get(2)?),
        code: row.get(3)?,
        product_code: row.get(4)?,
        product: row.get(5)?,
        variant: row.get(6)?,
        price: Rupiah::new(row.get(7)?),
        cost: Rupiah::new(row.get(8)?),
        quota: row.get(9)?,
        sold: row.get(10)?,
        withdrawn: row.get(11)?,
    })
}

/// The offer of a variant in a period, when there is one.
pub(super) fn find_offer(
    connection: &Connection,
    period: PeriodId,
    variant: VariantId,
) -> Result<Option<OfferRow>> {
    Ok(connection
        .prepare_cached(&format!(
            "{OFFER} WHERE o.period_id = ?1 AND o.variant_id = ?2"
        ))?
        .query_row([period.raw(), variant.raw()], offer)
        .optional()?)
}

/// An offer by its identity.
pub(super) fn offer_by_id(connection: &Connection, id: OfferId) -> Result<OfferRow> {
    Ok(connection
        .prepare_cached(&format!("{OFFER} WHERE o.id = ?1"))?
        .query_row([id.raw()], offer)?)
}

fn period(row: &Row<'_>) -> Result<Period> {
    let moment = |column| -> Result<Option<Moment>> {
        Ok(row.get::<_, Option<i64>>(column)?.map(Moment::from_unix))
    };
    let rule: String = row.get(12)?;
    let ready = match (
        row.get::<_, Option<String>>(18)?,
        row.get::<_, Option<String>>(19)?,
    ) {
        (Some(from), Some(to)) => Some((day(&from)?, day(&to)?)),
        _ => None,
    };
    Ok(Period {
        id: PeriodId::new(row.get(0)?),
        code: Code::kept(row.get(1)?),
        name: row.get(2)?,
        milestones: Milestones {
            opens_at: moment(3)?,
            closes_at: moment(4)?,
            opened_at: moment(5)?,
            closed_at: moment(6)?,
            reopened_at: moment(7)?,
            production_at: moment(8)?,
            ready_at: moment(9)?,
            finished_at: moment(10)?,
            cancelled_at: moment(11)?,
        },
        ready,
        down_payment: rule.parse()?,
        down_payment_hours: row.get(13)?,
        quota: row.get(14)?,
        order_cap: row.get(15)?,
        target: row.get::<_, Option<i64>>(16)?.map(Rupiah::new),
        note: row.get(17)?,
    })
}

/// A period by its identity.
pub(super) fn by_id(connection: &Connection, id: PeriodId) -> Result<Period> {
    let mut select = connection.prepare_cached(&format!("{PERIOD} WHERE p.id = ?1"))?;
    let mut rows = select.query([id.raw()])?;
    match rows.next()? {
        Some(row) => period(row),
        None => Err(Refusal::Unknown {
            noun: Noun::Period,
            code: format!("#{}", id.raw()),
            near: None,
        }
        .into()),
    }
}

/// A day as the book keeps it.
pub(super) fn day(text: &str) -> Result<NaiveDate> {
    text.parse()
        .map_err(|_| BookError::Damaged(format!("date {text}")))
}

pub(super) fn did(key: &'static str, period: &Period) -> Message {
    Message::new(key)
        .text("code", period.code.as_str())
        .text("name", period.name.as_str())
}

fn wrong_stage(period: &Period, stage: Stage) -> BookError {
    Refusal::WrongStage {
        period: period.code.to_string(),
        stage,
    }
    .into()
}

/// Refuses a period that is finished or cancelled.
pub(super) fn not_over(period: &Period, now: Moment) -> Result<()> {
    let stage = period.stage(now);
    if stage.is_over() {
        return Err(Refusal::PeriodOver {
            period: period.code.to_string(),
            stage,
        }
        .into());
    }
    Ok(())
}

fn set_moment(
    deed: &Deed<'_>,
    id: PeriodId,
    column: &'static str,
    at: Option<Moment>,
) -> Result<()> {
    deed.connection()
        .prepare_cached(&format!(
            "UPDATE periods SET {column} = ?2 WHERE id = ?1 AND {column} IS NOT ?2"
        ))?
        .execute(params![id.raw(), at.map(Moment::unix)])?;
    Ok(())
}

fn add_period(deed: &Deed<'_>, code: &Code, name: &str) -> Result<PeriodId> {
    let name = text::name("field-name", name)?;
    let connection = deed.connection();
    let taken = connection
        .prepare_cached("SELECT 1 FROM periods WHERE code = ?1")?
        .exists([code.as_str()])?;
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
        .execute([code.as_str(), &name])?;
    Ok(PeriodId::new(connection.last_insert_rowid()))
}

fn change(deed: &Deed<'_>, id: PeriodId, edit: &PeriodChange) -> Result<()> {
    let connection = deed.connection();
    let before = by_id(connection, id)?;
    let mut after = before.clone();
    if let Some(name) = &edit.name {
        after.name = text::name("field-name", name)?;
    }
    if let Some(opens_at) = edit.opens_at {
        after.milestones.opens_at = opens_at;
    }
    if let Some(closes_at) = edit.closes_at {
        after.milestones.closes_at = closes_at;
        // A new plan replaces a close by hand when it lies ahead (rule 4).
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
        if hours.is_some_and(|hours| !(1..=8784).contains(&hours)) {
            return Err(Refusal::OutOfRange {
                field: "field-down-payment-hours",
                least: 1,
                most: 8784,
            }
            .into());
        }
        after.down_payment_hours = hours;
    }
    if let Some(quota) = edit.quota {
        after.quota = quota.map(|quota| count("field-quota", quota)).transpose()?;
    }
    if let Some(cap) = edit.order_cap {
        after.order_cap = cap.map(|cap| count("field-order-cap", cap)).transpose()?;
    }
    if let Some(target) = edit.target {
        after.target = target.map(price_of).transpose()?;
    }
    if let Some(note) = &edit.note {
        after.note = text::note("field-note", note)?;
    }
    if after != before {
        let moment = |at: Option<Moment>| at.map(Moment::unix);
        connection
            .prepare_cached(
                "UPDATE periods SET name = ?2, opens_at = ?3, closes_at = ?4, closed_at = ?5,
                 reopened_at = ?6, down_payment = ?7, down_payment_hours = ?8, quota = ?9,
                 order_cap = ?10, target = ?11, note = ?12 WHERE id = ?1",
            )?
            .execute(params![
                id.raw(),
                after.name,
                moment(after.milestones.opens_at),
                moment(after.milestones.closes_at),
                moment(after.milestones.closed_at),
                moment(after.milestones.reopened_at),
                after.down_payment.to_string(),
                after.down_payment_hours,
                after.quota,
                after.order_cap,
                after.target.map(Rupiah::raw),
                after.note,
            ])?;
    }
    if let Some((from, to, why)) = &edit.ready {
        add_estimate(deed, &before, (*from, *to), why)?;
    }
    Ok(())
}

/// Adds an estimate; the earlier ones stay (rule 5).
fn add_estimate(
    deed: &Deed<'_>,
    period: &Period,
    (from, to): (NaiveDate, NaiveDate),
    why: &str,
) -> Result<()> {
    if to < from {
        return Err(Refusal::When(WhenError::Backwards(format!("{from}..{to}"))).into());
    }
    if period.ready == Some((from, to)) {
        return Ok(());
    }
    deed.connection()
        .prepare_cached(
            "INSERT INTO estimates (period_id, ready_from, ready_to, why, made_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            period.id.raw(),
            from.to_string(),
            to.to_string(),
            text::long_line("field-reason", why)?,
            deed.now.unix()
        ])?;
    Ok(())
}

/// The variant of this code, or all variants in use of the product of this code.
pub(super) fn variants_to_offer(connection: &Connection, code: &Code) -> Result<Vec<Variant>> {
    let product = find_product(connection, code)?;
    let variant = match &product {
        Some(product) if product.variants.len() > 1 => None,
        _ => variant_by_code(connection, code)?,
    };
    let archived = |noun| Refusal::Archived {
        noun,
        code: code.to_string(),
    };
    match (variant, product) {
        (Some(variant), _) if variant.archived => Err(archived(Noun::Variant).into()),
        (Some(variant), _) => Ok(vec![variant]),
        (None, Some(product)) if product.archived => Err(archived(Noun::Product).into()),
        (None, Some(product)) => Ok(product
            .variants
            .into_iter()
            .filter(|variant| !variant.archived)
            .collect()),
        (None, None) => Err(unknown(connection, Noun::Variant, code)?.into()),
    }
}

/// Puts one variant on sale, or changes its offer.
pub(super) fn set_offer(
    deed: &Deed<'_>,
    period: PeriodId,
    variant: &Variant,
    edit: &OfferChange,
) -> Result<OfferId> {
    let connection = deed.connection();
    let quota = edit
        .quota
        .map(|quota| quota.map(|quota| count("field-quota", quota)).transpose())
        .transpose()?;
    let kept = find_offer(connection, period, variant.id)?;
    let price = price_of(
        edit.price
            .or(kept.as_ref().map(|offer| offer.price))
            .unwrap_or(variant.price),
    )?;
    let cost = price_of(
        edit.cost
            .or(kept.as_ref().map(|offer| offer.cost))
            .unwrap_or(variant.cost),
    )?;
    let Some(offer) = kept else {
        connection
            .prepare_cached(
                "INSERT INTO offers (period_id, variant_id, price, cost, quota) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![
                period.raw(),
                variant.id.raw(),
                price.raw(),
                cost.raw(),
                quota.flatten()
            ])?;
        return Ok(OfferId::new(connection.last_insert_rowid()));
    };
    let quota = quota.unwrap_or(offer.quota);
    if (price, cost, quota, offer.withdrawn) != (offer.price, offer.cost, offer.quota, false) {
        connection
            .prepare_cached(
                "UPDATE offers SET price = ?2, cost = ?3, quota = ?4, archived_at = NULL WHERE id = ?1",
            )?
            .execute(params![offer.id.raw(), price.raw(), cost.raw(), quota])?;
    }
    Ok(offer.id)
}

/// The refusal of a code that is not on sale, with some codes that are.
pub(super) fn not_offered(
    connection: &Connection,
    period: &Period,
    code: &Code,
) -> Result<Refusal> {
    let offered = connection
        .prepare_cached(
            "SELECT v.code FROM offers o JOIN variants v ON v.id = o.variant_id
             WHERE o.period_id = ?1 AND o.archived_at IS NULL ORDER BY o.id LIMIT 12",
        )?
        .query_map([period.id.raw()], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Refusal::NotOffered {
        code: code.to_string(),
        period: period.code.to_string(),
        offered,
    })
}

/// A count of units or orders: 0–1.000.000.000.
fn count(field: &'static str, value: i64) -> Result<i64> {
    if !(0..=1_000_000_000).contains(&value) {
        return Err(Refusal::OutOfRange {
            field,
            least: 0,
            most: 1_000_000_000,
        }
        .into());
    }
    Ok(value)
}
