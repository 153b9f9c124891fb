//! Stores records outside of memory while a table is read, in an unnamed temporary file that
//! disappears when the program ends. Small tables stay in memory.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::marker::PhantomData;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Size of writes, and of reads in sequence, in bytes.
const BLOCK: usize = 256 * 1024;
/// Size of reads out of sequence, in bytes.
const JUMP: usize = 4 * 1024;

/// Records of one type, each found by the [`Place`] returned when it was stored.
pub(super) struct Spool<T> {
    file: Option<File>,
    /// Bytes in the file.
    written: u64,
    /// Bytes not yet written to the file.
    tail: Vec<u8>,
    /// The block read last, and its position.
    window: Vec<u8>,
    window_at: u64,
    kind: PhantomData<T>,
}

/// The position of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    at: u64,
    bytes: u32,
}

impl<T> Default for Spool<T> {
    fn default() -> Self {
        Self {
            file: None,
            written: 0,
            tail: Vec::new(),
            window: Vec::new(),
            window_at: 0,
            kind: PhantomData,
        }
    }
}

impl<T: Serialize + DeserializeOwned> Spool<T> {
    /// Stores a record.
    pub(super) fn push(&mut self, record: &T) -> io::Result<Place> {
        if self.tail.len() >= BLOCK {
            self.write_away()?;
        }
        let start = self.tail.len();
        self.tail = postcard::to_extend(record, std::mem::take(&mut self.tail))
            .map_err(io::Error::other)?;
        let bytes = u32::try_from(self.tail.len() - start).map_err(io::Error::other)?;
        let at = self.written + start as u64;
        Ok(Place { at, bytes })
    }

    /// Reads the record at a place.
    pub(super) fn get(&mut self, place: Place) -> io::Result<T> {
        let bytes = place.bytes as usize;
        let kept = match place.at.checked_sub(self.written) {
            Some(at) => slice(&self.tail, at, bytes),
            None => {
                let within = |at: u64| slice(&self.window, at, bytes).is_some();
                if !place.at.checked_sub(self.window_at).is_some_and(within) {
                    self.read_from(place.at, bytes)?;
                }
                slice(&self.window, place.at - self.window_at, bytes)
            }
        };
        let kept = kept.ok_or(io::ErrorKind::UnexpectedEof)?;
        postcard::from_bytes(kept).map_err(io::Error::other)
    }

    fn write_away(&mut self) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            None => self.file.insert(tempfile::tempfile()?),
        };
        file.seek(SeekFrom::Start(self.written))?;
        file.write_all(&self.tail)?;
        self.written += self.tail.len() as u64;
        self.tail.clear();
        Ok(())
    }

    fn read_from(&mut self, at: u64, least: usize) -> io::Result<()> {
        let file = self.file.as_mut().ok_or(io::ErrorKind::UnexpectedEof)?;
        let end = self.window_at + self.window.len() as u64;
        let goes_on = (self.window_at..=end).contains(&at);
        let bytes = least.max(if goes_on { BLOCK } else { JUMP });
        self.window.clear();
        file.seek(SeekFrom::Start(at))?;
        file.take(bytes as u64).read_to_end(&mut self.window)?;
        self.window_at = at;
        Ok(())
    }
}

fn slice(bytes: &[u8], at: u64, len: usize) -> Option<&[u8]> {
    let at = usize::try_from(at).ok()?;
    bytes.get(at..at.checked_add(len)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_come_back_from_anywhere() {
        let mut spool = Spool::default();
        let record = |number: usize| (number, "kue".repeat(number % 50));
        let places: Vec<Place> = (0..40_000)
            .map(|number| spool.push(&record(number)).unwrap())
            .collect();
        assert!(spool.file.is_some(), "it is more than fits in memory");
        // In order, backwards, and what was kept last before anything is written away.
        let there = (0..40_000).step_by(7);
        for number in there.clone().chain(there.rev()).chain([39_999]) {
            assert_eq!(spool.get(places[number]).unwrap(), record(number));
        }
    }

    #[test]
    fn a_few_records_need_no_file() {
        let mut spool = Spool::default();
        let place = spool.push(&"Budi".to_owned()).unwrap();
        assert_eq!(spool.get(place).unwrap(), "Budi");
        assert!(spool.file.is_none());
    }
}
