//! The shop, its accounts and its suppliers.

use rusqlite::params;

use super::keeper::book::Book;
use super::keeper::deed::Done;
use super::keeper::error::Result;
use super::rows::shop::{self, ACCOUNT, Account, SUPPLIER, Supplier, add_account};
use super::rows::{number, text};
use crate::domain::id::{AccountId, SupplierId};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::payment::Method;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::shop::Shop;
use crate::domain::when::{Moment, Zone};

/// What to change of the shop; what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShopChange {
    /// Name.
    pub name: Option<String>,
    /// WhatsApp number as typed; empty takes it away.
    pub phone: Option<String>,
    /// Time zone.
    pub zone: Option<Zone>,
    /// Step of percentage down payments, 1–1.000.000 rupiah.
    pub down_payment_step: Option<Rupiah>,
    /// Units made in a day, 1–1.000.000.000; the inner `None` takes it away.
    pub daily_capacity: Option<Option<i64>>,
    /// Days a delivery takes at worst, 0–366.
    pub delivery_days: Option<i64>,
    /// Days an estimate keeps in hand, 0–366.
    pub buffer_days: Option<i64>,
    /// Largest difference that may be rounded away, 0–1.000.000 rupiah (rule 71).
    pub rounding_limit: Option<Rupiah>,
    /// Whether new bills get a unique code (rule 31).
    pub unique_codes: Option<bool>,
    /// Whether a tick in a pasted list means paid in full.
    pub ticks_pay: Option<bool>,
    /// A first account: name and method.
    pub account: Option<(String, Method)>,
}

impl Book {
    /// The shop's settings.
    pub fn shop(&self) -> Result<Shop> {
        shop::read(&self.connection)
    }

    /// Changes the shop's settings, and opens a first account with them when one is named.
    ///
    /// # Errors
    /// A value out of its bounds, a taken account name, or the file.
    pub fn set_shop(&mut self, change: &ShopChange, now: Moment) -> Result<Done<()>> {
        self.transaction(now, |deed| {
            let mut shop = deed.shop()?;
            if let Some(name) = &change.name {
                shop.name = text::line("field-shop-name", name)?;
            }
            if let Some(phone) = &change.phone {
                shop.phone = text::phone("field-phone", phone)?;
            }
            if let Some(zone) = change.zone {
                shop.zone = zone;
            }
            if let Some(step) = change.down_payment_step {
                number::within("field-down-payment-step", step.raw(), 1, 1_000_000)?;
                shop.down_payment_step = step;
            }
            if let Some(capacity) = change.daily_capacity {
                shop.daily_capacity = capacity
                    .map(|units| number::within("field-daily-capacity", units, 1, 1_000_000_000))
                    .transpose()?;
            }
            if let Some(days) = change.delivery_days {
                shop.delivery_days = number::within("field-delivery-days", days, 0, 366)?;
            }
            if let Some(days) = change.buffer_days {
                shop.buffer_days = number::within("field-buffer-days", days, 0, 366)?;
            }
            if let Some(limit) = change.rounding_limit {
                number::within("field-rounding-limit", limit.raw(), 0, 1_000_000)?;
                shop.rounding_limit = limit;
            }
            if let Some(on) = change.unique_codes {
                shop.unique_codes = on;
            }
            if let Some(paid) = change.ticks_pay {
                shop.ticks_pay = paid;
            }
            if deed.shop()? != shop {
                deed.connection()
                    .prepare_cached(
                        "UPDATE shop SET name = ?1, phone = ?2, zone = ?3, down_payment_step = ?4,
                         daily_capacity = ?5, delivery_days = ?6, buffer_days = ?7,
                         rounding_limit = ?8, unique_codes = ?9, ticks_pay = ?10",
                    )?
                    .execute(params![
                        shop.name,
                        shop.phone,
                        shop.zone,
                        shop.down_payment_step,
                        shop.daily_capacity,
                        shop.delivery_days,
                        shop.buffer_days,
                        shop.rounding_limit,
                        shop.unique_codes,
                        shop.ticks_pay
                    ])?;
            }
            if let Some((name, method)) = &change.account {
                add_account(deed, name, *method)?;
            }
            Ok(((), Message::new("did-set-shop").text("name", shop.name)))
        })
    }

    /// Opens an account.
    ///
    /// # Errors
    /// A missing or taken name, or the file.
    pub fn add_account(
        &mut self,
        name: &str,
        method: Method,
        now: Moment,
    ) -> Result<Done<AccountId>> {
        self.transaction(now, |deed| {
            let id = add_account(deed, name, method)?;
            Ok((
                id,
                Message::new("did-add-account").text("name", name.trim()),
            ))
        })
    }

    /// Renames an account and changes how money reaches it; what is absent stays.
    ///
    /// # Errors
    /// A missing or taken name, or the file.
    pub fn edit_account(
        &mut self,
        id: AccountId,
        name: Option<&str>,
        method: Option<Method>,
        now: Moment,
    ) -> Result<Done<()>> {
        self.transaction(now, |deed| {
            let (mut new_name, mut new_method): (String, Method) = deed
                .connection()
                .prepare_cached("SELECT name, method FROM accounts WHERE id = ?1")?
                .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
            if let Some(name) = name {
                new_name = text::name("field-account", name)?;
                shop::free(deed, "accounts", Noun::Account, &new_name, Some(id.raw()))?;
            }
            if let Some(method) = method {
                new_method = method;
            }
            deed.connection()
                .prepare_cached("UPDATE accounts SET name = ?2, method = ?3 WHERE id = ?1")?
                .execute(params![id, new_name, new_method])?;
            Ok(((), Message::new("did-edit-account").text("name", new_name)))
        })
    }

