//! Suppliers: who makes the goods (rules 6, 38).

use super::keeper::book::Book;
use super::keeper::deed::Done;
use super::keeper::error::Result;
use super::rows::named;
use super::rows::supplier::Supplier;
use super::rows::{number, text};
use crate::domain::id::SupplierId;
use crate::domain::message::Message;
use crate::domain::when::Moment;

/// The new details of a supplier; absent ones stay.
#[derive(Debug, Clone, Default)]
pub struct SupplierDetails {
    /// Name.
    pub name: Option<String>,
    /// Phone as typed; empty to remove it.
    pub phone: Option<String>,
    /// Days it takes to deliver, 0–3.660 (rule 6); `Some(None)` when they are unknown.
    pub lead_days: Option<Option<i64>>,
}

impl SupplierDetails {
    /// A name, and nothing else.
    pub fn named(name: impl Into<String>) -> Self {
        Self {
            name: Some(name.into()),
            ..Self::default()
        }
    }
}

impl Book {
    /// Adds a supplier, or changes the one with this id.
    ///
    /// # Errors
    /// A missing or taken name, or days outside 0–3.660.
    pub fn save_supplier(
        &mut self,
        id: Option<SupplierId>,
        details: &SupplierDetails,
        now: Moment,
    ) -> Result<Done<SupplierId>> {
        let did = ["did-add-supplier", "did-edit-supplier"][usize::from(id.is_some())];
        self.transaction(now, |deed| {
            let (id, name) =
                named::save(deed, id, details.name.as_deref(), |row: &mut Supplier| {
                    if let Some(phone) = &details.phone {
                        row.phone = text::phone("field-phone", phone)?;
                    }
                    if let Some(days) = details.lead_days {
                        let days =
                            days.map(|days| number::within("field-lead-days", days, 0, 3660));
                        row.lead_days = days.transpose()?;
                    }
                    Ok(())
                })?;
            Ok((id, Message::new(did).text("name", name)))
        })
    }

    /// Archives a supplier, or takes it back into use (rule 55).
    pub fn archive_supplier(
        &mut self,
        id: SupplierId,
        archived: bool,
        now: Moment,
    ) -> Result<Done<()>> {
        let did = ["did-restore-supplier", "did-archive-supplier"][usize::from(archived)];
        self.transaction(now, |deed| {
            let name = named::archive::<Supplier>(deed, id, archived)?;
            Ok(((), Message::new(did).text("name", name)))
        })
    }

    /// All suppliers, by name.
    pub fn suppliers(&self) -> Result<Vec<Supplier>> {
        named::all(&*self.reading()?)
    }

    /// The supplier with this name in any letter case.
    ///
    /// # Errors
    /// [`Refusal::Unknown`](crate::domain::refusal::Refusal::Unknown).
    pub fn supplier(&self, name: &str) -> Result<Supplier> {
        named::find(&*self.reading()?, name)
    }
}
