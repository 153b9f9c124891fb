//! What a column of a list is, and how rows become text tables, CSV, XLSX, JSON and lines on screen.

use serde_json::{Map, Value};

use crate::domain::message::Message;
use crate::domain::phone::Phone;
use crate::domain::when::{Moment, Zone};
use crate::lang::Words;
use crate::output::json;
use crate::output::table::{Cell, Column as Titled, Kind, Sheet};
use crate::output::text;

/// What a cell may depend on beside its row.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The reader's words.
    pub words: &'a Words,
    /// The moment it is.
    pub now: Moment,
}

impl View<'_> {
    /// One word or sentence without arguments.
    pub fn word(&self, key: &str) -> String {
        self.words.word(key)
    }

    /// A message in the reader's language.
    pub fn say(&self, message: &Message) -> String {
        self.words.say(message)
    }

    /// The shop's zone.
    pub fn zone(&self) -> Zone {
        self.words.zone()
    }

    /// A term of the contract: its code for programs and its word for people.
    pub fn term(&self, code: &'static str, key: &str) -> Cell {
        Cell::Term(code, self.word(key))
    }

    /// Yes or no.
    pub fn flag(&self, flag: bool) -> Cell {
        let key = if flag { "output-yes" } else { "output-no" };
        Cell::Flag(flag, self.word(key))
    }
}

/// Text, or nothing where it is empty.
pub fn text_or_empty(text: &str) -> Cell {
    Cell::text(Some(text).filter(|text| !text.is_empty()))
}

/// What a text on screen means; the theme decides how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Ordinary text.
    #[default]
    Plain,
    /// What the eye should find first.
    Strong,
    /// What may be overlooked.
    Muted,
    /// Done, settled, enough.
    Good,
    /// Needs a look soon.
    Warn,
    /// Wrong, refused, overdue.
    Bad,
}

/// A cell on screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// Its text, one line.
    pub text: String,
    /// What it means.
    pub tone: Tone,
}

impl Shown {
    /// Text in a tone.
    pub fn new(text: impl Into<String>, tone: Tone) -> Self {
        Self {
            text: text.into(),
            tone,
        }
    }

    /// Ordinary text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::new(text, Tone::Plain)
    }
}

/// A name on screen, marked in words where it is archived.
pub fn named(name: &str, archived: bool, view: &View<'_>) -> Shown {
    if archived {
        let text = format!("{name} ({})", view.word("screen-catalog-archived"));
        Shown::new(text, Tone::Muted)
    } else {
        Shown::new(name, Tone::Strong)
    }
}

/// How much of a quota is used, drawn as a bar.
pub type Gauge<R> = fn(&R) -> Option<(i64, i64)>;

/// One column of a kind of row. It stands where it has a title: in the text tables of commands, in
/// files (CSV, XLSX), on screen; and in JSON when it is told so.
pub struct Column<R> {
    key: &'static str,
    kind: Kind,
    cell: fn(&R, &View<'_>) -> Cell,
    in_json: bool,
    text: Option<&'static str>,
    file: Option<&'static str>,
    /// How it stands on screen.
    pub screen: Option<Screen<R>>,
}

/// How a column stands on screen. Numbers are aligned at the right.
pub struct Screen<R> {
    /// Key of its title.
    pub title: &'static str,
    /// Its narrowest width, in columns of the terminal.
    pub min: u16,
    /// Its widest.
    pub max: u16,
    /// In a narrow window the highest rank leaves first; 0 always stays.
    pub rank: u8,
    /// The text whose longest one sets the width; without it the window does.
    pub fitted: Option<fn(&R) -> &str>,
    /// A bar in the place of text.
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

impl<R> Column<R> {
    /// A column of this key in JSON and CSV, which stands nowhere yet.
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

    /// In JSON.
    #[must_use]
    pub const fn json(self) -> Self {
        Self {
            in_json: true,
            ..self
        }
    }

    /// In text tables, under the title of this key.
    #[must_use]
    pub const fn text(self, title: &'static str) -> Self {
        Self {
            text: Some(title),
            ..self
        }
    }

    /// In CSV and XLSX, under the title of this key (CSV has the column's own key).
    #[must_use]
    pub const fn file(self, title: &'static str) -> Self {
        Self {
            file: Some(title),
            ..self
        }
    }

