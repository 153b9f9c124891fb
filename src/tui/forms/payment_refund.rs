//! Refunds: on an order, or of a customer's credit (rule 32).

use super::field::Field;
use super::form::Form;
use super::open_bills::{about_bills, other_bills};
use super::payment::{amount_field, at_field, bill_now, movement, positive};
use super::payment_ways::ways;
use crate::book::{Book, BookError, CustomerRef, Movement, NewPayment};
use crate::domain::id::{CustomerId, OrderId};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::tui::command::Command;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::theme::Role;
use crate::tui::widgets::facts::Fact;
use crate::tui::widgets::status;

/// Opens the form of a refund on an order (rule 32); the overpaid amount is filled in.
pub fn refund(order: OrderId, book: &Book, ctx: &Ctx) -> Outcome {
    let row = book.order_row(order, ctx.now)?;
    if row.bill.paid <= Rupiah::ZERO {
        let nothing = Message::new("form-refund-nothing").text("order", &row.code);
        return Ok(Effect::warn(nothing));
    }
    let surplus = row.bill.balance().ok().map(Rupiah::negated);
    let surplus = surplus.filter(|surplus| *surplus > Rupiah::ZERO);
    let ways = ways(true, book, ctx)?;
    let make = move |book: &Book, ctx: &Ctx| {
        let row = book.order_row(order, ctx.now)?;
        let title = Message::new("form-refund-title")
            .text("order", &row.code)
            .with("customer", row.customer_arg());
        let form = refund_fields(Form::new("form-refund-title"), surplus, ways.clone());
        Ok(form
            .titled(title)
            .state(Some(bill_now(&row)))
            .panel(move |_, book, ctx| {
                let mut facts = vec![
                    Fact::new(ctx.word("form-pay-total"), ctx.words.rupiah(row.bill.total)),
                    Fact::new(ctx.word("form-pay-paid"), ctx.words.rupiah(row.bill.paid)),
                    Fact::new(String::new(), status::payment(&row.bill, &ctx.words)),
                ];
                facts.extend(owes(row.customer, Some(order), book, ctx)?);
                Ok(facts)
            })
            .submit(move |values, _, ctx| {
                let amount = values.read("amount", positive)?;
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

/// A warning that the customer still owes for other bills, which the money may be meant for.
fn owes(
    customer: CustomerId,
    but: Option<OrderId>,
    book: &Book,
    ctx: &Ctx,
) -> Result<Option<Fact>, BookError> {
    let others = other_bills(customer, but, book, ctx)?;
    Ok((!others.is_empty()).then(|| {
        let told = about_bills("form-refund-owes", &others).text(
            "key",
            match but {
                Some(_) => Command::MoveMoney.key(),
                None => Command::RecordPayment.key(),
            },
        );
        Fact::line(format!("! {}", ctx.say(&told)), Role::Warn)
    }))
}

fn refund_fields(form: Form, amount: Option<Rupiah>, ways: Vec<(String, String)>) -> Form {
    form.field(amount_field(amount).check(|text, _| positive(text).map(drop)))
        .field(Field::choice("way", "form-refund-way", ways))
        .field(Field::text("payer", "form-refund-payee").more())
        .field(at_field().more())
        .field(Field::text("reference", "field-reference").more())
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
    let form = refund_fields(form, Some(credit), ways(true, book, ctx)?);
    let form = form.panel(move |_, book, ctx| Ok(Vec::from_iter(owes(customer, None, book, ctx)?)));
    let form = form.submit(move |values, _, ctx| {
        let amount = values.read("amount", positive)?;
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
