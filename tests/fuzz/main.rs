//! Feeds the readers of outside bytes with pieces of real input, mixed, cut, repeated and damaged
//! by a seeded generator. Here for a few seconds; the targets in `fuzz/` run as long as they are
//! let.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod entries;

use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use rstest::rstest;
use zip::write::SimpleFileOptions;

/// Xorshift (Marsaglia 2003): the same bytes on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or_default() % sides.max(1)
    }

    fn pick(&mut self, of: &[&'static str]) -> &'static str {
        of[self.roll(of.len())]
    }
}

/// Pieces of text that the readers look for.
const PIECES: &[&str] = &[
    "Nama: ",
    "Budi",
    "\n",
    "\r\n",
    ",",
    ";",
    "\t",
    "\"",
    "\"\"",
    "2",
    "10",
    "1.000",
    "1,5",
    "0",
    "-",
    "x",
    "×",
    "@",
    "Rp",
    "125rb",
    "1,5jt",
    "Rp125.000,-",
    " nastar keju",
    "kastengel",
    "NAS-KEJU",
    "3 Aqua 600ml",
    "No HP: 0812",
    "Alamat\n",
    "Pesanan:",
    "*Pesanan NAS3*",
    "1. 2 × NAS-KEJU: Nastar Keju = Rp130.000",
    "◦ 2 × KAS: Kastengel",
    "• Kartu: Selamat",
    "✎ tanpa gula",
    "Total: Rp130.000",
    "Kode: NAS3-7K2Q",
    "[09:14, 12/8/2026] Budi: ",
    "12/08/26 09.14 - Ani: ",
    "1. Budi - 2 nastar keju ✅",
    "#",
    "|",
    "=",
    "Nama,Produk,Jumlah,Harga\n",
    "Nama,Nastar Keju,Kastengel,Alamat\n",
    "Timestamp,Nama,WhatsApp,Items\n",
    "Total",
    "Batal",
    "15/02/2026",
    "15 feb",
    "besok",
    "+7",
    "2026-02-01T10:15",
    "31/12",
    "produk NAS-KEJU = Nastar",
    "- = x",
    "nama = y",
    "Nama;Harga;Isi\n",
    "2 Nastar + 1 Kastengel",
    "\u{feff}",
    "\u{202e}",
    "\u{200f}",
    "👍",
    "é",
    "e\u{301}",
    "\0",
    "\u{1b}[31m",
    "sep=;\n",
    "toples 2: NAS, KAS",
    "lusin",
    "pcs",
    "(",
    ")",
    "[",
    "]",
    "<",
    "&#x0;",
    "9999999999999999999999",
    "1e300",
];

fn zipped(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let options =
            SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        zip.start_file(*name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// An OpenDocument sheet with random contents.
fn ods(dice: &mut Dice) -> Vec<u8> {
    const TAGS: &[&str] = &[
        "<table:table-row>",
        "</table:table-row>",
        "<table:table-row table:number-rows-repeated=\"70000\">",
        "<table:table-cell>",
        "<table:table-cell/>",
        "</table:table-cell>",
        "<table:table-cell office:value-type=\"float\" office:value=\"2\">",
        "<table:table-cell table:number-rows-spanned=\"2\" table:number-columns-repeated=\"3\">",
        "<table:covered-table-cell/>",
        "<table:table-cell table:formula=\"of:=1\">",
        "<text:p>",
        "</text:p>",
        "<text:s text:c=\"900\"/>",
        "<office:annotation>",
        "</table:table>",
        "<table:table>",
        "&amp;",
        "&what;",
        "&#65;",
    ];
    let mut content = "<d><table:table><table:table-row>".to_owned();
    for title in ["Nama", "Produk", "Jumlah"] {
        content.push_str(&format!(
            "<table:table-cell><text:p>{title}</text:p></table:table-cell>"
        ));
    }
    content.push_str("</table:table-row>");
    for _ in 0..dice.roll(40) {
        content.push_str(dice.pick(TAGS));
        if dice.roll(3) == 0 {
            content.push_str(dice.pick(&["Budi", "2", "Nastar", " "]));
        }
    }
    zipped(&[
        (
            "mimetype",
            "application/vnd.oasis.opendocument.spreadsheet".to_owned(),
        ),
        ("content.xml", content),
    ])
}

fn xlsx() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, title) in (0..).zip(["Nama", "Produk", "Jumlah", "Harga"]) {
        sheet.write_string(0, column, title).unwrap();
        sheet.write_string(1, column, "Budi").unwrap();
    }
    sheet.write_number(1, 2, 2).unwrap();
    book.save_to_buffer().unwrap()
}

/// Text made of random pieces, perhaps damaged.
fn text(dice: &mut Dice) -> Vec<u8> {
    let mut bytes = Vec::new();
    for _ in 0..dice.roll(40) {
        let piece = dice.pick(PIECES).as_bytes();
        let times = if dice.roll(30) == 0 { 50 } else { 1 };
        bytes.extend(piece.repeat(times));
        if dice.roll(3) == 0 {
            bytes.push(b' ');
        }
    }
    bytes
}

/// Changes, cuts out or doubles bytes.
fn damage(bytes: &mut Vec<u8>, dice: &mut Dice) {
    for _ in 0..dice.roll(6) {
        if bytes.is_empty() {
            return;
        }
        let at = dice.roll(bytes.len());
        match dice.roll(4) {
            0 => bytes[at] = u8::try_from(dice.roll(256)).unwrap_or_default(),
            1 => bytes[at] ^= 1 << dice.roll(8),
            2 => bytes.truncate(at),
            _ => {
                let to = (at + dice.roll(20)).min(bytes.len());
                let piece = bytes[at..to].to_vec();
                let place = dice.roll(bytes.len());
                bytes.splice(place..place, piece);
            }
        }
    }
}

/// Feeds a reader for a while. Fails if an input takes too long for its length.
fn feed(entry: fn(&[u8]), seed: u64, mut make: impl FnMut(&mut Dice) -> Vec<u8>) {
    let mut dice = Dice(seed);
    let started = Instant::now();
    let mut fed = 0u32;
    // On a busy machine, until enough were fed.
    while started.elapsed() < Duration::from_millis(1_500) || fed <= 20 {
        let mut bytes = make(&mut dice);
        if dice.roll(2) == 0 {
            damage(&mut bytes, &mut dice);
        }
        let begun = Instant::now();
        let shown = String::from_utf8_lossy(&bytes).into_owned();
        let read = std::panic::catch_unwind(|| entry(&bytes));
        assert!(read.is_ok(), "seed {seed}, input {fed}: {shown:?}");
        assert!(begun.elapsed() < Duration::from_secs(10), "{shown:?}");
        fed += 1;
    }
}

#[rstest]
#[case::chat(entries::chat)]
#[case::table(entries::table)]
#[case::price_list(entries::price_list)]
#[case::form(entries::form)]
#[case::typed(entries::typed)]
fn text_of_any_kind(#[case] entry: fn(&[u8])) {
    feed(entry, 0x9e37_79b9_7f4a_7c15, text);
}

#[rstest]
#[case::orders(entries::table)]
#[case::goods(entries::price_list)]
fn workbooks_of_any_kind(#[case] entry: fn(&[u8])) {
    feed(entry, 0x2545_f491_4f6c_dd1d, ods);
    let whole = xlsx();
    feed(entry, 0x1234_5678_9abc_def1, |dice| {
        let mut bytes = whole.clone();
        damage(&mut bytes, dice);
        bytes
    });
}
