//! Why a change of plan is refused: moving, splitting and passing on orders, substituting units,
//! postponing, producing below a minimum.

use thiserror::Error;

use super::message::Message;

/// A reason to refuse a change of plan.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", self.message().key)]
pub enum PlanRefusal {
    /// The order is in that period already (rule 45).
    SamePeriod {
        /// Code of the order.
        order: String,
        /// Code of the period.
        period: String,
    },
    /// A split that takes every item; moving is the deed for that.
    SplitTakesAll {
        /// Code of the order.
        order: String,
    },
    /// A variant can't stand in for itself (rule 44).
    SameVariant {
        /// Code of the variant.
        code: String,
    },
    /// The order is that customer's already (rule 76).
    SamePerson {
        /// Code of the order.
        order: String,
        /// Name of the customer.
        customer: String,
    },
    /// The order belongs to another period.
    OrderElsewhere {
        /// Code of the order.
        order: String,
        /// Code of the period.
        period: String,
    },
    /// No date was moved, so there is nothing to tell (rule 5).
    NothingToTell {
        /// Code of the period.
        period: String,
    },
    /// No minimum was set (rule 8).
    NoMinimum {
        /// Code of the period or variant.
        code: String,
    },
    /// Neither a daily capacity nor a lead time is known (rule 6).
    NoPace {
        /// Code of the period.
        period: String,
    },
}

impl PlanRefusal {
    /// The sentence, without a language.
    pub fn message(&self) -> Message {
        match self {
            Self::SamePeriod { order, period } => Message::new("refusal-same-period")
                .text("order", order)
                .text("period", period),
            Self::SplitTakesAll { order } => {
                Message::new("refusal-split-takes-all").text("order", order)
            }
            Self::SameVariant { code } => Message::new("refusal-same-variant").text("code", code),
            Self::SamePerson { order, customer } => Message::new("refusal-same-person")
                .text("order", order)
                .text("customer", customer),
            Self::OrderElsewhere { order, period } => Message::new("refusal-order-elsewhere")
                .text("order", order)
                .text("period", period),
            Self::NothingToTell { period } => {
                Message::new("refusal-nothing-to-tell").text("period", period)
            }
            Self::NoMinimum { code } => Message::new("refusal-no-minimum").text("code", code),
            Self::NoPace { period } => Message::new("refusal-no-pace").text("period", period),
        }
    }
}
