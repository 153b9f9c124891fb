//! Weighs what speaks for and against an order in lines: words that nobody understands, another
//! person beside the goods, no certain number.

use std::collections::{HashMap, HashSet};

use super::clean::{Line, lead};
use super::numbers;
use super::pieces::{Piece, PieceKind, pieces};
use super::sentence;
use super::signs::{self, Sign, is_number, shows};
use super::speech::Words;
use super::tokens::{Kind, Tokens};
use super::vocabulary;
use crate::domain::chat::ChatDraft;
use crate::domain::message::Message;
use crate::domain::text::fold;
use crate::intake::assortment::{Finder, Fit};

/// What speaks for and against an order.
#[derive(Debug, Default)]
pub(super) struct Weight {
    /// Whether a word wishes for something.
    pub wants: bool,
    /// Whether its sender wished for something or ordered before, or was asked.
    pub expected: bool,
    /// How many words nobody understands; goods that are only resembled count too.
    pub unknown: usize,
    /// How many of them stand beside goods, with no comma or full stop between.
    beside: usize,
    /// Those that don't even resemble goods, each with whether it stands beside goods.
    strange: Vec<(String, bool)>,
    /// The text.
    text: String,
    /// Somebody else beside the goods.
    other: Option<String>,
    /// Whether a number is only about right, or one of two things is meant.
    vague: bool,
    /// Whether a number may be missing for a reason.
    pub usual: bool,
}

/// The names of those who talk.
#[derive(Debug)]
pub(super) struct Names<'a> {
    /// The words of the sender's and the shop's names, which name nobody else.
    pub own: Vec<String>,
    /// The senders by the words of their names.
    pub all: &'a HashMap<String, Vec<String>>,
}

impl Names<'_> {
    fn know(&self, word: &str) -> bool {
        self.all.contains_key(word) || self.own.iter().any(|name| name == word)
    }
}

/// Most words that may be unknown beside goods, without a wish and with one.
const BESIDE: [usize; 2] = [2, 4];
/// Most words that may be unknown in all, without a wish and with one.
const UNKNOWN: [usize; 2] = [4, 8];

/// Weighs lines.
pub(super) fn weigh(lines: &[Line], finder: &Finder<'_>, names: &Names<'_>) -> Weight {
    let mut weight = Weight::default();
    for line in lines.iter().filter(|line| !line.text.trim().is_empty()) {
        let words = Words::of(&line.text);
        weight.wants |= words.has(Sign::Wants);
        if !weight.text.is_empty() {
            weight.text.push(' ');
        }
        weight.text.push_str(line.text.trim());
        let tokens = Tokens::of(line, lead(&line.text).0);
        let mut goods = false;
        for (from, to) in sentence::parts(&tokens).items {
            let pieces = pieces(&tokens, from, to, finder);
            goods |= pieces
                .iter()
                .any(|piece| matches!(piece.what, PieceKind::Goods { .. }));
            for segment in pieces.split(|piece| piece.what == PieceKind::Sep) {
                let (strange, weak) = unknown(&tokens, segment, names);
                let unknown = strange.len() + weak;
                weight.unknown += unknown;
                let is_goods = |piece: &Piece| matches!(piece.what, PieceKind::Goods { .. });
                let beside = segment.iter().any(is_goods);
                if beside {
                    weight.beside += unknown;
                }
                let strange = strange.into_iter().map(|word| (word, beside));
                weight.strange.extend(strange);
            }
            weight.vague |= other_kind(&tokens, &pieces);
            weight.vague |= has_slash(&tokens, &pieces);
        }
        if goods && !says_who_pays(&words) {
            let other = || other_person(&tokens, finder, &names.own);
            weight.other = weight.other.take().or_else(other);
        }
        vague(&words, &mut weight);
    }
    weight
}

