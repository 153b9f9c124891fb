//! The fields about a courier, in the forms of parcels: who, with which service, paid what from where.

use super::field::{Candidate, Field, Values};
use crate::book::{Book, BookError};
use crate::domain::id::AccountId;
use crate::tui::effect::Ctx;
use crate::tui::fuzzy::begins_words;

/// Couriers with the service each was last used with, those used last first.
pub(super) type Couriers = Vec<(String, String)>;

/// The courier, proposed from those used before.
pub(super) fn courier(known: &Couriers) -> Field {
    let known = known.clone();
    Field::text("courier", "field-courier")
        .required()
        .hint("form-courier-hint")
        .suggest(move |text, _, _, _| {
            let typed = text.trim();
            let fits = known.iter().filter(|(name, _)| {
                (typed.is_empty() || begins_words(typed, name)) && !name.eq_ignore_ascii_case(typed)
            });
            Ok(fits
                .map(|(name, service)| Candidate {
                    text: name.clone(),
                    label: name.clone(),
                    note: service.clone(),
                    ..Candidate::default()
                })
                .collect())
        })
}

/// The service as typed; of another courier than was proposed, the one it was last used with.
pub(super) fn service(values: &Values, known: &Couriers) -> String {
    if values.is_changed("service") || !values.is_changed("courier") {
        return values.get("service").to_owned();
    }
    let courier = values.get("courier");
    let used = known
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(courier));
    used.map(|(_, service)| service.clone()).unwrap_or_default()
}

/// The account that a courier is paid from; the first choice is the one used last, the last one is none.
pub(super) fn account(book: &Book, ctx: &Ctx) -> Result<Field, BookError> {
    let accounts = book.accounts()?;
    let last = book.last_courier_account()?;
    let mut choices: Vec<(String, String)> = accounts
        .into_iter()
        .filter(|account| !account.archived)
        .map(|account| (account.id.raw().to_string(), account.name))
        .collect();
    let used = last.map(|last| last.raw().to_string());
    if let Some(at) = choices.iter().position(|(id, _)| Some(id) == used.as_ref()) {
        let used = choices.remove(at);
        choices.insert(0, used);
    }
    choices.push((String::new(), ctx.word("form-courier-no-account")));
    Ok(Field::choice("account", "form-courier-account", choices))
}

/// The account chosen in [`account`].
pub(super) fn chosen_account(values: &Values) -> Option<AccountId> {
    values.get("account").parse().ok().map(AccountId::new)
}
