//! The shop of the tests in this folder.

use rekap::book::PeriodChange;
use rekap::domain::when::Moment;

pub use super::setup::{Shop, code, edit_typed, new_order, rp, typed};

/// 2026-02-01 12:00 WIB, the start of every test.
pub const NOW: Moment = super::setup::NOON;

/// `seconds` after [`NOW`].
pub fn after(seconds: i64) -> Moment {
    Moment::from_unix(NOW.unix() + seconds)
}

/// An empty shop.
pub fn empty() -> Shop {
    Shop::empty(NOW)
}

/// A shop with Nastar (Keju, Coklat) and Lidah Kucing on sale in the open PO NAS3.
pub fn shop() -> Shop {
    let mut shop = empty();
    shop.product(
        "NAS",
        "Nastar",
        60_000,
        &[("KEJU", "Keju"), ("COK", "Coklat")],
    )
    .product("LK", "Lidah Kucing", 45_000, &[])
    .period("NAS3", PeriodChange::default())
    .sells("NAS3", &["NAS", "LK"]);
    shop
}
