//! What changes make of an order's items: the price slices of each, whether the numbers are right,
//! and whether there is room (rules 13, 15, 19, 66). A quote shows it and the deed writes it.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params};

use super::item::{ItemChange, ItemRef, NewItem, UnitsChange};
use super::items::{HeldItem, held_items, sold_singly, units_in, wrong_number};
use super::part_cancel::GivenUp;
use super::parts::{parts_of, within};
use super::quotas::{Wanted, caps};
use super::resolve::{chosen_or_sold, made, offer_meant};
use super::slices::{Buying, parts_in, slices_of, slices_with, sold, weighed_of, write_slices};
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::{BookError, Result};
use crate::book::rows::{offer, period, price, tier};
use crate::domain::id::{OfferId, ProductId};
use crate::domain::money::Rupiah;
use crate::domain::moving::removed_slices;
use crate::domain::order::{Channel, Order, OrderStatus};
use crate::domain::period::Period;
use crate::domain::pricing::{Slice, Tier, lowered, raised, units};
use crate::domain::quota::{self, InPackage};
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;

/// An order that is edited, and what its prices and quotas go by.
#[derive(Clone, Copy)]
pub(in crate::book) struct Editing<'a> {
    pub(in crate::book) connection: &'a Connection,
    pub(in crate::book) period: &'a Period,
    /// The order as it is.
    pub(in crate::book) order: &'a Order,
    /// Where it comes from after the edit (rule 69).
    pub(in crate::book) channel: Channel,
    /// Price level of whose it is after the edit (rule 66).
    pub(in crate::book) level: &'a str,
    /// Whether units whose further price holds no longer get today's (rule 66).
    pub(in crate::book) reprice: bool,
    pub(in crate::book) now: Moment,
}

impl<'a> Editing<'a> {
    /// Edits an order that stays whose it is and where it comes from; its units keep their prices.
    pub(in crate::book) fn items_of(
        connection: &'a Connection,
        (period, order): (&'a Period, &'a Order),
        level: &'a str,
        now: Moment,
    ) -> Self {
        Self {
            connection,
            period,
            order,
            channel: order.row.channel,
            level,
            reprice: false,
            now,
        }
    }
}

/// What changes make of the items of an order.
pub(in crate::book) struct EditedItems<'a> {
    editing: Editing<'a>,
    items: Vec<EditedItem>,
    /// Why its custom fields or numbers are refused, or that nothing is left of it.
    pub(in crate::book) refusal: Option<Refusal>,
    /// Why a quota has no room for it; the owner may overbook (rule 17).
    pub(in crate::book) full: Option<Refusal>,
    /// The further price that units keep though the order has too few for it now (rule 66).
    pub(in crate::book) below: Option<String>,
}

/// An item of an order, and its slices once a change names it.
struct EditedItem {
    held: HeldItem,
    slices: Option<Slices>,
}

/// The price slices of an item.
struct Slices {
    before: Vec<Slice>,
    after: Vec<Slice>,
}

impl EditedItem {
    /// Units it will have.
    fn units(&self) -> i64 {
        match &self.slices {
            Some(slices) => units(&slices.after),
            None => self.held.item.qty,
        }
    }

    /// Units it will have more.
    fn more(&self) -> i64 {
        self.slices
            .as_ref()
            .map_or(0, |slices| units(&slices.after) - units(&slices.before))
    }
}

