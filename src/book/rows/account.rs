//! Accounts: their rows (rule 36).

use super::named::{self, Named, named_row};
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::domain::id::AccountId;
use crate::domain::payment::Method;

named_row! {
    /// An account: a place money is kept, such as a bank account or the cash box.
    Account: AccountId, "accounts", Noun::Account, "field-account" {
        /// The payment method it is for.
        method: Method,
    }
}

/// Adds an account.
pub(in crate::book) fn add_account(
    deed: &Deed<'_>,
    name: &str,
    method: Method,
) -> Result<AccountId> {
    Account {
        id: AccountId::new(0),
        name: named::free_name::<Account>(deed, name, None)?,
        method,
        archived: false,
    }
    .insert(deed)
}
