//! The shop's settings.

use rusqlite::params;

use super::keeper::book::Book;
use super::keeper::deed::Done;
use super::keeper::error::Result;
use super::rows::account;
use super::rows::{number, shop, text};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::payment::Method;
use crate::domain::shop::Shop;
use crate::domain::when::{Moment, Zone};

/// Changes to the shop's settings; absent values stay.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShopChange {
    /// Name.
    pub name: Option<String>,
    /// WhatsApp number as typed; empty takes it away.
    pub phone: Option<String>,
    /// Time zone.
    pub zone: Option<Zone>,
    /// Down payments by percentage are rounded to multiples of this, 1–1.000.000 rupiah.
    pub down_payment_step: Option<Rupiah>,
    /// Units made in a day, 1–1.000.000.000; the inner `None` takes it away.
    pub daily_capacity: Option<Option<i64>>,
    /// Longest delivery time in days, 0–366.
    pub delivery_days: Option<i64>,
    /// Safety days added to an estimate, 0–366.
    pub buffer_days: Option<i64>,
    /// Largest difference that may be rounded away, 0–1.000.000 rupiah (rule 71).
    pub rounding_limit: Option<Rupiah>,
    /// Whether new bills get a unique code (rule 31).
    pub unique_codes: Option<bool>,
    /// Whether a tick in a pasted list means paid in full.
    pub ticks_pay: Option<bool>,
    /// Days after which a parcel that nobody complained of has arrived, 1–366 (rule 82).
    pub parcel_days: Option<i64>,
    /// A first account: name and method.
    pub account: Option<(String, Method)>,
}

impl Book {
    /// The shop's settings.
    pub fn shop(&self) -> Result<Shop> {
        shop::read(&*self.reading()?)
    }

    /// Changes the shop's settings, and opens a first account with them when one is named.
    ///
    /// # Errors
    /// A value out of its bounds, or a taken account name.
    pub fn set_shop(&mut self, change: &ShopChange, now: Moment) -> Result<Done<()>> {
        self.transaction(now, |deed| {
            let mut shop = deed.shop()?;
            if let Some(name) = &change.name {
                shop.name = text::line("field-shop-name", name)?;
            }
            if let Some(phone) = &change.phone {
                shop.phone = text::phone("field-phone", phone)?;
            }
            if let Some(zone) = change.zone {
                shop.zone = zone;
            }
            if let Some(step) = change.down_payment_step {
                number::within("field-down-payment-step", step.raw(), 1, 1_000_000)?;
                shop.down_payment_step = step;
            }
            if let Some(capacity) = change.daily_capacity {
                shop.daily_capacity = capacity
                    .map(|units| number::within("field-daily-capacity", units, 1, 1_000_000_000))
                    .transpose()?;
            }
            if let Some(days) = change.delivery_days {
                shop.delivery_days = number::within("field-delivery-days", days, 0, 366)?;
            }
            if let Some(days) = change.buffer_days {
                shop.buffer_days = number::within("field-buffer-days", days, 0, 366)?;
            }
            if let Some(limit) = change.rounding_limit {
                number::within("field-rounding-limit", limit.raw(), 0, 1_000_000)?;
                shop.rounding_limit = limit;
            }
            if let Some(on) = change.unique_codes {
                shop.unique_codes = on;
            }
            if let Some(paid) = change.ticks_pay {
                shop.ticks_pay = paid;
            }
            if let Some(days) = change.parcel_days {
                shop.parcel_days = number::within("field-parcel-days", days, 1, 366)?;
            }
            if deed.shop()? != shop {
                deed.connection()
                    .prepare_cached(
                        "UPDATE shop SET name = ?1, phone = ?2, zone = ?3, down_payment_step = ?4,
                         daily_capacity = ?5, delivery_days = ?6, buffer_days = ?7,
                         rounding_limit = ?8, unique_codes = ?9, ticks_pay = ?10, parcel_days = ?11",
                    )?
                    .execute(params![
                        shop.name,
                        shop.phone,
                        shop.zone,
                        shop.down_payment_step,
                        shop.daily_capacity,
                        shop.delivery_days,
                        shop.buffer_days,
                        shop.rounding_limit,
                        shop.unique_codes,
                        shop.ticks_pay,
                        shop.parcel_days
                    ])?;
            }
            if let Some((name, method)) = &change.account {
                account::save(deed, None, Some(name), Some(*method))?;
            }
            Ok(((), Message::new("did-set-shop").text("name", shop.name)))
        })
    }
}
