//! Keeps what a command prints until the command is over and the book is closed. A pipe may be slow
//! (`| less`), and other windows can't save while the book is being read.

use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};

/// Bytes kept in memory; more go to an unnamed temporary file, which disappears with the program.
const IN_MEMORY: usize = 8 * 1024 * 1024;

/// What was printed and not written yet.
#[derive(Default)]
pub struct Spool {
    memory: Vec<u8>,
    file: Option<File>,
}

impl Spool {
    /// Prints all of an unnamed file, without copying it when it comes first.
    pub fn append(&mut self, mut whole: File) -> io::Result<()> {
        if self.file.is_none() && self.memory.is_empty() {
            whole.seek(SeekFrom::End(0))?;
            self.file = Some(whole);
            return Ok(());
        }
        whole.rewind()?;
        io::copy(&mut whole, self).map(drop)
    }

    /// Writes everything to `out` and is empty again.
    pub fn pour(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if let Some(mut file) = self.file.take() {
            file.rewind()?;
            io::copy(&mut file, out)?;
        }
        out.write_all(&std::mem::take(&mut self.memory))?;
        out.flush()
    }
}

impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.memory.len() + bytes.len() > IN_MEMORY {
            // Where no temporary file can be made, all of it stays in memory.
            if self.file.is_none() {
                self.file = tempfile::tempfile().ok();
            }
            if let Some(file) = &mut self.file {
                file.write_all(&self.memory)?;
                self.memory.clear();
                if bytes.len() > IN_MEMORY {
                    file.write_all(bytes)?;
                    return Ok(bytes.len());
                }
            }
        }
        self.memory.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_printed_comes_out_in_its_order() {
        let mut spool = Spool::default();
        let mut expected = Vec::new();
        for number in 0..3_000_000 {
            writeln!(spool, "{number}").unwrap();
            writeln!(expected, "{number}").unwrap();
        }
        assert!(spool.file.is_some(), "it is more than fits in memory");
        let mut out = Vec::new();
        spool.pour(&mut out).unwrap();
        assert!(out == expected);
        let mut again = Vec::new();
        spool.pour(&mut again).unwrap();
        assert!(again.is_empty());
    }

    #[test]
    fn a_file_is_printed_whole_wherever_it_comes() {
        for before in ["", "first "] {
            let mut spool = Spool::default();
            spool.write_all(before.as_bytes()).unwrap();
            let mut file = tempfile::tempfile().unwrap();
            file.write_all(b"of a file").unwrap();
            file.rewind().unwrap();
            spool.append(file).unwrap();
            spool.write_all(b", and after").unwrap();
            let mut out = Vec::new();
            spool.pour(&mut out).unwrap();
            assert_eq!(
                String::from_utf8(out).unwrap(),
                format!("{before}of a file, and after")
            );
        }
    }
}
