//! Checks the book: whether the file is sound, the stored sums equal the sums of the facts, and the
//! facts keep the rules.

mod facts;
mod invariant;
mod orders;
mod quotas;
mod sums;

use rusqlite::Connection;

use super::keeper::book::Book;
use super::keeper::error::Result;
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
        let parts: [Part; 5] = [
            integrity,
            schema,
            foreign_keys,
            orders::numbers,
            orders::waiting,
        ];
        let invariants = || [ALL, facts::ALL, quotas::ALL].into_iter().flatten();
        let total = parts.len() + invariants().count();
        let reading = self.reading()?;
        let mut findings = Vec::new();
        let mut done = 0;
        let mut each = |looked: Result<()>, found: usize| match looked {
            // A read error after a finding belongs to the damage already reported.
            Err(_) if found > 0 => Ok(false),
            Err(error) => Err(error),
            Ok(()) => {
                done += 1;
                tell(done, total);
                Ok(true)
            }
        };
        for part in parts {
            let looked = part(&reading, &mut findings);
            if !each(looked, findings.len())? {
                return Ok(findings);
            }
        }
        for invariant in invariants() {
            let looked = invariant.look(&reading, &mut findings);
            if !each(looked, findings.len())? {
                return Ok(findings);
            }
        }
        Ok(findings)
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
        findings.push(Finding::about("schema", "check-schema", part));
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
        findings.push(Finding::about("keys", "check-foreign-key", subject));
    }
    Ok(())
}
