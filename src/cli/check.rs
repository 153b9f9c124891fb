//! `rekap check`: finds inconsistencies in the book.

use clap::Args;
use serde_json::json;

use crate::book::Opening;
use crate::domain::message::Message;

use super::desk::{Desk, Failure, Progress};
use super::values::Shape;

/// Recomputes running sums, checks the rules, and lists what doesn't fit.
#[derive(Debug, Args)]
pub struct Check {
    #[arg(long = "backups")]
    check_backups: bool,
    #[command(flatten)]
    shape: Shape,
}

impl Check {
    /// Prints the findings; with any, the exit code is 1.
    pub fn run(self, desk: &mut Desk) -> Result<(), Failure> {
        let counter = desk.open(Opening::Look)?;
        let mut progress = Progress::new();
        let mut findings = counter.book.check_telling(|done, total| {
            let count = |number| i64::try_from(number).unwrap_or(i64::MAX);
            let message = Message::new("cli-check-looking")
                .count("done", count(done))
                .count("total", count(total));
            progress.show(&message, desk);
        })?;
        progress.clear();
        if self.check_backups {
            findings.extend(counter.book.shelf()?.check(counter.now)?);
        }
        let texts: Vec<_> = findings
            .iter()
            .map(|found| desk.words().say(&found.message))
            .collect();
        if self.shape.json {
            let list: Vec<_> = findings
                .iter()
                .zip(&texts)
                .map(|(found, text)| json!({ "rule": found.rule, "subject": found.subject, "text": text }))
                .collect();
            desk.json(&json!({ "ok": findings.is_empty(), "findings": list }))?;
        } else if findings.is_empty() {
            let well = desk.words().word("cli-check-ok");
            desk.line(&well)?;
        } else {
            for (found, text) in findings.iter().zip(&texts) {
                desk.line(&format!("{}: {text}", found.subject))?;
            }
        }
        if findings.is_empty() {
            Ok(())
        } else {
            Err(Failure::Findings)
        }
    }
}
