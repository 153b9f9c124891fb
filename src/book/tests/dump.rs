//! Dumps everything in a book, for comparison.

use std::collections::BTreeMap;

use rusqlite::types::Value;

use crate::book::keeper::book::Book;
use crate::book::keeper::schema;

/// The rows of every table that undo restores, and of the running sums.
pub(in crate::book) type Dump = BTreeMap<String, Vec<Vec<Value>>>;

pub(in crate::book) fn dump(book: &Book) -> Dump {
    let mut tables = schema::journalled(book.connection()).unwrap();
    tables.extend(
        [
            "order_sums",
            "offer_sums",
            "tier_sums",
            "period_sums",
            "bonus_sums",
            "handed_days",
            "handed_goods",
            "handed_stale",
            "day_sums",
            "day_goods",
        ]
        .map(str::to_owned),
    );
    tables
        .into_iter()
        .map(|table| {
            let mut select = book
                .connection()
                .prepare_cached(&format!("SELECT * FROM \"{table}\" ORDER BY 1"))
                .unwrap();
            let columns = select.column_count();
            let rows = select
                .query_map([], |row| (0..columns).map(|at| row.get(at)).collect())
                .unwrap();
            (table, rows.map(Result::unwrap).collect())
        })
        .collect()
}

/// The tables in which two dumps differ, with the rows that do.
#[track_caller]
pub(in crate::book) fn assert_same(now: &Dump, then: &Dump, when: &str) {
    for (table, rows) in then {
        for row in rows {
            assert!(now[table].contains(row), "{when}: {table} lacks {row:?}");
        }
        for row in &now[table] {
            assert!(rows.contains(row), "{when}: {table} has {row:?}");
        }
    }
}
