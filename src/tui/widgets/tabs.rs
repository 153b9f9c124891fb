//! The names of a screen's views, the current one in brackets.

use super::Part;
use crate::tui::theme::Role;

/// The name of one view.
pub fn tab(name: &str, shown: bool) -> Part {
    if shown {
        Part::new(format!("[{name}]"), Role::Accent)
    } else {
        Part::new(format!(" {name} "), Role::Muted)
    }
}
