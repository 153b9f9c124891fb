//! Hands orders over to who fetches them (rule 46): with what is left paid on the spot, or after asking.

use super::parse::money;
use super::payment::{bill_now, positive};
use super::payment_ways::{way, ways};
use super::{Field, Form, InputError, ship};
use crate::book::{Book, BookError, PickupPayment};
use crate::domain::id::OrderId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::OrderRow;
use crate::domain::payment::{Method, PaymentStatus};
use crate::tasks::rows::payment;
use crate::tui::command::Command;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::layers::{Choice, Picker, Question};
use crate::tui::widgets::facts::Fact;
use crate::tui::widgets::status;

/// Hands orders over, what is left of their bills paid in cash: one deed, and no form where nothing is
/// doubtful. Where something is, one order is asked about, and several are refused.
pub fn pick_up(orders: &[&OrderRow], book: &Book, ctx: &Ctx) -> Outcome {
    let doubtful = orders.iter().find_map(|row| Some((row, doubt(row)?)));
    match (orders, doubtful) {
        ([], _) => return Ok(Effect::None),
        ([only], Some(_)) => return pick_up_asking(only.id, book, ctx),
        (_, Some((row, why))) => {
            return Ok(Effect::warn(
                Message::new("pick-up-doubtful")
                    .text("order", row.code.as_str())
                    .with("customer", row.customer_arg())
                    .word("why", why)
                    .text("key", Command::PickUpAsk.key()),
            ));
        }
        (_, None) => {}
    }
    let rests = orders.iter().map(|row| row.rest());
    let owed = Rupiah::sum(rests.clone())?;
    let (method, account) = cash(book)?;
    let pay = (owed > Rupiah::ZERO).then_some(PickupPayment {
        amount: None,
        method,
        account,
    });
    if let [only] = orders {
        let id = only.id;
        return Ok(Effect::deed(move |book, now| {
            book.pick_up(id, pay, None, now)
        }));
    }
    let ids: Vec<OrderId> = orders.iter().map(|row| row.id).collect();
    let deed = Effect::deed(move |book, now| book.pick_up_each(&ids, pay, None, now));
    if pay.is_none() {
        return Ok(deed);
    }
    // Money of several people at once is rarely meant.
    let question = Message::new("pick-up-question")
        .count("orders", orders.len())
        .count("owing", rests.filter(|rest| *rest > Rupiah::ZERO).count())
        .money("amount", owed);
    Ok(Effect::open(Question::new(
        "pick-up-question-title",
        question,
        deed,
    )))
}

/// Asks before the next order of a list is handed over right after another: the key may have been struck
/// twice.
pub fn ask_again(row: &OrderRow, handed: Effect) -> Effect {
    let Effect::Do(_) = handed else {
        return handed;
    };
    let question = Message::new("pick-up-next")
        .text("order", row.code.as_str())
        .with("customer", row.customer_arg())
        .money("amount", row.rest().max(Rupiah::ZERO));
    Effect::open(Question::new("pick-up-next-title", question, handed))
}

/// Why it isn't sure that the rest of a bill is paid in cash when the order is fetched; the key of a word.
fn doubt(row: &OrderRow) -> Option<&'static str> {
    if row.bill.status() == PaymentStatus::AwaitingBill {
        Some("payment-awaiting-bill")
    } else if row.rest() <= Rupiah::ZERO {
        None
    } else if row.claimed {
        Some("screen-pay-claimed")
    } else if row.terms.due_at.is_some() {
        Some("orders-mark-kasbon")
    } else {
        None
    }
}

/// The account for cash, if there is one.
fn cash(book: &Book) -> Result<(Method, Option<crate::domain::id::AccountId>), BookError> {
    let usual = book.usual_way(false)?;
    if let Some((Method::Cash, Some(account))) = usual {
        return Ok((Method::Cash, Some(account)));
    }
    let mut accounts = book.accounts()?.into_iter();
    let till = accounts.find(|account| !account.archived && account.method == Method::Cash);
    Ok((Method::Cash, till.map(|till| till.id)))
}

