//! What every command works with: the book's path, the pinned clock, the reader's texts, stdout and
//! stderr.

use std::cell::OnceCell;
use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use directories::ProjectDirs;
use serde_json::Value;

use crate::book::{BackupStore, Book, BookError, Done, Opening, Saved};
use crate::domain::code::Code;
use crate::domain::id::PeriodId;
use crate::domain::item::ItemText;
use crate::domain::message::Message;
use crate::domain::period::Period;
use crate::domain::text;
use crate::domain::when::{Edge, Moment, Toward, Zone, parse_moment};
use crate::lang::{Lang, Words};
use crate::output;
use crate::output::table::{Column, Kind, Sheet};
use crate::tasks::rows::column::{List, View};

use super::failure;
pub use super::failure::{Failure, bad_value};
use super::spool::Spool;
use super::values::{self, Shape};

/// Reads a code.
pub fn code(text: &str) -> Result<Code, Failure> {
    Code::read(text).map_err(|error| error.message().into())
}

/// Finds a PO by its code.
pub fn period(opened: &OpenBook, text: &str) -> Result<Period, Failure> {
    Ok(opened.book.period(&code(text)?)?)
}

/// Finds the PO that a list is limited to, if one is named.
pub fn named_period(opened: &OpenBook, text: Option<&str>) -> Result<Option<PeriodId>, Failure> {
    text.map(|text| Ok(period(opened, text)?.id)).transpose()
}

/// The open book, with what is needed to read dates and to act.
pub struct OpenBook {
    /// The book.
    pub book: Book,
    /// The shop's time zone.
    pub zone: Zone,
    /// The current moment, by the clock or by `--now`.
    pub now: Moment,
}

impl OpenBook {
    /// Reads the moment when something opens or began.
    pub fn opening(&self, argument: &str, text: &str) -> Result<Moment, Failure> {
        self.moment(argument, text, Edge::Opening, Toward::Future)
    }

    /// Reads the moment when something closes; a date without a time means its last second (rule
    /// 3).
    pub fn closing(&self, argument: &str, text: &str) -> Result<Moment, Failure> {
        self.moment(argument, text, Edge::Closing, Toward::Future)
    }

    /// Reads a moment in the past; a date without a year means the last such day.
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
            .map_err(|error| bad_value(argument, error.message()))
    }
}

/// How the screens are started.
#[derive(Debug)]
pub struct Start {
    /// Path of the book, which may not exist yet.
    pub book: PathBuf,
    /// The reader's language.
    pub lang: Lang,
    /// The moment the clock is pinned to, as typed.
    pub now: Option<String>,
    /// Delete the book when the screens close: it is a sample.
    pub throwaway: bool,
}

/// What every command works with.
pub struct Console<'a> {
    lang: Lang,
    zone: Zone,
    words: OnceCell<Words>,
    book: PathBuf,
    named_by_flag: bool,
    named_by_env: bool,
    now: Option<String>,
    /// What was printed, until the command is over.
    spool: Spool,
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    /// Whether the command has saved anything, once it has opened a book.
    saved: Saved,
    /// The command made the book.
    created: bool,
}

impl<'a> Console<'a> {
    /// Makes a console that speaks `lang`.
    pub fn new(lang: Lang, out: &'a mut dyn Write, err: &'a mut dyn Write) -> Self {
        Self {
            lang,
            zone: Zone::default(),
            words: OnceCell::new(),
            book: PathBuf::new(),
            named_by_flag: false,
            named_by_env: false,
            now: None,
            spool: Spool::default(),
            out,
            err,
            saved: Saved::default(),
            created: false,
        }
    }

