//! Word lists for reading order messages, in folded spelling.

use crate::domain::text::fold;

/// Whether a word joins items ("and").
pub(super) fn joins(word: &str) -> bool {
    matches!(
        word,
        "dan"
            | "sama"
            | "and"
            | "plus"
            | "serta"
            | "trus"
            | "karo"
            | "lan"
            | "sareng"
            | "terus"
            | "ama"
            | "n"
    )
}

/// Whether a word before a number makes it no quantity.
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

/// Whether a word is a filler: polite words and words of ordering that say nothing about the goods.
pub(super) fn is_filler(word: &str) -> bool {
    // `yaaa`, `buuu`
    if let Some(last) = word.chars().last() {
        let drawn = word.trim_end_matches(last);
        if word.len() >= drawn.len() + 3 * last.len_utf8() {
            return is_filler(&format!("{drawn}{last}"));
        }
    }
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
            // Javanese and Sundanese.
            | "nggih"
            | "njih"
            | "yo"
            | "kulo"
            | "kula"
            | "abdi"
            | "punten"
            | "nuwun"
            | "suwun"
            | "nuhun"
            | "atuh"
            | "wae"
            | "ae"
            | "hoyong"
            | "badhe"
            | "tumbas"
            | "meser"
            | "pre"
    )
}

/// Whether a word is a form of address before a name (`Bu`, `Kak`).
pub(super) fn is_polite(word: &str) -> bool {
    matches!(
        word,
        "bu" | "ibu" | "pak" | "bapak" | "mbak" | "mba" | "mas" | "kak" | "om" | "tante" | "bunda"
    )
}

/// Whether a word says that something is ordered.
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
            | "hoyong"
            | "badhe"
            | "tumbas"
            | "meser"
    )
}

/// Whether a word begins a customization of an item.
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

/// Whether a word negates the word after it.
pub(super) fn denies(word: &str) -> bool {
    matches!(
        word,
        "jangan" | "jgn" | "tanpa" | "bukan" | "ga" | "gak" | "tidak"
    )
}

/// Whether a word adds the next word to an item or leaves it out, even when that is also a name of
/// goods (`extra keju`), or introduces a flavour or size (`rasa keju`).
pub(super) fn alters(word: &str) -> bool {
    matches!(
        word,
        "tanpa" | "kurang" | "extra" | "ekstra" | "less" | "lebih" | "pakai" | "pake" | "jangan"
    )
}

/// Whether a word is about payment or a bank account.
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

/// Whether a word begins a remark about the order as a whole.
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
            | "dp"
            | "sudah"
            | "udah"
            | "udh"
            | "sdh"
            | "lunas"
            // About all items, not only the last.
            | "semua"
            | "semuanya"
            | "smua"
    )
}

/// Whether a line tells about a payment that was made: `DP 50rb udah tf`.
pub(super) fn tells_paid(line: &str) -> bool {
    let folded = fold(line);
    let mut words = folded.split(' ');
    let paid = |word: &str| {
        pays(word)
            || matches!(
                word,
                "dp" | "ditransfer" | "ditf" | "bayar" | "dibayar" | "lunas"
            )
    };
    words
        .clone()
        .any(|word| matches!(word, "sudah" | "udah" | "udh" | "dah" | "sdh"))
        && words.any(paid)
}

/// Whether a short line orders the same as somebody else: `aku juga kak`, `idem`, `sama kaya Bu
/// Ani`.
pub(super) fn joins_in(line: &str) -> bool {
    let folded = fold(line);
    let words: Vec<&str> = folded.split(' ').collect();
    let both = |first: &[&str], second: &str| {
        words
            .windows(2)
            .any(|pair| matches!(pair, [one, two] if first.contains(one) && *two == second))
    };
    let same = both(&["sama", "sm"], "kaya")
        || [
            "kayak", "kyk", "ky", "kek", "seperti", "spt", "dengan", "dgn",
        ]
        .iter()
        .any(|like| both(&["sama", "sm"], like))
        || words.contains(&"samain");
    words.len() <= 7 && same
        || words.len() <= 4
            && (words.iter().any(|word| matches!(*word, "idem" | "ikutan"))
                || both(&["aku", "saya", "gue", "aq"], "juga")
                || both(&["aku", "saya", "gue", "aq"], "ikut"))
}
