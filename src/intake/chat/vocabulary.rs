//! The small words of order messages, in folded spelling.

use crate::domain::message::Message;
use crate::domain::text::fold;

/// What a unit behind a number makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// None, or one piece.
    Piece,
    /// A piece, though what is in it may be counted otherwise.
    Pack,
    /// So many pieces.
    Of(i64),
    /// A weight or volume, which counts nothing.
    Measure,
    /// No quantity of goods: people, days.
    Other,
}

/// The unit a word names.
pub(super) fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "pcs" | "pc" | "piece" | "pieces" | "porsi" | "box" | "kotak" | "bungkus" | "bks"
        | "buah" | "bh" | "biji" | "bj" | "toples" | "tpls" | "cup" | "gelas" | "mangkok"
        | "eks" | "botol" | "btl" | "loyang" | "potong" | "ptg" | "lembar" | "lbr" | "set"
        | "unit" | "tray" | "pouch" | "jar" | "bh2" => Unit::Piece,
        "pack" | "packs" | "pak" | "karton" | "krtn" | "dus" | "krat" | "paket" => Unit::Pack,
        "lusin" | "lsn" | "dozen" => Unit::Of(12),
        "kodi" => Unit::Of(20),
        "kg" | "kilo" | "gr" | "gram" | "g" | "ons" | "ml" | "liter" | "ltr" | "l" | "cm" | "m" => {
            Unit::Measure
        }
        "orang" | "org" | "hari" | "jam" | "menit" | "tahun" | "thn" | "bulan" | "bln"
        | "minggu" | "lantai" | "persen" => Unit::Other,
        _ => return None,
    })
}

/// A number written as a word.
pub(super) fn number(word: &str) -> Option<i64> {
    Some(match word {
        "satu" | "one" | "setoples" | "sebungkus" | "sekotak" | "sebuah" | "sebox" => 1,
        "dua" | "two" => 2,
        "tiga" | "three" => 3,
        "empat" | "four" => 4,
        "lima" | "five" => 5,
        "enam" | "six" => 6,
        "tujuh" | "seven" => 7,
        "delapan" | "eight" => 8,
        "sembilan" | "nine" => 9,
        "sepuluh" | "ten" => 10,
        "sebelas" | "eleven" => 11,
        "twelve" => 12,
        _ => return None,
    })
}

/// What a word says beside a number of one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numeral {
    /// One to ten, eleven: a number, or the beginning of one.
    Unit(i64),
    /// `belas`: so many more than ten.
    Teen,
    /// `puluh`, `ratus`, `ribu`: so many times.
    Times(i64),
    /// `seratus`, `seribu`.
    One(i64),
}

fn numeral(word: &str) -> Option<Numeral> {
    Some(match word {
        "belas" => Numeral::Teen,
        "puluh" => Numeral::Times(10),
        "ratus" => Numeral::Times(100),
        "ribu" => Numeral::Times(1_000),
        "seratus" => Numeral::One(100),
        "seribu" => Numeral::One(1_000),
        _ => Numeral::Unit(number(word)?),
    })
}

/// A number of several words, as far as they make one: `dua puluh lima`, `seratus dua belas`,
/// `duabelas`. How many words it is made of, and its value; `None` for words that make no number.
pub(super) fn spelled<'a>(words: impl Iterator<Item = &'a str>) -> Option<(usize, Option<i64>)> {
    let mut parts = Vec::new();
    let mut count = 0;
    for word in words.take(LONGEST_NUMBER) {
        let joined = ["belas", "puluh", "ratus"].iter().find_map(|end| {
            let first = word.strip_suffix(end).filter(|first| *first != "se")?;
            Some([numeral(first)?, numeral(end)?])
        });
        match (numeral(word), joined) {
            (Some(part), _) => parts.push(part),
            (None, Some(two)) => parts.extend(two),
            (None, None) => break,
        }
        count += 1;
    }
    if count == 0 {
        return None;
    }
    // A unit behind a unit is another number: `dua tiga nastar`.
    let next = parts
        .windows(2)
        .position(|pair| matches!(pair, [Numeral::Unit(_), Numeral::Unit(_)]));
    if let Some(at) = next {
        // Nobody can tell which of them counts.
        return Some(if at == 0 {
            (1, sum(parts.get(..1)?))
        } else {
            (count, None)
        });
    }
    Some((count, sum(&parts)))
}

