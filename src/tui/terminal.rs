//! Sets up the terminal, runs the event loop, and restores the terminal however the program ends. A
//! separate thread reads keys, so that a terminal that went away can't block the program.

use std::io::{self, IsTerminal, Stdout, Write};
use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::{RestorePosition, SavePosition, Show};
use crossterm::event::{self, DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    self, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::Terminal;
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::app::{self, App};
use super::browser;
use super::command::Command;
use super::effect::{Ctx, Effect};
use super::frame_writer::FrameWriter;
use super::input::{Input, InputBatch};
use super::theme::Role;
use super::widgets::{after, put};
use crate::domain::message::Message;
use crate::domain::when::Moment;

/// Time between two ticks, which check the clock and the book.
const TICK: Duration = Duration::from_secs(1);
/// A paste that arrives as keys is over after this pause.
const BURST_PAUSE: Duration = Duration::from_millis(25);
/// How long to wait for further keys while typing: practically not at all, but crossterm ignores
/// input it has read already when the time is exactly zero.
const NO_WAIT: Duration = Duration::from_micros(100);

/// Name of the thread that reads keys.
const KEY_THREAD: &str = "keys";

/// What the other threads send to the event loop.
enum Incoming {
    /// Inputs that arrived together.
    Inputs(Vec<Input>),
    /// A signal asks the program to suspend (SIGTSTP).
    Suspend,
    /// The program continues after a stop (SIGCONT); the terminal may have been changed meanwhile.
    Continue,
}

/// Whether both input and output are a terminal.
pub fn is_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Runs the app on the terminal until it ends. `now` reads the clock.
///
/// # Errors
/// [`io::ErrorKind::NotConnected`] when input or output is no terminal; errors of the terminal. A
/// terminal that was closed is no error.
pub fn run(app: &mut App, now: impl Fn() -> Moment) -> io::Result<()> {
    if !is_terminal() {
        return Err(io::ErrorKind::NotConnected.into());
    }
    let (sender, inputs) = mpsc::channel();
    watch_signals(sender.clone())?;
    let guard = Guard::take()?;
    let reader_ended = Arc::new(AtomicBool::new(false));
    let reader = read_keys(sender, Arc::clone(&reader_ended))?;
    let mut terminal = Terminal::new(FrameWriter::new(io::stdout()))?;
    app.saving().watch(saving_sign(app.ctx()))?;
    let ended = event_loop(app, &mut terminal, &inputs, &now);
    drop(guard);
    // Joins the reader only when it has ended: it may be waiting for a key that never comes.
    if reader_ended.load(Ordering::Acquire)
        && let Err(panic) = reader.join()
    {
        resume_unwind(panic);
    }
    match ended {
        // A closed terminal is a normal end.
        Err(error) if is_closed(&error) => Ok(()),
        other => other,
    }
}

/// Returns what writes that a deed is being saved over the footer. The cursor stays where it is.
fn saving_sign(ctx: &Ctx) -> impl Fn() -> io::Result<()> + Send + use<> {
    let text = ctx.word("tui-saving");
    let style = ctx.theme.style(Role::Bar);
    move || {
        let (width, height) = terminal::size()?;
        let line = Rect::new(0, 0, width, 1);
        let mut footer = Buffer::empty(line);
        footer.set_style(line, style);
        put(&mut footer, after(line, 1), &text, style);
        let mut bytes = Vec::new();
        queue!(bytes, SavePosition)?;
        let cells = (0u16..).zip(&footer.content);
        let bottom = height.saturating_sub(1);
        CrosstermBackend::new(&mut bytes).draw(cells.map(|(x, cell)| (x, bottom, cell)))?;
        queue!(bytes, RestorePosition)?;
        let mut out = io::stdout().lock();
        out.write_all(&bytes)?;
        out.flush()
    }
}

fn event_loop(
    app: &mut App,
    terminal: &mut Terminal<FrameWriter<Stdout>>,
    inputs: &Receiver<Incoming>,
    now: &impl Fn() -> Moment,
) -> io::Result<()> {
    let mut ticked = Instant::now();
    // After `suspend` the terminal is set up again already, so the SIGCONT that still arrives is
    // ignored.
    let mut ignore_continue = false;
    loop {
        if let Some(text) = app.take_clipboard() {
            execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text))?;
        }
        if let Some(link) = app.take_link()
            && browser::open(&link).is_err()
        {
            app.run(Effect::Copy(Message::new("telling-link"), link));
        }
        if app.take_suspend() {
            suspend()?;
            ignore_continue = true;
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
        let incoming = match inputs.recv_timeout(TICK.saturating_sub(ticked.elapsed())) {
            Ok(incoming) => incoming,
            Err(RecvTimeoutError::Timeout) => Incoming::Inputs(Vec::new()),
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        };
        app.set_now(now());
        match incoming {
            Incoming::Inputs(batch) => batch.into_iter().for_each(|input| app.handle(input)),
            Incoming::Suspend => app.command(Command::Suspend),
            Incoming::Continue if std::mem::take(&mut ignore_continue) => {}
            Incoming::Continue => {
                enter_again()?;
                app.command(Command::Redraw);
            }
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

/// Stops the program and gives the terminal to the shell, until the program is continued.
#[cfg(unix)]
fn suspend() -> io::Result<()> {
    restore();
    signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
    enter()
}

#[cfg(not(unix))]
fn suspend() -> io::Result<()> {
    Ok(())
}

/// Whether an error only says that the terminal was closed.
fn is_closed(error: &io::Error) -> bool {
    // EIO (5): the other end of the terminal was closed.
    error.kind() == io::ErrorKind::BrokenPipe || error.raw_os_error() == Some(5)
}

/// Starts the thread that reads keys until the terminal is gone. Keys that wait together are sent
/// together, so that a paste can be told from typing.
fn read_keys(
    sender: Sender<Incoming>,
    reader_ended: Arc<AtomicBool>,
) -> io::Result<JoinHandle<()>> {
    thread::Builder::new()
        .name(KEY_THREAD.to_owned())
        .spawn(move || {
            // However this thread ends, the program must end too.
            let _hangup = HangupOnDrop(sender.clone(), reader_ended);
            loop {
                let batch = match read_batch() {
                    Ok(batch) if batch.is_empty() => continue,
                    Ok(batch) => batch,
                    Err(_) => return,
                };
                if sender.send(Incoming::Inputs(batch)).is_err() {
                    return;
                }
            }
        })
}

/// When dropped, marks the reader thread as ended and sends a hangup.
struct HangupOnDrop(Sender<Incoming>, Arc<AtomicBool>);

impl Drop for HangupOnDrop {
    fn drop(&mut self) {
        self.1.store(true, Ordering::Release);
        // The event loop may have ended already.
        let _ = self.0.send(Incoming::Inputs(vec![Input::Hangup]));
    }
}

fn read_batch() -> io::Result<Vec<Input>> {
    let mut batch = InputBatch::default();
    batch.push(event::read()?);
    loop {
        let wait = if batch.is_burst() {
            BURST_PAUSE
        } else {
            NO_WAIT
        };
        if !event::poll(wait)? {
            return Ok(batch.finish());
        }
        batch.push(event::read()?);
    }
}

/// Sends signals to the event loop: requests to end become a hangup, so that unsaved forms can be
/// kept; stop and continue signals that come from outside are handled too.
#[cfg(unix)]
fn watch_signals(sender: Sender<Incoming>) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
    let watched = [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGCONT];
    let mut signals = signal_hook::iterator::Signals::new(watched)?;
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for signal in signals.forever() {
                let incoming = match signal {
                    SIGTSTP => Incoming::Suspend,
                    SIGCONT => Incoming::Continue,
                    _ => Incoming::Inputs(vec![Input::Hangup]),
                };
                if sender.send(incoming).is_err() {
                    return;
                }
            }
        })?;
    Ok(())
}

#[cfg(not(unix))]
fn watch_signals(_: Sender<Incoming>) -> io::Result<()> {
    Ok(())
}

fn enter() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste)
}

/// Sets up the terminal again, whatever was done to it meanwhile.
fn enter_again() -> io::Result<()> {
    // Crossterm sets raw mode only when it believes it to be off.
    disable_raw_mode()?;
    enter()
}

/// Restores the terminal as far as possible; errors are ignored, as the terminal may be gone.
fn restore() {
    let _ = execute!(
        io::stdout(),
        EndSynchronizedUpdate,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        Show
    );
    let _ = disable_raw_mode();
}

/// Restores the terminal when dropped, and before a panic is reported.
struct Guard;

impl Guard {
    fn take() -> io::Result<Self> {
        let before = std::panic::take_hook();
        let screens = thread::current().id();
        std::panic::set_hook(Box::new(move |info| {
            // A panic in another thread (the one that makes backups) doesn't end the screens; the
            // app shows it as an error.
            let here = thread::current();
            if here.id() == screens || here.name() == Some(KEY_THREAD) {
                restore();
                before(info);
            }
        }));
        enter()?;
        Ok(Self)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}
