//! Substitution (rule 44): replaces ordered units by another variant, at the promised price or
//! today's. The promised variant, the new one and who agreed are recorded.

use rusqlite::params;

use crate::book::keeper::book::Book;
use crate::book::keeper::deed::{Deed, Done};
use crate::book::keeper::error::Result;
use crate::book::rows::order::set_overbook;
use crate::book::rows::order_full::{self, live};
use crate::book::rows::{package, period, text};
use crate::book::steps::order::bill::check_bill;
use crate::book::steps::order::item::NewItem;
use crate::book::steps::order::items::{
    level_of, sold_singly, units_in, units_of_product, wanted_since,
};
use crate::book::steps::order::quotas::caps;
use crate::book::steps::order::resolve::{item_to_take, offer_for};
use crate::book::steps::order::slices::{Buying, slices_now, slices_of, write_slices};
use crate::book::steps::{bonus, tally, waitlist};
use crate::domain::code::Code;
use crate::domain::id::OrderId;
use crate::domain::item::ItemText;
use crate::domain::message::Message;
use crate::domain::moving::removed_slices;
use crate::domain::order::{Order, OrderStatus};
use crate::domain::plan_refusal::PlanRefusal;
use crate::domain::pricing::{Slice, lowered, raised, units};
use crate::domain::quota;
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;

/// A substitution to record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSubstitution {
    /// The item to replace: units and variant.
    pub item: ItemText,
    /// Code of the new variant.
    pub by: Code,
    /// Who agreed.
    pub agreed_by: String,
    /// Whether to use today's price of the new variant instead of the promised price.
    pub reprice: bool,
    /// Why more units are taken than a quota has room for (rule 17).
    pub overbook: Option<String>,
}

impl Book {
    /// Replaces units of an order by those of another variant (rule 44). Returns the order.
    ///
    /// # Errors
    /// A cancelled order, more units than it has, a variant that is not on sale or the same,
    /// nobody who agreed, a full quota.
    pub fn substitute(
        &mut self,
        id: OrderId,
        new: &NewSubstitution,
        now: Moment,
    ) -> Result<Done<Order>> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            let before = live(connection, id, now)?;
            deed.touches(id)?;
            let period = period::by_id(connection, before.row.period)?;
            period::not_over(&period, now)?;
            tally::freeze_if_closed(deed, period.id, now)?;
            let agreed_by = text::name("field-agreed-by", &new.agreed_by)?;
            let (from, item) = item_to_take(connection, &period, &before, &new.item)?;
            let to = offer_for(connection, &period, &new.by)?;
            if to.id == from.id {
                return Err(Refusal::from(PlanRefusal::SameVariant { code: to.code }).into());
            }
            let slices = slices_of(connection, id, &from, &item)?;
            let has = units(&slices);
            let qty = new.item.qty;
            if qty > has {
                return Err(Refusal::FewerInOrder {
                    order: before.row.code,
                    code: from.code,
                    has,
                }
                .into());
            }
            let had = units_in(connection, id)?;
            let rest = lowered(slices.clone(), qty);
            write_slices(deed, id, &from, &item, &rest)?;
            let added = if new.reprice {
                let of_product = units_of_product(connection, id, to.product_id)?;
                let buying = Buying {
                    units: qty,
                    of_product: of_product + qty,
                    in_order: sold_singly(connection, id, to.id)? + qty,
                    level: &level_of(connection, id)?,
                    customization: &item.customization,
                    free: before.row.terms.free.is_some(),
                };
                slices_now(deed, &to, &buying)?
            } else {
                let promised = removed_slices(&slices, &rest);
                let kept = promised.into_iter().map(|slice| Slice {
                    unit_cost: to.cost,
                    tier: None,
                    ..slice
                });
                kept.collect()
            };
            // Custom fields carry over; a package's choice must be made again.
            let there = NewItem {
                code: new.by.clone(),
                chosen: package::chosen(connection, &to, "")?,
                ..item.clone()
            };
            let slices = raised(slices_of(connection, id, &to, &there)?, &added);
            write_slices(deed, id, &to, &there, &slices)?;
            let holds = before.row.status == OrderStatus::Active;
            let wanted = wanted_since(connection, id, &had, holds)?;
            // A waiting order may want more than there is (rule 20).
            if before.row.status != OrderStatus::Waitlist
                && let Err(refusal) = quota::check(&caps(
                    connection,
                    &period,
                    &wanted,
                    Some(before.row.channel),
                )?)
            {
                let Some(why) = &new.overbook else {
                    return Err(refusal.into());
                };
                set_overbook(deed, id, why)?;
            }
            connection
                .prepare_cached(
                    "INSERT INTO substitutions (order_id, at, qty, from_offer_id, from_product,
                     from_variant, customization, to_offer_id, to_product, to_variant, agreed_by)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                )?
                .execute(params![
                    id,
                    now,
                    qty,
                    from.id,
                    from.product,
                    from.variant,
                    text::long_line("field-customization", &item.customization)?,
                    to.id,
                    to.product,
                    to.variant,
                    agreed_by
                ])?;
            bonus::cap(deed, id)?;
            check_bill(deed, id)?;
            done(deed, &before, &from.code, &to.code, qty)
        })
    }
}

fn done(
    deed: &Deed<'_>,
    before: &Order,
    from: &str,
    to: &str,
    qty: i64,
) -> Result<(Order, Message)> {
    let served = waitlist::serve(deed, before.row.period)?;
    let order = order_full::order(deed.connection(), before.row.id, deed.now)?;
    let message = Message::new("did-substitute")
        .text("order", order.row.code.as_str())
        .with("customer", order.row.customer_arg())
        .count("qty", qty)
        .text("from", from)
        .text("to", to);
    Ok((order, waitlist::told(message, &served)))
}
