//! The result of reading a paste.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::chat::ChatDraft;

/// Most items of one order; the owner is asked about an order with more.
pub const MAX_ITEMS: usize = 1_000;

/// The orders in a paste, and the lines that are part of none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadPaste {
    /// The orders, in the order of the text.
    pub orders: Vec<ChatDraft>,
    /// Lines that are part of no order, with their line numbers, without thanks and greetings. An
    /// order that was not recognised would be among them.
    pub passed: Vec<(usize, String)>,
    /// Who sent each of those lines, by line number, where a header says so.
    pub senders: BTreeMap<usize, String>,
    /// The numbers of those lines that tell of a payment whose sender orders nothing in this paste.
    pub paid_alone: BTreeSet<usize>,
    /// Those of these lines in which a customer names goods beside a number, with the mark that an
    /// order made of it gets: they may ask for one.
    pub with_goods: BTreeMap<usize, String>,
}

/// What was read from the lines of one message.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The orders.
    pub orders: Vec<ChatDraft>,
    /// Lines that make no order: names, addresses, other words.
    pub left: Vec<ChatDraft>,
    /// Lines of a list that order nothing.
    pub passed: Vec<(usize, String)>,
    /// Whether the orders are entries of a list.
    pub listed: bool,
}
