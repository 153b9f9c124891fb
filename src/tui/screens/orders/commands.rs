//! What can be done with one order, in the list and on its own page.

use crate::book::{Book, OrderFilter};
use crate::domain::id::OrderId;
use crate::domain::message::Message;
use crate::domain::order::{OrderRow, OrderStatus};
use crate::tasks::customer_texts::order_summary;
use crate::tui::command::Command;
use crate::tui::effect::{Ctx, Destination, Effect, Outcome};
use crate::tui::forms::export::Export;
use crate::tui::forms::{
    approve, cancel, charge, claim, differences, hand_over, holding, move_order, order_edit,
    payment_void, postpone, print,
};
use crate::tui::theme::Role;

/// What can be done with one order, in the list and on its own page.
pub(super) fn run(command: Command, row: &OrderRow, book: &Book, ctx: &Ctx) -> Outcome {
    Ok(match command {
        Command::Open => Effect::Show(Destination::Order(row.id)),
        Command::OpenCustomer => Effect::Show(Destination::Customer(row.customer)),
        Command::RecordPayment => Effect::Show(Destination::Payment(row.id)),
        Command::Refund => Effect::Show(Destination::Refund(row.id)),
        Command::RoundOrder => differences::round(row.id),
        Command::MoveMoney => differences::move_money(row.id, book, ctx)?,
        Command::VoidPayment => payment_void::void_one_of(book.payments_of(row.id)?, ctx),
        Command::Copy => {
            let text = order_summary(&book.order(row.id, ctx.now)?, &ctx.words);
            let what = Message::new("tui-copied-order")
                .text("order", row.code.as_str())
                .with("customer", row.customer_arg());
            Effect::Copy(what, text)
        }
        Command::Export => {
            let only = OrderFilter {
                number: Some(row.code.clone()),
                ..OrderFilter::default()
            };
            Export::orders(row.code.clone(), only).dialog(book, ctx)
        }
        Command::Edit | Command::AddCharge | Command::CancelOrder
            if row.status == OrderStatus::Cancelled =>
        {
            Effect::warn(Message::new("refusal-order-cancelled").text("order", row.code.clone()))
        }
        Command::TellOrders => told(vec![row.id]),
        Command::Recipients => Effect::Show(Destination::Recipients(row.id)),
        Command::PrintPapers => print::choose(&[row.id], ctx),
        Command::AddClaim => claim::open(row.id, book, ctx)?,
        Command::HandOver => hand_over::choose(row, book, ctx)?,
        Command::ApproveDesign => approve::open(row),
        Command::AnswerDelay => postpone::answer(row.id, book, ctx)?,
        Command::ServeOrder => holding::serve(row, book, ctx)?,
        Command::ReleaseOrder => holding::release(row, ctx),
        Command::Grace => holding::grace(row.id, book, ctx)?,
        Command::Edit => order_edit::open(row.id, book, ctx)?,
        Command::AddCharge => charge::open(row.id, book, ctx)?,
        Command::MoveOrder => move_order::move_order(row.id, book, ctx)?,
        Command::PassOrder => move_order::pass(row.id, book, ctx)?,
        Command::Substitute => move_order::substitute(row.id, book, ctx)?,
        Command::CancelOrder => cancel::open(row.id, book, ctx)?,
        _ => Effect::Pass,
    })
}

/// Records that the customers of these orders were told of a moved date.
pub(super) fn told(ids: Vec<OrderId>) -> Effect {
    Effect::deed_then(
        move |book, now| book.tell_orders(&ids, now),
        |orders| {
            Effect::Notice(
                Role::Good,
                Message::new("did-tell-orders").count("orders", orders),
            )
        },
    )
}
