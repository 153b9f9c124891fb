//! The shop, its accounts and its suppliers: reads and writes their rows.

use rusqlite::{Connection, OptionalExtension, params};

use super::text;
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::{BookError, Result};
use crate::book::keeper::sql::from_row;
use crate::domain::id::{AccountId, SupplierId};
use crate::domain::payment::Method;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::shop::Shop;

/// A place money is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Identity.
    pub id: AccountId,
    /// Name (`BCA 123`).
    pub name: String,
    /// How money reaches it.
    pub method: Method,
    /// Not used any more (rule 55).
    pub archived: bool,
}

/// Who makes goods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supplier {
    /// Identity.
    pub id: SupplierId,
    /// Name.
    pub name: String,
    /// Phone, `62…` or as typed.
    pub phone: Option<String>,
    /// Days it takes to deliver what was ordered, 0–3.660 (rule 6).
    pub lead_days: Option<i64>,
    /// Not used any more (rule 55).
    pub archived: bool,
}

from_row! {
    SHOP, shop: Shop {
        name: "name",
        phone: "phone",
        zone: "zone",
        down_payment_step: "down_payment_step",
        daily_capacity: "daily_capacity",
        delivery_days: "delivery_days",
        buffer_days: "buffer_days",
        rounding_limit: "rounding_limit",
        unique_codes: "unique_codes",
        ticks_pay: "ticks_pay",
    } from "shop"
}

from_row! {
    pub(in crate::book) ACCOUNT, account: Account {
        id: "id",
        name: "name",
        method: "method",
        archived: "archived_at IS NOT NULL",
    } from "accounts"
}

from_row! {
    pub(in crate::book) SUPPLIER, supplier: Supplier {
        id: "id",
        name: "name",
        phone: "phone",
        lead_days: "lead_days",
        archived: "archived_at IS NOT NULL",
    } from "suppliers"
}

/// The shop's settings.
pub(in crate::book) fn read(connection: &Connection) -> Result<Shop> {
    let mut select = connection.prepare_cached(SHOP)?;
    let found = select.query_row([], shop).optional()?;
    found.ok_or_else(|| BookError::Damaged("shop".to_owned()))
}

impl Deed<'_> {
    /// The shop's settings.
    pub(in crate::book) fn shop(&self) -> Result<Shop> {
        read(self.connection())
    }
}

/// Adds an account.
pub(in crate::book) fn add_account(
    deed: &Deed<'_>,
    name: &str,
    method: Method,
) -> Result<AccountId> {
    let name = text::name("field-account", name)?;
    free(deed, "accounts", Noun::Account, &name, None)?;
    deed.connection()
        .prepare_cached("INSERT INTO accounts (name, method) VALUES (?1, ?2)")?
        .execute(params![name, method])?;
    Ok(AccountId::new(deed.connection().last_insert_rowid()))
}

/// Refuses a name that another row of the table has.
pub(in crate::book) fn free(
    deed: &Deed<'_>,
    table: &'static str,
    noun: Noun,
    name: &str,
    but: Option<i64>,
) -> Result<()> {
    let taken = deed
        .connection()
        .prepare_cached(&format!(
            "SELECT 1 FROM {table} WHERE name = ?1 AND id IS NOT ?2"
        ))?
        .exists(params![name, but])?;
    if taken {
        return Err(Refusal::Taken {
            noun,
            code: name.to_owned(),
        }
        .into());
    }
    Ok(())
}
