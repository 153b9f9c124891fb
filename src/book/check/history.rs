//! Reads what history and undo will read: the sentence of every deed (rule 57) and every before-image
//! (rule 56).

use rusqlite::Connection;
use rusqlite::types::Value;

use crate::book::keeper::error::Result;
use crate::book::keeper::finding::Finding;
use crate::book::keeper::journal::image;
use crate::book::keeper::schema;
use crate::domain::message::Message;
use crate::domain::text;

/// Reports deeds whose sentence can't be read or may not be shown as it is.
pub(in crate::book) fn messages(
    connection: &Connection,
    findings: &mut Vec<Finding>,
) -> Result<()> {
    let mut select = connection.prepare("SELECT id, message FROM actions WHERE message <> ''")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let what = format!("actions {}", row.get::<_, i64>(0)?);
        match row.get::<_, Message>(1) {
            Ok(message) if message.texts().all(text::is_clean) => {}
            Ok(_) => findings.push(Finding::about("59", "check-unclean", &what)),
            Err(error) => findings.push(Finding::unreadable(&what, &error.to_string())),
        }
    }
    Ok(())
}

/// Reports before-images that undo can't put back, and those with texts that may not be shown.
pub(in crate::book) fn images(connection: &Connection, findings: &mut Vec<Finding>) -> Result<()> {
    let tables = schema::journalled(connection)?;
    let mut select = connection.prepare("SELECT action_id, seq, tbl, before FROM row_changes")?;
    let mut rows = select.query([])?;
    let is_clean = |value: &Value| !matches!(value, Value::Text(text) if !text::is_clean(text));
    while let Some(row) = rows.next()? {
        let what = || {
            let (action, seq) = (row.get::<_, i64>(0)?, row.get::<_, i64>(1)?);
            Ok::<_, rusqlite::Error>(format!("row_changes {action}/{seq}"))
        };
        if !tables
            .iter()
            .any(|table| row.get_ref(2).is_ok_and(|name| name.as_str() == Ok(table)))
        {
            findings.push(Finding::unreadable(&what()?, "tbl"));
            continue;
        }
        let before = match row.get_ref(3)?.as_str_or_null() {
            Ok(Some(before)) => image(before).map_err(|error| error.to_string()),
            Ok(None) => continue,
            Err(error) => Err(error.to_string()),
        };
        match before {
            Ok(values) if values.iter().all(is_clean) => {}
            Ok(_) => findings.push(Finding::about("59", "check-unclean", &what()?)),
            Err(error) => findings.push(Finding::unreadable(&what()?, &error)),
        }
    }
    Ok(())
}
