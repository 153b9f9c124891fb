//! Money of accounts that is no customer's: moved or handed in, counted, opened with, spent (rules 90–93).

use super::field::Values;
use super::parse;
use super::{Field, Form, InputError};
use crate::book::{Account, Book, BookError, NewExpense, NewTransfer};
use crate::domain::account::{Balance, ExpenseCategory, MoneyPlace};
use crate::domain::id::{AccountId, PeriodId};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::payment::Method;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::widgets::facts::Fact;

/// What stands for the owner among the accounts of a field.
const OWNER: &str = "owner";

/// What stands for no PO.
const NONE: &str = "";

/// The accounts in use as the options of a field, then the owner.
fn places(accounts: &[(Account, Balance)], ctx: &Ctx) -> Vec<(String, String)> {
    let in_use = accounts.iter().filter(|(row, _)| !row.archived);
    let mut places: Vec<(String, String)> = in_use
        .map(|(row, _)| (row.id.raw().to_string(), row.name.clone()))
        .collect();
    places.push((OWNER.to_owned(), ctx.word("form-transfer-owner")));
    places
}

/// Puts one of the options first, so that it is the default.
fn first(mut options: Vec<(String, String)>, value: &str) -> Vec<(String, String)> {
    if let Some(at) = options.iter().position(|(option, _)| option == value) {
        let chosen = options.remove(at);
        options.insert(0, chosen);
    }
    options
}

fn place(value: &str) -> MoneyPlace {
    match value.parse() {
        Ok(id) => MoneyPlace::Account(AccountId::new(id)),
        Err(_) => MoneyPlace::Owner,
    }
}

/// Opens the form that moves money from an account; all that is held for it is proposed, and the cash
/// box as where it goes.
pub fn transfer(from: AccountId, book: &Book, ctx: &Ctx) -> Outcome {
    let accounts = book.balances(ctx.now)?;
    let Some((row, balance)) = accounts.iter().find(|(row, _)| row.id == from) else {
        return Ok(Effect::None);
    };
    let own = from.raw().to_string();
    let mut targets = places(&accounts, ctx);
    targets.retain(|(value, _)| *value != own);
    let cash = accounts
        .iter()
        .find(|(row, _)| row.method == Method::Cash && !row.archived && row.id != from);
    if let Some((cash, _)) = cash.filter(|_| row.method == Method::Cod) {
        targets = first(targets, &cash.id.raw().to_string());
    }
    let held = row.method.is_held();
    let amount = match balance.held {
        amount if held && amount > Rupiah::ZERO => ctx.words.rupiah(amount),
        _ => String::new(),
    };
    let title = match row.method {
        Method::Cod => "form-hand-in",
        _ if held => "form-payout",
        _ => "form-transfer",
    };
    let known = accounts.clone();
    let form = Form::new("form-transfer")
        .titled(Message::new(title).text("account", row.name.as_str()))
        .field(
            Field::text("amount", "form-transfer-amount")
                .money()
                .value(amount)
                .required(),
        )
        .field(Field::choice("to", "form-transfer-to", targets))
        .field(Field::text("fee", "form-transfer-fee").money().more())
        .field(Field::text("note", "field-note").more())
        .panel(move |values, _, ctx| Ok(after(values, from, &known, ctx)))
        .submit(move |values, _, _| {
            let new = NewTransfer {
                amount: values.read("amount", parse::money)?,
                from: MoneyPlace::Account(from),
                to: place(values.get("to")),
                fee: values
                    .read_optional("fee", parse::money)?
                    .unwrap_or_default(),
                at: None,
                note: values.get("note").to_owned(),
            };
            Ok(Effect::deed(move |book, now| book.transfer(&new, now)))
        });
    Ok(Effect::open(form))
}

/// What both accounts will have.
fn after(
    values: &Values,
    from: AccountId,
    accounts: &[(Account, Balance)],
    ctx: &Ctx,
) -> Vec<Fact> {
    let amount = values.read_or_default("amount", parse::money);
    let fee = values.read_or_default("fee", parse::money);
    let named = |id| accounts.iter().find(move |(row, _)| row.id == id);
    let mut facts = Vec::new();
    let mut said = |name: &str, had: Rupiah, has: Result<Rupiah, _>| {
        let Ok(has): Result<Rupiah, crate::domain::money::MoneyError> = has else {
            return;
        };
        let text = format!("{} → {}", ctx.words.rupiah(had), ctx.words.rupiah(has));
        facts.push(Fact::new(name.to_owned(), text));
    };
    if let Some((row, balance)) = named(from) {
        let had = match row.method.is_held() {
            true => balance.held,
            false => balance.balance,
        };
        let has = had.minus(amount).and_then(|has| has.minus(fee));
        said(&row.name, had, has);
    }
    if let MoneyPlace::Account(to) = place(values.get("to"))
        && let Some((row, balance)) = named(to)
    {
        said(&row.name, balance.balance, balance.balance.plus(amount));
    }
    facts
}

