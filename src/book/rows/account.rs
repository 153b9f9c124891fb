//! Accounts: their rows (rule 36).

use super::named::{self, named_row};
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
