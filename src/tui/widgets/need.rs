//! How much room the content of a table's column needs.

use super::{Part, columns};

/// What the content of a column takes, its heading included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Need {
    /// Cells of the widest text.
    pub(super) text: u16,
    /// Cells of the widest text where each stands in its short form, if it has one.
    pub(super) short: u16,
    /// Whether any row has something in this column.
    pub(super) filled: bool,
}

impl Need {
    /// Takes in one more cell.
    pub(super) fn with(self, cell: &Part, filled: bool) -> Self {
        let width = |text| u16::try_from(columns(text)).unwrap_or(u16::MAX);
        let text = width(&cell.text);
        let short = match cell.short.is_empty() {
            true => text,
            false => width(&cell.short),
        };
        Self {
            text: self.text.max(text),
            short: self.short.max(short),
            filled: self.filled || filled,
        }
    }
}
