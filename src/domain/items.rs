//! Reads the items of an order typed in one line: `2 nastar keju, lidah kucing: tanpa gula`, `1
//! jersey l @Andi: nama=ANDI, nomor=10`. Names are looked up among what is on sale, so that a name
//! may hold digits and a code may be unfinished. A name that fits several variants, or none, is
//! never guessed.

use super::goods_index::{GoodsIndex, NameMatch};
use super::item::{MAX_QTY, wearer, with_choice};

/// One item of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedItem {
    /// Units; 1 when none were typed. `None` when the number is 0 or beyond [`MAX_QTY`].
    pub qty: Option<i64>,
    /// The name as typed, without the number.
    pub name: String,
    /// The choice of a package: the text in brackets after the name (rule 65).
    pub chosen: String,
    /// Who it is for, after an `@`; empty when nobody is named.
    pub for_whom: String,
    /// Customization: the text after the colon, as typed (rule 67).
    pub customization: String,
    /// What the name means.
    pub found: NameMatch,
}

impl GoodsIndex {
    /// Reads a line. Items are separated by commas, semicolons or line breaks outside of quotes and
    /// brackets. After a customization, a piece that names nothing and has no number belongs to
    /// that customization, and so does one that fills another field (`nama=ANDI, nomor=10`).
    pub fn read(&self, line: &str) -> Vec<TypedItem> {
        let mut wishes: Vec<TypedItem> = Vec::new();
        for (piece, separator) in pieces(line) {
            if piece.trim().is_empty() {
                continue;
            }
            match wishes.last_mut() {
                Some(last) if self.belongs(piece, last) => {
                    last.customization.push(separator);
                    last.customization.push(' ');
                    last.customization.push_str(piece.trim());
                }
                Some(_) | None => wishes.push(self.read_one(piece)),
            }
        }
        wishes
    }

    /// Whether a piece can be read as a whole code, name or taught word.
    fn names(&self, goods: &str) -> bool {
        readings(goods)
            .into_iter()
            .any(|(_, typed)| self.is_whole(typed))
    }

    /// Whether a piece continues the customization of the item before it.
    fn belongs(&self, piece: &str, last: &TypedItem) -> bool {
        if last.customization.is_empty() {
            return false;
        }
        let fills = |text: &str| {
            let label = text.split_once('=').map(|(label, _)| label.trim());
            label.is_some_and(|label| {
                !label.contains(|c: char| c.is_ascii_digit() || c == ':')
                    && !matches!(self.find(label), NameMatch::One(_) | NameMatch::Several(_))
            })
        };
        if last.customization.contains('=') && fills(piece) {
            return true;
        }
        let numbered = piece.contains(|c: char| c.is_ascii_digit()) || piece.contains(':');
        !numbered && self.read_one(piece).found == NameMatch::Nothing(None)
    }

    fn read_one(&self, piece: &str) -> TypedItem {
        let (goods, customization) = match piece.split_once(':') {
            Some((goods, text)) => (goods.trim(), unquoted(text.trim())),
            None => (piece.trim(), ""),
        };
        let (goods, for_whom) = wearer(goods);
        let for_whom = for_whom.unwrap_or_default();
        let (goods, chosen) = match with_choice(goods) {
            // The brackets may be part of the name.
            (name, Some(chosen)) if !self.names(goods) => (name, chosen),
            _ => (goods, ""),
        };
        let mut best: Option<TypedItem> = None;
        for (qty, name) in readings(goods) {
            let wish = TypedItem {
                qty,
                name: name.to_owned(),
                chosen: chosen.to_owned(),
                for_whom: for_whom.to_owned(),
                customization: customization.to_owned(),
                found: self.find(name),
            };
            if matches!(wish.found, NameMatch::One(_)) {
                return wish;
            }
            let better = |best: &TypedItem| {
                matches!(
                    (&wish.found, &best.found),
                    (NameMatch::Several(_), NameMatch::Nothing(_))
                        | (NameMatch::Nothing(Some(_)), NameMatch::Nothing(None))
                )
            };
            if best.as_ref().is_none_or(better) {
                best = Some(wish);
            }
        }
        best.unwrap_or(TypedItem {
            qty: Some(1),
            name: goods.to_owned(),
            chosen: chosen.to_owned(),
            for_whom: for_whom.to_owned(),
            customization: customization.to_owned(),
            found: NameMatch::Nothing(None),
        })
    }
}

