//! Recognises a bank statement pasted by mistake, whose rows name people and goods but are no
//! orders.

use super::clean::Line;
use super::headers::header;
use crate::domain::text::fold;

/// Fewest rows that make a statement.
const LEAST: usize = 3;
/// How many of the first lines are searched for its titles.
const TITLES: usize = 15;

/// Whether most of the lines are rows of a statement.
pub(super) fn is_statement(lines: &[Line]) -> bool {
    let filled = lines.iter().filter(|line| !line.text.is_empty());
    let (mut rows, mut all, mut titled) = (0, 0, false);
    for line in filled {
        all += 1;
        rows += usize::from(is_row(&line.text));
        titled |= all <= TITLES && is_titles(&line.text);
    }
    titled || rows >= LEAST && rows * 5 >= all * 3
}

/// The titles of a statement's columns, which no customer writes.
fn is_titles(line: &str) -> bool {
    let folded = fold(line);
    let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    let cells = line.split([';', ',', '\t', '|']).count();
    cells >= 4
        && has(&["saldo", "balance"])
        && has(&[
            "debit",
            "debet",
            "kredit",
            "credit",
            "cabang",
            "branch",
            "mutasi",
            "dana masuk",
            "dana keluar",
        ])
}

/// Whether a line is a row of a statement: a date, and an amount among cells or beside a bank's
/// words.
fn is_row(line: &str) -> bool {
    let text = line.trim_start_matches(['"', '\'', ' ']);
    let Some(rest) = after_date(text) else {
        return false;
    };
    let cells = [';', '\t', '|', ',']
        .into_iter()
        .map(|sign| rest.split(sign))
        .find(|cells| cells.clone().count() >= 4);
    let has_amount = match cells {
        Some(mut cells) => cells.any(is_amount),
        None => rest.split(' ').any(is_amount) && rest.split([' ', '/']).any(is_of_bank),
    };
    has_amount && header(line).is_none()
}

/// The text after a date at its beginning: `02/01`, `02-01-2026`, `2026-01-02`.
fn after_date(text: &str) -> Option<&str> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '/' | '-' | '.');
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let (date, rest) = text.split_at(end);
    let parts: Vec<&str> = date.split(['/', '-', '.']).collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let right = matches!(
        lengths.as_slice(),
        [1 | 2, 1 | 2] | [1 | 2, 1 | 2, 2 | 4] | [4, 1 | 2, 1 | 2]
    );
    (right && !date.contains("..")).then_some(rest)
}

/// `1,250,000.00`, `1.250.000,00`, `130000`, with or without `DB`/`CR`.
fn is_amount(cell: &str) -> bool {
    let cell = cell.trim_matches(['"', '\'', ' ', '+', '-']);
    let bare = ["CR", "DB", "DR", "K", "D", "Rp", "IDR"]
        .iter()
        .fold(cell, |cell, side| {
            cell.trim_start_matches(side).trim_end_matches(side).trim()
        });
    let digits = bare.chars().filter(char::is_ascii_digit).count();
    digits >= 4
        && bare
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
}

fn is_of_bank(word: &str) -> bool {
    matches!(
        word,
        "TRSF"
            | "TRF"
            | "TRANSFER"
            | "CR"
            | "DB"
            | "KR"
            | "E-BANKING"
            | "SWITCHING"
            | "BI-FAST"
            | "BIFAST"
            | "QRIS"
            | "SETORAN"
            | "OTOMATIS"
            | "ADM"
            | "BUNGA"
            | "PAJAK"
            | "MUTASI"
    )
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(
        ";No;;Tanggal;;Keterangan;;Dana Masuk (IDR);;Dana Keluar (IDR);;Saldo (IDR)",
        true
    )]
    #[case("Nama, alamat, saldo dana masuk", false)]
    fn titles(#[case] line: &str, #[case] are: bool) {
        assert_eq!(is_titles(line), are, "{line}");
    }

    #[rstest]
    #[case(
        "02/01;TRSF E-BANKING CR WS95031 BUDI NASTAR;0000;130,000.00 CR;1,230,000.00",
        true
    )]
    #[case("2026-01-02,KR OTOMATIS SITI,0,130000,450000", true)]
    #[case("02/01/2026 TRSF E-BANKING CR 0201/FTSCY BUDI 130,000.00", true)]
    #[case("'02/01\",\"BUDI\",\"0000\",\"130,000.00\",\"CR\"", true)]
    #[case("12/08/26 09.14 - Budi: 2 nastar, 1 lk, 3 aqua, 120000", false)]
    #[case("12/2 nastar keju 2 an Budi", false)]
    #[case("1. Budi - 2 nastar, 1 lk, 3 aqua, 5 kaos", false)]
    #[case("Tanggal: 12/2, jam 3, nastar 2, lk 1", false)]
    fn rows(#[case] line: &str, #[case] is: bool) {
        assert_eq!(is_row(line), is, "{line}");
    }
}
