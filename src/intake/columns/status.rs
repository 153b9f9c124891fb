//! Reads words of a status: closed lists of words that mean an order is wanted, or is not; every
//! other word is asked about, so that what isn't understood never counts as yes.

/// What a status says about an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is wanted: to be made, sent, or already done.
    Wanted,
    /// It was cancelled as a whole.
    Cancelled,
    /// The word is in no list.
    Unknown,
}

/// The kinds of columns that say whether an order stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::intake) enum Kind {
    /// The order's own status.
    Order,
    /// A status of payment, shipping or part of an order, beside the order's own.
    Further,
    /// Whether the customer agreed: anything but yes is asked about.
    Agreed,
    /// When it was cancelled; usually empty.
    CancelledAt,
    /// Why it was cancelled or returned, or the money sent back; usually empty.
    Against,
}

impl Kind {
    /// The kind of column that a title names; `None` for all others.
    pub(in crate::intake) fn of_title(title: &str) -> Option<Self> {
        let lower = title.to_lowercase();
        let words: Vec<&str> = lower
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        // `Merah: batal` beside the titles explains a colour.
        if title.contains(['=', ':']) {
            return None;
        }
        let has = |parts: &[&str]| {
            let is = |word: &&str| parts.iter().any(|part| word.starts_with(part));
            words.iter().any(is)
        };
        let against = [
            "batal",
            "pembatalan",
            "dibatalkan",
            "cancel",
            "refund",
            "retur",
            "return",
            "pengembalian",
            "dikembalikan",
            "void",
            "penolakan",
            "dispute",
            "komplain",
            "buyerfailed",
            "gagal",
            "failed",
            "failure",
        ];
        // Counts of what came back have a meaning of their own, and terms of sale are none.
        let counts = [
            "quantity",
            "qty",
            "jumlah",
            "policy",
            "kebijakan",
            "deadline",
            "batas",
            "nomor",
            "no",
            "id",
            "address",
            "alamat",
        ];
        if has(&against) || lower.contains("faileddelivery") {
            let moment = [
                "at", "time", "date", "tanggal", "tgl", "waktu", "pada", "on", "jam",
            ];
            let cancelled = has(&["batal", "pembatalan", "dibatalkan", "cancel"]);
            let when = words.iter().any(|word| moment.contains(word)) && cancelled;
            let kind = if when {
                Self::CancelledAt
            } else {
                Self::Against
            };
            return (!words.iter().any(|word| counts.contains(word))).then_some(kind);
        }
        let further = [
            "substatus",
            "pembayaran",
            "bayar",
            "payment",
            "financial",
            "fulfillment",
            "fulfilment",
            "pengiriman",
            "kirim",
            "shipping",
            "shipment",
            "delivery",
            "produksi",
            "packing",
            "paid",
        ];
        let agreed = [
            "jadi",
            "konfirmasi",
            "confirm",
            "confirmed",
            "fix",
            "deal",
            "valid",
            "approved",
            "approval",
            "ok",
        ];
        if matches!(words[..], [word] if agreed.contains(&word)) {
            return Some(Self::Agreed);
        }
        let status = has(&["status", "substatus", "state"]) || lower.contains("status");
        match (status, has(&further)) {
            (true, true) => Some(Self::Further),
            (true, false) => Some(Self::Order),
            (false, _) => None,
        }
    }
}

