//! The journal of deeds: before-images of every changed row, and putting them back (rule 56).

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt::Write as _;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params};

use super::error::{BookError, Result};
use super::schema;
use super::sql::from_row;
use crate::domain::id::ActionId;
use crate::domain::message::Message;
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;

/// Most bytes of before-images kept for undo; the oldest are deleted first. Actions are kept for
/// ever.
pub(in crate::book) const IMAGES_KEPT: i64 = 256 * 1024 * 1024;

/// Before-images read from the journal at a time while an action is undone.
pub(in crate::book) const AT_ONCE: i64 = 2_000;

/// How the key begins of the sentence that says that the book was restored.
pub(in crate::book) const RESTORED: &str = "did-restored-";

/// One deed in the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// Identity, growing with time.
    pub id: ActionId,
    /// When it was done.
    pub at: Moment,
    /// The window that did it.
    pub window: String,
    /// The sentence for it.
    pub message: Message,
    /// Whether it is undone.
    pub undone: bool,
}

impl Action {
    /// Why undo stops here: the book was restored from a copy, and the deeds before are the
    /// copy's.
    pub fn refuse_restored(&self) -> Result<(), Refusal> {
        if !self.message.key.starts_with(RESTORED) {
            return Ok(());
        }
        let at = self.at;
        let kept = self.message.text_of("kept").map(str::to_owned);
        Err(Refusal::Restored { at, kept })
    }
}

/// Creates the TEMP triggers that write before-images into `row_changes`, under the action named in
/// `temp.journal`.
pub(in crate::book) fn install(connection: &Connection) -> Result<()> {
    let mut sql = String::from(
        "CREATE TEMP TABLE IF NOT EXISTS journal (action_id INTEGER, first INTEGER NOT NULL, seq INTEGER NOT NULL);
         DELETE FROM temp.journal;
         INSERT INTO temp.journal VALUES (NULL, 0, 0);",
    );
    for table in schema::journalled(connection)? {
        let image = schema::columns(connection, &table)?
            .iter()
            .map(|column| format!("OLD.\"{column}\""))
            .collect::<Vec<_>>()
            .join(", ");
        let image = format!("json_array({image})");
        for (event, row, before) in [
            ("INSERT", "NEW", "NULL"),
            ("UPDATE", "OLD", &image),
            ("DELETE", "OLD", &image),
        ] {
            let _ = write!(sql, "{}", trigger(&table, event, row, before));
        }
    }
    connection.execute_batch(&sql)?;
    Ok(())
}

/// The SQL of the trigger that journals one kind of change (insert, update, delete) of one table.
fn trigger(table: &str, event: &str, row: &str, before: &str) -> String {
    format!(
        "CREATE TEMP TRIGGER IF NOT EXISTS \"journal_{table}_{event}\" AFTER {event} ON main.\"{table}\"
         WHEN (SELECT action_id FROM temp.journal) IS NOT NULL BEGIN
             UPDATE journal SET seq = seq + 1;
             INSERT INTO row_changes (action_id, seq, tbl, row, before)
             SELECT action_id, seq, '{table}', {row}.id, {before} FROM journal;
         END;"
    )
}

/// Stops journalling inserts into a table until [`resume_inserts`].
pub(in crate::book) fn pause_inserts(connection: &Connection, table: &'static str) -> Result<()> {
    connection.execute_batch(&format!("DROP TRIGGER temp.\"journal_{table}_INSERT\""))?;
    Ok(())
}

