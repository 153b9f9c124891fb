//! Shared by the forms that import a table: the field for the path, and the cached facts about the
//! file's content.

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::SystemTime;

use directories::UserDirs;

use super::{Field, InputError, Values};
use crate::book::KnownOrders;
use crate::domain::message::Message;
use crate::intake::file::fault::{Fault, TableError};
use crate::intake::file::table::Table;
use crate::intake::note::RowNote;
use crate::intake::orders::Doubts;
use crate::tui::effect::Ctx;
use crate::tui::theme::Role;
use crate::tui::widgets::facts::Fact;

/// Most rows of the file shown in the panel.
pub const SHOWN: usize = 6;

/// A cache of the facts about the last file, so that not every key reads the file again.
#[derive(Clone)]
pub struct FactsCache<T>(Rc<RefCell<Last<T>>>);

/// The last file, the arguments of reading it, and its facts.
type Last<T> = Option<(FileState, T, Vec<Fact>)>;

/// The state of a file, to notice a change: path, size in bytes and modification time.
#[derive(Debug, Clone, PartialEq)]
pub struct FileState {
    path: PathBuf,
    bytes: u64,
    changed: Option<SystemTime>,
}

impl FileState {
    /// Reads the state of a file; `None` when there is no such file.
    pub fn of(path: &Path) -> Option<Self> {
        let about = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
        Some(Self {
            path: path.to_owned(),
            bytes: about.len(),
            changed: about.modified().ok(),
        })
    }
}

impl<T: PartialEq> FactsCache<T> {
    /// Makes an empty cache.
    pub fn new() -> Self {
        Self(Rc::new(RefCell::new(None)))
    }

    /// The facts about the file, from the cache or by `read`, whose error is shown as a warning.
    /// Empty while there is no such file.
    pub fn facts(
        &self,
        path: &Path,
        how: T,
        ctx: &Ctx,
        read: impl FnOnce(&T) -> Result<Vec<Fact>, Message>,
    ) -> Vec<Fact> {
        let Some(stamp) = FileState::of(path) else {
            return Vec::new();
        };
        if let Some((known, as_now, facts)) = &*self.0.borrow()
            && *known == stamp
            && *as_now == how
        {
            return facts.clone();
        }
        let facts = read(&how).unwrap_or_else(|message| vec![warning(&message, Role::Warn, ctx)]);
        *self.0.borrow_mut() = Some((stamp, how, facts.clone()));
        facts
    }
}

/// Opens a table. Only regular files are accepted: a pipe could block the screens for ever.
///
/// # Errors
/// As [`Table::open`].
pub fn open(path: &Path) -> Result<Table, TableError> {
    match fs::metadata(path) {
        Ok(about) if !about.is_file() => Err(TableError {
            file: path.display().to_string(),
            fault: Fault::NotATable,
        }),
        _ => Table::open(path),
    }
}

/// The field for the file's path.
pub fn path_field() -> Field {
    Field::text("path", "form-import-path")
        .hint("form-import-path-hint")
        .required()
}

/// What to do with unreadable rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BadRows {
    /// The file is refused.
    #[default]
    Refuse,
    /// They are left out.
    Skip,
    /// Doubtful ones are taken as they stand; unreadable ones still refuse the file.
    Take,
}

impl BadRows {
    /// Reads the choice of the [`field`](Self::field) from a form.
    pub fn chosen(values: &Values) -> Self {
        match values.get("bad") {
            "form-import-skip" => Self::Skip,
            "form-import-take" => Self::Take,
            _ => Self::Refuse,
        }
    }

    /// The field that asks for it, with this value chosen.
    pub fn field(self, ctx: &Ctx) -> Field {
        let mut keys = ["form-import-refuse", "form-import-skip", "form-import-take"];
        let chosen = match self {
            Self::Refuse => 0,
            Self::Skip => 1,
            Self::Take => 2,
        };
        keys[..=chosen].rotate_right(1);
        let options = keys.map(|key| (key.to_owned(), ctx.word(key))).into();
        Field::choice("bad", "form-import-bad", options).more()
    }

    /// What it says about doubtful rows.
    pub fn doubts(self) -> Doubts {
        match self {
            Self::Take => Doubts::Take,
            Self::Refuse | Self::Skip => Doubts::Ask,
        }
    }
}

/// The field that asks what to do with known orders that the table tells otherwise now.
pub fn known_field(chosen: KnownOrders, ctx: &Ctx) -> Field {
    let mut keys = ["form-import-leave", "form-import-change"];
    if chosen == KnownOrders::Change {
        keys.reverse();
    }
    let options = keys.map(|key| (key.to_owned(), ctx.word(key))).into();
    Field::choice("known", "form-import-differing", options).more()
}

/// Reads the choice of the [`known_field`] from a form.
pub fn known_chosen(values: &Values) -> KnownOrders {
    match values.get("known") {
        "form-import-change" => KnownOrders::Change,
        _ => KnownOrders::Leave,
    }
}

/// Refuses a file with unreadable rows, unless the form says to leave them out.
///
/// # Errors
/// Names the first of them, and how many there are.
pub fn check_bad(first: Option<&RowNote>, rows: u64, values: &Values) -> Result<(), InputError> {
    match first {
        Some(bad) if BadRows::chosen(values) != BadRows::Skip => Err(InputError::form(
            Message::new("form-import-unreadable")
                .count("rows", rows)
                .say("first", bad.message()),
        )),
        _ => Ok(()),
    }
}

/// A fact that shows a warning.
pub fn warning(message: &Message, role: Role, ctx: &Ctx) -> Fact {
    Fact::line(format!("! {}", ctx.say(message)), role)
}

/// The first rows that can't be read.
pub fn bad_rows<'a>(bad: &'a [RowNote], ctx: &'a Ctx) -> impl Iterator<Item = Fact> + 'a {
    bad.iter()
        .take(SHOWN)
        .map(|note| warning(&note.message(), Role::Bad, ctx))
}

/// Parses a path that was typed or dropped on the terminal: quotes, escaped spaces, `file://` links
/// and `~` are understood.
pub fn path(typed: &str) -> PathBuf {
    let bare = typed.trim().trim_matches(['\'', '"']);
    let bare = bare.strip_prefix("file://").unwrap_or(bare);
    let bare = if Path::new(bare).exists() {
        bare.to_owned()
    } else {
        bare.replace("\\ ", " ").replace("%20", " ")
    };
    match (bare.strip_prefix("~/"), UserDirs::new()) {
        (Some(rest), Some(user)) => user.home_dir().join(rest),
        _ => PathBuf::from(bare),
    }
}
