//! Payments: for one order, from a customer over several orders, refunds, and the reversal of a
//! payment recorded by mistake (rules 27–32).

use std::rc::Rc;

use super::differences;
use super::field::{Candidate, Field, InputError, Values};
use super::form::Form;
use super::parse::{money, past};
use super::payment_ways::{way, ways};
use crate::book::{Book, BookError, CustomerRef, Movement, NewPayment, OrderFilter};
use crate::domain::id::{CustomerId, OrderId};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::OrderRow;
use crate::domain::payment::{Bill, Payment};
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::layers::{Choice, Picker, Question};
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
    let make = move |book: &Book, ctx: &Ctx| {
        let row = book.order_row(order, ctx.now)?;
        let bill = row.bill;
        let customer = row.customer;
        Ok(order_fields(&row, amount, book, ctx)?
            .state(Some(bill_now(&row)))
            .panel(move |values, _, ctx| Ok(bill_facts(&row, values, ctx)))
            .submit(move |values, book, ctx| {
                let amount = values.read("amount", |text| read(text, &bill))?;
                if values.get("way") == CREDIT {
                    return Ok(Effect::deed(move |book, now| {
                        book.allocate_credit(order, Some(amount), now)
                    }));
                }
                let mut movement = movement(values, amount, ctx)?;
                movement.claimed = values.get("state") == "form-pay-claimed";
                let new = NewPayment::ForOrder(order, movement);
                let after = differences::show_small_difference(order, bill.paid);
                save(new, customer, after, book, ctx)
            }))
    };
    Form::edit(make, book, ctx)
}

/// What a bill comes to. When another desk records a payment of it meanwhile, that is told before
/// one more is recorded.
fn bill_now(row: &OrderRow) -> Message {
    Message::new("form-pay-bill-now")
        .text("order", row.code.as_str())
        .money("total", row.bill.total)
        .money("paid", row.bill.paid)
}

fn order_fields(
    row: &OrderRow,
    amount: Option<Rupiah>,
    book: &Book,
    ctx: &Ctx,
) -> Result<Form, BookError> {
    let bill = row.bill;
    let credit = book.credit(row.customer)?;
    let mut ways = ways(book, ctx)?;
    if credit > Rupiah::ZERO {
        let label = Message::new("form-pay-credit").money("amount", credit);
        ways.push((CREDIT.to_owned(), ctx.say(&label)));
    }
    let title = Message::new("form-pay-title")
        .text("order", &row.code)
        .text("customer", &row.customer_name);
    Ok(Form::new("form-pay-title")
        .titled(title)
        .field(
            amount_field(amount)
                .hint("form-pay-amount-hint")
                .check(move |text, _| read(text, &bill).map(drop))
                .suggest(move |text, _, _, ctx| Ok(proposals(text, &bill, ctx))),
        )
        .field(Field::choice("way", "form-pay-way", ways))
        .field(
            Field::choice(
                "state",
                "form-pay-state",
                ["form-pay-arrived", "form-pay-claimed"]
                    .map(|key| (key.to_owned(), ctx.word(key)))
                    .into(),
            )
            .more(),
        )
        .field(Field::text("payer", "field-payer").more())
        .field(at_field())
        .field(Field::text("reference", "field-reference").more()))
}