/// Words for an order that is wanted, as [`plain`] makes them.
#[rustfmt::skip]
const WANTED: &[&str] = &[
    // A shop's own words.
    "ok", "oke", "okay", "fix", "deal", "jadi", "ya", "iya", "yes", "y", "aktif", "active", "baru", "new", "masuk", "ada",
    "order", "ordered", "pesan", "dipesan", "open", "placed", "booked", "booking", "po", "preorder", "pre order",
    "konfirmasi", "dikonfirmasi", "terkonfirmasi", "sudah konfirmasi", "confirmed", "confirm", "approved", "disetujui",
    "accepted", "diterima penjual", "diterima toko", "valid", "jalan", "lanjut", "done", "beres", "aman",
    // Paid, or to be paid.
    "lunas", "sudah lunas", "paid", "dibayar", "sudah dibayar", "sudah bayar", "bayar", "terbayar", "dp", "sudah dp", "dp masuk",
    "dp lunas", "down payment", "partially paid", "partial paid", "partial payment", "deposit", "belum lunas", "belum dp",
    "belum bayar", "belum dibayar", "belum", "blm bayar", "blm lunas", "unpaid", "not paid", "kurang bayar", "cicil",
    "cod", "bayar di tempat", "transfer", "cash", "tunai", "qris", "sudah transfer", "sudah tf", "tf", "settled", "settlement",
    "capture", "captured", "success", "sukses", "successful", "succeeded", "berhasil", "pembayaran berhasil",
    "payment received", "payment success", "pembayaran diterima", "verified", "terverifikasi", "overpaid", "underpaid",
    "down_payment", "nothing due", "partial", "sudah di bayar",
    // In the making.
    "proses", "diproses", "sedang diproses", "dalam proses", "on process", "on progress", "processing", "process", "processed",
    "in process", "in progress", "produksi", "diproduksi", "dibuat", "sedang dibuat", "dimasak", "antri", "antre", "queue",
    "dikemas", "sedang dikemas", "dipacking", "packing", "packed", "siap", "ready", "siap kirim", "siap dikirim", "perlu dikirim",
    "akan dikirim", "harus dikirim", "belum dikirim", "belum diproses", "belum kirim", "to ship", "ready to ship", "rts", "siap ambil",
    "siap diambil", "ready for pickup", "ready to pick up", "awaiting shipment", "awaiting fulfillment", "awaiting collection",
    "awaiting pickup", "menunggu pickup", "menunggu penjemputan", "menunggu dijemput", "menunggu kurir", "menunggu pengiriman",
    "menunggu diambil", "menunggu dikirim", "menunggu diproses", "unfulfilled", "unshipped", "not shipped", "repacked",
    "telah diproses", "sudah diproses", "siap dikemas", "perlu diproses", "to process", "toship", "readytoship", "none",
    // On the way, or there.
    "kirim", "dikirim", "sudah dikirim", "sedang dikirim", "dalam pengiriman", "dalam perjalanan", "terkirim", "diantar",
    "sedang diantar", "shipped", "shipping", "in transit", "transit", "on delivery", "out for delivery", "delivering", "sent",
    "delivered", "diterima", "sudah diterima", "sampai", "sudah sampai", "tiba", "tiba di tujuan", "received", "sampai tujuan",
    "to receive", "to confirm receive", "fulfilled", "diambil", "sudah diambil", "picked up", "pickup", "ambil sendiri",
    "selesai", "completed", "complete", "finished", "closed", "tuntas", "pesanan selesai", "telah selesai", "sudah selesai",
    "telah dikirim", "telah diterima", "diterima pembeli", "diterima pelanggan",
];

/// Words for an order that was cancelled as a whole.
#[rustfmt::skip]
const CANCELLED: &[&str] = &[
    "batal", "dibatalkan", "cancelled", "canceled", "cancel", "gagal pesan", "tidak jadi", "gak jadi", "ga jadi", "gajadi", "nggak jadi",
    "ngga jadi", "tdk jadi", "gk jadi", "telah dibatalkan", "sudah dibatalkan", "sudah batal", "auto cancel", "batal otomatis",
    "dibatalkan otomatis", "otomatis dibatalkan",
];

/// Who or what may have cancelled an order, after the word for it.
#[rustfmt::skip]
const BY: &[&str] = &[
    "oleh", "by", "otomatis", "sistem", "system", "auto", "automatic", "automatically", "pembeli", "buyer", "penjual",
    "seller", "customer", "pelanggan", "customernya", "toko", "admin", "user", "merchant", "marketplace", "shopee",
    "tokopedia", "tiktok", "lazada", "kurir", "logistik", "logistics", "sendiri", "semua", "the", "platform", "operator",
];

