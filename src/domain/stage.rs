//! The stages of a period (rule 2).

use strum::{EnumIter, EnumString, IntoStaticStr};

/// Where a period stands.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, EnumString, IntoStaticStr,
)]
#[strum(serialize_all = "snake_case")]
pub enum Stage {
    /// Without an opening or closing date.
    Draft,
    /// Opens later.
    Scheduled,
    /// Takes orders.
    Open,
    /// Takes late orders only.
    Closed,
    /// Being made.
    InProduction,
    /// Made, waiting to be handed over.
    Ready,
    /// Over.
    Finished,
    /// Called off by the shop.
    Cancelled,
}

impl Stage {
    /// The contract's word for it: `open`, `in_production`, …
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// Key of its name in `assets/lang`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "stage-draft",
            Self::Scheduled => "stage-scheduled",
            Self::Open => "stage-open",
            Self::Closed => "stage-closed",
            Self::InProduction => "stage-in-production",
            Self::Ready => "stage-ready",
            Self::Finished => "stage-finished",
            Self::Cancelled => "stage-cancelled",
        }
    }

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
