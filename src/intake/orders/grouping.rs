//! Groups rows into orders, wherever in the file an order's rows are.
//!
//! Only the order of the last row is in memory; the others are in a [`Spool`], in several pieces
//! when their rows are not adjacent. What only the whole file shows (day or month first, whether
//! sums belong to rows or orders) is applied when the orders are read back, each time in the same
//! way.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::io;

use serde::{Deserialize, Serialize};

use super::dates::Dates;
use super::spool::{Place, Spool};
use crate::domain::digest::Digest;
use crate::domain::draft::{LineDraft, OrderDraft};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::ChargeKind;
use crate::intake::columns::meaning::Origin;

/// An order, or a piece of one, as read from its rows.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct GatheredOrder {
    pub(super) order: OrderDraft,
    /// Cancelled lines, with the status as written.
    pub(super) cancelled: Vec<(LineDraft, String)>,
    /// What one of each line's goods usually costs, where they are known.
    pub(super) usual: Vec<Option<Rupiah>>,
    /// Row of the first line, and whether its day and month could be exchanged.
    pub(super) row: u64,
    pub(super) ambiguous: bool,
    /// The sums in each of its rows that are not cancelled: one entry per row.
    pub(super) sums: Vec<Sums>,
    /// The sums in its cancelled rows, of which only those of the whole order count.
    pub(super) cancelled_sums: Vec<Sums>,
}

/// The sums in a row besides the unit price, in rupiah.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub(super) struct Sums {
    pub(super) total: Option<Rupiah>,
    pub(super) shipping: Option<Rupiah>,
    pub(super) discount: Option<Rupiah>,
    pub(super) promotion: Option<Rupiah>,
    pub(super) surcharge: Option<Rupiah>,
    pub(super) code: Option<Rupiah>,
    /// A discount on the row that can't be divided evenly among its units.
    pub(super) uneven: Option<Rupiah>,
}

type Sum = fn(&Sums) -> Option<Rupiah>;
const TOTAL: Sum = |sums| sums.total;
const SHIPPING: Sum = |sums| sums.shipping;
const DISCOUNT: Sum = |sums| sums.discount;
const PROMOTION: Sum = |sums| sums.promotion;
const UNEVEN: Sum = |sums| sums.uneven;
const SURCHARGE: Sum = |sums| sums.surcharge;
const CODE: Sum = |sums| sums.code;

impl Sums {
    fn is_given(&self) -> bool {
        let sums = [
            TOTAL, SHIPPING, DISCOUNT, PROMOTION, UNEVEN, SURCHARGE, CODE,
        ];
        sums.iter().any(|sum| sum(self).is_some())
    }
}

/// The customer in the first row of an order.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) row: u64,
    pub(super) reference: Option<String>,
    pub(super) name: String,
}

impl GatheredOrder {
    /// Adds a later row, which fills in what earlier rows left blank.
    fn absorb(&mut self, later: Self) {
        let (order, more) = (&mut self.order, later.order);
        let (customer, same) = (&mut order.customer, more.customer);
        customer.phone = customer.phone.take().or(same.phone);
        customer.address = customer.address.take().or(same.address);
        order.recipient = order.recipient.take().or(more.recipient);
        order.recipient_phone = order.recipient_phone.take().or(more.recipient_phone);
        order.channel = order.channel.or(more.channel);
        order.free = order.free.take().or(more.free);
        if order.placed_at.is_none() {
            order.placed_at = more.placed_at;
            self.ambiguous = later.ambiguous;
        }
        if order.note.is_empty() {
            order.note = more.note;
        }
        order.lines.extend(more.lines);
        self.usual.extend(later.usual);
        self.cancelled.extend(later.cancelled);
        self.sums.extend(later.sums);
        self.cancelled_sums.extend(later.cancelled_sums);
    }

    fn head(&self) -> Head {
        Head {
            row: self.row,
            reference: self.order.reference.clone(),
            name: self.order.customer.name.clone(),
        }
    }
}

/// The orders found so far while a file is read.
#[derive(Default)]
pub(super) struct Grouping {
    orders: Orders,
    /// Index of each order in the file, by the key that its rows share.
    found: HashMap<Digest, u32>,
    current: Option<Current>,
    has_sums: bool,
    has_cancelled: bool,
    /// Whether an order has both active and cancelled lines in one piece.
    has_partly: bool,
    totals: Totals,
}