/// Opens the form of a payment from a customer. It is spread over the open orders, the oldest
/// first; the rest becomes credit (rule 28).
pub fn from_customer(
    customer: CustomerId,
    amount: Option<Rupiah>,
    book: &Book,
    ctx: &Ctx,
) -> Outcome {
    let filter = OrderFilter {
        customers: Some(vec![customer]),
        open: true,
        ..OrderFilter::default()
    };
    let mut rows = Vec::new();
    book.each_order(&filter, None, ctx.now, |row| {
        if row.bill.balance().is_ok_and(|rest| rest > Rupiah::ZERO) {
            rows.push(row);
        }
        rows.len() < 200
    })?;
    rows.reverse();
    // Most customers owe for a single order: use the simpler form.
    if let [row] = rows.as_slice() {
        return for_order(row.id, amount, book, ctx);
    }
    let rows = Rc::new(rows);
    let title =
        Message::new("form-pay-customer-title").text("customer", book.customer(customer)?.name);
    let shown = Rc::clone(&rows);
    let form = Form::new("form-pay-customer-title")
        .titled(title)
        .field(
            amount_field(amount)
                .hint("form-pay-customer-hint")
                .check(|text, _| money(text).map(drop)),
        )
        .field(Field::choice("way", "form-pay-way", ways(book, ctx)?))
        .field(
            Field::text("parts", "form-pay-parts")
                .hint("form-pay-parts-hint")
                .more(),
        )
        .field(Field::text("payer", "field-payer").more())
        .field(at_field())
        .field(Field::text("reference", "field-reference").more())
        .panel(move |values, _, ctx| Ok(split_facts(&shown, values, ctx)))
        .submit(move |values, book, ctx| {
            let amount = values.read("amount", money)?;
            let parts = values.read("parts", |text| split(amount, &rows, text))?;
            let new = NewPayment::FromCustomer {
                customer: CustomerRef::Known(customer),
                movement: movement(values, amount, ctx)?,
                parts: parts.iter().map(|(row, part)| (row.id, *part)).collect(),
            };
            save(new, customer, Effect::None, book, ctx)
        });
    Ok(Effect::open(form))
}

/// Opens the form of a refund on an order (rule 32); the overpaid amount is filled in.
pub fn refund(order: OrderId, book: &Book, ctx: &Ctx) -> Outcome {
    let row = book.order_row(order, ctx.now)?;
    if row.bill.paid <= Rupiah::ZERO {
        let nothing = Message::new("form-refund-nothing").text("order", &row.code);
        return Ok(Effect::warn(nothing));
    }
    let surplus = row.bill.balance().ok().map(Rupiah::negated);
    let surplus = surplus.filter(|surplus| *surplus > Rupiah::ZERO);
    let make = move |book: &Book, ctx: &Ctx| {
        let row = book.order_row(order, ctx.now)?;
        let title = Message::new("form-refund-title")
            .text("order", &row.code)
            .text("customer", &row.customer_name);
        let form = refund_fields(Form::new("form-refund-title"), surplus, book, ctx)?;
        Ok(form
            .titled(title)
            .state(Some(bill_now(&row)))
            .panel(move |_, _, ctx| {
                Ok(vec![
                    Fact::new(ctx.word("form-pay-total"), ctx.words.rupiah(row.bill.total)),
                    Fact::new(ctx.word("form-pay-paid"), ctx.words.rupiah(row.bill.paid)),
                    Fact::new(String::new(), status::payment(&row.bill, &ctx.words)),
                ])
            })
            .submit(move |values, _, ctx| {
                let amount = values.read("amount", money)?;
                let movement = Movement {
                    refund: true,
                    ..movement(values, amount, ctx)?
                };
                let new = NewPayment::ForOrder(order, movement);
                Ok(Effect::deed(move |book, now| {
                    book.record_payment(&new, now)
                }))
            }))
    };
    Form::edit(make, book, ctx)
}

fn refund_fields(
    form: Form,
    amount: Option<Rupiah>,
    book: &Book,
    ctx: &Ctx,
) -> Result<Form, BookError> {
    Ok(form
        .field(amount_field(amount).check(|text, _| money(text).map(drop)))
        .field(Field::choice("way", "form-refund-way", ways(book, ctx)?))
        .field(Field::text("payer", "form-refund-payee").more())
        .field(at_field())
        .field(Field::text("reference", "field-reference").more()))
}

/// Opens the form that refunds a customer's credit.
pub fn refund_credit(customer: CustomerId, book: &Book, ctx: &Ctx) -> Outcome {
    let credit = book.credit(customer)?;
    let name = book.customer(customer)?.name;
    if credit <= Rupiah::ZERO {
        let nothing = Message::new("form-refund-no-credit").text("customer", name);
        return Ok(Effect::warn(nothing));
    }
    let form = Form::new("form-refund-credit-title")
        .titled(Message::new("form-refund-credit-title").text("customer", name));
    let form = refund_fields(form, Some(credit), book, ctx)?.submit(move |values, _, ctx| {
        let amount = values.read("amount", money)?;
        let new = NewPayment::FromCustomer {
            customer: CustomerRef::Known(customer),
            movement: Movement {
                refund: true,
                ..movement(values, amount, ctx)?
            },
            parts: Vec::new(),
        };
        Ok(Effect::deed(move |book, now| {
            book.record_payment(&new, now)
        }))
    });
    Ok(Effect::open(form))
}

