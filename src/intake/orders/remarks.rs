//! Words in remarks that speak against an order or change it: cancelled, sent back, moved to another
//! PO, corrected. What they mean for the order isn't read; its row is asked about.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::intake::assortment::GoodsLookup;
use crate::intake::columns::status::plain;

/// Phrases, as [`plain`] makes them. One that ends in `#` needs a number after it.
#[rustfmt::skip]
const AGAINST: &[&str] = &[
    // Cancelled.
    "batal", "dibatalkan", "batalkan", "batalin", "dibatalin", "pembatalan", "membatalkan", "cancel", "cancelled", "canceled",
    "dicancel", "cancelled order", "gajadi", "gakjadi", "ga jadi", "gak jadi", "gk jadi", "nggak jadi", "ngga jadi", "enggak jadi", "tidak jadi",
    "tdk jadi", "tak jadi", "ndak jadi", "g jadi", "void", "voided", "expired", "kadaluarsa", "kedaluwarsa", "hangus dp", "dp hangus",
    "ditolak", "tolak", "menolak", "rejected", "mengundurkan diri", "mundur", "tidak diambil", "gak diambil", "ga diambil", "hapus", "dihapus", "coret",
    "dicoret", "abaikan", "ignore", "jangan dikirim", "jangan diproses", "jangan dibuat", "skip dulu", "skip aja", "skip saja", "lewat dulu",
    "tidak sanggup", "stok habis", "sudah habis", "stok kosong", "barang kosong", "lagi kosong", "pending dulu", "masih pending", "status pending", "sold out", "out of stock", "tidak tersedia", "tidak bayar", "gak bayar", "ga bayar",
    "no respon", "no response", "tidak ada kabar", "hilang kontak", "fiktif", "tidak jelas", 
    // Sent back.
    "refund", "direfund", "refunded", "retur", "diretur", "return", "returned", "dikembalikan", "dikembaliin", "balikin", "dibalikin",
    "kembalikan", "uang kembali", "dana kembali", "uang balik", "dana balik", "uang sudah kembali", "uang sudah balik", "transfer balik", "ditransfer balik",
    "tf balik", "uangnya balik", "pengembalian", "kembali dana", "chargeback", "komplain", "complain",
    // Moved.
    "bulan depan", "po depan", "po berikutnya", "po selanjutnya", "po bulan", "batch depan", "batch berikutnya", "batch selanjutnya", "kloter depan",
    "kloter berikutnya", "next batch", "next po", "ikut po", "ikut batch", "ikut kloter", "pindah po", "pindah ke", "dipindah", "dipindahkan",
    "nanti aja", "nanti saja", "po januari", "po februari", "po maret", "po april", "po mei", "po juni", "po juli", "po agustus", "po september",
    "po oktober", "po november", "po desember", "next month", "utk po", "untuk po", "masuk po", "masuk batch", "ditunda", "tunda", "dipending", "di pending", "on hold", "hold dulu", "postpone", "postponed",
    "bulan lalu", "po lalu", "po kemarin", "batch lalu", "po sebelumnya", "batch sebelumnya", "kloter lalu", "tahun lalu",
    // Corrected.
    "ralat", "koreksi", "revisi", "direvisi", "salah input", "salah tulis", "salah ketik", "salah jumlah", "salah pesan", "dobel input", "double input",
    "dobel order", "double order", "dobel pesan", "dobel pesanan", "duplikat", "duplicate", "terinput 2x", "input 2x", "dua kali input", "ganti jadi",
    "diganti jadi", "ganti ke", "ubah jadi", "diubah jadi", "diubah", "tukar jadi", "tukar ke", "jadi #", "jadinya #", "jadikan #", 
    "kurang #", "harusnya", "seharusnya", "maksudnya", "typo",
    // Not yet sure.
    "belum pasti", "belum fix", "belum tentu", "blm pasti", "blm fix", "masih ragu", "nanti dikabari", "nanti dikabarin", "dikabari lagi", "tunggu kabar",
    "nunggu kabar", "menunggu kabar", "konfirmasi lagi", "konfirmasi ulang", "tanya dulu", "kalau jadi", "kalo jadi", "klo jadi",
];

/// Words for another count, wherever in the remark the number stands.
const MORE: [&str; 7] = [
    "tambah",
    "nambah",
    "plus",
    "tambahan",
    "kurangi",
    "dikurangi",
    "ditambah",
];

/// The phrases by their first words.
static BY_FIRST: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let mut phrases = HashMap::<_, Vec<_>>::new();
    for phrase in AGAINST {
        let first = phrase.split(' ').next().unwrap_or_default();
        phrases.entry(first).or_default().push(*phrase);
    }
    phrases
});