    /// On screen, between `min` and `max` columns wide.
    #[must_use]
    pub const fn screen(self, title: &'static str, min: u16, max: u16) -> Self {
        Self {
            screen: Some(Screen {
                title,
                min,
                max,
                rank: 0,
                fitted: None,
                gauge: None,
                tone: Tone::Plain,
                look: None,
            }),
            ..self
        }
    }

    /// On screen it leaves a narrow window before the columns of lower rank.
    #[must_use]
    pub const fn rank(self, rank: u8) -> Self {
        match self.screen {
            Some(screen) => self.on_screen(Screen { rank, ..screen }),
            None => self,
        }
    }

    /// On screen its text has this tone.
    #[must_use]
    pub const fn tone(self, tone: Tone) -> Self {
        match self.screen {
            Some(screen) => self.on_screen(Screen { tone, ..screen }),
            None => self,
        }
    }

    /// On screen it reads like this, and not as in a text table.
    #[must_use]
    pub const fn look(self, look: fn(&R, &View<'_>) -> Shown) -> Self {
        match self.screen {
            Some(screen) => self.on_screen(Screen {
                look: Some(look),
                ..screen
            }),
            None => self,
        }
    }

    /// On screen it is as wide as the longest of these texts.
    #[must_use]
    pub const fn fitted(self, text: fn(&R) -> &str) -> Self {
        match self.screen {
            Some(screen) => self.on_screen(Screen {
                fitted: Some(text),
                ..screen
            }),
            None => self,
        }
    }

    /// On screen it is a bar.
    #[must_use]
    pub const fn gauge(self, gauge: Gauge<R>) -> Self {
        match self.screen {
            Some(screen) => self.on_screen(Screen {
                gauge: Some(gauge),
                ..screen
            }),
            None => self,
        }
    }

    const fn on_screen(self, screen: Screen<R>) -> Self {
        Self {
            screen: Some(screen),
            ..self
        }
    }

    /// Whether its cells are read from the right.
    pub fn is_number(&self) -> bool {
        self.kind.is_number()
    }

    /// A row's cell as the screen shows it.
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
    /// What the list is called in JSON.
    pub key: &'static str,
    /// Its columns; each place has those that stand there, in this order.
    pub columns: &'static [Column<R>],
    /// Rows that text tables leave out: what is archived.
    pub hidden: fn(&R) -> bool,
}

impl<R> List<R> {
    /// A list that hides nothing.
    pub const fn new(key: &'static str, columns: &'static [Column<R>]) -> Self {
        Self {
            key,
            columns,
            hidden: |_| false,
        }
    }

    /// The list as the contract has it: `{"suppliers": […]}`.
    pub fn json(&self, rows: &[R], view: &View<'_>) -> Value {
        Value::Object(Map::from_iter([(
            self.key.to_owned(),
            objects(self.columns, rows, view),
        )]))
    }

    /// The list as a text table.
    pub fn table(&self, rows: &[R], view: &View<'_>) -> Sheet {
        let rows = rows.iter().filter(|row| !(self.hidden)(row));
        table(self.columns, rows, view)
    }
}

/// A row as an object of JSON.
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

/// Rows as a list of objects.
pub fn objects<'a, R: 'a>(
    columns: &[Column<R>],
    rows: impl IntoIterator<Item = &'a R>,
    view: &View<'_>,
) -> Value {
    rows.into_iter()
        .map(|row| Value::Object(object(columns, row, view)))
        .collect()
}

/// Rows as a text table.
pub fn table<'a, R: 'a>(
    columns: &[Column<R>],
    rows: impl IntoIterator<Item = &'a R>,
    view: &View<'_>,
) -> Sheet {
    sheet(String::new(), columns, |column| column.text, rows, view)
}

/// Rows as a sheet of this name for CSV and XLSX.
pub fn file<'a, R: 'a>(
    name: String,
    columns: &[Column<R>],
    rows: impl IntoIterator<Item = &'a R>,
    view: &View<'_>,
) -> Sheet {
    sheet(name, columns, |column| column.file, rows, view)
}

/// The columns of a file, for what is written row by row.
pub fn file_columns<R>(columns: &[Column<R>], view: &View<'_>) -> Vec<Titled> {
    titled(columns, |column| column.file, view)
}

/// One row of a file.
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