/// What `changes` make of an order's items, one after the other: added units cost what they cost
/// now, the dearest are given back first (rule 13).
pub(in crate::book) fn edited<'a>(
    editing: Editing<'a>,
    changes: &[ItemChange],
) -> Result<EditedItems<'a>> {
    let Editing {
        connection, order, ..
    } = editing;
    let held = held_items(connection, &order.lines)?;
    let mut edited = EditedItems {
        editing,
        items: held
            .into_iter()
            .map(|held| EditedItem { held, slices: None })
            .collect(),
        refusal: None,
        full: None,
        below: None,
    };
    let mut steps = Vec::new();
    // Units the order will have of each variant by itself: further prices go by them (rule 66).
    let mut singly: BTreeMap<OfferId, i64> = BTreeMap::new();
    for change in changes {
        let at = edited.place_of(&change.item)?;
        let (to, more) = match &change.units {
            UnitsChange::Add(qty) => (at, *qty),
            UnitsChange::Remove(qty) => (at, -qty),
            UnitsChange::Choose(_, chosen) => (edited.place_with(at, chosen)?, 0),
        };
        let offer = edited.items[at].held.offer.id;
        let has = match singly.get(&offer) {
            Some(has) => *has,
            None => sold_singly(connection, order.row.id, offer)?,
        };
        singly.insert(offer, has + more);
        steps.push((at, to, &change.units));
    }
    for (at, to, units) in steps {
        match units {
            UnitsChange::Add(qty) => edited.add(at, *qty, &singly)?,
            UnitsChange::Remove(qty) => {
                edited.take(at, *qty)?;
            }
            UnitsChange::Choose(qty, _) => {
                // They keep their price (rules 11, 65).
                period::not_over(editing.period, editing.now)?;
                let units = edited.take(at, *qty)?;
                edited.put(to, &units)?;
            }
        }
    }
    edited.look_at_further_prices(&singly)?;
    edited.check(&singly)?;
    Ok(edited)
}

