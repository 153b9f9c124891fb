//! Substitution (rule 44): replaces ordered units by another variant, at the promised price or
//! today's. The promised variant, the new one and who agreed are recorded.

use crate::book::keeper::book::Book;
use crate::book::keeper::deed::{Deed, Done};
use crate::book::keeper::error::Result;
use crate::book::rows::order_full::{self, live};
use crate::book::rows::{period, text};
use crate::book::steps::order::resolve::{item_to_take, offer_for};
use crate::book::steps::order::substitute::{Substituting, settle, substitute};
use crate::book::steps::{tally, waitlist};
use crate::domain::code::Code;
use crate::domain::id::OrderId;
use crate::domain::item::ItemText;
use crate::domain::message::Message;
use crate::domain::order::Order;
use crate::domain::plan_refusal::PlanRefusal;
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
            let qty = new.item.qty;
            let substituting = Substituting {
                order: &before,
                period: &period,
                from: (&from, &item),
                to: &to,
                qty,
                reprice: new.reprice,
                agreed_by: &agreed_by,
                overbook: new.overbook.as_deref(),
            };
            substitute(deed, &substituting)?;
            settle(deed, id)?;
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
