//! The paper that each kind of papers was printed on last. It is a matter of this machine's printer, so it is
//! noted in the folder of backups and not in the book.

use std::fs;
use std::io::ErrorKind;

use super::store::BackupStore;
use crate::book::keeper::connection::private_file;
use crate::book::keeper::error::Result;

/// The file in `NAME.backups` that holds a line for each kind: `labels a6`.
const NOTE: &str = "papers";

impl BackupStore {
    /// The paper that papers of a kind were printed on last. A note that can't be read counts as none.
    pub fn last_paper(&self, kind: &str) -> Option<String> {
        let noted = fs::read_to_string(self.folder().join(NOTE)).ok()?;
        let mut lines = noted.lines().filter_map(|line| line.split_once(' '));
        let (_, paper) = lines.find(|(known, _)| *known == kind)?;
        Some(paper.to_owned())
    }

    /// Notes the paper that papers of a kind are printed on.
    ///
    /// # Errors
    /// The folder can't be written.
    pub fn note_paper(&self, kind: &str, paper: &str) -> Result<()> {
        if self.last_paper(kind).as_deref() == Some(paper) {
            return Ok(());
        }
        let note = self.folder().join(NOTE);
        let before = match fs::read_to_string(&note) {
            Ok(noted) => noted,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                self.make_folder()?;
                private_file(&note)?;
                String::new()
            }
            Err(error) => return Err(error.into()),
        };
        let others = before.lines().filter(|line| {
            let known = line.split_once(' ');
            known.is_some_and(|(known, _)| known != kind)
        });
        let mut text: String = others.map(|line| format!("{line}\n")).collect();
        text.push_str(&format!("{kind} {paper}\n"));
        Ok(fs::write(note, text)?)
    }
}
