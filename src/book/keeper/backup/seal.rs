//! The seal of a copy: its SHA-256 in `NAME.sha256`, in the format of `sha256sum --check`. SQLite's
//! `integrity_check` finds about seven of ten flipped bits; the seal finds all.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::book::keeper::connection::private_file;
use crate::book::keeper::error::Result;

/// The result of comparing a file with its seal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::book) enum Seal {
    /// The file is unchanged since it was sealed.
    Whole,
    /// The file has changed since it was sealed.
    Broken,
    /// The file has no seal.
    None,
}

/// The path of a file's seal.
pub(in crate::book) fn path_of(of: &Path) -> PathBuf {
    let mut name = of.file_name().unwrap_or_default().to_owned();
    name.push(".sha256");
    of.with_file_name(name)
}

/// Deletes the seal of a file that is about to change.
pub(in crate::book) fn remove(of: &Path) -> Result<()> {
    match fs::remove_file(path_of(of)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// Writes the seal of `file`, which is about to be renamed to `to`; replaces an existing seal.
pub(in crate::book) fn write(file: &Path, to: &Path) -> Result<()> {
    // A seal without its file is a leftover.
    remove(to)?;
    write_new(file, to)
}

/// Like [`write`], but fails when there is a seal already, so that two windows never give two copies
/// the same name.
pub(in crate::book) fn write_new(file: &Path, to: &Path) -> Result<()> {
    let name = to.file_name().unwrap_or_default().to_string_lossy();
    let line = format!("{}  {name}\n", sha256(file)?);
    let path = path_of(to);
    private_file(&path)?;
    let mut seal = fs::OpenOptions::new().write(true).open(&path)?;
    seal.write_all(line.as_bytes())?;
    seal.sync_all()?;
    Ok(())
}

/// Compares a file with its seal.
pub(in crate::book) fn compare(of: &Path) -> Result<Seal> {
    let Ok(line) = fs::read_to_string(path_of(of)) else {
        return Ok(Seal::None);
    };
    let sealed = line.split_whitespace().next().unwrap_or_default();
    Ok(if sealed.eq_ignore_ascii_case(&sha256(of)?) {
        Seal::Whole
    } else {
        Seal::Broken
    })
}

/// The SHA-256 of a file, in hexadecimal.
fn sha256(of: &Path) -> Result<String> {
    let mut file = fs::File::open(of)?;
    let mut sum = Sha256::new();
    let mut piece = vec![0; 64 * 1024];
    loop {
        match file.read(&mut piece)? {
            0 => break,
            length => sum.update(piece.get(..length).unwrap_or_default()),
        }
    }
    Ok(sum
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
}
