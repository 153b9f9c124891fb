//! What items would cost, before they are ordered.

use super::NewItem;
use super::items::{resolve, units_of, want};
use super::quotas::{Wanted, caps};
use crate::book::error::Result;
use crate::book::period::{self, OfferRow};
use crate::book::{Book, order_list, shop, tier};
use crate::domain::id::{OrderId, PeriodId};
use crate::domain::money::Rupiah;
use crate::domain::pricing::{self, Slice, Tier};
use crate::domain::quota;
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;

/// What a set of items would cost now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// The offer of each item and the slices it would be sold in (rule 12).
    pub items: Vec<(OfferRow, Vec<Slice>)>,
    /// Sum of the items, in rupiah.
    pub total: Rupiah,
    /// Down payment due on it, in rupiah.
    pub down_payment: Rupiah,
    /// Why the quota would refuse it, when it would.
    pub refusal: Option<Refusal>,
}

impl Book {
    /// What items would cost in a period now, and whether the quotas would let them pass. Units
    /// that `editing` already has don't count against it (rule 19).
    ///
    /// # Errors
    /// An item that is not on sale, a choice that was not made, a number out of its bounds, or the file.
    pub fn quote(
        &self,
        period: PeriodId,
        items: &[NewItem],
        editing: Option<OrderId>,
        now: Moment,
    ) -> Result<Quoted> {
        let connection = &self.connection;
        let period = period::by_id(connection, period)?;
        let mut wanted: Vec<Wanted> = Vec::new();
        let mut quoted = Vec::new();
        let mut total = Rupiah::ZERO;
        let mut tiers: Vec<Tier> = Vec::new();
        for item in items {
            let (offer, item) = resolve(connection, &period, item)?;
            want(connection, &mut wanted, &offer, &item)?;
            if tiers.iter().all(|tier| tier.offer != offer.id) {
                tiers.extend(tier::of_offer(connection, offer.id)?);
            }
            let own: Vec<Tier> = tiers
                .iter()
                .filter(|tier| tier.offer == offer.id)
                .cloned()
                .collect();
            let slices = pricing::price(item.qty, offer.price, offer.cost, &own, now);
            for slice in &slices {
                total = total.plus(slice.unit_price.times(slice.qty)?)?;
                // What one item takes of a tier the next one lacks.
                let sold_in = slice.tier.as_ref().map(|sold| sold.id);
                for tier in tiers.iter_mut().filter(|tier| Some(tier.id) == sold_in) {
                    tier.used += slice.qty;
                }
            }
            quoted.push((offer, slices));
        }
        let mut channel = None;
        if let Some(order) = editing {
            channel = Some(order_list::row(connection, order, now)?.channel);
            for wanted in &mut wanted {
                wanted.had = units_of(connection, order, wanted.offer.id)?;
                wanted.counted = wanted.had;
            }
        }
        let count = items.iter().map(|item| item.qty).sum();
        let step = shop::read(connection)?.down_payment_step;
        Ok(Quoted {
            items: quoted,
            total: total.bounded()?,
            down_payment: period.down_payment.due(total, count, step)?,
            refusal: quota::check(&caps(connection, &period, &wanted, channel)?).err(),
        })
    }
}