/// Whether a remark names goods in another count, or instead of others: `ganti kastengel`,
/// `sama putri salju 1`.
pub(super) fn changes_goods(text: &str, goods: &GoodsLookup) -> bool {
    const LONGEST: usize = 3;
    if goods.is_empty() || !text.chars().any(char::is_alphabetic) {
        return false;
    }
    let plain = plain(text);
    let words: Vec<&str> = plain.split(' ').collect();
    let number = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
    let instead = [
        "ganti", "diganti", "tukar", "ditukar", "jadi", "lagi", "nambah", "tambah", "plus", "minus",
    ];
    if !words
        .iter()
        .any(|word| number(word) || instead.contains(word))
    {
        return false;
    }
    (0..words.len()).any(|from| {
        let longest = words.len().min(from + LONGEST);
        (from + 1..=longest).any(|to| goods.called(&words[from..to].join(" ")).is_some())
    })
}

/// Whether a name is no customer's: the shop tried its form.
pub(super) fn is_trial(name: &str) -> bool {
    let trials = [
        "tes",
        "test",
        "testing",
        "coba",
        "coba coba",
        "percobaan",
        "contoh",
        "dummy",
        "example",
        "sample",
    ];
    trials.iter().any(|trial| name.eq_ignore_ascii_case(trial))
}

/// Whether a name is no customer's but that of a row about the goods.
pub(super) fn is_of_goods(name: &str) -> bool {
    let rows = [
        "stok",
        "stock",
        "stok awal",
        "stok akhir",
        "sisa",
        "sisa stok",
        "kuota",
        "target",
        "produksi",
        "terjual",
        "modal",
        "hpp",
        "ready",
    ];
    rows.iter().any(|row| name.eq_ignore_ascii_case(row))
}

/// Whether a name, or the name of goods, says that it was cancelled: `Budi (batal)`.
pub(super) fn cancels(text: &str) -> bool {
    const STEMS: [&[u8]; 6] = [b"batal", b"cancel", b"refund", b"retur", b"void", b"coret"];
    let bytes = text.as_bytes();
    // Most letters begin no stem: this is asked of every name in a table.
    let may_begin = |byte: &u8| matches!(byte.to_ascii_lowercase(), b'b' | b'c' | b'r' | b'v');
    let begins = |at: usize, stem: &[u8]| {
        bytes[at..]
            .get(..stem.len())
            .is_some_and(|part| part.eq_ignore_ascii_case(stem))
    };
    let has_stem = bytes
        .iter()
        .enumerate()
        .filter(|(_, byte)| may_begin(byte))
        .any(|(at, _)| STEMS.iter().any(|stem| begins(at, stem)));
    has_stem && against(text).is_some()
}

/// The phrase in a text that speaks against the order of its row.
pub(super) fn against(text: &str) -> Option<&'static str> {
    // Figures alone, as most cells hold.
    if !text.chars().any(char::is_alphabetic) {
        return None;
    }
    let plain = plain(text);
    let words: Vec<&str> = plain.split(' ').collect();
    let is_number = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    let more = MORE.into_iter().find(|word| words.contains(word));
    if more.is_some() && words.iter().any(&is_number) {
        return more;
    }
    let begins = |at: usize, phrase: &str| {
        let mut rest = words[at..].iter();
        phrase.split(' ').all(|wanted| match wanted {
            "#" => rest.next().is_some_and(&is_number),
            wanted => rest.next() == Some(&wanted),
        })
    };
    (0..words.len()).find_map(|at| {
        let phrases = BY_FIRST.get(words[at])?;
        phrases.iter().copied().find(|phrase| begins(at, phrase))
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("batal, dana sudah dikembalikan", Some("batal"))]
    #[case("CANCEL", Some("cancel"))]
    #[case("ga jadi, uangnya balikin", Some("ga jadi"))]
    #[case("ikut PO bulan depan saja", Some("ikut po"))]
    #[case("jadi 5 ya", Some("jadi #"))]
    #[case("tambah kastengel 1 ya", Some("tambah"))]
    #[case("PO Maret aja", Some("po maret"))]
    #[case("tambah keju", None)]
    #[case("diambil ibunya", None)]
    #[case("kurang manis", None)]
    #[case("sudah dp", None)]
    #[case("tulis: selamat ya, semoga jadi berkah", None)]
    #[case("50.000", None)]
    fn phrases_are_found_as_whole_words(#[case] text: &str, #[case] found: Option<&str>) {
        assert_eq!(against(text), found);
    }
}
