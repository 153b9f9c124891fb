//! The stages of a period (rule 2).

use super::coded::coded;

coded! {
    /// The stage of a period.
    pub enum Stage {
        /// Without an opening or closing date.
        Draft = "draft" => "stage-draft",
        /// Opens later.
        Scheduled = "scheduled" => "stage-scheduled",
        /// Takes orders.
        Open = "open" => "stage-open",
        /// Takes late orders only.
        Closed = "closed" => "stage-closed",
        /// Being made.
        InProduction = "in_production" => "stage-in-production",
        /// Made, waiting to be handed over.
        Ready = "ready" => "stage-ready",
        /// Over.
        Finished = "finished" => "stage-finished",
        /// Called off by the shop.
        Cancelled = "cancelled" => "stage-cancelled",
    }
}

impl Stage {
    /// Whether the period has closed, so that changes of orders are deltas against the frozen tally
    /// (rule 37).
    pub fn is_after_close(self) -> bool {
        matches!(
            self,
            Self::Closed | Self::InProduction | Self::Ready | Self::Finished
        )
    }

    /// Whether it is finished or cancelled.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Finished | Self::Cancelled)
    }
}
