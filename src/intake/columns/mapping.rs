//! A mapping file for tables with unknown column titles: a small text file with a line `field =
//! column title` for each column. Columns it doesn't name are still recognised by their titles.
//!
//! ```text
//! # pesanan dari formulir
//! nama = Atas nama siapa?
//! produk = Mau pesan apa
//! jumlah = Berapa toples
//! # a column that holds units of one of the goods, and one that holds nothing of an order
//! produk NAS-KEJU = Nastar keju (500 g)
//! - = Nomor absen
//! # words of a status: what counts as an order, what was cancelled
//! status ikut = Siap COD
//! status batal = Void
//! ```

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::meaning::Meaning;
use super::status::{Standing, plain};
use super::titles::{fold, fold_whole};
use crate::domain::message::messages;
use crate::domain::text::{clean_line, excerpt};
use crate::intake::file::fault::{Fault, TableError};

/// Largest mapping file, in bytes; larger files are probably a table.
const MOST_BYTES: u64 = 64 * 1024;

/// The column titles of fields and goods.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mapping {
    /// Meanings and the titles of their columns in the table.
    pub(super) titles: Vec<(Meaning, String)>,
    /// Titles of columns that hold units of goods, with the code or name of the goods; `None` for
    /// columns that are ignored.
    pub(super) columns: Vec<(String, Option<String>)>,
    /// Words of a status, and whether an order with it is wanted.
    pub(super) statuses: Vec<(String, bool)>,
}

/// What is written after `status` for a word that means an order is wanted.
const WANTED: [&str; 6] = ["ikut", "ya", "jadi", "wanted", "yes", "ok"];
/// What is written for one that means it was cancelled.
const CANCELLED: [&str; 5] = ["batal", "tidak", "cancelled", "canceled", "no"];

messages! {
    /// Why a mapping can't be used. `line` counts from 1; `field` is the field as written.
    pub enum MappingError {
        /// It is no text, or far too long: a table or a picture.
        NotText { file: String } = "intake-map-not-text",
        /// A line is not `field = column title`.
        NoMapping { line: u64, text: String } = "intake-map-line",
        /// A line names an unknown field.
        NoField { line: u64, field: String } = "intake-map-field",
        /// A field is named twice.
        Twice { line: u64, field: String } = "intake-map-twice",
    }
    from {
        /// The file can't be read.
        Unreadable(TableError),
    }
}

impl Mapping {
    /// Reads a mapping from a file.
    pub fn open(path: &Path) -> Result<Self, MappingError> {
        Self::parse(&text_of(path)?)
    }

    /// Reads a mapping stored in the book; an empty one when there is none or it is unreadable, so
    /// that the owner is asked again.
    pub fn remembered(kept: Option<String>) -> Self {
        kept.and_then(|text| Self::parse(&text).ok())
            .unwrap_or_default()
    }

    /// Reads a mapping.
    pub fn parse(text: &str) -> Result<Self, MappingError> {
        let mut mapping = Self::default();
        for (line, field, title) in lines(text)? {
            if let Some(wanted) = status(field) {
                mapping.statuses.push((title, wanted));
                continue;
            }
            if let Some(goods) = goods(field) {
                mapping.columns.push((title, goods));
                continue;
            }
            let named = Meaning::named(field).ok_or_else(|| MappingError::NoField {
                line,
                field: excerpt(field),
            })?;
            if mapping.titles.iter().any(|(known, _)| *known == named) {
                return Err(MappingError::Twice {
                    line,
                    field: excerpt(field),
                });
            }
            mapping.titles.push((named, title));
        }
        Ok(mapping)
    }

    /// Writes the mapping in the form that [`Mapping::parse`] reads.
    pub fn to_text(&self) -> String {
        let fields = self
            .titles
            .iter()
            .map(|(field, title)| format!("{} = {title}\n", field.name()));
        let columns = self.columns.iter().map(|(title, goods)| match goods {
            Some(goods) => format!("{} {goods} = {title}\n", Meaning::Product.name()),
            None => format!("- = {title}\n"),
        });
        let statuses = self.statuses.iter().map(|(word, wanted)| {
            let how = if *wanted { WANTED[0] } else { CANCELLED[0] };
            format!("{} {how} = {word}\n", Meaning::Status.name())
        });
        fields.chain(columns).chain(statuses).collect()
    }

