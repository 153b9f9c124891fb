//! Reads the value of a cell, or says what is wrong with it and what would be right.

use crate::domain::message::Message;
use crate::domain::money::{MoneyError, Rupiah};
use crate::domain::text;
use crate::intake::file::cell::Value;

/// Most units of one line.
pub const MAX_QUANTITY: u32 = 1_000_000;

/// Words for "piece" after a quantity. Dozens and weights are not accepted, because only the shop
/// knows how many pieces they are.
pub(super) const PIECES: &[&str] = &[
    "x", "pcs", "pc", "piece", "pieces", "porsi", "box", "bungkus", "bks", "buah", "bh", "biji",
    "pack", "pak", "toples", "cup", "karton", "dus", "botol", "loyang", "potong", "lembar", "set",
    "unit",
];

/// Reads units of a line, from 1 to [`MAX_QUANTITY`].
///
/// # Errors
/// A sentence: empty, not a number, a fraction, zero or less, too many, or a number with two
/// readings (`1.000`).
pub fn quantity(value: Value<'_>) -> Result<u32, Message> {
    let typed = match value {
        Value::Empty => return Err(Message::new("intake-quantity-empty")),
        Value::Uncomputed => return Err(Message::new("intake-formula")),
        Value::Moment(_) => return Err(wrong("intake-quantity-unreadable", value)),
        Value::Number(number) => number,
        Value::Text(text) => return quantity_text(text),
    };
    if !typed.is_finite() {
        return Err(wrong("intake-quantity-unreadable", value));
    }
    if typed.fract() != 0.0 {
        return Err(wrong("intake-quantity-fraction", value));
    }
    if typed < 1.0 {
        return Err(wrong("intake-quantity-not-positive", value));
    }
    if typed > f64::from(MAX_QUANTITY) {
        return Err(too_many(value));
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole and within bounds, as checked above"
    )]
    Ok(typed as u32)
}

fn quantity_text(text: &str) -> Result<u32, Message> {
    let value = Value::Text(text);
    let body = text.strip_prefix('\'').unwrap_or(text);
    let (negative, body) = match body.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, body),
    };
    let digits_end = body
        .find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','))
        .unwrap_or(body.len());
    let (number, unit) = body.split_at(digits_end);
    let unit = unit.trim().trim_end_matches('.').to_lowercase();
    if !number.starts_with(|c: char| c.is_ascii_digit())
        || !(unit.is_empty() || PIECES.contains(&unit.as_str()))
    {
        return Err(wrong("intake-quantity-unreadable", value));
    }
    if let Some(at) = number.find(['.', ',']) {
        let (whole, rest) = (&number[..at], &number[at + 1..]);
        let grouped = |separator: char| {
            whole.len() <= 3
                && rest
                    .split(separator)
                    .all(|group| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()))
        };
        let zeros = !rest.is_empty() && rest.bytes().all(|b| b == b'0');
        if (grouped('.') || grouped(',')) && !whole.starts_with('0') {
            // `1.000` is a thousand in some spreadsheets and one in others; a wrong guess would
            // make 999 jars too many or too few.
            return Err(wrong("intake-quantity-ambiguous", value)
                .text("plain", number.replace(['.', ','], "")));
        }
        return if zeros {
            quantity_digits(whole, negative, value)
        } else if rest.bytes().all(|b| b.is_ascii_digit()) && !rest.is_empty() {
            Err(wrong("intake-quantity-fraction", value))
        } else {
            Err(wrong("intake-quantity-unreadable", value))
        };
    }
    quantity_digits(number, negative, value)
}

fn quantity_digits(digits: &str, negative: bool, value: Value<'_>) -> Result<u32, Message> {
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() || negative {
        return Err(wrong("intake-quantity-not-positive", value));
    }
    match digits.parse::<u32>() {
        Ok(units) if units <= MAX_QUANTITY => Ok(units),
        _ => Err(too_many(value)),
    }
}

fn too_many(value: Value<'_>) -> Message {
    wrong("intake-quantity-too-many", value).count("limit", MAX_QUANTITY)
}

/// Reads a unit price in rupiah, 0 or more; `None` when the cell is blank.
pub fn price(value: Value<'_>) -> Result<Option<Rupiah>, Message> {
    let amount = match value {
        Value::Empty => return Ok(None),
        Value::Uncomputed => return Err(Message::new("intake-formula")),
        Value::Moment(_) => {
            return Err(MoneyError::Unreadable(value.to_text()).message());
        }
        Value::Number(number) => {
            if !number.is_finite() || number.fract() != 0.0 {
                return Err(wrong("intake-price-fraction", value));
            }
            #[expect(
                clippy::cast_possible_truncation,
                reason = "a number beyond i64 saturates and is refused as too large"
            )]
            Rupiah::new(number as i64)
        }
        Value::Text(text) => {
            let text = text.strip_prefix('\'').unwrap_or(text);
            if text.len() <= 15 && text.bytes().all(|b| b.is_ascii_digit()) {
                // A fast path for plain digits; `Rupiah::parse` reads the rest.
                Rupiah::new(text.parse().unwrap_or(i64::MAX))
            } else if text.starts_with(['-', '−']) {
                return Err(wrong("intake-price-negative", value));
            } else {
                Rupiah::parse(text).map_err(|error| error.message())?
            }
        }
    };
    if amount < Rupiah::ZERO {
        return Err(wrong("intake-price-negative", value));
    }
    amount.bounded().map(Some).map_err(|error| error.message())
}

/// Error values of spreadsheets.
const FAILED: [&str; 11] = [
    "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#ERROR!", "#SPILL!",
    "#CALC!", "#DATA!",
];

