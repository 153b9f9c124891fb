//! Puts a variant on sale in a period, or changes its offer.

use rusqlite::params;

use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::rows::number;
use crate::book::rows::offer::{OfferRow, find_offer};
use crate::book::rows::package;
use crate::domain::catalog::Variant;
use crate::domain::id::{OfferId, PeriodId};
use crate::domain::money::Rupiah;

/// Changes to an offer; absent values stay.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OfferChange {
    /// Price in rupiah; the variant's usual price when the offer is new.
    pub price: Option<Rupiah>,
    /// Cost in rupiah; the variant's usual cost when the offer is new.
    pub cost: Option<Rupiah>,
    /// Units allowed; the inner `None` takes the quota away.
    pub quota: Option<Option<i64>>,
    /// Units below which the owner must decide at close (rule 68); the inner `None` takes it away.
    pub minimum: Option<Option<i64>>,
    /// Pieces in a set, 2–1.000.000 (rule 68); the inner `None` takes it away.
    pub set_size: Option<Option<i64>>,
}

/// Puts one variant on sale, or changes its offer.
pub(in crate::book) fn set_offer(
    deed: &Deed<'_>,
    period: PeriodId,
    variant: &Variant,
    edit: &OfferChange,
) -> Result<OfferId> {
    let connection = deed.connection();
    let quota = edit
        .quota
        .map(|quota| {
            quota
                .map(|quota| number::count("field-quota", quota))
                .transpose()
        })
        .transpose()?;
    let kept = find_offer(connection, period, variant.id)?;
    let price = number::price(
        edit.price
            .or(kept.as_ref().map(|offer| offer.price))
            .unwrap_or(variant.price),
    )?;
    let cost = number::price(
        edit.cost
            .or(kept.as_ref().map(|offer| offer.cost))
            .unwrap_or(variant.cost),
    )?;
    let least = edit
        .minimum
        .map(|units| units.map(number::minimum).transpose())
        .transpose()?;
    let set_size = edit
        .set_size
        .map(|size| size.map(number::set_size).transpose())
        .transpose()?;
    let Some(offer) = kept else {
        connection
            .prepare_cached(
                "INSERT INTO offers (period_id, variant_id, price, cost, quota, minimum, set_size)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                period,
                variant.id,
                price,
                cost,
                quota.flatten(),
                least.flatten(),
                set_size.flatten()
            ])?;
        let id = OfferId::new(connection.last_insert_rowid());
        if package::is_package(connection, variant.id)? {
            package::offer_parts(deed, period)?;
        }
        return Ok(id);
    };
    let mut after = OfferRow {
        price,
        cost,
        quota: quota.unwrap_or(offer.quota),
        minimum: least.unwrap_or(offer.minimum),
        set_size: set_size.unwrap_or(offer.set_size),
        withdrawn: false,
        ..offer.clone()
    };
    // The decision to produce below the minimum was about the old minimum.
    if after.minimum != offer.minimum {
        after.minimum_waived_at = None;
    }
    if after != offer {
        connection
            .prepare_cached(
                "UPDATE offers SET price = ?2, cost = ?3, quota = ?4, minimum = ?5,
                 minimum_waived_at = ?6, set_size = ?7, archived_at = NULL WHERE id = ?1",
            )?
            .execute(params![
                offer.id,
                price,
                cost,
                after.quota,
                after.minimum,
                after.minimum_waived_at,
                after.set_size
            ])?;
    }
    Ok(offer.id)
}
