//! Accounts: their rows (rule 36).

use rusqlite::{Connection, params};

use super::named::{self, named_row};
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::domain::account::Balance;
use crate::domain::id::AccountId;
use crate::domain::money::Rupiah;
use crate::domain::payment::Method;
use crate::domain::when::Moment;

named_row! {
    /// An account: a place money is kept, such as a bank account or the cash box.
    Account: AccountId, "accounts", Noun::Account, "field-account" {
        /// The payment method it is for.
        method: Method,
        /// What it began with, in rupiah (rule 92).
        opening: Rupiah,
        /// From this moment on movements count; always where it is absent.
        opening_at: Option<Moment>,
    }
}

impl Account {
    /// Whether customers pay to it: it is in use, and neither the cash box nor a courier's, which holds what he
    /// collected.
    pub fn is_paid_to(&self) -> bool {
        !self.archived && !matches!(self.method, Method::Cash | Method::Cod)
    }
}

/// Adds an account, or changes the one with this id; returns its id and name.
pub(in crate::book) fn save(
    deed: &Deed<'_>,
    id: Option<AccountId>,
    name: Option<&str>,
    method: Option<Method>,
) -> Result<(AccountId, String)> {
    named::save(deed, id, name, |account: &mut Account| {
        account.method = method.unwrap_or(account.method);
        Ok(())
    })
}

/// What an account has now, without what moved today and this month.
pub(in crate::book) fn balance(connection: &Connection, id: AccountId) -> Result<Balance> {
    let mut select = connection.prepare_cached(
        "SELECT a.opening, a.opening_at, s.cash, s.held,
             (SELECT coalesce(sum(t.paid), 0) FROM payment_stages t WHERE t.account_id = a.id)
         FROM accounts a JOIN account_sums s ON s.account_id = a.id WHERE a.id = ?1",
    )?;
    let (opening, opening_at, cash, held, stages): (Rupiah, _, Rupiah, _, Rupiah) = select
        .query_row([id], |row| {
            Ok((
                row.get(0)?,
                row.get(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get(4)?,
            ))
        })?;
    Ok(Balance {
        opening,
        opening_at,
        balance: opening.plus(cash)?.minus(stages)?,
        held,
        ..Balance::default()
    })
}

/// What came into an account from a moment on, and what went out, both as positive amounts.
pub(in crate::book) fn moved_since(
    connection: &Connection,
    id: AccountId,
    from: Moment,
) -> Result<(Rupiah, Rupiah)> {
    let mut select = connection.prepare_cached(
        "SELECT coalesce(sum(max(amount, 0)), 0), coalesce(-sum(min(amount, 0)), 0) FROM (
             SELECT amount FROM payments WHERE account_id = ?1 AND at >= ?2 AND claimed_for IS NULL
             UNION ALL SELECT amount FROM entries WHERE account_id = ?1 AND at >= ?2)",
    )?;
    Ok(select.query_row(params![id, from], |row| Ok((row.get(0)?, row.get(1)?)))?)
}
