//! Exports what a screen shows to a file or the clipboard, with one dialog for every list. An
//! existing file is only replaced after a question.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use chrono::NaiveDate;
use directories::UserDirs;
use strum::{EnumIter, IntoEnumIterator};

use super::field::{Field, InputError, Values};
use super::form::Form;
use crate::book::{BackupStore, Book, BookError, OrderFilter};
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::domain::report::CostBy;
use crate::domain::tally::{OptionMatrix, Tally};
use crate::domain::text::excerpt;
use crate::domain::when::Zone;
use crate::output::csv;
use crate::output::file::{self, Problem, SaveError};
use crate::output::table::Sheet;
use crate::tasks::{export, order_form, report};
use crate::tui::command::Command;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::layers::{Question, Reader};
use crate::tui::theme::Role;
use crate::tui::widgets::facts::Fact;

/// The file formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter)]
pub enum Format {
    /// An Excel workbook.
    Xlsx,
    /// Values separated by commas.
    Csv,
    /// Values separated by semicolons, as spreadsheets with a decimal comma expect.
    Semicolons,
    /// Text for a chat or a printer.
    Text,
    /// JSON, for other programs.
    Json,
    /// PDF, to show or to print; of reports only.
    Pdf,
}

impl Format {
    fn key(self) -> &'static str {
        match self {
            Self::Xlsx => "form-export-xlsx",
            Self::Csv => "form-export-csv",
            Self::Semicolons => "form-export-semicolons",
            Self::Text => "form-export-text",
            Self::Json => "form-export-json",
            Self::Pdf => "form-export-pdf",
        }
    }

    /// The format for the exporter. Titles are those of the shop's language; CSV for spreadsheets
    /// gets a byte order mark, so that they read UTF-8.
    fn how(self) -> export::Format {
        let csv = |separator, bom| {
            export::Format::Csv(csv::Options {
                separator,
                bom,
                for_people: true,
            })
        };
        match self {
            Self::Xlsx => export::Format::Xlsx,
            Self::Csv => csv(csv::Separator::Comma, false),
            Self::Semicolons => csv(csv::Separator::Semicolon, true),
            Self::Text | Self::Pdf => export::Format::Text,
            Self::Json => export::Format::Json,
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv | Self::Semicolons => "csv",
            Self::Text => "txt",
            Self::Json => "json",
            Self::Pdf => "pdf",
        }
    }

    fn of(values: &Values) -> Self {
        Self::iter()
            .find(|format| format.key() == values.get("format"))
            .unwrap_or(Self::Xlsx)
    }
}

/// Makes the bytes of the file.
type Make = Rc<dyn Fn(Format, &Book, &Ctx) -> Result<Vec<u8>, InputError>>;

/// A tally, and the matrices of its options where they are shown.
pub type Shown = (Tally, Option<Vec<OptionMatrix>>);

/// A list or text that can be exported.
pub struct Export {
    name: String,
    make: Make,
    /// Whether it can be a PDF.
    on_paper: bool,
}

impl Export {
    /// An export called `name`, which is also the file's name; `make` makes its bytes.
    pub fn new(
        name: impl Into<String>,
        make: impl Fn(Format, &Book, &Ctx) -> Result<Vec<u8>, InputError> + 'static,
    ) -> Self {
        Self {
            name: name.into(),
            make: Rc::new(make),
            on_paper: false,
        }
    }

    /// The export of a tally, called `name`. `read` reads the tally, and in the view of options the
    /// matrices.
    pub fn tally(
        name: String,
        read: impl Fn(Format, &Book, &Ctx) -> Result<Shown, BookError> + 'static,
    ) -> Self {
        Self::new(name, move |format, book, ctx| {
            let (tally, matrices) = read(format, book, ctx)?;
            let (how, matrices) = (format.how(), matrices.as_deref());
            let bytes = export::shown_tally(&tally, matrices, how, &ctx.words, ctx.now)?;
            Ok(bytes)
        })
    }

    /// The export of the orders a filter finds, oldest first: in a workbook one row for each order and
    /// one for each item, else one for each price slice.
    pub fn orders(name: impl Into<String>, filter: OrderFilter) -> Self {
        Self::new(name, move |format, book, ctx| {
            let (words, now) = (&ctx.words, ctx.now);
            Ok(export::shown_orders(
                &filter,
                format.how(),
                book,
                words,
                now,
            )?)
        })
    }

    /// The export of what a PO came to.
    pub fn report(name: impl Into<String>, period: PeriodId, cost_by: Option<CostBy>) -> Self {
        let made = Self::new(name, move |format, book, ctx| {
            let (of, came_to) = (
                book.period_by_id(period)?,
                book.period_report(period, cost_by, ctx.now)?,
            );
            let (words, now) = (&ctx.words, ctx.now);
            Ok(match format {
                Format::Pdf => {
                    let shop = book.shop()?.name;
                    report::period_pdf(&of, &came_to, &shop, words, now)?.bytes
                }
                _ => report::of_period(&of, &came_to, format.how(), words, now)?,
            })
        });
        Self {
            on_paper: true,
            ..made
        }
    }