    /// Sets the global options; those not given come from the environment.
    pub fn set_globals(
        &mut self,
        book: Option<PathBuf>,
        now: Option<String>,
    ) -> Result<(), Failure> {
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

    /// Returns the reader's texts. They are loaded on first use, as most commands need none.
    pub fn words(&self) -> &Words {
        self.words.get_or_init(|| Words::new(self.lang, self.zone))
    }

    /// Where a sample book may go: `--book`, or `REKAP_BOOK` if no file is there.
    pub fn sample_path(&self) -> Option<PathBuf> {
        let free = self.book.symlink_metadata().is_err();
        let named = self.named_by_flag || (self.named_by_env && free);
        named.then(|| self.book.clone())
    }

    /// The path of the book.
    pub fn book(&self) -> &Path {
        &self.book
    }

    /// Returns the folder of backups, also when the book is damaged or gone.
    pub fn backups(&self) -> BackupStore {
        let zone = Book::open(&self.book, Opening::Look)
            .and_then(|book| book.shop())
            .map_or(self.zone, |shop| shop.zone);
        BackupStore::of(&self.book, zone)
    }

    /// Whether there is a usable book: it opens, or fails only for a reason that passes.
    pub fn book_opens(&self) -> bool {
        match Book::open(&self.book, Opening::Look) {
            Ok(book) => book.shop().is_ok(),
            // For example locked: it passes, and the book is there.
            Err(error) => !error.is_lost(),
        }
    }

    /// The shop's time zone; the default until the book is opened.
    pub fn zone(&self) -> Zone {
        self.zone
    }

    /// Refuses with the error; for a lost book it also names the newest good copy.
    fn refuse_with_copy(&self, error: BookError) -> Failure {
        let mut sentences = vec![error.message()];
        if error.is_lost()
            && let Some(copy) = BackupStore::of(&self.book, self.zone).newest_good()
        {
            sentences.push(copy.offer());
        }
        Failure::Refused(sentences)
    }

    /// Opens the book and reads the clock. If the book is damaged or gone, the error names its
    /// newest good copy. One that is only looked at answers every question from one snapshot.
    pub fn open(&mut self, opening: Opening) -> Result<OpenBook, Failure> {
        let gone = !self.book.exists();
        let book = Book::open(&self.book, opening).map_err(|error| self.refuse_with_copy(error))?;
        self.created |= gone;
        self.saved = book.saved();
        if gone && let Some(copy) = BackupStore::of(&self.book, self.zone).newest_good() {
            self.say(
                &Message::new("restore-was-gone")
                    .moment("at", copy.at)
                    .text("path", copy.path.display().to_string()),
            );
        }
        // A deed says it itself.
        if opening == Opening::Look
            && let Some(strange @ BookError::Strange { .. }) = book.read_only()
        {
            self.say(&strange.message());
        }
        let zone = book
            .shop()
            .map_err(|error| self.refuse_with_copy(error))?
            .zone;
        if zone != self.zone {
            self.zone = zone;
            self.words = OnceCell::new();
        }
        let now = self.clock(zone)?;
        if opening != Opening::Look && self.now.is_none() && book.is_ahead_of(now)? {
            self.say(&Message::new("book-clock-behind"));
        }
        if opening == Opening::Look {
            book.hold_snapshot()?;
        }
        Ok(OpenBook { book, zone, now })
    }

    /// Opens the existing book, changes it with one deed, and says what else that caused.
    pub fn change<T>(
        &mut self,
        deed: impl FnOnce(&mut Book, Moment) -> Result<Done<T>, BookError>,
    ) -> Result<(), Failure> {
        let mut opened = self.open(Opening::Existing)?;
        let done = deed(&mut opened.book, opened.now)?;
        self.say_consequences(&done);
        Ok(())
    }

    /// Opens the book to check it: whatever can't be read in it is for the check to say.
    pub fn open_to_check(&mut self) -> Result<Book, Failure> {
        let book =
            Book::open(&self.book, Opening::Look).map_err(|error| self.refuse_with_copy(error))?;
        self.zone = book.shop().map_or(self.zone, |shop| shop.zone);
        self.words = OnceCell::new();
        Ok(book)
    }

    /// Returns the current moment when no book can tell the zone; the last known is used.
    pub fn clock_without_book(&self) -> Result<Moment, Failure> {
        self.clock(self.zone)
    }

    fn clock(&self, zone: Zone) -> Result<Moment, Failure> {
        let clock = Moment::from_unix(chrono::Utc::now().timestamp());
        match &self.now {
            Some(text) => parse_moment(text, Edge::Opening, Toward::Future, clock, zone)
                .map_err(|error| bad_value("--now", error.message())),
            None => Ok(clock),
        }
    }

    /// Cleans a line of text (rule 59), and says so if something was removed.
    pub fn clean_line(&mut self, raw: &str) -> String {
        let cleaned = text::clean_line(raw);
        self.cleaned(cleaned)
    }

    /// Cleans a text of several lines (rule 59), and says so if something was removed.
    pub fn clean_block(&mut self, raw: &str) -> String {
        let cleaned = text::clean_block(raw);
        self.cleaned(cleaned)
    }

    /// Cleans the texts of an item (rule 59).
    pub fn clean_item(&mut self, item: ItemText) -> ItemText {
        ItemText {
            customization: item.customization.map(|text| self.clean_line(&text)),
            chosen: item.chosen.map(|text| self.clean_line(&text)),
            for_whom: item.for_whom.map(|name| self.clean_line(&name)),
            ..item
        }
    }

    fn cleaned(&mut self, cleaned: text::Cleaned) -> String {
        if cleaned.changed {
            self.say(&Message::new("cli-cleaned").text("text", cleaned.text.as_str()));
        }
        cleaned.text
    }

    /// Returns how to start the screens.
    pub fn screens(&self) -> Start {
        Start {
            book: self.book.clone(),
            lang: self.lang,
            now: self.now.clone(),
            throwaway: false,
        }
    }

    /// Writes a result without a line end. A text of a book made elsewhere is cleaned (rule 59).
    pub fn print(&mut self, text: &str) -> Result<(), Failure> {
        Ok(self.spool.write_all(text::printable(text).as_bytes())?)
    }

    /// Writes a line of the result.
    pub fn line(&mut self, text: &str) -> Result<(), Failure> {
        self.print(text)?;
        self.print("\n")
    }

    /// Writes a path as a line of the result, byte for byte, even if it is not UTF-8.
    pub fn path(&mut self, path: &Path) -> Result<(), Failure> {
        self.spool.write_all(path.as_os_str().as_encoded_bytes())?;
        self.print("\n")
    }

    /// Writes JSON, indented, with a line end.
    pub fn json(&mut self, value: &Value) -> Result<(), Failure> {
        Ok(output::json::write(value, &mut self.spool)?)
    }

    /// Writes a list as JSON, or as a text table without archived rows.
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

    /// Returns what the cells of a list may depend on.
    pub fn view(&self, now: Moment) -> View<'_> {
        View {
            words: self.words(),
            now,
        }
    }

