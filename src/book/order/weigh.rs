//! Goods sold by weight: what was weighed corrects the bill (rules 76, 94).

use rusqlite::params;

use super::rounding::round;
use crate::book::keeper::book::Book;
use crate::book::keeper::deed::{Deed, Done};
use crate::book::keeper::error::{BookError, Result};
use crate::book::keeper::sql::from_row;
use crate::book::rows::offer::{self, OfferRow};
use crate::book::rows::order_full::{self, live};
use crate::book::steps::order::bill::check_bill;
use crate::book::steps::order::codes;
use crate::book::steps::order::slices::forget_weight;
use crate::book::steps::transfer::transfer;
use crate::domain::catalog::full_name;
use crate::domain::code::Code;
use crate::domain::coded::coded;
use crate::domain::id::{OfferId, OrderId};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::moving::MetBill;
use crate::domain::order::{Order, OrderStatus};
use crate::domain::refusal::Refusal;
use crate::domain::weight::Grams;
use crate::domain::when::Moment;

coded! {
    /// What becomes of a difference between a weighed bill and what was paid.
    #[derive(Default)]
    pub enum WeighedRest {
        /// It stays on the bill.
        #[default]
        Leave = "leave" => "weigh-rest-leave",
        /// A small one is rounded away (rule 71).
        Round = "round" => "weigh-rest-round",
        /// What is over becomes the customer's credit.
        Credit = "credit" => "weigh-rest-credit",
    }
}

/// An order with goods to be weighed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToWeigh {
    /// The order.
    pub order: OrderId,
    /// Its number.
    pub code: String,
    /// Customer's name.
    pub customer: String,
    /// Units of the offer.
    pub units: i64,
    /// What they are estimated to weigh.
    pub estimated: Grams,
    /// What they cost by the estimate, without their custom fields, in rupiah.
    pub amount: Rupiah,
    /// What they weigh, once that is recorded.
    pub weighed: Option<Grams>,
}

from_row! {
    TO_WEIGH, to_weigh: ToWeigh {
        order: "o.id",
        code: "o.code",
        customer: "c.name",
        units: "sum(l.qty)",
        estimated: "sum(l.qty * l.grams)",
        amount: "sum(l.qty * (l.unit_price - l.field_price))",
        weighed: "(SELECT weighed FROM charges w WHERE w.order_id = o.id AND w.offer_id = l.offer_id)",
    } from "lines l JOIN orders o ON o.id = l.order_id JOIN customers c ON c.id = o.customer_id"
}

impl Book {
    /// Records what all units of a variant in an order weigh. Their amount follows by a charge of its own,
    /// with both weights; weighing again replaces it.
    ///
    /// # Errors
    /// A cancelled or waiting order, a variant that it lacks or that isn't sold by weight, or a bill out of bounds.
    pub fn weigh_order(
        &mut self,
        id: OrderId,
        variant: &Code,
        weighed: Grams,
        now: Moment,
    ) -> Result<Done<Order>> {
        self.transaction(now, |deed| {
            let before = live(deed.connection(), id, now)?;
            let offer = weighed_offer(deed, &before, variant)?;
            let worth = weigh(deed, &before, &offer, weighed)?;
            let order = order_full::order(deed.connection(), id, now)?;
            let message = Message::new("did-weigh")
                .text("order", before.row.code)
                .text("goods", full_name(&offer.product, &offer.variant))
                .text("weight", weighed.to_string())
                .money("amount", worth);
            Ok((order, message))
        })
    }

