//! The terminal: taken over at the start and given back however the program ends; keys in, frames
//! out. A thread reads keys, so that a terminal that goes away can't hold the program.

use std::cell::RefCell;
use std::io::{self, IsTerminal, Stdout, Write};
use std::rc::Rc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::event::{self, DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::Terminal;
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use super::app::{self, App};
use super::input::{Gather, Input};
use crate::domain::when::Moment;

/// How often the clock and the book are looked at while nothing happens.
const TICK: Duration = Duration::from_secs(1);
/// A burst of keys is over when nothing has come for this long.
const QUIET: Duration = Duration::from_millis(25);
/// How long to look for more of what came at once: not at all, but the library gives up on what it
/// has already read when the time is exactly zero.
const AT_ONCE: Duration = Duration::from_micros(100);

/// Whether input and output are a terminal.
pub fn is_there() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Runs the app on the terminal until it ends. `now` reads the clock.
///
/// # Errors
/// [`io::ErrorKind::NotConnected`] when input or output is no terminal, or what the terminal
/// answers, unless it has only gone away.
pub fn run(app: &mut App, now: impl Fn() -> Moment) -> io::Result<()> {
    if !is_there() {
        return Err(io::ErrorKind::NotConnected.into());
    }
    let (sender, inputs) = mpsc::channel();
    watch_signals(sender.clone())?;
    let _guard = Guard::take()?;
    read_keys(sender);
    let mut terminal = Terminal::new(Quiet::new(io::stdout()))?;
    match turn(app, &mut terminal, &inputs, &now) {
        // A terminal that went away is an end like any other.
        Err(error) if is_gone(&error) => Ok(()),
        other => other,
    }
}

fn turn(
    app: &mut App,
    terminal: &mut Terminal<Quiet<Stdout>>,
    inputs: &Receiver<Vec<Input>>,
    now: &impl Fn() -> Moment,
) -> io::Result<()> {
    let mut ticked = Instant::now();
    loop {
        if let Some(text) = app.take_copied() {
            execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text))?;
        }
        if app.take_suspend() {
            suspend()?;
        }
        if app.take_redraw() {
            terminal.clear()?;
        }
        if app.has_ended() {
            return Ok(());
        }
        if app.take_changed() {
            terminal.draw(|frame| app::draw(app, frame))?;
        }
        let batch = match inputs.recv_timeout(TICK.saturating_sub(ticked.elapsed())) {
            Ok(batch) => batch,
            Err(RecvTimeoutError::Timeout) => Vec::new(),
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        };
        app.set_now(now());
        for input in batch {
            app.handle(input);
        }
        if ticked.elapsed() >= TICK {
            ticked = Instant::now();
            if !io::stdin().is_terminal() {
                return Ok(());
            }
            app.handle(Input::Tick);
        }
    }
}

/// Gives the terminal back to the shell until the program is brought to the front again.
#[cfg(unix)]
fn suspend() -> io::Result<()> {
    give_back();
    signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
    take_over()
}

#[cfg(not(unix))]
fn suspend() -> io::Result<()> {
    Ok(())
}

/// Errors that only say that nobody is there any more.
fn is_gone(error: &io::Error) -> bool {
    // EIO (5) is what a terminal whose other end closed answers.
    error.kind() == io::ErrorKind::BrokenPipe || error.raw_os_error() == Some(5)
}

/// Reads keys for as long as there is a terminal. What is waiting together is sent together, so
/// that a burst can be told from typing.
fn read_keys(sender: Sender<Vec<Input>>) {
    thread::spawn(move || {
        loop {
            let batch = match read_batch() {
                Ok(batch) => batch,
                Err(_) => vec![Input::Hangup],
            };
            let over = batch.contains(&Input::Hangup);
            if !batch.is_empty() && sender.send(batch).is_err() || over {
                return;
            }
        }
    });
}

fn read_batch() -> io::Result<Vec<Input>> {
    let mut gather = Gather::default();
    gather.push(event::read()?);
    loop {
        let patience = if gather.is_burst() { QUIET } else { AT_ONCE };
        if !event::poll(patience)? {
            return Ok(gather.finish());
        }
        gather.push(event::read()?);
    }
}

/// The polite requests to end become an input like any other: what is typed can still be kept.
#[cfg(unix)]
fn watch_signals(sender: Sender<Vec<Input>>) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM])?;
    thread::spawn(move || {
        for _ in signals.forever() {
            if sender.send(vec![Input::Hangup]).is_err() {
                return;
            }
        }
    });
    Ok(())
}

#[cfg(not(unix))]
fn watch_signals(_: Sender<Vec<Input>>) -> io::Result<()> {
    Ok(())
}

fn take_over() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste)
}

/// Everything is tried, whatever fails: the terminal may be gone.
fn give_back() {
    let _ = execute!(
        io::stdout(),
        EndSynchronizedUpdate,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        Show
    );
    let _ = disable_raw_mode();
}

/// Holds the terminal; lets go of it when dropped, and before a panic is reported.
struct Guard;

impl Guard {
    fn take() -> io::Result<Self> {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            give_back();
            before(info);
        }));
        take_over()?;
        Ok(Self)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        give_back();
    }
}

/// The bytes of a frame while it is made.
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

/// A backend that writes nothing when nothing changed, and each frame in one piece, between the
/// marks of a synchronised update.
struct Quiet<W> {
    inner: CrosstermBackend<Bytes>,
    frame: Bytes,
    out: W,
    /// Where the cursor is to stand; `None`: hidden.
    cursor: Option<Position>,
    /// Where it stands on the terminal, once that is known.
    shown: Option<Option<Position>>,
}

impl<W: Write> Quiet<W> {
    fn new(out: W) -> Self {
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

impl<W: Write> Backend for Quiet<W> {
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
            // Drawing has moved it.
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
    use ratatui::{TerminalOptions, Viewport};

    #[test]
    fn nothing_is_written_when_nothing_changed() {
        let written = Bytes::default();
        let mut terminal = Terminal::with_options(
            Quiet::new(written.clone()),
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
