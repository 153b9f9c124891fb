//! What is still to be packed of an order, and for whom (rule 80).

use crate::book::keeper::book::Book;
use crate::book::keeper::error::Result;
use crate::book::steps::portions::left_for_each;
use crate::domain::order::Order;
use crate::domain::to_pack::{ToPack, Units, to_pack};

impl Book {
    /// What of an order is neither packed nor handed over, for each who receives it; nobody who gets nothing
    /// more.
    pub fn to_pack(&self, order: &Order) -> Result<Vec<ToPack>> {
        let left = left_for_each(&*self.reading()?, order)?.into_iter();
        let left = left.map(|(destination, portions)| {
            let units = portions.into_iter().map(|portion| Units {
                offer: portion.thing.offer,
                customization: portion.thing.customization,
                package: portion.thing.package,
                qty: portion.qty,
            });
            (destination, units.collect())
        });
        Ok(to_pack(&order.lines, left.collect()))
    }
}