/// What the totals of a table hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Totals {
    /// The price of the goods, perhaps with shipping and discounts; what doesn't fit is doubtful.
    #[default]
    Bill,
    /// What a marketplace's buyer pays, with charges that are none of the shop's.
    Market,
    /// In our own export: the bill. What it holds besides the goods are charges.
    Own,
}

/// The orders of a file, and what only the whole of it shows.
pub(super) struct Finished {
    pub(super) orders: Orders,
    /// How many lines have no price although their order has a total.
    pub(super) unpriced: i64,
    /// Rows whose total fits no reading of their goods, and why.
    pub(super) contradictions: Vec<(u64, Message)>,
}

/// The order of the last row.
struct Current {
    key: Digest,
    number: u32,
    head: Head,
    /// Its rows since it became the current order.
    piece: Option<GatheredOrder>,
}

impl Grouping {
    /// An empty one, for a table from this program.
    pub(super) fn of(origin: Option<Origin>) -> Self {
        let totals = match origin {
            Some(Origin::Own) => Totals::Own,
            Some(origin) if origin.is_marketplace() => Totals::Market,
            _ => Totals::Bill,
        };
        Self {
            totals,
            ..Self::default()
        }
    }

    /// The first row's customer for the order with this key, if there is one.
    pub(super) fn head(&mut self, key: Digest) -> io::Result<Option<&Head>> {
        if self.current.as_ref().is_none_or(|now| now.key != key) {
            self.leave()?;
            if let Some(&number) = self.found.get(&key) {
                let head = self.orders.first(number)?.head();
                self.current = Some(Current {
                    key,
                    number,
                    head,
                    piece: None,
                });
            }
        }
        Ok(self.current.as_ref().map(|now| &now.head))
    }

    /// Adds a row.
    pub(super) fn add(&mut self, key: Digest, row: GatheredOrder) -> io::Result<()> {
        self.has_sums |= row.sums.iter().any(Sums::is_given);
        self.has_cancelled |= !row.cancelled.is_empty();
        if self.head(key)?.is_none() {
            let number = u32::try_from(self.found.len()).map_err(io::Error::other)?;
            self.found.insert(key, number);
            self.current = Some(Current {
                key,
                number,
                head: row.head(),
                piece: None,
            });
        }
        if let Some(now) = &mut self.current {
            match &mut now.piece {
                Some(piece) => piece.absorb(row),
                None => now.piece = Some(row),
            }
        }
        Ok(())
    }

    /// Writes the rows of the current order to the spool.
    fn leave(&mut self) -> io::Result<()> {
        let Some(Current { number, piece, .. }) = self.current.take() else {
            return Ok(());
        };
        if let Some(piece) = piece {
            self.has_partly |= !piece.cancelled.is_empty() && !piece.order.lines.is_empty();
            let place = self.orders.spool.push(&piece)?;
            if number as usize == self.orders.heads.len() {
                self.orders.heads.push(place);
            } else {
                self.orders.more.push((number, place));
            }
        }
        Ok(())
    }

    /// Finishes after the last row. `exchanged` is given when the file has the month first. Orders in
    /// `spoiled` are left out, and those whose total contradicts their goods unless `takes`. `each`
    /// is called with the orders as read, when some are partly cancelled or have sums.
    pub(super) fn finish(
        mut self,
        exchanged: Option<Dates>,
        spoiled: &HashSet<Digest>,
        takes: bool,
        mut each: impl FnMut(&GatheredOrder),
    ) -> io::Result<Finished> {
        self.leave()?;
        let mut orders = self.orders;
        let left_out = spoiled
            .iter()
            .filter_map(|key| self.found.get(key))
            .copied();
        orders.left_out = left_out.collect();
        orders.more.sort_by_key(|(number, _)| *number);
        orders.exchanged = exchanged;
        let mut rules = ByRow {
            totals: self.totals,
            ..ByRow::default()
        };
        if self.has_sums {
            orders.each(|_, draft| rules.see(&draft))?;
        }
        orders.by_row = rules;
        let mut finished = Finished {
            orders: Orders::default(),
            unpriced: 0,
            contradictions: Vec::new(),
        };
        let may_be_partly = self.has_partly || self.has_cancelled && !orders.more.is_empty();
        if self.has_sums || may_be_partly {
            let mut contradicted = BTreeSet::new();
            orders.each(|number, mut draft| {
                each(&draft);
                let settled = rules.settle(&mut draft);
                finished.unpriced += settled.unpriced;
                if let Some(why) = settled.contradiction {
                    finished.contradictions.push((draft.row, why));
                    contradicted.insert(number);
                }
            })?;
            if !takes {
                orders.left_out.extend(contradicted);
            }
        }
        finished.orders = orders;
        Ok(finished)
    }
}

