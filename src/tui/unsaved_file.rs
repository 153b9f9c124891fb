//! The file next to the book that keeps unsaved forms when the program ends, until the next start
//! opens them again. Only its owner may read it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::effect::Unsaved;

/// The path of the file for a book.
fn path(book: &Path) -> PathBuf {
    let mut name = book.file_name().unwrap_or_default().to_owned();
    name.push(".draft");
    book.with_file_name(name)
}

/// Writes the unsaved forms, if there are any. A write error is ignored: the screens are closed
/// already.
pub(super) fn write(book: &Path, forms: &[Unsaved]) {
    if forms.is_empty() {
        return;
    }
    let file = path(book);
    let _ = fs::remove_file(&file);
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    if let (Ok(mut out), Ok(text)) = (options.open(file), serde_json::to_string(forms)) {
        let _ = out.write_all(text.as_bytes());
    }
}

/// Reads the unsaved forms and deletes the file.
pub(super) fn take(book: &Path) -> Vec<Unsaved> {
    let file = path(book);
    let Ok(text) = fs::read_to_string(&file) else {
        return Vec::new();
    };
    let _ = fs::remove_file(&file);
    // Older versions wrote a single form instead of a list.
    serde_json::from_str(&text)
        .or_else(|_| serde_json::from_str(&text).map(|draft| vec![draft]))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_kept_once_and_privately() {
        let folder = tempfile::tempdir().unwrap();
        let book = folder.path().join("toko.rekap");
        let draft = Unsaved {
            form: "form-order".to_owned(),
            fields: vec![("customer".to_owned(), "Sari 👍".to_owned())],
            picked: vec![("customer".to_owned(), "7".to_owned())],
            about: Some("chat:1".to_owned()),
        };
        let forms = vec![draft, Unsaved::default()];
        write(&book, &forms);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(path(&book)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        assert_eq!(take(&book), forms);
        assert_eq!(take(&book), []);
        let old = r#"{"form": "form-order", "fields": [["items", "2 kej"]]}"#;
        fs::write(path(&book), old).unwrap();
        assert_eq!(take(&book)[0].fields[0].1, "2 kej");
    }
}
