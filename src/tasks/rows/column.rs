//! Describes one column of a list, and makes text tables, CSV, XLSX, JSON and screen lines from the
//! rows.

use serde_json::{Map, Value};

use crate::domain::message::Message;
use crate::domain::phone::Phone;
use crate::domain::when::{Moment, Zone};
use crate::lang::Words;
use crate::output::json;
use crate::output::table::{Cell, Column as Titled, Kind, Sheet};
use crate::output::text;

/// What a cell may depend on besides its row.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The texts, in the reader's language.
    pub words: &'a Words,
    /// The current moment.
    pub now: Moment,
}

impl View<'_> {
    /// Returns the text of a key that takes no arguments.
    pub fn word(&self, key: &str) -> String {
        self.words.word(key)
    }

    /// Returns a message in the reader's language.
    pub fn say(&self, message: &Message) -> String {
        self.words.say(message)
    }

    /// Returns the shop's time zone.
    pub fn zone(&self) -> Zone {
        self.words.zone()
    }

    /// A cell with a fixed term: `code` in JSON and CSV, the text of `key` for people.
    pub fn term(&self, code: &'static str, key: &str) -> Cell {
        Cell::Term(code, self.word(key))
    }

    /// A cell with yes or no.
    pub fn flag(&self, flag: bool) -> Cell {
        let key = if flag { "output-yes" } else { "output-no" };
        Cell::Flag(flag, self.word(key))
    }
}

/// A cell with text, or an empty cell for empty text.
pub fn text_or_empty(text: &str) -> Cell {
    Cell::text(Some(text).filter(|text| !text.is_empty()))
}

/// The meaning of a text on screen; the theme chooses its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Ordinary text.
    #[default]
    Plain,
    /// Most important, to be found first.
    Strong,
    /// Least important.
    Muted,
    /// Done, settled, enough.
    Good,
    /// Needs attention soon.
    Warn,
    /// Wrong, refused, overdue.
    Bad,
}

/// A cell on screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// One line of text.
    pub text: String,
    /// What stands for the text where there is no room for it; empty to cut the text.
    pub short: String,
    /// The meaning that decides the colour.
    pub tone: Tone,
}

impl Shown {
    /// Makes a cell with this tone.
    pub fn new(text: impl Into<String>, tone: Tone) -> Self {
        Self {
            text: text.into(),
            short: String::new(),
            tone,
        }
    }

    /// Sets what stands for the text where there is no room for it.
    #[must_use]
    pub fn short(self, short: impl Into<String>) -> Self {
        Self {
            short: short.into(),
            ..self
        }
    }

    /// Makes a cell with ordinary text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::new(text, Tone::Plain)
    }
}

/// A name on screen; archived ones say so in words.
pub fn named(name: &str, archived: bool, view: &View<'_>) -> Shown {
    if archived {
        let text = format!("{name} ({})", view.word("screen-catalog-archived"));
        Shown::new(text, Tone::Muted)
    } else {
        Shown::new(name, Tone::Strong)
    }
}

/// Returns used and total units of a row, to be drawn as a bar; None draws nothing.
pub type Gauge<R> = fn(&R) -> Option<(i64, i64)>;

