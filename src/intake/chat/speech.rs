//! What somebody does with a clause: orders, asks, tells what came or was paid, plans, takes back,
//! changes, adds, agrees, refuses. A clause whose words show nothing only says something.

use super::signs::Sign::{
    Adds, Asked, Asks, Becomes, Cancels, Changes, Denied, Done, Happened, Hearsay, If, Later,
    Lessens, No, Only, Out, Past, Undone, Wants,
};
use super::signs::{Sign, is_number, shows};
use super::vocabulary::is_filler;
use crate::domain::message::Message;
use crate::domain::text::fold;

/// What a clause does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// Says something: an order, if it names goods.
    Says,
    /// Asks.
    Asks,
    /// Tells what came, broke, was paid, sent or ordered before.
    Tells,
    /// Says what may be ordered under a condition or some day.
    Plans,
    /// Takes back.
    Cancels,
    /// Changes what was said before.
    Changes,
    /// Adds to what was said before.
    Adds,
    /// Takes some of it away.
    Lessens,
}

impl Act {
    /// The question to the owner about an order that is said so.
    pub fn doubt(self) -> Message {
        Message::new(match self {
            Self::Asks => "chat-asks",
            Self::Plans => "chat-plans",
            Self::Says => "chat-not-understood",
            _ => "chat-changes",
        })
    }
}

/// A clause's words, for looking at its signs.
#[derive(Debug)]
pub(super) struct Words {
    pub folded: String,
    starred: bool,
}

impl Words {
    pub fn of(text: &str) -> Self {
        let text = text.trim();
        Self {
            folded: without_idioms(fold(text)),
            starred: text.len() < 60
                && text.starts_with('*')
                && text.get(1..).is_some_and(|rest| !rest.starts_with(' '))
                && !text.get(1..).is_some_and(|rest| rest.contains('*')),
        }
    }

    pub fn all(&self) -> impl DoubleEndedIterator<Item = &str> + Clone {
        self.folded.split(' ').filter(|word| !word.is_empty())
    }

    pub fn has(&self, sign: Sign) -> bool {
        self.all().any(|word| shows(word, sign))
    }

    /// Whether a word with one sign is followed by a word with another.
    fn pair(&self, first: Sign, second: impl Fn(&str) -> bool) -> bool {
        let mut before = "";
        self.all().any(|word| {
            let found = shows(before, first) && second(word);
            before = word;
            found
        })
    }

    /// Whether it takes back: `batal`, `ga jadi`.
    pub fn cancels(&self) -> bool {
        self.has(Cancels)
            || ELSEWHERE.iter().any(|phrase| self.folded.contains(phrase))
            || self.pair(No, |next| {
                shows(next, Denied) || matches!(next, "dulu" | "usah")
            }) && !self.pair(Denied, |next| shows(next, No))
    }

    /// Whether somebody declines what was never ordered: `ga ikut`, `belum mau`.
    pub fn declines(&self) -> bool {
        !self.has(Cancels) && !self.pair(No, |next| matches!(next, "jadi" | "jd" | "sido"))
    }

    /// Whether it says what somebody or something becomes: `jadi 3`.
    pub fn becomes(&self) -> bool {
        let is_amount = |word: &str| {
            ["rb", "ribu", "k", "jt"]
                .iter()
                .any(|end| word.ends_with(end))
        };
        self.pair(Becomes, |next| is_number(next) && !is_amount(next))
    }

    pub fn changes(&self) -> bool {
        self.starred || self.has(Changes) || self.becomes()
    }

    /// Whether it tells of what came, broke, was paid or ordered before.
    pub fn tells(&self) -> bool {
        let wants = |word: &str| shows(word, Wants);
        let idle = |word: &str| {
            matches!(
                word,
                "itu" | "gitu" | "cukup" | "segitu" | "aja" | "ya" | "lah"
            )
        };
        let (mut done, mut counted) = (false, false);
        let (mut before, mut earlier) = ("", "");
        for word in self.all() {
            let far = shows(before, Done) && !is_number(word) && !idle(word) && !shows(word, Only);
            done |= far && (wants(word) || !self.has(Wants));
            // `sudah saya ambil`
            done |= shows(earlier, Done) && OWN.contains(&before) && wants(word);
            done |= shows(before, Past) && wants(word) || wants(before) && shows(word, Past);
            done |= before == "kurang" && is_number(word);
            counted = is_number(before);
            earlier = before;
            before = word;
        }
        // `lima dah`
        let ends_done = shows(before, Done) && !counted;
        let pays = |word: &str| {
            matches!(
                word,
                "tp" | "trp" | "transfer" | "bayar" | "lunasi" | "pelunasan"
            )
        };
        let paid_first =
            self.all().take_while(|word| !is_number(word)).any(pays) && self.all().any(is_number);
        let amount = |word: &str| {
            let bare = word.trim_start_matches(|c: char| c.is_ascii_digit());
            bare.len() < word.len() && matches!(bare, "rb" | "ribu" | "rebu" | "k" | "jt" | "juta")
        };
        self.has(Happened)
            || self.has(Done) && !self.has(Wants) && self.all().any(amount)
            || (self.has(Out) || paid_first) && !self.has(Wants) && !self.has(If)
            || done
            || ends_done && self.all().count() > 1
            || (self.has(Undone) || self.has(Past)) && !self.has(Wants)
    }

