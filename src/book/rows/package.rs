//! Packages, variants made of others: reads and writes their rows (rule 65).

use rusqlite::{Connection, OptionalExtension, params};

use super::catalog::{variant_by_code, variant_by_id};
use super::goods_named::known_variant;
use super::offer::{self, OfferRow};
use super::{number, text};
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::keeper::sql::from_row;
use crate::domain::catalog::Variant;
use crate::domain::code::Code;
use crate::domain::id::{OfferId, PeriodId, VariantId};
use crate::domain::package::{
    Choice, Component, Contents, MAX_EACH, Package, PackageDraft, PackageError,
};
use crate::domain::refusal::{Noun, Refusal};

/// Makes a variant a package, or changes its components.
pub(in crate::book) fn set(deed: &Deed<'_>, code: &Code, draft: &PackageDraft) -> Result<Variant> {
    let connection = deed.connection();
    let variant = in_use(connection, code)?;
    if draft.parts.is_empty() && draft.choices.is_empty() {
        return Err(Refusal::Missing {
            field: "field-package",
        }
        .into());
    }
    if let Some(outer) = package_with(connection, variant.id)? {
        return Err(inside(outer, variant.code.as_str()).into());
    }
    if !is_package(connection, variant.id)? {
        not_ordered(connection, &variant)?;
    }
    clear(deed, variant.id)?;
    let mut fixed: Vec<(VariantId, i64)> = Vec::new();
    for (qty, code) in &draft.parts {
        let part = component(connection, &variant, code)?;
        match fixed.iter_mut().find(|(known, _)| *known == part) {
            Some((_, known)) => *known += qty,
            None => fixed.push((part, *qty)),
        }
    }
    for (part, qty) in fixed {
        insert(deed, variant.id, part, qty, None)?;
    }
    choices(deed, &variant, draft)?;
    for period in selling(connection, variant.id)? {
        offer_parts(deed, period)?;
    }
    Ok(variant)
}

