//! Weighs what speaks for and against an order in lines: words that nobody understands, another
//! person beside the goods, no certain number, sums that don't fit; and whole texts that order
//! nothing: polls, forwarded texts, lists of the shop.

use std::collections::HashSet;

use super::clean::{Line, is_decoration, lead};
use super::headers::header;
use super::items::{Place, read};
use super::labels::{Label, label};
use super::numbers;
use super::pieces::{Piece, PieceKind, pieces};
use super::sentence;
use super::speech::{self, Sign, Words, is_number, shows};
use super::tokens::{Kind, Tokens};
use super::vocabulary;
use crate::domain::chat::{ChatDraft, Read, Sureness};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::text::fold;
use crate::intake::assortment::{Finder, Fit, GoodsLookup};

/// What speaks for and against an order.
#[derive(Debug, Default)]
pub(super) struct Weight {
    /// Whether a word wishes for something.
    pub wants: bool,
    /// How many words nobody understands; goods that are only resembled count too.
    pub unknown: usize,
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
    /// The words of all senders' names.
    pub all: &'a HashSet<String>,
}

impl Names<'_> {
    fn know(&self, word: &str) -> bool {
        self.all.contains(word) || self.own.iter().any(|name| name == word)
    }
}

/// Most words that may be unknown beside goods, without a wish and with one.
const UNKNOWN: [usize; 2] = [2, 4];

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
            weight.unknown += unknown(&tokens, &pieces, names);
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

/// How many words of the pieces nobody understands. What follows a word that begins a remark is one.
fn unknown(tokens: &Tokens<'_>, pieces: &[Piece], names: &Names<'_>) -> usize {
    let mut count = 0;
    let mut remark = false;
    for piece in pieces {
        match &piece.what {
            PieceKind::Sep => remark = false,
            PieceKind::Other if !remark => {
                let Some(word) = tokens.word(piece.from) else {
                    continue;
                };
                remark |= vocabulary::tells(word) || vocabulary::asks_for(word);
                let calm = remark
                    || speech::is_known(word)
                    || vocabulary::is_calm(word)
                    || word.len() < 2
                    || names.know(word);
                count += usize::from(!calm);
            }
            PieceKind::Goods { hit, .. } if !remark => {
                let alone = piece.to == piece.from + 1;
                let weak = hit.fit >= Fit::Part && alone && hit.goods.len() == 1;
                count += if weak { 1 } else { 0 };
            }
            _ => {}
        }
    }
    count
}

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
            !(speech::is_known(word)
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
            !(speech::is_known(word)
                || names.iter().any(|name| name == word)
                || vocabulary::is_calm(word)
                || vocabulary::is_filler(word)
                || vocabulary::tells(word)
                || vocabulary::joins(word)
                || vocabulary::asks_for(word)
                || numbers::counts(word)
                || numbers::unit(word).is_some()
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
        let opens = at.checked_sub(1).and_then(|before| tokens.word(before));
        title
            && is_name(at + 1)
            && beside(*at)
            && !opens.is_some_and(|word| matches!(word, "an" | "nama" | "halo" | "hai"))
    });
    if let Some(at) = titled {
        return Some(tokens.raw(at, at + 2).to_owned());
    }
    let kin = (0..all).find(|at| {
        let kin = tokens.word(*at).is_some_and(|word| shows(word, Sign::Kin));
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
            "atau" | "ato" | "atw" | "or" | "utawi" | "utawa" | "utowo" | "pun" => {
                weight.vague = true
            }
            "sekitar" | "sktr" | "kira" | "kira2" | "kurleb" | "kisaran" | "paling" | "minimal"
            | "maksimal" | "about" => {
                weight.vague |= next(3).any(|next| is_number(next));
            }
            _ if shows(word, Sign::Vague) && !thanks => weight.usual = true,
            "semua" | "semuanya" | "kayak" | "kaya" | "seperti" | "spt" | "kek" => {
                weight.usual = true
            }
            "ikut" | "ikutan" => weight.usual = true,
            _ => {
                let digits = word.trim_start_matches(|c: char| c.is_ascii_digit());
                weight.vague |= digits == "an" && digits.len() < word.len();
            }
        }
    }
}

