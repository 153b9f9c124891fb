//! The groups of orders a list can show: those `s` goes through, and those that a count on another
//! screen is made of, so that the count opens exactly its rows.

use crate::book::{Book, BookError, OrderFilter};
use crate::domain::channel::Channel;
use crate::domain::id::{BonusId, PeriodId, StageId};
use crate::domain::order::{Late, OrderStatus};
use crate::domain::payment::PaymentStatus;
use crate::domain::when::Moment;

/// A group of orders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OrderGroup {
    /// All, cancelled ones too.
    #[default]
    All,
    /// Without a whole down payment.
    Unpaid,
    /// Without their whole down payment, and not on the waiting list.
    WithoutDownPayment,
    /// With their down payment, not settled.
    DownPayment,
    /// Settled.
    Settled,
    /// With a rest or a surplus after they had been settled.
    Differs,
    /// Cancelled, with money to refund.
    RefundDue,
    /// Past the deadline of their down payment (rule 16).
    PastDeadline,
    /// On the waiting list (rule 20).
    Waitlist,
    /// Not confirmed before their down payment (rule 62).
    Unconfirmed,
    /// Cancelled.
    Cancelled,
    /// Those that count: confirmed, not cancelled.
    Counting,
    /// On the waiting list, and there is room for them now (rule 20).
    WaitingThatFit,
    /// Cancelled, with a part of the down payment kept (rule 33).
    Forfeited,
    /// Past the last moment for the whole bill, their own or their PO's (rules 1, 112).
    Overdue,
    /// Wanted today (rule 77).
    WantedToday,
    /// Waiting for the approval of a design (rule 79).
    Unapproved,
    /// With a unique code on the bill (rule 31).
    UniqueCode,
    /// With a stage not paid by its deadline (rule 63).
    LateStage,
    /// With a stage that waits for its bill, and all else paid (rule 63).
    AwaitingBill,
    /// With a part of this stage's bill (rule 63).
    Stage(StageId),
    /// Paid late, or late still.
    PaidLate,
    /// With money paid.
    Paid,
    /// With money still to come.
    Owing,
    /// With more money than their bill.
    Surplus,
    /// With this bonus (rule 14).
    Bonus(BonusId),
    /// That came by this channel.
    Channel(Channel),
}

/// The groups that `s` goes through.
const STATUSES: [OrderGroup; 10] = [
    OrderGroup::All,
    OrderGroup::Unpaid,
    OrderGroup::DownPayment,
    OrderGroup::Settled,
    OrderGroup::Differs,
    OrderGroup::RefundDue,
    OrderGroup::PastDeadline,
    OrderGroup::Waitlist,
    OrderGroup::Unconfirmed,
    OrderGroup::Cancelled,
];

impl OrderGroup {
    /// The group that `s` shows next; all orders after a group it doesn't go through.
    #[must_use]
    pub fn next(self) -> Self {
        let at = STATUSES.iter().position(|group| *group == self);
        let next = at.and_then(|at| STATUSES.get(at + 1));
        next.copied().unwrap_or_default()
    }

    /// Key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::All => "orders-any",
            Self::Unpaid => "orders-unpaid",
            Self::WithoutDownPayment => "orders-without-dp",
            Self::DownPayment => "orders-down-payment",
            Self::Settled => "orders-settled",
            Self::Differs => "orders-differs",
            Self::RefundDue => "orders-refund",
            Self::PastDeadline => "orders-past-deadline",
            Self::Waitlist => "orders-waitlist",
            Self::Unconfirmed => "orders-unconfirmed",
            Self::Cancelled => "orders-cancelled",
            Self::Counting => "orders-counting",
            Self::WaitingThatFit => "orders-waiting-fits",
            Self::Forfeited => "charge-cancellation-fee",
            Self::Overdue => "orders-overdue",
            Self::WantedToday => "orders-wanted-today",
            Self::Unapproved => "design-waits",
            Self::UniqueCode => "field-unique-code",
            Self::LateStage => "orders-late-stage",
            Self::AwaitingBill => "payment-awaiting-bill",
            Self::Stage(_) => "orders-of-stage",
            Self::PaidLate => "report-paid-late",
            Self::Paid => "orders-with-payment",
            Self::Owing => "orders-owing",
            Self::Surplus => "orders-surplus",
            Self::Bonus(_) => "field-bonuses",
            Self::Channel(channel) => channel.key(),
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
    ) -> Result<OrderFilter, BookError> {
        use PaymentStatus as S;
        let mut filter = OrderFilter {
            period,
            ..OrderFilter::default()
        };
        match self {
            Self::All => {}
            Self::Unpaid => filter.payment = vec![S::Unpaid, S::Partial],
            Self::WithoutDownPayment => {
                filter = OrderFilter {
                    period,
                    ..OrderFilter::without_down_payment()
                };
            }
            Self::DownPayment => filter.payment = vec![S::DownPayment],
            Self::Settled => filter.payment = vec![S::Settled],
            Self::Differs => filter.payment = vec![S::Underpaid, S::Overpaid],
            Self::RefundDue => filter.payment = vec![S::RefundDue],
            Self::PastDeadline => filter.late = Some(Late::DownPayment),
            Self::Waitlist => filter.status = Some(OrderStatus::Waitlist),
            Self::Unconfirmed => filter.status = Some(OrderStatus::Unconfirmed),
            Self::Cancelled => filter.status = Some(OrderStatus::Cancelled),
            Self::Counting => filter.status = Some(OrderStatus::Active),
            Self::WaitingThatFit => {
                let mut periods = book.periods()?;
                periods.retain(|one| period.is_none_or(|period| period == one.id));
                filter.only = Some(book.waitlist_matches(&periods, now)?);
            }
            Self::Overdue => filter.overdue = true,
            Self::Unapproved => filter.unapproved = true,
            Self::WantedToday => {
                filter.status = Some(OrderStatus::Active);
                filter.wanted = Some(now.date(book.shop()?.zone));
            }
            Self::Forfeited => filter.forfeited = true,
            Self::UniqueCode => {
                filter.status = Some(OrderStatus::Active);
                filter.unique_code = true;
            }
            Self::LateStage => filter.late = Some(Late::Stage),
            Self::AwaitingBill => filter.payment = vec![S::AwaitingBill],
            Self::Stage(stage) => {
                filter.status = Some(OrderStatus::Active);
                filter.stage = Some(stage);
            }
            Self::PaidLate => filter.paid_late = true,
            Self::Paid => filter.paid = true,
            Self::Owing => filter.owing = true,
            Self::Surplus => filter.payment = vec![S::Overpaid, S::RefundDue],
            Self::Bonus(bonus) => {
                filter.status = Some(OrderStatus::Active);
                filter.bonus = Some(bonus);
            }
            Self::Channel(channel) => {
                filter.status = Some(OrderStatus::Active);
                filter.channel = Some(channel);
            }
        }
        Ok(filter)
    }
}
