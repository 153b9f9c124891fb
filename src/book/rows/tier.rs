//! Price tiers of an offer: reads and writes their rows (rule 12).

use rusqlite::{Connection, OptionalExtension, params};

use super::number;
use super::offer::OfferRow;
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::keeper::sql::from_row;
use crate::domain::id::{OfferId, PeriodId};
use crate::domain::money::Rupiah;
use crate::domain::pricing::Tier;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::when::Moment;

/// Changes to a tier; absent values stay. An inner `None` removes the end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TierChange {
    /// Price in rupiah; a new tier needs one.
    pub price: Option<Rupiah>,
    /// Its last second.
    pub until: Option<Option<Moment>>,
    /// Units it holds for, 1–1.000.000.000.
    pub first: Option<Option<i64>>,
    /// Archives it. Units sold in it keep their price, and count again when a later change takes it
    /// back into use.
    pub archived: bool,
}

from_row! {
    pub(in crate::book) TIER, tier: Tier {
        id: "t.id",
        offer: "t.offer_id",
        label: "t.label",
        price: "t.price",
        until: "t.until",
        first: "t.first_n",
        used: "s.units",
    } from "tiers t JOIN tier_sums s ON s.tier_id = t.id"
}

/// The current tiers of an offer, in the order they apply.
pub(in crate::book) fn of_offer(connection: &Connection, offer: OfferId) -> Result<Vec<Tier>> {
    let mut select = connection.prepare_cached(&format!(
        "{TIER} WHERE t.offer_id = ?1 AND t.archived_at IS NULL ORDER BY t.id"
    ))?;
    let rows = select.query_map([offer], tier)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Copies the tiers of a period that end by their number of units; dates are never copied
/// (rule 10).
pub(in crate::book) fn clone_all(
    connection: &Connection,
    from: PeriodId,
    to: PeriodId,
) -> Result<()> {
    connection.execute(
        "INSERT INTO tiers (offer_id, label, price, first_n)
         SELECT n.id, t.label, t.price, t.first_n FROM offers o
         JOIN offers n ON n.period_id = ?2 AND n.variant_id = o.variant_id
         JOIN tiers t ON t.offer_id = o.id
         WHERE o.period_id = ?1 AND t.archived_at IS NULL AND t.first_n IS NOT NULL ORDER BY t.id",
        [from, to],
    )?;
    Ok(())
}

/// Adds, changes or archives the tier with this label.
pub(in crate::book) fn set(
    deed: &Deed<'_>,
    offer: &OfferRow,
    label: &str,
    edit: &TierChange,
) -> Result<()> {
    let connection = deed.connection();
    let kept = connection
        .prepare_cached(&format!("{TIER} WHERE t.offer_id = ?1 AND t.label = ?2"))?
        .query_row(params![offer.id, label], tier)
        .optional()?;
    if edit.archived {
        let Some(kept) = kept else {
            let tiers = of_offer(connection, offer.id)?;
            let labels = tiers.iter().map(|tier| tier.label.as_str());
            return Err(Refusal::unknown(Noun::Tier, label, labels).into());
        };
        connection
            .prepare_cached(
                "UPDATE tiers SET archived_at = ?2 WHERE id = ?1 AND archived_at IS NULL",
            )?
            .execute(params![kept.id, deed.now])?;
        return Ok(());
    }
    let price = edit
        .price
        .or(kept.as_ref().map(|tier| tier.price))
        .ok_or(Refusal::Missing {
            field: "field-price",
        })?;
    let price = number::price(price)?;
    if let Some(Some(until)) = edit.until
        && until < deed.now
    {
        let label = label.to_owned();
        return Err(Refusal::TierOver { label, until }.into());
    }
    let until = edit
        .until
        .unwrap_or(kept.as_ref().and_then(|tier| tier.until));
    let first = edit
        .first
        .unwrap_or(kept.as_ref().and_then(|tier| tier.first))
        .map(|first| number::within("field-first-units", first, 1, 1_000_000_000))
        .transpose()?;
    if until.is_none() && first.is_none() {
        let label = label.to_owned();
        return Err(Refusal::TierWithoutEnd { label }.into());
    }
    match kept {
        Some(kept) => connection
            .prepare_cached(
                "UPDATE tiers SET label = ?2, price = ?3, until = ?4, first_n = ?5, archived_at = NULL
                 WHERE id = ?1 AND (label COLLATE BINARY, price, until, first_n, archived_at)
                 IS NOT (?2, ?3, ?4, ?5, NULL)",
            )?
            .execute(params![kept.id, label, price, until, first])?,
        None => connection
            .prepare_cached(
                "INSERT INTO tiers (offer_id, label, price, until, first_n) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![offer.id, label, price, until, first])?,
    };
    Ok(())
}
