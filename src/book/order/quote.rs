//! What items would cost, before they are ordered.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::book::keeper::book::Book;
use crate::book::keeper::error::{BookError, Result};
use crate::book::rows::offer::OfferRow;
use crate::book::rows::{customer, period, shop, tier};
use crate::book::steps::order::item::NewItem;
use crate::book::steps::order::items::{want, wrong_number};
use crate::book::steps::order::quotas::{Wanted, no_room};
use crate::book::steps::order::resolve::{made, resolve};
use crate::book::steps::order::slices::{Buying, slices_with};
use crate::domain::id::{CustomerId, OfferId, PeriodId, ProductId};
use crate::domain::money::Rupiah;
use crate::domain::order::Channel;
use crate::domain::policy::DownPayment;
use crate::domain::portion::Portion;
use crate::domain::pricing::{Slice, Tier};
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;

/// What is asked of a quote.
#[derive(Debug, Clone, Copy)]
pub struct Asking<'a> {
    /// The period.
    pub period: PeriodId,
    /// The items to price.
    pub items: &'a [NewItem],
    /// Who would order, when that is known: a level has prices of its own (rule 66).
    pub customer: Option<CustomerId>,
    /// Where the order comes from: what is kept for other channels is not there for it (rule 69).
    pub channel: Channel,
    /// Shipping on the bill, in rupiah.
    pub shipping: Rupiah,
    /// Discount on the bill.
    pub discount: Portion,
    /// Whether the goods cost nothing (rule 109).
    pub free: bool,
    /// Whether it has a due date of its own, and asks no down payment (rule 112).
    pub kasbon: bool,
}

/// What a set of items would cost now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// The offer of each item and the slices it would be sold in (rule 12).
    pub items: Vec<(OfferRow, Vec<Slice>)>,
    /// Sum of the items, in rupiah.
    pub total: Rupiah,
    /// Discount on them, in rupiah.
    pub discount: Rupiah,
    /// Down payment due on the goods less the discount, in rupiah.
    pub down_payment: Rupiah,
    /// Why the order would be refused, when it would.
    pub refusal: Option<Refusal>,
    /// Why there is no room for it, when a quota has none: the owner may overbook (rule 17).
    pub full: Option<Refusal>,
}

impl Book {
    /// What items would cost in a period now, and whether quotas, the most orders of the period,
    /// numbers and custom fields would let them pass.
    ///
    /// # Errors
    /// An item that is not on sale, a choice that was not made, a number out of its bounds.
    pub fn quote(&self, asking: &Asking<'_>, now: Moment) -> Result<Quoted> {
        let connection = &self.reading()?;
        let period = period::by_id(connection, asking.period)?;
        let customer = match asking.customer {
            Some(id) => Some(customer::by_id(connection, id)?),
            None => None,
        };
        let pays_full = customer.as_ref().is_some_and(|known| known.pays_full);
        let level = customer.map(|known| known.level).unwrap_or_default();
        let mut wanted: Vec<Wanted> = Vec::new();
        let mut refusal = None;
        // Units sold by themselves, which prices and numbers go by.
        let mut single: HashMap<OfferId, i64> = HashMap::new();
        let mut of_product: HashMap<ProductId, i64> = HashMap::new();
        let mut items = Vec::new();
        for item in asking.items {
            let (offer, item) = resolve(connection, &period, item)?;
            *of_product.entry(offer.product_id).or_default() += item.qty;
            *single.entry(offer.id).or_default() += item.qty;
            want(connection, &mut wanted, &offer, &item)?;
            items.push((offer, item));
        }
        let mut quoted = Vec::new();
        let mut total = Rupiah::ZERO;
        let mut tiers: HashMap<OfferId, Vec<Tier>> = HashMap::new();
        for (offer, item) in items {
            let own = match tiers.entry(offer.id) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(tier::of_offer(connection, offer.id)?),
            };
            let customization = match made(connection, &offer, &item) {
                Ok(made) => made.customization,
                Err(BookError::Refused(why)) => {
                    refusal = refusal.or(Some(why));
                    item.customization.clone()
                }
                Err(error) => return Err(error),
            };
            let buying = Buying {
                units: item.qty,
                in_order: single.get(&offer.id).copied().unwrap_or(item.qty),
                of_product: of_product
                    .get(&offer.product_id)
                    .copied()
                    .unwrap_or(item.qty),
                level: &level,
                customization: &customization,
                free: asking.free,
            };
            let slices = slices_with(connection, &offer, own, &buying, now)?;
            for slice in &slices {
                total = total.plus(slice.unit_price.times(slice.qty)?)?;
                // What one item takes of a tier the next one lacks.
                let sold_in = slice.tier.as_ref().map(|sold| sold.id);
                for tier in own.iter_mut().filter(|tier| Some(tier.id) == sold_in) {
                    tier.used += slice.qty;
                }
            }
            quoted.push((offer, slices));
        }
        for wanted in &wanted {
            let units = single.get(&wanted.offer.id).copied().unwrap_or_default();
            refusal = refusal.or(wrong_number(connection, &wanted.offer, units)?);
        }
        let count = asking.items.iter().map(|item| item.qty).sum();
        let step = shop::read(connection)?.down_payment_step;
        let full = no_room(connection, &period, &wanted, asking.channel)?;
        let discount = asking.discount.of(total)?;
        let bill = total.minus(discount)?;
        let rule = match (asking.free || asking.kasbon, pays_full) {
            (true, _) => DownPayment::None,
            (false, true) => DownPayment::Full,
            (false, false) => period.down_payment,
        };
        Ok(Quoted {
            items: quoted,
            total: total.bounded()?,
            discount,
            down_payment: rule.due(bill.max(Rupiah::ZERO), count, step)?,
            refusal: full.clone().or(refusal),
            full,
        })
    }
}
