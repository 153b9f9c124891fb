//! Messages to customers, groups and suppliers: their kinds, and which order is due to be told what (rules 52, 53,
//! 64, 102).

use super::coded::coded;
use super::fulfilment::Fulfilment;
use super::id::{CustomerId, OrderId, PeriodId};
use super::message::messages;
use super::money::Rupiah;
use super::order::{OrderRow, OrderStatus};
use super::payment::PaymentStatus;
use super::stage::Stage;
use super::when::Moment;

coded! {
    /// What a message says.
    pub enum TellKind {
        /// What was ordered, and what to pay until when.
        Confirm = "confirm" | "konfirmasi" => "tell-confirm",
        /// Money came in.
        DownPayment = "dp" => "tell-dp",
        /// Money is still to come.
        Reminder = "reminder" | "pengingat" => "tell-reminder",
        /// A payment stage was billed (rule 63).
        Bill = "bill" | "tagihan" => "tell-bill",
        /// The goods are being made (rule 64).
        Progress = "progress" | "kabar" => "tell-progress",
        /// The sum of the bill changed (rule 53).
        Price = "price" | "harga" => "tell-price",
        /// The ready date moved (rules 5, 53).
        Delay = "delay" | "mundur" => "tell-delay",
        /// The goods are ready.
        Ready = "ready" | "siap" => "tell-ready",
        /// The goods wait longer than the PO lets them (rule 82).
        Uncollected = "uncollected" | "belum-diambil" => "tell-uncollected",
        /// A parcel left.
        Shipped = "shipped" | "dikirim" => "tell-shipped",
        /// Money went back.
        Refund = "refund" => "tell-refund",
        /// A PO is announced; to nobody in particular.
        Announcement = "announcement" | "pengumuman" => "tell-announcement",
        /// The orders of a PO and what is left of it, for the group.
        Recap = "recap" | "rekap" => "tell-recap",
        /// What a supplier is to make for a PO (rule 48).
        Supplier = "supplier" | "pemasok" => "tell-supplier",
    }
}

impl TellKind {
    /// Whether it is about a whole PO and goes to a group or a supplier, not to customers.
    pub fn is_of_period(self) -> bool {
        matches!(self, Self::Announcement | Self::Recap | Self::Supplier)
    }

    /// Whether it is about money, and so for who pays the bill (rule 74).
    pub fn is_for_payer(self) -> bool {
        matches!(
            self,
            Self::DownPayment | Self::Reminder | Self::Bill | Self::Price | Self::Refund
        )
    }
}

coded! {
    /// How a message left.
    pub enum TellVia {
        /// Through a `wa.me` link.
        Wa = "wa" => "tell-via-wa",
        /// Copied, and pasted into a chat.
        Clipboard = "clipboard" => "tell-via-clipboard",
        /// By a QR code of the number.
        Qr = "qr" => "tell-via-qr",
        /// In another way: on the phone, at the counter.
        Other = "other" | "lain" => "tell-via-other",
    }
}

/// Something that happened to an order, by the id of its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Happened {
    /// Id of the payment, parcel, stage or estimate.
    pub id: i64,
    /// When.
    pub at: Moment,
}

/// What happened to an order and its PO, as far as it is news for its customer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct News {
    /// The newest money that came in for it.
    pub payment: Option<Happened>,
    /// The newest money that went back.
    pub refund: Option<Happened>,
    /// The newest stage with a bill that isn't paid.
    pub bill: Option<Happened>,
    /// The newest ready date, where it replaced one that the customer knew.
    pub moved: Option<Happened>,
    /// The newest parcel that left.
    pub parcel: Option<Happened>,
    /// When its PO went into production.
    pub production_at: Option<Moment>,
    /// After how many days its PO has news while its goods are made.
    pub update_days: Option<i64>,
    /// When its PO became ready.
    pub ready_at: Option<Moment>,
    /// Until when its goods wait to be collected.
    pub collect_by: Option<Moment>,
    /// The last sum that a message named, and when.
    pub named: Option<(Rupiah, Moment)>,
}

/// The last message of a kind about an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastTold {
    /// When it left.
    pub at: Moment,
    /// What it told of.
    pub subject: i64,
}

/// An order whose customer is to be told something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueTelling {
    /// What it tells of: the id of what happened, or 0 where the kind says it all.
    pub subject: i64,
    /// From when on it is due; absent when it may be told but nothing presses.
    pub since: Option<Moment>,
    /// When it is no news any more.
    pub until: Option<Moment>,
}

impl DueTelling {
    /// Whether it is to be told now.
    pub fn is_due(&self, now: Moment) -> bool {
        self.since.is_some_and(|since| since <= now) && self.until.is_none_or(|until| now < until)
    }
}

