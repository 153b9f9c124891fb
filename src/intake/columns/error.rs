//! Why a header cannot be used.

use super::mapping::Mapping;
use super::meaning::Meaning;
use super::titles::shown;
use crate::domain::message::Message;
use crate::intake::file::fault::column_letters;

/// Why a header can't be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HeaderError {
    /// Required columns are missing.
    #[error("missing columns")]
    Missing {
        /// What is missing.
        wanted: Vec<Need>,
        /// The header that was found.
        seen: Vec<String>,
        /// The fields that were recognised, with their columns.
        found: Vec<(Meaning, usize)>,
    },
    /// The mapping names a column that doesn't exist.
    #[error("no column {title}")]
    Unmapped {
        /// The title it names.
        title: String,
        /// The header that was found.
        seen: Vec<String>,
    },
    /// Some columns may hold units of goods; the owner must say.
    #[error("what do columns hold")]
    Unsure {
        /// The columns.
        columns: Vec<Unsure>,
        /// The mapping so far.
        mapping: Box<Mapping>,
    },
    /// Two columns may be the quantity, and the rows fit both; the owner must say.
    #[error("which of two columns is the quantity")]
    Undecided {
        /// Their titles.
        titles: Box<(String, String)>,
        /// The header that was found.
        seen: Vec<String>,
        /// The fields that were recognised, with their columns.
        found: Vec<(Meaning, usize)>,
    },
    /// Two columns have the same name, and a field needs one of them.
    #[error("two columns are called {name}")]
    Twice {
        /// The name.
        name: String,
        /// The columns, from 1.
        columns: (usize, usize),
    },
}

/// What an order table must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// An order number or a customer's name.
    ReferenceOrName,
    /// A product's code or name.
    CodeOrProduct,
    /// A quantity.
    Quantity,
}

/// A column that may hold units of one of the goods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsure {
    /// Its title.
    pub title: String,
    /// Code and name of the goods it may be, the most similar first.
    pub near: Vec<(String, String)>,
}

impl HeaderError {
    /// An example for a mapping: a missing field and the title of a column that was not recognised.
    pub fn example(&self) -> Option<(Meaning, &str)> {
        if let Self::Undecided { titles, .. } = self {
            return Some((Meaning::Quantity, &titles.0));
        }
        let Self::Missing {
            wanted,
            seen,
            found,
        } = self
        else {
            return None;
        };
        let field = match wanted[..] {
            [] => return None,
            [Need::ReferenceOrName, ..] => Meaning::Name,
            // One column in words can give both goods and quantity.
            [Need::CodeOrProduct, Need::Quantity] => Meaning::Items,
            [Need::CodeOrProduct, ..] => Meaning::Product,
            [Need::Quantity, ..] => Meaning::Quantity,
        };
        let mut titles = seen.iter().enumerate();
        let free = titles
            .find(|(at, title)| !title.is_empty() && found.iter().all(|(_, known)| known != at));
        free.map(|(_, title)| (field, title.as_str()))
    }

    /// The sentence for it; `file` is the file's name.
    pub fn message(&self, file: &str) -> Message {
        let say = |key| Message::new(key).text("file", file);
        match self {
            Self::Missing { wanted, seen, .. } => {
                // There is one text for each combination, because a list joined in code could not
                // be translated.
                let has = |need| wanted.contains(&need);
                let key = match (
                    has(Need::ReferenceOrName),
                    has(Need::CodeOrProduct),
                    has(Need::Quantity),
                ) {
                    (true, false, false) => "intake-missing-who",
                    (false, true, false) => "intake-missing-what",
                    (true, true, false) => "intake-missing-who-what",
                    (true, false, true) => "intake-missing-who-quantity",
                    (false, true, true) => "intake-missing-what-quantity",
                    (true, true, true) => "intake-missing-all",
                    (false, false, _) => "intake-missing-quantity",
                };
                say(key).text("seen", shown(seen))
            }
            Self::Unmapped { title, seen } => say("intake-map-title")
                .text("column", title)
                .text("seen", shown(seen)),
            Self::Unsure { columns, .. } => match columns.first() {
                Some(Unsure { title, near }) => match near.first() {
                    Some((_, name)) => say("intake-goods-near")
                        .text("column", title)
                        .text("goods", name),
                    None => say("intake-goods-none").text("column", title),
                },
                None => say("intake-missing-what"),
            },
            Self::Undecided { titles, .. } => say("intake-quantity-undecided")
                .text("first", &titles.0)
                .text("second", &titles.1),
            Self::Twice { name, columns } => say("intake-column-twice")
                .text("column", name)
                .text("first", column_letters(columns.0))
                .text("second", column_letters(columns.1)),
        }
    }
}
