//! Further prices of a variant, by level and number: reads and writes their rows (rule 66).

use rusqlite::{Connection, OptionalExtension, params};

use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::keeper::sql::from_row;
use crate::domain::id::VariantId;
use crate::domain::pricing::FurtherPrice;
use crate::domain::refusal::{Noun, Refusal};

from_row! {
    PRICE, price: FurtherPrice {
        level: "level",
        from: "from_qty",
        price: "price",
        across: "across",
    } from "prices WHERE variant_id = ?1 AND archived_at IS NULL ORDER BY level, from_qty"
}

/// The current further prices of a variant.
pub(in crate::book) fn of_variant(
    connection: &Connection,
    variant: VariantId,
) -> Result<Vec<FurtherPrice>> {
    let mut select = connection.prepare_cached(PRICE)?;
    let rows = select.query_map([variant], price)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Adds a further price of a variant, or changes the one for this level and number of units.
pub(in crate::book) fn set(
    deed: &Deed<'_>,
    variant: VariantId,
    further: &FurtherPrice,
) -> Result<()> {
    let connection = deed.connection();
    let kept: Option<i64> = connection
        .prepare_cached(
            "SELECT id FROM prices WHERE variant_id = ?1 AND level = ?2 AND from_qty = ?3",
        )?
        .query_row(params![variant, further.level, further.from], |row| {
            row.get(0)
        })
        .optional()?;
    match kept {
        Some(id) => connection
            .prepare_cached(
                "UPDATE prices SET level = ?2, price = ?3, across = ?4, archived_at = NULL WHERE id = ?1
                 AND (level COLLATE BINARY, price, across, archived_at) IS NOT (?2, ?3, ?4, NULL)",
            )?
            .execute(params![id, further.level, further.price, further.across])?,
        None => connection
            .prepare_cached(
                "INSERT INTO prices (variant_id, level, from_qty, price, across) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![
                variant,
                further.level,
                further.from,
                further.price,
                further.across
            ])?,
    };
    Ok(())
}

/// Archives a further price of a variant.
pub(in crate::book) fn end(
    deed: &Deed<'_>,
    variant: VariantId,
    further: &FurtherPrice,
) -> Result<()> {
    let ended = deed
        .connection()
        .prepare_cached(
            "UPDATE prices SET archived_at = ?4
             WHERE variant_id = ?1 AND level = ?2 AND from_qty = ?3 AND archived_at IS NULL",
        )?
        .execute(params![variant, further.level, further.from, deed.now])?;
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
