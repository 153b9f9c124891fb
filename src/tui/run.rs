//! Starts and ends the user interface: opens the book, reopens unsaved forms, runs the terminal,
//! and keeps what is unsaved at the end.

use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{anyhow, bail};

use super::app::App;
use super::effect::{Effect, Unsaved};
use super::theme::{Role, Theme};
use super::{browser, screens, terminal, unsaved_file};
use crate::book::{BackupStore, Book, BookError, Candidate, Doubts, Opening, Restored};
use crate::domain::message::Message;
use crate::domain::when::{Edge, Moment, Toward, parse_moment};
use crate::lang::{Lang, Words};
use crate::tui::forms;

/// Arguments of the user interface.
#[derive(Debug, Clone, Copy)]
pub struct Session<'a> {
    /// The book's file; a missing one is created.
    pub book: &'a Path,
    /// The reader's language.
    pub lang: Lang,
    /// The moment the clock is pinned to, as typed.
    pub now: Option<&'a str>,
    /// The book is a sample that is deleted at the end.
    pub throwaway: bool,
}

/// Runs the user interface until the user quits.
///
/// # Errors
/// When the book can't be opened or the terminal can't be set up. The error displays as one
/// sentence in the reader's language; its cause is its source.
pub fn run(session: Session<'_>) -> anyhow::Result<()> {
    let words = Words::new(session.lang, Default::default());
    let say = |message: &Message| words.say(message);
    if !terminal::is_terminal() {
        bail!(say(&Message::new("tui-no-terminal")));
    }
    let env = |name: &str| std::env::var(name).ok();
    if env("TERM").is_some_and(|term| term == "dumb") {
        bail!(say(&Message::new("tui-dumb-terminal")));
    }
    let (opened, restored) = open_or_restore(session, &say)?;
    let is_new = !session.book.exists();
    let book = match opened {
        Some(book) => book,
        None => {
            Book::open(session.book, Opening::Create).map_err(|error| with_sentence(error, &say))?
        }
    };
    let zone = book
        .shop()
        .map_err(|error| with_sentence(error, &say))?
        .zone;
    let pinned = session
        .now
        .map(|typed| parse_moment(typed, Edge::Opening, Toward::Future, clock(), zone))
        .transpose()
        .map_err(|error| anyhow!(say(&error.message())))?;
    let now = pinned.unwrap_or_else(clock);
    let words = words.with_zone(zone);
    let theme = Theme::detect(env);
    let lang = words.lang();
    let mut app = App::new(book, words, theme, now, pinned.is_some(), screens::makers())
        .map_err(|error| with_sentence(error, &|message| Words::new(lang, zone).say(message)))?;
    app.with_browser(browser::is_there(env));
    for said in restored.iter().flat_map(Restored::messages) {
        app.run(Effect::Notice(Role::Warn, said));
    }
    open_first_layers(&mut app, is_new, unsaved_file::take(session.book));
    if !session.throwaway && !is_new && !app.book().is_read_only() {
        app.start_auto_backups();
    }
    let ended = catch_unwind(AssertUnwindSafe(|| terminal::run(&mut app, clock)));
    app.finish_backup();
    if session.throwaway {
        let _ = std::fs::remove_file(session.book);
    } else {
        unsaved_file::write(session.book, &app.unsaved());
    }
    match ended {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => {
            let failed = Message::new("tui-terminal-failed").text("reason", error.to_string());
            Err(anyhow::Error::new(error).context(app.ctx().say(&failed)))
        }
        Err(panic) => resume_unwind(panic),
    }
}

/// Opens the book. When it is damaged or missing but has a good backup, asks whether to restore
/// that; it is never replaced by a new book. No book when there is neither a book nor a backup.
fn open_or_restore(
    session: Session<'_>,
    say: &dyn Fn(&Message) -> String,
) -> anyhow::Result<(Option<Book>, Option<Restored>)> {
    let path = session.book;
    let opened = Book::open(path, Opening::Existing).and_then(|book| {
        book.shop()?;
        Ok(book)
    });
    let error = match opened {
        Ok(book) => return Ok((Some(book), None)),
        Err(error) => error,
    };
    let backups = BackupStore::of(path, Default::default());
    let copy = if error.is_lost() {
        backups.newest_good()
    } else {
        None
    };
    let missing = matches!(error, BookError::Missing(_));
    let Some(copy) = copy else {
        return if missing {
            Ok((None, None))
        } else {
            Err(with_sentence(error, say))
        };
    };
    let mut out = std::io::stdout();
    let question = Message::new("restore-ask").moment("at", copy.at);
    let asked = write!(out, "{}\n{} ", say(&error.message()), say(&question));
    let mut answer = String::new();
    let answered = asked
        .and_then(|()| out.flush())
        .and_then(|()| std::io::stdin().read_line(&mut answer));
    let yes =
        answered.is_ok() && ["y", "ya", "yes"].contains(&answer.trim().to_lowercase().as_str());
    if !yes {
        bail!(say(&copy.offer()));
    }
    // The book that could tell the zone can't be read.
    let pinned = session.now.and_then(|typed| {
        parse_moment(
            typed,
            Edge::Opening,
            Toward::Future,
            clock(),
            Default::default(),
        )
        .ok()
    });
    let restored = Candidate::at(&copy.path, Doubts::Refuse)
        .and_then(|copy| backups.restore(copy, pinned.unwrap_or_else(clock)))
        .map_err(|error| with_sentence(error, say))?;
    Book::open(path, Opening::Existing)
        .map(|book| (Some(book), Some(restored)))
        .map_err(|error| with_sentence(error, say))
}

/// Puts the error's sentence in the reader's language in front of it.
fn with_sentence(error: BookError, say: &dyn Fn(&Message) -> String) -> anyhow::Error {
    let sentence = say(&error.message());
    anyhow::Error::new(error).context(sentence)
}

/// Reopens the forms that were unsaved at the last end, or asks a new shop for its name.
fn open_first_layers(app: &mut App, is_new: bool, drafts: Vec<Unsaved>) {
    if is_new && drafts.is_empty() {
        app.run(Effect::read(forms::shop::first));
    }
    for draft in drafts {
        app.run(Effect::read(move |book, ctx| {
            screens::reopen(&draft, book, ctx)
        }));
    }
}

fn clock() -> Moment {
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs());
    Moment::from_unix(i64::try_from(seconds).unwrap_or(i64::MAX))
}
