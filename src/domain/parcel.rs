//! Parcels: what leaves together to one recipient, and where it is (rules 47, 81, 82).

use super::coded::coded;
use super::id::{DestinationId, OrderId, ParcelId, PeriodId};
use super::money::Rupiah;
use super::weight::Grams;
use super::when::Moment;

coded! {
    /// How the goods of a parcel leave the shop.
    pub enum ParcelWay {
        /// A courier takes them, the shop's own included.
        Courier = "courier" => "parcel-way-courier",
        /// The customer fetches them.
        Pickup = "pickup" => "parcel-way-pickup",
    }
}

coded! {
    /// Where a parcel is.
    pub enum ParcelState {
        /// Packed, still in the shop.
        Packed = "packed" => "parcel-packed",
        /// On its way.
        Sent = "sent" => "parcel-sent",
        /// With its recipient.
        Received = "received" => "parcel-received",
        /// Back in the shop.
        Returned = "returned" => "parcel-returned",
    }
}

coded! {
    /// What is decided of a parcel that came back (rule 82).
    pub enum ReturnEnding {
        /// Its goods are sent again.
        Again = "again" => "parcel-again",
        /// Its orders are closed.
        Close = "close" => "parcel-close",
    }
}

coded! {
    /// What becomes of goods that come back.
    pub enum GoodsBack {
        /// They are ready stock.
        Stock = "stock" => "goods-back-stock",
        /// They are lost or spoilt.
        Lost = "lost" => "goods-back-lost",
        /// They stay with the customer.
        None = "none" => "goods-back-none",
    }
}

/// The number of a parcel as it is said and typed: `P7`.
pub fn parcel_code(id: ParcelId) -> String {
    format!("P{}", id.raw())
}

/// Reads the number of a parcel: `P7`, `p7` or `7`.
pub fn read_parcel_code(text: &str) -> Option<ParcelId> {
    numbered('P', text).map(ParcelId::new)
}

/// The number after a letter, which may be absent.
pub(super) fn numbered(letter: char, text: &str) -> Option<i64> {
    let typed = text.trim();
    let digits = typed
        .strip_prefix([letter, letter.to_ascii_lowercase()])
        .unwrap_or(typed);
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|number| plain && *number > 0)
}

/// What a parcel holds of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParcelLine {
    /// Its order.
    pub order: OrderId,
    /// Code of the variant, or of the package that left whole.
    pub code: String,
    /// Product and variant as they were sold.
    pub goods: String,
    /// As ordered; empty for none.
    pub customization: String,
    /// Units.
    pub qty: i64,
}

/// One row of the list of parcels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    /// Identity.
    pub id: ParcelId,
    /// How it leaves.
    pub way: ParcelWay,
    /// The PO of its orders; absent when they are of several.
    pub period: Option<PeriodId>,
    /// The recipient of its order that it goes to, when it is not the order's own.
    pub destination: Option<DestinationId>,
    /// Who receives it, as it was when it was packed.
    pub recipient: String,
    /// Their phone.
    pub phone: Option<String>,
    /// Where it goes.
    pub address: String,
    /// Who takes it; empty when it is fetched.
    pub courier: String,
    /// The courier's service.
    pub service: String,
    /// Tracking number ("resi"), as it was given (rule 99).
    pub tracking: String,
    /// What it weighs.
    pub weight: Option<Grams>,
    /// What the courier collects, in rupiah.
    pub cod: Rupiah,
    /// What its customers were billed for shipping, in rupiah. An order's shipping stands on its first
    /// parcel.
    pub billed: Rupiah,
    /// What the courier was paid, there and back, in rupiah; absent while unknown.
    pub paid: Option<Rupiah>,
    /// When it was packed.
    pub packed_at: Moment,
    /// When it left.
    pub sent_at: Option<Moment>,
    /// When its recipient got it.
    pub received_at: Option<Moment>,
    /// When it came back.
    pub returned_at: Option<Moment>,
    /// What was decided once it had come back.
    pub return_ending: Option<ReturnEnding>,
    /// Why it left unpaid (rule 46).
    pub unsettled_reason: Option<String>,
    /// Note of the shop.
    pub note: String,
    /// Its orders: identity and number.
    pub orders: Vec<(OrderId, String)>,
    /// Names of its customers, as those of its orders follow each other.
    pub customer: String,
    /// What is in it.
    pub lines: Vec<ParcelLine>,
}

impl Parcel {
    /// Its number.
    pub fn code(&self) -> String {
        parcel_code(self.id)
    }

    /// Where it is.
    pub fn state(&self) -> ParcelState {
        match (self.sent_at, self.received_at, self.returned_at) {
            (None, _, _) => ParcelState::Packed,
            (_, _, Some(_)) => ParcelState::Returned,
            (_, Some(_), _) => ParcelState::Received,
            (Some(_), None, None) => ParcelState::Sent,
        }
    }

    /// Whether it came back and nothing was decided.
    pub fn waits_for_decision(&self) -> bool {
        self.returned_at.is_some() && self.return_ending.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parcels_number_reads_in_every_usual_form() {
        for text in ["P12", "p12", "12", " P12 "] {
            assert_eq!(read_parcel_code(text), Some(ParcelId::new(12)), "{text}");
        }
        for text in ["", "P", "P0", "P-1", "P1x", "K12", "P99999999999999999999"] {
            assert_eq!(read_parcel_code(text), None, "{text}");
        }
        assert_eq!(parcel_code(ParcelId::new(7)), "P7");
    }
}
