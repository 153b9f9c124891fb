//! Quantities and how sure they are.

use crate::domain::chat::{Read, Sureness};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;

/// A quantity in the text.
#[derive(Debug, Clone)]
pub(in crate::intake::chat) struct Count {
    /// The number.
    pub read: Read<i64>,
    /// How it is written.
    pub position: Position,
    /// The text of the quantity.
    pub text: String,
}

/// How a quantity is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::intake::chat) enum Position {
    /// With a unit or a times sign; or missing.
    Marked,
    /// A bare number before its goods.
    Before,
    /// A bare number after its goods.
    Behind,
}

impl Count {
    /// A missing quantity: 1.
    pub(super) fn missing(sureness: Sureness) -> Self {
        Self {
            read: Read {
                value: 1,
                span: None,
                sureness,
            },
            position: Position::Marked,
            text: String::new(),
        }
    }

    /// Lowers the sureness to `sureness` if it was higher.
    pub(in crate::intake::chat) fn at_most(mut self, sureness: Sureness) -> Self {
        self.read = self.read.at_most(sureness);
        self
    }

    /// Makes a bare number unclear that equals the price in thousands: `nastar 85` when it costs
    /// 85.000. Below ten it is a quantity: `aqua 5`.
    pub(in crate::intake::chat) fn beside(
        self,
        prices: impl IntoIterator<Item = Rupiah>,
    ) -> Read<i64> {
        let thousands = Rupiah::new(1_000).times(self.read.value);
        let priced =
            self.read.value >= 10 && prices.into_iter().any(|price| thousands == Ok(price));
        let text = self.read.value.to_string();
        match self.position {
            Position::Behind if priced => self.read.at_most(unclear("chat-qty-amount", &text)),
            Position::Before if priced => self.read.at_most(assumed("chat-qty-bare", &text)),
            _ => self.read,
        }
    }
}

/// A question to the owner that quotes these words.
pub(super) fn unclear(key: &'static str, text: &str) -> Sureness {
    Sureness::Unclear(Message::new(key).text("text", text))
}

/// An assumption that quotes these words.
pub(super) fn assumed(key: &'static str, text: &str) -> Sureness {
    Sureness::Assumed(Message::new(key).text("text", text))
}