/// One column of a kind of row. It appears in text tables, in files (CSV, XLSX) and on screen where
/// it has a title for them, and in JSON when `json` was called.
pub struct Column<R> {
    key: &'static str,
    kind: Kind,
    cell: fn(&R, &View<'_>) -> Cell,
    in_json: bool,
    text: Option<&'static str>,
    file: Option<&'static str>,
    /// How it appears on screen; None leaves it out.
    pub screen: Option<Screen<R>>,
}

/// How a column appears on screen. Numbers are right-aligned.
pub struct Screen<R> {
    /// Key of its title.
    pub title: &'static str,
    /// Its smallest width, in terminal columns.
    pub min: u16,
    /// Its largest width, in terminal columns.
    pub max: u16,
    /// Narrow windows drop the column with the highest rank first; rank 0 is never dropped.
    pub rank: u8,
    /// The width it keeps where it would be dropped, for [`Shown::short`].
    pub short: Option<u16>,
    /// The texts that set the width: as wide as the longest. None: as wide as the window allows.
    pub fitted: Option<fn(&R) -> &str>,
    /// Draws a bar instead of text.
    pub gauge: Option<Gauge<R>>,
    tone: Tone,
    look: Option<fn(&R, &View<'_>) -> Shown>,
}

impl<R> Clone for Column<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R> Copy for Column<R> {}

impl<R> Clone for Screen<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R> Copy for Screen<R> {}

impl<R> Screen<R> {
    /// The tone of its text, or of its bars.
    pub fn tone(&self) -> Tone {
        self.tone
    }
}

impl<R> Column<R> {
    /// Makes a column with this key for JSON and CSV. It appears nowhere until one of the methods
    /// below says so.
    pub const fn new(key: &'static str, kind: Kind, cell: fn(&R, &View<'_>) -> Cell) -> Self {
        Self {
            key,
            kind,
            cell,
            in_json: false,
            text: None,
            file: None,
            screen: None,
        }
    }

    /// Adds the column to JSON.
    #[must_use]
    pub const fn json(self) -> Self {
        Self {
            in_json: true,
            ..self
        }
    }

    /// Adds the column to text tables, with the title of this key.
    #[must_use]
    pub const fn text(self, title: &'static str) -> Self {
        Self {
            text: Some(title),
            ..self
        }
    }

    /// Adds the column to CSV and XLSX. XLSX shows the title of this key, CSV the column's key.
    #[must_use]
    pub const fn file(self, title: &'static str) -> Self {
        Self {
            file: Some(title),
            ..self
        }
    }

    /// Adds the column to screens, `min` to `max` terminal columns wide.
    #[must_use]
    pub const fn screen(self, title: &'static str, min: u16, max: u16) -> Self {
        Self {
            screen: Some(Screen {
                title,
                min,
                max,
                rank: 0,
                short: None,
                fitted: None,
                gauge: None,
                tone: Tone::Plain,
                look: None,
            }),
            ..self
        }
    }

    /// Sets the order in which narrow windows drop columns: the highest rank goes first.
    #[must_use]
    pub const fn rank(mut self, rank: u8) -> Self {
        if let Some(screen) = &mut self.screen {
            screen.rank = rank;
        }
        self
    }

    /// Makes it short, this wide, instead of dropping it.
    #[must_use]
    pub const fn short(mut self, width: u16) -> Self {
        if let Some(screen) = &mut self.screen {
            screen.short = Some(width);
        }
        self
    }

    /// Sets the tone of its text on screen.
    #[must_use]
    pub const fn tone(mut self, tone: Tone) -> Self {
        if let Some(screen) = &mut self.screen {
            screen.tone = tone;
        }
        self
    }

    /// Sets the text on screen where it differs from that in text tables.
    #[must_use]
    pub const fn look(mut self, look: fn(&R, &View<'_>) -> Shown) -> Self {
        if let Some(screen) = &mut self.screen {
            screen.look = Some(look);
        }
        self
    }

    /// Makes the column on screen as wide as the longest of these texts.
    #[must_use]
    pub const fn fitted(mut self, text: fn(&R) -> &str) -> Self {
        if let Some(screen) = &mut self.screen {
            screen.fitted = Some(text);
        }
        self
    }

    /// Draws the column on screen as a bar.
    #[must_use]
    pub const fn gauge(mut self, gauge: Gauge<R>) -> Self {
        if let Some(screen) = &mut self.screen {
            screen.gauge = Some(gauge);
        }
        self
    }

    /// Whether its cells are numbers, which are right-aligned.
    pub fn is_number(&self) -> bool {
        self.kind.is_number()
    }

    /// Returns the cell of a row as the screen shows it.
    pub fn shown(&self, row: &R, view: &View<'_>) -> Shown {
        let screen = self.screen.as_ref();
        if let Some(look) = screen.and_then(|screen| screen.look) {
            return look(row, view);
        }
        let text = match ((self.cell)(row, view), self.kind) {
            (Cell::Text(phone), Kind::Phone) => Phone::read(&phone).shown(),
            (cell, kind) => text::shown(&cell, kind, view.words),
        };
        Shown::new(text, screen.map(|screen| screen.tone).unwrap_or_default())
    }
}

/// A list of one kind of row.
pub struct List<R: 'static> {
    /// The list's key in JSON.
    pub key: &'static str,
    /// Its columns in order, for every form of the list.
    pub columns: &'static [Column<R>],
    /// Which rows text tables leave out: the archived ones.
    pub hidden: fn(&R) -> bool,
}

impl<R> List<R> {
    /// Makes a list that leaves out no row.
    pub const fn new(key: &'static str, columns: &'static [Column<R>]) -> Self {
        Self {
            key,
            columns,
            hidden: |_| false,
        }
    }

