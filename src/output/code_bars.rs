//! Bar codes and QR codes as black and white modules, for PDF and for receipt printers.

use barcoders::sym::code128::Code128;
use qrcode::{Color, EcLevel, QrCode};

/// Characters that begin or switch the sets of Code 128 in the library's spelling.
const SET_B: char = '\u{181}';
const SET_C: char = '\u{106}';
/// Quiet modules on each side of a Code 128 (ISO/IEC 15417).
pub const QUIET: usize = 10;

/// A Code 128 as modules, `true` for black, without its quiet zones; `None` for an empty text and
/// for one with other characters than printable ASCII.
pub fn code128(text: &str) -> Option<Vec<bool>> {
    if text.is_empty() || !text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return None;
    }
    let code = Code128::new(in_sets(text)).ok()?;
    Some(
        code.encode()
            .into_iter()
            .map(|module| module == 1)
            .collect(),
    )
}

/// The text with the switches between set B (any character) and set C (two digits a symbol): a run
/// of digits is worth a switch from four at an end, from six in the middle.
fn in_sets(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut coded = String::with_capacity(bytes.len() + 4);
    let mut set = None;
    let mut at = 0;
    while at < bytes.len() {
        let run = bytes[at..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let at_end = at == 0 || at + run == bytes.len();
        let worth = run >= if at_end { 4 } else { 6 } || (run == 2 && run == bytes.len());
        // Of an odd run at the start the last digit stays outside, else the first.
        if worth && (run.is_multiple_of(2) || at == 0) {
            if set != Some(SET_C) {
                coded.push(SET_C);
                set = Some(SET_C);
            }
            let pairs = run - run % 2;
            coded.push_str(&text[at..at + pairs]);
            at += pairs;
            continue;
        }
        if set != Some(SET_B) {
            coded.push(SET_B);
            set = Some(SET_B);
        }
        coded.push(char::from(bytes[at]));
        at += 1;
    }
    coded
}

/// A QR code at level L: its modules row by row, and how many are in a row. `None` when the text is
/// too long for one.
pub fn qr(text: &str) -> Option<(Vec<bool>, usize)> {
    let code = QrCode::with_error_correction_level(text, EcLevel::L).ok()?;
    let width = code.width();
    let modules = code.into_colors();
    Some((
        modules
            .into_iter()
            .map(|module| module == Color::Dark)
            .collect(),
        width,
    ))
}

/// A QR code of rows this wide as text: two rows of modules in a line, in half blocks, with a quiet zone of two
/// modules. Dark modules are blank, so that it reads on a dark screen as scanners expect it.
pub fn half_blocks(modules: &[bool], width: usize) -> String {
    const QUIET: usize = 2;
    let across = width + 2 * QUIET;
    let light = |x: usize, y: usize| {
        let inside = (QUIET..QUIET + width).contains(&x) && (QUIET..QUIET + width).contains(&y);
        !inside || !modules[(y - QUIET) * width + (x - QUIET)]
    };
    let line = |y: usize| -> String {
        let cells = (0..across).map(|x| match (light(x, y), y + 1 < across && light(x, y + 1)) {
            (true, true) => '█',
            (true, false) => '▀',
            (false, true) => '▄',
            (false, false) => ' ',
        });
        cells.collect()
    };
    let lines: Vec<String> = (0..across).step_by(2).map(line).collect();
    lines.join("\n")
}

/// Runs of black in a row of modules: where each begins and how long it is.
pub fn runs(modules: &[bool]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, _) in modules.iter().enumerate().filter(|(_, black)| **black) {
        match runs.last_mut() {
            Some((start, length)) if *start + *length == at => *length += 1,
            _ => runs.push((at, 1)),
        }
    }
    runs
}
