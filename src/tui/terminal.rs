//! The terminal: taken over at the start and given back however the program ends; keys in, frames
//! out. A thread reads keys, so that a terminal that goes away can't hold the program.

use std::io::{self, IsTerminal, Stdout};
use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::Show;
use crossterm::event::{self, DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use crossterm::terminal::{
    EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode,
};
use ratatui::Terminal;

use super::app::{self, App};
use super::command::Command;
use super::input::{Gather, Input};
use super::quiet::Quiet;
use crate::domain::when::Moment;

/// How often the clock and the book are looked at while nothing happens.
const TICK: Duration = Duration::from_secs(1);
/// A burst of keys is over when nothing has come for this long.
const QUIET: Duration = Duration::from_millis(25);
/// How long to look for more of what came at once: not at all, but the library gives up on what it
/// has already read when the time is exactly zero.
const AT_ONCE: Duration = Duration::from_micros(100);

/// Name of the thread that reads keys.
const KEYS: &str = "keys";

/// What is heard from outside.
enum Heard {
    /// What happened at the terminal, together.
    Inputs(Vec<Input>),
    /// The program is to be put aside.
    Stop,
    /// It was stopped, and goes on: whoever had the terminal meanwhile has changed it.
    GoesOn,
}

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
    let guard = Guard::take()?;
    let over = Arc::new(AtomicBool::new(false));
    let reader = read_keys(sender, Arc::clone(&over))?;
    let mut terminal = Terminal::new(Quiet::new(io::stdout()))?;
    let ended = turn(app, &mut terminal, &inputs, &now);
    drop(guard);
    // Without a last word it waits for a key that may never come.
    if over.load(Ordering::Acquire)
        && let Err(panic) = reader.join()
    {
        resume_unwind(panic);
    }
    match ended {
        // A terminal that went away is an end like any other.
        Err(error) if is_gone(&error) => Ok(()),
        other => other,
    }
}

fn turn(
    app: &mut App,
    terminal: &mut Terminal<Quiet<Stdout>>,
    inputs: &Receiver<Heard>,
    now: &impl Fn() -> Moment,
) -> io::Result<()> {
    let mut ticked = Instant::now();
    // It stopped itself and has taken the terminal over again since; that it goes on is still to be
    // heard, and nothing to be done about.
    let mut is_back = false;
    loop {
        if let Some(text) = app.take_copied() {
            execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text))?;
        }
        if app.take_suspend() {
            suspend()?;
            is_back = true;
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
        let heard = match inputs.recv_timeout(TICK.saturating_sub(ticked.elapsed())) {
            Ok(heard) => heard,
            Err(RecvTimeoutError::Timeout) => Heard::Inputs(Vec::new()),
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        };
        app.set_now(now());
        match heard {
            Heard::Inputs(batch) => batch.into_iter().for_each(|input| app.handle(input)),
            Heard::Stop => app.command(Command::Suspend),
            Heard::GoesOn if std::mem::take(&mut is_back) => {}
            Heard::GoesOn => {
                retake()?;
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
fn read_keys(sender: Sender<Heard>, over: Arc<AtomicBool>) -> io::Result<JoinHandle<()>> {
    thread::Builder::new().name(KEYS.to_owned()).spawn(move || {
        // Without keys there is nothing to wait for, however this thread ends.
        let _last_word = LastWord(sender.clone(), over);
        loop {
            let batch = match read_batch() {
                Ok(batch) if batch.is_empty() => continue,
                Ok(batch) => batch,
                Err(_) => return,
            };
            if sender.send(Heard::Inputs(batch)).is_err() {
                return;
            }
        }
    })
}

/// Says that the terminal is gone when nobody reads from it any more, and that the reader is over.
struct LastWord(Sender<Heard>, Arc<AtomicBool>);

impl Drop for LastWord {
    fn drop(&mut self) {
        self.1.store(true, Ordering::Release);
        // Nobody may be listening any more.
        let _ = self.0.send(Heard::Inputs(vec![Input::Hangup]));
    }
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

/// The polite requests to end become an input like any other: what is typed can still be kept. So
/// do being stopped and going on, when they are not asked for at the keyboard.
#[cfg(unix)]
fn watch_signals(sender: Sender<Heard>) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
    let watched = [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGCONT];
    let mut signals = signal_hook::iterator::Signals::new(watched)?;
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for signal in signals.forever() {
                let heard = match signal {
                    SIGTSTP => Heard::Stop,
                    SIGCONT => Heard::GoesOn,
                    _ => Heard::Inputs(vec![Input::Hangup]),
                };
                if sender.send(heard).is_err() {
                    return;
                }
            }
        })?;
    Ok(())
}

#[cfg(not(unix))]
fn watch_signals(_: Sender<Heard>) -> io::Result<()> {
    Ok(())
}

fn take_over() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste)
}

/// Takes the terminal over again, whatever was done to it meanwhile.
fn retake() -> io::Result<()> {
    // The library sets raw mode only when it knows that it is off.
    disable_raw_mode()?;
    take_over()
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
        let screens = thread::current().id();
        std::panic::set_hook(Box::new(move |info| {
            // Where another thread stumbles (a copy of the book is being made), the screens go on
            // and say so themselves.
            let here = thread::current();
            if here.id() == screens || here.name() == Some(KEYS) {
                give_back();
                before(info);
            }
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
