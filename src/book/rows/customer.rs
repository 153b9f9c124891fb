//! Customers: reads, finds and writes their rows (rules 49, 50).

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, params};

use super::text;
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::keeper::sql::{Day, from_row};
use crate::domain::customer::Customer;
use crate::domain::id::CustomerId;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::text::fold;

/// Most characters of a search text that are used; no name is longer, and SQLite limits patterns.
pub(in crate::book) const MAX_SEARCHED: usize = 1_000;

/// The customer of an order or a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CustomerRef {
    /// A customer of the book.
    Known(CustomerId),
    /// A customer of the book, and a phone that becomes theirs where they have none.
    KnownWithPhone {
        /// The customer.
        id: CustomerId,
        /// Phone as typed.
        phone: String,
    },
    /// Somebody described by name and phone: the customer with that phone when there is one, else
    /// a new customer. A name alone is a new customer (rule 50).
    Described {
        /// Name.
        name: String,
        /// Phone as typed, or empty.
        phone: String,
        /// Address, or empty.
        address: String,
    },
}

/// Changes to a customer; absent values stay.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CustomerChange {
    /// Name.
    pub name: Option<String>,
    /// Phone as typed; empty takes it away.
    pub phone: Option<String>,
    /// Address.
    pub address: Option<String>,
    /// Note.
    pub note: Option<String>,
    /// Birthday or another yearly date.
    pub birthday: Option<Option<NaiveDate>>,
    /// Price level, empty for everyone's price.
    pub level: Option<String>,
    /// Whether the shop asks the full price of them (rule 112); orders already placed stay.
    pub pays_full: Option<bool>,
    /// Handles to add or replace: channel and handle (rule 85); an empty one is taken away.
    pub handles: Vec<(String, String)>,
}

