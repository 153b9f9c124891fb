//! The payment ways of a form: method and account as the options of one field.

use crate::book::{Book, BookError};
use crate::domain::id::AccountId;
use crate::domain::payment::Method;
use crate::tui::effect::Ctx;

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
