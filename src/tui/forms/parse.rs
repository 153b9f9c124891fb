//! Parsers for fields of several forms: amounts, codes, counts, moments, customers.

use chrono::NaiveDate;

use super::InputError;
use crate::book::CustomerRef;
use crate::domain::code::Code;
use crate::domain::id::CustomerId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::phone::Phone;
use crate::domain::when::{Edge, Moment, Toward, parse_birthday, parse_moment};
use crate::tui::effect::Ctx;

/// Parses an amount (rule 60).
pub fn money(text: &str) -> Result<Rupiah, Message> {
    Rupiah::parse(text).map_err(|error| error.message())
}

/// Parses a code.
pub fn code(text: &str) -> Result<Code, Message> {
    Code::read(text).map_err(|error| error.message())
}

/// Parses a moment; without a year it lies in the past (rule 61).
pub fn past(text: &str, ctx: &Ctx) -> Result<Moment, Message> {
    parse_moment(text, Edge::Opening, Toward::Past, ctx.now, ctx.zone)
        .map_err(|error| error.message())
}

/// Parses a birthday (rule 61).
pub fn birthday(text: &str, ctx: &Ctx) -> Result<NaiveDate, Message> {
    parse_birthday(text, ctx.now.date(ctx.zone)).map_err(|error| error.message())
}

/// Parses a whole number from 1 to 1,000,000,000, with or without dots between thousands.
pub fn count(text: &str) -> Result<i64, Message> {
    text.replace('.', "")
        .trim()
        .parse()
        .ok()
        .filter(|count| (1..=1_000_000_000).contains(count))
        .ok_or_else(|| Message::new("form-not-a-count").text("text", text))
}

/// Parses an opening moment: a bare date means its first second (rule 3).
pub fn opening(text: &str, ctx: &Ctx) -> Result<Moment, Message> {
    parse_moment(text, Edge::Opening, Toward::Future, ctx.now, ctx.zone)
        .map_err(|error| error.message())
}

/// Parses a closing moment: a bare date means its last second (rule 3).
pub fn closing(text: &str, ctx: &Ctx) -> Result<Moment, Message> {
    parse_moment(text, Edge::Closing, Toward::Future, ctx.now, ctx.zone)
        .map_err(|error| error.message())
}

/// The customer of a field: the one picked from the suggestions, with the phone typed beside, else
/// one described by name and phone (rules 49, 50).
pub fn customer(typed: &str, picked: Option<&str>, phone: &str, address: &str) -> CustomerRef {
    if let Some(id) = picked.and_then(|id| id.parse().ok()) {
        let id = CustomerId::new(id);
        return match phone {
            "" => CustomerRef::Known(id),
            _ => CustomerRef::KnownWithPhone {
                id,
                phone: phone.to_owned(),
            },
        };
    }
    let (name, beside) = name_and_phone(typed);
    CustomerRef::Described {
        name,
        phone: if phone.is_empty() {
            beside
        } else {
            phone.to_owned()
        },
        address: address.to_owned(),
    }
}

/// Splits a typed text into a name and a phone number before or after it.
pub fn name_and_phone(typed: &str) -> (String, String) {
    let words: Vec<&str> = typed.split_whitespace().collect();
    let digits = |words: &[&str]| {
        let text = words.concat();
        text.chars().filter(char::is_ascii_digit).count()
    };
    let is_number = |word: &&str| digits(&[word]) > 0 || matches!(*word, "+" | "-");
    let plain = |word: &&str| {
        is_number(word)
            && word
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | '(' | ')'))
    };
    let after = words.len() - words.iter().rev().take_while(|word| plain(word)).count();
    let before = words.iter().take_while(|word| plain(word)).count();
    let (name, number) = if after < words.len() {
        words.split_at(after)
    } else {
        let (number, name) = words.split_at(before);
        (name, number)
    };
    let phone = number.join(" ");
    if Phone::read(&phone).normal().is_some() || digits(number) >= 8 {
        (name.join(" "), phone)
    } else {
        (typed.trim().to_owned(), String::new())
    }
}

/// Returns a function that turns a message into an error of `field`.
pub fn error_of(field: &'static str) -> impl Fn(Message) -> InputError {
    move |message| InputError::field(field, message)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("sari 0812345678", "sari", "0812345678")]
    #[case("0812-3456-7890 Bu Sari", "Bu Sari", "0812-3456-7890")]
    #[case("Bu Sari +62 812 3456 7890", "Bu Sari", "+62 812 3456 7890")]
    #[case("08123456789", "", "08123456789")]
    #[case("Sari RT 05", "Sari RT 05", "")]
    #[case("Toko 99", "Toko 99", "")]
    #[case("", "", "")]
    fn a_phone_beside_a_name_is_told_from_it(
        #[case] typed: &str,
        #[case] name: &str,
        #[case] phone: &str,
    ) {
        assert_eq!(name_and_phone(typed), (name.to_owned(), phone.to_owned()));
    }
}
