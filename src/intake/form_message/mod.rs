//! Reads the message of an order form, exactly, or says that it was changed on the way. The grammar
//! and the check code are in `domain::form`.
//!
//! This reader guesses nothing: what it reads is exactly what the form wrote. A changed message is
//! read as far as possible and returned in [`FormError::Changed`], for the owner to check.

pub mod places;

use thiserror::Error;

use crate::domain::code::Code;
use crate::domain::form::{FormItem, FormOrder, LABELS, Labels, check_code};
use crate::domain::item::MAX_QTY;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::text::{clean_line, excerpt};

/// Why a form's message is not accepted as it is.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FormError {
    /// The check code is wrong: something was changed.
    #[error("the check code does not fit")]
    Changed {
        /// The order as it is now, as far as it can be read.
        order: Option<Box<FormOrder>>,
    },
    /// The end with the check code is missing.
    #[error("the check code is missing")]
    CutShort {
        /// The order, as far as it can be read.
        order: Option<Box<FormOrder>>,
    },
    /// The check code is right, but a line is none that a form of this version writes.
    #[error("cannot read: {line}")]
    Unreadable {
        /// The line.
        line: String,
    },
}

impl FormError {
    /// The sentence for it.
    pub fn message(&self) -> Message {
        match self {
            Self::Changed { .. } => Message::new("intake-form-changed"),
            Self::CutShort { .. } => Message::new("intake-form-cut-short"),
            Self::Unreadable { line } => {
                Message::new("intake-form-unreadable").text("line", excerpt(line))
            }
        }
    }

    /// The order as far as it could be read, for the owner to check; `None` when there is none.
    pub fn order(&self) -> Option<&FormOrder> {
        match self {
            Self::Changed { order } | Self::CutShort { order } => order.as_deref(),
            Self::Unreadable { .. } => None,
        }
    }
}

/// Reads one message. `None` when it is no order form's message; text around it goes into
/// [`FormOrder::around`].
///
/// ```
/// use rekap::domain::form::check_code;
/// let lines = ["*Pesanan NAS3*", "Nastar", "1. 2 × NAS: Nastar = Rp120.000", "Total: Rp120.000",
///     "Nama: Budi", "HP: 08123456789"];
/// let text = format!("{}\nKode: NAS3-{}", lines.join("\n"), check_code(lines));
/// let order = rekap::intake::form_message::read(&text).unwrap().unwrap();
/// assert_eq!((order.items[0].qty, order.items[0].code.as_str()), (2, "NAS"));
/// ```
///
/// # Errors
/// [`FormError`] when it was changed, cut short or written by another version.
pub fn read(text: &str) -> Option<Result<FormOrder, FormError>> {
    let lines: Vec<String> = text.lines().map(|line| clean_line(line).text).collect();
    let first_item = lines.iter().position(|line| item(line).is_some());
    let head = first_item.and_then(|first| head(&lines[..first], &lines[first..]));
    let (Some(first_item), Some((head, labels))) = (first_item, head) else {
        return headless(&lines).map(Err);
    };
    // A chat's header may come before the head on the same line.
    let from = lines[head].find(labels.order)?;
    let body: Vec<&str> = std::iter::once(&lines[head][from..])
        .chain(lines[head + 1..].iter().map(String::as_str))
        .collect();
    let end = (first_item - head..body.len()).find(|at| code_line(body[*at], labels).is_some());
    let of_message = &body[..end.unwrap_or(body.len())];
    let mut around: Vec<&str> = lines[..head].iter().map(String::as_str).collect();
    let Some((period, check)) = end.and_then(|at| code_line(body[at], labels)) else {
        let period = Code::read(in_head(of_message[0], labels)).ok();
        let (order, rest) = parse(of_message, period, labels);
        around.extend(rest);
        return Some(Err(FormError::CutShort {
            order: order.map(|order| Box::new(with(order, &around))),
        }));
    };
    around.extend(&body[end.map_or(body.len(), |at| at + 1)..]);
    let fits = check_code(of_message.iter().copied()).eq_ignore_ascii_case(check);
    let (order, unread) = parse(of_message, Code::read(period).ok(), labels);
    Some(match (fits, order, unread.first()) {
        (true, Some(order), None) => Ok(with(order, &around)),
        (true, _, line) => Err(FormError::Unreadable {
            line: line.map_or_else(|| body[0].to_owned(), |line| (*line).to_owned()),
        }),
        (false, order, _) => {
            around.extend(unread);
            Err(FormError::Changed {
                order: order.map(|order| Box::new(with(order, &around))),
            })
        }
    })
}