/// The orders of a file, in the order of their first rows. They are read back from the spool one at
/// a time, any number of times.
#[derive(Default)]
pub struct Orders {
    spool: Spool<GatheredOrder>,
    /// Positions of the first piece of each order.
    heads: Vec<Place>,
    /// Positions of further pieces, with the index of their order.
    more: Vec<(u32, Place)>,
    by_row: ByRow,
    /// Set when day and month must be exchanged where both are possible.
    exchanged: Option<Dates>,
    /// Orders that are not read back.
    left_out: BTreeSet<u32>,
}

impl Orders {
    /// Number of orders.
    pub fn len(&self) -> usize {
        self.heads.len() - self.left_out.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reads the orders one by one; each may fail.
    pub fn iter(&mut self) -> impl Iterator<Item = io::Result<OrderDraft>> {
        let mut next = (0, 0);
        std::iter::from_fn(move || {
            let (_, draft) = self.next(&mut next)?;
            Some(draft.map(|draft| self.finished(draft)))
        })
    }

    /// Reads the next order from a position in `heads` and `more`, and advances it; with its place
    /// among all.
    fn next(
        &mut self,
        (number, apart): &mut (usize, usize),
    ) -> Option<(u32, io::Result<GatheredOrder>)> {
        loop {
            let place = *self.heads.get(*number)?;
            let at = u32::try_from(*number).ok()?;
            let left_out = self.left_out.contains(&at);
            let mut draft = match left_out {
                true => None,
                false => Some(self.spool.get(place)),
            };
            while let Some((_, place)) = self.more.get(*apart).filter(|(of, _)| *of == at) {
                *apart += 1;
                draft = draft.map(|draft| {
                    draft.and_then(|mut draft| {
                        draft.absorb(self.spool.get(*place)?);
                        Ok(draft)
                    })
                });
            }
            *number += 1;
            if let Some(draft) = draft {
                return Some((at, draft));
            }
        }
    }

    fn first(&mut self, number: u32) -> io::Result<GatheredOrder> {
        let place = self.heads.get(number as usize);
        self.spool.get(*place.ok_or(io::ErrorKind::UnexpectedEof)?)
    }

    fn each(&mut self, mut see: impl FnMut(u32, GatheredOrder)) -> io::Result<()> {
        let mut next = (0, 0);
        while let Some((number, draft)) = self.next(&mut next) {
            see(number, draft?);
        }
        Ok(())
    }

    /// Applies what only the whole file shows.
    fn finished(&self, mut draft: GatheredOrder) -> OrderDraft {
        self.by_row.settle(&mut draft);
        let mut order = draft.order;
        if order.lines.is_empty() {
            order.cancelled = true;
            order.lines = draft.cancelled.into_iter().map(|(line, _)| line).collect();
        }
        if let Some(dates) = &self.exchanged
            && draft.ambiguous
        {
            order.placed_at = order.placed_at.map(|at| dates.exchanged(at));
        }
        order
    }
}

/// Which sums belong to rows: those with different values within an order anywhere in the file.
#[derive(Debug, Clone, Copy, Default)]
struct ByRow {
    totals: Totals,
    /// Rows of one line without a price whose total is what the goods usually cost, less those of
    /// which it isn't.
    usual: i64,
    total: bool,
    shipping: bool,
    discount: bool,
    promotion: bool,
    surcharge: bool,
}

impl ByRow {
    fn see(&mut self, draft: &GatheredOrder) {
        let differs = |sum: Sum| {
            let mut given = draft.sums.iter().filter_map(sum);
            let first = given.next();
            given.any(|other| Some(other) != first)
        };
        self.total |= differs(TOTAL);
        self.shipping |= differs(SHIPPING);
        self.discount |= differs(DISCOUNT);
        self.promotion |= differs(PROMOTION);
        self.surcharge |= differs(SURCHARGE);
        if let ([line], [Some(each)], [sums]) =
            (&draft.order.lines[..], &draft.usual[..], &draft.sums[..])
            && line.unit_price.is_none()
            && let Some(total) = sums.total
        {
            let fits = self.fits(total, each.raw().saturating_mul(i64::from(line.qty)), sums);
            self.usual += if fits { 1 } else { -1 };
        }
        // Where each row's total holds its own charge, the charge is the row's, equal or not.
        let rows = draft
            .order
            .lines
            .chunk_by(|line, next| line.row == next.row);
        let mut usual = &draft.usual[..];
        let (mut shipped, mut reduced) = (0, 0);
        for (lines, sums) in rows.zip(&draft.sums) {
            let Some((of_row, rest)) = usual.split_at_checked(lines.len()) else {
                return;
            };
            usual = rest;
            let (Some(total), Some(goods)) = (sums.total, goods_sum(lines, of_row)) else {
                return;
            };
            let shipping = sums.shipping.unwrap_or_default().raw();
            let discount = sums.discount.unwrap_or_default().raw();
            if total.raw() != goods + shipping - discount {
                return;
            }
            shipped += usize::from(shipping > 0);
            reduced += usize::from(discount > 0);
        }
        self.shipping |= shipped > 1;
        self.discount |= reduced > 1;
    }

