//! An order as it was read from a chat message: every field says where it stood and how sure the
//! reading is, so that the owner decides only what is really unclear.

use std::collections::HashSet;

use super::id::CustomerId;
use super::message::Message;
use super::money::Rupiah;
use super::payment::Method;

/// A place in a pasted text, both ends included. Lines count from 1 as in the paste, columns from 1
/// in characters of the line as it is shown: without invisible marks and `*bold*` stars.
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

    /// The span from the beginning of this one to the end of another.
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
    /// Taken to be so; the sentence says what was taken for granted.
    Assumed(Message),
    /// Not decidable from the text; the sentence asks.
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

    /// What was assumed, or what is asked.
    pub fn message(&self) -> Option<&Message> {
        match self {
            Self::Certain => None,
            Self::Assumed(message) | Self::Unclear(message) => Some(message),
        }
    }

    /// The less sure of two; the first where they are alike.
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

    /// Its word in JSON: `certain`, `assumed`, `unclear`.
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
    /// Where it stood; `None` when it stands nowhere (a quantity nobody wrote).
    pub span: Option<Span>,
    /// How sure it is.
    pub sureness: Sureness,
}

impl<T> Read<T> {
    /// A value the text states.
    pub const fn certain(value: T, span: Span) -> Self {
        Self {
            value,
            span: Some(span),
            sureness: Sureness::Certain,
        }
    }

    /// The same value, at most as sure as this.
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
    /// Code of the variant that is meant, when one is; unclear when none or several are.
    pub code: Read<Option<String>>,
    /// Codes of the variants that could be meant, at most eight.
    pub candidates: Vec<String>,
    /// Units, 1–1.000.000.
    pub qty: Read<i64>,
    /// What was chosen for a package, as the book keeps it (rule 65).
    pub chosen: Option<Read<String>>,
    /// What the customer asked for (rule 67).
    pub customization: Option<Read<String>>,
    /// A price that stands beside it, which the order does not take.
    pub price: Option<Read<Rupiah>>,
}

impl ChatItem {
    /// The less sure of its goods, units, choice and customization.
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
    /// The message as it is shown, each line with its number in the paste.
    pub lines: Vec<(usize, String)>,
    /// Who sent it, by the header of the message.
    pub sender: Option<String>,
    /// Who ordered.
    pub name: Option<Read<String>>,
    /// The customer of the book they are taken to be.
    pub customer: Option<CustomerId>,
    /// Their phone as typed.
    pub phone: Option<Read<String>>,
    /// Who receives it, when that is another.
    pub recipient: Option<Read<String>>,
    /// Where it goes.
    pub address: Option<Read<String>>,
    /// What else the customer said, for the order's note.
    pub note: Option<Read<String>>,
    /// What is ordered.
    pub items: Vec<ChatItem>,
    /// The PO it says it is for, when an order form wrote it.
    pub period: Option<String>,
    /// What the customer saw as the total, when an order form wrote it, in rupiah.
    pub total: Option<Read<Rupiah>>,
    /// What is unclear about the message as a whole.
    pub doubts: Vec<Message>,
    /// What was taken for granted about the message as a whole.
    pub taken: Vec<Message>,
    /// A tick stands in it: paid, in many a shop's lists.
    pub ticked: bool,
    /// What is recorded as paid when it is saved, where the shop says that a tick means that.
    pub pays: Option<TickPayment>,
    /// The same for the same text of the same sender, and for no other.
    pub fingerprint: String,
}

/// A payment in full that a tick stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TickPayment {
    /// What the order comes to as far as that is known before it is saved, without a unique code.
    pub amount: Rupiah,
    /// How it came.
    pub method: Method,
    /// Name of the account it came into.
    pub account: Option<String>,
    /// Assumed where the same was paid on the same day already (rule 30).
    pub sureness: Sureness,
}

impl TickPayment {
    /// The sentence for it.
    pub fn message(&self) -> Message {
        match &self.account {
            Some(account) => Message::new("chat-tick-pays")
                .money("amount", self.amount)
                .text("way", account.as_str()),
            None => Message::new("chat-tick-pays")
                .money("amount", self.amount)
                .word("way", self.method.key()),
        }
    }
}

impl ChatDraft {
    /// Whom it is from, as it says: the name, else the phone.
    pub fn who(&self) -> Option<&str> {
        let mut told = [&self.name, &self.phone].into_iter().flatten();
        told.next().map(|read| read.value.as_str())
    }

    /// The sentences for what is unclear, the first first.
    pub fn unclear(&self) -> Vec<&Message> {
        let fields = self.fields().filter(|sureness| sureness.is_unclear());
        let items = self.items.iter().flat_map(ChatItem::parts);
        let items = items.filter(|sureness| sureness.is_unclear());
        let mut sentences: Vec<&Message> = self.doubts.iter().collect();
        sentences.extend(fields.chain(items).filter_map(Sureness::message));
        sentences
    }

    /// The sentences for what was taken for granted, each once and none that is a doubt too.
    pub fn assumed(&self) -> Vec<&Message> {
        let items = self.items.iter().flat_map(|item| {
            let price = item.price.as_ref().map(|read| &read.sureness);
            item.parts().chain(price)
        });
        let total = self.total.as_ref().map(|read| &read.sureness);
        let mut sentences: Vec<&Message> = self
            .fields()
            .chain(items)
            .chain(total)
            .chain(self.pays.as_ref().map(|pays| &pays.sureness))
            .filter(|sureness| matches!(sureness, Sureness::Assumed(_)))
            .filter_map(Sureness::message)
            .chain(&self.taken)
            .collect();
        let mut told: HashSet<&Message> = self.doubts.iter().collect();
        sentences.retain(|sentence| told.insert(*sentence));
        sentences
    }

    /// How sure the draft is: as sure as its least sure part.
    pub fn sureness(&self) -> &'static str {
        if !self.unclear().is_empty() {
            "unclear"
        } else if self.assumed().is_empty() {
            "certain"
        } else {
            "assumed"
        }
    }

    /// The message as it is shown.
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
