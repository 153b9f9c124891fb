//! A rule that one query can look at.

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::book::keeper::error::Result;
use crate::book::keeper::finding::Finding;

/// A rule, and the query that lists the subjects that break it.
pub(in crate::book) struct Invariant {
    /// The rule's number.
    pub(super) rule: &'static str,
    /// The sentence's key.
    pub(super) key: &'static str,
    /// One column: what the sentence is about.
    pub(super) sql: &'static str,
}

impl Invariant {
    /// Adds what breaks the rule.
    pub(super) fn look(&self, connection: &Connection, findings: &mut Vec<Finding>) -> Result<()> {
        let mut select = connection.prepare(self.sql)?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let subject = match row.get_ref(0)? {
                ValueRef::Integer(number) => number.to_string(),
                ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
                ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_) => "?".to_owned(),
            };
            findings.push(Finding::about(self.rule, self.key, subject));
        }
        Ok(())
    }
}
