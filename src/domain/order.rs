//! Orders and their lines (rule 11), and the first of the three status axes: the status of an order.

use super::agreed::{Agreed, Approval, Terms, Wearer};
use super::changes::Changes;
pub use super::channel::Channel;
pub use super::charge::{Charge, ChargeKind};
use super::coded::coded;
use super::customer::{Customer, name_or_phone};
use super::destination::Destination;
pub use super::fulfilment::Fulfilment;
use super::fulfilment::Whereabouts;
use super::id::{CustomerId, LineId, OfferId, OrderId, PeriodId};
use super::message::Arg;
use super::money::{MoneyError, Rupiah};
use super::parcel::Parcel;
use super::payment::Bill;
use super::payment_stage::StageBill;
use super::policy::Forfeit;
use super::weight::Grams;
use super::when::Moment;

coded! {
    /// The status of an order.
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
    /// What an order is late with; the owner may release it for that (rules 16, 63).
    pub enum Late {
        /// Its down payment.
        DownPayment => "release-why",
        /// A payment stage.
        Stage => "release-why-stage",
    }
}

/// Units of a variant sold in one order at one price (rule 11).
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
    /// Label of the tier the price came from.
    pub tier: Option<String>,
    /// Label of the further price it was sold at (`reseller`, `grosir 12+`; rule 66).
    pub price_label: Option<String>,
    /// Estimated weight of one unit, where it was sold by weight (rule 94).
    pub weight: Option<Grams>,
    /// Customization as typed; empty when there is none.
    pub customization: String,
    /// Who it is for, when not the customer.
    pub for_whom: String,
    /// What was chosen for a package, as it is typed; empty when it is no package (rule 65).
    pub chosen: String,
    /// Units set aside, packed or handed over.
    pub assigned: i64,
    /// Whether its design has to be approved by the customer (rule 79).
    pub needs_approval: bool,
    /// Who approved its design, and when.
    pub approved: Option<Approval>,
    /// Whether its variant breaks easily (rule 100).
    pub fragile: bool,
    /// Contents of these units of a package (rule 21); empty when it is no package.
    pub parts: Vec<Part>,
}

/// A variant contained in the packages of a line, as it was sold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Offer it was sold from.
    pub offer: OfferId,
    /// Code of the variant.
    pub code: String,
    /// Product name when it was sold.
    pub product: String,
    /// Variant name when it was sold, empty for a single variant.
    pub variant: String,
    /// Units in all packages of the line.
    pub qty: i64,
    /// Whether its variant breaks easily (rule 100).
    pub fragile: bool,
}

impl Line {
    /// Whether it or something in it breaks easily (rule 100).
    pub fn is_fragile(&self) -> bool {
        self.fragile || self.parts.iter().any(|part| part.fragile)
    }

    /// Whether it waits for the approval of its design (rule 79).
    pub fn awaits_approval(&self) -> bool {
        self.needs_approval && self.approved.is_none()
    }

    /// `qty × unit_price`.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`] beyond the limit of one amount.
    pub fn amount(&self) -> Result<Rupiah, MoneyError> {
        self.unit_price.times(self.qty)
    }
}

/// One row of the order list.
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
    /// The stages of its bill, in their order; empty where its PO has none (rule 63).
    pub stages: Vec<StageBill>,
    /// What its goods have come to.
    pub fulfilment: Fulfilment,
    /// Where its units are.
    pub units_are: Whereabouts,
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
    /// That it is free, and when all of it is to be paid (rules 1, 109, 112).
    pub terms: Terms,
}

impl OrderRow {
    /// What its customer is called: by name, without one by phone; empty without either.
    pub fn customer_shown(&self) -> String {
        name_or_phone(&self.customer_name, self.customer_phone.as_deref()).unwrap_or_default()
    }

    /// Its customer in a sentence: the name, without one the phone.
    pub fn customer_arg(&self) -> Arg {
        name_or_phone(&self.customer_name, self.customer_phone.as_deref())
            .map_or_else(|| Arg::Word("form-person-nameless".into()), Arg::Text)
    }

    /// What is left to pay, in rupiah; never less than zero.
    pub fn rest(&self) -> Rupiah {
        self.bill.balance().unwrap_or_default().max(Rupiah::ZERO)
    }

    /// Whether it may be handed over without a reason: nothing is left to pay, and no stage waits for its
    /// bill (rule 46).
    pub fn is_settled(&self) -> bool {
        let awaits_bill = self.bill.stages.waiting && !self.bill.cancelled;
        self.bill.total <= self.bill.paid && !awaits_bill
    }

