//! Opens zip files and checks their unpacked size, because a few kilobytes can unpack to any size,
//! and the sizes stored in the file may be false.

use std::io::{self, Cursor, Read};

use zip::ZipArchive;

use super::fault::Fault;

/// Opens a zip file.
pub(super) fn open<B: AsRef<[u8]>>(bytes: B) -> Result<ZipArchive<Cursor<B>>, Fault> {
    ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::BadWorkbook)
}

/// Unpacks all parts without storing them, and refuses a file with more than `limit` unpacked
/// bytes.
///
/// # Errors
/// [`Fault::TooLarge`], or [`Fault::BadWorkbook`] where a part can't be unpacked.
pub(in crate::intake) fn check(bytes: &[u8], limit: u64) -> Result<(), Fault> {
    let mut archive = open(bytes)?;
    let mut left = limit;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|_| Fault::BadWorkbook)?;
        let unpacked =
            io::copy(&mut part.take(left + 1), &mut io::sink()).map_err(|_| Fault::BadWorkbook)?;
        left = left.checked_sub(unpacked).ok_or(Fault::TooLarge {
            limit_mb: limit / (1024 * 1024),
        })?;
    }
    Ok(())
}
