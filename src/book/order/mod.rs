//! Orders: placing and finding them.

mod approve;
pub(super) mod bill;
pub(super) mod cancel;
mod codes;
mod edit;
mod moves;
mod pass;
pub(super) mod quote;
mod release;
mod rounding;
mod substitute;
mod uncollected;
mod weigh;

pub use edit::{OrderChange, QuotedEdit};
pub use moves::Admission;
pub use quote::{Asking, Quoted};
pub use release::DownPaymentGrace;
pub use substitute::NewSubstitution;
pub use weigh::{ToWeigh, WeighedRest};

use rusqlite::OptionalExtension;

use super::keeper::book::Book;
use super::keeper::deed::Done;
use super::keeper::error::Result;
use super::rows::order::order_code;
use super::rows::{order_full, period};
use super::steps::order::items::want;
use super::steps::order::place::{self, NewOrder};
use super::steps::order::quotas::no_room;
use super::steps::order::resolve::resolve;
use crate::domain::id::OrderId;
use crate::domain::order::Order;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::when::Moment;

impl Book {
    /// Places an order and returns it. Stores today's prices and names with it (rule 11) and checks
    /// the quotas of all levels in the same transaction (rule 15). The order is confirmed at once,
    /// or by its down payment when the period asks that (rule 62).
    ///
    /// # Errors
    /// A period that takes no orders now, an item that is not on sale, a full quota unless the
    /// order says what to do then, an unknown customer or invalid value.
    pub fn place_order(&mut self, new: &NewOrder, now: Moment) -> Result<Done<Order>> {
        self.transaction(now, |deed| {
            let id = place::place(deed, new)?;
            let order = order_full::order(deed.connection(), id, now)?;
            let message = place::told(&order);
            Ok((order, message))
        })
    }

    /// Why a quota has no room for a new order; `None` when there is room (rule 15).
    ///
    /// # Errors
    /// An item that is not on sale or out of its bounds.
    pub fn no_room_for_new(&self, new: &NewOrder) -> Result<Option<Refusal>> {
        let connection = &self.reading()?;
        let period = period::by_id(connection, new.period)?;
        let mut wanted = Vec::new();
        for item in &new.items {
            let (offer, item) = resolve(connection, &period, item)?;
            want(connection, &mut wanted, &offer, &item)?;
        }
        no_room(connection, &period, &wanted, new.channel)
    }

    /// The order of this number (`NAS3-017`, also `nas3-17`).
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn order_id(&self, code: &str) -> Result<OrderId> {
        let typed = code.trim();
        let reading = self.reading()?;
        let find = |code: &str| -> Result<Option<OrderId>> {
            Ok(reading
                .prepare_cached("SELECT id FROM orders WHERE code = ?1")?
                .query_row([code], |row| row.get(0))
                .optional()?)
        };
        if let Some(id) = find(typed)? {
            return Ok(id);
        }
        if let Some((period, number)) = typed.rsplit_once('-')
            && let Ok(number) = number.parse::<i64>()
            && let Some(id) = find(&order_code(period, number))?
        {
            return Ok(id);
        }
        let mut select =
            reading.prepare_cached("SELECT code FROM orders ORDER BY id DESC LIMIT 500")?;
        let codes = select
            .query_map([], |row| row.get::<_, String>(0))?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        Err(Refusal::unknown(Noun::Order, typed, codes.iter().map(String::as_str)).into())
    }

    /// An order in full.
    pub fn order(&self, id: OrderId, now: Moment) -> Result<Order> {
        order_full::order(&*self.reading()?, id, now)
    }
}
