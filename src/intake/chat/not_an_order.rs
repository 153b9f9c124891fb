//! Recognises messages that are not new orders: changes and cancellations, questions, and texts
//! written by the shop.

use super::numbers::counts;
use crate::domain::message::Message;
use crate::domain::text::fold;

/// What a message can be if it is not a new order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotAnOrder {
    /// It changes or cancels an order.
    Change,
    /// It is a question.
    Question,
    /// The shop wrote it.
    Shop,
}

impl NotAnOrder {
    /// The question to the owner about a draft made from it.
    pub(super) fn message(self) -> Message {
        Message::new(match self {
            Self::Change => "chat-changes",
            Self::Question => "chat-asks",
            Self::Shop => "chat-from-shop",
        })
    }
}

/// Phrases only a shop writes.
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

/// Phrases that cancel an order.
const CANCELS: &[&str] = &[
    " batal ",
    " batalkan ",
    " batalin ",
    " dibatalin ",
    " cancel ",
    " dicancel ",
    " cancelled ",
    " gajadi ",
    " gajd ",
    " jangan dulu ",
];

/// Words of negation; before one of [`DENIED`] they cancel an order.
const DENIES: &[&str] = &[
    "g", "ga", "gak", "gk", "ngga", "nggak", "enggak", "tidak", "tdk", "belum", "ndak", "ora",
    "teu",
];
const DENIED: &[&str] = &["jadi", "jd", "mau", "sido"];

/// Phrases that change an order or correct what was written before.
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
    " ditambah ",
    " ditambahin ",
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

/// What the line makes of its message, if not a new order.
pub(super) fn recognise(line: &str) -> Option<NotAnOrder> {
    let spaced = format!(" {} ", fold(line));
    if holds(&spaced, OF_SHOPS) {
        return Some(NotAnOrder::Shop);
    }
    if takes_back(&spaced) || holds(&spaced, CHANGES) || becomes(&spaced) || earlier(&spaced) {
        return Some(NotAnOrder::Change);
    }
    (line.contains('?') && holds(&spaced, QUESTIONS)).then_some(NotAnOrder::Question)
}

/// Whether a line cancels an order.
pub(super) fn cancels(line: &str) -> bool {
    let spaced = format!(" {} ", fold(line));
    takes_back(&spaced) && !holds(&spaced, OF_SHOPS)
}

fn takes_back(spaced: &str) -> bool {
    let words: Vec<&str> = spaced.split(' ').collect();
    holds(spaced, CANCELS)
        || words
            .windows(2)
            .any(|pair| matches!(pair, [no, what] if DENIES.contains(no) && DENIED.contains(what)))
}

/// `jadi 3`, `jangan 2`: replaces an earlier quantity.
fn becomes(spaced: &str) -> bool {
    let mut words = spaced.split(' ');
    let mut before = "";
    words.any(|word| {
        let now = word.starts_with(|c: char| c.is_ascii_digit()) || counts(word);
        let becomes = matches!(before, "jadi" | "jadinya" | "jd" | "jangan") && now;
        before = word;
        becomes
    })
}

/// `yg td pesen`, `pesenanku kemarin`: refers to an earlier order.
fn earlier(spaced: &str) -> bool {
    let words: Vec<&str> = spaced.split(' ').collect();
    let before = |word: &str| matches!(word, "td" | "tadi" | "kemarin" | "kemaren" | "kmrn");
    let ordered = |word: &str| {
        ["pesan", "pesen", "order"]
            .iter()
            .any(|begin| word.starts_with(begin))
    };
    words.windows(2).any(|pair| {
        matches!(pair, [one, two] if before(one) && ordered(two) || ordered(one) && before(two))
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("2 lk (batal)", Some(NotAnOrder::Change))]
    #[case("oke, batalin ya kak", Some(NotAnOrder::Change))]
    #[case("eh jadi 3 ya", Some(NotAnOrder::Change))]
    #[case("jadinya tiga", Some(NotAnOrder::Change))]
    #[case("keju bukan coklat", Some(NotAnOrder::Change))]
    #[case("2 lk ga jd", Some(NotAnOrder::Change))]
    #[case("ora sido kak", Some(NotAnOrder::Change))]
    #[case("gajadi ya", Some(NotAnOrder::Change))]
    #[case("jangan 2", Some(NotAnOrder::Change))]
    #[case("yg td pesen sagu 2", Some(NotAnOrder::Change))]
    #[case("bisa ditambah lk 1?", Some(NotAnOrder::Change))]
    #[case("jangan pedas", None)]
    #[case("saya jadi order", None)]
    #[case("tambahan: batalyon", None)]
    #[case("pesanan kamu dibatalkan", Some(NotAnOrder::Shop))]
    fn what_is_said_instead_of_an_order(#[case] line: &str, #[case] expected: Option<NotAnOrder>) {
        assert_eq!(recognise(line), expected);
    }
}
