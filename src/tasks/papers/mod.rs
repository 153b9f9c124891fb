//! Makes the papers of orders from the book: notas, shipping labels, packing lists, and upload tables for
//! couriers (rules 80, 99–101).

mod chosen;
pub mod courier;
pub mod label;
pub mod nota;
pub mod packing;
pub mod print;
mod stop;

pub use chosen::Chosen;

use crate::book::{Book, BookError};
use crate::domain::catalog::full_name;
use crate::domain::order::Order;
use crate::domain::phone::Phone;
use crate::domain::to_pack::Goods;
use crate::lang::Words;
use crate::output::papers::Person;

/// The shop as it stands on papers.
fn shop(book: &Book) -> Result<Person, BookError> {
    let shop = book.shop()?;
    Ok(Person {
        name: shop.name,
        phone: shown_phone(shop.phone.as_deref()),
    })
}

/// A phone as it is read on a paper; empty without one.
fn shown_phone(phone: Option<&str>) -> String {
    phone
        .map(|phone| Phone::read(phone).shown())
        .unwrap_or_default()
}

/// Who receives an order that names nobody else, and where.
fn receiver(order: &Order, book: &Book) -> Result<(Person, String), BookError> {
    let customer = book.customer(order.row.customer)?;
    let receiver = order.receiver(&customer);
    let person = Person {
        name: receiver.name.to_owned(),
        phone: shown_phone(receiver.phone),
    };
    Ok((person, receiver.address.to_owned()))
}

/// Goods as papers name them.
fn named(goods: &Goods) -> String {
    full_name(&goods.product, &goods.variant)
}

/// What stands below goods: for whom they are, what a unit weighs, what is in a package.
fn notes(goods: &Goods, words: &Words) -> Vec<String> {
    let mut notes = Vec::new();
    if !goods.for_whom.is_empty() {
        notes.push(format!(
            "{}: {}",
            words.word("field-for-whom"),
            goods.for_whom
        ));
    }
    if let Some(weight) = goods.weight {
        notes.push(format!("± {weight}"));
    }
    let parts = goods.parts.iter();
    notes.extend(
        parts.map(|part| format!("{} {}", part.qty, full_name(&part.product, &part.variant))),
    );
    notes
}