    /// What it is late with; with both, the down payment (rules 16, 63).
    pub fn late_with(&self, now: Moment) -> Option<Late> {
        let mut late = Late::ALL.iter().copied();
        late.find(|late| self.is_late_with(*late, now))
    }

    /// Whether it is late with this.
    pub fn is_late_with(&self, late: Late, now: Moment) -> bool {
        match late {
            Late::DownPayment => self.past_deadline(now),
            Late::Stage => self.past_stage_deadline(),
        }
    }

    /// Whether a stage was not paid by its deadline, and no money is claimed as sent (rules 63, 70).
    pub fn past_stage_deadline(&self) -> bool {
        self.status == OrderStatus::Active && !self.claimed && self.bill.is_stage_late()
    }

    /// Whether the owner may release it: its down payment or a stage did not come in time (rules 16,
    /// 63).
    pub fn is_releasable(&self, now: Moment) -> bool {
        self.late_with(now).is_some()
    }

    /// Whether the down-payment deadline has passed while the down payment was neither met nor
    /// claimed as sent (rules 16, 70).
    pub fn past_deadline(&self, now: Moment) -> bool {
        matches!(self.status, OrderStatus::Active | OrderStatus::Unconfirmed)
            && !self.claimed
            && self.bill.down_payment_met.is_none()
            && self.bill.paid < self.bill.down_payment_asked()
            && self.down_payment_by.is_some_and(|by| by < now)
    }

    /// Whether the last moment for its whole bill has passed, its own or its PO's, while a part is
    /// still to be paid (rules 1, 112).
    pub fn overdue(&self, now: Moment) -> bool {
        self.status == OrderStatus::Active
            && self.bill.total > self.bill.paid
            && self.terms.deadline().is_some_and(|by| by < now)
    }
}

impl Order {
    /// What its lines cost, in rupiah.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`] beyond the limit of one amount.
    pub fn lines_amount(&self) -> Result<Rupiah, MoneyError> {
        let mut sum = Rupiah::ZERO;
        for line in &self.lines {
            sum = sum.plus(line.amount()?)?;
        }
        Ok(sum)
    }

    /// Who receives what is for none of its recipients: what the order names of them, the rest as its customer
    /// has it.
    pub fn receiver<'a>(&'a self, customer: &'a Customer) -> Receiver<'a> {
        let or = |own: &'a str, theirs: &'a str| if own.is_empty() { theirs } else { own };
        Receiver {
            name: or(&self.recipient, &customer.name),
            phone: self
                .recipient_phone
                .as_deref()
                .or(customer.phone.as_deref()),
            address: or(&self.address, &customer.address),
        }
    }
}

/// Who receives goods, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receiver<'a> {
    /// Name; empty when only a phone is known.
    pub name: &'a str,
    /// Phone, `62…` or as typed.
    pub phone: Option<&'a str>,
    /// Address; empty when none is known.
    pub address: &'a str,
}

/// How an order was cancelled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cancelled {
    /// Whether the shop cancelled it, not the customer.
    pub by_shop: bool,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Moment,
    /// What is kept and what is to be refunded (rule 33). Absent when nothing was decided: it was
    /// imported as cancelled, or its money was moved elsewhere.
    pub forfeit: Option<Forfeit>,
}

/// An order in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// The figures that the order list shows.
    pub row: OrderRow,
    /// Its lines, in the order they were added.
    pub lines: Vec<Line>,
    /// Its charges.
    pub charges: Vec<Charge>,
    /// Labels of the bonuses it got (rule 14).
    pub bonuses: Vec<String>,
    /// Note of the shop.
    pub note: String,
    /// Why it was accepted after the close.
    pub late_reason: Option<String>,
    /// Why it was accepted although a quota was full (rule 17).
    pub overbook_reason: Option<String>,
    /// How it was cancelled, when it was.
    pub cancelled: Option<Cancelled>,
    /// Who receives the goods.
    pub recipient: String,
    /// Phone of who receives the goods, `62…` or as typed.
    pub recipient_phone: Option<String>,
    /// Where the goods go, as it was when the order was placed.
    pub address: String,
    /// Its number where it came from (a marketplace, a form).
    pub source_ref: Option<String>,
    /// Later changes: moves, substitutions, passes to another customer.
    pub changes: Changes,
    /// When it is wanted, and who pays.
    pub agreed: Agreed,
    /// Those it is for, when its lines name them (rule 74).
    pub wearers: Vec<Wearer>,
    /// The parcels its goods are in, oldest first.
    pub parcels: Vec<Parcel>,
    /// Its recipients, when it has several (rule 80).
    pub destinations: Vec<Destination>,
}
