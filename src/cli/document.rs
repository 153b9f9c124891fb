//! Writes what `tally` and `export` make to a file or to stdout.

use std::ffi::OsStr;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::book::BackupStore;
use crate::domain::message::Message;
use crate::output::{csv, file};

use super::console::{Console, Failure};

/// The format of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Csv,
    Xlsx,
    Json,
    #[value(alias = "txt")]
    Text,
    Pdf,
    Escpos,
}

/// Where a document goes.
#[derive(Debug, Args)]
pub struct Destination {
    #[arg(short = 'o', long, value_name = "FILE", allow_hyphen_values = true)]
    output: Option<PathBuf>,
    #[arg(long)]
    force: bool,
    #[arg(long, value_name = "CHARACTER", value_parser = [",", ";"])]
    separator: Option<String>,
    #[arg(long)]
    bom: bool,
}

impl Destination {
    /// The file's extension, if it goes to a file.
    pub fn ending(&self) -> Option<&str> {
        self.file()
            .and_then(Path::extension)
            .and_then(OsStr::to_str)
    }

    /// The format asked for, else the one of the file's extension, else `usual`.
    pub fn format<F: ValueEnum>(&self, asked: Option<F>, usual: F) -> F {
        let named = || {
            self.ending()
                .and_then(|ending| F::from_str(ending, true).ok())
        };
        asked.or_else(named).unwrap_or(usual)
    }

    fn file(&self) -> Option<&Path> {
        self.output
            .as_deref()
            .filter(|path| *path != Path::new("-"))
    }

    /// Writes the bytes to the file or to stdout. Replaces a file only with `--force`.
    pub fn write(&self, bytes: &[u8], console: &mut Console) -> Result<(), Failure> {
        match self.file() {
            Some(path) => {
                let is_books = BackupStore::of(console.book(), console.zone()).owns(path);
                Ok(file::save(path, bytes, self.force, is_books)
                    .map_err(|error| error.message())?)
            }
            None => Ok(console.out().write_all(bytes)?),
        }
    }

    /// Returns the CSV options.
    pub fn csv_options(&self) -> csv::Options {
        csv::Options {
            separator: match self.separator.as_deref() {
                Some(";") => csv::Separator::Semicolon,
                _ => csv::Separator::Comma,
            },
            bom: self.bom,
            for_people: false,
        }
    }

    /// Refuses to write what is no text, such as XLSX or PDF, to a terminal.
    pub fn check_binary(&self) -> Result<(), Failure> {
        if self.output.is_none() && std::io::stdout().is_terminal() {
            return Err(Failure::Usage(vec![Message::new("cli-binary-needs-file")]));
        }
        Ok(())
    }
}
