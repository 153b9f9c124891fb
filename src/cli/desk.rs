//! The desk a command works at: the book's place, the pinned clock, the reader's words, and where
//! results and words go.

use std::cell::OnceCell;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use directories::ProjectDirs;
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use crate::book::{Book, BookError, Done, Opening, Shelf};
use crate::domain::code::Code;
use crate::domain::message::Message;
use crate::domain::period::Period;
use crate::domain::text;
use crate::domain::when::{Edge, Moment, Toward, Zone, parse_moment};
use crate::lang::{Lang, Words};
use crate::output;
use crate::output::table::{Column, Kind, Sheet};
use crate::tasks::rows::column::{List, View};

use super::failure;
pub use super::failure::{Failure, bad};
use super::values::{self, Shape};

/// A code as it was typed.
pub fn code(text: &str) -> Result<Code, Failure> {
    Code::read(text).map_err(|error| error.message().into())
}

/// The PO of a code as it was typed.
pub fn period(counter: &Counter, text: &str) -> Result<Period, Failure> {
    Ok(counter.book.period(&code(text)?)?)
}

/// An open book, with what it takes to read dates and to act.
pub struct Counter {
    /// The book.
    pub book: Book,
    /// The shop's zone.
    pub zone: Zone,
    /// The moment it is, by the clock or by `--now`.
    pub now: Moment,
}

impl Counter {
    /// Reads an opening, or when something began.
    pub fn opening(&self, argument: &str, text: &str) -> Result<Moment, Failure> {
        self.moment(argument, text, Edge::Opening, Toward::Future)
    }

    /// Reads a closing; a bare date is its last second (rule 3).
    pub fn closing(&self, argument: &str, text: &str) -> Result<Moment, Failure> {
        self.moment(argument, text, Edge::Closing, Toward::Future)
    }

    /// Reads when something happened; without a year the last such day.
    pub fn past(&self, argument: &str, text: &str) -> Result<Moment, Failure> {
        self.moment(argument, text, Edge::Opening, Toward::Past)
    }

    fn moment(
        &self,
        argument: &str,
        text: &str,
        edge: Edge,
        toward: Toward,
    ) -> Result<Moment, Failure> {
        parse_moment(text, edge, toward, self.now, self.zone)
            .map_err(|error| bad(argument, error.message()))
    }
}

/// How the screens begin.
#[derive(Debug)]
pub struct Start {
    /// The book's file, which may not exist yet.
    pub book: PathBuf,
    /// The reader's language.
    pub lang: Lang,
    /// The moment the clock is pinned to, as typed.
    pub now: Option<String>,
    /// The book is a sample and goes when the screens close.
    pub throwaway: bool,
}

/// Where a command works.
pub struct Desk<'a> {
    lang: Lang,
    zone: Zone,
    words: OnceCell<Words>,
    book: PathBuf,
    named_by_flag: bool,
    named_by_env: bool,
    now: Option<String>,
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
}

impl<'a> Desk<'a> {
    /// A desk that speaks `lang`.
    pub fn new(lang: Lang, out: &'a mut dyn Write, err: &'a mut dyn Write) -> Self {
        Self {
            lang,
            zone: Zone::default(),
            words: OnceCell::new(),
            book: PathBuf::new(),
            named_by_flag: false,
            named_by_env: false,
            now: None,
            out,
            err,
        }
    }

    /// Takes the global options; what is not given comes from the environment.
    pub fn set(&mut self, book: Option<PathBuf>, now: Option<String>) -> Result<(), Failure> {
        let from_env = values::from_env("REKAP_BOOK").map(PathBuf::from);
        self.named_by_flag = book.is_some();
        self.named_by_env = from_env.is_some();
        self.book = match book.or(from_env) {
            Some(book) => book,
            None => ProjectDirs::from("", "", "rekap")
                .map(|folders| folders.data_dir().join("rekap.book"))
                .ok_or_else(|| Message::new("cli-no-data-folder"))?,
        };
        self.now = now.or_else(|| {
            values::from_env("REKAP_NOW").map(|now| now.to_string_lossy().into_owned())
        });
        Ok(())
    }

    /// The reader's words, read on first use: most commands end without a word.
    pub fn words(&self) -> &Words {
        self.words.get_or_init(|| Words::new(self.lang, self.zone))
    }