/// The components of a package; none for a plain variant.
pub(in crate::book) fn of(connection: &Connection, id: VariantId) -> Result<Package> {
    let mut package = Package {
        variant: id,
        code: variant_by_id(connection, id)?.code.to_string(),
        parts: components(connection, id, None)?,
        choices: Vec::new(),
    };
    let choices: Vec<(i64, String, i64)> = connection
        .prepare_cached("SELECT id, name, pick FROM choices WHERE package_id = ?1 ORDER BY id")?
        .query_map([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (choice, name, pick) in choices {
        package.choices.push(Choice {
            name,
            pick,
            among: components(connection, id, Some(choice))?,
        });
    }
    Ok(package)
}

/// The package with this code, when it has choices.
pub(in crate::book) fn with_choices(
    connection: &Connection,
    code: &Code,
) -> Result<Option<Package>> {
    let Some(variant) = variant_by_code(connection, code)? else {
        return Ok(None);
    };
    let chooses = connection
        .prepare_cached("SELECT 1 FROM choices WHERE package_id = ?1")?
        .exists([variant.id])?;
    chooses.then(|| of(connection, variant.id)).transpose()
}

/// What one unit of an offer holds, when it is a package: the offers of its components, with units.
/// A component without an offer here is counted nowhere and left out.
pub(in crate::book) fn contents(
    connection: &Connection,
    offer: &OfferRow,
    chosen: &str,
) -> Result<Vec<(OfferRow, i64)>> {
    if !offer.package {
        return Ok(Vec::new());
    }
    let package = of(connection, offer.variant_id)?;
    let Contents { held, gone } = package.contents(chosen);
    let mut parts: Vec<(VariantId, i64)> = held
        .into_iter()
        .map(|(part, units)| (part.variant, units))
        .collect();
    // Chosen before the package's choices changed; it stays as promised.
    for (units, code) in gone {
        if let Some(variant) = variant_by_code(connection, &Code::from_stored(code))? {
            match parts.iter_mut().find(|(known, _)| *known == variant.id) {
                Some((_, known)) => *known += units,
                None => parts.push((variant.id, units)),
            }
        }
    }
    let mut contents = Vec::with_capacity(parts.len());
    for (variant, units) in parts {
        if let Some(offer) = offer::find_offer(connection, offer.period_id, variant)? {
            contents.push((offer, units));
        }
    }
    Ok(contents)
}

/// Checks a customer's choice and returns it in the stored form.
///
/// # Errors
/// Too few or too many picks, or some where nothing can be chosen (rule 65).
pub(in crate::book) fn chosen(
    connection: &Connection,
    offer: &OfferRow,
    typed: &str,
) -> Result<String> {
    if offer.package {
        let package = of(connection, offer.variant_id)?;
        let taught = match typed.trim().is_empty() || package.choices.is_empty() {
            true => Vec::new(),
            false => words(connection)?,
        };
        return Ok(package
            .choose_with_aliases(typed, &taught)
            .map_err(Refusal::from)?);
    }
    if typed.trim().is_empty() {
        return Ok(String::new());
    }
    let code = offer.code.clone();
    Err(Refusal::from(PackageError::NothingToChoose { code }).into())
}

/// The words that were taught, each with the code of the variant it means.
fn words(connection: &Connection) -> Result<Vec<(String, String)>> {
    let mut select = connection.prepare_cached(
        "SELECT a.text, v.code FROM aliases a JOIN variants v ON v.id = a.variant_id",
    )?;
    let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Adds the missing offers for components of a PO's packages. They are withdrawn, because the
/// components aren't on sale by themselves, but count their units.
pub(in crate::book) fn offer_parts(deed: &Deed<'_>, period: PeriodId) -> Result<()> {
    deed.connection()
        .prepare_cached(
            "INSERT INTO offers (period_id, variant_id, price, cost, archived_at)
             SELECT ?1, v.id, v.price, v.cost, ?2 FROM variants v
             WHERE v.id IN (SELECT c.variant_id FROM components c WHERE EXISTS
                            (SELECT 1 FROM offers k WHERE k.period_id = ?1 AND k.variant_id = c.package_id))
               AND NOT EXISTS (SELECT 1 FROM offers o WHERE o.period_id = ?1 AND o.variant_id = v.id)
             ORDER BY v.id",
        )?
        .execute(params![period, deed.now])?;
    Ok(())
}

/// The offer of a component whose package was sold in another PO; added as withdrawn when missing.
pub(in crate::book) fn offer_part(
    deed: &Deed<'_>,
    period: PeriodId,
    variant: VariantId,
) -> Result<OfferId> {
    let connection = deed.connection();
    if let Some(offer) = offer::find_offer(connection, period, variant)? {
        return Ok(offer.id);
    }
    connection
        .prepare_cached(
            "INSERT INTO offers (period_id, variant_id, price, cost, archived_at)
             SELECT ?1, id, price, cost, ?3 FROM variants WHERE id = ?2",
        )?
        .execute(params![period, variant, deed.now])?;
    Ok(OfferId::new(connection.last_insert_rowid()))
}

from_row! {
    COMPONENT, component_row: Component {
        variant: "v.id",
        code: "v.code",
        product: "p.name",
        name: "v.name",
        cost: "v.cost",
        qty: "c.qty",
    } from "components c
     JOIN variants v ON v.id = c.variant_id JOIN products p ON p.id = v.product_id WHERE c.package_id = ?1 AND c.choice_id IS ?2 ORDER BY c.id"
}

/// The components of a package: the fixed ones, or those of one choice.
fn components(
    connection: &Connection,
    package: VariantId,
    choice: Option<i64>,
) -> Result<Vec<Component>> {
    let mut select = connection.prepare_cached(COMPONENT)?;
    let rows = select.query_map(params![package, choice], component_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Writes the choices of a package.
fn choices(deed: &Deed<'_>, variant: &Variant, draft: &PackageDraft) -> Result<()> {
    let connection = deed.connection();
    let mut seen = Vec::new();
    for (number, choice) in draft.choices.iter().enumerate() {
        let name = match choice.name.trim() {
            "" if number > 0 => (number + 1).to_string(),
            name => text::line("field-choice", name)?,
        };
        let taken = connection
            .prepare_cached("SELECT 1 FROM choices WHERE package_id = ?1 AND name = ?2")?
            .exists(params![variant.id, name])?;
        if taken {
            return Err(Refusal::Taken {
                noun: Noun::Choice,
                code: name,
            }
            .into());
        }
        connection
            .prepare_cached("INSERT INTO choices (package_id, name, pick) VALUES (?1, ?2, ?3)")?
            .execute(params![variant.id, name, choice.pick])?;
        let id = connection.last_insert_rowid();
        for (qty, code) in &choice.among {
            let part = component(connection, variant, code)?;
            if seen.contains(&part) {
                let code = code.clone();
                return Err(Refusal::from(PackageError::InTwoChoices { code }).into());
            }
            seen.push(part);
            insert(deed, variant.id, part, *qty, Some(id))?;
        }
    }
    Ok(())
}

/// Writes one component of a package.
fn insert(
    deed: &Deed<'_>,
    package: VariantId,
    part: VariantId,
    qty: i64,
    choice: Option<i64>,
) -> Result<()> {
    number::within("field-package-qty", qty, 1, MAX_EACH)?;
    deed.connection()
        .prepare_cached(
            "INSERT INTO components (package_id, variant_id, qty, choice_id) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![package, part, qty, choice])?;
    Ok(())
}

/// Deletes the components and choices of a package.
pub(in crate::book) fn clear(deed: &Deed<'_>, package: VariantId) -> Result<()> {
    for sql in [
        "DELETE FROM components WHERE package_id = ?1",
        "DELETE FROM choices WHERE package_id = ?1",
    ] {
        deed.connection().prepare_cached(sql)?.execute([package])?;
    }
    Ok(())
}

/// The variant of a component's code; refused when it is the package itself or another package.
fn component(connection: &Connection, package: &Variant, code: &str) -> Result<VariantId> {
    let part = in_use(connection, &Code::read(code)?)?;
    if part.id == package.id {
        let code = package.code.to_string();
        return Err(Refusal::from(PackageError::Itself { code }).into());
    }
    if is_package(connection, part.id)? {
        return Err(inside(package.code.to_string(), part.code.as_str()).into());
    }
    Ok(part.id)
}

/// The refusal of a package inside a package.
fn inside(package: String, inner: &str) -> Refusal {
    let inner = inner.to_owned();
    PackageError::PackageInside { package, inner }.into()
}

/// The variant of a code; refused when there is none or it is archived.
fn in_use(connection: &Connection, code: &Code) -> Result<Variant> {
    let variant = known_variant(connection, code)?;
    if variant.archived {
        return Err(Refusal::Archived {
            noun: Noun::Variant,
            code: variant.code.to_string(),
        }
        .into());
    }
    Ok(variant)
}

/// Whether a variant is a package.
pub(in crate::book) fn is_package(connection: &Connection, id: VariantId) -> Result<bool> {
    Ok(connection
        .prepare_cached("SELECT 1 FROM components WHERE package_id = ?1")?
        .exists([id])?)
}

/// The code of a package with this component.
fn package_with(connection: &Connection, id: VariantId) -> Result<Option<String>> {
    Ok(connection
        .prepare_cached(
            "SELECT v.code FROM components c JOIN variants v ON v.id = c.package_id WHERE c.variant_id = ?1",
        )?
        .query_row([id], |row| row.get(0))
        .optional()?)
}

/// The running POs that have a variant on sale.
fn selling(connection: &Connection, id: VariantId) -> Result<Vec<PeriodId>> {
    let mut select = connection.prepare_cached(
        "SELECT o.period_id FROM offers o JOIN periods p ON p.id = o.period_id
         WHERE o.variant_id = ?1 AND p.finished_at IS NULL AND p.cancelled_at IS NULL",
    )?;
    let rows = select.query_map([id], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Refuses a variant ordered in a running PO: within one PO it stays a package or a plain variant,
/// so that its units are counted one way.
pub(in crate::book) fn not_ordered(connection: &Connection, variant: &Variant) -> Result<()> {
    let period: Option<String> = connection
        .prepare_cached(
            "SELECT p.code FROM offers o JOIN periods p ON p.id = o.period_id
             WHERE o.variant_id = ?1 AND p.finished_at IS NULL AND p.cancelled_at IS NULL
               AND EXISTS (SELECT 1 FROM lines l WHERE l.offer_id = o.id AND l.part_of IS NULL)
             LIMIT 1",
        )?
        .query_row([variant.id], |row| row.get(0))
        .optional()?;
    match period {
        Some(period) => {
            let code = variant.code.to_string();
            Err(Refusal::from(PackageError::Ordered { code, period }).into())
        }
        None => Ok(()),
    }
}