/// The words of the pieces that nobody understands, and how many goods are only resembled. What
/// follows a word that begins a remark is one.
fn unknown(tokens: &Tokens<'_>, pieces: &[Piece], names: &Names<'_>) -> (Vec<String>, usize) {
    let (mut strange, mut weak) = (Vec::new(), 0);
    let mut remark = false;
    let is_goods = |piece: &Piece| matches!(piece.what, PieceKind::Goods { .. });
    let goods = pieces.iter().rposition(is_goods).map_or(0, |at| at + 1);
    for (at, piece) in pieces.iter().enumerate() {
        let explains = |word: &str| at >= goods && EXPLAINS.contains(&word);
        remark |= tokens.word(piece.from).is_some_and(explains);
        match &piece.what {
            PieceKind::Other if !remark => {
                let Some(word) = tokens.word(piece.from) else {
                    continue;
                };
                remark |= vocabulary::tells(word) || vocabulary::asks_for(word);
                let before = piece.from.checked_sub(1).and_then(|at| tokens.word(at));
                let calm = remark
                    || before.is_some_and(vocabulary::is_polite)
                    || signs::is_known(word)
                    || vocabulary::is_calm(word)
                    || word.len() < 2
                    || names.know(word);
                strange.extend((!calm).then(|| word.to_owned()));
            }
            PieceKind::Goods { hit, .. } if !remark => {
                let alone = piece.to == piece.from + 1;
                weak += usize::from(hit.fit >= Fit::Part && alone && hit.goods.len() == 1);
            }
            _ => {}
        }
    }
    (strange, weak)
}

/// Words that begin a reason or a request behind the goods: `soalnya menantu suka yang kriuk`.
const EXPLAINS: &[&str] = &[
    "soalnya", "soale", "soalna", "karena", "karna", "krn", "biar", "supaya", "agar", "yang", "yg",
    "sing", "nu", "tolong", "mohon", "tulung", "semoga", "moga",
];

/// Whether goods are parted by a slash: `nastar/kastengel 2`.
fn has_slash(tokens: &Tokens<'_>, pieces: &[Piece]) -> bool {
    pieces.windows(3).any(|three| {
        matches!(three, [
            Piece { what: PieceKind::Goods { .. }, .. },
            Piece { what: PieceKind::Filler, from, .. },
            Piece { what: PieceKind::Goods { .. }, .. },
        ] if matches!(tokens.kind(*from), Some(Kind::Slash)))
    })
}

/// Whether goods that are named in part stand beside a word that nobody knows, or any goods beside a
/// size: other goods than the shop's may be meant (`lidah buaya`, `kastengel kecil`).
fn other_kind(tokens: &Tokens<'_>, pieces: &[Piece]) -> bool {
    let sized = pieces.iter().any(|piece| {
        piece.what == PieceKind::Other
            && tokens
                .word(piece.from)
                .is_some_and(|word| SIZES.contains(&word))
    });
    let beside = pieces.windows(2).any(|pair| {
        let [
            Piece {
                what: PieceKind::Goods { hit, .. },
                ..
            },
            next,
        ] = pair
        else {
            return false;
        };
        let unknown = tokens.word(next.from).is_some_and(|word| {
            !(signs::is_known(word)
                || vocabulary::is_calm(word)
                || vocabulary::tells(word)
                || vocabulary::asks_for(word))
        });
        hit.fit != Fit::Whole && next.what == PieceKind::Other && unknown
    });
    sized || beside
}

/// Sizes that are no variant of the goods beside them.
const SIZES: &[&str] = &[
    "kecil", "besar", "mini", "jumbo", "gede", "sedang", "tanggung", "cilik", "leutik", "xxl",
    "xxxl", "kiloan", "curah", "eceran", "satuan",
];

/// Whether it is said that the sender pays for all.
pub(super) fn says_who_pays(words: &Words) -> bool {
    let text = format!(" {} ", words.folded);
    let pays = [
        "yang bayar",
        "yg bayar",
        "tagihan ke",
        "gabung",
        "satuin",
        "disatukan",
        "jadikan satu",
        "saya bayar",
        "aku bayar",
        "nota ke",
        "jadi satu",
    ];
    pays.iter().any(|phrase| text.contains(phrase))
}