/// Reverses a payment after a question (rule 27).
pub fn void(payment: &Payment) -> Effect {
    if payment.voided || payment.reverses.is_some() {
        return Effect::warn(Message::new("form-void-already"));
    }
    let id = payment.id;
    let question = Message::new("form-void-question")
        .money("amount", payment.amount.max(payment.amount.negated()))
        .moment("at", payment.at)
        .text(
            "customer",
            payment.customer_name.clone().unwrap_or_default(),
        );
    let deed = Effect::deed(move |book, now| book.void_payment(id, now));
    Effect::open(Question::new("form-void-title", question, deed))
}

/// Reverses one of these payments; asks which when there are several.
pub fn void_one_of(payments: Vec<Payment>, ctx: &Ctx) -> Effect {
    let mut payments: Vec<Payment> = live(payments).collect();
    payments.reverse();
    match payments.as_slice() {
        [] => Effect::warn(Message::new("form-void-none")),
        [only] => void(only),
        several => {
            let choices = several
                .iter()
                .map(|payment| Choice {
                    label: format!(
                        "{} · {}",
                        ctx.words.rupiah(payment.amount),
                        ctx.word(payment.method.key())
                    ),
                    note: ctx.words.moment(payment.at),
                    value: payment.clone(),
                })
                .collect();
            Effect::open(Picker::new("form-void-which", choices, |payment, _| {
                void(payment)
            }))
        }
    }
}

/// The payments that are neither reversed nor reversals.
fn live(payments: Vec<Payment>) -> impl Iterator<Item = Payment> {
    payments
        .into_iter()
        .filter(|payment| !payment.voided && payment.reverses.is_none())
}

fn amount_field(amount: Option<Rupiah>) -> Field {
    let field = Field::text("amount", "field-amount").required();
    match amount {
        Some(amount) => field.value(amount.to_string()),
        None => field,
    }
}

fn at_field() -> Field {
    Field::text("at", "form-pay-at")
        .hint("form-pay-at-hint")
        .check(|text, ctx| past(text, ctx).map(drop))
        .more()
}

/// Parses an amount, or a word for the unpaid rest or the unpaid down payment.
fn read(text: &str, bill: &Bill) -> Result<Rupiah, Message> {
    let missing = match text.trim().to_ascii_lowercase().as_str() {
        "lunas" | "sisa" | "rest" | "all" => bill.balance(),
        "dp" => bill.down_payment_asked().minus(bill.paid),
        _ => return money(text),
    };
    missing
        .ok()
        .filter(|missing| *missing > Rupiah::ZERO)
        .ok_or_else(|| Message::new("form-pay-nothing-missing"))
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
                value: None,
            });
        }
    }
    found
}

fn movement(values: &Values, amount: Rupiah, ctx: &Ctx) -> Result<Movement, InputError> {
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
    })
}

/// Records the payment, then runs `after`. Asks first when the book seems to have the same payment
/// already (rule 30).
fn save(
    new: NewPayment,
    customer: CustomerId,
    after: Effect,
    book: &Book,
    ctx: &Ctx,
) -> Result<Effect, InputError> {
    let (NewPayment::ForOrder(_, movement) | NewPayment::FromCustomer { movement, .. }) = &new;
    let at = movement.at.unwrap_or(ctx.now);
    let same = book.similar_payments(movement.amount, at, Some(customer), &movement.payer)?;
    let question = same.first().map(|payment| {
        Message::new("form-pay-twice")
            .money("amount", payment.amount)
            .moment("at", payment.at)
            .text(
                "customer",
                payment.customer_name.clone().unwrap_or_default(),
            )
    });
    let deed = Effect::deed_then(move |book, now| book.record_payment(&new, now), |_| after);
    Ok(match question {
        Some(question) => Effect::open(Question::new("form-pay-twice-title", question, deed)),
        None => deed,
    })
}