/// The pieces of a line, each with the comma or semicolon before it.
fn pieces(line: &str) -> Vec<(&str, char)> {
    let mut pieces = Vec::new();
    let (mut quoted, mut choosing, mut customizing) = (false, false, false);
    let (mut from, mut before) = (0, ',');
    for (at, c) in line.char_indices() {
        quoted ^= c == '"';
        choosing = match c {
            '[' => !quoted && !customizing,
            ']' | ';' | '\n' => false,
            _ => choosing,
        };
        let parts = !quoted && !choosing && matches!(c, ',' | ';' | '\n');
        customizing = !parts && (customizing || c == ':');
        if parts {
            pieces.push((&line[from..at], before));
            from = at + c.len_utf8();
            before = if c == ';' { ';' } else { ',' };
        }
    }
    pieces.push((&line[from..], before));
    pieces
}

/// Where the last piece of a line begins: after its last comma or semicolon outside of quotes and
/// brackets.
pub fn last_piece(line: &str) -> usize {
    let pieces = pieces(line);
    line.len() - pieces.last().map_or(0, |(piece, _)| piece.len())
}

fn unquoted(text: &str) -> &str {
    text.strip_prefix('"')
        .map(|text| text.strip_suffix('"').unwrap_or(text))
        .unwrap_or(text)
}

/// The ways to read a piece: with the number before the name, after it, or the whole piece as the
/// name.
fn readings(goods: &str) -> Vec<(Option<i64>, &str)> {
    let mut readings = Vec::new();
    let digits = goods.len() - goods.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = goods.split_at(digits);
    if !number.is_empty() {
        let rest = rest.trim_start();
        for name in [without_unit(rest), rest] {
            if !name.is_empty() {
                readings.push((units(number), name));
            }
        }
        // A code that is all digits, or begins with them.
        readings.push((Some(1), goods));
        return readings;
    }
    readings.push((Some(1), goods));
    let name = without_unit_after(goods);
    let digits = name.len() - name.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (name, number) = name.split_at(name.len() - digits);
    if !number.is_empty() && name.ends_with([' ', 'x', 'X', '×', '*', '=', '(']) {
        let name = name.trim_end();
        let bare = name.trim_end_matches(['×', '*', '=', '(']);
        let bare = bare
            .strip_suffix([' ', 'x', 'X'])
            .filter(|rest| rest.ends_with(' '))
            .unwrap_or(bare);
        readings.push((units(number), bare.trim()));
    }
    readings
}

fn units(number: &str) -> Option<i64> {
    number
        .parse()
        .ok()
        .filter(|qty| (1..=MAX_QTY).contains(qty))
}

/// Words for "piece", which are ignored.
const UNITS: [&str; 6] = ["pcs", "pc", "buah", "biji", "bh", "x"];

fn without_unit(rest: &str) -> &str {
    if let Some(name) = rest.strip_prefix(['×', '*']) {
        return name.trim_start();
    }
    let lower = rest.to_ascii_lowercase();
    UNITS
        .iter()
        .find_map(|unit| {
            lower.strip_prefix(unit)?;
            let name = rest.get(unit.len()..)?;
            name.starts_with(' ').then(|| name.trim_start())
        })
        .unwrap_or(rest)
}

fn without_unit_after(goods: &str) -> &str {
    let goods = goods.trim_end_matches(')');
    let lower = goods.to_ascii_lowercase();
    UNITS
        .iter()
        .find_map(|unit| {
            let end = lower.strip_suffix(unit)?.len();
            let name = goods.get(..end)?.trim_end();
            name.ends_with(|c: char| c.is_ascii_digit()).then_some(name)
        })
        .unwrap_or(goods)
}

#[cfg(test)]
#[path = "items_tests.rs"]
mod tests;
