//! What the forms that take a table in share: the path that is typed or dropped, and what is in the
//! file, shown beside it before anything is saved.

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::SystemTime;

use directories::UserDirs;

use super::{Field, Values, Wrong};
use crate::domain::message::{Arg, Message};
use crate::intake::file::fault::{Fault, TableError};
use crate::intake::file::table::Table;
use crate::intake::note::RowNote;
use crate::tui::effect::Ctx;
use crate::tui::theme::Role;
use crate::tui::widgets::facts::Fact;

/// Rows shown beside the fields.
pub const SHOWN: usize = 6;

/// What was read of a file last, so that a key pressed beside it reads nothing again.
#[derive(Clone)]
pub struct Seen<T>(Rc<RefCell<Last<T>>>);

/// The last file, how it was read, and what it held.
type Last<T> = Option<(Stamp, T, Vec<Fact>)>;

/// A file as it is now.
#[derive(Debug, Clone, PartialEq)]
pub struct Stamp {
    path: PathBuf,
    bytes: u64,
    changed: Option<SystemTime>,
}

impl Stamp {
    /// Of a file that is there.
    pub fn of(path: &Path) -> Option<Self> {
        let about = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
        Some(Self {
            path: path.to_owned(),
            bytes: about.len(),
            changed: about.modified().ok(),
        })
    }
}

impl<T: PartialEq> Seen<T> {
    /// Nothing was read yet.
    pub fn new() -> Self {
        Self(Rc::new(RefCell::new(None)))
    }

    /// What is in the file, as far as it stands there yet; `read` reads it, or says why it can't be.
    pub fn facts(
        &self,
        path: &Path,
        how: T,
        ctx: &Ctx,
        read: impl FnOnce(&T) -> Result<Vec<Fact>, Message>,
    ) -> Vec<Fact> {
        let Some(stamp) = Stamp::of(path) else {
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

/// Opens a table. What is no file, such as a pipe, could keep the screens waiting for ever.
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

/// The field of the file's path.
pub fn path_field() -> Field {
    Field::text("path", "form-import-path")
        .hint("form-import-path-hint")
        .required()
}

/// What is done about rows that can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BadRows {
    /// The file is refused.
    #[default]
    Refuse,
    /// They are left out.
    Skip,
}

impl BadRows {
    /// What a form with the [`field`](Self::field) says.
    pub fn chosen(values: &Values) -> Self {
        match values.get("bad") {
            "form-import-skip" => Self::Skip,
            _ => Self::Refuse,
        }
    }

    /// The field that asks for it, with this as the answer so far.
    pub fn field(self, ctx: &Ctx) -> Field {
        let mut keys = ["form-import-refuse", "form-import-skip"];
        if self == Self::Skip {
            keys.reverse();
        }
        let options = keys.map(|key| (key.to_owned(), ctx.word(key))).into();
        Field::choice("bad", "form-import-bad", options).more()
    }
}

/// Refuses a file with unreadable rows, unless the form says that they are to be left out.
///
/// # Errors
/// The first of them, and how many there are.
pub fn check_bad(first: Option<&RowNote>, rows: u64, values: &Values) -> Result<(), Wrong> {
    match first {
        Some(bad) if BadRows::chosen(values) == BadRows::Refuse => Err(Wrong::form(
            Message::new("form-import-unreadable")
                .count("rows", i64::try_from(rows).unwrap_or(i64::MAX))
                .with("first", Arg::Say(Box::new(bad.message()))),
        )),
        _ => Ok(()),
    }
}

/// A sentence to mind.
pub fn warning(message: &Message, role: Role, ctx: &Ctx) -> Fact {
    Fact::line(format!("! {}", ctx.say(message)), role)
}

/// The first rows that can't be read.
pub fn bad_rows<'a>(bad: &'a [RowNote], ctx: &'a Ctx) -> impl Iterator<Item = Fact> + 'a {
    bad.iter()
        .take(SHOWN)
        .map(|note| warning(&note.message(), Role::Bad, ctx))
}

/// A path as it is typed or as a terminal writes one that was dropped on it: in quotes, with
/// escaped spaces, as a link to a file, or with `~` for the user's folder.
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