    /// A place for a new book: `--book`, or `REKAP_BOOK` as long as nothing stands there.
    pub fn named_book(&self) -> Option<PathBuf> {
        let free = self.book.symlink_metadata().is_err();
        let named = self.named_by_flag || (self.named_by_env && free);
        named.then(|| self.book.clone())
    }

    /// Where the book is.
    pub fn book(&self) -> &Path {
        &self.book
    }

    /// Where the book's copies are, whatever became of the book.
    pub fn shelf(&self) -> Shelf {
        let zone = Book::open(&self.book, Opening::Look)
            .and_then(|book| book.shop())
            .map_or(self.zone, |shop| shop.zone);
        Shelf::of(&self.book, zone)
    }

    /// Whether there is a book that can be opened.
    pub fn book_opens(&self) -> bool {
        match Book::open(&self.book, Opening::Look) {
            Ok(book) => book.shop().is_ok(),
            // These pass, and the book is there.
            Err(error) => !error.is_lost(),
        }
    }

    /// The shop's zone, once the book was opened.
    pub fn zone(&self) -> Zone {
        self.zone
    }

    /// What is left when the book can't be opened: its newest good copy.
    fn offer(&self, error: BookError) -> Failure {
        let mut sentences = vec![error.message()];
        if error.is_lost()
            && let Some(copy) = Shelf::of(&self.book, self.zone).newest_good()
        {
            sentences.push(copy.offer());
        }
        Failure::Refused(sentences)
    }

    /// Opens the book and reads the clock, pinned or not. A book that is damaged or gone comes
    /// with the offer of its newest good copy.
    pub fn open(&mut self, opening: Opening) -> Result<Counter, Failure> {
        let gone = !self.book.exists();
        let book = Book::open(&self.book, opening).map_err(|error| self.offer(error))?;
        if gone && let Some(copy) = Shelf::of(&self.book, self.zone).newest_good() {
            self.say(
                &Message::new("restore-was-gone")
                    .moment("at", copy.at)
                    .text("path", copy.path.display().to_string()),
            );
        }
        let zone = book.shop().map_err(|error| self.offer(error))?.zone;
        if zone != self.zone {
            self.zone = zone;
            self.words = OnceCell::new();
        }
        let now = self.clock(zone)?;
        if opening != Opening::Look && self.now.is_none() && book.is_ahead_of(now)? {
            self.say(&Message::new("book-clock-behind"));
        }
        Ok(Counter { book, zone, now })
    }

    /// The moment it is where no book has said in which zone: in the usual one.
    pub fn clock_without_book(&self) -> Result<Moment, Failure> {
        self.clock(Zone::default())
    }

    fn clock(&self, zone: Zone) -> Result<Moment, Failure> {
        let clock = Moment::from_unix(chrono::Utc::now().timestamp());
        match &self.now {
            Some(text) => parse_moment(text, Edge::Opening, Toward::Future, clock, zone)
                .map_err(|error| bad("--now", error.message())),
            None => Ok(clock),
        }
    }

    /// A line of text as the book may keep it (rule 59); says so when something was taken out.
    pub fn clean_line(&mut self, raw: &str) -> String {
        let cleaned = text::clean_line(raw);
        self.cleaned(cleaned)
    }

    /// A text of several lines as the book may keep it (rule 59).
    pub fn clean_block(&mut self, raw: &str) -> String {
        let cleaned = text::clean_block(raw);
        self.cleaned(cleaned)
    }

    fn cleaned(&mut self, cleaned: text::Cleaned) -> String {
        if cleaned.changed {
            self.say(&Message::new("cli-cleaned").text("text", cleaned.text.as_str()));
        }
        cleaned.text
    }

    /// How the screens begin.
    pub fn screens(&self) -> Start {
        Start {
            book: self.book.clone(),
            lang: self.lang,
            now: self.now.clone(),
            throwaway: false,
        }
    }

    /// Writes a result as it stands.
    pub fn print(&mut self, text: &str) -> Result<(), Failure> {
        Ok(self.out.write_all(text.as_bytes())?)
    }

    /// Writes one line of a result: the code of what was made.
    pub fn line(&mut self, text: &str) -> Result<(), Failure> {
        self.print(text)?;
        self.print("\n")
    }

    /// Writes a path as a line of the result, to the letter also where it is no text.
    pub fn path(&mut self, path: &Path) -> Result<(), Failure> {
        self.out.write_all(path.as_os_str().as_encoded_bytes())?;
        self.print("\n")
    }

