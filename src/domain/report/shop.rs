//! What customers, bills and accounts of the whole shop came to.

use crate::domain::coded::coded;
use crate::domain::money::Rupiah;
use crate::domain::when::Moment;

/// What a customer has ordered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerReport {
    /// Name.
    pub name: String,
    /// Phone number, normalised.
    pub phone: Option<String>,
    /// Orders that count.
    pub orders: i64,
    /// POs they are of.
    pub periods: i64,
    /// Units; a package is one.
    pub units: i64,
    /// What was sold to the customer, in rupiah.
    pub turnover: Rupiah,
    /// When the last of them was placed.
    pub last: Option<Moment>,
    /// Orders cancelled.
    pub cancelled: i64,
    /// The day of the year the shop remembers, `12-31`.
    pub birthday: Option<String>,
}

/// A bill that is not paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Debt {
    /// Code of the order.
    pub order: String,
    /// Name of who pays.
    pub customer: String,
    /// What is left to pay, in rupiah.
    pub left: Rupiah,
    /// Until when: a kasbon's own day, else the last moment for the whole bill of its PO.
    pub due: Option<Moment>,
    /// Days since it is due; days since it was ordered where it has no such day.
    pub days: i64,
    /// Whether the goods came before the money (kasbon).
    pub kasbon: bool,
}

/// A movement of money of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CashRow {
    /// When it moved.
    pub at: Moment,
    /// Name of the account.
    pub account: String,
    /// What it was.
    pub what: CashKind,
    /// Whom or what it was about: a customer's order, a PO, a note.
    pub about: String,
    /// Signed, in rupiah.
    pub amount: Rupiah,
    /// Whether it is held, not there yet.
    pub held: bool,
}

coded! {
    /// What a movement of money was.
    pub enum CashKind {
        /// A customer paid.
        Payment = "payment" => "cash-payment",
        /// A customer was given money back.
        Refund = "refund" => "cash-refund",
        /// An expense.
        Expense = "expense" => "cash-expense",
        /// A supplier was paid.
        Supplier = "supplier" => "cash-supplier",
        /// A courier was paid.
        Courier = "courier" => "cash-courier",
        /// A claim was paid for.
        Recovery = "recovery" => "cash-recovery",
        /// A stage was paid for.
        Stage = "stage" => "cash-stage",
        /// A fee.
        Fee = "fee" => "cash-fee",
        /// Interest.
        Interest = "interest" => "cash-interest",
        /// Tax.
        Tax = "tax" => "cash-tax",
        /// Between accounts.
        Transfer = "transfer" => "cash-transfer",
        /// What was held was paid out.
        Payout = "payout" => "cash-payout",
        /// A count found a difference.
        Count = "count" => "cash-count",
        /// The owner's own.
        Owner = "owner" => "cash-owner",
        /// Of nobody known.
        Unknown = "unknown" => "cash-unknown",
        /// Anything else.
        Other = "other" => "cash-other",
    }
}
