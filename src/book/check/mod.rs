//! Checks the book: whether the file is sound, everything in it can be read, the stored sums equal
//! the sums of the facts, and the facts keep the rules.

mod facts;
mod history;
mod invariant;
mod orders;
mod questions;
mod quotas;
mod sums;
mod texts;
mod units;

use rusqlite::Connection;

use super::keeper::book::Book;
use super::keeper::error::{BookError, Result};
use super::keeper::finding::Finding;
use super::keeper::schema;
use crate::domain::message::Message;
use sums::ALL;

/// One part of the check; adds its findings to the list.
type Part = fn(&Connection, &mut Vec<Finding>) -> Result<()>;

impl Book {
    /// Checks the whole book. Without findings it is sound.
    pub fn check(&self) -> Result<Vec<Finding>> {
        self.check_telling(|_, _| {})
    }

    /// Like [`Self::check`]; calls `tell(done, total)` after each part.
    pub fn check_telling(&self, mut tell: impl FnMut(usize, usize)) -> Result<Vec<Finding>> {
        let parts: [(&str, Part); 9] = [
            ("file", integrity),
            ("schema", schema),
            ("keys", foreign_keys),
            ("texts", texts::texts),
            ("history", history::messages),
            ("undo", history::images),
            ("numbers", orders::numbers),
            ("waiting", orders::waiting),
            ("days", orders::days),
        ];
        let invariants = || {
            [ALL, facts::ALL, quotas::ALL, units::ALL]
                .into_iter()
                .flatten()
        };
        let total = parts.len() + invariants().count() + questions::ALL.len();
        let reading = self.reading()?;
        let mut findings = Vec::new();
        let mut done = 0;
        // Adds what can't be read; `false` when nothing more can be learnt.
        let mut go_on =
            |what: &str, looked: Result<()>, findings: &mut Vec<Finding>| -> Result<bool> {
                done += 1;
                tell(done, total);
                let Err(error) = looked else { return Ok(true) };
                let broken = |found: &Finding| matches!(found.rule, "file" | "schema");
                if findings.iter().any(broken) {
                    // The error belongs to the damage already reported.
                    return Ok(false);
                }
                findings.push(Finding::unreadable(what, &unreadable(error)?));
                Ok(true)
            };
        for (what, part) in parts {
            let looked = part(&reading, &mut findings);
            if matches!(what, "file" | "schema") && findings.is_empty() {
                // Where not even this can be read, the error says more than a finding.
                looked.clone()?;
            }
            if !go_on(what, looked, &mut findings)? {
                return Ok(findings);
            }
        }
        for invariant in invariants() {
            let looked = invariant.look(&reading, &mut findings);
            if !go_on(invariant.rule, looked, &mut findings)? {
                return Ok(findings);
            }
        }
        for (what, ask) in questions::ALL {
            if !go_on(what, ask(self), &mut findings)? {
                return Ok(findings);
            }
        }
        Ok(findings)
    }
}

/// What an error says of something stored that can't be read; other errors are returned.
fn unreadable(error: BookError) -> Result<String> {
    match error {
        BookError::Damaged(what) | BookError::Storage(what) => Ok(what),
        // A row that another one needs is missing.
        BookError::Refused(refusal) => Ok(refusal.to_string()),
        error => Err(error),
    }
}

fn integrity(connection: &Connection, findings: &mut Vec<Finding>) -> Result<()> {
    let mut select = connection.prepare("PRAGMA integrity_check")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let found: String = row.get(0)?;
        if found != "ok" {
            findings.push(Finding {
                rule: "file",
                message: Message::new("check-integrity").text("detail", found.as_str()),
                subject: found,
            });
        }
    }
    Ok(())
}

/// Reports tables, indexes and triggers that another program added, changed or removed.
fn schema(connection: &Connection, findings: &mut Vec<Finding>) -> Result<()> {
    let version = schema::version();
    for part in schema::foreign_parts(connection, version)? {
        findings.push(Finding::about("schema", "check-schema", &part));
    }
    Ok(())
}

fn foreign_keys(connection: &Connection, findings: &mut Vec<Finding>) -> Result<()> {
    let mut select = connection.prepare("PRAGMA foreign_key_check")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let table: String = row.get(0)?;
        let id: Option<i64> = row.get(1)?;
        let subject = format!("{table} {}", id.unwrap_or_default());
        findings.push(Finding::about("keys", "check-foreign-key", &subject));
    }
    Ok(())
}