/// Opens the form that counts an account.
pub fn count(row: &Account, balance: Balance, ctx: &Ctx) -> Effect {
    let id = row.id;
    if row.method.is_held() {
        let account = row.name.clone();
        let told = Message::new("form-count-held").text("account", account);
        return Effect::warn(told);
    }
    let now = ctx.words.rupiah(balance.balance);
    let form = Form::new("form-count")
        .titled(Message::new("form-count").text("account", row.name.as_str()))
        .field(Field::text("found", "form-count-found").money().required())
        .field(Field::text("why", "form-count-why"))
        .panel(move |values, _, ctx| {
            let mut facts = vec![Fact::new(ctx.word("account-balance"), now.clone())];
            if let Some(found) = values
                .optional("found")
                .and_then(|it| parse::money(it).ok())
                && let Ok(difference) = found.minus(balance.balance)
            {
                let difference = ctx.words.rupiah(difference);
                facts.push(Fact::new(ctx.word("form-count-difference"), difference));
            }
            Ok(facts)
        })
        .submit(move |values, _, _| {
            let found = values.read("found", parse::money)?;
            let why = values.get("why").to_owned();
            Ok(Effect::deed(move |book, now| {
                book.count_account(id, found, &why, now)
            }))
        });
    Effect::open(form)
}

/// Opens the form that says what an account began with.
pub fn opening(row: &Account, ctx: &Ctx) -> Effect {
    let id = row.id;
    let zone = ctx.zone;
    let day = match row.opening_at {
        Some(at) => ctx.words.date(at.date(zone)),
        None => String::new(),
    };
    let form = Form::new("form-opening")
        .titled(Message::new("form-opening").text("account", row.name.as_str()))
        .field(
            Field::text("opening", "form-opening-amount")
                .money()
                .value(match row.opening {
                    Rupiah::ZERO => String::new(),
                    amount => ctx.words.rupiah(amount),
                })
                .required(),
        )
        .field(
            Field::text("day", "form-opening-day")
                .value(day)
                .hint("form-opening-day-hint"),
        )
        .submit(move |values, _, ctx| {
            let amount = values.read("opening", parse::money)?;
            let day = values.read_optional("day", |text| parse::past(text, ctx))?;
            let day = day.unwrap_or(ctx.now).date(zone);
            Ok(Effect::deed(move |book, now| {
                book.set_opening(id, amount, day, now)
            }))
        });
    Effect::open(form)
}

/// Opens the form for an expense, of the PO that is worked on.
pub fn expense(from: Option<AccountId>, book: &Book, ctx: &Ctx) -> Outcome {
    let mut accounts: Vec<(String, String)> = book
        .accounts()?
        .into_iter()
        .filter(|account| !account.archived && !account.method.is_held())
        .map(|account| (account.id.raw().to_string(), account.name))
        .collect();
    if accounts.is_empty() {
        return Ok(Effect::warn(Message::new("form-expense-no-account")));
    }
    if let Some(from) = from {
        accounts = first(accounts, &from.raw().to_string());
    }
    let categories = ExpenseCategory::ALL
        .iter()
        .map(|category| (category.code().to_owned(), ctx.word(category.key())))
        .collect();
    let form = Form::new("form-expense")
        .field(
            Field::text("amount", "form-expense-amount")
                .money()
                .required(),
        )
        .field(Field::choice("category", "expense-category", categories))
        .field(Field::choice("account", "form-expense-account", accounts))
        .field(Field::choice("period", "expense-po", periods(book, ctx)?))
        .field(Field::text("note", "field-note"))
        .submit(|values, _, _| {
            let account = values.get("account").parse().map(AccountId::new);
            let category = values.get("category").parse();
            let (Ok(account), Ok(category)) = (account, category) else {
                return Err(InputError::form(Message::new("form-expense-no-account")));
            };
            let new = NewExpense {
                amount: values.read("amount", parse::money)?,
                account,
                category,
                period: values.get("period").parse().ok().map(PeriodId::new),
                supplier: None,
                note: values.get("note").to_owned(),
                at: None,
            };
            Ok(Effect::deed(move |book, now| book.add_expense(&new, now)))
        });
    Ok(Effect::open(form))
}

/// The POs an expense can be for, the one that is worked on first; then none.
fn periods(book: &Book, ctx: &Ctx) -> Result<Vec<(String, String)>, BookError> {
    let none = (NONE.to_owned(), ctx.word("form-expense-no-po"));
    let mut options = vec![none];
    for period in book.periods()? {
        let label = format!("{} {}", period.code, period.name);
        options.push((period.id.raw().to_string(), label));
    }
    Ok(match ctx.period {
        Some(id) => first(options, &id.raw().to_string()),
        None => options,
    })
}
