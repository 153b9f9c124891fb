//! The shop's name, phone number, time zone and settings.

use super::money::Rupiah;
use super::policy::DEFAULT_STEP;
use super::when::Zone;

/// The shop's settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shop {
    /// Name on screens and papers; empty until it is set up.
    pub name: String,
    /// WhatsApp number, `62…` or as typed.
    pub phone: Option<String>,
    /// Time zone of all dates.
    pub zone: Zone,
    /// Percentage down payments are rounded up to a multiple of this (rule 25), in rupiah.
    pub down_payment_step: Rupiah,
    /// Units the shop makes in a day (rule 6).
    pub daily_capacity: Option<i64>,
    /// Days a delivery takes in the worst case, 0–366.
    pub delivery_days: i64,
    /// Days added to an estimate as a buffer, 0–366.
    pub buffer_days: i64,
    /// Largest difference that may be booked as rounding (rule 71), in rupiah; 0 for none.
    pub rounding_limit: Rupiah,
    /// Whether new bills get a unique code (rule 31).
    pub unique_codes: bool,
    /// Whether a tick beside an order in a pasted list means that it is paid in full.
    pub ticks_pay: bool,
    /// Days after which a parcel that nobody complained of has arrived (rule 82), 1–366.
    pub parcel_days: i64,
}

impl Default for Shop {
    fn default() -> Self {
        Self {
            name: String::new(),
            phone: None,
            zone: Zone::default(),
            down_payment_step: DEFAULT_STEP,
            daily_capacity: None,
            delivery_days: 0,
            buffer_days: 0,
            rounding_limit: Rupiah::new(500),
            unique_codes: false,
            ticks_pay: false,
            parcel_days: 7,
        }
    }
}
