//! Backup copies of the book.

use super::column::{Column, List, Shown, Tone};
use crate::book::BackupCopy;
use crate::output::table::{Cell, Kind};

type Col = Column<BackupCopy>;

/// The backup copies. In JSON a path has to be valid UTF-8; the caller checks that first.
pub const BACKUPS: List<BackupCopy> = List::new(
    "backups",
    &[
        Col::new("path", Kind::Text, |row, _| Cell::text(row.path.to_str())).json(),
        Col::new("at", Kind::Moment, |row, _| Cell::Moment(row.at))
            .json()
            .text("cli-col-at")
            .screen("history-when", 14, 26),
        Col::new("reason", Kind::Text, |row, view| {
            view.term(row.reason.code(), row.reason.key())
        })
        .json()
        .text("backup-why")
        .screen("backup-why", 8, 24),
        Col::new("bytes", Kind::Int, |row, _| count(row.bytes)).json(),
        Col::new("size", Kind::Int, |row, _| count(row.bytes.div_ceil(1024)))
            .text("backup-size")
            .screen("backup-size", 6, 12),
        Col::new("file", Kind::Text, |row, _| {
            Cell::Text(row.path.display().to_string())
        })
        .text("backup-file")
        .screen("backup-file", 10, 120)
        .look(|row, view| {
            let name = row.path.file_name().unwrap_or_default().to_string_lossy();
            let file = match row.second {
                true => format!("{} · {name}", view.word("backup-in-second")),
                false => name.into_owned(),
            };
            Shown::new(file, Tone::Muted)
        }),
        Col::new("second", Kind::Text, |row, view| view.flag(row.second)).json(),
    ],
);

fn count(number: u64) -> Cell {
    Cell::Int(i64::try_from(number).unwrap_or(i64::MAX))
}
