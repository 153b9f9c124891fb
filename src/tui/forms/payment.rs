//! A payment on one order (rules 27–30).

use super::differences;
use super::field::{Candidate, Field, InputError, Values};
use super::form::Form;
use super::open_bills::{self, about_bills};
use super::parse::{money, past};
use super::payment_over;
use super::payment_save::{ask_much, save};
use super::payment_void::live;
use super::payment_ways::{way, ways};
use crate::book::{Book, BookError, Movement, NewPayment};
use crate::domain::agreed::Wearer;
use crate::domain::id::OrderId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::{Order, OrderRow};
use crate::domain::payment::Bill;
use crate::domain::refusal::Refusal;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::theme::Role;
use crate::tui::widgets::facts::Fact;
use crate::tui::widgets::status;

/// The payment way that uses the customer's credit instead of new money.
const CREDIT: &str = "credit";

/// Opens the form of a payment on an order; `amount`, or the amount the payer announced, is filled
/// in.
pub fn for_order(order: OrderId, amount: Option<Rupiah>, book: &Book, ctx: &Ctx) -> Outcome {
    let claim = live(book.payments_of(order)?).find(|payment| payment.claimed);
    let amount = amount.or(claim.map(|claim| claim.amount));
    // Read once: the default must not change under the eyes when another desk records a payment.
    let usual = ways(false, book, ctx)?;
    let make = move |book: &Book, ctx: &Ctx| {
        let Order { row, wearers, .. } = book.order(order, ctx.now)?;
        let bill = row.bill;
        let customer = row.customer;
        let credit = book.credit(customer)?;
        let mut ways = usual.clone();
        if credit > Rupiah::ZERO {
            let label = Message::new("form-pay-credit").money("amount", credit);
            ways.push((CREDIT.to_owned(), ctx.say(&label)));
        }
        let wearers = match wearers {
            wearers if wearers.iter().any(|one| one.rest() > Rupiah::ZERO) => wearers,
            _ => Vec::new(),
        };
        let named = wearers.clone();
        Ok(order_fields(&row, amount, ways, wearers, ctx)
            .state(Some(bill_now(&row)))
            .panel({
                let (row, wearers) = (row.clone(), named.clone());
                move |values, book, ctx| {
                    bill_facts(&row, chosen(&wearers, values), credit, values, book, ctx)
                }
            })
            .submit(move |values, book, ctx| {
                let one = chosen(&named, values);
                let amount = values.read("amount", |text| read_for(text, one, &bill))?;
                if values.get("way") == CREDIT {
                    if one.is_some() {
                        let why = Message::new("form-pay-credit-for-all");
                        return Err(InputError::field("for-whom", why));
                    }
                    return Ok(Effect::deed(move |book, now| {
                        book.allocate_credit(order, Some(amount), now)
                    }));
                }
                let mut movement = movement(values, amount, ctx)?;
                movement.claimed = values.yes("state");
                if movement.claimed {
                    // It is on no bill yet.
                    movement.for_whom.clear();
                }
                let others = payment_over::others(&row, &movement, book, ctx)?;
                let owed = Rupiah::sum([&row].into_iter().chain(&others).map(open_bills::rest));
                let saving = if others.is_empty() {
                    let new = NewPayment::ForOrder(order, movement);
                    let after = differences::show_small_difference(order, bill.paid);
                    save(new, customer, after, book, ctx)?
                } else {
                    payment_over::ask(&row, movement, &others, ctx)
                };
                Ok(ask_much(amount, owed.unwrap_or_default(), saving))
            }))
    };
    Form::edit(make, book, ctx)
}

/// The one who is chosen in the form; `None` for the whole order.
fn chosen<'a>(wearers: &'a [Wearer], values: &Values) -> Option<&'a Wearer> {
    let name = values.get("for-whom");
    wearers.iter().find(|one| one.name == name)
}

/// Parses an amount; nothing and words for the rest mean what is left of the chosen one's part.
fn read_for(text: &str, one: Option<&Wearer>, bill: &Bill) -> Result<Rupiah, Message> {
    match one {
        Some(one) if text.trim().is_empty() || is_rest(text) => Some(one.rest())
            .filter(|rest| *rest > Rupiah::ZERO)
            .ok_or_else(|| Message::new("form-pay-nothing-missing")),
        _ => read(text, bill),
    }
}

/// Whether a word means all that is still unpaid.
fn is_rest(text: &str) -> bool {
    matches!(
        text.trim().to_ascii_lowercase().as_str(),
        "lunas" | "sisa" | "rest" | "all"
    )
}

/// What a bill comes to. When another desk records a payment of it meanwhile, that is told before
/// one more is recorded.
pub(super) fn bill_now(row: &OrderRow) -> Message {
    Message::new("form-pay-bill-now")
        .text("order", row.code.as_str())
        .money("total", row.bill.total)
        .money("paid", row.bill.paid)
}

