//! Reasons to refuse moving, splitting or passing on orders, substituting units, postponing a
//! period or producing below its minimum.

use super::message::messages;

messages! {
    /// A reason to refuse one of these changes. All arguments are codes, but `customer` is a name.
    pub enum PlanRefusal {
        /// The order is in that period already (rule 45).
        SamePeriod { order: String, period: String } = "refusal-same-period",
        /// The split takes every item; that is a move.
        SplitTakesAll { order: String } = "refusal-split-takes-all",
        /// A variant can't be replaced by itself (rule 44).
        SameVariant { code: String } = "refusal-same-variant",
        /// The order is that customer's already (rule 76).
        SamePerson { order: String, customer: String } = "refusal-same-person",
        /// The order belongs to another period.
        OrderElsewhere { order: String, period: String } = "refusal-order-elsewhere",
        /// No date was moved, so there is nothing to tell (rule 5).
        NothingToTell { period: String } = "refusal-nothing-to-tell",
        /// No minimum was set for this period or variant (rule 8).
        NoMinimum { code: String } = "refusal-no-minimum",
        /// Neither a daily capacity nor a lead time is known (rule 6).
        NoPace { period: String } = "refusal-no-pace",
    }
}
