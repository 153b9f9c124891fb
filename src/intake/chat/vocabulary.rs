//! The small words of order messages, in folded spelling.

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
        "sebelas" => 11,
        _ => return None,
    })
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

/// Words that say how something is paid.
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

/// What a folded line says that makes its message something else than an order.
pub(super) fn instead(folded: &str, asks: bool) -> Option<Instead> {
    let line = format!(" {folded} ");
    let has = |phrases: &[&str]| {
        phrases
            .iter()
            .any(|phrase| line.contains(&format!(" {phrase} ")))
    };
    if has(&[
        "pesanan kamu",
        "pesanan anda",
        "pesanan kakak",
        "sudah kami terima",
        "kami ingin mengingatkan",
        "reminder",
        "sudah pesan di",
        "sudah order",
        "dibatalkan",
        "sudah dikirim",
        "berikut ringkasannya",
        "invoice buyer",
        "ketentuan wajib",
        "bayar maksimal",
    ]) {
        return Some(Instead::Shop);
    }
    if has(&[
        "batal",
        "batalkan",
        "cancel",
        "ga jadi",
        "gak jadi",
        "nggak jadi",
        "tidak jadi",
        "tambah",
        "tambahin",
        "nambah",
        "ganti",
        "diganti",
        "kurangi",
        "ubah",
        "revisi",
        "ralat",
        "tukar",
    ]) {
        return Some(Instead::Change);
    }
    let question = [
        "berapa",
        "brp",
        "masih ada",
        "masih bisa",
        "ready",
        "harganya",
        "apakah",
        "kapan",
    ];
    (asks && has(&question)).then_some(Instead::Question)
}
