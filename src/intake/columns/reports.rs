//! Tables that hold no orders and are taken for them: what a marketplace, a courier or a bank hands
//! out besides. Each is known by titles only it has, so that its refusal can say what it is.

use super::titles::fold;
use crate::domain::coded::coded;

coded! {
    /// What a table without orders is.
    pub enum Report {
        /// What a marketplace paid out for orders.
        Income => "intake-report-income",
        /// The fees a marketplace took.
        Fees => "intake-report-fees",
        /// Parcels of a courier or of one who passes them on.
        Parcels => "intake-report-parcels",
        /// Bookings a marketplace wants sent before they are orders.
        Bookings => "intake-report-bookings",
        /// Payments by QRIS.
        Qris => "intake-report-qris",
        /// Money in and out of an account or a balance.
        Statement => "intake-report-statement",
        /// A price list, where orders are wanted.
        PriceList => "intake-report-price-list",
        /// Orders, where a price list is wanted.
        Orders => "intake-report-orders",
    }
}

impl Report {
    /// What a row of titles is the header of.
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
                let moved = [
                    "debet", "debit", "kredit", "credit", "cabang", "branch", "mutasi", "masuk",
                ];
                // Some banks print no balance: money out and money in beside each other, or the
                // branch that booked it, are in no table of orders either.
                let both = any(&["debet", "debit"]) && any(&["kredit", "credit"]);
                let booked = all(&["tanggaltransaksi", "keterangan", "cabang", "jumlah"]);
                (any(&["saldo", "balance"]) && any(&moved)) || both || booked
            }
            // Told by what is missing, or by all that is there, rather than by one title.
            Self::PriceList | Self::Orders => false,
        })
    }
}