/// Words that only a marketplace means otherwise: there an order that was not paid is not placed.
const NOT_PAID: &[&str] = &["unpaid", "belum bayar", "belum dibayar", "not paid"];

/// Words of a shop system for an order that waits for its payment or its sending: it is one. In a
/// shop's own sheet they may put it off, and are asked about.
const WAITING: &[&str] = &[
    "pending",
    "pending payment",
    "payment pending",
    "on hold",
    "onhold",
    "awaiting payment",
    "menunggu pembayaran",
];

/// Whether a word of a shop system says that an order waits.
pub(in crate::intake) fn is_waiting(text: &str) -> bool {
    WAITING.contains(&plain(text).as_str())
}

/// Whether these folded titles are those of a shop system, such as WooCommerce: it numbers its
/// orders, and tells in English codes how and whether they are paid.
pub(in crate::intake) fn is_shop_system(folded: &[String], numbered: bool) -> bool {
    let paying = ["payment", "financialstatus", "fulfillment", "fulfilment"];
    let pays = |title: &String| paying.iter().any(|word| title.contains(word));
    numbered && folded.iter().any(pays)
}

/// Lower-case words with single spaces, without underscores and other signs.
pub(in crate::intake) fn spaced(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let lower = spaced.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    words.join(" ")
}

/// Words of [`spaced`], without `pesanan` before them.
pub(in crate::intake) fn plain(text: &str) -> String {
    let words = spaced(text);
    match words.split_once(' ') {
        Some(("pesanan" | "order" | "status" | "orderan" | "wc", rest)) => rest.to_owned(),
        _ => words,
    }
}

impl Standing {
    /// Reads a status. `market`: whether the table is a marketplace's list of orders.
    pub(in crate::intake) fn of(text: &str, market: bool) -> Self {
        let words = plain(text);
        if market && NOT_PAID.contains(&words.as_str()) {
            return Self::Unknown;
        }
        if WANTED.contains(&words.as_str()) {
            return Self::Wanted;
        }
        if CANCELLED.contains(&words.as_str()) {
            return Self::Cancelled;
        }
        let mut parts = words.split(' ');
        let cancelled = ["batal", "dibatalkan", "cancelled", "canceled", "cancel"];
        let first = parts.next().unwrap_or_default();
        match cancelled.contains(&first) && parts.all(|word| BY.contains(&word)) {
            true => Self::Cancelled,
            false => Self::Unknown,
        }
    }

    /// Reads a status of payment or shipping: what is in no list is harmless there, unless it speaks
    /// against the order.
    pub(in crate::intake) fn of_further(text: &str, market: bool) -> Self {
        match Self::of(text, market) {
            Self::Unknown => {
                let words = plain(text);
                let number = |word: &str| {
                    let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
                    unit.len() < word.len() && ["", "rb", "k", "jt", "ribu"].contains(&unit)
                };
                let harmless = words
                    .split(' ')
                    .all(|word| number(word) || PAYING.contains(&word));
                let paying = words.split(' ').any(|word| PAYING.contains(&word));
                match harmless && paying {
                    true => Self::Wanted,
                    false => Self::Unknown,
                }
            }
            known => known,
        }
    }
}

/// Words of which a harmless status of payment is made: `DP 50%`, `lunas transfer BCA`.
#[rustfmt::skip]
const PAYING: &[&str] = &[
    "dp", "lunas", "bayar", "dibayar", "transfer", "tf", "trf", "bca", "bri", "bni", "bsi", "mandiri", "seabank", "jago", "gopay",
    "ovo", "dana", "shopeepay", "linkaja", "qris", "va", "virtual", "account", "cash", "tunai", "cod", "sudah", "udah", "sdh",
    "belum", "blm", "kurang", "sisa", "via", "rp", "rb", "ribu", "paid", "unpaid", "full", "penuh", "sebagian", "partially", "lebih",
    "bank", "kartu", "kredit", "debit", "credit", "card", "by", "tgl", "tanggal", "di", "tempat",
];

