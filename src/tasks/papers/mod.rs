//! Makes the papers of orders from the book: notas, shipping labels, packing lists, and upload tables for
//! couriers (rules 80, 99–101).

pub mod courier;
pub mod label;
pub mod nota;
pub mod packing;

use crate::book::{Book, BookError, OrderFilter};
use crate::domain::catalog::full_name;
use crate::domain::id::{OrderId, PeriodId};
use crate::domain::order::{Line, Order, OrderStatus};
use crate::domain::phone::Phone;
use crate::domain::when::Moment;
use crate::lang::Words;
use crate::output::papers::Person;

/// Which orders papers are of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chosen {
    /// Of one PO; all of its orders that count.
    pub period: Option<PeriodId>,
    /// These orders, whatever PO they are of.
    pub orders: Vec<OrderId>,
}

impl Chosen {
    /// The chosen orders that count, in full, oldest first: none that waits or was cancelled.
    pub fn in_full(&self, book: &Book, now: Moment) -> Result<Vec<Order>, BookError> {
        let mut filter = OrderFilter {
            period: self.period,
            status: Some(OrderStatus::Active),
            ..OrderFilter::default()
        };
        if !self.orders.is_empty() {
            filter.only = Some(self.orders.clone());
        }
        let mut found = Vec::new();
        book.each_order_in_full(&filter, now, |order| {
            found.push(order);
            true
        })?;
        Ok(found)
    }

    /// Those of them with goods to hand over, or with a parcel that has not arrived; named orders stay.
    fn to_hand_over_or_under_way(&self, book: &Book, now: Moment) -> Result<Vec<Order>, BookError> {
        let mut all = self.in_full(book, now)?;
        if self.orders.is_empty() {
            all.retain(|order| {
                let units = &order.row.units_are;
                units.left() > 0 || units.on_way_since.is_some()
            });
        }
        Ok(all)
    }

    /// Those of them with goods that are not with their customer yet; named orders stay.
    fn to_hand_over(&self, book: &Book, now: Moment) -> Result<Vec<Order>, BookError> {
        let mut all = self.in_full(book, now)?;
        if self.orders.is_empty() {
            all.retain(|order| order.row.units_are.left() > 0);
        }
        Ok(all)
    }
}

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

/// Goods of a line as papers name them.
fn goods(line: &Line) -> String {
    full_name(&line.product, &line.variant)
}

/// What stands below a line: for whom it is, what it weighs, what is in a package.
fn notes(line: &Line, words: &Words) -> Vec<String> {
    let mut notes = Vec::new();
    if !line.for_whom.is_empty() {
        notes.push(format!(
            "{}: {}",
            words.word("field-for-whom"),
            line.for_whom
        ));
    }
    if let Some(weight) = line.weight {
        notes.push(format!("± {weight}"));
    }
    let parts = line.parts.iter();
    notes.extend(
        parts.map(|part| format!("{} {}", part.qty, full_name(&part.product, &part.variant))),
    );
    notes
}
