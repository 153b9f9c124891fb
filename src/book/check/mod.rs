//! Looking the book over: is the file sound, do the figures that are kept equal the figures
//! recomputed from the facts, and do the facts keep the rules?

mod facts;
mod invariant;
mod quotas;
mod sums;
mod turns;

use rusqlite::Connection;

use super::keeper::book::Book;
use super::keeper::error::Result;
use super::keeper::finding::Finding;
use super::keeper::schema;
use crate::domain::message::Message;
use sums::ALL;

/// A part of the look: it adds what it finds.
type Part = fn(&Connection, &mut Vec<Finding>) -> Result<()>;

impl Book {
    /// Looks the whole book over. No findings means it is sound.
    pub fn check(&self) -> Result<Vec<Finding>> {
        self.check_telling(|_, _| {})
    }

    /// As [`Self::check`]; `tell` hears how many parts of how many are done.
    pub fn check_telling(&self, mut tell: impl FnMut(usize, usize)) -> Result<Vec<Finding>> {
        let parts: [Part; 5] = [
            integrity,
            schema,
            foreign_keys,
            turns::numbers,
            turns::waiting,
        ];
        let invariants = || [ALL, facts::ALL, quotas::ALL].into_iter().flatten();
        let total = parts.len() + invariants().count();
        let mut findings = Vec::new();
        let mut done = 0;
        let mut each = |looked: Result<()>, found: usize| match looked {
            // What can't be read any further is part of the damage that was found.
            Err(_) if found > 0 => Ok(false),
            Err(error) => Err(error),
            Ok(()) => {
                done += 1;
                tell(done, total);
                Ok(true)
            }
        };
        for part in parts {
            let looked = part(&self.connection, &mut findings);
            if !each(looked, findings.len())? {
                return Ok(findings);
            }
        }
        for invariant in invariants() {
            let looked = invariant.look(&self.connection, &mut findings);
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

/// A part by another hand works on unseen, or no longer works.
fn schema(connection: &Connection, findings: &mut Vec<Finding>) -> Result<()> {
    let version = schema::version();
    for part in schema::strange(connection, version)? {
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
