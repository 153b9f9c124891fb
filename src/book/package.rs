//! Packages (rules 21, 65): what a variant is made of, and what that means for a PO it is on sale
//! in: each component has an offer there, by whose sums its units are counted.

use std::collections::HashMap;

use super::keeper::book::Book;
use super::keeper::deed::Done;
use super::keeper::error::Result;
use super::rows::package::{self, clear, is_package, known, not_ordered};
use crate::domain::code::Code;
use crate::domain::id::VariantId;
use crate::domain::message::Message;
use crate::domain::package::{Package, PackageDraft, PackageError};
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;

impl Book {
    /// Makes a variant a package, or changes what it is made of. What was ordered stays as it was
    /// sold.
    ///
    /// # Errors
    /// Nothing in it, an unknown or archived component, a package inside a package, a variant
    /// ordered as a plain one in a PO that runs.
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

    /// Makes a package a plain variant again. What was ordered stays as it was sold.
    ///
    /// # Errors
    /// A variant that is no package, or is ordered in a PO that runs.
    pub fn unset_package(&mut self, code: &Code, now: Moment) -> Result<Done<()>> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            let variant = known(connection, code)?;
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

    /// What was chosen for a package, as the book keeps it: `2 LDK, NAS-KEJU`.
    ///
    /// # Errors
    /// Too few or too many picks, or some where nothing can be chosen (rule 65).
    pub fn choice(&self, code: &Code, typed: &str) -> Result<String> {
        let variant = known(&self.connection, code)?;
        let package = package::of(&self.connection, variant.id)?;
        Ok(package.choose(typed).map_err(Refusal::from)?)
    }

    /// Every package of the catalogue, by its variant.
    pub fn packages(&self) -> Result<HashMap<VariantId, Package>> {
        let mut select = self
            .connection
            .prepare_cached("SELECT DISTINCT package_id FROM components")?;
        let ids = select
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        ids.into_iter()
            .map(|id| Ok((id, package::of(&self.connection, id)?)))
            .collect()
    }
}
