//! A private copy of a large book, for questions that take long.

use std::cell::Cell;

use rusqlite::Connection;
use rusqlite::backup::Backup;

use super::backup::copy;
use super::book::Book;
use super::connection::configure;
use super::error::{BookError, Result};

/// From this size on it is faster to copy the book than to ask everything of it: some 15,000
/// orders, whose export takes 0.2 s.
const LARGE: i64 = 16 * 1024 * 1024;

impl Book {
    /// A copy of a large book as it is in the present snapshot, which ends: other windows can save
    /// while the copy is read. It lies in an unnamed temporary file, so that memory stays flat.
    /// `None` for a book that is read fast enough as it is, or when there is no room for a copy.
    pub fn apart(&self) -> Result<Option<Self>> {
        let reading = self.reading()?;
        let pages: i64 = reading.pragma_query_value(None, "page_count", |row| row.get(0))?;
        let page: i64 = reading.pragma_query_value(None, "page_size", |row| row.get(0))?;
        if pages.saturating_mul(page) < LARGE {
            return Ok(None);
        }
        let Ok(connection) = copied(&reading) else {
            return Ok(None);
        };
        drop(reading);
        self.release_snapshot();
        Ok(Some(Self {
            connection,
            window: self.window.clone(),
            read_only: Some(BookError::ReadOnly),
            opened: self.opened,
            schema_seen: self.schema_seen,
            journalling: false,
            path: self.path.clone(),
            saved: self.saved.clone(),
            gave_up: Cell::default(),
        }))
    }
}

fn copied(from: &Connection) -> Result<Connection> {
    // SQLite makes a file for a database without a name and removes it.
    let mut to = Connection::open("")?;
    to.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")?;
    copy::run(&Backup::new(from, &mut to)?)?;
    configure(&to, false)?;
    Ok(to)
}

#[cfg(test)]
mod tests {
    use crate::book::{Book, Opening, ShopChange};
    use crate::domain::when::Moment;

    #[test]
    fn others_save_while_a_copy_of_a_large_book_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("toko.rekap");
        let now = Moment::from_unix(1_767_225_600);
        let mut window = Book::open(&path, Opening::Create).unwrap();
        let named = |name: &str| ShopChange {
            name: Some(name.to_owned()),
            ..ShopChange::default()
        };
        window.set_shop(&named("Dapur Ibu"), now).unwrap();
        let small = Book::open(&path, Opening::Look).unwrap();
        assert!(
            small.apart().unwrap().is_none(),
            "a small book is read itself"
        );
        window
            .connection()
            .execute_batch(
                "CREATE TABLE much (bytes); INSERT INTO much VALUES (zeroblob(17000000)); DROP TABLE much",
            )
            .unwrap();
        small.hold_snapshot().unwrap();
        let apart = small.apart().unwrap().expect("a large book is copied");
        window.set_shop(&named("Dapur Bapak"), now).unwrap();
        assert_eq!(apart.shop().unwrap().name, "Dapur Ibu");
        assert_eq!(small.shop().unwrap().name, "Dapur Bapak");
    }
}
