//! The shop: reads its settings.

use rusqlite::{Connection, OptionalExtension};

use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::{BookError, Result};
use crate::book::keeper::sql::from_row;
use crate::domain::shop::Shop;

from_row! {
    SHOP, shop: Shop {
        name: "name",
        phone: "phone",
        zone: "zone",
        down_payment_step: "down_payment_step",
        daily_capacity: "daily_capacity",
        delivery_days: "delivery_days",
        buffer_days: "buffer_days",
        rounding_limit: "rounding_limit",
        unique_codes: "unique_codes",
        ticks_pay: "ticks_pay",
        parcel_days: "parcel_days",
    } from "shop"
}

/// The shop's settings.
pub(in crate::book) fn read(connection: &Connection) -> Result<Shop> {
    let mut select = connection.prepare_cached(SHOP)?;
    let found = select.query_row([], shop).optional()?;
    found.ok_or_else(|| BookError::Damaged("shop".to_owned()))
}

impl Deed<'_> {
    /// The shop's settings.
    pub(in crate::book) fn shop(&self) -> Result<Shop> {
        read(self.connection())
    }
}
