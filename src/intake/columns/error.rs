//! Why a header cannot be used.

use super::mapping::Mapping;
use super::meaning::Meaning;
use super::titles::shown;
use crate::domain::message::Message;
use crate::intake::file::fault::column_letters;

/// Why a header cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HeaderError {
    /// Columns that are needed are not there.
    #[error("missing columns")]
    Missing {
        /// For each, what would do: one of these fields.
        wanted: Vec<Need>,
        /// The header that was found.
        seen: Vec<String>,
        /// What was recognised in it.
        found: Vec<(Meaning, usize)>,
    },
    /// The mapping names a column that is not there.
    #[error("no column {title}")]
    Unmapped {
        /// The title it names.
        title: String,
        /// The header that was found.
        seen: Vec<String>,
    },
    /// Columns that may hold units of goods, where only the owner knows.
    #[error("what do columns hold")]
    Unsure {
        /// The columns.
        columns: Vec<Unsure>,
        /// What was known already.
        mapping: Mapping,
    },
    /// Two columns of one name, for a field that is needed once.
    #[error("two columns are called {name}")]
    Twice {
        /// The name.
        name: String,
        /// The columns, from 1.
        columns: (usize, usize),
    },
}

/// What an order table cannot do without.
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
    /// Code and name of the goods it may be, the nearest first.
    pub near: Vec<(String, String)>,
}

impl HeaderError {
    /// How a mapping might begin that names what is missing: a field, and a column that nothing is
    /// known of yet.
    pub fn example(&self) -> Option<(Meaning, &str)> {
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
            // Goods and how many of them may stand in one cell.
            [Need::CodeOrProduct, Need::Quantity] => Meaning::Items,
            [Need::CodeOrProduct, ..] => Meaning::Product,
            [Need::Quantity, ..] => Meaning::Quantity,
        };
        let mut titles = seen.iter().enumerate();
        let free = titles
            .find(|(at, title)| !title.is_empty() && found.iter().all(|(_, known)| known != at));
        free.map(|(_, title)| (field, title.as_str()))
    }

    /// The sentence for it, about the file of that name.
    pub fn message(&self, file: &str) -> Message {
        let say = |key| Message::new(key).text("file", file);
        match self {
            Self::Missing { wanted, seen, .. } => {
                // One entry for each set of needs: a list joined in code could not be translated.
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
            Self::Twice { name, columns } => say("intake-column-twice")
                .text("column", name)
                .text("first", column_letters(columns.0))
                .text("second", column_letters(columns.1)),
        }
    }
}
