//! Claims on goods that were handed over, and how they end (rule 83).

use super::coded::coded;
use super::id::{ClaimId, OrderId};
use super::money::Rupiah;
use super::parcel::{GoodsBack, numbered};
use super::when::Moment;

coded! {
    /// What is wrong with handed-over goods.
    pub enum ClaimKind {
        /// Too few were in the parcel.
        Short = "short" | "kurang" => "claim-short",
        /// They arrived broken or spoilt.
        Damaged = "damaged" | "rusak" => "claim-damaged",
        /// They are not what was ordered.
        Wrong = "wrong" | "salah" => "claim-wrong",
        /// Their size doesn't fit.
        Size = "size" | "ukuran" => "claim-size",
        /// The parcel was lost on its way.
        Lost = "lost" | "hilang" => "claim-lost",
    }
}

coded! {
    /// How a claim ends.
    pub enum ClaimEnding {
        /// The same goods, or others in exchange, are handed over anew and not billed.
        Replace = "replace" | "ganti" => "claim-replace",
        /// Money goes back for the goods.
        Refund = "refund" => "claim-refund",
        /// Money goes back for the trouble.
        Compensate = "compensate" | "kompensasi" => "claim-compensate",
        /// Nothing is given.
        Refuse = "refuse" | "tolak" => "claim-refuse",
    }
}

impl ClaimKind {
    /// What usually becomes of the goods: what doesn't fit is sold again, what is broken is lost, the rest
    /// stays where it is.
    pub fn usual_goods(self) -> GoodsBack {
        match self {
            Self::Size => GoodsBack::Stock,
            Self::Damaged => GoodsBack::Lost,
            Self::Short | Self::Wrong | Self::Lost => GoodsBack::None,
        }
    }
}

coded! {
    /// Where a claim stands.
    pub enum ClaimState {
        /// It is looked into.
        Open = "open" => "claim-open",
        /// Its replacement is still to be handed over.
        Replacing = "replacing" => "claim-replacing",
        /// Over.
        Ended = "ended" => "claim-ended",
    }
}

/// The number of a claim as it is said and typed: `K3`.
pub fn claim_code(id: ClaimId) -> String {
    format!("K{}", id.raw())
}

/// Reads the number of a claim: `K3`, `k3` or `3`.
pub fn read_claim_code(text: &str) -> Option<ClaimId> {
    numbered('K', text).map(ClaimId::new)
}

/// One row of the list of claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Identity.
    pub id: ClaimId,
    /// When it was made.
    pub at: Moment,
    /// Its order.
    pub order: OrderId,
    /// Number of that order.
    pub order_code: String,
    /// Who ordered.
    pub customer: String,
    /// Code of the variant.
    pub code: String,
    /// Product and variant as they were sold.
    pub goods: String,
    /// As ordered; empty for none.
    pub customization: String,
    /// Code of the package that the goods are out of.
    pub package: Option<String>,
    /// Units.
    pub qty: i64,
    /// What is wrong.
    pub kind: ClaimKind,
    /// How it ended; absent while it is looked into.
    pub ending: Option<ClaimEnding>,
    /// What goes back to the customer, in rupiah.
    pub amount: Rupiah,
    /// Code of the variant it was exchanged for.
    pub with: Option<String>,
    /// What more the exchanged goods cost, in rupiah; less than zero when they are cheaper.
    pub difference: Rupiah,
    /// What became of the goods.
    pub goods_back: GoodsBack,
    /// What insurance or courier paid for it, in rupiah.
    pub recovered: Rupiah,
    /// When it ended.
    pub ended_at: Option<Moment>,
    /// Note of the shop.
    pub note: String,
    /// Whether all of its order was handed over.
    pub order_complete: bool,
}

impl Claim {
    /// Its number.
    pub fn claim_code(&self) -> String {
        claim_code(self.id)
    }

    /// Where it stands.
    pub fn state(&self) -> ClaimState {
        match self.ending {
            None => ClaimState::Open,
            Some(ClaimEnding::Replace) if !self.order_complete => ClaimState::Replacing,
            Some(_) => ClaimState::Ended,
        }
    }
}