/// The bill before and after the typed amount.
fn bill_facts(row: &OrderRow, values: &Values, ctx: &Ctx) -> Vec<Fact> {
    let bill = &row.bill;
    let fact = |key, amount| Fact::new(ctx.word(key), ctx.words.rupiah(amount));
    let mut facts = vec![
        fact("form-pay-total", bill.total),
        fact("form-pay-paid", bill.paid),
    ];
    if bill.down_payment_asked() > Rupiah::ZERO && bill.down_payment_asked() < bill.total {
        facts.push(fact("form-pay-down-payment", bill.down_payment_asked()));
    }
    facts.push(Fact::new(String::new(), status::balance(bill, &ctx.words)));
    if row.claimed {
        facts.push(Fact::line(ctx.word("screen-pay-claimed"), Role::Warn));
    }
    if let Ok(amount) = read(values.get("amount"), bill)
        && let Ok(paid) = bill.paid.plus(amount)
    {
        let claimed = values.get("state") == "form-pay-claimed";
        let after = Bill {
            paid: if claimed { bill.paid } else { paid },
            ..*bill
        };
        let mut becomes = status::payment(&after, &ctx.words);
        becomes.text = format!("→ {}", becomes.text);
        facts.push(Fact::new(ctx.words.rupiah(amount), becomes));
    }
    facts
}

/// Spreads an amount over open orders, the oldest first, or as `typed` says: `NAS3-017 50rb;
/// NAS3-020 25rb`, or `-` for all to credit.
fn split<'a>(
    amount: Rupiah,
    rows: &'a [OrderRow],
    typed: &str,
) -> Result<Vec<(&'a OrderRow, Rupiah)>, Message> {
    let mut parts = Vec::new();
    if typed == "-" {
        return Ok(parts);
    }
    if typed.is_empty() {
        let mut left = amount;
        for row in rows {
            let part = row.bill.balance().unwrap_or_default().min(left);
            if part > Rupiah::ZERO {
                left = left.minus(part).map_err(|error| error.message())?;
                parts.push((row, part));
            }
        }
        return Ok(parts);
    }
    for piece in typed
        .split(';')
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
    {
        let (code, part) = piece
            .rsplit_once([' ', '='])
            .ok_or_else(|| Message::new("form-pay-parts-unreadable").text("text", piece))?;
        let row = rows
            .iter()
            .find(|row| row.code.eq_ignore_ascii_case(code.trim()))
            .ok_or_else(|| Message::new("form-pay-parts-unknown").text("code", code.trim()))?;
        parts.push((row, money(part)?));
    }
    Ok(parts)
}

fn split_facts(rows: &[OrderRow], values: &Values, ctx: &Ctx) -> Vec<Fact> {
    let owed = Rupiah::sum(rows.iter().filter_map(|row| row.bill.balance().ok()));
    let mut facts = vec![Fact::new(
        ctx.word("form-pay-owed"),
        ctx.words.rupiah(owed.unwrap_or_default()),
    )];
    let amount = money(values.get("amount")).unwrap_or_default();
    let parts = split(amount, rows, values.get("parts")).unwrap_or_default();
    for row in rows.iter().take(12) {
        let part = parts.iter().find(|(with, _)| with.id == row.id);
        let rest = ctx.words.rupiah(row.bill.balance().unwrap_or_default());
        let text = match part {
            Some((_, part)) => format!("{rest} ← {}", ctx.words.rupiah(*part)),
            None => rest,
        };
        facts.push(Fact::new(row.code.clone(), text));
    }
    let spread = Rupiah::sum(parts.iter().map(|(_, part)| *part)).unwrap_or_default();
    if let Ok(left) = amount.minus(spread)
        && left > Rupiah::ZERO
    {
        facts.push(Fact::new(ctx.word("form-pay-left"), ctx.words.rupiah(left)));
    }
    facts
}
