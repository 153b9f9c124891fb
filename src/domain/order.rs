//! Orders, their lines and charges (rules 11, 23, 24), and the two axes of status that are shown
//! beside payment: what became of the order, and of its goods.

use super::changes::Changes;
pub use super::channel::Channel;
use super::coded::coded;
use super::id::{CustomerId, LineId, OfferId, OrderId, PeriodId};
use super::money::{MoneyError, Rupiah};
use super::payment::Bill;
use super::policy::Forfeit;
use super::stage::Stage;
use super::when::Moment;

coded! {
    /// What became of an order.
    pub enum OrderStatus {
        /// Counts everywhere.
        Active = "active" => "order-active",
        /// Waits for its down payment in a period that confirms by it; counts nowhere yet (rule 62).
        Unconfirmed = "unconfirmed" => "order-unconfirmed",
        /// Wants units that quota does not allow now; counts nowhere yet.
        Waitlist = "waitlist" => "order-waitlist",
        /// Counts nowhere any more.
        Cancelled = "cancelled" => "order-cancelled",
    }
}

coded! {
    /// Where an order's goods are.
    pub enum Fulfilment {
        /// Nothing has begun.
        None = "none" => "fulfilment-none",
        /// Being made.
        InProgress = "in_progress" => "fulfilment-in-progress",
        /// Made.
        Ready = "ready" => "fulfilment-ready",
        /// Handed over in part.
        Partial = "partial" => "fulfilment-partial",
        /// On its way.
        Shipped = "shipped" => "fulfilment-shipped",
        /// Fetched.
        PickedUp = "picked_up" => "fulfilment-picked-up",
        /// Over.
        Done = "done" => "fulfilment-done",
    }
}

impl Fulfilment {
    /// What a period's stage says of an order's goods while no hand-over of its own is recorded.
    pub fn from_stage(stage: Stage, status: OrderStatus) -> Self {
        match (status, stage) {
            (OrderStatus::Active, Stage::InProduction) => Self::InProgress,
            (OrderStatus::Active, Stage::Ready) => Self::Ready,
            (OrderStatus::Active, Stage::Finished) => Self::Done,
            _ => Self::None,
        }
    }
}

coded! {
    /// What stands on a bill beside its lines (rule 23).
    pub enum ChargeKind {
        /// Ongkir, billed by the shop.
        Shipping = "shipping" => "charge-shipping",
        /// Diskon; lowers the bill.
        Discount = "discount" => "charge-discount",
        /// Kode unik.
        UniqueCode = "unique_code" => "charge-unique-code",
        /// Biaya tambahan.
        Surcharge = "surcharge" => "charge-surcharge",
        /// Kompensasi; lowers the bill.
        Compensation = "compensation" => "charge-compensation",
        /// Pembulatan: a small difference that nobody asks for (rule 71); either sign.
        Rounding = "rounding" => "charge-rounding",
        /// What a cancelled order owes.
        CancellationFee = "cancellation_fee" => "charge-cancellation-fee",
    }
}

impl ChargeKind {
    /// Whether it lowers the bill: typed as a positive sum, kept as a negative one.
    pub fn lowers(self) -> bool {
        matches!(self, Self::Discount | Self::Compensation)
    }
}

/// A price slice of an order, as it was sold (rule 11).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Identity.
    pub id: LineId,
    /// Offer it was sold from.
    pub offer: OfferId,
    /// Code of the variant.
    pub code: String,
    /// Product name when it was sold.
    pub product: String,
    /// Variant name when it was sold, empty for a single variant.
    pub variant: String,
    /// Units, at least 1.
    pub qty: i64,
    /// Price of one unit when it was sold, in rupiah.
    pub unit_price: Rupiah,
    /// Cost of one unit when it was sold, in rupiah.
    pub unit_cost: Rupiah,
    /// Tier the price came from.
    pub tier: Option<String>,
    /// Why this price, when it is a level's or a number of units' (`reseller`, `grosir 12+`; rule 66).
    pub price_label: Option<String>,
    /// What the customer asked for, as typed; empty when nothing.
    pub customization: String,
    /// Who it is for, when not the customer.
    pub for_whom: String,
    /// What was chosen for a package, as it is typed; empty for all else (rule 65).
    pub chosen: String,
    /// What is in these units of a package, counted with it; empty for all else (rule 21).
    pub parts: Vec<Part>,
}

