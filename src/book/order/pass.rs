//! "Oper slot" (rule 76): passes an order to another customer with its number, prices and place on
//! the waiting list. The money stays with the customer who paid it.

use rusqlite::params;

use crate::book::keeper::book::Book;
use crate::book::keeper::deed::Done;
use crate::book::keeper::error::Result;
use crate::book::rows::customer::{self, CustomerRef};
use crate::book::rows::order::down_payment_by;
use crate::book::rows::order_full::{self, live};
use crate::book::rows::period;
use crate::book::steps::transfer;
use crate::domain::id::OrderId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::moving::MetBill;
use crate::domain::order::Order;
use crate::domain::plan_refusal::PlanRefusal;
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;

impl Book {
    /// Passes an order to another customer, who owes the whole bill. What was paid becomes credit
    /// of the customer who paid, and the down payment is due again. Returns the order.
    ///
    /// # Errors
    /// A cancelled order, a period that is over, or the customer it belongs to already.
    pub fn pass_order(
        &mut self,
        id: OrderId,
        to: &CustomerRef,
        now: Moment,
    ) -> Result<Done<Order>> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            let before = live(connection, id, now)?;
            deed.touches(id)?;
            let period = period::by_id(connection, before.row.period)?;
            period::not_over(&period, now)?;
            let customer = customer::resolve(deed, to)?;
            let who = customer::by_id(connection, customer)?;
            if customer == before.row.customer {
                return Err(Refusal::from(PlanRefusal::SamePerson {
                    order: before.row.code,
                    customer: who.name,
                })
                .into());
            }
            let paid = before.row.bill.paid.max(Rupiah::ZERO);
            transfer::transfer(deed, id, None, paid, (MetBill::default(), MetBill::default()))?;
            transfer::move_claims(deed, id, None)?;
            let by = match before.row.down_payment_by {
                Some(_) => down_payment_by(&period, now),
                None => None,
            };
            connection
                .prepare_cached(
                    "UPDATE orders SET customer_id = ?2, recipient = ?3, recipient_phone = ?4,
                     address = ?5, down_payment_by = ?6, payer_id = NULL WHERE id = ?1",
                )?
                .execute(params![
                    id,
                    customer,
                    who.name,
                    who.phone,
                    who.address,
                    by
                ])?;
            connection
                .prepare_cached(
                    "INSERT INTO passes (order_id, at, from_customer_id, to_customer_id) VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute(params![
                    id,
                    now,
                    before.row.customer,
                    customer])?;
            let order = order_full::order(connection, id, now)?;
            let message = Message::new("did-pass-order")
                .text("order", order.row.code.as_str())
                .text("from", before.row.customer_name.as_str())
                .text("to", order.row.customer_name.as_str());
            Ok((order, message))
        })
    }
}
