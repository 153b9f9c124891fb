//! Accounts: where money is kept (rule 36).

use super::keeper::book::Book;
use super::keeper::deed::Done;
use super::keeper::error::Result;
use super::rows::account::{self, Account};
use super::rows::named;
use crate::domain::id::AccountId;
use crate::domain::message::Message;
use crate::domain::payment::Method;
use crate::domain::when::Moment;

impl Book {
    /// Adds an account, or changes the one with this id; absent values stay. A new one is for
    /// transfers unless a payment method is given.
    ///
    /// # Errors
    /// A missing or taken name.
    pub fn save_account(
        &mut self,
        id: Option<AccountId>,
        name: Option<&str>,
        method: Option<Method>,
        now: Moment,
    ) -> Result<Done<AccountId>> {
        let did = ["did-add-account", "did-edit-account"][usize::from(id.is_some())];
        self.transaction(now, |deed| {
            let (id, name) = account::save(deed, id, name, method)?;
            Ok((id, Message::new(did).text("name", name)))
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
        named::all(&*self.reading()?)
    }

    /// The account that money of this method goes to when none is named: the only one there is for it.
    pub fn only_account(&self, method: Method) -> Result<Option<AccountId>> {
        let accounts: Vec<Account> = named::all(&*self.reading()?)?;
        let mut of = accounts
            .iter()
            .filter(|account| account.method == method && !account.archived);
        Ok(match (of.next(), of.next()) {
            (Some(only), None) => Some(only.id),
            _ => None,
        })
    }

    /// The account with this name in any letter case.
    ///
    /// # Errors
    /// [`Refusal::Unknown`](crate::domain::refusal::Refusal::Unknown).
    pub fn account(&self, name: &str) -> Result<Account> {
        named::find(&*self.reading()?, name)
    }
}