    /// Makes an empty table from the keys of its titles and the kinds of its columns.
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

    /// Writes one fact a line with the text of its key as label; empty facts are left out.
    pub fn facts(&mut self, facts: &[(&str, String)]) -> Result<(), Failure> {
        let words = self.words();
        let facts = facts
            .iter()
            .map(|(key, fact)| (words.word(key), fact.as_str()));
        for line in output::text::facts(facts) {
            self.line(&line)?;
        }
        Ok(())
    }

    /// Returns the writer for results.
    pub fn out(&mut self) -> &mut dyn Write {
        &mut self.spool
    }

    /// Prints all of an unnamed file.
    pub fn print_file(&mut self, file: File) -> Result<(), Failure> {
        Ok(self.spool.append(file)?)
    }

    /// Writes a sentence to stderr.
    pub fn say(&mut self, message: &Message) {
        let sentence = self.words().say(message);
        let sentence = text::printable(&sentence);
        // The deed is done, so a failure to say so must not fail the command.
        let _ = writeln!(self.err, "{sentence}");
    }

    /// Says what else a deed caused: orders served from the waiting list, an order confirmed by a
    /// payment.
    pub fn say_consequences<T>(&mut self, done: &Done<T>) {
        const CONSEQUENCES: [&str; 3] = ["did-and-served", "did-pay-confirms", "did-pay-waits"];
        if let Some(message) = &done.message
            && CONSEQUENCES.contains(&message.key.as_ref())
        {
            self.say(message);
        }
    }

    /// Ends a command: writes its result and, if it failed, why. Returns its exit code. When the
    /// command has saved something although it failed, it says so.
    pub fn end(&mut self, failure: Option<Failure>) -> u8 {
        let saved = self.saved.anything();
        if failure.is_some() && self.created && !saved {
            // A command that was refused leaves no book behind.
            let _ = Book::remove_unused(&self.book);
        }
        let unprinted = self.spool.pour(self.out).err().map(Failure::from);
        let (mut sentences, mut code) = (Vec::new(), 0);
        for failure in [failure, unprinted].into_iter().flatten() {
            let (said, as_code) = match failure {
                Failure::Usage(sentences) => (sentences, 2),
                Failure::Refused(sentences) => (sentences, 1),
                Failure::Failed(error) => (vec![failure::sentence(&error)], 1),
                Failure::Findings => {
                    code = 1;
                    continue;
                }
                Failure::PipeClosed if saved => (vec![failure::pipe_closed()], 1),
                Failure::PipeClosed => continue,
            };
            sentences.extend(said);
            code = code.max(as_code);
        }
        if saved && !sentences.is_empty() {
            sentences.push(Message::new("cli-saved-all-the-same"));
        }
        for sentence in &sentences {
            self.say(sentence);
        }
        code
    }
}

/// A progress line on stderr, for long deeds.
pub struct Progress {
    terminal: bool,
    shown: bool,
}

impl Progress {
    /// Makes a line that is not shown yet.
    pub fn new() -> Self {
        Self {
            terminal: io::stderr().is_terminal(),
            shown: false,
        }
    }

    /// Shows the progress, if stderr is a terminal.
    pub fn show(&mut self, message: &Message, console: &Console) {
        if self.terminal {
            self.shown = true;
            let _ = write!(io::stderr(), "\r{}\x1b[K", console.words().say(message));
        }
    }

    /// Clears the line.
    pub fn clear(&mut self) {
        if std::mem::take(&mut self.shown) {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