    /// Assigns sums of the order to the order, and sums of rows to their lines.
    fn settle(self, draft: &mut GatheredOrder) -> Settled {
        let mut settled = Settled::default();
        let order = &mut draft.order;
        if order.lines.is_empty() {
            return settled;
        }
        let amount = |sum: Sum, by_row: bool| {
            if by_row {
                Rupiah::sum(draft.sums.iter().filter_map(sum)).unwrap_or(Rupiah::MAX)
            } else {
                // The sum may be in a cancelled row.
                let mut given = draft
                    .sums
                    .iter()
                    .chain(&draft.cancelled_sums)
                    .filter_map(sum);
                given.next().unwrap_or_default()
            }
        };
        let mut shipping = amount(SHIPPING, self.shipping);
        let mut discount = amount(DISCOUNT, self.discount);
        let promotion = amount(PROMOTION, self.promotion);
        let surcharge = amount(SURCHARGE, self.surcharge);
        let code = amount(CODE, false);
        let added = surcharge.raw().saturating_add(code.raw());

        // A total can be the price of a line only when the order has one line.
        let alone = order.lines.len() == 1 && draft.cancelled.is_empty();
        let mut uneven = Vec::new();
        let rows = order.lines.chunk_by_mut(|line, next| line.row == next.row);
        let mut usual = draft.usual.iter();
        for (lines, sums) in rows.zip(&draft.sums) {
            let usual: Vec<_> = usual.by_ref().take(lines.len()).copied().collect();
            let total = sums.total.filter(|_| alone || self.total).map(|total| {
                // The total of an order includes shipping; the total of a row doesn't.
                let goods = if alone && !self.total {
                    total.raw() - shipping.raw() - added + discount.raw()
                } else {
                    total.raw()
                };
                // What the goods usually cost tells whether the charges are in it.
                let bare = |line: &LineDraft, each: Option<Rupiah>| {
                    each.and_then(|each| each.times(i64::from(line.qty)).ok()) == Some(total)
                };
                match (&*lines, &usual[..]) {
                    ([line], [each]) if bare(line, *each) => total.raw(),
                    _ => goods,
                }
            });
            match (lines, total) {
                ([line], Some(total))
                    if line.unit_price.is_none()
                        && total >= 0
                        && total % i64::from(line.qty) == 0
                        && !(self.has_usual_prices() && usual.iter().any(Option::is_some)) =>
                {
                    // The row's own discount is already subtracted.
                    line.unit_price = Some(Rupiah::new(total / i64::from(line.qty)));
                }
                (lines, _) => {
                    uneven.extend(sums.uneven);
                    let open = lines.iter().filter(|line| line.unit_price.is_none());
                    if sums.total.is_some() {
                        settled.unpriced += i64::try_from(open.count()).unwrap_or(i64::MAX);
                    }
                }
            }
        }
        let off = [promotion].into_iter().chain(uneven);
        let off = Rupiah::sum(off).unwrap_or(Rupiah::MAX);
        match self.totals {
            Totals::Market => {}
            Totals::Own => {
                // The bill holds charges that have no column of their own.
                let bill = draft.sums.iter().find_map(TOTAL);
                let rest = bill.zip(goods_sum(&order.lines, &draft.usual));
                let rest = rest.map_or(0, |(bill, goods)| bill.raw() - goods);
                shipping = Rupiah::new(rest.max(0));
                discount = Rupiah::new(rest.min(0).saturating_neg());
            }
            Totals::Bill if draft.cancelled.is_empty() => {
                settled.contradiction = self.contradiction(draft, [shipping, discount, off], added);
            }
            Totals::Bill => {}
        }
        // What the usual prices add up to needs no remark.
        let fits = !draft.usual.contains(&None) && settled.contradiction.is_none();
        if self.totals == Totals::Own || fits && draft.cancelled.is_empty() {
            settled.unpriced = 0;
        }
        let order = &mut draft.order;
        let charges = [
            (ChargeKind::Shipping, shipping),
            (
                ChargeKind::Discount,
                Rupiah::sum([discount, off]).unwrap_or(Rupiah::MAX),
            ),
            (ChargeKind::Surcharge, surcharge),
            (ChargeKind::UniqueCode, code),
        ];
        let charges = charges.into_iter();
        let charges = charges.filter(|(_, amount)| *amount > Rupiah::ZERO);
        order.charges.extend(charges);
        settled
    }

