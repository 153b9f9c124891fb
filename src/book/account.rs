//! Accounts: where money is kept (rule 36).

use super::keeper::book::Book;
use super::keeper::deed::Done;
use super::keeper::error::Result;
use super::rows::account::{self, Account};
use super::rows::named::{self, Named};
use crate::domain::id::AccountId;
use crate::domain::message::Message;
use crate::domain::payment::Method;
use crate::domain::when::Moment;

impl Book {
    /// Adds an account.
    ///
    /// # Errors
    /// A missing or taken name.
    pub fn add_account(
        &mut self,
        name: &str,
        method: Method,
        now: Moment,
    ) -> Result<Done<AccountId>> {
        self.transaction(now, |deed| {
            let id = account::add_account(deed, name, method)?;
            let did = Message::new("did-add-account").text("name", name.trim());
            Ok((id, did))
        })
    }

    /// Renames an account and changes its payment method; absent values stay.
    ///
    /// # Errors
    /// A missing or taken name.
    pub fn edit_account(
        &mut self,
        id: AccountId,
        name: Option<&str>,
        method: Option<Method>,
        now: Moment,
    ) -> Result<Done<()>> {
        self.transaction(now, |deed| {
            let before: Account = named::by_id(deed.connection(), id)?;
            let mut account = before.clone();
            if let Some(name) = name {
                account.name = named::free_name::<Account>(deed, name, Some(id))?;
            }
            account.method = method.unwrap_or(account.method);
            if account != before {
                account.update(deed)?;
            }
            let did = Message::new("did-edit-account").text("name", account.name);
            Ok(((), did))
        })
    }

    /// Archives an account, or takes it back into use (rule 55).
    pub fn archive_account(
        &mut self,
        id: AccountId,
        archived: bool,
        now: Moment,
    ) -> Result<Done<()>> {
        let did = ["did-restore-account", "did-archive-account"][usize::from(archived)];
        self.transaction(now, |deed| {
            let name = named::archive::<Account>(deed, id, archived)?;
            Ok(((), Message::new(did).text("name", name)))
        })
    }

    /// All accounts, by name.
    pub fn accounts(&self) -> Result<Vec<Account>> {
        named::all(&self.connection)
    }

    /// The account with this name in any letter case.
    ///
    /// # Errors
    /// [`Refusal::Unknown`](crate::domain::refusal::Refusal::Unknown).
    pub fn account(&self, name: &str) -> Result<Account> {
        named::find(&self.connection, name)
    }
}
