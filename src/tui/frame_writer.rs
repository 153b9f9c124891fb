//! The backend that writes frames to the terminal. Each frame is one write inside a synchronised
//! update (terminals without that feature ignore its marks); an unchanged frame writes nothing.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

/// A shared buffer that collects the bytes of a frame.
#[derive(Clone, Default)]
struct Bytes(Rc<RefCell<Vec<u8>>>);

impl Write for Bytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A backend that writes each frame as one synchronised update, and nothing when nothing changed.
pub(super) struct FrameWriter<W> {
    inner: CrosstermBackend<Bytes>,
    frame: Bytes,
    out: W,
    /// Where the cursor should be; `None` when hidden.
    cursor: Option<Position>,
    /// Where the cursor is on the terminal; the outer `None` while that is unknown.
    shown: Option<Option<Position>>,
}

impl<W: Write> FrameWriter<W> {
    pub(super) fn new(out: W) -> Self {
        let frame = Bytes::default();
        Self {
            inner: CrosstermBackend::new(frame.clone()),
            frame,
            out,
            cursor: None,
            shown: None,
        }
    }
}

impl<W: Write> Backend for FrameWriter<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut content = content.peekable();
        if content.peek().is_none() {
            return Ok(());
        }
        self.inner.draw(content)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.cursor = None;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.cursor = Some(self.cursor.unwrap_or_default());
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        // Asking the terminal would read from the keyboard, and nothing needs the answer.
        Ok(self.cursor.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.cursor = Some(position.into());
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.shown = None;
        self.inner.clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.inner.clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        self.inner.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        let drawn = std::mem::take(&mut *self.frame.0.borrow_mut());
        if drawn.is_empty() && self.shown == Some(self.cursor) {
            return Ok(());
        }
        let mut bytes = Vec::with_capacity(drawn.len() + 40);
        queue!(bytes, BeginSynchronizedUpdate)?;
        bytes.extend_from_slice(&drawn);
        match self.cursor {
            // Drawing has moved the cursor.
            Some(Position { x, y }) => queue!(bytes, MoveTo(x, y), Show)?,
            None if self.shown != Some(None) => queue!(bytes, Hide)?,
            None => {}
        }
        queue!(bytes, EndSynchronizedUpdate)?;
        self.shown = Some(self.cursor);
        self.out.write_all(&bytes)?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::{Terminal, TerminalOptions, Viewport};

    #[test]
    fn nothing_is_written_when_nothing_changed() {
        let written = Bytes::default();
        let mut terminal = Terminal::with_options(
            FrameWriter::new(written.clone()),
            TerminalOptions {
                viewport: Viewport::Fixed(Rect::new(0, 0, 20, 3)),
            },
        )
        .unwrap();
        let mut bytes = |text: &'static str, cursor: u16| {
            terminal
                .draw(|frame| {
                    frame.render_widget(text, frame.area());
                    frame.set_cursor_position((cursor, 0));
                })
                .unwrap();
            std::mem::take(&mut *written.0.borrow_mut())
        };
        assert!(!bytes("nastar", 1).is_empty());
        assert_eq!(bytes("nastar", 1), b"");
        let moved = bytes("nastar", 2);
        assert!(!moved.is_empty() && moved.len() < 40);
        assert!(!bytes("kastengel", 2).is_empty());
        assert_eq!(bytes("kastengel", 2), b"");
    }
}