    /// Whether totals of the file are what the goods usually cost, so that another one says no price.
    fn has_usual_prices(self) -> bool {
        self.totals == Totals::Bill && self.usual > 0
    }

    /// Whether a total is what the goods cost, with or without the charges of its row.
    fn fits(&self, total: Rupiah, goods: i64, sums: &Sums) -> bool {
        let of = |sum: Sum| sum(sums).unwrap_or_default().raw();
        let less = of(DISCOUNT) + of(PROMOTION) + of(UNEVEN);
        let more = of(SURCHARGE) + of(CODE);
        let total = total.raw();
        let bare = goods.saturating_sub(less);
        [
            goods,
            bare,
            bare + more,
            bare + of(SHIPPING),
            bare + of(SHIPPING) + more,
        ]
        .contains(&total)
    }

    /// Why the total fits no sum of the goods, with or without shipping and discounts; `None` when it
    /// fits, or a price isn't known.
    fn contradiction(
        self,
        draft: &GatheredOrder,
        [shipping, discount, off]: [Rupiah; 3],
        added: i64,
    ) -> Option<Message> {
        let lines = &draft.order.lines;
        let fits = |total: Rupiah, goods: i64, [shipping, discount, off]: [Rupiah; 3]| {
            let (shipping, discount, off) = (shipping.raw(), discount.raw(), off.raw());
            let bare = goods.saturating_sub(discount).saturating_sub(off);
            let whole = bare.saturating_add(shipping);
            let with_more = [bare, whole].map(|sum| sum.saturating_add(added));
            // A subtotal is before all of it.
            [goods, bare, whole].contains(&total.raw()) || with_more.contains(&total.raw())
        };
        let why = |total: Rupiah, goods: i64| {
            Message::new("intake-total-contradicts")
                .money("total", total)
                .money("goods", Rupiah::new(goods))
                .money("shipping", shipping)
        };
        if self.total {
            let rows = lines.chunk_by(|line, next| line.row == next.row);
            let mut usual = &draft.usual[..];
            for (lines, sums) in rows.zip(&draft.sums) {
                let (of_row, rest) = usual.split_at_checked(lines.len())?;
                usual = rest;
                let Some(total) = sums.total else { continue };
                let of_sums = |sum: Sum| sum(sums).unwrap_or_default();
                let charges = [SHIPPING, DISCOUNT, PROMOTION].map(of_sums);
                let goods = goods_sum(lines, of_row)?;
                let uneven = of_sums(UNEVEN).raw();
                if !fits(total, goods, charges) && !fits(total, goods - uneven, charges) {
                    return Some(why(total, goods));
                }
            }
            return None;
        }
        let total = draft.sums.iter().find_map(TOTAL)?;
        let goods = goods_sum(lines, &draft.usual)?;
        (!fits(total, goods, [shipping, discount, off])).then(|| why(total, goods))
    }
}

/// What settling an order came to.
#[derive(Default)]
struct Settled {
    /// How many lines have no price although their order has a total.
    unpriced: i64,
    /// Why its total fits no reading of its goods.
    contradiction: Option<Message>,
}

/// What lines cost together, in rupiah; `None` when a price isn't known.
fn goods_sum(lines: &[LineDraft], usual: &[Option<Rupiah>]) -> Option<i64> {
    let amounts = lines.iter().zip(usual).map(|(line, usual)| {
        let each = line.unit_price.or(*usual)?;
        Some(each.times(i64::from(line.qty)).ok()?.raw())
    });
    amounts.sum()
}
