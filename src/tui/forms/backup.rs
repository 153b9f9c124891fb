//! Sets the second folder for backups, such as a USB stick or a synced folder.

use std::path::{Path, PathBuf};

use directories::UserDirs;

use super::{Field, Form};
use crate::book::Book;
use crate::domain::message::Message;
use crate::tui::effect::{Effect, Outcome};

/// Opens the form that sets the folder; an empty field means none.
pub fn folder(book: &Book) -> Outcome {
    let now = book.backups()?.second_folder();
    let now = now.as_deref().and_then(Path::parent);
    let shown = now.map(|folder| folder.display().to_string());
    Ok(Effect::open(
        Form::new("form-backup")
            .field(
                Field::text("folder", "field-backup-folder")
                    .hint("form-backup-hint")
                    .value(shown.unwrap_or_default()),
            )
            .submit(|values, book, _| {
                let folder = values.optional("folder").map(expand_tilde);
                let set = book
                    .backups()
                    .and_then(|backups| backups.set_second_folder(folder.as_deref()));
                set.map_err(|error| super::InputError::field("folder", error.message()))?;
                Ok(Effect::Many(vec![
                    Effect::Back,
                    Effect::info(Message::new("form-backup-saved")),
                ]))
            }),
    ))
}

/// Expands `~` in a typed path to the user's folder.
fn expand_tilde(typed: &str) -> PathBuf {
    match (typed.strip_prefix("~/"), UserDirs::new()) {
        (Some(rest), Some(user)) => user.home_dir().join(rest),
        _ => PathBuf::from(typed),
    }
}