/// Somebody else who may be the one who orders: a title and a name beside goods, a friend who wants.
fn other_person(tokens: &Tokens<'_>, finder: &Finder<'_>, names: &[String]) -> Option<String> {
    let all = tokens.all.len();
    let is_name = |at: usize| {
        tokens.word(at).is_some_and(|word| {
            !(signs::says_something(word)
                || vocabulary::asks_for(word)
                || names.iter().any(|name| name == word)
                || finder.whole(word).is_some()
                || finder.loose(&[word]).is_some())
        })
    };
    let beside = |at: usize| {
        let sep = |at: &usize| {
            matches!(tokens.kind(*at), Some(Kind::Sep)) && tokens.raw(*at, at + 1) != "."
        };
        let from = (0..at).rev().find(sep).map_or(0, |at| at + 1);
        let to = (at..all).find(sep).unwrap_or(all);
        (from..to).any(|at| {
            matches!(tokens.kind(at), Some(Kind::Number(_)))
                || tokens.word(at).is_some_and(|word| {
                    numbers::counts(word)
                        || finder.whole(word).is_some()
                        || finder
                            .loose(&[word])
                            .is_some_and(|hit| hit.fit <= Fit::Part)
                })
        })
    };
    let titled = (0..all).find(|at| {
        let title = tokens.word(*at).is_some_and(vocabulary::is_polite);
        title && is_name(at + 1) && beside(*at) && !is_spoken_to(tokens, *at)
    });
    if let Some(at) = titled {
        return Some(tokens.raw(at, at + 2).to_owned());
    }
    let kin = (0..all).find(|at| {
        let kin = tokens
            .word(*at)
            .is_some_and(|word| shows(word, Sign::Kin) && !names.iter().any(|name| name == word));
        let wants = (at + 1..all.min(at + 5)).any(|at| {
            matches!(tokens.kind(at), Some(Kind::Number(_)))
                || tokens
                    .word(at)
                    .is_some_and(|word| shows(word, Sign::Wants) || is_number(word))
        });
        let before = at.checked_sub(1).and_then(|before| tokens.word(before));
        kin && wants && !before.is_some_and(|word| matches!(word, "untuk" | "buat" | "utk" | "bwt"))
    });
    kin.map(|at| tokens.raw(at, at + 1).to_owned())
}

/// Whether a title and a name only speak to somebody, or say where: `nastar 2 ya mbak Rina`, `mbak
/// Rina saya pesan`, `rumah bu Haji`.
fn is_spoken_to(tokens: &Tokens<'_>, at: usize) -> bool {
    let opens = at.checked_sub(1).and_then(|before| tokens.word(before));
    let own = |word: &str| matches!(word, "saya" | "aku" | "aq" | "sy");
    opens.is_some_and(|word| SPOKEN_TO.contains(&word))
        || at == 0 && tokens.word(at + 2).is_some_and(own)
}

/// Words before somebody who is spoken to, or lives there.
const SPOKEN_TO: &[&str] = &[
    "an", "nama", "halo", "hai", "hallo", "ya", "yaa", "yah", "dong", "deh", "nggih", "njih",
    "makasih", "kasih", "suwun", "nuhun", "pagi", "siang", "sore", "malam", "permisi", "punten",
    "rumah", "depan", "sebelah", "samping", "belakang", "warung", "toko", "gang", "dekat",
];

