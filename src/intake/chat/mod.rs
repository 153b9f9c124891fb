//! Orders as customers write them in a chat → drafts, each field with its place and its sureness.
//!
//! A paste is cleaned into lines ([`clean`]), parted into messages and orders ([`messages`],
//! [`headers`]), and each order is built line by line ([`builder`]): labels and their values
//! ([`labels`]), item lines ([`tokens`] → [`pieces`] → [`items`]), sentences ([`sentence`]), recap
//! lists ([`recap`]), hash and pipe forms ([`delimited`]), messages of order forms ([`forms`]). What customers copy along ([`copied`]) is
//! passed over. What the text leaves open is never certain.

mod builder;
mod clean;
mod copied;
mod delimited;
mod digits;
mod fingerprint;
mod forms;
mod headers;
mod instead;
mod items;
mod labels;
mod messages;
mod numbers;
mod pieces;
mod recap;
mod sentence;
pub mod sifted;
mod statement;
pub(super) mod tokens;
mod vocabulary;

#[cfg(test)]
mod tests;

use self::sifted::Sifted;
use crate::domain::chat::ChatDraft;
use crate::domain::message::Message;
use crate::intake::assortment::{Finder, Goods};

/// The longest paste that is read, in bytes.
pub const MAX_BYTES: usize = 1_000_000;
/// The most orders one paste may hold.
pub const MAX_ORDERS: usize = 2_000;

/// Why a paste gives no orders at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChatError {
    /// Nothing in it reads as an order.
    #[error("no order in the text")]
    NoOrder,
    /// It is longer than [`MAX_BYTES`].
    #[error("text too long")]
    TooLong,
    /// It holds more than [`MAX_ORDERS`].
    #[error("too many orders")]
    TooMany,
    /// It is a bank's statement.
    #[error("a bank statement")]
    Statement,
    /// The PO has nothing on sale.
    #[error("nothing on sale")]
    NothingOnSale,
}

impl ChatError {
    /// The sentence for it.
    pub fn message(&self) -> Message {
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        match self {
            Self::NoOrder => Message::new("chat-no-order"),
            Self::Statement => Message::new("chat-statement"),
            Self::TooLong => Message::new("chat-too-long").count("limit", count(MAX_BYTES / 1000)),
            Self::TooMany => Message::new("chat-too-many").count("limit", count(MAX_ORDERS)),
            Self::NothingOnSale => Message::new("chat-nothing-on-sale"),
        }
    }
}

/// Reads a pasted text for the orders in it; see [`sift`].
///
/// # Errors
/// When it is too long, or nothing in it reads as an order.
pub fn read(text: &str, goods: &Goods) -> Result<Vec<ChatDraft>, ChatError> {
    Ok(sift(text, goods)?.orders)
}

/// Reads a pasted text for the orders in it, and what was passed over.
///
/// # Errors
/// When it is too long, or nothing in it reads as an order.
pub fn sift(text: &str, goods: &Goods) -> Result<Sifted, ChatError> {
    if text.len() > MAX_BYTES {
        return Err(ChatError::TooLong);
    }
    if goods.is_empty() {
        return Err(ChatError::NothingOnSale);
    }
    let finder = Finder::new(goods);
    let lines = clean::lines(text);
    if statement::is_statement(&lines) {
        return Err(ChatError::Statement);
    }
    let sifted = messages::sift(lines, &finder);
    match sifted.orders.len() {
        0 => Err(ChatError::NoOrder),
        MAX_ORDERS.. => Err(ChatError::TooMany),
        _ => Ok(sifted),
    }
}
