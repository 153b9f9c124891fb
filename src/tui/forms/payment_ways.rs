//! The payment ways of a form: method and account as the options of one field.

use crate::book::{Book, BookError};
use crate::domain::id::AccountId;
use crate::domain::payment::Method;
use crate::tasks::rows::payment;
use crate::tui::effect::Ctx;

/// The options of the field for the payment way: every account in use, and the methods without an
/// account. The usual way of payments, or of refunds, comes first, so that it is the default.
pub fn ways(refund: bool, book: &Book, ctx: &Ctx) -> Result<Vec<(String, String)>, BookError> {
    let accounts = book.accounts()?;
    let in_use = || accounts.iter().filter(|account| !account.archived);
    let mut ways: Vec<(String, String)> = in_use()
        .map(|account| {
            let value = value(account.method, Some(account.id));
            let label = payment::way(account.method, Some(&account.name), &ctx.words);
            (value, label)
        })
        .collect();
    for method in Method::ALL.iter().copied() {
        if !in_use().any(|account| account.method == method) {
            let label = payment::way(method, None, &ctx.words);
            ways.push((value(method, None), label));
        }
    }
    let usual = match refund {
        // Money goes back the way it usually comes, until some was sent back.
        true => book
            .usual_way(true)?
            .map_or_else(|| book.usual_way(false), |way| Ok(Some(way)))?,
        false => book.usual_way(false)?,
    };
    let usual = usual.map(|(method, account)| value(method, account));
    if let Some(at) = ways.iter().position(|(way, _)| Some(way) == usual.as_ref()) {
        let usual = ways.remove(at);
        ways.insert(0, usual);
    }
    Ok(ways)
}

fn value(method: Method, account: Option<AccountId>) -> String {
    match account {
        Some(account) => format!("{}:{}", method.code(), account.raw()),
        None => method.code().to_owned(),
    }
}

/// The method and account of one of [`ways`].
pub fn way(value: &str) -> (Method, Option<AccountId>) {
    let (method, account) = match value.split_once(':') {
        Some((method, account)) => (method, account.parse().ok().map(AccountId::new)),
        None => (value, None),
    };
    (method.parse().unwrap_or_default(), account)
}
