//! What was typed and not saved when the program was ended from outside: kept in a small file
//! beside the book, only its owner may read it, until it stands in a form again.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::effect::Draft;

/// Where the draft of a book is kept.
fn place(book: &Path) -> PathBuf {
    let mut name = book.file_name().unwrap_or_default().to_owned();
    name.push(".draft");
    book.with_file_name(name)
}

/// Keeps a draft. A draft that can't be kept is lost; there is nobody left to tell.
pub(super) fn keep(book: &Path, draft: &Draft) {
    let place = place(book);
    let _ = fs::remove_file(&place);
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    if let (Ok(mut file), Ok(text)) = (options.open(place), serde_json::to_string(draft)) {
        let _ = file.write_all(text.as_bytes());
    }
}

/// Takes the draft that was kept, if any; it is kept no longer.
pub(super) fn take(book: &Path) -> Option<Draft> {
    let place = place(book);
    let text = fs::read_to_string(&place).ok()?;
    let _ = fs::remove_file(&place);
    serde_json::from_str(&text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_kept_once_and_privately() {
        let folder = tempfile::tempdir().unwrap();
        let book = folder.path().join("toko.rekap");
        let draft = Draft {
            form: "form-order".to_owned(),
            fields: vec![("customer".to_owned(), "Sari 👍".to_owned())],
            picked: vec![("customer".to_owned(), "7".to_owned())],
        };
        keep(&book, &draft);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(place(&book)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        assert_eq!(take(&book), Some(draft));
        assert_eq!(take(&book), None);
    }
}
