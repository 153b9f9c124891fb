//! A framed box over what is below it: for forms, choices and questions.

use ratatui::Frame;
use ratatui::layout::{Constraint, Rect};
use ratatui::widgets::{Block, BorderType, Clear, Padding, Widget};

use super::fit;
use crate::tui::theme::{Role, Theme};

/// Clears a box of at most this size in the middle of `area`, frames it with a title, and gives
/// back the room inside. In a window too small for a frame the room is the whole area.
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