impl EditedItems<'_> {
    /// The place of the item that is meant; one the order lacks is added without units.
    fn place_of(&mut self, item: &ItemRef) -> Result<usize> {
        let item = match item {
            ItemRef::Line(line) => {
                let mut items = self.items.iter();
                let place = items.position(|item| item.held.lines.contains(line));
                return place.ok_or_else(|| Refusal::Gone.into());
            }
            ItemRef::New(item) => item,
        };
        let Editing {
            connection, period, ..
        } = self.editing;
        let held = self.items.iter().map(|item| &item.held);
        let (offer, of_variant) = offer_meant(connection, period, held, &item.code)?;
        let sold = of_variant.iter().map(|held| held.item.chosen.as_str());
        let item = NewItem {
            chosen: chosen_or_sold(connection, &offer, sold, &item.chosen)?,
            ..item.clone()
        };
        if let Some(at) = self.find(offer.id, &item) {
            return Ok(at);
        }
        let item = match made(connection, &offer, &item) {
            Ok(item) => item,
            Err(BookError::Refused(why)) => {
                self.refusal.get_or_insert(why);
                item
            }
            Err(error) => return Err(error),
        };
        Ok(self.place(offer, item))
    }

    /// The place of the same item with another choice.
    fn place_with(&mut self, at: usize, chosen: &str) -> Result<usize> {
        let HeldItem { offer, item, .. } = self.items[at].held.clone();
        let of_variant = self.items.iter().map(|item| &item.held);
        let sold = of_variant
            .filter(|held| held.offer.id == offer.id)
            .map(|held| held.item.chosen.as_str());
        let chosen = chosen_or_sold(self.editing.connection, &offer, sold, chosen)?;
        Ok(self.place(offer, NewItem { chosen, ..item }))
    }

    fn find(&self, offer: OfferId, item: &NewItem) -> Option<usize> {
        let mut items = self.items.iter();
        items.position(|known| known.held.is(offer, item))
    }

    fn place(&mut self, offer: offer::OfferRow, item: NewItem) -> usize {
        if let Some(at) = self.find(offer.id, &item) {
            return at;
        }
        let held = HeldItem {
            offer,
            item: NewItem { qty: 0, ..item },
            lines: Vec::new(),
        };
        self.items.push(EditedItem { held, slices: None });
        self.items.len() - 1
    }

    /// The slices an item has after the changes so far.
    fn slices(&mut self, at: usize) -> Result<&mut Vec<Slice>> {
        let EditedItem { held, slices } = &mut self.items[at];
        let slices = match slices {
            Some(slices) => slices,
            None => {
                let Editing {
                    connection, order, ..
                } = self.editing;
                let before = slices_of(connection, order.row.id, &held.offer, &held.item)?;
                let after = before.clone();
                slices.insert(Slices { before, after })
            }
        };
        Ok(&mut slices.after)
    }

    /// Adds units at the price they were sold for.
    fn put(&mut self, at: usize, more: &[Slice]) -> Result<()> {
        let slices = self.slices(at)?;
        *slices = raised(std::mem::take(slices), more);
        slices.iter().try_for_each(|slice| sold(slice).map(drop))
    }

    /// Adds units at the price of now.
    fn add(&mut self, at: usize, qty: i64, singly: &BTreeMap<OfferId, i64>) -> Result<()> {
        self.slices(at)?;
        if qty == 0 {
            return Ok(());
        }
        let Editing {
            connection,
            period,
            level,
            now,
            ..
        } = self.editing;
        let product = self.items[at].held.offer.product_id;
        let of_product = self.of_product(product, singly);
        let HeldItem { offer, item, .. } = &self.items[at].held;
        if offer.withdrawn {
            return Err(Refusal::NotOffered {
                code: offer.code.clone(),
                period: period.code.to_string(),
                offered: Vec::new(),
            }
            .into());
        }
        period::not_over(period, now)?;
        let buying = Buying {
            units: qty,
            in_order: singly.get(&offer.id).copied().unwrap_or(qty),
            of_product,
            level,
            customization: &item.customization,
            free: self.editing.order.row.terms.free.is_some(),
        };
        let tiers = self.tiers(offer.id)?;
        let slices = slices_with(connection, offer, &tiers, &buying, now)?;
        self.put(at, &slices)
    }

    /// Units of all variants of a product that the order will have.
    fn of_product(&self, product: ProductId, singly: &BTreeMap<OfferId, i64>) -> i64 {
        let mut units: BTreeMap<OfferId, i64> = BTreeMap::new();
        let of_product = self.items.iter();
        for item in of_product.filter(|item| item.held.offer.product_id == product) {
            *units.entry(item.held.offer.id).or_default() += item.held.item.qty;
        }
        let will = |(offer, has): (OfferId, i64)| singly.get(&offer).copied().unwrap_or(has);
        units.into_iter().map(will).sum()
    }

    /// Finds units whose further price holds no longer, and prices them anew where that is wanted.
    fn look_at_further_prices(&mut self, singly: &BTreeMap<OfferId, i64>) -> Result<()> {
        let Editing {
            connection,
            level,
            reprice,
            now,
            ..
        } = self.editing;
        let products: Vec<ProductId> = self
            .items
            .iter()
            .filter(|item| item.more() < 0)
            .map(|item| item.held.offer.product_id)
            .collect();
        for at in 0..self.items.len() {
            let HeldItem { offer, item, .. } = self.items[at].held.clone();
            if !products.contains(&offer.product_id) {
                continue;
            }
            let of_product = self.of_product(offer.product_id, singly);
            let has = singly.get(&offer.id).copied();
            let in_order = has.unwrap_or_else(|| self.held_singly(offer.id));
            let further = price::of_variant(connection, offer.variant_id)?;
            let holds_no_more = |slice: &Slice| {
                let label = slice.label.as_ref();
                let known = further.iter().find(|price| Some(&price.label()) == label);
                known.is_some_and(|price| !price.holds(level, in_order, of_product))
            };
            let (old, kept): (Vec<Slice>, Vec<Slice>) =
                self.slices(at)?.iter().cloned().partition(holds_no_more);
            let Some(label) = old.first().and_then(|slice| slice.label.clone()) else {
                continue;
            };
            if !reprice {
                self.below.get_or_insert(label);
                continue;
            }
            let buying = Buying {
                units: units(&old),
                in_order,
                of_product,
                level,
                customization: &item.customization,
                free: self.editing.order.row.terms.free.is_some(),
            };
            let tiers = self.tiers(offer.id)?;
            let priced = slices_with(connection, &offer, &tiers, &buying, now)?;
            *self.slices(at)? = raised(kept, &priced);
        }
        Ok(())
    }

    /// Units of an offer the order has by itself before the changes.
    fn held_singly(&self, offer: OfferId) -> i64 {
        let items = self.items.iter().filter(|item| item.held.offer.id == offer);
        items.map(|item| item.held.item.qty).sum()
    }

    /// Gives back units, the dearest first, and returns them.
    fn take(&mut self, at: usize, qty: i64) -> Result<Vec<Slice>> {
        let has = self.slices(at)?.clone();
        if qty > units(&has) {
            return Err(Refusal::FewerInOrder {
                order: self.editing.order.row.code.clone(),
                code: self.items[at].held.offer.code.clone(),
                has: units(&has),
            }
            .into());
        }
        let kept = lowered(has.clone(), qty);
        let gone = removed_slices(&has, &kept);
        *self.slices(at)? = kept;
        Ok(gone)
    }

    /// The tiers of an offer after the changes so far. Only what holds its units uses a tier.
    fn tiers(&self, offer: OfferId) -> Result<Vec<Tier>> {
        let mut tiers = tier::of_offer(self.editing.connection, offer)?;
        if self.editing.order.row.status != OrderStatus::Active {
            return Ok(tiers);
        }
        let items = self.items.iter().filter(|item| item.held.offer.id == offer);
        for slices in items.filter_map(|item| item.slices.as_ref()) {
            for tier in &mut tiers {
                let used = |slices: &[Slice]| -> i64 {
                    let slices = slices.iter();
                    let in_tier = slices
                        .filter(|slice| slice.tier.as_ref().is_some_and(|sold| sold.id == tier.id));
                    in_tier.map(|slice| slice.qty).sum()
                };
                tier.used += used(&slices.after) - used(&slices.before);
            }
        }
        Ok(tiers)
    }

    /// Looks at numbers and quotas once all changes are made: what one gives back, another may take
    /// (rule 19).
    fn check(&mut self, singly: &BTreeMap<OfferId, i64>) -> Result<()> {
        let Editing {
            connection,
            period,
            order,
            channel,
            ..
        } = self.editing;
        for (offer, units) in singly {
            let offer = offer::offer_by_id(connection, *offer)?;
            let number = wrong_number(connection, &offer, *units)?;
            self.refusal = self.refusal.take().or(number);
        }
        // Who waits may ask for more than there is: it is checked when it is served (rule 20).
        if order.row.status != OrderStatus::Waitlist {
            let caps = caps(connection, period, &self.wanted()?, Some(channel))?;
            self.full = quota::check(&caps).err();
        }
        if self.refusal.is_none() && self.items.iter().all(|item| item.units() == 0) {
            self.refusal = Some(Refusal::NothingLeft {
                order: order.row.code.clone(),
            });
        }
        Ok(())
    }

    /// What it wants of each offer whose units change, by itself and in packages.
    fn wanted(&self) -> Result<Vec<Wanted>> {
        let Editing {
            connection, order, ..
        } = self.editing;
        let id = order.row.id;
        let mut more: BTreeMap<OfferId, i64> = BTreeMap::new();
        let mut packed = Vec::new();
        for item in self.items.iter().filter(|item| item.more() != 0) {
            let EditedItem { held, .. } = item;
            *more.entry(held.offer.id).or_default() += item.more();
            let parts = match held.lines.is_empty() {
                true => parts_of(connection, &held.offer, &held.item.chosen)?,
                false => parts_in(connection, id, &held.offer, &held.item)?,
            };
            for part in parts {
                let units = item.more() * part.each;
                *more.entry(part.offer).or_default() += units;
                let package = held.offer.code.clone();
                let each = part.each;
                packed.push((
                    part.offer,
                    InPackage {
                        package,
                        each,
                        units,
                    },
                ));
            }
        }
        more.retain(|_, units| *units != 0);
        let before = units_in(connection, id)?;
        let holds = order.row.status == OrderStatus::Active;
        let mut wanted = Vec::new();
        for (offer, more) in more {
            let had = before.get(&offer).copied().unwrap_or_default();
            wanted.push(Wanted {
                offer: offer::offer_by_id(connection, offer)?,
                had,
                // What holds nothing is in no sum.
                counted: if holds { had } else { 0 },
                will: had + more,
                within: Vec::new(),
            });
        }
        if wanted.iter().any(|wanted| wanted.offer.package) {
            let mut within = within(connection, id)?;
            for (offer, more) in packed {
                InPackage::add(within.entry(offer).or_default(), more);
            }
            for wanted in &mut wanted {
                wanted.within = within.remove(&wanted.offer.id).unwrap_or_default();
                wanted.within.retain(|within| within.units != 0);
            }
        }
        Ok(wanted)
    }

    /// How much more its lines will come to, in rupiah.
    pub(in crate::book) fn worth_more(&self) -> Result<Rupiah> {
        let mut worth = Rupiah::ZERO;
        for slices in self.items.iter().filter_map(|item| item.slices.as_ref()) {
            for slice in &slices.after {
                worth = worth.plus(slice.unit_price.times(slice.qty)?)?;
            }
            for slice in &slices.before {
                worth = worth.minus(slice.unit_price.times(slice.qty)?)?;
            }
        }
        Ok(worth)
    }

    /// What the weighings that end with the edit add to the bill: other units, or others' prices, weigh
    /// something else (rule 94).
    pub(in crate::book) fn weighings_lost(&self) -> Result<Rupiah> {
        let mut offers = BTreeSet::new();
        for EditedItem { held, slices } in &self.items {
            let Some(slices) = slices else { continue };
            let is_weighed = held.offer.sold_by_weight.is_some();
            if is_weighed && weighed_of(&slices.before)? != weighed_of(&slices.after)? {
                offers.insert(held.offer.id);
            }
        }
        let mut lost = Rupiah::ZERO;
        for offer in offers {
            let of: Rupiah = self
                .editing
                .connection
                .prepare_cached(
                    "SELECT coalesce(sum(amount), 0) FROM charges WHERE order_id = ?1 AND offer_id = ?2",
                )?
                .query_row(params![self.editing.order.row.id, offer], |row| row.get(0))?;
            lost = lost.plus(of)?;
        }
        Ok(lost)
    }

    /// What leaves the order: of each offer whose units become fewer, those units and what they were sold
    /// for.
    pub(in crate::book) fn given_up(&self) -> Result<GivenUp> {
        let mut less: BTreeMap<OfferId, GivenUp> = BTreeMap::new();
        for EditedItem { held, slices } in &self.items {
            let Some(slices) = slices else { continue };
            let of = less.entry(held.offer.id).or_default();
            for slice in &slices.before {
                of.units += slice.qty;
                of.worth = of.worth.plus(slice.unit_price.times(slice.qty)?)?;
            }
            for slice in &slices.after {
                of.units -= slice.qty;
                of.worth = of.worth.minus(slice.unit_price.times(slice.qty)?)?;
            }
        }
        let mut sum = GivenUp::default();
        for less in less.values().filter(|less| less.units > 0) {
            sum.units += less.units;
            sum.worth = sum.worth.plus(less.worth)?;
        }
        Ok(sum)
    }

    /// Units it will have more, a package counting as one.
    pub(in crate::book) fn units_more(&self) -> i64 {
        self.items.iter().map(EditedItem::more).sum()
    }

    /// Writes the items that change.
    pub(in crate::book) fn write(&self, deed: &Deed<'_>) -> Result<()> {
        let id = self.editing.order.row.id;
        for EditedItem { held, slices } in &self.items {
            if let Some(slices) = slices {
                write_slices(deed, id, &held.offer, &held.item, &slices.after)?;
            }
        }
        Ok(())
    }
}
