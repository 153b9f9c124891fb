//! The views of one screen by name, the shown one in brackets.

use super::Part;
use crate::tui::theme::Role;

/// One view's name in the row of them.
pub fn tab(name: &str, shown: bool) -> Part {
    if shown {
        Part::new(format!("[{name}]"), Role::Accent)
    } else {
        Part::new(format!(" {name} "), Role::Muted)
    }
}
