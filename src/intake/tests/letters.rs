//! Encodings of tables, and broken letters.

use rstest::rstest;

use super::{HEADER, fault, import};
use crate::domain::message::Message;
use crate::intake::file::fault::Fault;

fn bytes_of(units: impl IntoIterator<Item = u16>, little: bool) -> Vec<u8> {
    let bytes = |unit: u16| match little {
        true => unit.to_le_bytes(),
        false => unit.to_be_bytes(),
    };
    units.into_iter().flat_map(bytes).collect()
}

fn utf16(little: bool, text: &str) -> Vec<u8> {
    bytes_of(text.encode_utf16(), little)
}

const PLAIN: &str = "Nama;Produk;Jumlah\r\nAndré;Nastar;2\r\nSiti;Kué;1\r\n";

#[test]
fn letters_of_every_spreadsheet() {
    let marked = format!("\u{feff}{PLAIN}");
    let tabs = marked.replace(';', "\t");
    for bytes in [
        PLAIN.as_bytes().to_vec(),
        marked.as_bytes().to_vec(),
        utf16(true, &marked),
        utf16(false, &marked),
        utf16(true, PLAIN),
        utf16(false, PLAIN),
        utf16(true, &tabs),
    ] {
        let intake = import(bytes).unwrap();
        assert_eq!(intake.orders[0].customer.name, "André");
        assert_eq!(intake.orders[1].lines[0].product, "Kué");
        assert_eq!(intake.notes, []);
    }
    let windows: Vec<u8> = PLAIN
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let intake = import(windows).unwrap();
    assert_eq!(intake.orders[0].customer.name, "André");
    assert_eq!(intake.orders[1].lines[0].product, "Kué");
    assert_eq!(intake.notes, [Message::new("intake-windows-1252")]);
}

/// Bytes that are neither UTF-8 nor Windows-1252, or a mixture, are refused with row and cell.
#[test]
fn broken_letters_are_refused_at_their_place() {
    let neither = [HEADER.as_bytes(), b"A1,,Andr\x81,NK,Nastar,1,1,Aktif\n"].concat();
    assert_eq!(fault(neither), Fault::Encoding { row: 2, column: 3 });
    let mixed = [
        HEADER.as_bytes(),
        "A1,,André,NK,Nastar,1,1,Aktif\n".as_bytes(),
        b"A2,,Andr\xE9,NK,Nastar,1,1,Aktif\n",
    ];
    assert_eq!(fault(mixed.concat()), Fault::Encoding { row: 3, column: 3 });
    // One broken letter in a file that is UTF-8 for the rest, before it, beside it or after it.
    let broken = b"A1,,Andr\xE9,NK,Nastar,1,1,Aktif\n";
    let after = "A2,,Kafé,NK,Nastar,1,1,Aktif\n".as_bytes();
    let later = [
        HEADER.as_bytes(),
        broken,
        b"A3,,Ani,NK,Bolu,1,1,Aktif\n",
        after,
    ]
    .concat();
    assert_eq!(fault(later), Fault::Encoding { row: 2, column: 3 });
    let beside = "A1,,Andr?,NK,Kué,1,1,Aktif\n"
        .replace('?', "\u{1}")
        .into_bytes();
    let beside = beside
        .into_iter()
        .map(|byte| if byte == 1 { 0xE9 } else { byte });
    let beside = [HEADER.as_bytes(), &beside.collect::<Vec<_>>()].concat();
    assert_eq!(fault(beside), Fault::Encoding { row: 2, column: 3 });
}

/// Invalid UTF-16 is refused with row and cell like invalid UTF-8, and never read as some other
/// letter.
#[rstest]
#[case::half_a_letter(true, &[0xd83d], 2, 3)]
#[case::the_other_half_of_one(false, &[0xde00], 2, 3)]
#[case::halves_the_wrong_way_round(true, &[0xde00, 0xd83d], 2, 3)]
#[case::none(true, &[], 4, 1)]
fn broken_utf16_is_refused_at_its_place(
    #[case] little: bool,
    #[case] broken: &[u16],
    #[case] row: u64,
    #[case] column: usize,
) {
    let rows = [
        "A1,,Andr",
        ",NK,Nastar,1,1,Aktif\nA2,,Ani,NK,Bolu,1,1,Aktif\n",
    ];
    let mut units: Vec<u16> = format!("\u{feff}{HEADER}{}", rows[0])
        .encode_utf16()
        .collect();
    units.extend(broken);
    units.extend(rows[1].encode_utf16());
    let mut bytes = bytes_of(units, little);
    if broken.is_empty() {
        bytes.push(b'A');
    }
    assert_eq!(fault(bytes), Fault::Encoding { row, column });
}
