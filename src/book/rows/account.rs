//! Accounts: reads and writes their rows (rule 36).

use rusqlite::{Row, params};

use super::named::{self, Named};
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::keeper::sql::from_row;
use crate::domain::id::AccountId;
use crate::domain::payment::Method;
use crate::domain::refusal::Noun;

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

from_row! {
    ACCOUNT, account: Account {
        id: "id",
        name: "name",
        method: "method",
        archived: "archived_at IS NOT NULL",
    } from "accounts"
}

impl Named for Account {
    type Id = AccountId;
    const TABLE: &'static str = "accounts";
    const SELECT: &'static str = ACCOUNT;
    const NOUN: Noun = Noun::Account;
    const FIELD: &'static str = "field-account";

    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        account(row)
    }

    fn name(&self) -> &str {
        &self.name
    }
}

/// Adds an account.
pub(in crate::book) fn add_account(
    deed: &Deed<'_>,
    name: &str,
    method: Method,
) -> Result<AccountId> {
    let name = named::free_name::<Account>(deed, name, None)?;
    deed.connection()
        .prepare_cached("INSERT INTO accounts (name, method) VALUES (?1, ?2)")?
        .execute(params![name, method])?;
    Ok(AccountId::new(deed.connection().last_insert_rowid()))
}