/// A LIKE pattern for text that contains `part`.
pub(in crate::book) fn like(part: &str) -> String {
    let mut pattern = String::with_capacity(part.len().min(MAX_SEARCHED) + 2);
    pattern.push('%');
    for c in part.chars().take(MAX_SEARCHED) {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// The text that a search looks through: folded name, and the phone in both of its forms.
fn search_key(name: &str, phone: Option<&str>) -> String {
    let mut key = fold(name);
    if let Some(phone) = phone {
        key.push(' ');
        key.push_str(phone);
        if let Some(local) = phone.strip_prefix("62") {
            key.push_str(" 0");
            key.push_str(local);
        }
    }
    key
}

/// The customer with this phone number; for a merged customer the one it became (rule 50). `None`
/// for a number too short to call: it is stored as typed and doesn't identify a customer (rule 49).
pub(in crate::book) fn by_phone(
    connection: &Connection,
    phone: &str,
) -> Result<Option<CustomerId>> {
    if phone.chars().filter(char::is_ascii_digit).count() < 8 {
        return Ok(None);
    }
    let whose = |sql| -> Result<Option<CustomerId>> {
        Ok(connection
            .prepare_cached(sql)?
            .query_row([phone], |row| row.get(0))
            .optional()?)
    };
    match whose("SELECT id FROM customers WHERE phone = ?1 AND merged_into IS NULL")? {
        // Reads only the few merged customers.
        None => whose(
            "SELECT merged_into FROM customers WHERE merged_into IS NOT NULL AND phone = ?1
             ORDER BY id DESC LIMIT 1",
        ),
        known => Ok(known),
    }
}

/// Refuses a phone number that another customer has (rule 50).
pub(in crate::book) fn phone_is_free(
    connection: &Connection,
    phone: Option<&str>,
    but: Option<CustomerId>,
) -> Result<()> {
    let Some(phone) = phone else { return Ok(()) };
    match by_phone(connection, phone)? {
        Some(other) if Some(other) != but => Err(Refusal::ContactTaken {
            contact: phone.to_owned(),
            customer: by_id(connection, other)?.name,
        }
        .into()),
        _ => Ok(()),
    }
}

/// The highest customer id, 0 when there is none.
pub(in crate::book) fn newest(connection: &Connection) -> Result<CustomerId> {
    Ok(connection
        .prepare_cached("SELECT coalesce(max(id), 0) FROM customers")?
        .query_row([], |row| row.get(0))?)
}

/// Returns the id of a customer, who is added when new.
pub(in crate::book) fn resolve(deed: &Deed<'_>, who: &CustomerRef) -> Result<CustomerId> {
    match who {
        CustomerRef::Known(id) => Ok(by_id(deed.connection(), *id)?.id),
        CustomerRef::KnownWithPhone { id, phone } => {
            let known = by_id(deed.connection(), *id)?;
            if known.phone.is_none() {
                let edit = CustomerChange {
                    phone: Some(phone.clone()),
                    ..CustomerChange::default()
                };
                change(deed, known.id, &edit)?;
            }
            Ok(known.id)
        }
        CustomerRef::Described {
            name,
            phone,
            address,
        } => {
            let phone = text::phone("field-phone", phone)?;
            if let Some(phone) = &phone
                && let Some(known) = by_phone(deed.connection(), phone)?
            {
                return Ok(known);
            }
            // A phone alone is enough to know somebody by.
            let name = match &phone {
                Some(_) => text::line("field-customer", name)?,
                None => text::name("field-customer", name)?,
            };
            insert(
                deed,
                &name,
                phone,
                &text::long_line("field-address", address)?,
            )
        }
    }
}

/// The price level of who is described; somebody new has none (rule 66).
pub(in crate::book) fn level_of(connection: &Connection, who: &CustomerRef) -> Result<String> {
    let known = match who {
        CustomerRef::Known(id) | CustomerRef::KnownWithPhone { id, .. } => Some(*id),
        CustomerRef::Described { phone, .. } => match text::phone("field-phone", phone)? {
            Some(phone) => by_phone(connection, &phone)?,
            None => None,
        },
    };
    match known {
        Some(id) => Ok(by_id(connection, id)?.level),
        None => Ok(String::new()),
    }
}

/// Adds a customer.
pub(in crate::book) fn insert(
    deed: &Deed<'_>,
    name: &str,
    phone: Option<String>,
    address: &str,
) -> Result<CustomerId> {
    deed.connection()
        .prepare_cached(
            "INSERT INTO customers (name, search, phone, address, note, level) VALUES (?1, ?2, ?3, ?4, '', '')",
        )?
        .execute(params![name, search_key(name, phone.as_deref()), phone, address])?;
    Ok(CustomerId::new(deed.connection().last_insert_rowid()))
}

/// Changes a customer; absent values stay.
pub(in crate::book) fn change(
    deed: &Deed<'_>,
    id: CustomerId,
    edit: &CustomerChange,
) -> Result<()> {
    let connection = deed.connection();
    let before = by_id(connection, id)?;
    let mut after = before.clone();
    if let Some(phone) = &edit.phone {
        after.phone = text::phone("field-phone", phone)?;
        phone_is_free(connection, after.phone.as_deref(), Some(before.id))?;
    }
    let name = edit.name.as_ref().unwrap_or(&before.name);
    // A phone alone is enough to know somebody by.
    after.name = match &after.phone {
        None if edit.name.is_some() || edit.phone.is_some() => text::name("field-customer", name)?,
        Some(_) | None => text::line("field-customer", name)?,
    };
    if let Some(address) = &edit.address {
        after.address = text::long_line("field-address", address)?;
    }
    if let Some(note) = &edit.note {
        after.note = text::note("field-note", note)?;
    }
    if let Some(birthday) = edit.birthday {
        after.birthday = birthday;
    }
    if let Some(level) = &edit.level {
        after.level = text::line("field-level", level)?;
    }
    after.pays_full = edit.pays_full.unwrap_or(before.pays_full);
    if after != before {
        connection
            .prepare_cached(
                "UPDATE customers SET name = ?2, search = ?3, phone = ?4, address = ?5, note = ?6,
                 birthday = ?7, level = ?8, pays_full = ?9 WHERE id = ?1",
            )?
            .execute(params![
                before.id,
                after.name,
                search_key(&after.name, after.phone.as_deref()),
                after.phone,
                after.address,
                after.note,
                after.birthday.map(Day),
                after.level,
                after.pays_full
            ])?;
    }
    for (channel, handle) in &edit.handles {
        set_handle(deed, before.id, channel, handle)?;
    }
    Ok(())
}

/// Gives a customer a handle on a channel; an empty one takes it away (rule 85).
fn set_handle(deed: &Deed<'_>, id: CustomerId, channel: &str, handle: &str) -> Result<()> {
    let connection = deed.connection();
    let channel = text::name("field-channel", channel)?;
    let handle = text::line("field-handle", handle.trim().trim_start_matches('@'))?;
    let owner: Option<CustomerId> = connection
        .prepare_cached("SELECT customer_id FROM handles WHERE channel = ?1 AND handle = ?2")?
        .query_row([&channel, &handle], |row| row.get(0))
        .optional()?;
    match owner {
        Some(owner) if owner == id => return Ok(()),
        Some(owner) => {
            return Err(Refusal::ContactTaken {
                contact: handle,
                customer: by_id(connection, owner)?.name,
            }
            .into());
        }
        None => {}
    }
    connection
        .prepare_cached("DELETE FROM handles WHERE customer_id = ?1 AND channel = ?2")?
        .execute(params![id, channel])?;
    if !handle.is_empty() {
        connection
            .prepare_cached(
                "INSERT INTO handles (customer_id, channel, handle) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![id, channel, handle])?;
    }
    Ok(())
}

/// The customer with this id; for a merged one, the customer it became.
pub(in crate::book) fn by_id(connection: &Connection, id: CustomerId) -> Result<Customer> {
    let mut select = connection.prepare_cached(CUSTOMER)?;
    let mut rows = select.query([id])?;
    let Some(row) = rows.next()? else {
        return Err(Refusal::Unknown {
            noun: Noun::Customer,
            code: format!("#{}", id.raw()),
            near: None,
        }
        .into());
    };
    let mut customer = customer(row)?;
    customer.handles = connection
        .prepare_cached("SELECT channel, handle FROM handles WHERE customer_id = ?1 ORDER BY id")?
        .query_map([customer.id], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(customer)
}

from_row! {
    CUSTOMER, customer: Customer {
        id: "c.id",
        name: "c.name",
        phone: "c.phone",
        address: "c.address",
        note: "c.note",
        birthday: ("c.birthday") => |day: Option<Day>| day.map(|day| day.0),
        level: "c.level",
        pays_full: "c.pays_full",
        ; handles: Vec::new()
    } from "customers c WHERE c.id = (SELECT coalesce(merged_into, id) FROM customers WHERE id = ?1)"
}
