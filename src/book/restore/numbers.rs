//! The numbers that a book has given: those of orders (rule 54), and the ids of everything else, by
//! which payments and deeds are named. A restored book goes on after them.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::{Connection, OpenFlags, Row, params};

use crate::book::keeper::error::Result;
use crate::book::rows::order::split_code;

/// No book gives higher numbers than this; what is higher was written by somebody else.
const MOST: i64 = 1_000_000_000_000;

/// The highest numbers given.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Numbers {
    /// By PO code.
    orders: BTreeMap<String, i64>,
    /// By table.
    ids: BTreeMap<String, i64>,
}

impl Numbers {
    /// The numbers a book has given.
    pub(super) fn of(book: &Connection) -> Result<Self> {
        let mut numbers = Self::default();
        numbers.read(book)?;
        Ok(numbers)
    }

    /// The numbers that can be read of a file, which may be damaged, and whether they are all.
    pub(super) fn salvage(file: &Path) -> (Self, bool) {
        let mut numbers = Self::default();
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let all = Connection::open_with_flags(file, flags)
            .map_err(Into::into)
            .and_then(|book| numbers.read(&book));
        (numbers, all.is_ok())
    }

    /// Reads all it can; fails when something can't be read.
    fn read(&mut self, book: &Connection) -> Result<()> {
        let counters = each(book, "SELECT code, last FROM order_counters", |row| {
            raise(&mut self.orders, row.get(0)?, row.get(1)?);
            Ok(())
        });
        // A counter may be unreadable where the orders aren't.
        let codes = each(book, "SELECT code FROM orders", |row| {
            let code: String = row.get(0)?;
            if let Some((period, number)) = split_code(&code) {
                raise(&mut self.orders, period.to_owned(), number);
            }
            Ok(())
        });
        let ids = each(book, "SELECT name, seq FROM sqlite_sequence", |row| {
            raise(&mut self.ids, row.get(0)?, row.get(1)?);
            Ok(())
        });
        counters.and(codes).and(ids)
    }

    /// Makes `book` go on after these numbers.
    pub(super) fn continue_in(&self, book: &Connection) -> Result<()> {
        for (code, last) in &self.orders {
            book.execute(
                "INSERT INTO order_counters (code, last) VALUES (?1, ?2)
                 ON CONFLICT (code) DO UPDATE SET last = max(last, excluded.last)",
                params![code, last],
            )?;
        }
        for (table, last) in &self.ids {
            let known = book.execute(
                "UPDATE sqlite_sequence SET seq = max(seq, ?2) WHERE name = ?1",
                params![table, last],
            )?;
            if known == 0 {
                book.execute(
                    "INSERT INTO sqlite_sequence (name, seq)
                     SELECT name, ?2 FROM sqlite_schema WHERE type = 'table' AND name = ?1",
                    params![table, last],
                )?;
            }
        }
        Ok(())
    }
}

fn raise(numbers: &mut BTreeMap<String, i64>, name: String, number: i64) {
    if number <= MOST {
        let last = numbers.entry(name).or_default();
        *last = number.max(*last);
    }
}

fn each(
    book: &Connection,
    sql: &str,
    mut row: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
) -> Result<()> {
    let mut select = book.prepare(sql)?;
    let mut rows = select.query([])?;
    while let Some(next) = rows.next()? {
        row(next)?;
    }
    Ok(())
}
