//! Writes ESC/POS, which receipt printers read: ASCII text in three sizes, and codes as pictures,
//! because cheap printers know no bar codes.
//!
//! Commands used: ESC @ (begin), FS . (no two-byte characters), ESC E (bold), ESC a (alignment),
//! GS ! (size), GS v 0 (picture), GS V (cut).

use super::code_bars::{self, QUIET};
use super::ink::{Unprintable, ascii};

const ESC: u8 = 0x1b;
const FS: u8 = 0x1c;
const GS: u8 = 0x1d;

/// Rows of dots that are sent at once: what the buffer of small printers holds.
const BAND: usize = 128;
/// Height of a lying bar code: 10 mm.
const BAR_HEIGHT: usize = 80;
/// Dots of a bar: two read well, three where there is room. Standing codes have three.
const BAR_DOTS: [usize; 2] = [3, 2];

/// Receipts for a printer of this many dots a line.
pub struct Receipts {
    dots: usize,
    bytes: Vec<u8>,
}

impl Receipts {
    /// Begins: the printer forgets what others set.
    pub fn new(dots: usize) -> Self {
        Self {
            dots,
            bytes: vec![ESC, b'@', FS, b'.'],
        }
    }

    /// Prints a line of text. Other characters than ASCII are written in it; the caller has kept to
    /// the columns, of which a large line has half as many.
    pub fn line(&mut self, text: &str, bold: bool, large: bool) {
        let text = ascii(text, &mut Unprintable::default());
        self.bytes.extend([ESC, b'E', u8::from(bold)]);
        self.bytes.extend([GS, b'!', if large { 0x11 } else { 0 }]);
        self.bytes.extend(text.bytes().filter(|byte| *byte >= b' '));
        self.bytes.push(b'\n');
    }

    /// Prints a Code 128; upright where it is too long to lie. `false` for what can't be one.
    pub fn bars(&mut self, text: &str) -> bool {
        let Some(mut modules) = code_bars::code128(text) else {
            return false;
        };
        let quiet = std::iter::repeat_n(false, QUIET);
        modules = quiet.clone().chain(modules).chain(quiet).collect();
        let lying = BAR_DOTS
            .into_iter()
            .find(|dots| modules.len() * dots <= self.dots);
        match lying {
            Some(dots) => {
                let row: Vec<bool> = wide(&modules, dots);
                self.picture(&vec![row; BAR_HEIGHT]);
            }
            None => {
                let row = |black: bool| vec![black; BAR_HEIGHT * 2];
                let rows: Vec<Vec<bool>> =
                    wide(&modules, BAR_DOTS[0]).into_iter().map(row).collect();
                self.picture(&rows);
            }
        }
        true
    }

    /// Prints a QR code. `false` for what is too long for one.
    pub fn qr(&mut self, text: &str) -> bool {
        const QUIET: usize = 4;
        let Some((modules, row)) = code_bars::qr(text) else {
            return false;
        };
        let dots = self.dots / (row + 2 * QUIET);
        if dots == 0 {
            return false;
        }
        let dots = dots.min(8);
        let mut rows = Vec::new();
        for line in modules.chunks(row) {
            let line = wide(line, dots);
            rows.extend(std::iter::repeat_n(line, dots));
        }
        self.picture(&rows);
        true
    }

    /// Prints rows of dots in the middle of the paper.
    fn picture(&mut self, rows: &[Vec<bool>]) {
        self.bytes.extend([ESC, b'a', 1]);
        for band in rows.chunks(BAND) {
            let width = band.first().map_or(0, Vec::len).div_ceil(8);
            let size = |n: usize| u16::try_from(n).unwrap_or(u16::MAX).to_le_bytes();
            self.bytes.extend([GS, b'v', b'0', 0]);
            self.bytes.extend(size(width));
            self.bytes.extend(size(band.len()));
            for row in band {
                self.bytes.extend(row.chunks(8).map(|dots| {
                    let bits = dots.iter().enumerate();
                    bits.fold(0, |byte, (i, black)| byte | (u8::from(*black) << (7 - i)))
                }));
            }
        }
        self.bytes.extend([ESC, b'a', 0]);
    }

    /// Feeds the paper and cuts it.
    pub fn cut(&mut self) {
        self.bytes.extend([GS, b'!', 0, b'\n', GS, b'V', 66, 48]);
    }

    /// The bytes for the printer.
    pub fn finish(self) -> Vec<u8> {
        self.bytes
    }
}

fn wide(modules: &[bool], dots: usize) -> Vec<bool> {
    modules
        .iter()
        .flat_map(|black| std::iter::repeat_n(*black, dots))
        .collect()
}