    /// Makes a mapping of these fields.
    pub fn of(titles: Vec<(Meaning, String)>) -> Self {
        Self {
            titles,
            ..Self::default()
        }
    }

    /// This mapping, and what another one says besides; where they differ, the other one wins.
    #[must_use]
    pub fn over(mut self, said: &Self) -> Self {
        let same = |one: &str, other: &str| fold_whole(one) == fold_whole(other);
        self.titles.retain(|(field, title)| {
            let other = said
                .titles
                .iter()
                .find(|(known, known_title)| known == field || same(known_title, title));
            other.is_none()
        });
        self.titles.extend(said.titles.iter().cloned());
        self.with_goods(said.columns.clone())
            .with_statuses(said.statuses.clone())
    }

    /// The same mapping with these words of a status: whether an order with it is wanted.
    #[must_use]
    pub fn with_statuses(mut self, statuses: Vec<(String, bool)>) -> Self {
        let said = |word: &String| {
            statuses
                .iter()
                .any(|(known, _)| plain(known) == plain(word))
        };
        self.statuses.retain(|(word, _)| !said(word));
        self.statuses.extend(statuses);
        self
    }

    /// What the owner said a word of a status means.
    pub(in crate::intake) fn standing(&self, word: &str) -> Option<Standing> {
        if self.statuses.is_empty() {
            return None;
        }
        let wanted = plain(word);
        let (_, said) = self
            .statuses
            .iter()
            .find(|(known, _)| plain(known) == wanted)?;
        Some(if *said {
            Standing::Wanted
        } else {
            Standing::Cancelled
        })
    }

    /// The same mapping with these fields.
    #[must_use]
    pub fn with_fields(self, titles: Vec<(Meaning, String)>) -> Self {
        Self { titles, ..self }
    }

    /// The same mapping with these columns of goods added: (title, code or name); `None` for
    /// columns to ignore.
    #[must_use]
    pub fn with_goods(mut self, columns: Vec<(String, Option<String>)>) -> Self {
        let said = |title: &String| columns.iter().any(|(known, _)| known == title);
        self.columns.retain(|(title, _)| !said(title));
        self.columns.extend(columns);
        self
    }

    /// Looks up a title: `Some(Some(goods))` for a column of goods, `Some(None)` for an ignored
    /// column, `None` when it isn't in the mapping.
    pub(super) fn goods(&self, title: &str) -> Option<Option<&str>> {
        let wanted = fold_whole(title);
        let mut columns = self.columns.iter();
        let (_, goods) = columns.find(|(known, _)| fold_whole(known) == wanted)?;
        Some(goods.as_deref())
    }

    /// The columns of the mapped fields in a header of folded titles; an error with the first title
    /// that is missing.
    pub(super) fn places(&self, folded: &[String]) -> Result<Vec<(Meaning, usize)>, String> {
        self.titles
            .iter()
            .map(|(field, title)| {
                let wanted = fold(title);
                folded
                    .iter()
                    .position(|name| *name == wanted)
                    .map(|place| (*field, place))
                    .ok_or_else(|| title.clone())
            })
            .collect()
    }
}

/// The text of a mapping in a file.
pub(in crate::intake) fn text_of(path: &Path) -> Result<String, MappingError> {
    let file = path.display().to_string();
    let mut bytes = Vec::new();
    let read =
        File::open(path).and_then(|opened| opened.take(MOST_BYTES + 1).read_to_end(&mut bytes));
    match read.map_err(|error| Fault::of_read(&error)) {
        Ok(_) => {}
        Err(Fault::NotATable) => return Err(MappingError::NotText { file }),
        Err(fault) => return Err(TableError { file, fault }.into()),
    }
    (String::from_utf8(bytes).ok())
        .filter(|text| text.len() as u64 <= MOST_BYTES && !text.contains('\0'))
        .ok_or(MappingError::NotText { file })
}