    /// Whether it asks, apart from a question mark.
    pub fn asks(&self) -> bool {
        let all: Vec<&str> = self.all().collect();
        let near_no = |at: usize| {
            all.iter()
                .skip(at + 1)
                .take(4)
                .any(|word| shows(word, No) || *word == "kah")
        };
        let still = |at: usize| {
            matches!(
                all.get(at).copied(),
                Some("masih" | "msh" | "isih" | "still" | "taksih")
            ) && all
                .iter()
                .skip(at + 1)
                .take(2)
                .any(|word| shows(word, Asked))
        };
        let ends_no = all
            .iter()
            .rev()
            .take(3)
            .find(|word| matches!(**word, "bisa") || !is_filler(word))
            .is_some_and(|word| {
                let may = matches!(
                    *word,
                    "boleh" | "bisa" | "ready" | "ada" | "bole" | "bisakah"
                );
                let told = all
                    .iter()
                    .any(|word| shows(word, Undone) || shows(word, Done));
                (shows(word, No) || may && !told) && all.len() > 2
            });
        let asks = all.iter().enumerate().any(|(at, word)| {
            let pun = all.get(at + 1) == Some(&"pun");
            shows(word, Asks) && !pun
                || shows(word, Asked) && near_no(at)
                || still(at)
                || *word == "aya" && all.get(at + 1) == Some(&"keneh")
                || matches!(
                    *word,
                    "harga" | "hrg" | "harganya" | "regane" | "hargana" | "price"
                ) && !all.iter().skip(at + 1).take(2).any(|next| is_number(next))
        });
        asks || ends_no
    }

    /// Whether it plans, or says it only under a condition.
    pub fn plans(&self) -> bool {
        let result = |word: &str| matches!(word, "gitu" | "begitu" | "ngono" | "kitu" | "boleh");
        self.has(Hearsay)
            || self.has(Later)
            || self.has(If) && !self.pair(If, result)
            || self.folded.contains("nanti aja")
            || self.folded.contains("nanti dulu")
    }

    /// What it does.
    pub fn act(&self) -> Act {
        if self.cancels() {
            Act::Cancels
        } else if self.has(Lessens) {
            match self.all().any(is_number) {
                true => Act::Lessens,
                false => Act::Changes,
            }
        } else if self.has(Adds) {
            Act::Adds
        } else if self.becomes() && self.has(Past) {
            Act::Changes
        } else if self.tells() {
            Act::Tells
        } else if self.changes() {
            Act::Changes
        } else if self.plans() {
            Act::Plans
        } else {
            Act::Says
        }
    }
}

/// Words for oneself.
const OWN: &[&str] = &["saya", "aku", "sy", "aq", "ak", "gue", "kami", "kita"];

/// Phrases of those who leave it for another time or shop.
const ELSEWHERE: &[&str] = &[
    "lain kali",
    "next time",
    "tempat lain",
    "tmpt lain",
    "toko lain",
    "kapan kapan aja",
    "kpn2 aja",
];

/// What follows a negation that denies nothing: `ga papa`, `indak baa`.
const NO_MATTER: &[&str] = &[
    "apa", "apa2", "papa", "papah", "popo", "baa", "nanaon", "masalah", "mslh", "apo", "pope",
];
/// What follows a negation in a request: `jangan lupa dipotong`.
const NOT_FORGOTTEN: &[&str] = &["lupa", "lali", "hilap", "khawatir", "kuatir", "sungkan"];

/// A folded text in which phrases that only look like a negation, or like what is done, are words
/// that say neither.
fn without_idioms(folded: String) -> String {
    let words = || folded.split(' ');
    let pairs = words().zip(words().skip(1));
    // `ya udah sagu keju aja` agrees and tells of nothing that is done.
    let resigns = |(yes, next): (&str, &str)| matches!(yes, "ya" | "yo") && shows(next, Sign::Done);
    let is_idiom = |pair: (&str, &str)| {
        let (no, next) = pair;
        resigns(pair)
            || shows(no, Sign::No) && (NO_MATTER.contains(&next) || NOT_FORGOTTEN.contains(&next))
    };
    if !pairs.clone().any(is_idiom) {
        return folded;
    }
    let mut calm: Vec<&str> = Vec::new();
    let mut words = words().peekable();
    while let Some(word) = words.next() {
        let next = words.peek().copied().unwrap_or_default();
        if !is_idiom((word, next)) {
            calm.push(word);
            continue;
        }
        calm.push(if resigns((word, next)) {
            "yaudah"
        } else if NO_MATTER.contains(&next) {
            "gapapa"
        } else {
            "tolong"
        });
        while words.next_if(|word| *word == next).is_some() {}
    }
    calm.join(" ")
}

/// What makes a field or an entry of a list doubtful, if anything: it takes back, changes or asks.
pub(super) fn against(text: &str) -> Option<Act> {
    let words = Words::of(text);
    match words.act() {
        act @ (Act::Cancels | Act::Changes | Act::Lessens | Act::Adds) => Some(act),
        _ if text.contains('?') && words.asks() => Some(Act::Asks),
        _ => None,
    }
}