messages! {
    /// Why somebody isn't told something.
    pub enum NotTold {
        /// The order is cancelled.
        Cancelled = "tell-not-cancelled",
        /// The order waits for a place or for its down payment.
        Waiting = "tell-not-waiting",
        /// It was told already.
        Told { at: Moment } = "tell-not-told",
        /// Nothing is left to pay.
        Paid = "tell-not-paid",
        /// Its payment waits for a bill.
        AwaitsBill = "tell-not-bill",
        /// The customer says that money is on its way.
        Claimed = "tell-not-claimed",
        /// No money came in.
        NoPayment = "tell-not-payment",
        /// No money went back.
        NoRefund = "tell-not-refund",
        /// Its PO isn't in production.
        NotMade = "tell-not-made",
        /// Nothing changed since the customer was told.
        NoChange = "tell-not-change",
        /// Its goods aren't ready.
        NotReady = "tell-not-ready",
        /// Its goods were handed over.
        HandedOver = "tell-not-handed",
        /// Its time to be collected isn't over.
        NotLate = "tell-not-late",
        /// Such a message is about a whole PO.
        OfPeriod = "tell-not-of-period",
        /// No parcel left.
        NoParcel = "tell-not-parcel",
    }
}

const DAY: i64 = 86_400;
/// Days in which a confirmation or the thanks for money is still expected.
const FRESH: i64 = 3;
/// Days in which a parcel that left or money that went back is still news.
const NEWS: i64 = 14;
/// Days before a reminder is repeated.
const REPEAT: i64 = 3;

fn days_after(moment: Moment, days: i64) -> Moment {
    Moment::from_unix(moment.unix().saturating_add(days.saturating_mul(DAY)))
}

/// Decides whether the customer of an order is to be told this now: what it tells of, or why not.
/// `stage` is the stage of its PO, `last` the last message of this kind.
///
/// # Errors
/// Why there is nothing to tell.
pub fn to_tell(
    kind: TellKind,
    order: &OrderRow,
    stage: Stage,
    news: &News,
    last: Option<LastTold>,
    now: Moment,
) -> Result<DueTelling, NotTold> {
    match order.status {
        OrderStatus::Cancelled if kind != TellKind::Refund => return Err(NotTold::Cancelled),
        OrderStatus::Waitlist if kind != TellKind::Refund => return Err(NotTold::Waiting),
        OrderStatus::Unconfirmed if is_for_confirmed(kind) => return Err(NotTold::Waiting),
        OrderStatus::Active
        | OrderStatus::Unconfirmed
        | OrderStatus::Waitlist
        | OrderStatus::Cancelled => {}
    }
    match kind {
        TellKind::Announcement | TellKind::Recap | TellKind::Supplier => Err(NotTold::OfPeriod),
        TellKind::Confirm => match last {
            Some(last) => Err(NotTold::Told { at: last.at }),
            None => Ok(DueTelling {
                subject: 0,
                since: Some(order.placed_at),
                until: Some(days_after(order.placed_at, FRESH)),
            }),
        },
        TellKind::DownPayment => once(news.payment, last, FRESH, NotTold::NoPayment),
        TellKind::Refund => once(news.refund, last, NEWS, NotTold::NoRefund),
        TellKind::Shipped => once(news.parcel, last, NEWS, NotTold::NoParcel),
        TellKind::Delay => {
            let mut due = once(news.moved, last, 0, NotTold::NoChange)?;
            due.until = None;
            Ok(due)
        }
        TellKind::Bill => {
            let mut due = once(news.bill, last, 0, NotTold::Paid)?;
            due.until = None;
            Ok(due)
        }
        TellKind::Reminder => reminder(order, last, now),
        TellKind::Progress => progress(stage, news, last, now),
        TellKind::Price => match news.named {
            Some((total, at)) if total != order.bill.total => Ok(DueTelling {
                subject: 0,
                since: Some(at),
                until: None,
            }),
            Some(_) | None => Err(NotTold::NoChange),
        },
        TellKind::Ready => match order.fulfilment {
            Fulfilment::Ready => match last {
                Some(last) => Err(NotTold::Told { at: last.at }),
                None => Ok(DueTelling {
                    subject: 0,
                    since: Some(news.ready_at.unwrap_or(now)),
                    until: None,
                }),
            },
            Fulfilment::None | Fulfilment::InProgress | Fulfilment::Partial => {
                Err(NotTold::NotReady)
            }
            Fulfilment::Shipped | Fulfilment::PickedUp | Fulfilment::Done => {
                Err(NotTold::HandedOver)
            }
        },
        TellKind::Uncollected => uncollected(order, news, last, now),
    }
}

