//! Compares the amounts in a text with its goods: a total, a price, what was paid.

use super::clean::Line;
use super::headers::header;
use super::labels::{Label, label};
use super::tokens::{Kind, Tokens};
use crate::domain::chat::{ChatDraft, ChatItem, Read, Sureness};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::text::fold;
use crate::intake::assortment::GoodsLookup;

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

/// Words that make an amount the sum of an order.
const TOTALS: &[&str] = &[
    "total", "totalnya", "jadi", "janten", "lunas", "harga", "semua", "semuanya", "jumlah",
    "tagihan",
];

/// Asks about an order whose amounts don't fit its goods: a total, a price, what was paid.
pub(super) fn check_sums(draft: &mut ChatDraft, goods: &GoodsLookup) {
    if draft.period.is_none() {
        let amounts = amounts(draft.lines.iter().map(|(_, text)| text.as_str()));
        check(draft, &amounts, goods);
    }
}

/// The amounts that the shop tells a customer.
#[derive(Debug, Default)]
pub(super) struct Bill {
    amounts: Vec<(Amount, Rupiah)>,
}

impl Bill {
    /// Takes in what the shop says. A later sum or delivery charge replaces the one before. Returns
    /// whether it is a sum.
    pub fn tell(&mut self, lines: &[Line]) -> bool {
        let told = amounts(lines.iter().map(|line| line.text.as_str()));
        self.amounts
            .retain(|(kind, _)| !told.iter().any(|(new, _)| new == kind));
        let is_sum = told.iter().any(|(kind, _)| *kind == Amount::Sum);
        self.amounts.extend(told);
        is_sum
    }

    /// Forgets the sums, since the order is another one now.
    pub fn forget_sums(&mut self) {
        self.amounts.retain(|(kind, _)| *kind == Amount::Shipping);
    }

    /// Whether one of the sums is what these items cost.
    pub fn is_of(&self, items: &[ChatItem], goods: &GoodsLookup) -> bool {
        let price = |item: &ChatItem| {
            let good = goods.by_code(item.code.value.as_deref()?)?;
            good.price.times(item.qty.value).ok()
        };
        let all: Option<Vec<Rupiah>> = items.iter().map(price).collect();
        let all = all.and_then(|all| all.into_iter().reduce(|a, b| a.plus(b).unwrap_or(a)));
        let is_sum =
            |(kind, amount): &(Amount, Rupiah)| *kind == Amount::Sum && Some(*amount) == all;
        self.amounts.iter().any(is_sum)
    }

    /// Compares the sums with an order's goods.
    pub fn check(&self, draft: &mut ChatDraft, goods: &GoodsLookup) {
        check(draft, &self.amounts, goods);
    }
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

/// Whether a word says that an amount is all that is to be paid.
pub(super) fn is_all(word: &str) -> bool {
    matches!(
        word,
        "total" | "totalnya" | "lunas" | "full" | "pelunasan" | "semua" | "semuanya"
    )
}

/// The question where more was paid than the goods cost, or another amount was `all` that is to be
/// paid. What the delivery costs, the text may not say.
pub(super) fn overpaid(
    draft: &ChatDraft,
    paid: Rupiah,
    all: bool,
    goods: &GoodsLookup,
) -> Option<Message> {
    let price = |item: &ChatItem| {
        let good = goods.by_code(item.code.value.as_deref()?)?;
        good.price.times(item.qty.value).ok()
    };
    let mut sum = Rupiah::ZERO;
    for item in &draft.items {
        sum = sum.plus(price(item)?).ok()?;
    }
    let shipping = draft
        .shipping
        .as_ref()
        .map_or(Rupiah::ZERO, |read| read.value);
    let bill = sum.plus(shipping).ok()?;
    let differs = paid > bill || all && paid != bill && paid != sum;
    let told = draft
        .total
        .as_ref()
        .is_some_and(|total| total.value == paid);
    (differs && !told).then(|| {
        Message::new("chat-sum-differs")
            .money("seen", paid)
            .money("ours", bill)
    })
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
fn amounts<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<(Amount, Rupiah)> {
    let mut found = Vec::new();
    let mut tariff = false;
    for text in lines {
        if let Some(found) = label(text)
            && let Some(known) = found.label
        {
            tariff = known == Label::Tariff && found.value >= text.len();
        }
        if tariff {
            continue;
        }
        let rest = header(text).map_or(text, |header| header.rest);
        let line = Line {
            number: 1,
            text: rest.to_owned(),
        };
        let tokens = Tokens::of(&line, 0);
        let mut kind = Amount::Sum;
        let mut summed = false;
        for at in 0..tokens.all.len() {
            if let Some(word) = tokens.word(at) {
                if SHIPPING.contains(&word) {
                    kind = Amount::Shipping;
                } else if PARTS.contains(&word) && !(word == "bayar" && summed) {
                    kind = Amount::Part;
                } else if TOTALS.contains(&word) {
                    kind = Amount::Sum;
                    summed = true;
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