/// Whether a cell below a title that speaks against an order says nothing: empty, zero, no.
pub(in crate::intake) fn says_nothing(text: &str) -> bool {
    let words = plain(text);
    let zero = words.split(' ').all(|word| {
        !word.is_empty() && word.bytes().all(|byte| byte == b'0') || ["rp", "idr"].contains(&word)
    });
    let none = [
        "",
        "no",
        "none",
        "tidak",
        "tidak ada",
        "n",
        "false",
        "nihil",
        "na",
        "n a",
        "null",
        "nil",
        "kosong",
        "belum",
        "0",
    ];
    zero || none.contains(&words.as_str())
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Perlu Dikirim", Standing::Wanted)]
    #[case("Pesanan Selesai", Standing::Wanted)]
    #[case("READY_TO_SHIP", Standing::Wanted)]
    #[case("Lunas", Standing::Wanted)]
    #[case("Batal", Standing::Cancelled)]
    #[case("Dibatalkan oleh Sistem", Standing::Cancelled)]
    #[case("CANCELED_BY_SELLER", Standing::Cancelled)]
    #[case("Dibatalkan sebagian", Standing::Unknown)]
    #[case("Belum dibatalkan", Standing::Unknown)]
    #[case("Dikembalikan", Standing::Unknown)]
    #[case("Refunded", Standing::Unknown)]
    #[case("Pesanan ditolak", Standing::Unknown)]
    #[case("Pembatalan diajukan", Standing::Unknown)]
    #[case("failed_delivery", Standing::Unknown)]
    #[case("K9", Standing::Unknown)]
    fn words_of_a_status(#[case] text: &str, #[case] standing: Standing) {
        assert_eq!(Standing::of(text, false), standing);
    }

    #[test]
    fn harmless_words_of_payment_say_nothing_against_an_order() {
        for text in ["DP 50%", "lunas BCA 12/2", "kurang 20rb", "sudah tf"] {
            assert_eq!(
                Standing::of_further(text, false),
                Standing::Wanted,
                "{text}"
            );
        }
        for text in ["K9", "50", "Refund penuh", "DP dikembalikan"] {
            assert_eq!(
                Standing::of_further(text, false),
                Standing::Unknown,
                "{text}"
            );
        }
    }

    #[test]
    fn what_was_not_paid_is_not_placed_on_a_marketplace() {
        assert_eq!(Standing::of("Unpaid", false), Standing::Wanted);
        assert_eq!(Standing::of("Unpaid", true), Standing::Unknown);
    }

    #[rstest]
    #[case("Status Pesanan", Some(Kind::Order))]
    #[case("status_transaksi", Some(Kind::Order))]
    #[case("Financial Status", Some(Kind::Further))]
    #[case("Status Pembayaran", Some(Kind::Further))]
    #[case("Status Pembatalan/ Pengembalian", Some(Kind::Against))]
    #[case("Cancelled at", Some(Kind::CancelledAt))]
    #[case("Refunded Amount", Some(Kind::Against))]
    #[case("Returned quantity", None)]
    #[case("Catatan", None)]
    fn kinds_of_titles(#[case] title: &str, #[case] kind: Option<Kind>) {
        assert_eq!(Kind::of_title(title), kind);
    }

    #[rstest]
    #[case("0.00", true)]
    #[case("-", true)]
    #[case("Rp 0", true)]
    #[case("Ingin mengubah alamat", false)]
    #[case("60000.00", false)]
    fn nothing_against(#[case] text: &str, #[case] nothing: bool) {
        assert_eq!(says_nothing(text), nothing);
    }
}
