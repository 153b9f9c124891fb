//! A framed box over the screen, for forms, pickers and questions.

use ratatui::Frame;
use ratatui::layout::{Constraint, Rect};
use ratatui::widgets::{Block, BorderType, Clear, Padding, Widget};

use super::fit;
use crate::tui::theme::{Role, Theme};

/// Clears a box in the middle of `area`, draws a frame with a title and returns the area inside, of
/// at most this (width, height). A window too small for a frame gives the whole box.
pub fn open(
    frame: &mut Frame,
    area: Rect,
    (width, height): (u16, u16),
    title: &str,
    theme: &Theme,
) -> Rect {
    let area = area.intersection(frame.area());
    let place = area.centered(
        Constraint::Length(width.saturating_add(4).min(area.width)),
        Constraint::Length(height.saturating_add(2).min(area.height)),
    );
    Clear.render(place, frame.buffer_mut());
    if place.width < 12 || place.height < 4 {
        return place;
    }
    let title = format!(" {} ", fit(title, usize::from(place.width - 6)));
    let block = Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(theme.style(Role::Line))
        .title(title)
        .title_style(theme.style(Role::Accent))
        .padding(Padding::horizontal(1));
    let inside = block.inner(place);
    block.render(place, frame.buffer_mut());
    inside
}
