//! Accounts: what they have and hold, and money that is no customer's moving through them (rules
//! 90–93).

use super::coded::coded;
use super::id::{AccountId, EntryId};
use super::money::Rupiah;
use super::when::Moment;

/// One end of a movement of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoneyPlace {
    /// An account of the shop.
    Account(AccountId),
    /// The owner's own pocket.
    Owner,
}

/// What an account has (rule 92), in rupiah.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Balance {
    /// What it began with.
    pub opening: Rupiah,
    /// The moment it began with that; what moved before is in it.
    pub opening_at: Option<Moment>,
    /// What it has now.
    pub balance: Rupiah,
    /// What is held for it until it is paid out or handed in (rule 91); not in the balance.
    pub held: Rupiah,
    /// What came in today.
    pub in_today: Rupiah,
    /// What went out today.
    pub out_today: Rupiah,
    /// What came in this month.
    pub in_month: Rupiah,
    /// What went out this month.
    pub out_month: Rupiah,
}

coded! {
    /// What an expense is for (rule 93).
    pub enum ExpenseCategory {
        /// Materials: they buy goods, so they are no expense of the profit where cost is unit cost.
        Materials = "bahan" | "materials" => "expense-materials",
        /// Packaging, which buys goods too.
        Packaging = "kemasan" | "packaging" => "expense-packaging",
        /// Shipping that belongs to no parcel.
        Shipping = "ongkir" | "shipping" => "expense-shipping",
        /// Advertising.
        Promotion = "promosi" | "promotion" => "expense-promotion",
        /// Wages.
        Wages = "upah" | "wages" => "expense-wages",
        /// Tools.
        Tools = "alat" | "tools" => "expense-tools",
        /// Anything else.
        Other = "lain" | "other" => "expense-other",
    }
}

/// Money that left an account for something (rule 93).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expense {
    /// Identity.
    pub id: EntryId,
    /// When it was paid.
    pub at: Moment,
    /// Name of the account.
    pub account: String,
    /// What it is for.
    pub category: ExpenseCategory,
    /// In rupiah, more than zero.
    pub amount: Rupiah,
    /// Code of the PO whose profit it lowers.
    pub period: Option<String>,
    /// Name of the supplier.
    pub supplier: Option<String>,
    /// What the owner wrote.
    pub note: String,
}
