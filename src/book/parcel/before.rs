//! What is decided before goods leave: which go, who receives them, and whether they may leave unpaid (rules 46, 74,
//! 80, 81, 91, 112).

use super::new::{Cod, NewParcel};
use super::pay;
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::rows::{customer, period, text};
use crate::book::steps::order::resolve::item_to_take;
use crate::book::steps::portions::{self, Recipient};
use crate::book::steps::units::Portion;
use crate::domain::money::Rupiah;
use crate::domain::order::Order;
use crate::domain::refusal::Refusal;

/// What goes into a parcel of an order.
pub(super) fn goes_in(deed: &Deed<'_>, order: &Order, new: &NewParcel) -> Result<Vec<Portion>> {
    let connection = deed.connection();
    let left = match &new.to {
        Some(name) => portions::left_for(connection, order, name)?,
        None => portions::left_for_nobody(connection, order)?,
    };
    if new.items.is_empty() {
        return Ok(left);
    }
    let period = period::by_id(connection, order.row.period)?;
    let mut taken: Vec<Portion> = Vec::new();
    for typed in &new.items {
        let (offer, item) = item_to_take(connection, &period, order, typed)?;
        let wanted = portions::expand(connection, order, (&offer, &item), typed.qty)?;
        if wanted.is_empty() {
            return Err(Refusal::FewerInOrder {
                order: order.row.code.clone(),
                code: offer.code,
                has: 0,
            }
            .into());
        }
        for part in wanted {
            let known = taken.iter_mut().find(|known| known.thing == part.thing);
            let all = match known {
                Some(known) => {
                    known.qty += part.qty;
                    known.qty
                }
                None => {
                    let qty = part.qty;
                    taken.push(part.clone());
                    qty
                }
            };
            let there = left.iter().find(|left| left.thing == part.thing);
            let there = there.map_or(0, |left| left.qty);
            if all > there {
                return Err(Refusal::FewerToHandOver {
                    order: order.row.code.clone(),
                    goods: part.thing.goods,
                    wanted: all,
                    left: there,
                }
                .into());
            }
        }
    }
    Ok(taken)
}

/// Who receives an order that names nobody else: its recipient, else its customer.
pub(super) fn own_recipient(deed: &Deed<'_>, order: &Order) -> Result<Recipient> {
    let customer = customer::by_id(deed.connection(), order.row.customer)?;
    let receiver = order.receiver(&customer);
    Ok(Recipient {
        destination: None,
        name: receiver.name.to_owned(),
        phone: receiver.phone.map(str::to_owned),
        address: receiver.address.to_owned(),
    })
}

/// Refuses orders that go to different people: one parcel is for one customer, or for the payer of several
/// (rules 74, 81).
pub(super) fn one_receiver(orders: &[Order]) -> Result<()> {
    let receiver = |order: &Order| match &order.agreed.payer {
        Some((payer, _)) => *payer,
        None => order.row.customer,
    };
    let Some(first) = orders.first() else {
        return Ok(());
    };
    let mut others = orders.iter();
    let other = others.find(|order| {
        order.row.customer != first.row.customer && receiver(order) != receiver(first)
    });
    match other {
        Some(other) => Err(Refusal::ParcelOfTwo {
            order: first.row.code.clone(),
            customer: first.row.customer_shown(),
            other: other.row.code.clone(),
            another: other.row.customer_shown(),
        }
        .into()),
        None => Ok(()),
    }
}

/// What the courier collects of orders, and why they leave unpaid (rules 46, 91).
pub(super) fn money_due(
    deed: &Deed<'_>,
    orders: &[Order],
    new: &NewParcel,
) -> Result<(Rupiah, Option<String>)> {
    let rest = Rupiah::sum(orders.iter().map(|order| order.row.rest()))?;
    let cod = match new.cod {
        Some(Cod::Amount(amount)) if amount > rest => {
            return Err(Refusal::CodTooMuch { rest }.into());
        }
        Some(Cod::Amount(amount)) => amount,
        Some(Cod::Rest) => rest,
        // A courier whose account is for COD collects what is due.
        None if new.unsettled.is_none() && pay::collects(deed, &new.courier)? => rest,
        None => Rupiah::ZERO,
    };
    let unsettled = match cod > Rupiah::ZERO && cod == rest {
        true => None,
        false => {
            let mut reason = None;
            for order in orders {
                reason = reason_if_unsettled(order, new.unsettled.as_deref())?.or(reason);
            }
            reason
        }
    };
    Ok((cod.bounded()?, unsettled))
}

/// The reason why an unsettled order is handed over; `None` for a settled one, and for one whose goods come
/// before its money by agreement (rule 112).
///
/// # Errors
/// [`Refusal::Unsettled`] when none was given (rule 46).
pub(super) fn reason_if_unsettled(order: &Order, reason: Option<&str>) -> Result<Option<String>> {
    if order.row.is_settled() {
        return Ok(None);
    }
    let reason = text::long_line("field-reason", reason.unwrap_or_default())?;
    match (reason.as_str(), order.row.terms.due_at) {
        ("", Some(_)) => Ok(None),
        ("", None) => {
            let (order, rest) = (order.row.code.clone(), order.row.rest());
            Err(match rest {
                Rupiah::ZERO => Refusal::UnsettledStage { order },
                rest => Refusal::Unsettled { order, rest },
            }
            .into())
        }
        (_, _) => Ok(Some(reason)),
    }
}
