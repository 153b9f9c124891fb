//! Reads orders that customers write in a chat. Each field of a draft carries its place and
//! sureness.
//!
//! A paste is cleaned into lines ([`clean`]) and split into messages ([`messages`], [`headers`]),
//! which are read in their conversation ([`talk`]): a message is split into clauses ([`clauses`]),
//! each of which orders, asks, tells, plans or changes ([`speech`], [`signs`]) and acts on the order
//! that its sender has. What speaks against an order, or is left over of what was said, makes it a
//! question ([`evidence`], [`sums`], `talk/account.rs`); polls, forwarded texts and the shop's own
//! lists are none ([`whole_texts`]). What was paid, they say, is claimed ([`claims`]).
//!
//! The lines of an order are built one by one ([`builder`]): labels and their values ([`labels`]),
//! item lines ([`tokens`] → [`pieces`] → [`items`]), sentences ([`sentence`]), lists ([`recap`],
//! [`entry`]), hash and pipe formats ([`delimited`]), messages of order forms ([`forms`]). Thanks,
//! instructions and the like are skipped ([`boilerplate`]). What the text doesn't decide is never
//! certain.

mod boilerplate;
mod builder;
mod claims;
mod clauses;
mod clean;
mod delimited;
mod digits;
mod entry;
mod evidence;
mod fingerprint;
mod forms;
mod headers;
mod items;
mod labels;
mod leftover;
mod messages;
mod numbers;
pub mod paste;
mod pieces;
mod recap;
mod sentence;
mod signs;
mod speech;
pub(super) mod statement;
mod sums;
mod talk;
pub(super) mod tokens;
mod vocabulary;
mod whole_texts;

#[cfg(test)]
mod tests;

use self::paste::ReadPaste;
use crate::domain::chat::ChatDraft;
use crate::domain::message::Message;
use crate::domain::text::fold;
use crate::intake::assortment::{Finder, GoodsLookup};

/// Longest paste, in bytes.
pub const MAX_BYTES: usize = 1_000_000;
/// Most orders in one paste.
pub const MAX_ORDERS: usize = 2_000;

/// Why a paste can't be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChatError {
    /// It contains no order.
    #[error("no order in the text")]
    NoOrder,
    /// It is longer than [`MAX_BYTES`].
    #[error("text too long")]
    TooLong,
    /// It contains more than [`MAX_ORDERS`] orders.
    #[error("too many orders")]
    TooMany,
    /// It is a bank statement.
    #[error("a bank statement")]
    Statement,
    /// The PO has nothing on sale.
    #[error("nothing on sale")]
    NothingOnSale,
}

impl ChatError {
    /// The sentence for it.
    pub fn message(&self) -> Message {
        match self {
            Self::NoOrder => Message::new("chat-no-order"),
            Self::Statement => Message::new("chat-statement"),
            Self::TooLong => Message::new("chat-too-long").count("limit", MAX_BYTES / 1000),
            Self::TooMany => Message::new("chat-too-many").count("limit", MAX_ORDERS),
            Self::NothingOnSale => Message::new("chat-nothing-on-sale"),
        }
    }
}

/// Reads the orders in a pasted text; see [`read_paste`].
pub fn read(text: &str, goods: &GoodsLookup) -> Result<Vec<ChatDraft>, ChatError> {
    Ok(read_paste(text, goods, "")?.orders)
}

/// Reads the orders in a pasted text, and lists the lines that are part of none. `shop` is the name
/// under which the shop writes; empty where it isn't known.
pub fn read_paste(text: &str, goods: &GoodsLookup, shop: &str) -> Result<ReadPaste, ChatError> {
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
    let shop = fold(shop);
    let messages = messages::messages(lines, &shop);
    let mut found = talk::read_paste(messages.clone(), &finder, &shop);
    claims::take_in(&mut found, &messages, goods);
    leftover::note(&mut found, goods, &shop);
    match found.orders.len() {
        0 => Err(ChatError::NoOrder),
        MAX_ORDERS.. => Err(ChatError::TooMany),
        _ => Ok(found),
    }
}
