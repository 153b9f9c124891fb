//! Reads every text of the book: one that is no UTF-8 can't be read, and one with control characters,
//! escapes or direction marks (rule 59) was written by another program.

use std::str;

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::book::keeper::error::Result;
use crate::book::keeper::finding::Finding;
use crate::book::keeper::schema;
use crate::domain::text;

/// What is read in another way: the texts of the history are JSON.
const JSON: &[(&str, &str)] = &[("actions", "message"), ("row_changes", "before")];

/// Reports texts that can't be read or that may not be shown as they are.
pub(in crate::book) fn texts(connection: &Connection, findings: &mut Vec<Finding>) -> Result<()> {
    for (table, columns) in schema::text_columns(connection)? {
        let columns: Vec<_> = columns
            .iter()
            .filter(|column| !JSON.contains(&(&table, column)))
            .collect();
        if columns.is_empty() {
            continue;
        }
        let names: String = columns
            .iter()
            .map(|column| format!(", \"{column}\""))
            .collect();
        let name = name_of(&table);
        let mut select =
            connection.prepare(&format!("SELECT {name}{names} FROM main.\"{table}\" t"))?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            for (place, column) in (1..).zip(&columns) {
                let ValueRef::Text(bytes) = row.get_ref(place)? else {
                    continue;
                };
                if is_plain(bytes) {
                    continue;
                }
                let what = || {
                    let name = match row.get_ref(0)? {
                        ValueRef::Integer(id) => format!("{table} {id}"),
                        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
                        ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_) => table.clone(),
                    };
                    Ok::<_, rusqlite::Error>(format!("{} ({table}.{column})", text::excerpt(&name)))
                };
                match str::from_utf8(bytes) {
                    Ok(text) if text::is_clean(text) => {}
                    Ok(_) => findings.push(Finding::about("59", "check-unclean", &what()?)),
                    Err(error) => {
                        findings.push(Finding::unreadable(&what()?, &error.to_string()));
                    }
                }
            }
        }
    }
    Ok(())
}

/// The expression that names a row of a table `t` to the owner: an order's code, a name.
fn name_of(table: &str) -> &'static str {
    match table {
        "orders" | "products" | "variants" | "periods" => "t.code",
        "lines" => "(SELECT code FROM orders WHERE id = t.order_id)",
        "offers" => "(SELECT code FROM variants WHERE id = t.variant_id)",
        "customers" | "suppliers" | "accounts" => "t.name",
        "tally_rows" => "t.order_code",
        "order_counters" => "t.code",
        "row_changes" => "t.action_id",
        _ => "t.id",
    }
}

/// Most texts: printable ASCII.
fn is_plain(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| (b' '..=b'~').contains(byte))
}