    /// Makes the list as JSON: `{"suppliers": […]}`.
    pub fn json(&self, rows: &[R], view: &View<'_>) -> Value {
        Value::Object(Map::from_iter([(
            self.key.to_owned(),
            objects(self.columns, rows, view),
        )]))
    }

    /// Makes the list as a text table.
    pub fn table(&self, rows: &[R], view: &View<'_>) -> Sheet {
        let rows = rows.iter().filter(|row| !(self.hidden)(row));
        table(self.columns, rows, view)
    }
}

/// Makes a JSON object from a row.
pub fn object<R>(columns: &[Column<R>], row: &R, view: &View<'_>) -> Map<String, Value> {
    columns
        .iter()
        .filter(|column| column.in_json)
        .map(|column| {
            let cell = (column.cell)(row, view);
            (column.key.to_owned(), json::value(cell, view.zone()))
        })
        .collect()
}

/// Makes a JSON array from rows.
pub fn objects<'a, R: 'a>(
    columns: &[Column<R>],
    rows: impl IntoIterator<Item = &'a R>,
    view: &View<'_>,
) -> Value {
    rows.into_iter()
        .map(|row| Value::Object(object(columns, row, view)))
        .collect()
}

/// Makes a text table from rows.
pub fn table<'a, R: 'a>(
    columns: &[Column<R>],
    rows: impl IntoIterator<Item = &'a R>,
    view: &View<'_>,
) -> Sheet {
    sheet(String::new(), columns, |column| column.text, rows, view)
}

/// Makes a sheet with this name for CSV and XLSX from rows.
pub fn file<'a, R: 'a>(
    name: String,
    columns: &[Column<R>],
    rows: impl IntoIterator<Item = &'a R>,
    view: &View<'_>,
) -> Sheet {
    sheet(name, columns, |column| column.file, rows, view)
}

/// Returns the columns of a CSV or XLSX file, for writers that go row by row.
pub fn file_columns<R>(columns: &[Column<R>], view: &View<'_>) -> Vec<Titled> {
    titled(columns, |column| column.file, view)
}

/// Returns the cells of one row of a CSV or XLSX file.
pub fn file_row<R>(columns: &[Column<R>], row: &R, view: &View<'_>) -> Vec<Cell> {
    cells(columns, |column| column.file, row, view)
}

type Title<R> = fn(&Column<R>) -> Option<&'static str>;

fn sheet<'a, R: 'a>(
    name: String,
    columns: &[Column<R>],
    title: Title<R>,
    rows: impl IntoIterator<Item = &'a R>,
    view: &View<'_>,
) -> Sheet {
    Sheet {
        name,
        zone: view.zone(),
        columns: titled(columns, title, view),
        rows: rows
            .into_iter()
            .map(|row| cells(columns, title, row, view))
            .collect(),
        total: None,
    }
}

fn titled<R>(columns: &[Column<R>], title: Title<R>, view: &View<'_>) -> Vec<Titled> {
    columns
        .iter()
        .filter_map(|column| {
            let title = view.word(title(column)?);
            Some(Titled::new(column.key, title, column.kind))
        })
        .collect()
}

fn cells<R>(columns: &[Column<R>], title: Title<R>, row: &R, view: &View<'_>) -> Vec<Cell> {
    columns
        .iter()
        .filter(|column| title(column).is_some())
        .map(|column| (column.cell)(row, view))
        .collect()
}