/// Most words of a number.
const LONGEST_NUMBER: usize = 10;

/// The value of a number's parts, where they make one: each step smaller than the one before.
fn sum(parts: &[Numeral]) -> Option<i64> {
    let (mut all, mut open) = (0_i64, None);
    let mut below = i64::MAX;
    let mut step = |value: i64, rank: i64| {
        if rank >= below {
            return None;
        }
        below = rank;
        all += value;
        Some(())
    };
    for part in parts {
        match (*part, open.take()) {
            (Numeral::Unit(value), None) => open = Some(value),
            (Numeral::Teen, Some(value @ 1..=9)) => step(10 + value, 1)?,
            (Numeral::Times(times), Some(value @ 1..=9)) => step(value * times, times)?,
            (Numeral::One(value), None) => step(value, value)?,
            _ => return None,
        }
    }
    if let Some(value) = open {
        step(value, if value > 9 { 10 } else { 1 })?;
    }
    Some(all)
}

/// The unit of which a word says one: `selusin`, `sekodi`, `sepack`.
pub(super) fn one_of(word: &str) -> Option<Unit> {
    word.strip_prefix("se")
        .filter(|rest| rest.len() > 2)
        .and_then(unit)
}

/// Words that make a quantity nobody can count by: `setengah lusin`, `sepasang`.
pub(super) fn is_odd_number(word: &str) -> bool {
    matches!(
        word,
        "setengah"
            | "stengah"
            | "separuh"
            | "separo"
            | "half"
            | "sepasang"
            | "beberapa"
            | "seperempat"
    )
}

/// Whether a word counts, and so is no part of a name.
pub(super) fn counts(word: &str) -> bool {
    spelled(std::iter::once(word)).is_some() || one_of(word).is_some() || is_odd_number(word)
}

/// Words that join items.
pub(super) fn joins(word: &str) -> bool {
    matches!(
        word,
        "dan" | "sama" | "and" | "plus" | "serta" | "trus" | "terus" | "ama" | "n"
    )
}

/// Words before a number that make it no quantity.
pub(super) fn numbers_otherwise(word: &str) -> bool {
    matches!(
        word,
        "no" | "nomor"
            | "nmr"
            | "tgl"
            | "tanggal"
            | "jam"
            | "pukul"
            | "blok"
            | "blk"
            | "rt"
            | "rw"
            | "gg"
            | "gang"
            | "km"
            | "lt"
            | "kav"
            | "pos"
            | "umur"
            | "usia"
            | "ke"
            | "cash"
            | "tf"
            | "tp"
            | "transfer"
            | "dp"
            | "jl"
            | "jln"
            | "jalan"
    )
}

/// Words of politeness and of wanting, which say nothing about what is wanted.
pub(super) fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "kak"
            | "tambah"
            | "tambahin"
            | "nambah"
            | "berapa"
            | "brp"
            | "ka"
            | "kk"
            | "kakak"
            | "min"
            | "mimin"
            | "admin"
            | "bu"
            | "ibu"
            | "pak"
            | "bapak"
            | "mbak"
            | "mba"
            | "mas"
            | "sis"
            | "gan"
            | "bang"
            | "bund"
            | "bunda"
            | "bun"
            | "om"
            | "tante"
            | "mau"
            | "mw"
            | "pengen"
            | "ingin"
            | "order"
            | "orderan"
            | "pesan"
            | "pesen"
            | "pesanan"
            | "memesan"
            | "mesen"
            | "beli"
            | "membeli"
            | "ambil"
            | "ikut"
            | "po"
            | "list"
            | "listnya"
            | "catat"
            | "tolong"
            | "minta"
            | "bisa"
            | "ya"
            | "yaa"
            | "yah"
            | "yg"
            | "yang"
            | "dong"
            | "donk"
            | "deh"
            | "nih"
            | "sih"
            | "aja"
            | "saja"
            | "juga"
            | "lagi"
            | "saya"
            | "sy"
            | "aku"
            | "ak"
            | "gue"
            | "kami"
            | "hai"
            | "hi"
            | "halo"
            | "hallo"
            | "helo"
            | "hello"
            | "selamat"
            | "pagi"
            | "siang"
            | "sore"
            | "malam"
            | "mlm"
            | "assalamualaikum"
            | "ass"
            | "permisi"
            | "terima"
            | "kasih"
            | "makasih"
            | "makasi"
            | "thanks"
            | "thx"
            | "tks"
            | "ok"
            | "oke"
            | "okay"
            | "sip"
            | "siap"
            | "ini"
            | "itu"
            | "utk"
            | "dgn"
            | "dengan"
            | "hari"
            | "jadi"
            | "total"
            | "totalnya"
            | "rp"
            | "please"
            | "want"
            | "i"
            | "would"
            | "like"
            | "to"
            | "me"
            | "for"
            | "nya"
            | "id"
            | "pre"
    )
}