fn vague(words: &Words, weight: &mut Weight) {
    let all: Vec<&str> = words.all().collect();
    for (at, word) in all.iter().enumerate() {
        let next = |steps: usize| all.iter().skip(at + 1).take(steps);
        let thanks = at
            .checked_sub(1)
            .and_then(|before| all.get(before))
            .is_some_and(|before| {
                matches!(*before, "kasih" | "makasih" | "suwun" | "nuhun" | "maap")
            });
        match *word {
            "atau" | "ato" | "atw" | "or" | "utawi" | "utawa" | "utowo" => weight.vague = true,
            // `berapa pun`
            "pun" => {
                let before = at.checked_sub(1).and_then(|before| all.get(before));
                weight.vague |= before.is_some_and(|before| shows(before, Sign::Asks));
            }
            "sekitar" | "sktr" | "kira" | "kira2" | "kurleb" | "kisaran" | "paling" | "minimal"
            | "maksimal" | "about" => {
                weight.vague |= next(3).any(|next| is_number(next));
            }
            _ if shows(word, Sign::Vague) && !thanks => weight.usual = true,
            // `semua dikirim` is about the delivery.
            "semua" | "semuanya" => weight.usual |= !next(1).any(|next| vocabulary::tells(next)),
            _ if LIKE.contains(word) => weight.usual = true,
            "ikut" | "ikutan" => weight.usual = true,
            _ => {
                let digits = word.trim_start_matches(|c: char| c.is_ascii_digit());
                weight.vague |= digits == "an" && digits.len() < word.len();
            }
        }
    }
}

/// Words that compare.
const LIKE: &[&str] = &[
    "kayak", "kaya", "seperti", "spt", "kek", "kyk", "koyo", "koyok", "kados", "siga", "jiga",
    "samain",
];

/// Whether something is to be as it was before: `koyo taun wingi`.
pub(super) fn as_before(words: &Words) -> bool {
    words.has(Sign::Past) && words.all().any(|word| LIKE.contains(&word))
}

impl Weight {
    /// Whether words of an order are strange beside goods, or several anywhere, where nothing but the
    /// goods speaks for it. The name of who has no other is none of them.
    fn is_strange(&self, draft: &ChatDraft) -> bool {
        if self.strange.is_empty() {
            return false;
        }
        let name = draft.name.as_ref().filter(|_| draft.sender.is_none());
        let name = name.map(|read| fold(&read.value)).unwrap_or_default();
        let text = fold(&draft.text());
        let text: HashSet<&str> = text.split(' ').collect();
        let is_own = |(word, _): &&(String, bool)| {
            text.contains(word.as_str()) && !name.split(' ').any(|part| part == word)
        };
        let mut strange = self.strange.iter().filter(is_own);
        strange.clone().any(|(_, beside)| *beside) || strange.nth(1).is_some()
    }

    /// Puts what speaks against an order on it, as questions.
    pub fn doubt(&self, draft: &mut ChatDraft) {
        let missing = draft.items.iter().any(|item| item.qty.span.is_none());
        let text = self.text.chars().take(120).collect::<String>();
        if let Some(other) = &self.other {
            draft
                .doubts
                .push(Message::new("chat-other-person").text("text", other.as_str()));
        }
        draft.left_open |= self.vague;
        // A word that nobody knows beside goods without a number may be the number.
        if self.vague || (self.usual || self.beside > 0) && missing {
            draft
                .doubts
                .push(Message::new("chat-vague").text("text", text.as_str()));
        }
        let wants = usize::from(self.wants);
        if self.beside > BESIDE[wants]
            || self.unknown > UNKNOWN[wants]
            || !self.wants && !self.expected && self.is_strange(draft)
        {
            draft
                .doubts
                .push(Message::new("chat-not-understood").text("text", text));
        }
    }
}

/// Whether a later word may change an order: it denies, makes a condition, says that something is
/// gone or too much.
pub(super) fn is_danger(words: &Words) -> bool {
    let idle = |word: &str| matches!(word, "jangan" | "jgn" | "g" | "sold");
    let shown = [
        Sign::No,
        Sign::If,
        Sign::Later,
        Sign::Out,
        Sign::Hearsay,
        Sign::Vague,
    ];
    words.all().any(|word| {
        !idle(word) && shown.iter().any(|sign| shows(word, *sign))
            || matches!(
                word,
                "kurang"
                    | "mahal"
                    | "kemahalan"
                    | "kebanyakan"
                    | "larang"
                    | "mending"
                    | "tak"
                    | "salah"
                    | "keliru"
                    | "kliru"
            )
    })
}