    /// The export of what days came to, from the first to the last.
    pub fn span(
        name: impl Into<String>,
        first: NaiveDate,
        last: NaiveDate,
        cost_by: Option<CostBy>,
    ) -> Self {
        let made = Self::new(name, move |format, book, ctx| {
            let came_to = book.span_report(first, last, cost_by)?;
            let (words, now) = (&ctx.words, ctx.now);
            Ok(match format {
                Format::Pdf => {
                    let months = report::months_before(last);
                    let months = book.month_turnovers(months.0, months.1)?;
                    let shop = book.shop()?.name;
                    report::span_pdf(&came_to, &[], &months, &shop, words, now)?.bytes
                }
                _ => report::of_span(&came_to, &[], format.how(), words, now)?,
            })
        });
        Self {
            on_paper: true,
            ..made
        }
    }

    /// Writes it to a file or copies it, as the command asks.
    pub fn by(self, command: Command, book: &Book, ctx: &Ctx) -> Outcome {
        match command {
            Command::Export => Ok(self.dialog(book, ctx)),
            _ => self.copy(book, ctx),
        }
    }

    /// The export of a finished table; `key` names its rows in JSON.
    pub fn sheet(key: &'static str, sheet: Sheet) -> Self {
        Self::new(sheet.name.clone(), move |format, _, ctx| {
            let (words, now) = (&ctx.words, ctx.now);
            Ok(export::sheet(key, &sheet, format.how(), words, now)?)
        })
    }

    /// Makes the bytes in one format.
    pub fn bytes(&self, format: Format, book: &Book, ctx: &Ctx) -> Result<Vec<u8>, InputError> {
        (self.make)(format, book, ctx)
    }

    /// Opens the dialog that asks for format and path, and writes the file.
    pub fn dialog(self, book: &Book, ctx: &Ctx) -> Effect {
        let Self {
            name,
            make,
            on_paper,
        } = self;
        let stem = file::safe_name(&name, "");
        let path = proposed(book, &stem);
        let formats = Format::iter()
            .filter(|format| on_paper || *format != Format::Pdf)
            .map(|format| (format.key().to_owned(), ctx.word(format.key())))
            .collect();
        let ending = |values: &Values| Format::of(values).ending();
        let make =
            move |values: &Values, book: &Book, ctx: &Ctx| make(Format::of(values), book, ctx);
        let form = titled(name).field(Field::choice("format", "form-export-format", formats));
        Effect::open(path_dialog(form, &path, ending, no_facts, make))
    }

    /// Opens the dialog that asks for the path of a PO's order form (HTML), and writes it.
    pub fn order_form(period: PeriodId, book: &Book, ctx: &Ctx) -> Outcome {
        // Shows why the order form can't be made before asking for its path.
        if let Err(wrong) = page(period, book, ctx) {
            return Ok(Effect::warn(wrong.message));
        }
        let code = book.period_by_id(period)?.code;
        let name = format!("{} {code}", ctx.word("cmd-order-form"));
        let path = folder(book).join(file::safe_name(&name, "html"));
        let make = move |_: &Values, book: &Book, ctx: &Ctx| page(period, book, ctx);
        let form = titled(name);
        Ok(Effect::open(path_dialog(
            form,
            &path,
            |_| "html",
            no_facts,
            make,
        )))
    }

    /// Copies it to the clipboard as text for a chat.
    pub fn copy(&self, book: &Book, ctx: &Ctx) -> Outcome {
        Ok(match self.bytes(Format::Text, book, ctx) {
            Ok(bytes) => {
                let what = Message::new("tui-copied-text").text("title", &self.name);
                // Not every terminal can copy, so the notice also names the export key.
                let told = Message::new("form-export-copied")
                    .text("what", &self.name)
                    .text("key", Command::Export.key());
                Effect::Many(vec![
                    Effect::Copy(what, String::from_utf8_lossy(&bytes).into_owned()),
                    Effect::Notice(Role::Good, told),
                ])
            }
            Err(wrong) => Effect::warn(wrong.message),
        })
    }
}

/// The order form that customers fill in.
fn page(period: PeriodId, book: &Book, ctx: &Ctx) -> Result<Vec<u8>, InputError> {
    let period = book.period_by_id(period)?;
    Ok(order_form::page(&period, book, ctx.now)?.into_bytes())
}

/// The dialog, titled with `name`.
fn titled(name: String) -> Form {
    Form::new("form-export-title").titled(Message::new("form-export-title").text("what", name))
}

/// A file that was made, and what is to be told about it.
pub(super) struct Exported {
    pub(super) bytes: Vec<u8>,
    /// What it lacks, each naming its order.
    pub(super) told: Vec<Message>,
}

impl From<Vec<u8>> for Exported {
    fn from(bytes: Vec<u8>) -> Self {
        let told = Vec::new();
        Self { bytes, told }
    }
}

/// Nothing to say besides the path.
fn no_facts(_: &Values, _: &Book, _: &Ctx) -> Result<Vec<Fact>, BookError> {
    Ok(Vec::new())
}