/// The lines of a mapping: number, field and title of its column.
pub(in crate::intake) fn lines(text: &str) -> Result<Vec<(u64, &str, String)>, MappingError> {
    let mut lines = Vec::new();
    for (line, typed) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        let typed = typed.trim();
        if typed.is_empty() || typed.starts_with('#') {
            continue;
        }
        let (field, title) = typed
            .split_once('=')
            .map(|(field, title)| (field.trim(), clean_line(title).text))
            .filter(|(field, title)| !field.is_empty() && !title.is_empty())
            .ok_or_else(|| MappingError::NoMapping {
                line,
                text: excerpt(typed),
            })?;
        lines.push((line, field, title));
    }
    Ok(lines)
}

/// Reads the left side of a line about a word of a status: `status ikut` is `true`, `status batal` is
/// `false`.
fn status(field: &str) -> Option<bool> {
    let (word, how) = field.split_once(' ')?;
    let how = how.trim().to_lowercase();
    let is_status =
        Meaning::named(field).is_none() && Meaning::named(word) == Some(Meaning::Status);
    match is_status {
        true if WANTED.contains(&how.as_str()) => Some(true),
        true if CANCELLED.contains(&how.as_str()) => Some(false),
        _ => None,
    }
}

/// Reads the left side of a line about goods: `produk NAS-KEJU` for a column of goods, `-` for an
/// ignored column.
fn goods(field: &str) -> Option<Option<String>> {
    if field == "-" {
        return Some(None);
    }
    let (word, goods) = field.split_once(' ')?;
    let goods = clean_line(goods).text;
    let names = Meaning::named(field).is_none()
        && matches!(Meaning::named(word), Some(Meaning::Product | Meaning::Code))
        && !goods.is_empty();
    names.then_some(Some(goods))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_goods_are_named_and_written_back() {
        let text = "nama = Siapa\nproduk NAS-KEJU = Nastar [keju]\nproduk Putri Salju = Salju\n- = Absen\n";
        let mapping = Mapping::parse(text).unwrap();
        assert_eq!(mapping.goods("NASTAR [Keju]"), Some(Some("NAS-KEJU")));
        assert_eq!(mapping.goods("Nastar [coklat]"), None);
        assert_eq!(mapping.goods("absen"), Some(None));
        assert_eq!(mapping.to_text(), text);
    }

    #[test]
    fn words_of_a_status_are_said_and_written_back() {
        let text = "nama = Siapa\nstatus ikut = Siap COD\nstatus batal = Void\n";
        let mapping = Mapping::parse(text).unwrap();
        assert_eq!(mapping.standing("SIAP_COD"), Some(Standing::Wanted));
        assert_eq!(mapping.standing("void"), Some(Standing::Cancelled));
        assert_eq!(mapping.standing("K9"), None);
        assert_eq!(mapping.to_text(), text);
        let later = Mapping::parse("nama = Pembeli\nstatus ya = Void\n").unwrap();
        let text = "nama = Pembeli\nstatus ikut = Siap COD\nstatus ikut = Void\n";
        assert_eq!(mapping.over(&later).to_text(), text);
    }

    #[test]
    fn fields_go_by_any_of_their_names() {
        let mapping =
            Mapping::parse("# form\nnama = Atas nama siapa?\n\nqty=Berapa toples\n").unwrap();
        assert_eq!(
            mapping.titles,
            [
                (Meaning::Name, "Atas nama siapa?".to_owned()),
                (Meaning::Quantity, "Berapa toples".to_owned())
            ]
        );
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        let line = |text: &str| Mapping::parse(text).unwrap_err();
        assert!(matches!(
            line("nama"),
            MappingError::NoMapping { line: 1, .. }
        ));
        assert!(matches!(
            line("nama =  "),
            MappingError::NoMapping { line: 1, .. }
        ));
        assert!(matches!(
            line("# x\nberat = Berat"),
            MappingError::NoField { line: 2, .. }
        ));
        assert!(matches!(
            line("nama = A\nname = B"),
            MappingError::Twice { line: 2, .. }
        ));
    }
}
