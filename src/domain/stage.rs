//! The stages of a period (rule 2).

use super::coded::coded;

coded! {
    /// Where a period stands.
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
    /// Whether the window has closed: what is ordered now is a change to the frozen tally.
    pub fn is_after_close(self) -> bool {
        matches!(
            self,
            Self::Closed | Self::InProduction | Self::Ready | Self::Finished
        )
    }

    /// Whether nothing more happens in it.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Finished | Self::Cancelled)
    }
}