    /// Writes JSON, indented, with a line end.
    pub fn json(&mut self, value: &Value) -> Result<(), Failure> {
        serde_json::to_writer_pretty(&mut self.out, value).map_err(io::Error::from)?;
        self.print("\n")
    }

    /// Writes a list: as JSON, or as a text table of what is not archived.
    pub fn list<R>(
        &mut self,
        list: &List<R>,
        rows: &[R],
        shape: Shape,
        now: Moment,
    ) -> Result<(), Failure> {
        if shape.json {
            let json = list.json(rows, &self.view(now));
            return self.json(&json);
        }
        let table = list.table(rows, &self.view(now));
        self.print_sheet(&table)
    }

    /// What the cells of a list may depend on.
    pub fn view(&self, now: Moment) -> View<'_> {
        View {
            words: self.words(),
            now,
        }
    }

    /// An empty table with these columns: keys of their titles and what they hold.
    pub fn sheet(&self, columns: &[(&'static str, Kind)]) -> Sheet {
        let words = self.words();
        let columns = columns
            .iter()
            .map(|(key, kind)| Column::new(key, words.word(key), *kind));
        Sheet {
            name: String::new(),
            zone: self.zone,
            columns: columns.collect(),
            rows: Vec::new(),
            total: None,
        }
    }

    /// Writes a table for people.
    pub fn print_sheet(&mut self, sheet: &Sheet) -> Result<(), Failure> {
        let text = output::text::write(sheet, self.words());
        self.print(&text)
    }

    /// Writes one fact a line, labelled by key; facts that are empty are left out.
    pub fn facts(&mut self, facts: &[(&str, String)]) -> Result<(), Failure> {
        let facts: Vec<_> = facts
            .iter()
            .filter(|(_, fact)| !fact.is_empty())
            .map(|(key, fact)| (self.words().word(key), fact))
            .collect();
        let width = facts
            .iter()
            .map(|(label, _)| label.width())
            .max()
            .unwrap_or_default();
        for (label, fact) in facts {
            let gap = " ".repeat(width - label.width());
            let fact = fact.replace('\n', " / ");
            self.line(&format!("{label}{gap}  {fact}"))?;
        }
        Ok(())
    }

    /// Where results go.
    pub fn out(&mut self) -> &mut dyn Write {
        self.out
    }

    /// Says a sentence beside the result, on stderr.
    pub fn say(&mut self, message: &Message) {
        let sentence = self.words().say(message);
        // Words that cannot be said must not undo a deed that is done.
        let _ = writeln!(self.err, "{sentence}");
    }

    /// Says what a deed brought about beside what was asked: who came in from the waiting list,
    /// whose place a payment confirmed.
    pub fn say_consequences<T>(&mut self, done: &Done<T>) {
        const CONSEQUENCES: [&str; 3] = ["did-and-served", "did-pay-confirms", "did-pay-waits"];
        if let Some(message) = &done.message
            && CONSEQUENCES.contains(&message.key.as_ref())
        {
            self.say(message);
        }
    }

    /// Ends well: whatever is still held back is written.
    pub fn flush(&mut self) -> u8 {
        match self.out.flush() {
            Ok(()) => 0,
            Err(error) => self.fail(error.into()),
        }
    }

    /// Ends badly: says why and gives the exit code.
    pub fn fail(&mut self, failure: Failure) -> u8 {
        let _ = self.out.flush();
        let (sentences, code) = match failure {
            Failure::Usage(sentences) => (sentences, 2),
            Failure::Refused(sentences) => (sentences, 1),
            Failure::Failed(error) => (vec![failure::sentence(&error)], 1),
            Failure::Findings => (Vec::new(), 1),
            Failure::PipeClosed => (Vec::new(), 0),
        };
        for sentence in &sentences {
            self.say(sentence);
        }
        code
    }
}

/// One line on a terminal's stderr that says how far a long deed is.
pub struct Progress {
    terminal: bool,
    shown: bool,
}

impl Progress {
    /// A line that is not shown yet.
    pub fn new() -> Self {
        Self {
            terminal: io::stderr().is_terminal(),
            shown: false,
        }
    }

    /// Shows how far it is; nothing where stderr is no terminal.
    pub fn show(&mut self, message: &Message, desk: &Desk) {
        if self.terminal {
            self.shown = true;
            let _ = write!(io::stderr(), "\r{}\x1b[K", desk.words().say(message));
        }
    }

    /// Takes the line away.
    pub fn clear(&mut self) {
        if std::mem::take(&mut self.shown) {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