    /// Archives an account, or takes it back into use (rule 55).
    pub fn archive_account(
        &mut self,
        id: AccountId,
        archived: bool,
        now: Moment,
    ) -> Result<Done<()>> {
        let did = if archived {
            "did-archive-account"
        } else {
            "did-restore-account"
        };
        self.archive("accounts", id.raw(), archived, now, did)
    }

    /// All accounts, by name.
    pub fn accounts(&self) -> Result<Vec<Account>> {
        let mut select = self
            .connection
            .prepare_cached(&format!("{ACCOUNT} ORDER BY name"))?;
        let rows = select.query_map([], shop::account)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The account of this name, whatever its letters' case.
    ///
    /// # Errors
    /// [`Refusal::Unknown`], or the file.
    pub fn account(&self, name: &str) -> Result<Account> {
        let accounts = self.accounts()?;
        let known: Vec<&str> = accounts
            .iter()
            .map(|account| account.name.as_str())
            .collect();
        match accounts
            .iter()
            .find(|account| account.name.eq_ignore_ascii_case(name.trim()))
        {
            Some(account) => Ok(account.clone()),
            None => Err(Refusal::unknown(Noun::Account, name, known).into()),
        }
    }

    /// Adds a supplier, with the days it takes when they are known (rule 6).
    ///
    /// # Errors
    /// A missing or taken name, a number out of its bounds, or the file.
    pub fn add_supplier(
        &mut self,
        name: &str,
        phone: Option<&str>,
        lead_days: Option<i64>,
        now: Moment,
    ) -> Result<Done<SupplierId>> {
        self.transaction(now, |deed| {
            let name = text::name("field-supplier", name)?;
            let phone = text::phone("field-phone", phone.unwrap_or_default())?;
            shop::free(deed, "suppliers", Noun::Supplier, &name, None)?;
            deed.connection()
                .prepare_cached(
                    "INSERT INTO suppliers (name, phone, lead_days) VALUES (?1, ?2, ?3)",
                )?
                .execute(params![name, phone, lead(lead_days)?])?;
            let id = SupplierId::new(deed.connection().last_insert_rowid());
            Ok((id, Message::new("did-add-supplier").text("name", name)))
        })
    }

    /// Archives a supplier, or takes it back into use (rule 55).
    pub fn archive_supplier(
        &mut self,
        id: SupplierId,
        archived: bool,
        now: Moment,
    ) -> Result<Done<()>> {
        let did = if archived {
            "did-archive-supplier"
        } else {
            "did-restore-supplier"
        };
        self.archive("suppliers", id.raw(), archived, now, did)
    }

    /// Renames a supplier, changes its phone and the days it takes; what is absent stays.
    ///
    /// # Errors
    /// A missing or taken name, a number out of its bounds, or the file.
    pub fn edit_supplier(
        &mut self,
        id: SupplierId,
        name: Option<&str>,
        phone: Option<&str>,
        lead_days: Option<Option<i64>>,
        now: Moment,
    ) -> Result<Done<()>> {
        self.transaction(now, |deed| {
            let (mut new_name, mut new_phone, mut days): (String, Option<String>, Option<i64>) =
                deed.connection()
                    .prepare_cached("SELECT name, phone, lead_days FROM suppliers WHERE id = ?1")?
                    .query_row([id], |row| {
                        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                    })?;
            if let Some(lead_days) = lead_days {
                days = lead(lead_days)?;
            }
            if let Some(name) = name {
                new_name = text::name("field-supplier", name)?;
                shop::free(deed, "suppliers", Noun::Supplier, &new_name, Some(id.raw()))?;
            }
            if let Some(phone) = phone {
                new_phone = text::phone("field-phone", phone)?;
            }
            deed.connection()
                .prepare_cached(
                    "UPDATE suppliers SET name = ?2, phone = ?3, lead_days = ?4
                     WHERE id = ?1 AND (name <> ?2 COLLATE BINARY OR phone IS NOT ?3 OR lead_days IS NOT ?4)",
                )?
                .execute(params![id, new_name, new_phone, days])?;
            Ok(((), Message::new("did-edit-supplier").text("name", new_name)))
        })
    }

    /// All suppliers, by name.
    pub fn suppliers(&self) -> Result<Vec<Supplier>> {
        let mut select = self
            .connection
            .prepare_cached(&format!("{SUPPLIER} ORDER BY name"))?;
        let rows = select.query_map([], shop::supplier)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Sets or clears `archived_at` of an account or supplier.
    fn archive(
        &mut self,
        table: &'static str,
        id: i64,
        archived: bool,
        now: Moment,
        did: &'static str,
    ) -> Result<Done<()>> {
        self.transaction(now, |deed| {
            let name: String = deed
                .connection()
                .prepare_cached(&format!("SELECT name FROM {table} WHERE id = ?1"))?
                .query_row([id], |row| row.get(0))?;
            deed.connection()
                .prepare_cached(&format!(
                    "UPDATE {table} SET archived_at = ?2 WHERE id = ?1 AND (archived_at IS NULL) = ?3"
                ))?
                .execute(params![id, archived.then_some(now), archived])?;
            Ok(((), Message::new(did).text("name", name)))
        })
    }
}

/// The days a supplier takes, in their bounds.
fn lead(days: Option<i64>) -> Result<Option<i64>> {
    days.map(|days| number::within("field-lead-days", days, 0, 3660))
        .transpose()
}
