//! Room below a list for what is told about its selected row.

use ratatui::layout::Rect;

use crate::tui::widgets::{below, top};

/// Rows of what is told about the selected row, and the height from which there is room for it.
const ABOUT: u16 = 4;
const ABOUT_FROM_ROWS: u16 = 16;

/// Parts an area into that of a list, and that of what is told about its selected row where there is room.
pub(super) fn with_about(area: Rect) -> (Rect, Option<Rect>) {
    if area.height < ABOUT_FROM_ROWS {
        return (area, None);
    }
    let list = top(area, area.height - ABOUT - 1);
    (list, Some(below(area, area.height - ABOUT)))
}