fn order_fields(
    row: &OrderRow,
    amount: Option<Rupiah>,
    ways: Vec<(String, String)>,
    wearers: Vec<Wearer>,
    ctx: &Ctx,
) -> Form {
    let bill = row.bill;
    let title = Message::new("form-pay-title")
        .text("order", &row.code)
        .with("customer", row.customer_arg());
    let mut form = Form::new("form-pay-title").titled(title);
    if !wearers.is_empty() {
        // One of those the order is for may pay alone (rule 74).
        let all = (String::new(), ctx.word("form-pay-for-all"));
        let named = wearers
            .iter()
            .map(|one| (one.name.clone(), ctx.say(&one.message())));
        let choices = std::iter::once(all).chain(named).collect();
        form = form.field(Field::choice("for-whom", "form-pay-for", choices));
    }
    form.field(
        amount_of(amount, !wearers.is_empty())
            .check(move |text, _| read(text, &bill).map(drop))
            .suggest(move |text, _, _, ctx| Ok(proposals(text, &bill, ctx))),
    )
    .field(Field::choice("way", "form-pay-way", ways))
    .field(
        Field::either(
            "state",
            "form-pay-state",
            ["form-pay-arrived", "form-pay-claimed"],
            false,
            ctx,
        )
        .more(),
    )
    .field(Field::text("payer", "field-payer").more())
    .field(at_field().more())
    .field(Field::text("reference", "field-reference").more())
    .focus("amount")
}

/// The amount; where one may pay alone, it may be left out.
fn amount_of(amount: Option<Rupiah>, for_one: bool) -> Field {
    match for_one {
        true => optional_amount(amount).hint("form-pay-for-hint"),
        false => amount_field(amount).hint("form-pay-amount-hint"),
    }
}

pub(super) fn amount_field(amount: Option<Rupiah>) -> Field {
    optional_amount(amount).required()
}

fn optional_amount(amount: Option<Rupiah>) -> Field {
    let field = Field::text("amount", "field-amount").in_thousands(|_| true);
    match amount {
        Some(amount) => field.value(amount.to_string()),
        None => field,
    }
}

pub(super) fn at_field() -> Field {
    Field::text("at", "form-pay-at")
        .hint("form-pay-at-hint")
        .check(|text, ctx| past(text, ctx).map(drop))
}

/// Parses an amount, or a word for the unpaid rest or the unpaid down payment.
fn read(text: &str, bill: &Bill) -> Result<Rupiah, Message> {
    let missing = match text.trim().to_ascii_lowercase().as_str() {
        word if is_rest(word) => bill.balance(),
        "dp" => bill.down_payment_asked().minus(bill.paid),
        _ => return positive(text),
    };
    missing
        .ok()
        .filter(|missing| *missing > Rupiah::ZERO)
        .ok_or_else(|| Message::new("form-pay-nothing-missing"))
}

/// Parses an amount, which must be more than zero.
pub(super) fn positive(text: &str) -> Result<Rupiah, Message> {
    let field = "field-amount";
    let amount = money(text)?;
    match amount > Rupiah::ZERO {
        true => Ok(amount),
        false => Err(Refusal::NotPositive { field }.message()),
    }
}

/// Proposes the usual amounts while nothing is typed.
fn proposals(text: &str, bill: &Bill, ctx: &Ctx) -> Vec<Candidate> {
    if !text.trim().is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Candidate> = Vec::new();
    for (word, key) in [("lunas", "form-pay-all"), ("dp", "form-pay-down-payment")] {
        if let Ok(amount) = read(word, bill)
            && found.iter().all(|other| other.text != amount.to_string())
        {
            found.push(Candidate {
                text: amount.to_string(),
                label: ctx.words.rupiah(amount),
                note: ctx.word(key),
                ..Candidate::default()
            });
        }
    }
    found
}

pub(super) fn movement(values: &Values, amount: Rupiah, ctx: &Ctx) -> Result<Movement, InputError> {
    let (method, account) = way(values.get("way"));
    Ok(Movement {
        amount,
        method,
        account,
        at: values.read_optional("at", |text| past(text, ctx))?,
        payer: values.get("payer").to_owned(),
        reference: values.get("reference").to_owned(),
        refund: false,
        claimed: false,
        for_whom: values.get("for-whom").to_owned(),
    })
}

/// The bill before and after what will be saved. Nothing is promised of what would be refused.
fn bill_facts(
    row: &OrderRow,
    one: Option<&Wearer>,
    credit: Rupiah,
    values: &Values,
    book: &Book,
    ctx: &Ctx,
) -> Result<Vec<Fact>, BookError> {
    let bill = &row.bill;
    let fact = |key, amount| Fact::new(ctx.word(key), ctx.words.rupiah(amount));
    let mut facts = vec![
        fact("form-pay-total", bill.total),
        fact("form-pay-paid", bill.paid),
    ];
    if bill.down_payment_asked() > Rupiah::ZERO && bill.down_payment_asked() < bill.total {
        facts.push(fact("form-pay-down-payment", bill.down_payment_asked()));
    }
    facts.push(status::rest(bill, &ctx.words));
    if row.claimed {
        facts.push(Fact::line(ctx.word("screen-pay-claimed"), Role::Warn));
    }
    let is_credit = values.get("way") == CREDIT;
    if let Ok(amount) = read_for(values.get("amount"), one, bill)
        && !(is_credit && amount > credit)
        && let Ok(paid) = bill.paid.plus(amount)
    {
        let claimed = !is_credit && values.yes("state");
        let after = Bill {
            paid: if claimed { bill.paid } else { paid },
            ..*bill
        };
        let mut becomes = status::payment(&after, &ctx.words);
        becomes.text = format!("→ {}", becomes.text);
        facts.push(Fact::new(ctx.words.rupiah(amount), becomes));
        if is_credit {
            return Ok(facts);
        }
        let movement = Movement {
            amount,
            claimed,
            for_whom: one.map_or(String::new(), |one| one.name.clone()),
            ..Movement::default()
        };
        let others = payment_over::others(row, &movement, book, ctx)?;
        if !others.is_empty() {
            let told = about_bills("form-pay-other-bills", &others);
            facts.push(Fact::warning(&ctx.say(&told)));
        }
    }
    Ok(facts)
}
