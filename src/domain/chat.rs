//! An order read from a chat message. Each field carries its place in the text and how sure the
//! reading is, so that the owner only decides what is really unclear.

use std::collections::HashSet;

use super::id::CustomerId;
use super::message::Message;
use super::money::Rupiah;
use super::payment::Method;

/// A place in a pasted text, both ends included. Lines are numbered from 1 as in the paste, columns
/// from 1 in characters of the line as it is shown (without invisible marks and `*bold*` stars).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// Line and column of the first character.
    pub from: (usize, usize),
    /// Line and column of the last character.
    pub to: (usize, usize),
}

impl Span {
    /// A span of columns in one line.
    pub const fn in_line(line: usize, first: usize, last: usize) -> Self {
        Self {
            from: (line, first),
            to: (line, last),
        }
    }

    /// The span from the start of this one to the end of `other`.
    #[must_use]
    pub fn through(self, other: Self) -> Self {
        Self {
            from: self.from.min(other.from),
            to: self.to.max(other.to),
        }
    }
}

/// How sure a reading is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sureness {
    /// The text says so.
    Certain,
    /// An assumption; the sentence says which.
    Assumed(Message),
    /// The text doesn't decide it; the sentence asks the owner.
    Unclear(Message),
}

impl Sureness {
    /// Whether the text says so.
    pub fn is_certain(&self) -> bool {
        *self == Self::Certain
    }

    /// Whether the owner has to decide.
    pub fn is_unclear(&self) -> bool {
        matches!(self, Self::Unclear(_))
    }

    /// The assumption or the question; `None` when certain.
    pub fn message(&self) -> Option<&Message> {
        match self {
            Self::Certain => None,
            Self::Assumed(message) | Self::Unclear(message) => Some(message),
        }
    }

    /// The less sure of the two; `self` when they are equally sure.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let rank = |sureness: &Self| match sureness {
            Self::Certain => 0,
            Self::Assumed(_) => 1,
            Self::Unclear(_) => 2,
        };
        if rank(&other) > rank(&self) {
            other
        } else {
            self
        }
    }

    /// Its value in JSON: `certain`, `assumed`, `unclear`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Assumed(_) => "assumed",
            Self::Unclear(_) => "unclear",
        }
    }
}

/// A value with its place and its sureness.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read<T> {
    /// What was read.
    pub value: T,
    /// Its place; `None` when it isn't in the text (a missing quantity).
    pub span: Option<Span>,
    /// How sure it is.
    pub sureness: Sureness,
}

impl<T> Read<T> {
    /// A value that the text states.
    pub const fn certain(value: T, span: Span) -> Self {
        Self {
            value,
            span: Some(span),
            sureness: Sureness::Certain,
        }
    }

    /// Lowers the sureness to `sureness` if it was higher.
    #[must_use]
    pub fn at_most(mut self, sureness: Sureness) -> Self {
        self.sureness = self.sureness.and(sureness);
        self
    }
}

/// One item of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatItem {
    /// The goods as the customer wrote them.
    pub typed: String,
    /// Code of the variant that is meant; `None` and unclear when nothing or several fit.
    pub code: Read<Option<String>>,
    /// Codes of the variants that could be meant when it is unclear, at most eight.
    pub candidates: Vec<String>,
    /// Units, 1–1.000.000.
    pub qty: Read<i64>,
    /// What was chosen for a package, by name (rule 65).
    pub chosen: Option<Read<String>>,
    /// The customization (rule 67).
    pub customization: Option<Read<String>>,
    /// The price written next to it. The order doesn't use it.
    pub price: Option<Read<Rupiah>>,
}

impl ChatItem {
    /// The lowest sureness among its goods, units, choice and customization.
    pub fn sureness(&self) -> Sureness {
        self.parts()
            .fold(Sureness::Certain, |least, next| least.and(next.clone()))
    }

    fn parts(&self) -> impl Iterator<Item = &Sureness> {
        let asked = [&self.chosen, &self.customization];
        let asked = asked.into_iter().flatten().map(|read| &read.sureness);
        [&self.code.sureness, &self.qty.sureness]
            .into_iter()
            .chain(asked)
    }
}

/// One order read from a chat.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChatDraft {
    /// The lines of the message as they are shown, each with its line number in the paste.
    pub lines: Vec<(usize, String)>,
    /// The sender named in the message's header.
    pub sender: Option<String>,
    /// Name of the customer.
    pub name: Option<Read<String>>,
    /// The customer in the book this is assumed to be.
    pub customer: Option<CustomerId>,
    /// Phone of the customer, as typed.
    pub phone: Option<Read<String>>,
    /// Recipient, when it is somebody else.
    pub recipient: Option<Read<String>>,
    /// Address of the recipient.
    pub address: Option<Read<String>>,
    /// Whatever else the customer wrote; becomes the order's note.
    pub note: Option<Read<String>>,
    /// The items.
    pub items: Vec<ChatItem>,
    /// Code of the PO, when the message was written by an order form.
    pub period: Option<String>,
    /// The total the customer saw in the order form, in rupiah, when the message was written by
    /// one.
    pub total: Option<Read<Rupiah>>,
    /// What the delivery costs by the message, in rupiah.
    pub shipping: Option<Read<Rupiah>>,
    /// Questions about the message as a whole.
    pub doubts: Vec<Message>,
    /// Assumptions about the message as a whole.
    pub assumptions: Vec<Message>,
    /// The codes of orders in the book that it seems to change or cancel.
    pub changes: Vec<String>,
    /// Whether it leaves open how many, or which: `atau`, `sekitar 5`.
    pub left_open: bool,
    /// There is a tick in it, which means "paid" in the lists of many shops.
    pub ticked: bool,
    /// What the customer says was paid already (rule 29), in rupiah.
    pub claims: Option<Read<Rupiah>>,
    /// The payment that is recorded when it is saved: what the customer claims, or all of it where
    /// the shop's setting says that a tick means paid.
    pub pays: Option<ChatPayment>,
    /// Hash of sender and text, by which a message that was already saved is recognised.
    pub fingerprint: String,
    /// The hashes it had before later messages changed it: an order saved then is the same one.
    pub earlier: Vec<String>,
}

