//! `rekap check`: finds inconsistencies in the book.

use clap::Args;
use serde_json::json;

use crate::domain::message::Message;

use super::console::{Console, Failure, Progress};
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
    pub fn run(self, console: &mut Console) -> Result<(), Failure> {
        let opened = console.open_to_check()?;
        let mut progress = Progress::new();
        let apart = opened.apart()?;
        let book = apart.as_ref().unwrap_or(&opened);
        let mut findings = book.check_telling(|done, total| {
            let message = Message::new("cli-check-looking")
                .count("done", done)
                .count("total", total);
            progress.show(&message, console);
        })?;
        progress.clear();
        if self.check_backups {
            let now = console.clock_without_book()?;
            findings.extend(console.backups().check(now)?);
        }
        let texts: Vec<_> = findings
            .iter()
            .map(|found| console.words().say(&found.message))
            .collect();
        if self.shape.json {
            let list: Vec<_> = findings
                .iter()
                .zip(&texts)
                .map(|(found, text)| json!({ "rule": found.rule, "subject": found.subject, "text": text }))
                .collect();
            console.json(&json!({ "ok": findings.is_empty(), "findings": list }))?;
        } else if findings.is_empty() {
            let well = console.words().word("cli-check-ok");
            console.line(&well)?;
        } else {
            for (found, text) in findings.iter().zip(&texts) {
                console.line(&format!("{}: {text}", found.subject))?;
            }
        }
        if findings.is_empty() {
            Ok(())
        } else {
            Err(Failure::Findings)
        }
    }
}
