//! Deletes copies that need not be kept, and what killed programs left.

use std::fs;
use std::path::Path;

use super::seal;
use super::store::{BackupCopy, BackupStore};
use crate::book::keeper::building;
use crate::domain::backup;
use crate::domain::when::Moment;

impl BackupStore {
    /// Deletes the copies in a folder that need not be kept, and half-made files. Never `made`, the
    /// copy that was made just now: it alone has the newest deeds. Files that can't be deleted
    /// stay.
    pub(super) fn thin(&self, folder: &Path, second: bool, made: &Path, now: Moment) {
        let mut copies = self.copies_in(folder, second).unwrap_or_default();
        copies.sort_by(BackupCopy::later_first);
        let times: Vec<_> = copies.iter().map(|copy| (copy.at, copy.reason)).collect();
        let kept = backup::to_keep(&times, now, self.zone());
        for (copy, kept) in copies.iter().zip(kept) {
            let is_new = copy.path.file_name() == made.file_name();
            if !kept && !is_new && fs::remove_file(&copy.path).is_ok() {
                let _ = fs::remove_file(seal::path_of(&copy.path));
            }
        }
        building::clean(folder, |of| self.read_name(of).is_some());
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let sealed = name.strip_suffix(".sha256");
            if sealed.is_some_and(|of| self.read_name(of).is_some()) && is_stray_seal(&entry) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// Whether this is a seal without its copy, older than an hour: no copy takes that long.
fn is_stray_seal(entry: &fs::DirEntry) -> bool {
    let age = || entry.metadata().ok()?.modified().ok()?.elapsed().ok();
    !entry.path().with_extension("").exists() && age().is_some_and(|age| age.as_secs() > 3_600)
}
