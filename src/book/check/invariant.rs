//! A rule that one query can check.

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::book::keeper::error::Result;
use crate::book::keeper::finding::Finding;

/// A rule and the query that lists what breaks it.
pub(in crate::book) struct Invariant {
    /// The rule's number.
    pub(super) rule: &'static str,
    /// The key of the finding's sentence in `assets/lang`.
    pub(super) key: &'static str,
    /// A query with one column: the order code or other name of what breaks the rule.
    pub(super) sql: &'static str,
}

impl Invariant {
    /// Runs the query and adds a finding for each row.
    pub(super) fn look(&self, connection: &Connection, findings: &mut Vec<Finding>) -> Result<()> {
        let mut select = connection.prepare(self.sql)?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let subject = match row.get_ref(0)? {
                ValueRef::Integer(number) => number.to_string(),
                ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
                ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_) => "?".to_owned(),
            };
            findings.push(Finding::about(self.rule, self.key, &subject));
        }
        Ok(())
    }
}