/// Opens the form that hands an order over: what is paid and how, and why it leaves when that isn't all. An
/// order with nothing left to pay is handed over at once.
pub fn pick_up_asking(id: OrderId, book: &Book, ctx: &Ctx) -> Outcome {
    let row = book.order_row(id, ctx.now)?;
    if row.is_settled() {
        return Ok(Effect::deed(move |book, now| {
            book.pick_up(id, None, None, now)
        }));
    }
    // Read once: the default must not change under the eyes when another desk records a payment.
    let usual = ways(false, book, ctx)?;
    let make = move |book: &Book, ctx: &Ctx| {
        let row = book.order_row(id, ctx.now)?;
        let rest = row.rest();
        let title = Message::new("form-pick-up")
            .text("order", row.code.as_str())
            .with("customer", row.customer_arg());
        let mut amount = Field::text("amount", "form-pick-up-pays")
            .hint("form-pick-up-hint")
            .in_thousands(|_| true)
            .check(|text, _| positive(text).map(drop));
        if rest > Rupiah::ZERO && row.terms.due_at.is_none() {
            amount = amount.value(rest.to_string());
        }
        let why = Field::text("why", "field-reason").hint("form-unsettled-hint");
        let form = Form::new("form-pick-up")
            .titled(title)
            .state(Some(bill_now(&row)))
            .field(amount)
            .field(Field::choice("way", "form-pay-way", usual.clone()))
            .field(why)
            .panel(move |values, _, ctx| {
                let mut facts = vec![
                    Fact::new(ctx.word("form-pay-total"), ctx.words.rupiah(row.bill.total)),
                    Fact::new(ctx.word("form-pay-paid"), ctx.words.rupiah(row.bill.paid)),
                    status::rest(&row.bill, &ctx.words),
                ];
                if let Some(doubt) = doubt(&row) {
                    facts.push(Fact::warning(&ctx.word(doubt)));
                }
                let pays = values.read_or_default("amount", money);
                let short = row.rest().minus(pays).unwrap_or_default();
                if short > Rupiah::ZERO && row.terms.due_at.is_none() {
                    let short = Message::new("form-pick-up-short").money("amount", short);
                    facts.push(Fact::warning(&ctx.say(&short)));
                }
                Ok(facts)
            })
            .submit(move |values, _, _| {
                let amount = values.read_optional("amount", positive)?;
                let (method, account) = way(values.get("way"));
                let pay = amount.map(|amount| PickupPayment {
                    amount: Some(amount),
                    method,
                    account,
                });
                if let Some(amount) = amount.filter(|amount| *amount > rest) {
                    let why = Message::new("form-pick-up-too-much")
                        .money("amount", amount)
                        .money("rest", rest);
                    return Err(InputError::field("amount", why));
                }
                let why = values.optional("why").map(str::to_owned);
                Ok(Effect::deed(move |book, now| {
                    book.pick_up(id, pay, why.as_deref(), now)
                }))
            });
        Ok(form)
    };
    Form::edit(make, book, ctx)
}

/// The ways in which one order can be handed over.
#[derive(Debug, Clone, Copy)]
enum Leaves {
    Fetched,
    FetchedAsking,
    Shipped,
}

/// Lets choose how an order is handed over.
pub fn choose(row: &OrderRow, book: &Book, ctx: &Ctx) -> Outcome {
    let row = row.clone();
    let (method, _) = cash(book)?;
    let fetched = match row.rest() {
        rest if rest > Rupiah::ZERO => Message::new("hand-over-settling")
            .money("amount", rest)
            .text("way", payment::way(method, None, &ctx.words)),
        _ => Message::new("hand-over-fetched"),
    };
    let mut ways = vec![
        (Leaves::Fetched, fetched),
        (Leaves::FetchedAsking, Message::new("hand-over-asking")),
        (Leaves::Shipped, Message::new("hand-over-shipped")),
    ];
    // One of them would be the same as another.
    if row.is_settled() {
        ways.remove(1);
    } else if doubt(&row).is_some() {
        ways.remove(0);
    }
    let choices = ways.into_iter().map(|(way, label)| Choice {
        label: ctx.say(&label),
        note: String::new(),
        value: way,
    });
    let title = Message::new("hand-over-title")
        .text("order", row.code.as_str())
        .with("customer", row.customer_arg());
    let picker = Picker::new("hand-over-title", choices.collect(), move |way, _| {
        let (way, row) = (*way, row.clone());
        Effect::read(move |book, ctx| match way {
            Leaves::Fetched => pick_up(&[&row], book, ctx),
            Leaves::FetchedAsking => pick_up_asking(row.id, book, ctx),
            Leaves::Shipped => ship::open(&[row.id], book, ctx),
        })
    });
    Ok(Effect::open(picker.titled(title)))
}