impl Weight {
    /// Puts what speaks against an order on it, as questions.
    pub fn doubt(&self, draft: &mut ChatDraft) {
        let missing = draft.items.iter().any(|item| item.qty.span.is_none());
        let text = self.text.chars().take(120).collect::<String>();
        if let Some(other) = &self.other {
            draft
                .doubts
                .push(Message::new("chat-other-person").text("text", other.as_str()));
        }
        // A word that nobody knows beside goods without a number may be the number.
        if self.vague || (self.usual || self.unknown > 0) && missing {
            draft
                .doubts
                .push(Message::new("chat-vague").text("text", text.as_str()));
        }
        let most = if self.wants { UNKNOWN[1] } else { UNKNOWN[0] };
        if self.unknown > most {
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
                "kurang" | "mahal" | "kemahalan" | "kebanyakan" | "larang" | "mending" | "tak"
            )
    })
}

/// Phrases that only a shop writes.
const OF_SHOPS: &[&str] = &[
    " pesanan kamu ",
    " pesanan anda ",
    " pesanan kakak ",
    " sudah kami terima ",
    " kami ingin mengingatkan ",
    " sudah pesan di ",
    " sudah order ",
    " berikut ringkasannya ",
    " invoice buyer ",
    " ketentuan wajib ",
    " bayar maksimal ",
    " kami proses ",
];

/// Whether a shop wrote the lines to its customer.
pub(super) fn is_of_shop(lines: &[Line]) -> bool {
    lines.iter().any(|line| {
        let spaced = format!(" {} ", fold(&line.text));
        OF_SHOPS.iter().any(|phrase| spaced.contains(phrase))
    })
}

