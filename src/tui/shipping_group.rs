//! The groups of orders to hand over, of parcels and of claims: those `s` goes through, which are also those that a
//! count on Beranda opens.

use chrono::NaiveDate;

use crate::book::{Book, BookError, HandOver, OrderFilter, ParcelFilter};
use crate::domain::id::PeriodId;
use crate::domain::money::Rupiah;
use crate::domain::parcel::ParcelState;
use crate::domain::when::Moment;

/// A group of orders to hand over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum QueueGroup {
    /// All of them.
    #[default]
    All,
    /// Wanted today or before (rule 77).
    Due,
    /// With nothing left to pay (rule 46).
    Settled,
    /// With something left to pay.
    Owing,
    /// Waiting longer than their PO lets them (rule 82).
    Uncollected,
}

const QUEUES: [QueueGroup; 5] = [
    QueueGroup::All,
    QueueGroup::Due,
    QueueGroup::Settled,
    QueueGroup::Owing,
    QueueGroup::Uncollected,
];

impl QueueGroup {
    /// The group that `s` shows next.
    #[must_use]
    pub fn next(self) -> Self {
        after(&QUEUES, self)
    }

    /// Key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::All => "queue-all",
            Self::Due => "queue-due",
            Self::Settled => "orders-settled",
            Self::Owing => "queue-owing",
            Self::Uncollected => "queue-uncollected",
        }
    }

    /// The filter that finds it, in one PO or in all. It doesn't know what is paid.
    pub fn filter(self, period: Option<PeriodId>, today: NaiveDate) -> OrderFilter {
        OrderFilter {
            period,
            uncollected: self == Self::Uncollected,
            wanted_by: (self == Self::Due).then_some(today),
            ..OrderFilter::default()
        }
    }

    /// Whether an order that its filter finds belongs to it.
    pub fn has(self, order: &HandOver) -> bool {
        match self {
            Self::Settled => order.row.is_settled(),
            Self::Owing => order.row.rest() > Rupiah::ZERO,
            Self::All | Self::Due | Self::Uncollected => true,
        }
    }

    /// Its orders, in one PO or in all.
    ///
    /// # Errors
    /// When the book can't be read.
    pub fn rows(
        self,
        period: Option<PeriodId>,
        book: &Book,
        (now, today): (Moment, NaiveDate),
    ) -> Result<Vec<HandOver>, BookError> {
        let mut rows = book.hand_over_rows(&self.filter(period, today), now)?;
        rows.retain(|order| self.has(order));
        Ok(rows)
    }
}

/// A group of parcels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ParcelGroup {
    /// Those that still need something.
    #[default]
    Open,
    /// Packed.
    Packed,
    /// For couriers, without a tracking number.
    Untracked,
    /// On their way.
    Sent,
    /// Back, and nothing was decided (rule 82).
    Undecided,
    /// All of them.
    All,
}

const PARCELS: [ParcelGroup; 6] = [
    ParcelGroup::Open,
    ParcelGroup::Packed,
    ParcelGroup::Untracked,
    ParcelGroup::Sent,
    ParcelGroup::Undecided,
    ParcelGroup::All,
];

impl ParcelGroup {
    /// The group that `s` shows next.
    #[must_use]
    pub fn next(self) -> Self {
        after(&PARCELS, self)
    }

    /// Key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Open => "parcels-open",
            Self::Packed => "parcel-packed",
            Self::Untracked => "parcels-untracked",
            Self::Sent => "parcel-sent",
            Self::Undecided => "parcels-undecided",
            Self::All => "parcels-all",
        }
    }

    /// The filter that finds it, in one PO or in all.
    ///
    /// # Errors
    /// When the book can't be read.
    pub fn filter(
        self,
        period: Option<PeriodId>,
        book: &Book,
        now: Moment,
    ) -> Result<ParcelFilter, BookError> {
        let mut filter = ParcelFilter {
            period,
            ..ParcelFilter::default()
        };
        match self {
            Self::Open => {
                // Later it counts as received (rule 82).
                let days = book.shop()?.parcel_days;
                filter.open_since = Some(Moment::from_unix(now.unix() - days * 86_400));
            }
            Self::Packed => filter.state = Some(ParcelState::Packed),
            Self::Untracked => filter.untracked = true,
            Self::Sent => filter.state = Some(ParcelState::Sent),
            Self::Undecided => filter.undecided = true,
            Self::All => {}
        }
        Ok(filter)
    }
}

/// A group of claims (rule 83).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ClaimGroup {
    /// All of them.
    #[default]
    All,
    /// Those that are not over.
    Open,
}

impl ClaimGroup {
    /// The group that `s` shows next.
    #[must_use]
    pub fn next(self) -> Self {
        after(&[Self::All, Self::Open], self)
    }

    /// Key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::All => "claims-all",
            Self::Open => "parcels-open",
        }
    }
}

fn after<T: Copy + PartialEq + Default>(all: &[T], one: T) -> T {
    let at = all.iter().position(|other| *other == one);
    let next = at.and_then(|at| all.get(at + 1));
    next.copied().unwrap_or_default()
}
