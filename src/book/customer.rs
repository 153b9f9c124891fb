//! Customers: adding, changing, finding and merging them.

use rusqlite::params;

use super::keeper::book::Book;
use super::keeper::deed::Done;
use super::keeper::error::Result;
use super::keeper::sql::from_row;
use super::rows::customer::{self, CustomerChange, by_phone, like, phone_is_free};
use super::rows::text;
use crate::domain::customer::{Customer, CustomerRow};
use crate::domain::id::CustomerId;
use crate::domain::message::Message;
use crate::domain::phone::{self, Phone};
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::text::{MAX_NOTE, check_length, fold};
use crate::domain::when::Moment;

from_row! {
    LISTED, listed: CustomerRow {
        id: "c.id",
        name: "c.name",
        phone: "c.phone",
        orders: "(SELECT count(*) FROM orders o WHERE o.customer_id = c.id AND o.cancelled_at IS NULL)",
        owes: "(SELECT coalesce(sum(total - paid), 0) FROM order_sums s
            WHERE s.customer_id = c.id AND total <> paid AND total > paid AND NOT waiting)",
        // Overpaid bills, and credit that is on no bill.
        owed: "(SELECT coalesce(sum(paid - total), 0) FROM order_sums s
            WHERE s.customer_id = c.id AND total <> paid AND paid > total)
            + (SELECT coalesce(sum(p.amount), 0) FROM payments p
            WHERE p.customer_id = c.id AND p.claimed_for IS NULL)
            - (SELECT coalesce(sum(a.amount), 0) FROM payments p
            JOIN allocations a ON a.payment_id = p.id WHERE p.customer_id = c.id)",
        credit: "(SELECT coalesce(sum(p.amount), 0) FROM payments p
            WHERE p.customer_id = c.id AND p.claimed_for IS NULL)
            - (SELECT coalesce(sum(a.amount), 0) FROM payments p
            JOIN allocations a ON a.payment_id = p.id WHERE p.customer_id = c.id)",
    } from "customers c WHERE c.id = ?1"
}

impl Book {
    /// Adds a customer.
    ///
    /// # Errors
    /// A missing name, a phone or handle that is another's.
    pub fn add_customer(&mut self, new: &CustomerChange, now: Moment) -> Result<Done<CustomerId>> {
        self.transaction(now, |deed| {
            let name = text::name("field-customer", new.name.as_deref().unwrap_or_default())?;
            let phone = text::phone("field-phone", new.phone.as_deref().unwrap_or_default())?;
            phone_is_free(deed.connection(), phone.as_deref(), None)?;
            let id = customer::insert(deed, &name, phone, "")?;
            customer::change(deed, id, new)?;
            Ok((id, Message::new("did-add-customer").text("name", name)))
        })
    }

    /// Changes a customer.
    ///
    /// # Errors
    /// A missing name, a phone or handle that is another's.
    pub fn edit_customer(
        &mut self,
        id: CustomerId,
        edit: &CustomerChange,
        now: Moment,
    ) -> Result<Done<()>> {
        self.transaction(now, |deed| {
            customer::change(deed, id, edit)?;
            let name = customer::by_id(deed.connection(), id)?.name;
            Ok(((), Message::new("did-edit-customer").text("name", name)))
        })
    }