/// A payment taken from a message: in full from a tick, or what the customer says was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatPayment {
    /// What is claimed; of a tick the order's total as far as it is known before saving, without a
    /// unique code. In rupiah.
    pub amount: Rupiah,
    /// Whether it is only claimed and has not arrived (rule 29).
    pub claimed: bool,
    /// Payment method.
    pub method: Method,
    /// Name of the account it was paid into.
    pub account: Option<String>,
    /// Assumed when the same amount was already paid on the same day (rule 30).
    pub sureness: Sureness,
}

impl ChatPayment {
    /// The sentence for it.
    pub fn message(&self) -> Message {
        let key = match self.claimed {
            true => "chat-claim-pays",
            false => "chat-tick-pays",
        };
        let message = Message::new(key).money("amount", self.amount);
        match &self.account {
            Some(account) => message.text("way", account.as_str()),
            None => message.word("way", self.method.key()),
        }
    }

    /// The sign before the sentence.
    pub fn sign(&self) -> char {
        match self.claimed {
            true => '⏳',
            false => '✅',
        }
    }
}

impl ChatDraft {
    /// The customer as written: the name, else the phone.
    pub fn who(&self) -> Option<&str> {
        let mut told = [&self.name, &self.phone].into_iter().flatten();
        told.next().map(|read| read.value.as_str())
    }

    /// All questions to the owner, in the order of the text; the one about the total is the last.
    pub fn unclear(&self) -> Vec<&Message> {
        let mut sentences = self.questions();
        let total = self.total.as_ref().map(|read| &read.sureness);
        sentences.extend(
            total
                .filter(|sureness| sureness.is_unclear())
                .and_then(Sureness::message),
        );
        sentences
    }

    /// The question about a total that is not the bill's, when nothing else is asked. The owner may
    /// save the order at the PO's prices all the same.
    pub fn asks_only_total(&self) -> Option<&Message> {
        match self.unclear().as_slice() {
            [asked] if self.questions().is_empty() => Some(asked),
            _ => None,
        }
    }

    /// The questions about anything but the total.
    fn questions(&self) -> Vec<&Message> {
        let fields = self.fields().filter(|sureness| sureness.is_unclear());
        let items = self.items.iter().flat_map(ChatItem::parts);
        let items = items.filter(|sureness| sureness.is_unclear());
        let mut sentences: Vec<&Message> = self.doubts.iter().collect();
        sentences.extend(fields.chain(items).filter_map(Sureness::message));
        sentences
    }

    /// All assumptions, without repetitions and without those that are asked as a question too.
    pub fn assumed(&self) -> Vec<&Message> {
        let items = self.items.iter().flat_map(|item| {
            let price = item.price.as_ref().map(|read| &read.sureness);
            item.parts().chain(price)
        });
        let amounts = [&self.total, &self.shipping].into_iter().flatten();
        let amounts = amounts.map(|read| &read.sureness);
        let mut sentences: Vec<&Message> = self
            .fields()
            .chain(items)
            .chain(amounts)
            .chain(self.pays.as_ref().map(|pays| &pays.sureness))
            .filter(|sureness| matches!(sureness, Sureness::Assumed(_)))
            .filter_map(Sureness::message)
            .chain(&self.assumptions)
            .collect();
        let mut told: HashSet<&Message> = self.doubts.iter().collect();
        sentences.retain(|sentence| told.insert(*sentence));
        sentences
    }

    /// The sureness of the least sure part of the draft, as its JSON value.
    pub fn sureness(&self) -> &'static str {
        if !self.unclear().is_empty() {
            "unclear"
        } else if self.assumed().is_empty() {
            "certain"
        } else {
            "assumed"
        }
    }

    /// The text of the message as it is shown.
    pub fn text(&self) -> String {
        let lines: Vec<&str> = self.lines.iter().map(|(_, line)| line.as_str()).collect();
        lines.join("\n")
    }

    fn fields(&self) -> impl Iterator<Item = &Sureness> {
        [
            &self.name,
            &self.phone,
            &self.recipient,
            &self.address,
            &self.note,
        ]
        .into_iter()
        .filter_map(|field| field.as_ref().map(|read| &read.sureness))
    }
}
