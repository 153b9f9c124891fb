//! The goods that a whole code, name or taught word means, typed by the owner or in a table.

use std::borrow::Cow;

use rusqlite::{Connection, OptionalExtension};

use super::catalog::{unknown, variant_by_code, variant_by_id};
use crate::book::keeper::error::Result;
use crate::domain::catalog::Variant;
use crate::domain::code::Code;
use crate::domain::draft::LineDraft;
use crate::domain::id::VariantId;
use crate::domain::item;
use crate::domain::refusal::Noun;
use crate::domain::text::fold;

/// The key of the goods a line names, equal for equal goods: the code, else the names.
pub(in crate::book) fn key(line: &LineDraft) -> String {
    match line.known.as_ref().or(line.code.as_ref()) {
        Some(code) => code.as_str().to_ascii_uppercase(),
        // No code has a line break.
        None => {
            let variant = line.variant.as_deref().unwrap_or_default();
            format!("{}\n{}", fold(&line.product), fold(variant))
        }
    }
}

/// The variant that a whole code, a whole name or a taught word means. A name that several have
/// means none of them; what was archived goes by its code only (rule 55). `GoodsIndex::find` in
/// `domain` reads the same way among few goods, and shorter forms besides.
pub(in crate::book) fn variant_named(
    connection: &Connection,
    typed: &Code,
) -> Result<Option<Variant>> {
    if let Some(variant) = variant_by_code(connection, typed)? {
        return Ok(Some(variant));
    }
    let named: Vec<VariantId> = connection
        .prepare_cached(
            "SELECT v.id FROM variants v JOIN products p ON p.id = v.product_id
             WHERE trim(p.name || ' ' || v.name) = ?1 COLLATE NOCASE
               AND p.archived_at IS NULL AND v.archived_at IS NULL LIMIT 2",
        )?
        .query_map([typed.as_str()], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    match named[..] {
        [only] => variant_by_id(connection, only).map(Some),
        _ => taught(connection, typed.as_str()),
    }
}

/// Like [`variant_named`], but refuses a code that nothing has.
pub(in crate::book) fn known_variant(connection: &Connection, typed: &Code) -> Result<Variant> {
    match variant_named(connection, typed)? {
        Some(variant) => Ok(variant),
        None => Err(unknown(connection, Noun::Variant, typed)?.into()),
    }
}

/// The variant that the owner taught these words mean (`rekap alias add`).
pub(in crate::book) fn taught(connection: &Connection, said: &str) -> Result<Option<Variant>> {
    let id: Option<VariantId> = connection
        .prepare_cached("SELECT variant_id FROM aliases WHERE text = ?1")?
        .query_row([fold(said)], |row| row.get(0))
        .optional()?;
    id.map(|id| variant_by_id(connection, id)).transpose()
}

/// The variant a line of a table means, where the book has it.
pub(in crate::book) fn variant_of(
    connection: &Connection,
    line: &LineDraft,
) -> Result<Option<Variant>> {
    if let Some(known) = &line.known
        && let Some(variant) = variant_by_code(connection, known)?
    {
        return Ok(Some(variant));
    }
    let variant = line.variant.as_deref().unwrap_or_default();
    let (found, said) = match &line.code {
        Some(code) => (variant_by_code(connection, code)?, code.as_str()),
        None => (
            by_name(connection, &line.product, variant)?,
            line.product.as_str(),
        ),
    };
    match found {
        None if variant.is_empty() => taught(connection, said),
        found => Ok(found),
    }
}

/// The variant of a product that goes by these names; without a variant's name, also the one
/// whose whole name or code this is, so that what is in the book is not made once more. What was
/// archived gives way to what is in use (rule 55).
fn by_name(connection: &Connection, product: &str, variant: &str) -> Result<Option<Variant>> {
    let found: Option<VariantId> = connection
        .prepare_cached(
            "SELECT v.id FROM variants v JOIN products p ON p.id = v.product_id
             WHERE p.name = ?1 COLLATE NOCASE AND v.name = ?2 COLLATE NOCASE
                OR ?2 = '' AND (v.code = ?1 OR p.name || ' ' || v.name = ?1 COLLATE NOCASE)
             ORDER BY p.archived_at IS NOT NULL OR v.archived_at IS NOT NULL, p.name = ?1 COLLATE NOCASE DESC, v.id
             LIMIT 1",
        )?
        .query_row([product, variant], |row| row.get(0))
        .optional()?;
    found.map(|id| variant_by_id(connection, id)).transpose()
}

/// Splits the code of a line into the package it names and what was chosen for it:
/// `HAMP[NAS-KEJU+LDK]` (rule 65).
pub(in crate::book) fn with_choice<'a>(
    connection: &Connection,
    line: &'a LineDraft,
) -> Result<(Cow<'a, LineDraft>, String)> {
    if let Some(code) = &line.code
        && let (bare, Some(typed)) = item::with_choice(code.as_str())
        && variant_by_code(connection, code)?.is_none()
    {
        let line = LineDraft {
            code: Some(Code::read(bare)?),
            ..line.clone()
        };
        return Ok((Cow::Owned(line), typed.to_owned()));
    }
    Ok((Cow::Borrowed(line), String::new()))
}