    /// Merges two customers (rule 50): `into` gets the orders, payments and handles of `from`, and
    /// those of its details that `into` lacks; it keeps its name. A second phone goes to the note
    /// and is found as before.
    ///
    /// # Errors
    /// [`Refusal::SameCustomer`].
    pub fn merge_customers(
        &mut self,
        from: CustomerId,
        into: CustomerId,
        now: Moment,
    ) -> Result<Done<()>> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            // Either may have been merged before; then the customer it became is used.
            let source = customer::by_id(connection, from)?;
            let target = customer::by_id(connection, into)?;
            let (from, into) = (source.id, target.id);
            if from == into {
                return Err(Refusal::SameCustomer.into());
            }
            let orders = connection
                .prepare_cached("SELECT id FROM orders WHERE customer_id = ?1")?
                .query_map([from], |row| row.get(0))?
                .collect::<rusqlite::Result<Vec<_>>>()?;
            for order in orders {
                deed.touches(order)?;
            }
            for table in ["orders", "payments", "handles"] {
                connection
                    .prepare_cached(&format!(
                        "UPDATE {table} SET customer_id = ?2 WHERE customer_id = ?1"
                    ))?
                    .execute(params![from, into])?;
            }
            connection
                .prepare_cached("UPDATE orders SET payer_id = ?2 WHERE payer_id = ?1")?
                .execute(params![from, into])?;
            // Who ordered pays anyway.
            connection
                .prepare_cached(
                    "UPDATE orders SET payer_id = NULL WHERE payer_id = ?1 AND customer_id = ?1",
                )?
                .execute([into])?;
            connection
                .prepare_cached(
                    "UPDATE customers SET merged_into = ?2 WHERE id = ?1 OR merged_into = ?1",
                )?
                .execute(params![from, into])?;
            let lacking = |has: &str, other: &str| {
                (has.is_empty() && !other.is_empty()).then(|| other.to_owned())
            };
            let mut notes = vec![target.note.clone()];
            if target.note != source.note {
                notes.push(source.note.clone());
            }
            if target.phone.is_some()
                && let Some(phone) = &source.phone
            {
                notes.push(Phone::read(phone).shown());
            }
            notes.retain(|note| !note.is_empty());
            let note = notes.join("; ");
            // What no longer fits is still on the merged card.
            let fits = check_length(&note, MAX_NOTE).is_ok();
            customer::change(
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
                    note: fits.then_some(note),
                    birthday: target.birthday.is_none().then_some(source.birthday),
                    level: lacking(&target.level, &source.level),
                    pays_full: (source.pays_full && !target.pays_full).then_some(true),
                    ..CustomerChange::default()
                },
            )?;
            let message = Message::new("did-merge-customers")
                .text("from", source.name)
                .text("into", target.name);
            Ok(((), message))
        })
    }

    /// The customer with this id; for a merged one, the customer it became.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn customer(&self, id: CustomerId) -> Result<Customer> {
        customer::by_id(&*self.reading()?, id)
    }

    /// Finds a customer by `#12`, a phone number, a handle or an exact name.
    ///
    /// # Errors
    /// [`Refusal::Unknown`], or [`Refusal::Ambiguous`] with all customers of that name.
    pub fn find_customer(&self, text: &str) -> Result<Customer> {
        let connection = &self.reading()?;
        let typed = text.trim();
        let mut found: Vec<CustomerId> = Vec::new();
        if let Some(id) = typed.strip_prefix('#').and_then(|id| id.parse().ok()) {
            found.push(CustomerId::new(id));
        } else if let Some(phone) = Phone::read(typed).normal() {
            found.extend(by_phone(connection, phone)?);
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
                    |row| row.get(0),
                )?
                .collect::<rusqlite::Result<_>>()?;
        }
        match found.as_slice() {
            [id] => customer::by_id(connection, *id),
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
                    let customer = customer::by_id(connection, *id)?;
                    let phone = customer.phone.as_deref().unwrap_or("-");
                    matches.push(format!("#{} {} {phone}", id.raw(), customer.name));
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

    /// The customer with this phone number, if any.
    pub fn customer_with_phone(&self, phone: &str) -> Result<Option<Customer>> {
        match Phone::read(phone).normal() {
            Some(normal) => {
                let reading = self.reading()?;
                by_phone(&reading, normal)?
                    .map(|id| customer::by_id(&reading, id))
                    .transpose()
            }
            None => Ok(None),
        }
    }

    /// The keys of a fuzzy search: (customer, folded name and phone), most recent order first.
    pub fn customer_keys(&self) -> Result<Vec<(CustomerId, String)>> {
        let reading = self.reading()?;
        let mut select = reading.prepare_cached(
            "SELECT c.id, c.search FROM customers c WHERE c.merged_into IS NULL AND c.archived_at IS NULL
             ORDER BY coalesce((SELECT max(o.id) FROM orders o WHERE o.customer_id = c.id), 0) DESC, c.id DESC",
        )?;
        let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The customers with these digits anywhere in their phone, or in that of a card merged into
    /// theirs, who ordered last first. `None` for a text that is no part of a phone number.
    pub fn customers_with_digits(&self, typed: &str) -> Result<Option<Vec<CustomerId>>> {
        let Some(digits) = phone::part(typed) else {
            return Ok(None);
        };
        let reading = self.reading()?;
        // A phone that can't be normalised is stored as typed, with its signs (rule 49).
        let mut select = reading.prepare_cached(
            "SELECT c.id FROM customers p JOIN customers c ON c.id = coalesce(p.merged_into, p.id)
             WHERE c.archived_at IS NULL AND (
                instr(replace(replace(replace(p.phone, '-', ''), ' ', ''), '.', ''), ?1) > 0
                OR p.phone LIKE '62%' AND instr('0' || substr(p.phone, 3), ?1) > 0)
             GROUP BY c.id
             ORDER BY coalesce((SELECT max(o.id) FROM orders o WHERE o.customer_id = c.id), 0) DESC, c.id DESC",
        )?;
        let found = select.query_map([digits], |row| row.get(0))?;
        Ok(Some(found.collect::<rusqlite::Result<_>>()?))
    }

    /// The list rows of these customers, in the order of `ids`.
    pub fn customer_rows(&self, ids: &[CustomerId]) -> Result<Vec<CustomerRow>> {
        let reading = self.reading()?;
        let mut select = reading.prepare_cached(LISTED)?;
        ids.iter()
            .map(|id| Ok(select.query_row([id], listed)?))
            .collect()
    }
}
