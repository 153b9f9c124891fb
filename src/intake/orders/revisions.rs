//! A column in which a form asks whether this is a new order, another one, or one instead of an
//! earlier one: a later answer of the same customer then replaces the earlier.

use std::collections::HashMap;

use crate::domain::digest::Digest;
use crate::intake::columns::Columns;
use crate::intake::columns::status::spaced;

/// The column, and the orders so far that stand, by customer.
pub(super) struct Revisions {
    pub(super) column: usize,
    pub(super) standing: HashMap<Digest, Vec<(Digest, u64)>>,
}

/// Phrases of titles that ask for it, in plain words.
const TITLES: [&str; 6] = [
    "pesanan baru",
    "order baru",
    "baru atau revisi",
    "revisi pesanan",
    "revisi order",
    "new order",
];

impl Revisions {
    /// Finds the column among those without a meaning.
    pub(super) fn of(columns: &Columns, open: &[usize]) -> Option<Self> {
        let asks = |at: &&usize| {
            let words = spaced(&columns.title(**at));
            TITLES.iter().any(|phrase| words.contains(phrase))
        };
        let column = *open.iter().find(asks)?;
        Some(Self {
            column,
            standing: HashMap::new(),
        })
    }
}