    /// Records what the units of an offer weigh in several orders, as one deed, and what becomes of the
    /// differences to what was paid. Returns the number of orders.
    ///
    /// # Errors
    /// As [`Self::weigh_order`]; then nothing is recorded.
    pub fn weigh_orders(
        &mut self,
        offer: OfferId,
        weights: &[(OrderId, Grams)],
        rest: WeighedRest,
        now: Moment,
    ) -> Result<Done<usize>> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            let offer = offer::offer_by_id(connection, offer)?;
            for (id, weighed) in weights {
                let before = live(connection, *id, now)?;
                weigh(deed, &before, &offer, *weighed)?;
                settle(deed, *id, rest)?;
            }
            let message = Message::new("did-weigh-orders")
                .text("goods", full_name(&offer.product, &offer.variant))
                .count("orders", weights.len());
            Ok((weights.len(), message))
        })
    }

    /// The orders that hold units of an offer that is sold by weight, first placed first.
    pub fn to_weigh(&self, offer: OfferId) -> Result<Vec<ToWeigh>> {
        let reading = self.reading()?;
        let mut select = reading.prepare_cached(&format!(
            "SELECT * FROM ({TO_WEIGH} WHERE l.offer_id = ?1 AND l.part_of IS NULL AND l.grams IS NOT NULL
             AND o.confirmed_at IS NOT NULL AND o.cancelled_at IS NULL GROUP BY o.id ORDER BY o.id)"
        ))?;
        let rows = select.query_map([offer], to_weigh)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// Writes what the units of an offer in an order weigh; returns what they cost now.
fn weigh(deed: &Deed<'_>, before: &Order, offer: &OfferRow, weighed: Grams) -> Result<Rupiah> {
    let id = before.row.id;
    if before.row.status == OrderStatus::Waitlist {
        let order = before.row.code.clone();
        return Err(Refusal::OrderOnWaitlist { order }.into());
    }
    let connection = deed.connection();
    let found = connection
        .prepare_cached(&format!(
            "{TO_WEIGH} WHERE l.offer_id = ?2 AND o.id = ?1 AND l.part_of IS NULL AND l.grams IS NOT NULL
             GROUP BY o.id"
        ))?
        .query_map(params![id, offer.id], to_weigh)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let Some(goods) = found.into_iter().next() else {
        return Err(Refusal::NotInOrder {
            order: before.row.code.clone(),
            code: offer.code.clone(),
            has: Vec::new(),
        }
        .into());
    };
    let worth = weighed.worth(goods.amount, goods.estimated)?;
    deed.touches(id)?;
    forget_weight(deed, id, offer.id)?;
    connection
        .prepare_cached(
            "INSERT INTO charges (order_id, kind, amount, label, at, offer_id, estimated, weighed)
             VALUES (?1, 'weighing', ?2, '', ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            id,
            worth.minus(goods.amount)?.bounded()?,
            deed.now,
            offer.id,
            goods.estimated,
            weighed
        ])?;
    check_bill(deed, id)?;
    codes::keep_apart(deed, id)?;
    Ok(worth)
}

/// Rounds away a difference to what was paid, or makes what is over credit.
fn settle(deed: &Deed<'_>, id: OrderId, rest: WeighedRest) -> Result<()> {
    let order = order_full::order(deed.connection(), id, deed.now)?;
    let bill = order.row.bill;
    let over = bill.paid.minus(bill.total)?;
    match rest {
        WeighedRest::Round if bill.paid > Rupiah::ZERO && over != Rupiah::ZERO => {
            match round(deed, &order) {
                // What is no small difference stays on the bill.
                Err(BookError::Refused(Refusal::RoundingTooLarge { .. })) => Ok(()),
                rounded => rounded.map(drop),
            }
        }
        WeighedRest::Credit if over > Rupiah::ZERO => {
            let moves = (MetBill::default(), MetBill::default());
            transfer(deed, id, None, over, moves)
        }
        _ => Ok(()),
    }
}

/// The offer of an order's goods that are sold by weight.
fn weighed_offer(deed: &Deed<'_>, order: &Order, variant: &Code) -> Result<OfferRow> {
    let connection = deed.connection();
    let named = order
        .lines
        .iter()
        .find(|line| line.code.eq_ignore_ascii_case(variant.as_str()));
    match named {
        Some(line) if line.weight.is_some() => offer::offer_by_id(connection, line.offer),
        Some(line) => Err(Refusal::NotByWeight {
            code: line.code.clone(),
        }
        .into()),
        None => {
            let by_weight = order.lines.iter().filter(|line| line.weight.is_some());
            Err(Refusal::NotInOrder {
                order: order.row.code.clone(),
                code: variant.to_string(),
                has: by_weight.map(|line| line.code.clone()).collect(),
            }
            .into())
        }
    }
}
