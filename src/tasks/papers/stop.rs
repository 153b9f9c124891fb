//! Who receives goods of an order, and in whose name they go (rules 80, 100).

use super::{receiver, shown_phone};
use crate::book::{Book, BookError};
use crate::domain::destination::Destination;
use crate::domain::id::{DestinationId, ParcelId};
use crate::domain::message::Message;
use crate::domain::order::Order;
use crate::domain::phone::Phone;
use crate::domain::to_pack::{Goods, less};
use crate::lang::Words;
use crate::output::papers::Person;
use crate::tasks::rows::agreed::wanted_text;

/// What one who receives goods of an order gets.
pub(super) struct Stop<'a> {
    pub(super) order: &'a Order,
    /// One of several recipients of the order; absent for its own.
    pub(super) destination: Option<&'a Destination>,
    pub(super) goods: Vec<Goods>,
}

impl<'a> Stop<'a> {
    /// What of an order is neither packed nor handed over, by who receives it.
    pub(super) fn left(order: &'a Order, book: &Book) -> Result<Vec<Self>, BookError> {
        let left = book.to_pack(order)?.into_iter();
        let stops = left.map(|of| Self {
            order,
            destination: of.destination.and_then(|id| destination(order, id)),
            goods: of.goods,
        });
        Ok(stops.collect())
    }

    /// All that is ordered, by who receives it.
    pub(super) fn whole(order: &'a Order) -> Vec<Self> {
        let mut own = Goods::of_lines(&order.lines);
        let mut stops = Self::of_recipients(order);
        for theirs in stops.iter().flat_map(|stop| &stop.goods) {
            less(&mut own, theirs);
        }
        if !own.is_empty() {
            let stop = Self {
                order,
                destination: None,
                goods: own,
            };
            stops.insert(0, stop);
        }
        stops
    }

    /// All that the recipients of an order get.
    pub(super) fn of_recipients(order: &'a Order) -> Vec<Self> {
        let all = order.destinations.iter();
        all.map(|to| Self {
            order,
            destination: Some(to),
            goods: to
                .items
                .iter()
                .map(|item| Goods::of_item(&order.lines, item))
                .collect(),
        })
        .collect()
    }

    /// What of an order is in some of its parcels, by who receives it.
    pub(super) fn in_parcels(order: &'a Order, parcels: &[ParcelId]) -> Vec<Self> {
        let all = order.parcels.iter();
        all.filter(|parcel| parcels.contains(&parcel.id))
            .map(|parcel| {
                let lines = parcel.lines.iter();
                let own = lines.filter(|line| line.order == order.row.id);
                Self {
                    order,
                    destination: parcel.destination.and_then(|id| destination(order, id)),
                    goods: own
                        .map(|line| Goods::of_packed(&order.lines, line))
                        .collect(),
                }
            })
            .collect()
    }

    /// Who receives it, and where: its own recipient, who is the customer where nobody else is named.
    pub(super) fn receiver(&self, book: &Book) -> Result<(Person, String), BookError> {
        match self.destination {
            Some(to) => {
                let person = Person {
                    name: to.name.clone(),
                    phone: shown_phone(to.phone.as_deref()),
                };
                Ok((person, to.address.clone()))
            }
            None => receiver(self.order, book),
        }
    }

    /// Number and customer of the order, and who receives it when that is somebody else: `NAS3-017 · PT Maju untuk Bu
    /// Ani`.
    pub(super) fn title(&self, words: &Words) -> String {
        let row = &self.order.row;
        let customer = row.customer_shown();
        let recipient = self
            .destination
            .map_or(self.order.recipient.as_str(), |to| to.name.as_str());
        let who = match recipient.is_empty() || recipient == customer {
            true => customer,
            false => words.say(
                &Message::new("papers-on-behalf")
                    .text("who", customer)
                    .text("recipient", recipient),
            ),
        };
        format!("{} · {who}", row.code)
    }

    /// When, how and where it is wanted.
    pub(super) fn wanted(&self, words: &Words) -> String {
        match self.destination.and_then(|to| to.day) {
            Some(day) => words.date(day),
            None => wanted_text(&self.order.agreed.wanted, words),
        }
    }

    /// The text of the card; empty without one.
    pub(super) fn card(&self) -> &str {
        self.destination.map_or("", |to| to.card.as_str())
    }

    /// Where a courier sorts it: recipients have none.
    pub(super) fn area(&self) -> &str {
        match self.destination {
            Some(_) => "",
            None => &self.order.agreed.wanted.area,
        }
    }
}

/// One of the recipients of an order.
pub(super) fn destination(order: &Order, id: DestinationId) -> Option<&Destination> {
    order.destinations.iter().find(|to| to.id == id)
}

/// In whose name an order goes: its dropshipper, with the phone after the last comma, else the shop (rule 100).
pub(super) fn sender(order: &Order, shop: &Person) -> Person {
    let sender = order.agreed.sender.trim();
    let (name, phone) = match sender.rsplit_once(',') {
        Some((name, phone)) if Phone::read(phone).normal().is_some() => (name.trim(), phone),
        _ if sender.is_empty() => return shop.clone(),
        _ => (sender, ""),
    };
    Person {
        name: name.to_owned(),
        phone: shown_phone(Some(phone)),
    }
}