/// Adds the field for the path to a dialog, and writes what `make` makes on saving. `about` says what it will be,
/// above the path.
pub(super) fn path_dialog<T: Into<Exported>>(
    form: Form,
    path: &Path,
    ending: impl Fn(&Values) -> &'static str + Copy + 'static,
    about: impl Fn(&Values, &Book, &Ctx) -> Result<Vec<Fact>, BookError> + 'static,
    make: impl Fn(&Values, &Book, &Ctx) -> Result<T, InputError> + 'static,
) -> Form {
    form.field(
        Field::text("path", "form-export-path")
            .value(with_tilde(path))
            .hint("form-export-path-hint")
            .required(),
    )
    .panel(move |values, book, ctx| {
        let path = target(values, ending(values));
        let mut facts = about(values, book, ctx)?;
        facts.push(Fact::new(
            ctx.word("form-export-becomes"),
            with_tilde(&path),
        ));
        if path.exists() {
            facts.push(Fact::line(
                format!("! {}", ctx.word("form-export-exists")),
                Role::Warn,
            ));
        }
        Ok(facts)
    })
    .submit(move |values, book, ctx| {
        let path = target(values, ending(values));
        let Exported { bytes, told } = make(values, book, ctx)?.into();
        let told = in_lines(&told, ctx);
        book.release_snapshot();
        match save(&path, &bytes, false, book) {
            Ok(()) => Ok(Effect::Many(vec![Effect::Back, saved(&path, told)])),
            Err(SaveError {
                problem: Problem::Exists,
                ..
            }) => Ok(replace(path, bytes, told)),
            // The field shows the whole path, so the error shortens it to leave room for the
            // reason.
            Err(error) => {
                let said = error.message().renamed(&error.file, &excerpt(&error.file));
                Err(InputError::field("path", said))
            }
        }
    })
}

/// What is to be told about a file, under its title; none where there is nothing.
fn in_lines(told: &[Message], ctx: &Ctx) -> Option<(String, String)> {
    let lines: Vec<String> = told.iter().map(|message| ctx.say(message)).collect();
    (!lines.is_empty()).then(|| (ctx.word("form-export-told"), lines.join("\n")))
}

/// Asks before an existing file is replaced; the dialog stays open below.
fn replace(path: PathBuf, bytes: Vec<u8>, told: Option<(String, String)>) -> Effect {
    let question = Message::new("form-export-replace").text("file", with_tilde(&path));
    let write = Effect::read(move |book, _| {
        book.release_snapshot();
        Ok(match save(&path, &bytes, true, book) {
            Ok(()) => Effect::Many(vec![Effect::Back, saved(&path, told)]),
            Err(error) => Effect::Notice(Role::Bad, error.message()),
        })
    });
    Effect::open(Question::new("form-export-replace-title", question, write))
}

fn save(path: &Path, bytes: &[u8], force: bool, book: &Book) -> Result<(), SaveError> {
    let is_books = BackupStore::of(book.path(), Zone::default()).owns(path);
    file::save(path, bytes, force, is_books)
}

/// Says where the file is, and shows what is to be told about it.
fn saved(path: &Path, told: Option<(String, String)>) -> Effect {
    let message = Message::new("form-export-saved").text("file", with_tilde(path));
    let saved = Effect::Notice(Role::Good, message);
    match told {
        Some((title, text)) => Effect::Many(vec![saved, Effect::open(Reader::new(title, text))]),
        None => saved,
    }
}

/// The typed path with the ending of its format added and `~` expanded.
fn target(values: &Values, ending: &str) -> PathBuf {
    let typed = values.get("path");
    let ending = format!(".{ending}");
    let named = if typed.to_ascii_lowercase().ends_with(&ending) {
        typed.to_owned()
    } else {
        format!("{typed}{ending}")
    };
    match (named.strip_prefix("~/"), UserDirs::new()) {
        (Some(rest), Some(user)) => user.home_dir().join(rest),
        _ => PathBuf::from(named),
    }
}

/// Writes a path with `~` for the user's folder.
fn with_tilde(path: &Path) -> String {
    let user = UserDirs::new();
    match user.and_then(|user| path.strip_prefix(user.home_dir()).ok().map(Path::to_owned)) {
        Some(rest) => Path::new("~").join(rest).display().to_string(),
        None => path.display().to_string(),
    }
}

/// The path proposed for a file of this name.
pub(super) fn proposed(book: &Book, name: &str) -> PathBuf {
    folder(book).join(name.trim_end_matches('.'))
}

/// The folder proposed for exports: the user's documents, else the user's folder, else the book's.
fn folder(book: &Book) -> PathBuf {
    let user = UserDirs::new();
    let documents = user.as_ref().and_then(|user| {
        [user.document_dir(), Some(user.home_dir())]
            .into_iter()
            .flatten()
            .find(|folder| folder.is_dir())
    });
    documents
        .or(book.path().parent())
        .map(Path::to_owned)
        .unwrap_or_default()
}
