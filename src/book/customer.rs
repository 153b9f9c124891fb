//! Customers: found by phone, made when new, merged when two turn out to be one.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::deed::Deed;
use super::error::Result;
use super::period::day;
use super::{Book, text};
use crate::domain::customer::{Customer, CustomerRow};
use crate::domain::id::{CustomerId, OrderId};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::phone::Phone;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::text::fold;
use crate::domain::when::Moment;

/// Who an order or a payment is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CustomerRef {
    /// A customer of the book.
    Known(CustomerId),
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

/// What to change of a customer; what is absent stays.
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
    /// Handles to add or replace: channel and handle (rule 85); an empty one is taken away.
    pub handles: Vec<(String, String)>,
}

impl Book {
    /// Adds a customer.
    ///
    /// # Errors
    /// A missing name, a phone or handle that is another's, or the file.
    pub fn add_customer(&mut self, new: &CustomerChange, now: Moment) -> Result<CustomerId> {
        self.transaction(now, |deed| {
            let name = text::name("field-customer", new.name.as_deref().unwrap_or_default())?;
            let phone = text::phone("field-phone", new.phone.as_deref().unwrap_or_default())?;
            phone_is_free(deed.connection(), phone.as_deref(), None)?;
            let id = insert(deed, &name, phone, "")?;
            change(deed, id, new)?;
            Ok((id, Message::new("did-add-customer").text("name", name)))
        })
    }

    /// Changes a customer.
    ///
    /// # Errors
    /// A missing name, a phone or handle that is another's, or the file.
    pub fn edit_customer(
        &mut self,
        id: CustomerId,
        edit: &CustomerChange,
        now: Moment,
    ) -> Result<()> {
        self.transaction(now, |deed| {
            change(deed, id, edit)?;
            let name = by_id(deed.connection(), id)?.name;
            Ok(((), Message::new("did-edit-customer").text("name", name)))
        })
    }

