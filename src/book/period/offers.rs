//! What a period has on sale.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{by_id, count, did, minimum};
use crate::book::catalog::{find_product, price_of, product_by_id, unknown, variant_by_code};
use crate::book::deed::Deed;
use crate::book::error::Result;
use crate::book::{Book, package, tally, waitlist};
use crate::domain::catalog::Variant;
use crate::domain::code::Code;
use crate::domain::id::{OfferId, PeriodId, ProductId, VariantId};
use crate::domain::minimum::{Minimum, Sets};
use crate::domain::money::Rupiah;
use crate::domain::period::Period;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::when::Moment;

/// What to change of an offer; what is absent stays.
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

/// An offer with what was sold of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferRow {
    /// Identity.
    pub id: OfferId,
    /// The period it is on sale in.
    pub period_id: PeriodId,
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
    /// Units below which the owner must decide at close (rule 68).
    pub minimum: Option<i64>,
    /// When the owner decided to produce below the minimum.
    pub minimum_waived_at: Option<Moment>,
    /// Pieces in a set (rule 68).
    pub set_size: Option<i64>,
    /// Taken off sale.
    pub withdrawn: bool,
    /// Made of other variants, which are counted with it (rule 21).
    pub package: bool,
    /// Not on sale by itself: its units are those in packages.
    pub in_packages: bool,
}

impl OfferRow {
    /// Units left under the offer's own quota; negative in a deficit (rule 18).
    pub fn left(&self) -> Option<i64> {
        self.quota.map(|quota| quota - self.sold)
    }

    /// The minimum and what was sold towards it (rule 68).
    pub fn minimum(&self) -> Option<Minimum> {
        self.minimum.map(|units| Minimum {
            units,
            sold: self.sold,
            waived_at: self.minimum_waived_at,
        })
    }

    /// The sets sold of it, when it is sold in sets (rule 68).
    pub fn sets(&self) -> Option<Sets> {
        self.set_size.map(|size| Sets::of(size, self.sold))
    }
}

impl Book {
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
                    check_in_use(deed.connection(), period, &variant)?;
                    set_offer(deed, period, &variant, edit)?;
                    variants.push(variant.code.to_string());
                }
            }
            let served = waitlist::serve(deed, period)?;
            let period = by_id(deed.connection(), period)?;
            let named: Vec<&str> = codes.iter().map(Code::as_str).collect();
            let did = did("did-set-offer", &period).text("variant", named.join(", "));
            Ok((variants, waitlist::told(did, &served)))
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
            let served = waitlist::serve(deed, PeriodId::new(period))?;
            let period = by_id(deed.connection(), PeriodId::new(period))?;
            let key = if withdrawn {
                "did-withdraw-offer"
            } else {
                "did-restore-offer"
            };
            let message = did(key, &period).text("variant", code);
            Ok(((), waitlist::told(message, &served)))
        })
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
        // What is only in packages is told once it is counted.
        let told = |offer: &OfferRow| !offer.in_packages || offer.sold > 0;
        Ok(rows
            .filter(|row| row.as_ref().map_or(true, told))
            .collect::<rusqlite::Result<_>>()?)
    }
}

const OFFER: &str =
    "SELECT o.id, v.product_id, v.id, v.code, p.code, p.name, v.name, o.price, o.cost,
     o.quota, s.units, o.archived_at IS NOT NULL, o.minimum, o.minimum_waived_at, o.set_size,
     o.period_id, EXISTS (SELECT 1 FROM components c WHERE c.package_id = v.id),
     o.archived_at IS NOT NULL AND EXISTS (SELECT 1 FROM components c WHERE c.variant_id = v.id)
     FROM offers o JOIN variants v ON v.id = o.variant_id JOIN products p ON p.id = v.product_id
     JOIN offer_sums s ON s.offer_id = o.id";

fn offer(row: &Row<'_>) -> rusqlite::Result<OfferRow> {
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
        minimum: row.get(12)?,
        minimum_waived_at: row.get::<_, Option<i64>>(13)?.map(Moment::from_unix),
        set_size: row.get(14)?,
        period_id: PeriodId::new(row.get(15)?),
        package: row.get(16)?,
        in_packages: row.get(17)?,
    })
}

/// The offer of a variant in a period, when there is one.
pub(in crate::book) fn find_offer(
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
pub(in crate::book) fn offer_by_id(connection: &Connection, id: OfferId) -> Result<OfferRow> {
    Ok(connection
        .prepare_cached(&format!("{OFFER} WHERE o.id = ?1"))?
        .query_row([id.raw()], offer)?)
}

/// The variant of this code, or all variants in use of the product of this code.
pub(in crate::book) fn variants_to_offer(
    connection: &Connection,
    code: &Code,
) -> Result<Vec<Variant>> {
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

/// Refuses to put on sale what was archived with its product (rule 55). What a PO sells already can
/// still be changed there.
fn check_in_use(connection: &Connection, period: PeriodId, variant: &Variant) -> Result<()> {
    let product = product_by_id(connection, variant.product)?;
    if product.archived && find_offer(connection, period, variant.id)?.is_none() {
        return Err(Refusal::Archived {
            noun: Noun::Product,
            code: product.code.to_string(),
        }
        .into());
    }
    Ok(())
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
    let least = edit
        .minimum
        .map(|units| units.map(minimum::bounded).transpose())
        .transpose()?;
    let set_size = edit
        .set_size
        .map(|size| size.map(minimum::set_size).transpose())
        .transpose()?;
    let Some(offer) = kept else {
        connection
            .prepare_cached(
                "INSERT INTO offers (period_id, variant_id, price, cost, quota, minimum, set_size)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                period.raw(),
                variant.id.raw(),
                price.raw(),
                cost.raw(),
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
    // What was decided was decided of the old one.
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
                offer.id.raw(),
                price.raw(),
                cost.raw(),
                after.quota,
                after.minimum,
                after.minimum_waived_at.map(Moment::unix),
                after.set_size
            ])?;
    }
    Ok(offer.id)
}

/// The refusal of a code that is not on sale, with some codes that are.
pub(in crate::book) fn not_offered(
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
