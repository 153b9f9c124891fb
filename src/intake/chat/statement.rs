//! Recognises a bank statement pasted by mistake, whose rows name people and goods but are no
//! orders.

use super::clean::Line;
use super::headers::header;
use crate::domain::text::fold;

/// Fewest rows that make a statement.
const LEAST: usize = 3;
/// What banks call the column of the balance.
pub(in crate::intake) const BALANCE_WORDS: [&str; 2] = ["saldo", "balance"];
/// What banks call the columns of money out, money in and the branch that booked it, in one word.
pub(in crate::intake) const BOOKED_WORDS: [&str; 7] = [
    "debit", "debet", "kredit", "credit", "cabang", "branch", "mutasi",
];
/// The same in two words.
const FUNDS_WORDS: [&str; 2] = ["dana masuk", "dana keluar"];
/// What banks call their other columns.
const TITLE_WORDS: &[&str] = &[
    "tanggal",
    "date",
    "uraian",
    "keterangan",
    "remarks",
    "transaksi",
    "nominal",
    "jumlah",
    "masuk",
    "keluar",
    "catatan",
];
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
    // SWIFT's MT940 numbers its fields: 60 is the opening balance, 61 a booking.
    if line.starts_with(":60F:") || line.starts_with(":61:") {
        return true;
    }
    let folded = fold(line);
    let has = |word: &&str| folded.contains(word);
    if !BALANCE_WORDS.iter().any(has) {
        return false;
    }
    let titles = TITLE_WORDS.iter().chain(&BOOKED_WORDS);
    let named = titles.filter(|word| has(word)).count();
    let cells = |signs: &[char]| line.split(signs).count();
    let is_bare = !line.contains(|c: char| c.is_ascii_digit() || c == '?');
    let begins = ["tanggal", "date"]
        .iter()
        .any(|word| folded.starts_with(word));
    // In talk, commas part sentences too: only a bank's own words tell.
    (cells(&[',']) >= 4 && BOOKED_WORDS.iter().chain(&FUNDS_WORDS).any(has))
        || (cells(&[';', '\t', '|', '<']) >= 4 && named >= 2)
        || (begins && is_bare && named >= 3)
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
    #[case("Tanggal Uraian Transaksi Tipe Nominal Saldo Akhir", true)]
    #[case(
        "SeaBank: Tanggal | Transaksi | Keluar (IDR) | Masuk (IDR) | Saldo Akhir (IDR)",
        true
    )]
    #[case(
        "<td>Tanggal</td><td>Keterangan</td><td>Mutasi</td><td>Saldo</td>",
        true
    )]
    #[case(":60F:C260731IDR1000000,00", true)]
    #[case("kak saldo tanggal 12, jumlah transaksi masuk, nastar 2, lk 1", false)]
    #[case(
        "tanggal transaksi nominal keluar masuk saldo belum muncul ya kak?",
        false
    )]
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
