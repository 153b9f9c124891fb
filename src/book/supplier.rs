//! Suppliers: who makes the goods (rules 6, 38).

use super::keeper::book::Book;
use super::keeper::deed::Done;
use super::keeper::error::Result;
use super::rows::named::{self, Named};
use super::rows::supplier::Supplier;
use super::rows::{number, text};
use crate::domain::id::SupplierId;
use crate::domain::message::Message;
use crate::domain::when::Moment;

impl Book {
    /// Adds a supplier, with its lead time in days when known (rule 6).
    ///
    /// # Errors
    /// A missing or taken name, or days outside 0–3.660.
    pub fn add_supplier(
        &mut self,
        name: &str,
        phone: Option<&str>,
        lead_days: Option<i64>,
        now: Moment,
    ) -> Result<Done<SupplierId>> {
        self.transaction(now, |deed| {
            let supplier = Supplier {
                id: SupplierId::new(0),
                name: named::free_name::<Supplier>(deed, name, None)?,
                phone: text::phone("field-phone", phone.unwrap_or_default())?,
                lead_days: lead(lead_days)?,
                archived: false,
            };
            let did = Message::new("did-add-supplier").text("name", &*supplier.name);
            Ok((supplier.insert(deed)?, did))
        })
    }

    /// Changes a supplier's name, phone and lead time in days; absent values stay.
    ///
    /// # Errors
    /// As [`Book::add_supplier`].
    pub fn edit_supplier(
        &mut self,
        id: SupplierId,
        name: Option<&str>,
        phone: Option<&str>,
        lead_days: Option<Option<i64>>,
        now: Moment,
    ) -> Result<Done<()>> {
        self.transaction(now, |deed| {
            let before: Supplier = named::by_id(deed.connection(), id)?;
            let mut supplier = before.clone();
            if let Some(name) = name {
                supplier.name = named::free_name::<Supplier>(deed, name, Some(id))?;
            }
            if let Some(phone) = phone {
                supplier.phone = text::phone("field-phone", phone)?;
            }
            if let Some(days) = lead_days {
                supplier.lead_days = lead(days)?;
            }
            if supplier != before {
                supplier.update(deed)?;
            }
            let did = Message::new("did-edit-supplier").text("name", supplier.name);
            Ok(((), did))
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
        named::all(&self.connection)
    }

    /// The supplier with this name in any letter case.
    ///
    /// # Errors
    /// [`Refusal::Unknown`](crate::domain::refusal::Refusal::Unknown).
    pub fn supplier(&self, name: &str) -> Result<Supplier> {
        named::find(&self.connection, name)
    }
}

/// Checks a lead time: 0–3.660 days.
fn lead(days: Option<i64>) -> Result<Option<i64>> {
    days.map(|days| number::within("field-lead-days", days, 0, 3660))
        .transpose()
}