/// Words before a person's name.
pub(super) fn is_polite(word: &str) -> bool {
    matches!(
        word,
        "bu" | "ibu" | "pak" | "bapak" | "mbak" | "mba" | "mas" | "kak" | "om" | "tante" | "bunda"
    )
}

/// Words by which a customer says that something is wanted.
pub(super) fn is_ordering(word: &str) -> bool {
    matches!(
        word,
        "mau"
            | "mw"
            | "pengen"
            | "ingin"
            | "order"
            | "pesan"
            | "pesen"
            | "memesan"
            | "mesen"
            | "beli"
            | "membeli"
            | "want"
    )
}

/// Words that begin what the customer wants of an item.
pub(super) fn asks_for(word: &str) -> bool {
    matches!(
        word,
        "tanpa"
            | "kurang"
            | "extra"
            | "ekstra"
            | "less"
            | "lebih"
            | "pakai"
            | "pake"
            | "jangan"
            | "tulis"
            | "tulisan"
            | "ucapan"
            | "warna"
            | "rasa"
            | "ukuran"
            | "size"
            | "topping"
            | "level"
            | "dipisah"
            | "pedas"
            | "no"
    )
}

/// Words that say how something is paid, or of an account.
pub(super) fn pays(word: &str) -> bool {
    matches!(
        word,
        "transfer"
            | "tf"
            | "trf"
            | "cash"
            | "tunai"
            | "cod"
            | "qris"
            | "bca"
            | "bri"
            | "bni"
            | "mandiri"
            | "bsi"
            | "jago"
            | "gopay"
            | "dana"
            | "ovo"
            | "shopeepay"
            | "linkaja"
            | "bank"
            | "rek"
            | "rekening"
            | "norek"
    )
}

/// Words that begin what is said about the order as a whole.
pub(super) fn tells(word: &str) -> bool {
    matches!(
        word,
        "untuk"
            | "buat"
            | "kirim"
            | "dikirim"
            | "antar"
            | "diantar"
            | "diambil"
            | "tgl"
            | "tanggal"
            | "jam"
            | "besok"
            | "lusa"
            | "senin"
            | "selasa"
            | "rabu"
            | "kamis"
            | "jumat"
            | "sabtu"
            | "minggu"
            | "cod"
            | "transfer"
            | "tf"
            | "bayar"
            | "dibayar"
            | "gosend"
            | "grab"
            | "jne"
            | "jnt"
            | "kalau"
            | "kalo"
            | "nanti"
    )
}

/// What a message as a whole may be instead of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Instead {
    /// It changes or cancels an order.
    Change,
    /// It asks.
    Question,
    /// The shop wrote it.
    Shop,
}

impl Instead {
    /// What is said of the draft that is made of it.
    pub(super) fn message(self) -> Message {
        Message::new(match self {
            Self::Change => "chat-changes",
            Self::Question => "chat-asks",
            Self::Shop => "chat-from-shop",
        })
    }
}

