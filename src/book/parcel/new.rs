//! What is said of a parcel when it is made, and what its courier collects (rules 46, 91, 101).

use crate::domain::id::AccountId;
use crate::domain::item::ItemText;
use crate::domain::money::Rupiah;
use crate::domain::weight::Grams;

/// What is said of a parcel when it is made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewParcel {
    /// What goes into it, of its only order; empty for everything that is left.
    pub items: Vec<ItemText>,
    /// The recipient it goes to, of an order that has several (rule 80).
    pub to: Option<String>,
    /// Who takes it.
    pub courier: String,
    /// The courier's service.
    pub service: String,
    /// Tracking number, as it was given (rule 99).
    pub tracking: String,
    /// What the courier was paid, in rupiah (rule 101).
    pub paid: Option<Rupiah>,
    /// The account that was paid from.
    pub account: Option<AccountId>,
    /// What it weighs.
    pub weight: Option<Grams>,
    /// What the courier is to collect, when that is not the rest of the bill (rule 91).
    pub cod: Option<Cod>,
    /// Why goods leave that are not paid for (rule 46).
    pub unsettled: Option<String>,
    /// Whether it stays in the shop for now.
    pub packed: bool,
    /// Note of the shop.
    pub note: String,
}

/// What a courier collects (COD).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cod {
    /// The rest of the bill.
    Rest,
    /// This amount, in rupiah.
    Amount(Rupiah),
}
