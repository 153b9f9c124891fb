//! A small decoder of ESC/POS, which knows exactly the commands we send.

use rekap::output::papers::label::{self, Label};
use rekap::output::papers::nota;
use rekap::output::papers::packing::{self, PackingBy};
use rekap::output::papers::{Printed, Roll};

use super::needs::needs;
use super::samples::{self, LONG_NAME, long_address, person, words};
use super::tools;

/// What a printer would do.
#[derive(Default)]
struct Receipt {
    /// Lines with the columns they take.
    lines: Vec<(String, usize)>,
    /// Pictures as rows of dots.
    pictures: Vec<Vec<Vec<bool>>>,
    cuts: usize,
}

fn decoded(bytes: &[u8]) -> Receipt {
    let mut receipt = Receipt::default();
    let (mut line, mut columns, mut wide) = (String::new(), 0, 1);
    let mut rest = bytes;
    let mut banded = false;
    loop {
        rest = match rest {
            [] => break,
            [0x1b, b'@', after @ ..] | [0x1c, b'.', after @ ..] => after,
            [0x1b, b'E', 0 | 1, after @ ..] => after,
            [0x1b, b'a', 0..=2, after @ ..] => {
                banded = false;
                after
            }
            [0x1d, b'!', size @ (0 | 0x11), after @ ..] => {
                wide = if *size == 0 { 1 } else { 2 };
                after
            }
            [0x1d, b'V', 66, _, after @ ..] => {
                receipt.cuts += 1;
                after
            }
            [0x1d, b'v', b'0', 0, xl, xh, yl, yh, after @ ..] => {
                let bytes = usize::from(u16::from_le_bytes([*xl, *xh]));
                let rows = usize::from(u16::from_le_bytes([*yl, *yh]));
                let (dots, after) = after.split_at(bytes * rows);
                let rows = dots.chunks(bytes).map(|row| {
                    row.iter()
                        .flat_map(|byte| (0..8).map(move |bit| byte >> (7 - bit) & 1 == 1))
                        .collect()
                });
                // Bands of one picture follow each other at once.
                match receipt.pictures.last_mut().filter(|_| banded) {
                    Some(picture) => picture.extend(rows),
                    None => receipt.pictures.push(rows.collect()),
                }
                banded = true;
                after
            }
            [b'\n', after @ ..] => {
                receipt.lines.push((std::mem::take(&mut line), columns));
                columns = 0;
                after
            }
            [c @ b' '..=b'~', after @ ..] => {
                line.push(char::from(*c));
                columns += wide;
                after
            }
            other => panic!("no command of ours: {:?}", &other[..other.len().min(8)]),
        };
    }
    assert!(line.is_empty(), "{line}");
    receipt
}

fn checked(printed: &Printed, roll: Roll) -> Receipt {
    let receipt = decoded(&printed.bytes);
    for (line, columns) in &receipt.lines {
        assert!(*columns <= roll.columns(), "{columns} columns: {line}");
    }
    for picture in &receipt.pictures {
        assert!(picture[0].len() <= roll.dots(), "{} dots", picture[0].len());
    }
    receipt
}

fn letters(receipt: &Receipt) -> String {
    let text: String = receipt
        .lines
        .iter()
        .map(|(line, _)| line.as_str())
        .collect();
    text.split_whitespace().collect()
}

const ROLLS: [Roll; 2] = [Roll::Mm80, Roll::Mm58];

#[test]
fn no_line_is_wider_than_the_paper_and_nothing_is_cut() {
    for roll in ROLLS {
        let mut nota = samples::nota();
        nota.customer = person(LONG_NAME, "0813");
        nota.address = long_address();
        let notas = [nota, samples::nota()];
        let receipt = checked(&nota::escpos(&notas, roll, &words()).unwrap(), roll);
        assert_eq!(receipt.cuts, 2);
        let text = letters(&receipt);
        assert!(
            text.contains(LONG_NAME) && text.contains(&long_address()),
            "{text}"
        );
        assert!(text.contains("TotalRp1.782.000"), "{text}");
        let label = Label {
            recipient: person(LONG_NAME, "0813"),
            address: long_address(),
            ..samples::label()
        };
        let receipt = checked(&label::escpos(&[label], roll, &words()).unwrap(), roll);
        let text = letters(&receipt);
        assert!(
            text.contains(LONG_NAME) && text.contains(&long_address()),
            "{text}"
        );
        let mut list = samples::packing(PackingBy::Route);
        list.groups[0].title = LONG_NAME.into();
        list.groups[0].entries[0].what = long_address();
        let receipt = checked(&packing::escpos(&list, roll, &words()).unwrap(), roll);
        assert!(letters(&receipt).contains(LONG_NAME));
    }
}

#[test]
fn figures_stand_at_the_right_edge() {
    for roll in ROLLS {
        let receipt = checked(
            &nota::escpos(&[samples::nota()], roll, &words()).unwrap(),
            roll,
        );
        let lines: Vec<&str> = receipt
            .lines
            .iter()
            .map(|(line, _)| line.as_str())
            .collect();
        for figure in ["Rp340.000", "-Rp50.000", "Rp1.782.000"] {
            let line = lines.iter().find(|line| line.ends_with(figure)).unwrap();
            assert_eq!(line.len(), roll.columns());
        }
    }
}

#[test]
fn scanners_read_the_codes_of_receipts() {
    if !needs("zbarimg") {
        return;
    }
    for roll in ROLLS {
        // The last is too long to lie on the narrow paper and stands upright.
        for resi in ["JX8000000760", "002900000687", "SPXID0000000000AB1"] {
            let label = Label {
                resi: resi.into(),
                ..samples::label()
            };
            let receipt = checked(&label::escpos(&[label], roll, &words()).unwrap(), roll);
            let [picture] = &receipt.pictures[..] else {
                panic!("{} pictures", receipt.pictures.len());
            };
            assert_eq!(tools::scanned_dots(picture), format!("{resi}\n"));
        }
        let nota = samples::nota();
        let payload = nota.qris.clone().unwrap();
        let receipt = checked(&nota::escpos(&[nota], roll, &words()).unwrap(), roll);
        assert_eq!(
            tools::scanned_dots(&receipt.pictures[0]),
            format!("{payload}\n")
        );
    }
}