/// Journals all rows inserted since [`pause_inserts`] (those with an id above `before`) and
/// journals further inserts again. The entries come before everything else the action did: undo
/// first reverts later changes of a row and then removes it.
pub(in crate::book) fn resume_inserts(
    connection: &Connection,
    table: &'static str,
    before: i64,
) -> Result<()> {
    let newest: i64 = connection.query_row(
        &format!("SELECT coalesce(max(id), 0) FROM main.\"{table}\""),
        [],
        |row| row.get(0),
    )?;
    let (action, first): (i64, i64) =
        connection.query_row("SELECT action_id, first FROM temp.journal", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    let first = first - (newest - before).max(0);
    // Ids grow, so the order of the ids is the order in the journal.
    connection.execute(
        &format!(
            "INSERT INTO row_changes (action_id, seq, tbl, row, before)
             SELECT ?1, ?2 + id, '{table}', id, NULL FROM main.\"{table}\" WHERE id > ?3 ORDER BY id"
        ),
        [action, first - before, before],
    )?;
    connection.execute("UPDATE temp.journal SET first = ?1", [first])?;
    connection.execute_batch(&trigger(table, "INSERT", "NEW", "NULL"))?;
    Ok(())
}

/// Begins an action: changes from now on are journalled under it.
pub(in crate::book) fn begin(
    connection: &Connection,
    now: Moment,
    window: &str,
    reverses: Option<ActionId>,
) -> Result<ActionId> {
    connection
        .prepare_cached(
            "INSERT INTO actions (at, window, message, reverses) VALUES (?1, ?2, '', ?3)",
        )?
        .execute(params![now, window, reverses])?;
    let action = connection.last_insert_rowid();
    connection
        .prepare_cached("UPDATE temp.journal SET action_id = ?1, first = 0, seq = 0")?
        .execute([action])?;
    Ok(ActionId::new(action))
}

/// Ends an action and stores its sentence. Returns whether it changed anything.
pub(in crate::book) fn end(
    connection: &Connection,
    action: ActionId,
    message: &Message,
) -> Result<bool> {
    connection
        .prepare_cached("UPDATE temp.journal SET action_id = NULL")?
        .execute([])?;
    let (rows, bytes): (i64, i64) = connection
        .prepare_cached(
            "SELECT count(*), coalesce(sum(length(before)), 0) + 40 * count(*) FROM row_changes WHERE action_id = ?1",
        )?
        .query_row([action], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if rows == 0 {
        return Ok(false);
    }
    connection
        .prepare_cached("UPDATE actions SET message = ?2, images = ?3 WHERE id = ?1")?
        .execute(params![action, message, bytes])?;
    // Checking the sum now and then is enough: the limit only keeps the file from growing.
    if action.raw() % 64 == 0 {
        prune(connection)?;
    }
    Ok(true)
}

/// Deletes the oldest before-images once there are more than [`IMAGES_KEPT`] bytes of them.
fn prune(connection: &Connection) -> Result<()> {
    let mut newest_first = connection.prepare_cached(
        "SELECT id, images FROM actions WHERE images IS NOT NULL ORDER BY id DESC",
    )?;
    let mut rows = newest_first.query([])?;
    let mut kept = 0;
    while let Some(row) = rows.next()? {
        kept += row.get::<_, i64>(1)?;
        if kept > IMAGES_KEPT {
            let oldest: i64 = row.get(0)?;
            connection.execute("DELETE FROM row_changes WHERE action_id <= ?1", [oldest])?;
            connection.execute("UPDATE actions SET images = NULL WHERE id <= ?1", [oldest])?;
            break;
        }
    }
    Ok(())
}

/// Restores every before-image of an action, from last to first.
pub(in crate::book) fn put_back(connection: &Connection, action: ActionId) -> Result<()> {
    // Rows are restored one at a time, and a child may be restored before its parent.
    connection.execute_batch("PRAGMA defer_foreign_keys = ON")?;
    let mut select = connection.prepare_cached(
        "SELECT seq, tbl, row, before FROM row_changes WHERE action_id = ?1 AND seq < ?2 ORDER BY seq DESC LIMIT ?3",
    )?;
    let mut tables: HashMap<String, Restore> = HashMap::new();
    let mut below = i64::MAX;
    // In portions: an import may have very many rows.
    loop {
        let changes = select
            .query_map(params![action, below, AT_ONCE], |row| {
                Ok((
                    row.get::<_, i64>(0)?,
                    row.get::<_, String>(1)?,
                    row.get::<_, i64>(2)?,
                    row.get::<_, Option<String>>(3)?,
                ))
            })?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        let Some((last, ..)) = changes.last() else {
            return Ok(());
        };
        below = *last;
        for (_, table, row, before) in changes {
            let restore = match tables.entry(table) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => {
                    let restore = Restore::of(connection, new.key())?;
                    new.insert(restore)
                }
            };
            restore.put_back(connection, row, before.as_deref())?;
        }
    }
}

/// The statements that restore rows of one table.
struct Restore {
    columns: usize,
    exists: String,
    delete: String,
    update: String,
    insert: String,
}

impl Restore {
    fn of(connection: &Connection, table: &str) -> Result<Self> {
        let columns = schema::columns(connection, table)?;
        let names = columns
            .iter()
            .map(|column| format!("\"{column}\""))
            .collect::<Vec<_>>()
            .join(", ");
        let places = (1..=columns.len())
            .map(|place| format!("?{place}"))
            .collect::<Vec<_>>()
            .join(", ");
        Ok(Self {
            columns: columns.len(),
            exists: format!("SELECT 1 FROM main.\"{table}\" WHERE id = ?1"),
            delete: format!("DELETE FROM main.\"{table}\" WHERE id = ?1"),
            // The id is the first column of every journalled table.
            update: format!("UPDATE main.\"{table}\" SET ({names}) = ({places}) WHERE id = ?1"),
            insert: format!("INSERT INTO main.\"{table}\" ({names}) VALUES ({places})"),
        })
    }

    fn put_back(&self, connection: &Connection, row: i64, before: Option<&str>) -> Result<()> {
        let Some(before) = before else {
            connection.prepare_cached(&self.delete)?.execute([row])?;
            return Ok(());
        };
        let image = image(before)?;
        if image.len() != self.columns {
            return Err(Refusal::HistoryPruned.into());
        }
        let exists = connection.prepare_cached(&self.exists)?.exists([row])?;
        let sql = if exists { &self.update } else { &self.insert };
        connection
            .prepare_cached(sql)?
            .execute(rusqlite::params_from_iter(image))?;
        Ok(())
    }
}

/// The values of a before-image.
pub(in crate::book) fn image(json: &str) -> Result<Vec<Value>> {
    let values: Vec<serde_json::Value> = serde_json::from_str(json)?;
    values
        .into_iter()
        .map(|value| match value {
            serde_json::Value::Null => Ok(Value::Null),
            serde_json::Value::Number(number) => number
                .as_i64()
                .map(Value::Integer)
                .ok_or_else(|| BookError::Damaged(number.to_string())),
            serde_json::Value::String(text) => Ok(Value::Text(text)),
            other => Err(BookError::Damaged(other.to_string())),
        })
        .collect()
}

from_row! {
    pub(in crate::book) ACTION, action: Action {
        id: "a.id",
        at: "a.at",
        window: "a.window",
        message: "a.message",
        undone: "a.undone",
    }
}

pub(in crate::book) fn newest_live(connection: &Connection) -> Result<Option<Action>> {
    one(
        connection,
        &format!(
            "{ACTION} FROM actions a WHERE reverses IS NULL AND undone = 0 AND message <> ''
             ORDER BY id DESC LIMIT 1"
        ),
    )
}

/// The action that redo does next: the oldest one undone since the newest deed. Actions undone
/// before that deed can't be redone any more, even when that deed is undone itself.
pub(in crate::book) fn oldest_undone(connection: &Connection) -> Result<Option<Action>> {
    one(
        connection,
        &format!(
            "{ACTION} FROM actions a WHERE reverses IS NULL AND undone = 1 AND message <> ''
               AND id > coalesce((SELECT max(id) FROM actions WHERE reverses IS NULL AND undone = 0 AND message <> ''), 0)
               AND EXISTS (SELECT 1 FROM actions r WHERE r.reverses = a.id
                   AND r.id > (SELECT max(id) FROM actions WHERE reverses IS NULL AND message <> ''))
             ORDER BY id LIMIT 1"
        ),
    )
}

#[track_caller]
fn one(connection: &Connection, sql: &str) -> Result<Option<Action>> {
    let mut select = connection.prepare_cached(sql)?;
    Ok(select.query_row([], action).optional()?)
}

pub(in crate::book) fn has_images(connection: &Connection, action: ActionId) -> Result<bool> {
    Ok(connection
        .prepare_cached("SELECT images IS NOT NULL FROM actions WHERE id = ?1")?
        .query_row([action], |row| row.get(0))?)
}
