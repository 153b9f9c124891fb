//! A table whose columns go by other names: a small text file says which column is which, one
//! `field = column title` a line. What it does not name is still recognised by its own name.
//!
//! ```text
//! # pesanan dari formulir
//! nama = Atas nama siapa?
//! produk = Mau pesan apa
//! jumlah = Berapa toples
//! ```

use std::path::Path;

use thiserror::Error;

use super::columns::{Field, fold};
use crate::domain::message::Message;
use crate::domain::text::{clean_line, excerpt};

/// Largest file taken for a mapping, in bytes; a table given by mistake is larger.
const MOST_BYTES: u64 = 64 * 1024;

/// Which field has which column title.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mapping {
    /// Field and title as it stands in the table.
    pub(super) titles: Vec<(Field, String)>,
}

/// Why a mapping can't be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MappingError {
    /// The file can't be read as text.
    #[error("{file}: {why}")]
    Unreadable {
        /// The file.
        file: String,
        /// What the system said.
        why: String,
    },
    /// A line is not `field = column title`.
    #[error("line {line}: no mapping")]
    NoMapping {
        /// The line, from 1.
        line: usize,
        /// What it says.
        text: String,
    },
    /// A line names a field there is not.
    #[error("line {line}: no field {field}")]
    NoField {
        /// The line, from 1.
        line: usize,
        /// What stands for the field.
        field: String,
    },
    /// A field is named twice.
    #[error("line {line}: {field} again")]
    Twice {
        /// The line, from 1.
        line: usize,
        /// What stands for the field.
        field: String,
    },
}

impl MappingError {
    /// The sentence for it.
    pub fn message(&self) -> Message {
        let at = |key, line: usize| Message::new(key).text("line", line.to_string());
        match self {
            Self::Unreadable { file, why } => Message::new("intake-file-reading")
                .text("file", file)
                .text("why", why),
            Self::NoMapping { line, text } => at("intake-map-line", *line).text("text", text),
            Self::NoField { line, field } => at("intake-map-field", *line).text("field", field),
            Self::Twice { line, field } => at("intake-map-twice", *line).text("field", field),
        }
    }
}

impl Mapping {
    /// Reads a mapping from a file.
    ///
    /// # Errors
    /// [`MappingError`], naming the line.
    pub fn open(path: &Path) -> Result<Self, MappingError> {
        let unreadable = |why: String| MappingError::Unreadable {
            file: path.display().to_string(),
            why,
        };
        let size = std::fs::metadata(path)
            .map_err(|error| unreadable(error.to_string()))?
            .len();
        if size > MOST_BYTES {
            return Err(unreadable(format!("> {} kB", MOST_BYTES / 1024)));
        }
        let text = std::fs::read_to_string(path).map_err(|error| unreadable(error.to_string()))?;
        Self::parse(&text)
    }

    /// Reads a mapping.
    ///
    /// # Errors
    /// [`MappingError`], naming the line.
    pub fn parse(text: &str) -> Result<Self, MappingError> {
        let mut mapping = Self::default();
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
            let named = Field::named(field).ok_or_else(|| MappingError::NoField {
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

    /// The mapping as [`Mapping::parse`] reads it.
    pub fn to_text(&self) -> String {
        let line = |(field, title): &(Field, String)| format!("{} = {title}\n", field.name());
        self.titles.iter().map(line).collect()
    }

    /// A mapping of these fields.
    pub fn of(titles: Vec<(Field, String)>) -> Self {
        Self { titles }
    }

    /// Where each named field stands in a header of folded titles, or the first title it lacks.
    pub(super) fn places(&self, folded: &[String]) -> Result<Vec<(Field, usize)>, String> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_go_by_any_of_their_names() {
        let mapping =
            Mapping::parse("# form\nnama = Atas nama siapa?\n\nqty=Berapa toples\n").unwrap();
        assert_eq!(
            mapping.titles,
            [
                (Field::Name, "Atas nama siapa?".to_owned()),
                (Field::Quantity, "Berapa toples".to_owned())
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
