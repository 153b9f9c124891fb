//! Customers (rules 49–51, 85): people who order, known by phone or by a channel handle. The
//! same name is not the same person.

use chrono::NaiveDate;

use super::id::CustomerId;
use super::money::Rupiah;

/// A customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    /// Identity.
    pub id: CustomerId,
    /// Name; may be empty when only a phone is known.
    pub name: String,
    /// `62…` when it could be normalised, else as typed (rule 49).
    pub phone: Option<String>,
    /// Where goods go unless an order says otherwise.
    pub address: String,
    /// What to remember.
    pub note: String,
    /// Birthday or another yearly date.
    pub birthday: Option<NaiveDate>,
    /// Price level, empty for everyone's price.
    pub level: String,
    /// Names on other channels: (channel, handle).
    pub handles: Vec<(String, String)>,
}

/// What a list of customers shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerRow {
    /// Identity.
    pub id: CustomerId,
    /// Name.
    pub name: String,
    /// Phone, `62…` or as typed.
    pub phone: Option<String>,
    /// Orders that were not cancelled.
    pub orders: i64,
    /// What they still owe over all orders, in rupiah.
    pub owes: Rupiah,
    /// What the shop owes them: overpaid or refundable sums and unmatched credit, in rupiah.
    pub owed: Rupiah,
}
