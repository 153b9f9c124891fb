//! Parsers for fields of several forms (amount, code, moment, birthday), and the choice of payment
//! method and account.

use chrono::NaiveDate;

use crate::domain::code::Code;
use crate::domain::id::AccountId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::payment::Method;
use crate::domain::when::{Edge, Moment, Toward, parse_birthday, parse_moment};
use crate::tui::effect::Ctx;
use crate::tui::keeper::{Book, BookError};

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

/// The options of the field for the payment way: cash, every account in use, and the methods
/// without an account.
pub fn ways(book: &Book, ctx: &Ctx) -> Result<Vec<(String, String)>, BookError> {
    let accounts = book.accounts()?;
    let in_use = || accounts.iter().filter(|account| !account.archived);
    let mut ways = vec![(Method::Cash.code().to_owned(), ctx.word(Method::Cash.key()))];
    for account in in_use() {
        let value = format!("{}:{}", account.method.code(), account.id.raw());
        let method = ctx.word(account.method.key());
        ways.push((value, format!("{} ({method})", account.name)));
    }
    for method in Method::ALL
        .iter()
        .copied()
        .filter(|method| *method != Method::Cash)
    {
        if !in_use().any(|account| account.method == method) {
            ways.push((method.code().to_owned(), ctx.word(method.key())));
        }
    }
    Ok(ways)
}

/// The method and account of one of [`ways`].
pub fn way(value: &str) -> (Method, Option<AccountId>) {
    let (method, account) = match value.split_once(':') {
        Some((method, account)) => (method, account.parse().ok().map(AccountId::new)),
        None => (value, None),
    };
    (method.parse().unwrap_or_default(), account)
}
