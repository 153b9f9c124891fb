//! The cash box and accounts of the sample shop.

use super::random::Random;
use crate::domain::id::AccountId;
use crate::domain::payment::Method;

/// The ids of the sample shop's accounts.
pub(super) struct Accounts {
    pub cash: AccountId,
    pub bank: AccountId,
    pub qris: AccountId,
}

impl Accounts {
    /// A random payment method and the account its money goes to.
    pub fn method(&self, random: &mut Random) -> (Method, AccountId) {
        match random.weighted(&[58, 22, 12, 8]) {
            0 => (Method::Transfer, self.bank),
            1 => (Method::Qris, self.qris),
            2 => (Method::Cash, self.cash),
            _ => (Method::Ewallet, self.qris),
        }
    }
}