/// Whether a kind is for orders that count only.
fn is_for_confirmed(kind: TellKind) -> bool {
    matches!(
        kind,
        TellKind::Bill
            | TellKind::Progress
            | TellKind::Ready
            | TellKind::Uncollected
            | TellKind::Shipped
    )
}

/// Something that happened is told once; for `days` it presses.
fn once(
    happened: Option<Happened>,
    last: Option<LastTold>,
    days: i64,
    not: NotTold,
) -> Result<DueTelling, NotTold> {
    let happened = happened.ok_or(not)?;
    match last.filter(|last| last.subject >= happened.id) {
        Some(last) => Err(NotTold::Told { at: last.at }),
        None => Ok(DueTelling {
            subject: happened.id,
            since: Some(happened.at),
            until: Some(days_after(happened.at, days)),
        }),
    }
}

/// A reminder is due a day before the deadline of the down payment or of the whole bill, again once that has
/// passed, and every few days from then on. Its subject grows with what is asked: 0 and 1 before and after the
/// deadline of the down payment, 2 and 3 of the rest.
fn reminder(order: &OrderRow, last: Option<LastTold>, now: Moment) -> Result<DueTelling, NotTold> {
    if order.bill.status() == PaymentStatus::AwaitingBill {
        return Err(NotTold::AwaitsBill);
    }
    if order.rest() == Rupiah::ZERO {
        return Err(NotTold::Paid);
    }
    if order.claimed {
        return Err(NotTold::Claimed);
    }
    let bill = &order.bill;
    let is_open = bill.down_payment_met.is_none() && bill.paid < bill.down_payment_asked();
    let (first, by) = match is_open {
        true => (0, order.down_payment_by),
        false => (2, order.terms.deadline()),
    };
    let is_late = by.is_some_and(|by| by < now);
    let subject = first + i64::from(is_late);
    let again = last
        .filter(|last| last.subject >= subject)
        .map(|last| (last.at, days_after(last.at, REPEAT)));
    match again {
        Some((at, again)) if now < again || !is_late => Err(NotTold::Told { at }),
        _ => Ok(DueTelling {
            subject,
            since: by.map(|by| match is_late {
                true => by,
                false => days_after(by, -1),
            }),
            until: None,
        }),
    }
}

/// News while the goods are made: by the rhythm of the PO, at most once a day.
fn progress(
    stage: Stage,
    news: &News,
    last: Option<LastTold>,
    now: Moment,
) -> Result<DueTelling, NotTold> {
    if stage != Stage::InProduction {
        return Err(NotTold::NotMade);
    }
    if let Some(last) = last.filter(|last| now < days_after(last.at, 1)) {
        return Err(NotTold::Told { at: last.at });
    }
    let from = last.map(|last| last.at).or(news.production_at);
    let since = from.zip(news.update_days);
    Ok(DueTelling {
        subject: 0,
        since: since.map(|(from, days)| days_after(from, days)),
        until: None,
    })
}

fn uncollected(
    order: &OrderRow,
    news: &News,
    last: Option<LastTold>,
    now: Moment,
) -> Result<DueTelling, NotTold> {
    match order.fulfilment {
        Fulfilment::Ready | Fulfilment::Partial => {}
        Fulfilment::None | Fulfilment::InProgress => return Err(NotTold::NotReady),
        Fulfilment::Shipped | Fulfilment::PickedUp | Fulfilment::Done => {
            return Err(NotTold::HandedOver);
        }
    }
    let Some(by) = news.collect_by.filter(|by| *by < now) else {
        return Err(NotTold::NotLate);
    };
    match last.filter(|last| now < days_after(last.at, REPEAT)) {
        Some(last) => Err(NotTold::Told { at: last.at }),
        None => Ok(DueTelling {
            subject: 0,
            since: Some(by),
            until: None,
        }),
    }
}

/// About what messages are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SentOf {
    /// About anything.
    All,
    /// About an order.
    Order(OrderId),
    /// About a PO and its orders.
    Period(PeriodId),
    /// About the orders of a customer.
    Customer(CustomerId),
}

/// A message that left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentMessage {
    /// When.
    pub at: Moment,
    /// What it says.
    pub kind: TellKind,
    /// How it left.
    pub via: TellVia,
    /// Code of its order; absent for one about a PO.
    pub order: Option<String>,
    /// Code of the PO.
    pub period: Option<String>,
    /// Who it was for, a customer or a supplier; empty without a name.
    pub to: String,
    /// The phone it went to, `62…` or as typed.
    pub phone: Option<String>,
    /// What it said; empty where only the fact was recorded.
    pub text: String,
}
