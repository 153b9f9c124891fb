//! Detects the encoding of separated text: UTF-8 or UTF-16 (both byte orders) with or without a
//! byte order mark, or Windows-1252, which older spreadsheets write.

use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Bytes that are unused in Windows-1252 (<https://encoding.spec.whatwg.org/windows-1252.html> maps
/// them to control characters).
const UNUSED: [u8; 5] = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

/// Detects UTF-16 by its byte order mark or by the positions of zero bytes.
pub(super) fn utf16(head: &[u8]) -> Option<&'static Encoding> {
    match head {
        [0xff, 0xfe, ..] => return Some(UTF_16LE),
        [0xfe, 0xff, ..] => return Some(UTF_16BE),
        _ => {}
    }
    // Latin letters in UTF-16 have a zero byte; other encodings have none.
    let zeros = |from: usize| {
        head.iter()
            .skip(from)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let pairs = head.len() / 2;
    match (zeros(0), zeros(1)) {
        (0, odd) if pairs > 0 && odd * 2 > pairs => Some(UTF_16LE),
        (even, 0) if pairs > 0 && even * 2 > pairs => Some(UTF_16BE),
        _ => None,
    }
}

/// Decodes Windows-1252; `None` when it has unused bytes.
pub(super) fn windows_1252(bytes: &[u8]) -> Option<String> {
    let is_text = |b: &u8| !UNUSED.contains(b) && (*b >= 0x20 || b"\t\n\r".contains(b));
    bytes.iter().all(is_text).then(|| {
        WINDOWS_1252
            .decode_without_bom_handling(bytes)
            .0
            .into_owned()
    })
}

/// The byte order mark of UTF-8. With it, broken letters are errors and not Windows-1252.
pub(super) const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";
/// A byte that is invalid in UTF-8, put in place of invalid UTF-16, so that it is reported with its
/// row and cell like any other broken letter.
const BROKEN: u8 = 0xff;

/// Converts UTF-16 to UTF-8 with a byte order mark while reading.
pub(super) struct Recoded<R> {
    input: R,
    decoder: Decoder,
    /// Bytes to be decoded.
    raw: Vec<u8>,
    /// Decoded text, and how much of it was already read.
    text: Vec<u8>,
    given: usize,
    ended: bool,
}

impl<R: Read> Recoded<R> {
    pub(super) fn new(input: R, encoding: &'static Encoding) -> Self {
        Self {
            input,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: vec![0; 32 * 1024],
            text: UTF8_MARK.to_vec(),
            given: 0,
            ended: false,
        }
    }

    /// Decodes the next bytes.
    fn advance(&mut self) -> io::Result<()> {
        self.text.clear();
        self.given = 0;
        let read = self.input.read(&mut self.raw)?;
        self.ended = read == 0;
        let mut raw = &self.raw[..read];
        loop {
            let from = self.text.len();
            let most = (self.decoder).max_utf8_buffer_length_without_replacement(raw.len());
            self.text.resize(from + most.unwrap_or(raw.len() * 4), 0);
            let (result, used, written) = (self.decoder).decode_to_utf8_without_replacement(
                raw,
                &mut self.text[from..],
                self.ended,
            );
            self.text.truncate(from + written);
            raw = &raw[used..];
            match result {
                DecoderResult::InputEmpty => return Ok(()),
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => self.text.push(BROKEN),
            }
        }
    }
}

impl<R: Read> Read for Recoded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() && !self.ended {
            self.advance()?;
        }
        let rest = &self.text[self.given..];
        let len = rest.len().min(out.len());
        out[..len].copy_from_slice(&rest[..len]);
        self.given += len;
        Ok(len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16_of(text: &str, little: bool, mark: bool) -> Vec<u8> {
        let marked = if mark {
            format!("\u{feff}{text}")
        } else {
            text.to_owned()
        };
        marked
            .encode_utf16()
            .flat_map(|unit| {
                if little {
                    unit.to_le_bytes()
                } else {
                    unit.to_be_bytes()
                }
            })
            .collect()
    }

    fn recoded(bytes: &[u8], encoding: &'static Encoding) -> Vec<u8> {
        let mut read = Vec::new();
        (Recoded::new(bytes, encoding).read_to_end(&mut read)).unwrap();
        read
    }

    #[test]
    fn utf16_is_known_with_and_without_its_mark() {
        let text = "Nama;Produk\nAndré;Nastar 👍\n";
        for little in [true, false] {
            for mark in [true, false] {
                let bytes = utf16_of(text, little, mark);
                let found = utf16(&bytes).unwrap();
                assert_eq!(
                    recoded(&bytes, found),
                    [UTF8_MARK, text.as_bytes()].concat()
                );
            }
        }
        assert_eq!(utf16(text.as_bytes()), None);
        assert_eq!(utf16(b""), None);
        assert_eq!(utf16(b"\x89PNG\r\n\0\0\0\x0dIHDR\0\0"), None);
    }

    /// Each broken unit is one byte that is no text, wherever the pieces that are read end.
    #[test]
    fn broken_utf16_is_never_read_as_text() {
        let high = 0xd83d_u16.to_le_bytes();
        let mut bytes = utf16_of("x", true, true);
        for _ in 0..20_000 {
            bytes.extend(high);
            bytes.extend([b'a', 0]);
        }
        bytes.push(b'b');
        let read = recoded(&bytes, UTF_16LE);
        let broken = read.iter().filter(|byte| **byte == BROKEN).count();
        assert_eq!(broken, 20_001);
        assert_eq!(read.iter().filter(|byte| **byte == b'a').count(), 20_000);
        assert_eq!(read.last(), Some(&BROKEN));
    }

    #[test]
    fn windows_letters_are_read_and_other_bytes_are_none() {
        assert_eq!(
            windows_1252(b"Andr\xe9 \x93x\x94"),
            Some("André “x”".to_owned())
        );
        assert_eq!(windows_1252(b"\x81"), None);
        assert_eq!(windows_1252(b"a\x01"), None);
    }
}