/// Whether lines are a forwarded text: somebody else's words.
pub(super) fn is_forwarded(lines: &[Line]) -> bool {
    let first = lines.iter().find(|line| !line.text.is_empty());
    let folded = first.map(|line| fold(&line.text)).unwrap_or_default();
    ["diteruskan", "forwarded", "fwd"].iter().any(|mark| {
        folded
            .strip_prefix(mark)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}

/// Whether lines are a poll or its result.
pub(super) fn is_poll(lines: &[Line]) -> bool {
    let votes = lines.iter().filter(|line| {
        let words = Words::of(&line.text);
        words.has(Sign::Votes)
    });
    let votes = votes.count();
    let filled = lines.iter().filter(|line| !line.text.is_empty()).count();
    let first = lines.iter().find(|line| !line.text.is_empty());
    let headed = first.is_some_and(|line| Words::of(&line.text).has(Sign::Votes));
    votes >= 2 || headed && filled > 1
}

/// Whether lines are a list that a shop makes for itself or its customers: stock, prices, a recipe,
/// what is to be packed.
pub(super) fn is_shop_list(lines: &[Line], finder: &Finder<'_>) -> bool {
    let filled: Vec<&Line> = lines.iter().filter(|line| !line.text.is_empty()).collect();
    let Some(first) = filled.first() else {
        return false;
    };
    let words = Words::of(&first.text);
    let heads = first.text.trim_end().ends_with(':')
        || !first.text.chars().any(char::is_lowercase)
        || first.text.chars().next().is_some_and(is_decoration)
        || !words.all().any(is_number) && filled.len() > 2 && words.all().count() <= 6;
    let known = super::labels::label(&first.text).is_some_and(|found| found.label.is_some());
    if heads
        && !known
        && filled.len() > 1
        && words.has(Sign::ShopList)
        && !words.has(Sign::OrderList)
    {
        return true;
    }
    // The states of orders: `Nino - nastar 2 - sudah dikirim`.
    let states = filled
        .iter()
        .filter(|line| Words::of(&line.text).tells())
        .count();
    let stands = filled.iter().filter(|line| {
        let first = Words::of(&line.text).all().next().map(str::to_owned);
        matches!(first.as_deref(), Some("ready" | "stok" | "sold" | "open"))
    });
    if filled.len() > 1 && (states * 2 > filled.len() || stands.count() * 2 > filled.len()) {
        return true;
    }
    is_price_list(&filled, finder)
}

/// Whether the numbers beside goods are their prices.
fn is_price_list(lines: &[&Line], finder: &Finder<'_>) -> bool {
    let (mut prices, mut counts) = (0, 0);
    for line in lines {
        let tokens = Tokens::of(line, lead(&line.text).0);
        let reading = read(&tokens, 0, tokens.all.len(), Place::Free, finder);
        for item in &reading.items {
            let mut goods = item
                .candidates
                .iter()
                .filter_map(|code| finder.goods.by_code(code));
            let thousands = Rupiah::new(1_000).times(item.qty.value);
            let priced = item.qty.span.is_some() && goods.any(|good| thousands == Ok(good.price));
            if priced || item.qty.span.is_none() && item.price.is_some() {
                prices += 1;
            } else {
                counts += 1;
            }
        }
    }
    prices >= 2 && counts == 0
}

/// Words after which an amount is for the delivery.
const SHIPPING: &[&str] = &[
    "ongkir",
    "ongkirnya",
    "ongkos",
    "ongkosnya",
    "pengiriman",
    "ekspedisi",
    "ongkire",
];
/// Words after which an amount is a part of a payment or no part of the bill.
const PARTS: &[&str] = &[
    "dp",
    "sisa",
    "sisanya",
    "muka",
    "cicil",
    "iuran",
    "voucher",
    "kembalian",
    "uang",
    "bayar",
];

/// Asks about an order whose amounts don't fit its goods: a total, a price, what was paid.
pub(super) fn check_sums(draft: &mut ChatDraft, goods: &GoodsLookup) {
    if draft.period.is_none() {
        let amounts = amounts(&draft.lines);
        check(draft, &amounts, goods);
    }
}

/// The same for what the shop answers.
pub(super) fn check_shops_sum(draft: &mut ChatDraft, lines: &[Line], goods: &GoodsLookup) {
    let lines: Vec<(usize, String)> = lines
        .iter()
        .map(|line| (line.number, line.text.clone()))
        .collect();
    let amounts = amounts(&lines);
    check(draft, &amounts, goods);
}

fn check(draft: &mut ChatDraft, amounts: &[(Amount, Rupiah)], goods: &GoodsLookup) {
    if draft
        .items
        .iter()
        .any(|item| item.qty.sureness.is_unclear())
    {
        return;
    }
    let mut fitting = vec![];
    let mut all = Rupiah::ZERO;
    for item in &draft.items {
        let Some(good) = item
            .code
            .value
            .as_deref()
            .and_then(|code| goods.by_code(code))
        else {
            return;
        };
        let Ok(sum) = good.price.times(item.qty.value) else {
            return;
        };
        fitting.extend([good.price, sum]);
        all = all.plus(sum).unwrap_or(all);
    }
    let mut charges = amounts.iter().filter(|(kind, _)| *kind == Amount::Shipping);
    // Several are a list of tariffs.
    let shipping = charges.next().map(|(_, amount)| *amount);
    let shipping = shipping.filter(|_| charges.next().is_none());
    if let Some(shipping) = shipping {
        draft.shipping = Some(Read {
            value: shipping,
            span: None,
            sureness: Sureness::Assumed(Message::new("chat-shipping").money("amount", shipping)),
        });
    }
    fitting.push(all);
    // The book asks about a total under its label.
    fitting.extend(draft.total.as_ref().map(|total| total.value));
    if let Some(shipping) = &draft.shipping {
        fitting.push(all.plus(shipping.value).unwrap_or(all));
        fitting.push(shipping.value);
    }
    let unexplained = amounts
        .iter()
        .find(|(kind, amount)| *kind == Amount::Sum && !fitting.contains(amount));
    if let Some((_, amount)) = unexplained {
        let doubt = Message::new("chat-sum-differs")
            .money("seen", *amount)
            .money("ours", all);
        if !draft.doubts.contains(&doubt) {
            draft.doubts.push(doubt);
        }
    }
}

/// Whether a line's label asks for an amount: `Total (Rp): 140000`.
fn sums_label(line: &str) -> bool {
    label(line).is_some_and(|found| {
        let name = fold(found.name);
        name.split(' ')
            .any(|word| matches!(word, "total" | "rp" | "harga" | "subtotal" | "tagihan"))
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Amount {
    Sum,
    Shipping,
    Part,
}

/// The amounts in the lines of an order.
fn amounts(lines: &[(usize, String)]) -> Vec<(Amount, Rupiah)> {
    let mut found = Vec::new();
    let mut tariff = false;
    for (number, text) in lines {
        if let Some(known) = label(text).and_then(|found| found.label) {
            tariff = known == Label::Tariff
                && label(text).is_some_and(|found| found.value >= text.len());
        }
        if tariff {
            continue;
        }
        let rest = header(text).map_or(text.as_str(), |header| header.rest);
        let line = Line {
            number: *number,
            text: rest.to_owned(),
        };
        let tokens = Tokens::of(&line, 0);
        let mut kind = Amount::Sum;
        for at in 0..tokens.all.len() {
            if let Some(word) = tokens.word(at) {
                if SHIPPING.contains(&word) {
                    kind = Amount::Shipping;
                } else if PARTS.contains(&word) {
                    kind = Amount::Part;
                } else if matches!(word, "total" | "jadi" | "totalnya") {
                    kind = Amount::Sum;
                }
            }
            if matches!(tokens.kind(at), Some(Kind::Sep)) && tokens.raw(at, at + 1) != "." {
                kind = Amount::Sum;
            }
            let amount = match tokens.kind(at) {
                Some(Kind::Price(price)) => Some(*price),
                Some(Kind::Dotted) => Rupiah::parse(tokens.raw(at, at + 1)).ok(),
                // A bare number is an amount where something says so: others are postal codes and the like.
                Some(Kind::Number(value)) if *value >= 1_000 => {
                    let before = at.checked_sub(1);
                    let sign = before.is_some_and(|before| {
                        matches!(tokens.kind(before), Some(Kind::Times | Kind::Each))
                            || tokens.raw(before, before + 1) == "="
                            || tokens.word(before).is_some_and(|word| {
                                matches!(
                                    word,
                                    "x" | "total"
                                        | "totalnya"
                                        | "harga"
                                        | "lunas"
                                        | "seharga"
                                        | "jadi"
                                )
                            })
                    });
                    let labelled = kind == Amount::Shipping || sums_label(&line.text);
                    (sign || labelled).then(|| Rupiah::new(*value))
                }
                Some(Kind::Number(value)) if *value >= 10 => {
                    let before = at.checked_sub(1).and_then(|before| tokens.word(before));
                    let named = before.is_some_and(|word| {
                        SHIPPING.contains(&word)
                            || matches!(
                                word,
                                "harga"
                                    | "total"
                                    | "totalnya"
                                    | "lunas"
                                    | "seharga"
                                    | "tp"
                                    | "transfer"
                                    | "bayar"
                                    | "semua"
                                    | "semuanya"
                            )
                    });
                    // `nastar 2 = 120`, `2 @60`
                    let signs = at.checked_sub(1).is_some_and(|before| {
                        let sum =
                            *value >= 30 && tokens.raw(before, before + 1) == "=" && before > 1;
                        sum || matches!(tokens.kind(before), Some(Kind::Each))
                    });
                    let named = named || signs;
                    named.then(|| Rupiah::new(*value).times(1_000).unwrap_or(Rupiah::ZERO))
                }
                _ => None,
            };
            if let Some(amount) = amount.filter(|amount| *amount >= Rupiah::new(1_000)) {
                found.push((kind, amount));
                kind = Amount::Sum;
            }
        }
    }
    found
}
