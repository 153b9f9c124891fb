//! Packages (rules 21, 65): variants made of other variants. In a PO that sells a package each
//! component has an offer too, which counts its units.

use std::collections::HashMap;

use super::keeper::book::Book;
use super::keeper::deed::Done;
use super::keeper::error::Result;
use super::rows::goods_named::known_variant;
use super::rows::package::{self, clear, is_package, not_ordered};
use crate::domain::code::Code;
use crate::domain::id::VariantId;
use crate::domain::message::Message;
use crate::domain::package::{Package, PackageDraft, PackageError};
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;

impl Book {
    /// Makes a variant a package, or changes its components. Orders already placed keep theirs.
    ///
    /// # Errors
    /// No component, an unknown or archived one, a package inside a package, or a variant ordered
    /// as a plain one in a running PO.
    pub fn set_package(
        &mut self,
        code: &Code,
        draft: &PackageDraft,
        now: Moment,
    ) -> Result<Done<()>> {
        self.transaction(now, |deed| {
            let variant = package::set(deed, code, draft)?;
            let message = Message::new("did-set-package").text("code", variant.code.as_str());
            Ok(((), message))
        })
    }

    /// Makes a package a plain variant again. Orders already placed keep its components.
    ///
    /// # Errors
    /// A variant that is no package, or is ordered in a PO that runs.
    pub fn unset_package(&mut self, code: &Code, now: Moment) -> Result<Done<()>> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            let variant = known_variant(connection, code)?;
            if !is_package(connection, variant.id)? {
                let code = variant.code.to_string();
                return Err(Refusal::from(PackageError::NotOne { code }).into());
            }
            not_ordered(connection, &variant)?;
            clear(deed, variant.id)?;
            let message = Message::new("did-unset-package").text("code", variant.code.as_str());
            Ok(((), message))
        })
    }

    /// Checks the choice for a package and returns it in the stored form: `2 LDK, NAS-KEJU`.
    ///
    /// # Errors
    /// Too few or too many picks, or some where nothing can be chosen (rule 65).
    pub fn choice(&self, code: &Code, typed: &str) -> Result<String> {
        let reading = self.reading()?;
        let variant = known_variant(&reading, code)?;
        let package = package::of(&reading, variant.id)?;
        Ok(package.choose(typed).map_err(Refusal::from)?)
    }

    /// All packages of the catalogue, by variant.
    pub fn packages(&self) -> Result<HashMap<VariantId, Package>> {
        let reading = self.reading()?;
        let mut select = reading.prepare_cached("SELECT DISTINCT package_id FROM components")?;
        let ids = select
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        ids.into_iter()
            .map(|id| Ok((id, package::of(&reading, id)?)))
            .collect()
    }
}
