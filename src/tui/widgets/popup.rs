//! A framed box over the screen, for forms, pickers and questions.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Rect};
use ratatui::widgets::{Block, BorderType, Clear, Padding, Widget};

use super::{fit, put_right};
use crate::tui::theme::{Role, Theme};

/// A box that was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Popup {
    /// The area inside the frame.
    pub inside: Rect,
    /// The line of the frame below it, without the corners; None where there is no frame.
    edge: Option<Rect>,
}

impl Popup {
    /// Writes a few words into the frame at the bottom right: what of a list is shown, or that more
    /// is below.
    pub fn note(&self, buffer: &mut Buffer, text: Option<&str>, theme: &Theme) {
        if let (Some(edge), Some(text)) = (self.edge, text) {
            put_right(buffer, edge, &format!(" {text} "), theme.style(Role::Muted));
        }
    }
}

/// Clears a box in the middle of `area`, draws a frame with a title and returns the area inside, of
/// at most this (width, height). The rows of the box are cleared from edge to edge: pieces of words
/// beside it would only disturb. A window too small for a frame gives the whole box.
pub fn open(
    frame: &mut Frame,
    area: Rect,
    (width, height): (u16, u16),
    title: &str,
    theme: &Theme,
) -> Popup {
    let area = area.intersection(frame.area());
    let place = area.centered(
        Constraint::Length(width.saturating_add(4).min(area.width)),
        Constraint::Length(height.saturating_add(2).min(area.height)),
    );
    let band = Rect {
        x: area.x,
        width: area.width,
        ..place
    };
    Clear.render(band, frame.buffer_mut());
    if place.width < 12 || place.height < 4 {
        return Popup {
            inside: place,
            edge: None,
        };
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
    let edge = Rect {
        x: place.x + 2,
        y: place.bottom() - 1,
        width: place.width - 4,
        height: 1,
    };
    Popup {
        inside,
        edge: Some(edge),
    }
}

#[cfg(test)]
mod tests {
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;

    use super::*;

    /// The lines of a screen full of `x` with a box of two rows over it.
    fn lines(width: u16, height: u16) -> Vec<String> {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal
            .draw(|frame| {
                let area = frame.area();
                for row in super::super::rows(area) {
                    let text = "x".repeat(usize::from(width));
                    frame.buffer_mut().set_string(
                        0,
                        row.y,
                        text,
                        Theme::default().style(Role::Text),
                    );
                }
                let popup = open(frame, area, (10, 2), "Judul", &Theme::default());
                popup.note(frame.buffer_mut(), Some("1–2 / 9"), &Theme::default());
            })
            .unwrap();
        let buffer = terminal.backend().buffer().clone();
        super::super::rows(buffer.area)
            .map(|row| {
                (0..width)
                    .map(|x| buffer[(x, row.y)].symbol().to_owned())
                    .collect()
            })
            .collect()
    }

    #[test]
    fn nothing_stays_beside_a_box() {
        let lines = lines(20, 6);
        assert_eq!(lines.first().unwrap(), &"x".repeat(20));
        assert_eq!(lines.last().unwrap(), &"x".repeat(20));
        for line in &lines[1..5] {
            assert!(!line.contains('x'), "{line}");
        }
        assert!(lines[4].ends_with(" 1–2 / 9 ─╯   "), "{}", lines[4]);
    }

    #[test]
    fn a_tiny_window_has_neither_frame_nor_note() {
        assert!(!lines(8, 3).concat().contains('9'));
    }
}
