//! What a paste was found to hold.

use crate::domain::chat::ChatDraft;

/// The most items one order may have; one that has more is asked about.
pub const MAX_ITEMS: usize = 1_000;

/// What a paste holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sifted {
    /// The orders in it, in their order.
    pub orders: Vec<ChatDraft>,
    /// What somebody said and no order was made of, with its line in the paste, but for thanks and
    /// greetings: an order that was not understood would stand here.
    pub passed: Vec<(usize, String)>,
}
