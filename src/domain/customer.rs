//! Customers (rules 49–51, 85): people who order, known by phone or by a channel handle. The
//! same name is not the same person.

use chrono::NaiveDate;

use super::id::CustomerId;
use super::message::Message;
use super::money::Rupiah;
use super::phone::Phone;

/// A customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    /// Identity.
    pub id: CustomerId,
    /// Name; empty when only a phone is known.
    pub name: String,
    /// `62…` when it could be normalised, else as typed (rule 49).
    pub phone: Option<String>,
    /// Address for orders that have none of their own.
    pub address: String,
    /// The shop's note.
    pub note: String,
    /// Birthday or another yearly date.
    pub birthday: Option<NaiveDate>,
    /// Price level (`reseller`, rule 66); empty for the normal price.
    pub level: String,
    /// The shop asks the full price of them as down payment (rule 112).
    pub pays_full: bool,
    /// Names on other channels: (channel, handle).
    pub handles: Vec<(String, String)>,
}

/// What a customer is called: by name, without one by phone; `None` without either.
pub fn name_or_phone(name: &str, phone: Option<&str>) -> Option<String> {
    match name {
        "" => phone.map(|phone| Phone::read(phone).shown()),
        name => Some(name.to_owned()),
    }
}

/// How a customer has paid so far (rules 85, 112).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PaymentRecord {
    /// Orders released because their down payment did not come.
    pub released: i64,
    /// Orders the customer gave up without having paid anything.
    pub unpaid: i64,
    /// Orders released because their goods were not collected.
    pub uncollected: i64,
    /// All orders, cancelled ones too.
    pub orders: i64,
}

impl PaymentRecord {
    /// Orders that were not paid.
    pub fn failed(&self) -> i64 {
        self.released + self.unpaid
    }

    /// The warning of somebody who did not pay or did not collect: how often, of how many orders.
    pub fn warning(&self) -> Option<Message> {
        let key = match (self.failed() > 0, self.uncollected > 0) {
            (false, false) => return None,
            (true, false) => "customer-unpaid-warning",
            (false, true) => "customer-uncollected-warning",
            (true, true) => "customer-unpaid-uncollected-warning",
        };
        Some(
            Message::new(key)
                .count("failed", self.failed())
                .count("uncollected", self.uncollected)
                .count("orders", self.orders),
        )
    }
}

/// One row of the customer list.
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
    /// What the customer still owes over all orders, in rupiah.
    pub owes: Rupiah,
    /// What the shop owes the customer: overpaid or refundable sums and unmatched credit, in
    /// rupiah.
    pub owed: Rupiah,
    /// The part of that which is credit, kept for the customer's next orders.
    pub credit: Rupiah,
}
