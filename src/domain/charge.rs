//! Charges on the bill of an order (rule 23). There can be several of a kind, told apart by kind, label
//! and destination.

use super::claim::claim_code;
use super::coded::coded;
use super::id::ClaimId;
use super::message::Message;
use super::money::Rupiah;
use super::portion::Portion;
use super::weight::Grams;

coded! {
    /// The kinds of charge on a bill (rule 23).
    pub enum ChargeKind {
        /// Ongkir, billed by the shop.
        Shipping = "shipping" => "charge-shipping",
        /// Diskon; lowers the bill.
        Discount = "discount" => "charge-discount",
        /// Kode unik.
        UniqueCode = "unique_code" => "charge-unique-code",
        /// Biaya tambahan.
        Surcharge = "surcharge" => "charge-surcharge",
        /// Kompensasi; lowers the bill.
        Compensation = "compensation" => "charge-compensation",
        /// The bill of a payment stage, passed on like shipping (rule 63).
        Stage = "stage" => "charge-stage",
        /// The difference between the weight estimated and the one weighed (rule 94).
        Weighing = "weighing" => "charge-weighing",
        /// Pembulatan: a small difference that is waived (rule 71); positive or negative.
        Rounding = "rounding" => "charge-rounding",
        /// What the shop keeps of a cancelled order, or of its cancelled part (rule 33).
        CancellationFee = "cancellation_fee" => "charge-cancellation-fee",
    }
}

impl ChargeKind {
    /// Whether it lowers the bill. Such charges are typed as positive and stored as negative
    /// amounts.
    pub fn lowers(self) -> bool {
        matches!(self, Self::Discount | Self::Compensation)
    }

    /// Whether there can be several with labels of their own.
    pub fn has_label(self) -> bool {
        matches!(
            self,
            Self::Shipping | Self::Discount | Self::Surcharge | Self::Compensation
        )
    }

    /// A typed amount with the sign it has on the bill.
    #[must_use]
    pub fn signed(self, amount: Rupiah) -> Rupiah {
        if self.lowers() {
            amount.negated()
        } else {
            amount
        }
    }
}

/// A charge on an order's bill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charge {
    /// Its kind.
    pub kind: ChargeKind,
    /// Signed, in rupiah.
    pub amount: Rupiah,
    /// What the shop calls it (`gift wrap`, `LEBARAN10`), the name of its bonus or stage, or why a part was
    /// cancelled; empty when its kind says it all.
    pub label: String,
    /// Name of the recipient whose shipping it is (rule 80).
    pub destination: Option<String>,
    /// The claim it comes from (rule 83).
    pub claim: Option<ClaimId>,
    /// What was weighed, for a weighing (rule 94).
    pub weighed: Option<Weighed>,
}

/// Goods that were weighed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weighed {
    /// Code of the variant.
    pub code: String,
    /// Product and variant name.
    pub goods: String,
    /// What they were estimated to weigh.
    pub estimated: Grams,
    /// What they weigh.
    pub weight: Grams,
}

impl Charge {
    /// Its name on a bill: `Ongkir`, `gift wrap`, `Diskon LEBARAN10`, `Ongkir ke Bu Ani`.
    pub fn name(&self) -> Message {
        let kind = self.kind.key();
        if let Some(weighed) = &self.weighed {
            return Message::new("charge-weighed")
                .text("goods", weighed.goods.as_str())
                .text("estimated", weighed.estimated.to_string())
                .text("weight", weighed.weight.to_string());
        }
        if let Some(claim) = self.claim {
            let key = match self.kind {
                ChargeKind::Compensation => "charge-of-claim",
                _ => "charge-exchange",
            };
            return Message::new(key)
                .word("kind", kind)
                .text("label", self.label.as_str())
                .text("claim", claim_code(claim));
        }
        match (self.label.as_str(), &self.destination) {
            ("", None) => Message::new(kind),
            (why, None) if self.kind == ChargeKind::CancellationFee => {
                Message::new("charge-because")
                    .word("kind", kind)
                    .text("why", why)
            }
            (label, None) if matches!(self.kind, ChargeKind::Surcharge | ChargeKind::Stage) => {
                Message::new("charge-named").text("label", label)
            }
            (label, None) => Message::new("charge-labelled")
                .word("kind", kind)
                .text("label", label),
            ("", Some(to)) => Message::new("charge-for")
                .word("kind", kind)
                .text("to", to.as_str()),
            (label, Some(to)) => Message::new("charge-labelled-for")
                .word("kind", kind)
                .text("label", label)
                .text("to", to.as_str()),
        }
    }
}

/// A charge to put on a bill, or to change there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCharge {
    /// Its kind.
    pub kind: ChargeKind,
    /// What the shop calls it; empty when its kind says it all.
    pub label: String,
    /// Name of the recipient whose shipping it is (rule 80).
    pub destination: Option<String>,
    /// Without a sign; zero takes the charge off the bill.
    pub amount: Portion,
}

impl NewCharge {
    /// A charge without a label.
    pub fn of(kind: ChargeKind, amount: Rupiah) -> Self {
        Self::labelled(kind, "", amount)
    }

    /// A charge with a label.
    pub fn labelled(kind: ChargeKind, label: &str, amount: Rupiah) -> Self {
        Self {
            kind,
            label: label.to_owned(),
            destination: None,
            amount: Portion::Amount(amount),
        }
    }
}
