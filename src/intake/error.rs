//! Errors because of which a file of orders or goods can't be used at all.

use super::columns::error::HeaderError;
use super::columns::reports::Report;
use super::columns::titles::shown;
use super::file::fault::TableError;
use crate::domain::message::Message;

/// Why a file can't be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IntakeError {
    /// It cannot be read as a table.
    #[error(transparent)]
    Table(#[from] TableError),
    /// Its header can't be used.
    #[error("{file}: {header}")]
    Header {
        /// The file's name.
        file: String,
        /// What is wrong with the header.
        header: HeaderError,
    },
    /// It has no rows below the header.
    #[error("{0}: only a header")]
    OnlyHeader(String),
    /// It has more rows than the given limit.
    #[error("{0}: more than {1} rows")]
    TooManyRows(String, u64),
    /// The temporary file for what was read can't be written or read.
    #[error("{0}: no room to keep what was read")]
    Spool(String),
    /// It is another kind of table.
    #[error("{file}: {report:?}")]
    OtherReport {
        /// The file's name.
        file: String,
        /// What it is.
        report: Report,
    },
    /// Several of its sheets hold orders, or none has the name that was given.
    #[error("{file}: several sheets")]
    SeveralSheets {
        /// The file's name.
        file: String,
        /// The sheets that hold orders.
        sheets: Vec<String>,
    },
    /// Its header names no tracking numbers, or nothing that tells the parcels.
    #[error("{file}: no parcels")]
    NoParcels {
        /// The file's name.
        file: String,
        /// The header that was found.
        seen: Vec<String>,
    },
    /// Its header names no recipients.
    #[error("{file}: no recipients")]
    NoRecipients {
        /// The file's name.
        file: String,
        /// The header that was found.
        seen: Vec<String>,
    },
    /// Its header names no goods or no prices.
    #[error("{file}: no goods")]
    NoGoods {
        /// The file's name.
        file: String,
        /// The header that was found.
        seen: Vec<String>,
    },
}

impl IntakeError {
    /// The sentence for it.
    pub fn message(&self) -> Message {
        match self {
            Self::Table(error) => error.message(),
            Self::Header { file, header } => header.message(file),
            Self::OnlyHeader(file) => Message::new("intake-only-header").text("file", file),
            Self::TooManyRows(file, limit) => Message::new("intake-too-many-rows")
                .text("file", file)
                .count("limit", *limit),
            Self::Spool(file) => Message::new("intake-spool").text("file", file),
            Self::OtherReport { file, report } => Message::new(report.key()).text("file", file),
            Self::SeveralSheets { file, sheets } => Message::new("intake-several-sheets")
                .text("file", file)
                .text("sheets", shown(sheets)),
            Self::NoParcels { file, seen } => Message::new("intake-no-parcels")
                .text("file", file)
                .text("seen", shown(seen)),
            Self::NoRecipients { file, seen } => Message::new("intake-no-recipients")
                .text("file", file)
                .text("seen", shown(seen)),
            Self::NoGoods { file, seen } => Message::new("intake-no-goods")
                .text("file", file)
                .text("seen", shown(seen)),
        }
    }
}