/// The error for a message with a check code but without a known head or an item. All unknown lines
/// are reported, the head and title too.
fn headless(lines: &[String]) -> Option<FormError> {
    let code = |line: &'_ String| {
        LABELS
            .iter()
            .position(|labels| code_line(line, labels).is_some())
    };
    let (end, language) = (0..lines.len()).find_map(|at| Some((at, code(&lines[at])?)))?;
    let labels = &LABELS[language];
    let (period, check) = code_line(&lines[end], labels)?;
    let above = lines[..end].iter().map(String::as_str);
    // Placeholders for head and title, so that no real line counts as one.
    let whole: Vec<&str> = ["-"; 2].into_iter().chain(above.clone()).collect();
    let (order, unread) = parse(&whole, Code::read(period).ok(), labels);
    if check_code(above).eq_ignore_ascii_case(check) {
        let line = (*unread.first()?).to_owned();
        return Some(FormError::Unreadable { line });
    }
    let behind = lines[end + 1..].iter().map(String::as_str);
    let around: Vec<&str> = unread.into_iter().chain(behind).collect();
    Some(FormError::Changed {
        order: order.map(|order| Box::new(with(order, &around))),
    })
}

fn with(order: FormOrder, around: &[&str]) -> FormOrder {
    let around: Vec<&str> = around
        .iter()
        .copied()
        .filter(|line| !line.is_empty())
        .collect();
    FormOrder {
        around: around.join("\n"),
        ..order
    }
}

/// The head of the message among the lines above its first item, and its language: the line in
/// stars, else the one that names the same period as the code at the end, else the first.
fn head(above: &[String], below: &[String]) -> Option<(usize, &'static Labels)> {
    let mut bare = Vec::new();
    for (at, line) in above.iter().enumerate() {
        for labels in &LABELS {
            let starred = format!("*{} ", labels.order);
            if line.contains(&starred) && line.ends_with('*') {
                return Some((at, labels));
            }
            if let Some(period) = line.strip_prefix(labels.order)
                && let Some(period) = period.strip_prefix(' ')
            {
                bare.push((at, labels, period));
            }
        }
    }
    let named = bare.iter().find(|(_, labels, period)| {
        below
            .iter()
            .filter_map(|line| code_line(line, labels))
            .any(|(code, _)| code.eq_ignore_ascii_case(period))
    });
    let (at, labels, _) = named.or(bare.first())?;
    Some((*at, labels))
}

/// The period's code in the head.
fn in_head<'a>(line: &'a str, labels: &Labels) -> &'a str {
    line.strip_prefix(labels.order)
        .unwrap_or(line)
        .trim_matches([' ', '*'])
}

/// The period's code and the check code in the last line.
fn code_line<'a>(line: &'a str, labels: &Labels) -> Option<(&'a str, &'a str)> {
    let (period, check) = labelled(line, labels.code)?.rsplit_once('-')?;
    let right = check.len() == 4 && check.bytes().all(|b| b.is_ascii_alphanumeric());
    (right && !period.is_empty()).then_some((period, check))
}

/// The value after a label.
fn labelled<'a>(line: &'a str, label: &str) -> Option<&'a str> {
    let value = line.strip_prefix(label)?.strip_prefix(':')?;
    Some(value.trim_start())
}

