//! The desk a command works at: the book's place, the pinned clock, the reader's words, and where
//! results and words go.

use std::cell::OnceCell;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use crate::domain::message::Message;
use crate::domain::when::Zone;
use crate::lang::{Lang, Words};

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