/// Checks that a cell has a usable value: not a formula without a value or with an error.
pub fn says(value: Value<'_>) -> Result<(), Message> {
    match value {
        Value::Uncomputed => Err(Message::new("intake-formula")),
        Value::Text(text) if text.starts_with('#') && FAILED.contains(&text) => {
            Err(wrong("intake-formula-failed", value))
        }
        _ => Ok(()),
    }
}

/// Checks that a phone number still has its digits. A spreadsheet that treats it as a number shows
/// and saves `6.28E+12`, which has lost the rest.
pub fn phone(value: Value<'_>) -> Result<(), Message> {
    let shortened = match value {
        Value::Text(text) => text.split_once(['E', 'e']).is_some_and(|(digits, power)| {
            let digits = digits.replace([',', '.'], "");
            let power = power.strip_prefix('+').unwrap_or(power);
            [digits.as_str(), power]
                .iter()
                .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
        }),
        Value::Number(number) => number >= 1e9 && number % 1e6 == 0.0,
        Value::Empty | Value::Moment(_) | Value::Uncomputed => false,
    };
    match shortened {
        true => Err(wrong("intake-phone-shortened", value)),
        false => Ok(()),
    }
}

/// A message that quotes the cell, cleaned and shortened (rule 59).
pub(in crate::intake) fn wrong(key: &'static str, value: Value<'_>) -> Message {
    Message::new(key).text("value", text::excerpt(&value.to_text()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("2", 2)]
    #[case("2 pcs", 2)]
    #[case("2pcs", 2)]
    #[case("3x", 3)]
    #[case("12 Toples", 12)]
    #[case("007", 7)]
    #[case("2.0", 2)]
    #[case("2,00", 2)]
    #[case("'5", 5)]
    #[case("1000000", 1_000_000)]
    fn quantities(#[case] text: &str, #[case] units: u32) {
        assert_eq!(quantity(Value::Text(text)), Ok(units));
    }

    #[rstest]
    #[case("1.000", "intake-quantity-ambiguous")]
    #[case("1,000", "intake-quantity-ambiguous")]
    #[case("1.000.000", "intake-quantity-ambiguous")]
    #[case("1,5", "intake-quantity-fraction")]
    #[case("0.5", "intake-quantity-fraction")]
    #[case("0.500", "intake-quantity-fraction")]
    #[case("0", "intake-quantity-not-positive")]
    #[case("-3", "intake-quantity-not-positive")]
    #[case("1000001", "intake-quantity-too-many")]
    #[case("99999999999999999999999", "intake-quantity-too-many")]
    #[case("dua", "intake-quantity-unreadable")]
    #[case("2 lusin", "intake-quantity-unreadable")]
    #[case("1e3", "intake-quantity-unreadable")]
    #[case("2-3", "intake-quantity-unreadable")]
    #[case("=2+3", "intake-quantity-unreadable")]
    #[case(".", "intake-quantity-unreadable")]
    fn quantities_refused(#[case] text: &str, #[case] key: &str) {
        assert_eq!(quantity(Value::Text(text)).unwrap_err().key, key);
    }

    #[test]
    fn typed_quantities() {
        assert_eq!(quantity(Value::Number(12.0)), Ok(12));
        for (number, key) in [
            (1.5, "intake-quantity-fraction"),
            (0.0, "intake-quantity-not-positive"),
            (-2.0, "intake-quantity-not-positive"),
            (1e300, "intake-quantity-too-many"),
            (f64::NAN, "intake-quantity-unreadable"),
        ] {
            assert_eq!(quantity(Value::Number(number)).unwrap_err().key, key);
        }
        assert_eq!(
            quantity(Value::Empty).unwrap_err().key,
            "intake-quantity-empty"
        );
    }

    #[rstest]
    #[case(Value::Text("51000"), 51_000)]
    #[case(Value::Text("0"), 0)]
    #[case(Value::Text("Rp125.000,-"), 125_000)]
    #[case(Value::Text("125rb"), 125_000)]
    #[case(Value::Number(17_500.0), 17_500)]
    fn prices(#[case] value: Value<'_>, #[case] rupiah: i64) {
        assert_eq!(price(value), Ok(Some(Rupiah::new(rupiah))));
    }

    #[rstest]
    #[case(Value::Text("-500"), "intake-price-negative")]
    #[case(Value::Text("gratis"), "money-unreadable")]
    #[case(Value::Text("1.500,5"), "money-ambiguous")]
    #[case(Value::Text("1000000000001"), "money-too-large")]
    #[case(Value::Number(1e18), "money-too-large")]
    #[case(Value::Number(1e300), "money-too-large")]
    #[case(Value::Number(100.5), "intake-price-fraction")]
    fn prices_refused(#[case] value: Value<'_>, #[case] key: &str) {
        assert_eq!(price(value).unwrap_err().key, key);
    }

    #[rstest]
    #[case(Value::Text("6.28E+12"), true)]
    #[case(Value::Text("6,28123E+12"), true)]
    #[case(Value::Text("8E10"), true)]
    #[case(Value::Number(6_280_000_000_000.0), true)]
    #[case(Value::Number(6_281_234_567_890.0), false)]
    #[case(Value::Text("081200000000"), false)]
    #[case(Value::Text("0812 ext 3"), false)]
    #[case(Value::Text("e5"), false)]
    fn phones_that_lost_their_digits(#[case] value: Value<'_>, #[case] lost: bool) {
        assert_eq!(phone(value).is_err(), lost);
    }

    #[test]
    fn a_blank_price_is_no_price() {
        assert_eq!(price(Value::Empty), Ok(None));
    }
}