/// What is in the packages of a line, as it was sold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Code of the variant.
    pub code: String,
    /// Product name when it was sold.
    pub product: String,
    /// Variant name when it was sold, empty for a single variant.
    pub variant: String,
    /// Units in all packages of the line.
    pub qty: i64,
}

impl Line {
    /// `qty × unit_price`.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`] beyond the limit of one amount.
    pub fn amount(&self) -> Result<Rupiah, MoneyError> {
        self.unit_price.times(self.qty)
    }
}

/// One charge on an order's bill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Charge {
    /// What for.
    pub kind: ChargeKind,
    /// Signed, in rupiah.
    pub amount: Rupiah,
}

/// What a list of orders shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderRow {
    /// Identity.
    pub id: OrderId,
    /// Order number to say on the phone (`NAS3-017`).
    pub code: String,
    /// Its period.
    pub period: PeriodId,
    /// Code of the period.
    pub period_code: String,
    /// Its customer.
    pub customer: CustomerId,
    /// Customer's name.
    pub customer_name: String,
    /// Customer's phone, `62…` or as typed.
    pub customer_phone: Option<String>,
    /// What became of it.
    pub status: OrderStatus,
    /// Accepted after the close, flagged `susulan` (rule 7).
    pub late: bool,
    /// When it was placed.
    pub placed_at: Moment,
    /// Units on its lines.
    pub units: i64,
    /// Its bill.
    pub bill: Bill,
    /// Where its goods are.
    pub fulfilment: Fulfilment,
    /// Last moment for its down payment, when the period sets one.
    pub down_payment_by: Option<Moment>,
    /// The customer says money was sent that has not arrived (rule 29).
    pub claimed: bool,
    /// Where it came from.
    pub channel: Channel,
    /// Place on its period's waiting list, from 1, while it is on it.
    pub waitlist_place: Option<i64>,
    /// Cancelled because its down payment did not come in time (rules 16, 85).
    pub released: bool,
}

impl OrderRow {
    /// The deadline of the down payment has passed and it was neither met nor said to be sent
    /// (rules 16, 70).
    pub fn past_deadline(&self, now: Moment) -> bool {
        matches!(self.status, OrderStatus::Active | OrderStatus::Unconfirmed)
            && !self.claimed
            && self.bill.down_payment_met.is_none()
            && self.bill.paid < self.bill.down_payment_asked()
            && self.down_payment_by.is_some_and(|by| by < now)
    }
}

/// How an order was cancelled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cancelled {
    /// By the shop rather than by the customer.
    pub by_shop: bool,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Moment,
    /// What was kept, and what is still to be given back (rule 33); absent where nobody had to
    /// decide: taken in already cancelled, or its money went elsewhere.
    pub forfeit: Option<Forfeit>,
}

/// An order in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// What lists show of it.
    pub row: OrderRow,
    /// Its lines, in the order they were added.
    pub lines: Vec<Line>,
    /// Its charges.
    pub charges: Vec<Charge>,
    /// What it was given as one of the first or the next orders, by label (rule 14).
    pub bonuses: Vec<String>,
    /// Note of the shop.
    pub note: String,
    /// Why it was accepted after the close.
    pub late_reason: Option<String>,
    /// Why it was taken beyond a quota (rule 17).
    pub overbook_reason: Option<String>,
    /// How it was cancelled, when it was.
    pub cancelled: Option<Cancelled>,
    /// Who receives the goods.
    pub recipient: String,
    /// Phone of who receives the goods, `62…` or as typed.
    pub recipient_phone: Option<String>,
    /// Where the goods go, as it was when the order was placed.
    pub address: String,
    /// Number the order has at its source (a marketplace, a form).
    pub source_ref: Option<String>,
    /// What became of its plan: moves, substitutions, passes.
    pub changes: Changes,
}