    /// Makes two customers one (rule 50): orders, payments and handles of `from` go to `into`,
    /// which keeps its own name and takes what it lacks.
    ///
    /// # Errors
    /// [`Refusal::SameCustomer`], or the file.
    pub fn merge_customers(
        &mut self,
        from: CustomerId,
        into: CustomerId,
        now: Moment,
    ) -> Result<()> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            // Either may have been merged before: who they have become is meant.
            let source = by_id(connection, from)?;
            let target = by_id(connection, into)?;
            let (from, into) = (source.id, target.id);
            if from == into {
                return Err(Refusal::SameCustomer.into());
            }
            let orders = connection
                .prepare_cached("SELECT id FROM orders WHERE customer_id = ?1")?
                .query_map([from.raw()], |row| row.get(0).map(OrderId::new))?
                .collect::<rusqlite::Result<Vec<_>>>()?;
            for order in orders {
                deed.touches(order)?;
            }
            for table in ["orders", "payments", "handles"] {
                connection
                    .prepare_cached(&format!(
                        "UPDATE {table} SET customer_id = ?2 WHERE customer_id = ?1"
                    ))?
                    .execute([from.raw(), into.raw()])?;
            }
            connection
                .prepare_cached(
                    "UPDATE customers SET merged_into = ?2 WHERE id = ?1 OR merged_into = ?1",
                )?
                .execute([from.raw(), into.raw()])?;
            let lacking = |has: &str, other: &str| {
                (has.is_empty() && !other.is_empty()).then(|| other.to_owned())
            };
            change(
                deed,
                into,
                &CustomerChange {
                    name: lacking(&target.name, &source.name),
                    phone: target
                        .phone
                        .is_none()
                        .then(|| source.phone.clone())
                        .flatten(),
                    address: lacking(&target.address, &source.address),
                    note: lacking(&target.note, &source.note),
                    birthday: target.birthday.is_none().then_some(source.birthday),
                    level: lacking(&target.level, &source.level),
                    ..CustomerChange::default()
                },
            )?;
            let message = Message::new("did-merge-customers")
                .text("from", source.name)
                .text("into", target.name);
            Ok(((), message))
        })
    }

    /// A customer by identity; for one that was merged, the one it became.
    ///
    /// # Errors
    /// [`Refusal::Unknown`], or the file.
    pub fn customer(&self, id: CustomerId) -> Result<Customer> {
        by_id(&self.connection, id)
    }

    /// The customer that is meant by `#12`, a phone number, a handle or an exact name.
    ///
    /// # Errors
    /// [`Refusal::Unknown`], [`Refusal::Ambiguous`] with those that go by the name, or the file.
    pub fn find_customer(&self, text: &str) -> Result<Customer> {
        let connection = &self.connection;
        let typed = text.trim();
        let mut found = Vec::new();
        if let Some(id) = typed.strip_prefix('#').and_then(|id| id.parse().ok()) {
            found.push(id);
        } else if let Some(phone) = Phone::read(typed).normal() {
            found.extend(by_phone(connection, phone)?.map(CustomerId::raw));
        }
        if found.is_empty() {
            found = connection
                .prepare_cached(
                    "SELECT id FROM customers WHERE search LIKE ?1 ESCAPE '\\' AND merged_into IS NULL
                        AND name = ?2 COLLATE NOCASE
                     UNION SELECT customer_id FROM handles WHERE handle = ?3",
                )?
                .query_map(
                    params![like(&fold(typed)), typed, typed.trim_start_matches('@')],
                    |row| row.get::<_, i64>(0),
                )?
                .collect::<rusqlite::Result<_>>()?;
        }
        match found.as_slice() {
            [id] => by_id(connection, CustomerId::new(*id)),
            [] => {
                let mut select = connection
                    .prepare_cached("SELECT name FROM customers WHERE merged_into IS NULL")?;
                let names = select
                    .query_map([], |row| row.get::<_, String>(0))?
                    .collect::<rusqlite::Result<Vec<_>>>()?;
                Err(
                    Refusal::unknown(Noun::Customer, typed, names.iter().map(String::as_str))
                        .into(),
                )
            }
            several => {
                let mut matches = Vec::new();
                for id in several.iter().take(5) {
                    let customer = by_id(connection, CustomerId::new(*id))?;
                    let phone = customer.phone.as_deref().unwrap_or("-");
                    matches.push(format!("#{id} {} {phone}", customer.name));
                }
                Err(Refusal::Ambiguous {
                    noun: Noun::Customer,
                    code: typed.to_owned(),
                    matches,
                }
                .into())
            }
        }
    }

    /// Whose phone number this is, if anybody's.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn customer_with_phone(&self, phone: &str) -> Result<Option<Customer>> {
        match Phone::read(phone).normal() {
            Some(normal) => by_phone(&self.connection, normal)?
                .map(|id| by_id(&self.connection, id))
                .transpose(),
            None => Ok(None),
        }
    }

    /// What a fuzzy search looks through: (customer, folded name and phone), who ordered last
    /// first.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn customer_keys(&self) -> Result<Vec<(CustomerId, String)>> {
        let mut select = self.connection.prepare_cached(
            "SELECT c.id, c.search FROM customers c WHERE c.merged_into IS NULL AND c.archived_at IS NULL
             ORDER BY coalesce((SELECT max(o.id) FROM orders o WHERE o.customer_id = c.id), 0) DESC, c.id DESC",
        )?;
        let rows = select.query_map([], |row| Ok((CustomerId::new(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What lists show of these customers, in the order asked.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn customer_rows(&self, ids: &[CustomerId]) -> Result<Vec<CustomerRow>> {
        let mut select = self.connection.prepare_cached(
            "SELECT c.id, c.name, c.phone,
                (SELECT count(*) FROM orders o WHERE o.customer_id = c.id AND o.cancelled_at IS NULL),
                (SELECT coalesce(sum(total - paid), 0) FROM order_sums s
                 WHERE s.customer_id = c.id AND total <> paid AND total > paid AND NOT waiting),
                (SELECT coalesce(sum(paid - total), 0) FROM order_sums s
                 WHERE s.customer_id = c.id AND total <> paid AND paid > total),
                (SELECT coalesce(sum(p.amount), 0) FROM payments p
                 WHERE p.customer_id = c.id AND p.claimed_for IS NULL),
                (SELECT coalesce(sum(a.amount), 0) FROM payments p
                 JOIN allocations a ON a.payment_id = p.id WHERE p.customer_id = c.id)
             FROM customers c WHERE c.id = ?1",
        )?;
        ids.iter()
            .map(|id| {
                Ok(select.query_row([id.raw()], |row| {
                    let credit: i64 = row.get::<_, i64>(6)? - row.get::<_, i64>(7)?;
                    Ok(CustomerRow {
                        id: CustomerId::new(row.get(0)?),
                        name: row.get(1)?,
                        phone: row.get(2)?,
                        orders: row.get(3)?,
                        owes: Rupiah::new(row.get(4)?),
                        owed: Rupiah::new(row.get::<_, i64>(5)? + credit),
                    })
                })?)
            })
            .collect()
    }
}

/// Characters of a text that are searched for: beyond these no name goes, and a pattern has bounds.
const MAX_SEARCHED: usize = 1_000;

/// A LIKE pattern for text that contains `part`.
pub(super) fn like(part: &str) -> String {
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

/// What a search looks through: folded name, and the phone in both of its forms.
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

/// Whose phone number this is; that of a customer who was merged is the one's they became (rule
/// 50). A number too short to call is nobody's: it was kept as typed and tells nobody apart (rule
/// 49).
pub(super) fn by_phone(connection: &Connection, phone: &str) -> Result<Option<CustomerId>> {
    if phone.chars().filter(char::is_ascii_digit).count() < 8 {
        return Ok(None);
    }
    let whose = |sql| -> Result<Option<CustomerId>> {
        Ok(connection
            .prepare_cached(sql)?
            .query_row([phone], |row| row.get(0).map(CustomerId::new))
            .optional()?)
    };
    match whose("SELECT id FROM customers WHERE phone = ?1 AND merged_into IS NULL")? {
        // Walks the few that were merged.
        None => whose(
            "SELECT merged_into FROM customers WHERE merged_into IS NOT NULL AND phone = ?1
             ORDER BY id DESC LIMIT 1",
        ),
        known => Ok(known),
    }
}

/// Refuses a phone number that another customer has (rule 50).
fn phone_is_free(
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

/// The highest identity of a customer, 0 when there is none.
pub(super) fn newest(connection: &Connection) -> Result<i64> {
    Ok(connection
        .prepare_cached("SELECT coalesce(max(id), 0) FROM customers")?
        .query_row([], |row| row.get(0))?)
}

/// The customer meant, made when new.
pub(super) fn resolve(deed: &Deed<'_>, who: &CustomerRef) -> Result<CustomerId> {
    match who {
        CustomerRef::Known(id) => Ok(by_id(deed.connection(), *id)?.id),
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

fn insert(deed: &Deed<'_>, name: &str, phone: Option<String>, address: &str) -> Result<CustomerId> {
    deed.connection()
        .prepare_cached(
            "INSERT INTO customers (name, search, phone, address, note, level) VALUES (?1, ?2, ?3, ?4, '', '')",
        )?
        .execute(params![name, search_key(name, phone.as_deref()), phone, address])?;
    Ok(CustomerId::new(deed.connection().last_insert_rowid()))
}

fn change(deed: &Deed<'_>, id: CustomerId, edit: &CustomerChange) -> Result<()> {
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
    if after != before {
        connection
            .prepare_cached(
                "UPDATE customers SET name = ?2, search = ?3, phone = ?4, address = ?5, note = ?6,
                 birthday = ?7, level = ?8 WHERE id = ?1",
            )?
            .execute(params![
                before.id.raw(),
                after.name,
                search_key(&after.name, after.phone.as_deref()),
                after.phone,
                after.address,
                after.note,
                after.birthday.map(|day| day.to_string()),
                after.level,
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
    let owner: Option<i64> = connection
        .prepare_cached("SELECT customer_id FROM handles WHERE channel = ?1 AND handle = ?2")?
        .query_row([&channel, &handle], |row| row.get(0))
        .optional()?;
    match owner {
        Some(owner) if owner == id.raw() => return Ok(()),
        Some(owner) => {
            return Err(Refusal::ContactTaken {
                contact: handle,
                customer: by_id(connection, CustomerId::new(owner))?.name,
            }
            .into());
        }
        None => {}
    }
    connection
        .prepare_cached("DELETE FROM handles WHERE customer_id = ?1 AND channel = ?2")?
        .execute(params![id.raw(), channel])?;
    if !handle.is_empty() {
        connection
            .prepare_cached(
                "INSERT INTO handles (customer_id, channel, handle) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![id.raw(), channel, handle])?;
    }
    Ok(())
}

/// A customer by identity; for one that was merged, the one it became.
pub(super) fn by_id(connection: &Connection, id: CustomerId) -> Result<Customer> {
    let mut select = connection.prepare_cached(
        "SELECT c.id, c.name, c.phone, c.address, c.note, c.birthday, c.level FROM customers c
         WHERE c.id = (SELECT coalesce(merged_into, id) FROM customers WHERE id = ?1)",
    )?;
    let mut rows = select.query([id.raw()])?;
    let Some(row) = rows.next()? else {
        return Err(Refusal::Unknown {
            noun: Noun::Customer,
            code: format!("#{}", id.raw()),
            near: None,
        }
        .into());
    };
    let mut customer = read(row)?;
    customer.handles = connection
        .prepare_cached("SELECT channel, handle FROM handles WHERE customer_id = ?1 ORDER BY id")?
        .query_map([customer.id.raw()], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(customer)
}

fn read(row: &Row<'_>) -> Result<Customer> {
    Ok(Customer {
        id: CustomerId::new(row.get(0)?),
        name: row.get(1)?,
        phone: row.get(2)?,
        address: row.get(3)?,
        note: row.get(4)?,
        birthday: row
            .get::<_, Option<String>>(5)?
            .map(|text| day(&text))
            .transpose()?,
        level: row.get(6)?,
        handles: Vec::new(),
    })
}
