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
    /// Whether its product is sold in sets of one of each variant (rule 68); for all its variants on sale.
    pub member_set: Option<bool>,
}

/// Puts one variant on sale, or changes its offer.
pub(in crate::book) fn set_offer(
    deed: &Deed<'_>,
    period: PeriodId,
    variant: &Variant,
    edit: &OfferChange,
) -> Result<OfferId> {
    let connection = deed.connection();
    if let Some(offer) = find_offer(connection, period, variant.id)? {
        if offer.withdrawn {
            connection
                .prepare_cached("UPDATE offers SET archived_at = NULL WHERE id = ?1")?
                .execute([offer.id])?;
        }
        change_offer(deed, &offer, edit)?;
        return Ok(offer.id);
    }
    // A further variant joins the set of its product.
    let in_set = connection
        .prepare_cached(
            "SELECT 1 FROM offers o JOIN variants v ON v.id = o.variant_id
             WHERE o.period_id = ?1 AND v.product_id = ?2 AND o.member_set AND o.archived_at IS NULL",
        )?
        .exists(params![period, variant.product])?;
    connection
        .prepare_cached(
            "INSERT INTO offers (period_id, variant_id, price, cost, quota, minimum, set_size, member_set)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            period,
            variant.id,
            number::price(edit.price.unwrap_or(variant.price))?,
            number::price(edit.cost.unwrap_or(variant.cost))?,
            checked(edit.quota.flatten(), quota)?,
            checked(edit.minimum.flatten(), number::minimum)?,
            checked(edit.set_size.flatten(), number::set_size)?,
            edit.member_set.unwrap_or(in_set)
        ])?;
    let id = OfferId::new(connection.last_insert_rowid());
    if package::is_package(connection, variant.id)? {
        package::offer_parts(deed, period)?;
    }
    Ok(id)
}

/// Changes an offer. One that was taken off sale stays off.
pub(in crate::book) fn change_offer(
    deed: &Deed<'_>,
    offer: &OfferRow,
    edit: &OfferChange,
) -> Result<()> {
    let mut after = OfferRow {
        price: number::price(edit.price.unwrap_or(offer.price))?,
        cost: number::price(edit.cost.unwrap_or(offer.cost))?,
        quota: checked(edit.quota.unwrap_or(offer.quota), quota)?,
        minimum: checked(edit.minimum.unwrap_or(offer.minimum), number::minimum)?,
        set_size: checked(edit.set_size.unwrap_or(offer.set_size), number::set_size)?,
        ..offer.clone()
    };
    // The decision to produce below the minimum was about the old minimum.
    if after.minimum != offer.minimum {
        after.minimum_waived_at = None;
    }
    if after != *offer {
        deed.connection()
            .prepare_cached(
                "UPDATE offers SET price = ?2, cost = ?3, quota = ?4, minimum = ?5,
                 minimum_waived_at = ?6, set_size = ?7 WHERE id = ?1",
            )?
            .execute(params![
                offer.id,
                after.price,
                after.cost,
                after.quota,
                after.minimum,
                after.minimum_waived_at,
                after.set_size
            ])?;
    }
    if let Some(in_set) = edit.member_set {
        deed.connection()
            .prepare_cached(
                "UPDATE offers SET member_set = ?3 WHERE period_id = ?1 AND member_set <> ?3
                 AND variant_id IN (SELECT id FROM variants WHERE product_id = ?2)",
            )?
            .execute(params![offer.period_id, offer.product_id, in_set])?;
    }
    Ok(())
}

fn quota(units: i64) -> Result<i64> {
    number::count("field-quota", units)
}

fn checked(number: Option<i64>, check: fn(i64) -> Result<i64>) -> Result<Option<i64>> {
    number.map(check).transpose()
}
