//! Reports: what a PO, a span of days and the whole shop came to, and how a profit is made (rules 93, 101, 103,
//! 104, 108, 110, 111).

mod advice;
mod period;
mod shop;
mod span;
mod sums;

pub use advice::{Advice, AdviceKind};
pub use period::{
    BonusReport, CancelReason, ChannelReport, DayReport, GoodsReport, LatePayer, Pace,
    PeriodReport, Rate, TierReport,
};
pub use shop::{CashKind, CashRow, CustomerReport, Debt, Ranked};
pub use span::{Figures, SpanReport};
pub use sums::{CostBy, ProfitPart, ReportSums};
