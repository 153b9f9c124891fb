//! A book from another hand: texts in its columns that the program itself would never store (rule
//! 59).

#![allow(dead_code, reason = "each suite uses its part")]

use std::path::Path;

use rusqlite::Connection;

/// Texts that a terminal, a chat or a spreadsheet would obey instead of showing them.
pub const HOSTILE: [&str; 8] = [
    "A\u{202e}gnp.exe\u{2066}",
    "\u{1b}]52;c;ZXZpbA==\u{7}\u{1b}[31mmerah",
    "\u{1b}[2J\u{9b}5mkedip\u{85}",
    "satu\u{2028}dua\u{2029}tiga\u{b}empat",
    "Bu\u{200d}di\u{200b}\u{feff}\u{ad}",
    "\u{1b}P+q\u{1b}\\x\u{1b}]0;tanpa akhir",
    "\u{7f}\u{8}\u{0}\rx\ty\u{e0041}\u{fff9}",
    "x\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
];

/// Columns that are read as something else than text: codes, dates, rules, JSON.
const READ: [&str; 51] = [
    "shop.zone",
    "accounts.method",
    "products.code",
    "variants.code",
    "periods.code",
    "periods.down_payment",
    "periods.cancellation",
    "periods.confirms",
    "estimates.ready_from",
    "estimates.ready_to",
    "customers.birthday",
    "handles.channel",
    "orders.code",
    "orders.channel",
    "orders.down_payment",
    "orders.cancelled_by",
    "orders.cancellation",
    "orders.kept_by",
    "orders.asks_of",
    "orders.wanted_day",
    "orders.wanted_time",
    "orders.way",
    "orders.shipping",
    "payment_stages.rule",
    "destinations.day",
    "lines.chosen",
    "charges.kind",
    "payments.method",
    "destination_items.chosen",
    "parcels.way",
    "parcels.return_ending",
    "claims.chosen",
    "claims.kind",
    "claims.ending",
    "claims.goods",
    "entries.kind",
    "batches.day",
    "unit_moves.src",
    "unit_moves.dst",
    "actions.window",
    "actions.message",
    "row_changes.tbl",
    "row_changes.before",
    "order_counters.code",
    "tally_rows.order_code",
    "tally_rows.code",
    "tally_rows.product_code",
    "reservations.channel",
    "mappings.header",
    "mappings.mapping",
    "aliases.text",
];

/// A column with text.
#[derive(Debug, Clone)]
pub struct Column {
    pub table: String,
    pub name: String,
    /// Whether it is shown as it is, not read as something else.
    pub shown: bool,
}

/// Every column with text in a book.
pub fn columns(book: &Path) -> Vec<Column> {
    let book = Connection::open(book).unwrap();
    let mut select = book
        .prepare(
            "SELECT t.name, c.name FROM pragma_table_list t JOIN pragma_table_info(t.name) c
             WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND c.type = 'TEXT'",
        )
        .unwrap();
    let found = select.query_map([], |row| {
        let (table, name): (String, String) = (row.get(0)?, row.get(1)?);
        let shown = !READ.contains(&format!("{table}.{name}").as_str());
        Ok(Column { table, name, shown })
    });
    found.unwrap().map(Result::unwrap).collect()
}

/// Writes a text into every row of a column, whatever the schema says of it.
pub fn put(book: &Path, column: &Column, text: &str) {
    let book = Connection::open(book).unwrap();
    // Without syncs: one deed of another program after another, hundreds in a test.
    book.execute_batch(
        "PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; BEGIN",
    )
    .unwrap();
    let Column { table, name, .. } = column;
    // Where each must be the only one of its kind, one is enough.
    let sql = format!("UPDATE OR IGNORE \"{table}\" SET \"{name}\" = ?1");
    let mut guards = book
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '%RAISE(ABORT%'")
        .unwrap();
    let guards: Vec<(String, String)> = guards
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<rusqlite::Result<_>>()
        .unwrap();
    for (name, _) in &guards {
        book.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    book.execute(&sql, [text]).unwrap();
    for (_, sql) in &guards {
        book.execute_batch(sql).unwrap();
    }
    book.execute_batch("COMMIT").unwrap();
}

/// Writes a text into the sentences of the history, in place of what they say of `name`.
pub fn put_into_history(book: &Path, name: &str, text: &str) {
    let book = Connection::open(book).unwrap();
    let quoted = serde_json::to_string(text).unwrap();
    let quoted = quoted.trim_matches('"');
    book.execute(
        "UPDATE actions SET message = replace(message, ?1, ?2)",
        [name, quoted],
    )
    .unwrap();
}
