//! The small words of order messages, in folded spelling.

use crate::domain::text::fold;

/// Words that join items.
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
            | "hoyong"
            | "badhe"
            | "tumbas"
            | "meser"
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

/// Words that say what is not wanted, which is the word behind them.
pub(super) fn denies(word: &str) -> bool {
    matches!(
        word,
        "jangan" | "jgn" | "tanpa" | "bukan" | "ga" | "gak" | "tidak"
    )
}

/// Words that add to an item or leave out of it what they name, which may be goods as well: `extra
/// keju`. A flavour or size may be all that is said of the goods: `rasa keju`.
pub(super) fn alters(word: &str) -> bool {
    matches!(
        word,
        "tanpa" | "kurang" | "extra" | "ekstra" | "less" | "lebih" | "pakai" | "pake" | "jangan"
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
            | "dp"
            | "sudah"
            | "udah"
            | "udh"
            | "sdh"
            | "lunas"
            // All of them, and not the last alone.
            | "semua"
            | "semuanya"
            | "smua"
    )
}

/// Whether a line tells of money that was paid: `DP 50rb udah tf`.
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

/// Whether a short line orders what others did: `aku juga kak`, `idem`, `sama kaya Bu Ani`.
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