/// What only a shop writes to its customers.
const OF_SHOPS: &[&str] = &[
    " pesanan kamu ",
    " pesanan anda ",
    " pesanan kakak ",
    " sudah kami terima ",
    " kami ingin mengingatkan ",
    " reminder ",
    " sudah pesan di ",
    " sudah order ",
    " dibatalkan ",
    " sudah dikirim ",
    " berikut ringkasannya ",
    " invoice buyer ",
    " ketentuan wajib ",
    " bayar maksimal ",
];

/// What takes an order back.
const CANCELS: &[&str] = &[
    " batal ",
    " batalkan ",
    " batalin ",
    " dibatalin ",
    " cancel ",
    " dicancel ",
    " cancelled ",
    " ga jadi ",
    " gak jadi ",
    " gk jadi ",
    " ngga jadi ",
    " nggak jadi ",
    " enggak jadi ",
    " tidak jadi ",
    " tdk jadi ",
];

/// What changes an order, or what was said just before.
const CHANGES: &[&str] = &[
    " tambah ",
    " tambahin ",
    " nambah ",
    " ganti ",
    " diganti ",
    " kurangi ",
    " kurangin ",
    " minus ",
    " bukan ",
    " ubah ",
    " diubah ",
    " revisi ",
    " ralat ",
    " tukar ",
];

const QUESTIONS: &[&str] = &[
    " berapa ",
    " brp ",
    " masih ada ",
    " masih bisa ",
    " ready ",
    " harganya ",
    " apakah ",
    " kapan ",
];

fn holds(spaced: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| spaced.contains(phrase))
}

/// What a line says that makes its message something else than an order.
pub(super) fn instead(line: &str) -> Option<Instead> {
    let spaced = format!(" {} ", fold(line));
    if holds(&spaced, OF_SHOPS) {
        return Some(Instead::Shop);
    }
    if holds(&spaced, CANCELS) || holds(&spaced, CHANGES) || becomes(&spaced) {
        return Some(Instead::Change);
    }
    (line.contains('?') && holds(&spaced, QUESTIONS)).then_some(Instead::Question)
}

/// Whether a line takes an order back, wherever in a message it stands.
pub(super) fn cancels(line: &str) -> bool {
    let spaced = format!(" {} ", fold(line));
    holds(&spaced, CANCELS) && !holds(&spaced, OF_SHOPS)
}

/// `jadi 3`: what was said before counts no more.
fn becomes(spaced: &str) -> bool {
    let mut words = spaced.split(' ');
    let mut before = "";
    words.any(|word| {
        let now = word.starts_with(|c: char| c.is_ascii_digit()) || counts(word);
        let becomes = matches!(before, "jadi" | "jadinya" | "jd") && now;
        before = word;
        becomes
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("2 lk (batal)", Some(Instead::Change))]
    #[case("oke, batalin ya kak", Some(Instead::Change))]
    #[case("eh jadi 3 ya", Some(Instead::Change))]
    #[case("jadinya tiga", Some(Instead::Change))]
    #[case("keju bukan coklat", Some(Instead::Change))]
    #[case("saya jadi order", None)]
    #[case("tambahan: batalyon", None)]
    #[case("pesanan kamu dibatalkan", Some(Instead::Shop))]
    fn what_is_said_instead_of_an_order(#[case] line: &str, #[case] expected: Option<Instead>) {
        assert_eq!(instead(line), expected);
    }

    #[rstest]
    #[case("dua", Some((1, Some(2))))]
    #[case("dua belas", Some((2, Some(12))))]
    #[case("duabelas nastar", Some((1, Some(12))))]
    #[case("dua puluh lima nastar", Some((3, Some(25))))]
    #[case("dua ratus", Some((2, Some(200))))]
    #[case("seratus dua belas", Some((3, Some(112))))]
    #[case("seribu dua ratus lima puluh", Some((5, Some(1_250))))]
    #[case("dua tiga", Some((1, Some(2))))]
    #[case("belas", Some((1, None)))]
    #[case("sepuluh ratus", Some((2, None)))]
    #[case("nastar dua", None)]
    fn numbers_in_words(#[case] words: &str, #[case] expected: Option<(usize, Option<i64>)>) {
        assert_eq!(spelled(words.split(' ')), expected);
    }
}
