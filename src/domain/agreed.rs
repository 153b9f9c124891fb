//! What is agreed for an order besides its goods: when, how and where the customer wants it (rule 77),
//! why it is free (rule 109), a due date of its own (rule 112), and who pays for it (rule 74).

use chrono::{NaiveDate, NaiveTime};

use super::coded::coded;
use super::id::CustomerId;
use super::message::Message;
use super::money::Rupiah;
use super::when::{Edge, Moment, Toward, WhenError, Zone, parse_date, parse_moment};

coded! {
    /// How an order reaches who gets it.
    pub enum Way {
        /// The customer fetches it.
        Pickup = "pickup" | "ambil" => "way-pickup",
        /// The shop brings it.
        Own = "own" | "antar" => "way-own",
        /// A rider of Gosend or the like.
        Gosend = "gosend" | "grab" => "way-gosend",
        /// A parcel service.
        Courier = "courier" | "ekspedisi" | "kurir" => "way-courier",
        /// They meet somewhere (COD, "titip").
        Meet = "meet" | "ketemu" => "way-meet",
    }
}

coded! {
    /// How the shipping of an order is paid (rule 72).
    pub enum ShippingBy {
        /// On the shop's bill.
        Billed = "billed" | "ditagih" => "shipping-billed",
        /// To the courier, on arrival.
        OnArrival = "on_arrival" | "on-arrival" | "di-tempat" => "shipping-on-arrival",
        /// It is free.
        Free = "free" | "gratis" => "shipping-free",
    }
}

/// When, how and where a customer wants an order (rule 77).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The day.
    pub day: Option<NaiveDate>,
    /// The time of that day.
    pub time: Option<NaiveTime>,
    /// How it gets there.
    pub way: Option<Way>,
    /// The place ("titik temu"); empty when it doesn't matter.
    pub place: String,
    /// The area, for the route; empty when unknown.
    pub area: String,
}

impl Wanted {
    /// Whether nothing is wanted.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Day and time as a sentence; `None` without a day.
    pub fn when(&self) -> Option<Message> {
        let day = self.day?;
        Some(match self.time {
            Some(time) => Message::new("wanted-at")
                .date("day", day)
                .text("time", shown_time(time)),
            None => Message::new("wanted-on").date("day", day),
        })
    }
}

/// Reads a wanted day, perhaps with a time: `14/2`, `sabtu`, `14/2 15.30`.
///
/// # Errors
/// [`WhenError`] when it is no day, or no time of it.
pub fn read_wanted(
    text: &str,
    now: Moment,
    zone: Zone,
) -> Result<(NaiveDate, Option<NaiveTime>), WhenError> {
    if let Ok(day) = parse_date(text, Toward::Future, now.date(zone)) {
        return Ok((day, None));
    }
    let at = parse_moment(text, Edge::Opening, Toward::Future, now, zone)?.local(zone);
    Ok((at.date(), Some(at.time())))
}

/// A time of day in the form it is stored and shown in: `15:30`.
pub fn shown_time(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// Reads a stored time of day.
pub fn stored_time(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M").ok()
}

/// What is agreed for an order besides its goods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreed {
    /// When, how and where the customer wants it.
    pub wanted: Wanted,
    /// How its shipping is paid: only what is billed is on the bill (rule 72).
    pub shipping: ShippingBy,
    /// In whose name it is sent, with a phone after a comma; empty for the shop's (rule 100).
    pub sender: String,
    /// Who pays for it, when that is not who ordered: id and name.
    pub payer: Option<(CustomerId, String)>,
}

impl Default for Agreed {
    fn default() -> Self {
        Self {
            wanted: Wanted::default(),
            shipping: ShippingBy::Billed,
            sender: String::new(),
            payer: None,
        }
    }
}

/// That the customer approved a design (rule 79).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// When.
    pub at: Moment,
    /// Who.
    pub by: String,
    /// What was said; empty when nothing.
    pub note: String,
}

impl Approval {
    /// Makes it of the columns it is stored in; `None` without a moment.
    pub fn stored((at, by, note): (Option<Moment>, String, String)) -> Option<Self> {
        at.map(|at| Self { at, by, note })
    }

    /// Who approved it and when, in a sentence.
    pub fn message(&self) -> Message {
        let message = Message::new(match self.note.as_str() {
            "" => "design-approved",
            _ => "design-approved-note",
        });
        message
            .text("by", self.by.as_str())
            .moment("at", self.at)
            .text("note", self.note.as_str())
    }
}

/// One of those an order is for, who pay for themselves (rule 74).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wearer {
    /// The name on the lines.
    pub name: String,
    /// What these lines cost, in rupiah.
    pub amount: Rupiah,
    /// What was paid for this one, in rupiah.
    pub paid: Rupiah,
}

impl Wearer {
    /// What this one's lines cost, and what is still to be paid, in a sentence.
    pub fn message(&self) -> Message {
        let key = match self.rest() > Rupiah::ZERO {
            true => "wearer-rest",
            false => "wearer-paid",
        };
        Message::new(key)
            .text("name", self.name.as_str())
            .money("amount", self.amount)
            .money("rest", self.rest())
    }

    /// What is still to be paid, in rupiah; less than zero when too much was.
    pub fn rest(&self) -> Rupiah {
        self.amount.minus(self.paid).unwrap_or_default()
    }
}

/// What an order's bill is asked by instead of a down payment (rules 1, 112).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    /// Why its goods cost nothing: endorsement, tester, family (rule 109).
    pub free: Option<String>,
    /// A due date of its own: goods before money, "kasbon".
    pub due_at: Option<Moment>,
    /// The settlement deadline of its PO.
    pub settle_by: Option<Moment>,
}

impl Terms {
    /// The last moment for all of its bill: its own due date, else its PO's.
    pub fn deadline(&self) -> Option<Moment> {
        self.due_at.or(self.settle_by)
    }

    /// That it is free, and why.
    pub fn free_message(&self) -> Option<Message> {
        let why = self.free.as_deref()?;
        Some(Message::new("order-free").text("why", why))
    }
}
