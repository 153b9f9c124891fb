//! Further prices of variants (rule 66): for customers of a level, from a number of units in one
//! order, or both.

use rusqlite::{Connection, OptionalExtension, params};

use super::catalog::price_of;
use super::deed::Deed;
use super::error::Result;
use super::{Book, period, text};
use crate::domain::code::Code;
use crate::domain::id::VariantId;
use crate::domain::item::MAX_QTY;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::pricing::FurtherPrice;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::when::Moment;

impl Book {
    /// Gives a variant a further price for customers of `level` (empty for all) from `from` units
    /// on, changes it, or ends it when there is no `price`. A product's code means all its
    /// variants in use. Orders already placed keep their prices (rule 11).
    ///
    /// # Errors
    /// An unknown or archived code, a price for everybody and any number, one to end that is not
    /// there, a value out of its bounds, or the file.
    pub fn set_price(
        &mut self,
        code: &Code,
        level: &str,
        from: i64,
        price: Option<Rupiah>,
        now: Moment,
    ) -> Result<()> {
        self.transaction(now, |deed| {
            let level = text::line("field-level", level)?;
            if !(1..=MAX_QTY).contains(&from) {
                return Err(Refusal::OutOfRange {
                    field: "field-from-qty",
                    least: 1,
                    most: MAX_QTY,
                }
                .into());
            }
            if level.is_empty() && from == 1 {
                return Err(Refusal::PriceWithoutReason.into());
            }
            let further = FurtherPrice {
                level,
                from,
                price: price_of(price.unwrap_or_default())?,
            };
            for variant in period::variants_to_offer(deed.connection(), code)? {
                if price.is_some() {
                    set(deed, variant.id, &further)?;
                } else {
                    end(deed, variant.id, &further)?;
                }
            }
            let said = |key| {
                Message::new(key)
                    .text("label", further.label())
                    .text("variant", code.as_str())
            };
            let message = match price {
                Some(price) => said("did-set-price").money("price", price),
                None => said("did-end-price"),
            };
            Ok(((), message))
        })
    }

    /// The further prices of a variant that are in use: everybody's first, then by level and number.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn further_prices(&self, variant: VariantId) -> Result<Vec<FurtherPrice>> {
        of_variant(&self.connection, variant)
    }
}

/// The further prices of a variant that are in use.
pub(super) fn of_variant(connection: &Connection, variant: VariantId) -> Result<Vec<FurtherPrice>> {
    let mut select = connection.prepare_cached(
        "SELECT level, from_qty, price FROM prices
         WHERE variant_id = ?1 AND archived_at IS NULL ORDER BY level, from_qty",
    )?;
    let rows = select.query_map([variant.raw()], |row| {
        Ok(FurtherPrice {
            level: row.get(0)?,
            from: row.get(1)?,
            price: Rupiah::new(row.get(2)?),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn set(deed: &Deed<'_>, variant: VariantId, further: &FurtherPrice) -> Result<()> {
    let connection = deed.connection();
    let kept: Option<i64> = connection
        .prepare_cached(
            "SELECT id FROM prices WHERE variant_id = ?1 AND level = ?2 AND from_qty = ?3",
        )?
        .query_row(params![variant.raw(), further.level, further.from], |row| {
            row.get(0)
        })
        .optional()?;
    match kept {
        Some(id) => connection
            .prepare_cached(
                "UPDATE prices SET level = ?2, price = ?3, archived_at = NULL WHERE id = ?1
                 AND (level COLLATE BINARY, price, archived_at) IS NOT (?2, ?3, NULL)",
            )?
            .execute(params![id, further.level, further.price.raw()])?,
        None => connection
            .prepare_cached(
                "INSERT INTO prices (variant_id, level, from_qty, price) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![
                variant.raw(),
                further.level,
                further.from,
                further.price.raw()
            ])?,
    };
    Ok(())
}

fn end(deed: &Deed<'_>, variant: VariantId, further: &FurtherPrice) -> Result<()> {
    let ended = deed
        .connection()
        .prepare_cached(
            "UPDATE prices SET archived_at = ?4
             WHERE variant_id = ?1 AND level = ?2 AND from_qty = ?3 AND archived_at IS NULL",
        )?
        .execute(params![
            variant.raw(),
            further.level,
            further.from,
            deed.now.unix()
        ])?;
    if ended == 0 {
        let known: Vec<String> = of_variant(deed.connection(), variant)?
            .iter()
            .map(FurtherPrice::label)
            .collect();
        let known = known.iter().map(String::as_str);
        return Err(Refusal::unknown(Noun::FurtherPrice, &further.label(), known).into());
    }
    Ok(())
}
