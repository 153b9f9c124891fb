//! What a PO tells its customers about refunds, cancelling, changing an order and shipping (rule 64), in the
//! shop's own words.

use crate::domain::coded::coded;

coded! {
    /// What a policy text is about.
    pub enum PolicyKind {
        /// Money that goes back.
        Refund = "refund" | "pengembalian" => "policy-refund",
        /// Cancelling an order.
        Cancellation = "cancel" | "batal" => "policy-cancel",
        /// Changing an order.
        Change = "change" | "ubah" => "policy-change",
        /// Shipping and collecting.
        Shipping = "shipping" | "kirim" => "policy-shipping",
    }
}

/// The policy texts of a PO; empty where nothing was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PolicyTexts {
    /// About money that goes back.
    pub refund: String,
    /// About cancelling an order.
    pub cancellation: String,
    /// About changing an order.
    pub change: String,
    /// About shipping and collecting.
    pub shipping: String,
}

impl PolicyTexts {
    /// The text of a kind.
    pub fn get(&self, kind: PolicyKind) -> &str {
        match kind {
            PolicyKind::Refund => &self.refund,
            PolicyKind::Cancellation => &self.cancellation,
            PolicyKind::Change => &self.change,
            PolicyKind::Shipping => &self.shipping,
        }
    }

    /// Replaces the text of a kind.
    pub fn set(&mut self, kind: PolicyKind, text: String) {
        let own = match kind {
            PolicyKind::Refund => &mut self.refund,
            PolicyKind::Cancellation => &mut self.cancellation,
            PolicyKind::Change => &mut self.change,
            PolicyKind::Shipping => &mut self.shipping,
        };
        *own = text;
    }

    /// Those that were written.
    pub fn written(&self) -> impl Iterator<Item = (PolicyKind, &str)> {
        let all = PolicyKind::ALL.iter().map(|kind| (*kind, self.get(*kind)));
        all.filter(|(_, text)| !text.is_empty())
    }
}
