//! Phone numbers (rule 49): `0812-3456-7890`, `+62 812 3456 7890` and `6281234567890` are the same
//! number. Foreign and unusable numbers are kept as typed.

use super::text;

/// A phone number as typed, with its normal form (`62…`) when it is Indonesian.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Phone {
    raw: String,
    normal: Option<String>,
}

impl Phone {
    /// Reads any text; nothing is refused.
    pub fn read(raw: &str) -> Self {
        let raw = text::clean_line(raw).text;
        let normal = normalize(&raw);
        Self { raw, normal }
    }

    /// What was typed, cleaned.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// `62…` when it is an Indonesian number; `None` marks a foreign or unusable one.
    pub fn normal(&self) -> Option<&str> {
        self.normal.as_deref()
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.raw.is_empty()
    }

    /// The key for comparing numbers: `62…`, else what was typed without punctuation.
    pub fn key(&self) -> String {
        match &self.normal {
            Some(normal) => normal.clone(),
            None => (self.raw.chars())
                .filter(|c| c.is_alphanumeric() || *c == '+')
                .flat_map(char::to_lowercase)
                .collect(),
        }
    }

    /// The number as people write it: `0812-3456-7890`, landlines `021-5551234`, others as typed.
    pub fn shown(&self) -> String {
        let Some(national) = self.normal.as_deref().and_then(|n| n.strip_prefix("62")) else {
            return self.raw.clone();
        };
        if national.starts_with('8') {
            let (network, rest) = national.split_at(3);
            let (middle, end) = rest.split_at(if rest.len() <= 6 { 3 } else { 4 });
            format!("0{network}-{middle}-{end}")
        } else {
            let (area, rest) = national.split_at(area_code_length(national));
            format!("0{area}-{rest}")
        }
    }

    /// The number for JSON and exports: `62…`, else as typed.
    pub fn json(&self) -> &str {
        self.normal.as_deref().unwrap_or(&self.raw)
    }
}

/// Converts a number to `62…`, digits only, when it is an Indonesian mobile (`8[1-35-9]` and 7–10
/// more digits) or a landline with its area code; `None` for everything else.
pub fn normalize(raw: &str) -> Option<String> {
    let cleaned = text::clean_line(raw).text;
    // In spreadsheets an apostrophe keeps the leading zero.
    let number = cleaned.strip_prefix('\'').unwrap_or(&cleaned);
    let number = without_words(number);
    // A number kept as a figure: `6281234567890.0`.
    let is_figure = |digits: &&str| digits.bytes().all(|digit| digit.is_ascii_digit());
    let number = (number.strip_suffix(".0").filter(is_figure)).unwrap_or(number);
    // `(+62) 812…`: the country's code in brackets.
    let number = number.trim_start_matches('(');
    let (international, number) = match number.strip_prefix('+') {
        Some(number) => (true, number),
        None => (false, number),
    };
    let mut digits = String::with_capacity(number.len());
    for c in number.chars() {
        match c {
            '0'..='9' => digits.push(c),
            ' ' | '-' | '.' | '(' | ')' | '‐'..='―' => {}
            _ => return None,
        }
    }
    let national = if international {
        without_trunk_zero(digits.strip_prefix("62")?)
    } else if let Some(rest) = digits.strip_prefix("0062") {
        without_trunk_zero(rest)
    } else if let Some(rest) = digits.strip_prefix('0') {
        rest
    } else if let Some(rest) = digits.strip_prefix("62") {
        without_trunk_zero(rest)
    } else if digits.starts_with('8') {
        &digits
    } else {
        return None;
    };
    (is_mobile(national) || is_landline(national)).then(|| format!("62{national}"))
}

/// Fewer digits are in too many phone numbers.
const LEAST_PART: usize = 3;

/// The digits of a text that may be a part of a phone number: three or more, with nothing but the
/// signs people write between them. A country's code before the zero is taken as one of both.
pub fn part(typed: &str) -> Option<String> {
    let between = |c: char| " -+().".contains(c);
    if !typed.chars().all(|c| c.is_ascii_digit() || between(c)) {
        return None;
    }
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let digits = match digits.strip_prefix("620") {
        Some(rest) => format!("62{rest}"),
        None => digits,
    };
    (digits.len() >= LEAST_PART).then_some(digits)
}

/// A number without the words that people write around it: `WA 0812…`, `wa.me/62812…`,
/// `0812… (istri)`.
fn without_words(number: &str) -> &str {
    const BEFORE: [&str; 14] = [
        "https://wa.me/",
        "http://wa.me/",
        "wa.me/",
        "tel:",
        "whatsapp",
        "no wa",
        "no. wa",
        "no hp",
        "no. hp",
        "telp",
        "tlp",
        "wa",
        "hp",
        "no",
    ];
    let starts = |word: &&&str| {
        let head = number.get(..word.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(word))
    };
    let number = match BEFORE.iter().find(starts) {
        Some(word) => number[word.len()..].trim_start_matches([':', '.', ' ', '=']),
        None => number,
    };
    let remark = |c: char| c == '(';
    match number.rfind(remark) {
        Some(at) if at > 0 && number[at..].contains(char::is_alphabetic) => number[..at].trim_end(),
        _ => number,
    }
}

/// Removes the zero of the national form that `+62 (0)812…` contains.
fn without_trunk_zero(rest: &str) -> &str {
    rest.strip_prefix('0').unwrap_or(rest)
}

fn is_mobile(national: &str) -> bool {
    matches!(
        national.as_bytes(),
        [b'8', b'1'..=b'3' | b'5'..=b'9', rest @ ..] if (7..=10).contains(&rest.len())
    )
}

/// An area code of two or three digits and a subscriber number of five to eight.
fn is_landline(national: &str) -> bool {
    matches!(national.as_bytes(), [b'2'..=b'7' | b'9', b'1'..=b'9', ..])
        && (5..=8).contains(&(national.len().saturating_sub(area_code_length(national))))
}

/// The five largest cities have two-digit area codes.
fn area_code_length(national: &str) -> usize {
    match national.get(..2) {
        Some("21" | "22" | "24" | "31" | "61") => 2,
        _ => 3,
    }
}

#[cfg(test)]
#[path = "phone_tests.rs"]
mod tests;
