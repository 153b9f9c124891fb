//! All screens. They never name each other: a screen that opens something of another asks with a
//! [`Destination`], which is resolved here.

mod backups;
mod catalog;
mod customer;
mod customers;
mod global;
mod history;
mod home;
mod letters;
mod orders;
mod payments;
mod periods;
mod production;
mod reports;
mod shipping;

use super::app::Makers;
use super::command::Command;
use super::effect::{Ctx, Destination, Effect, Outcome, Screen, ScreenId, Unsaved};
use super::forms;
use crate::book::Book;

/// The functions that make the screens, for the app.
pub fn makers() -> Makers {
    Makers {
        screen,
        open,
        global: |command, book, ctx| match command {
            Command::Backup => Ok(Effect::open(backups::Backups::default())),
            Command::History => Ok(Effect::open(history::History::default())),
            other => global::run(other, book, ctx),
        },
    }
}

/// Opens again what was unsaved when the program ended.
pub fn reopen(draft: &Unsaved, book: &Book, ctx: &Ctx) -> Outcome {
    match draft.form.as_str() {
        orders::REVIEW => orders::reopen(draft, book, ctx),
        _ => forms::reopen::open(draft, book, ctx),
    }
}

fn screen(id: ScreenId) -> Box<dyn Screen> {
    match id {
        ScreenId::Home => Box::new(home::Home::default()),
        ScreenId::Periods => Box::new(periods::Periods::default()),
        ScreenId::Orders => Box::new(orders::Orders::default()),
        ScreenId::Payments => Box::new(payments::Payments::default()),
        ScreenId::Production => Box::new(production::Production::default()),
        ScreenId::Shipping => Box::new(shipping::Shipping::default()),
        ScreenId::Customers => Box::new(customers::Customers::default()),
        ScreenId::Reports => Box::new(reports::Reports::default()),
        ScreenId::Catalog => Box::new(catalog::Catalog::default()),
    }
}

fn open(destination: Destination, book: &Book, ctx: &Ctx) -> Outcome {
    Ok(match destination {
        Destination::Order(id) => Effect::open(orders::Detail::new(id)),
        Destination::Recipients(id) => Effect::open(orders::Recipients::new(id)),
        Destination::Period(id) => Effect::open(periods::Detail::new(id)),
        Destination::NewOrder(customer) => forms::order::open(customer, book, ctx)?,
        Destination::NewProduct => forms::catalog::new_product(book, ctx)?,
        Destination::Orders(period, group) => Effect::open(orders::Orders::of(period, group)),
        Destination::Bills => Effect::open(payments::Payments::bills()),
        Destination::Accounts => Effect::open(payments::Payments::accounts()),
        Destination::RefundsDue => Effect::open(payments::Payments::refunds()),
        Destination::ToTell(id) => forms::postpone::tell(id, book)?,
        Destination::Messages => Effect::open(customers::Customers::messages()),
        Destination::Letters(kind, id) => Effect::open(letters::Letters::new(kind, id)),
        Destination::Production(id) => Effect::open(production::Production::of(id)),
        Destination::HandOver(group) => Effect::open(shipping::Shipping::queue(group)),
        Destination::HandOverOf(id) => Effect::open(shipping::Shipping::of(id)),
        Destination::Parcels(group) => Effect::open(shipping::Shipping::parcels(group)),
        Destination::Claims(group) => Effect::open(shipping::Shipping::claims(group)),
        Destination::Customer(id) => Effect::open(customer::CustomerCard::new(id)),
        Destination::Payment(id) => forms::payment::for_order(id, None, book, ctx)?,
        Destination::Refund(id) => forms::payment_refund::refund(id, book, ctx)?,
    })
}
