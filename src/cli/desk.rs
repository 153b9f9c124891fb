//! The desk a command works at: the book's place, the pinned clock, the reader's words, and where
//! results and words go.

use std::cell::OnceCell;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use directories::ProjectDirs;
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use crate::book::{Book, BookError, Opening};
use crate::domain::code::Code;
use crate::domain::message::{Arg, Message};
use crate::domain::text;
use crate::domain::when::{Edge, Moment, Toward, Zone, parse_moment};
use crate::lang::{Lang, Words};
use crate::output;
use crate::output::table::{Column, Kind, Sheet};

use super::Start;
use super::values;

/// Why a command did not do what was asked.
#[derive(Debug)]
pub enum Failure {
    /// The command line is wrong: sentences and, as the last line, where to read on. Exit code 2.
    Usage(Vec<Message>),
    /// A bad value or a refusal, one sentence each. Exit code 1.
    Refused(Vec<Message>),
    /// What was found is already printed. Exit code 1.
    Findings,
    /// Nobody reads on: the end of a pipe went away. Exit code 0, silently.
    PipeClosed,
}

impl From<Message> for Failure {
    fn from(message: Message) -> Self {
        Self::Refused(vec![message])
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == ErrorKind::BrokenPipe {
            return Self::PipeClosed;
        }
        Message::new("cli-io")
            .text("reason", error.to_string())
            .into()
    }
}

impl From<BookError> for Failure {
    fn from(error: BookError) -> Self {
        error.message().into()
    }
}

/// The refusal of a value: which one, and why.
pub fn bad(argument: &str, why: Message) -> Failure {
    Message::new("cli-bad-value")
        .text("argument", argument)
        .with("why", Arg::Say(Box::new(why)))
        .into()
}

/// A code as it was typed.
pub fn code(text: &str) -> Result<Code, Failure> {
    Code::read(text).map_err(|error| error.message().into())
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

/// Where a command works.
pub struct Desk<'a> {
    lang: Lang,
    zone: Zone,
    words: OnceCell<Words>,
    book: PathBuf,
    book_named: bool,
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
            book_named: false,
            now: None,
            out,
            err,
        }
    }

    /// Takes the global options; what is not given comes from the environment.
    pub fn set(&mut self, book: Option<PathBuf>, now: Option<String>) -> Result<(), Failure> {
        let book = book.or_else(|| values::from_env("REKAP_BOOK").map(PathBuf::from));
        self.book_named = book.is_some();
        self.book = match book {
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

    /// The reader's language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The reader's words, read on first use: most commands end without a word.
    pub fn words(&self) -> &Words {
        self.words.get_or_init(|| Words::new(self.lang, self.zone))
    }

    /// The book's file.
    pub fn book_file(&self) -> &Path {
        &self.book
    }

    /// Whether the book was named by `--book` or `REKAP_BOOK`.
    pub fn book_named(&self) -> bool {
        self.book_named
    }

    /// Opens the book and reads the clock, pinned or not.
    pub fn open(&mut self, opening: Opening) -> Result<Counter, Failure> {
        let book = Book::open(&self.book, opening)?;
        let zone = book.shop()?.zone;
        if zone != self.zone {
            self.zone = zone;
            self.words = OnceCell::new();
        }
        let clock = Moment::from_unix(chrono::Utc::now().timestamp());
        let now = match &self.now {
            Some(text) => parse_moment(text, Edge::Opening, Toward::Future, clock, zone)
                .map_err(|error| bad("--now", error.message()))?,
            None => clock,
        };
        Ok(Counter { book, zone, now })
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
    pub fn screens(&self) -> Result<Start, Failure> {
        Ok(Start {
            book: self.book.clone(),
            lang: self.lang,
            now: self.now.clone(),
            throwaway: false,
        })
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

    /// Writes JSON, indented, with a line end.
    pub fn json(&mut self, value: &Value) -> Result<(), Failure> {
        serde_json::to_writer_pretty(&mut self.out, value).map_err(io::Error::from)?;
        self.print("\n")
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
            Failure::Findings => (Vec::new(), 1),
            Failure::PipeClosed => (Vec::new(), 0),
        };
        for sentence in &sentences {
            self.say(sentence);
        }
        code
    }
}