/// Reads the lines of a message. Returns the order and the lines that no form writes.
fn parse<'a>(
    lines: &[&'a str],
    period: Option<Code>,
    labels: &Labels,
) -> (Option<FormOrder>, Vec<&'a str>) {
    let mut items: Vec<FormItem> = Vec::new();
    let (mut total, mut name, mut phone) = (None, None, None);
    let (mut address, mut note) = (None, None);
    let mut unread = Vec::new();
    // Skips the head and the title below it.
    for line in lines.iter().skip(1).filter(|line| !line.is_empty()).skip(1) {
        if total.is_none() {
            if let Some(item) = item(line) {
                items.push(item);
                continue;
            }
            if let Some(last) = items.last_mut() {
                if let Some((picks, code)) = line.strip_prefix("◦ ").and_then(pick) {
                    // The form in which the book stores picks: `2 LDK, NAS-KEJU`.
                    let picked = match picks {
                        1 => code.to_string(),
                        more => format!("{more} {code}"),
                    };
                    let parting = if last.chosen.is_empty() { "" } else { ", " };
                    last.chosen.push_str(parting);
                    last.chosen.push_str(&picked);
                    continue;
                }
                if let Some((label, value)) = line.strip_prefix("• ").and_then(field) {
                    last.fields.push((label.to_owned(), value.to_owned()));
                    continue;
                }
                if let Some(text) = line.strip_prefix("✎ ")
                    && last.text.is_empty()
                {
                    text.clone_into(&mut last.text);
                    continue;
                }
            }
        }
        let known = [
            (labels.name, &mut name),
            (labels.phone, &mut phone),
            (labels.address, &mut address),
            (labels.note, &mut note),
        ];
        if total.is_none()
            && let Some(amount) = labelled(line, labels.total).and_then(rupiah)
        {
            total = Some(amount);
            continue;
        }
        let found = known
            .into_iter()
            .find_map(|(label, place)| Some((labelled(line, label)?, place)));
        match found {
            Some((value, place @ None)) => *place = Some(value.to_owned()),
            _ => unread.push(*line),
        }
    }
    let order = match (period, total, name) {
        (Some(period), Some(total), Some(name)) if !items.is_empty() => Some(FormOrder {
            period,
            items,
            total,
            name,
            phone: phone.unwrap_or_default(),
            address: address.unwrap_or_default(),
            note: note.unwrap_or_default(),
            around: String::new(),
        }),
        _ => None,
    };
    (order, unread)
}

/// Reads an item: `1. 2 × NAS-KEJU: Nastar Keju = Rp130.000`.
fn item(line: &str) -> Option<FormItem> {
    let (number, rest) = line.split_once(". ")?;
    number.parse::<u32>().ok()?;
    let (qty, code, rest) = counted(rest)?;
    let (name, amount) = rest.rsplit_once(" = ")?;
    Some(FormItem {
        qty,
        code,
        name: name.to_owned(),
        chosen: String::new(),
        fields: Vec::new(),
        text: String::new(),
        amount: rupiah(amount)?,
    })
}

/// Reads `2 × LDK: Lidah Kucing` into number, code and the rest.
fn counted(text: &str) -> Option<(i64, Code, &str)> {
    let (qty, rest) = text.split_once(" × ")?;
    let qty = qty.parse().ok();
    let qty = qty.filter(|qty| (1..=MAX_QTY).contains(qty))?;
    let (code, rest) = rest.split_once(": ")?;
    Some((qty, Code::read(code).ok()?, rest))
}

/// Reads a pick of a package.
fn pick(text: &str) -> Option<(i64, Code)> {
    let (picks, code, _) = counted(text)?;
    Some((picks, code))
}

/// Reads a custom field and its value.
fn field(line: &str) -> Option<(&str, &str)> {
    line.split_once(": ")
}

/// Reads an amount as forms write it: `Rp130.000`.
fn rupiah(text: &str) -> Option<Rupiah> {
    let digits = text.strip_prefix("Rp")?.replace('.', "");
    let whole = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    whole
        .then(|| digits.parse().ok().map(Rupiah::new))
        .flatten()?
        .bounded()
        .ok()
}
