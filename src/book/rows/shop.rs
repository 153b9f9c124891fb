//! The shop, its accounts and its suppliers: reads and writes their rows.

use rusqlite::{Connection, params};

use super::text;
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::{BookError, Result};
use crate::domain::id::{AccountId, SupplierId};
use crate::domain::money::Rupiah;
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

/// The shop's settings.
pub(in crate::book) fn read(connection: &Connection) -> Result<Shop> {
    let mut select = connection.prepare_cached(
        "SELECT name, phone, zone, down_payment_step, daily_capacity, delivery_days, buffer_days,
         rounding_limit, unique_codes, ticks_pay FROM shop",
    )?;
    let mut rows = select.query([])?;
    let Some(row) = rows.next()? else {
        return Err(BookError::Damaged("shop".to_owned()));
    };
    let zone: String = row.get(2)?;
    Ok(Shop {
        name: row.get(0)?,
        phone: row.get(1)?,
        zone: zone
            .parse()
            .map_err(|_| BookError::Damaged(format!("zone {zone}")))?,
        down_payment_step: Rupiah::new(row.get(3)?),
        daily_capacity: row.get(4)?,
        delivery_days: row.get(5)?,
        buffer_days: row.get(6)?,
        rounding_limit: Rupiah::new(row.get(7)?),
        unique_codes: row.get(8)?,
        ticks_pay: row.get(9)?,
    })
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
        .execute(params![name, method.code()])?;
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
