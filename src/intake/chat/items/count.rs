//! A quantity as it is written, and how sure it is.

use crate::domain::chat::{Read, Sureness};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;

/// A quantity as it stands.
#[derive(Debug, Clone)]
pub(in crate::intake::chat) struct Count {
    /// How many.
    pub read: Read<i64>,
    /// How it is written.
    pub stands: Stands,
    /// What is written.
    pub text: String,
}

/// How a quantity is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::intake::chat) enum Stands {
    /// With a unit or a times sign, or nowhere.
    Said,
    /// A number alone before its goods.
    Before,
    /// A number alone behind its goods.
    Behind,
}

impl Count {
    /// A quantity nobody wrote.
    pub(super) fn missing(sureness: Sureness) -> Self {
        Self {
            read: Read {
                value: 1,
                span: None,
                sureness,
            },
            stands: Stands::Said,
            text: String::new(),
        }
    }

    /// The same quantity, at most as sure as this.
    pub(in crate::intake::chat) fn at_most(mut self, sureness: Sureness) -> Self {
        self.read = self.read.at_most(sureness);
        self
    }

    /// A bare number may as well be a price in thousands: `nastar 85` of what costs 85.000. Below ten
    /// it counts pieces: `aqua 5`.
    pub(in crate::intake::chat) fn beside(
        self,
        prices: impl IntoIterator<Item = Rupiah>,
    ) -> Read<i64> {
        let thousands = Rupiah::new(1_000).times(self.read.value);
        let priced =
            self.read.value >= 10 && prices.into_iter().any(|price| thousands == Ok(price));
        let text = self.read.value.to_string();
        match self.stands {
            Stands::Behind if priced => self.read.at_most(unclear("chat-qty-amount", &text)),
            Stands::Before if priced => self.read.at_most(assumed("chat-qty-bare", &text)),
            _ => self.read,
        }
    }
}

/// Doubt that only the owner can settle, about these words.
pub(super) fn unclear(key: &'static str, text: &str) -> Sureness {
    Sureness::Unclear(Message::new(key).text("text", text))
}

/// What was taken for granted about these words.
pub(super) fn assumed(key: &'static str, text: &str) -> Sureness {
    Sureness::Assumed(Message::new(key).text("text", text))
}
