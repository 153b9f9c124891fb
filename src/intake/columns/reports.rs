//! Recognises tables that are no orders but may be opened by mistake: other reports of
//! marketplaces, couriers and banks. Each is known by titles only it has, so that the refusal can
//! say what it is.

use super::titles::fold;
use crate::domain::coded::coded;
use crate::intake::chat::statement::{BALANCE_WORDS, BOOKED_WORDS};

coded! {
    /// The kinds of tables that are recognised.
    pub enum Report {
        /// Payouts of a marketplace.
        Income => "intake-report-income",
        /// Fees of a marketplace.
        Fees => "intake-report-fees",
        /// Parcels of a courier or shipping service.
        Parcels => "intake-report-parcels",
        /// Bookings that a marketplace wants shipped before they are orders.
        Bookings => "intake-report-bookings",
        /// Payments by QRIS.
        Qris => "intake-report-qris",
        /// A statement of a bank account or balance.
        Statement => "intake-report-statement",
        /// A price list where orders are expected.
        PriceList => "intake-report-price-list",
        /// Orders where a price list is expected.
        Orders => "intake-report-orders",
    }
}

impl Report {
    /// Recognises a row of titles.
    pub fn of_titles(titles: &[String]) -> Option<Self> {
        let folded: Vec<String> = titles.iter().map(|title| fold(title)).collect();
        let all = |names: &[&str]| {
            let has = |name: &&str| folded.iter().any(|title| title == name);
            names.iter().all(has)
        };
        let any = |parts: &[&str]| {
            let has = |part: &&str| folded.iter().any(|title| title.contains(part));
            parts.iter().any(has)
        };
        Self::ALL.iter().copied().find(|report| match report {
            Self::Income => all(&["totalpenghasilan"]) || all(&["tanggaldanadilepaskan"]),
            Self::Fees => {
                all(&["namabiaya", "nomorlaporan"]) || all(&["feename", "statementnumber"])
            }
            Self::Parcels => all(&["awb", "expedisi"]) || all(&["awb", "codvalue"]),
            Self::Bookings => all(&["bookingsn"]),
            Self::Qris => all(&["rrn"]) || all(&["tanggalsettlement"]),
            Self::Statement => {
                let moved = any(&BOOKED_WORDS) || any(&["masuk"]);
                // Some banks print no balance. Columns for both debit and credit, or for the
                // branch, are in no table of orders either.
                let both = any(&["debet", "debit"]) && any(&["kredit", "credit"]);
                let booked = all(&["tanggaltransaksi", "keterangan", "cabang", "jumlah"]);
                (any(&BALANCE_WORDS) && moved) || both || booked
            }
            // These two are recognised elsewhere, by several titles together.
            Self::PriceList | Self::Orders => false,
        })
    }
}
