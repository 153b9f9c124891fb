//! Groups rows into orders, wherever in the file an order's rows are.
//!
//! Only the order of the last row is in memory; the others are in a [`Spool`], in several pieces
//! when their rows are not adjacent. What only the whole file shows (day or month first, whether
//! sums belong to rows or orders) is applied when the orders are read back, each time in the same
//! way.

use std::collections::HashMap;
use std::io;

use serde::{Deserialize, Serialize};

use super::dates::Dates;
use super::spool::{Place, Spool};
use crate::domain::digest::Digest;
use crate::domain::draft::{LineDraft, OrderDraft};
use crate::domain::money::Rupiah;
use crate::domain::order::ChargeKind;

/// An order, or a piece of one, as read from its rows.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct GatheredOrder {
    pub(super) order: OrderDraft,
    /// Cancelled lines, with the status as written.
    pub(super) cancelled: Vec<(LineDraft, String)>,
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
    /// A discount on the row that can't be divided evenly among its units.
    pub(super) uneven: Option<Rupiah>,
}

type Sum = fn(&Sums) -> Option<Rupiah>;
const TOTAL: Sum = |sums| sums.total;
const SHIPPING: Sum = |sums| sums.shipping;
const DISCOUNT: Sum = |sums| sums.discount;
const PROMOTION: Sum = |sums| sums.promotion;
const UNEVEN: Sum = |sums| sums.uneven;

impl Sums {
    fn is_given(&self) -> bool {
        let sums = [TOTAL, SHIPPING, DISCOUNT, PROMOTION, UNEVEN];
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
        order.channel = order.channel.or(more.channel);
        if order.placed_at.is_none() {
            order.placed_at = more.placed_at;
            self.ambiguous = later.ambiguous;
        }
        if order.note.is_empty() {
            order.note = more.note;
        }
        order.lines.extend(more.lines);
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

    /// Finishes after the last row. `exchanged` is given when the file has the month first. `each` is
    /// called with the orders as read, when some are partly cancelled or have sums. Also returns
    /// how many lines have no price although their order has a total.
    pub(super) fn finish(
        mut self,
        exchanged: Option<Dates>,
        mut each: impl FnMut(&GatheredOrder),
    ) -> io::Result<(Orders, i64)> {
        self.leave()?;
        let mut orders = self.orders;
        orders.more.sort_by_key(|(number, _)| *number);
        orders.exchanged = exchanged;
        if self.has_sums {
            let mut by_row = ByRow::default();
            orders.each(|draft| by_row.see(&draft))?;
            orders.by_row = by_row;
        }
        let mut unpriced = 0;
        let may_be_partly = self.has_partly || self.has_cancelled && !orders.more.is_empty();
        if self.has_sums || may_be_partly {
            let by_row = orders.by_row;
            orders.each(|mut draft| {
                each(&draft);
                unpriced += by_row.settle(&mut draft);
            })?;
        }
        Ok((orders, unpriced))
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
}

impl Orders {
    /// Number of orders.
    pub fn len(&self) -> usize {
        self.heads.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.heads.is_empty()
    }

    /// Reads the orders one by one; each may fail.
    pub fn iter(&mut self) -> impl Iterator<Item = io::Result<OrderDraft>> {
        let mut next = (0, 0);
        std::iter::from_fn(move || {
            let draft = self.next(&mut next)?;
            Some(draft.map(|draft| self.finished(draft)))
        })
    }

    /// Reads the order at a position in `heads` and `more`, and advances it.
    fn next(&mut self, (number, apart): &mut (usize, usize)) -> Option<io::Result<GatheredOrder>> {
        let place = *self.heads.get(*number)?;
        let mut draft = self.spool.get(place);
        while let Some((_, place)) = (self.more.get(*apart))
            .filter(|(of, _)| usize::try_from(*of).is_ok_and(|of| of == *number))
        {
            *apart += 1;
            draft = draft.and_then(|mut draft| {
                draft.absorb(self.spool.get(*place)?);
                Ok(draft)
            });
        }
        *number += 1;
        Some(draft)
    }

    fn first(&mut self, number: u32) -> io::Result<GatheredOrder> {
        let place = self.heads.get(number as usize);
        self.spool.get(*place.ok_or(io::ErrorKind::UnexpectedEof)?)
    }

    fn each(&mut self, mut see: impl FnMut(GatheredOrder)) -> io::Result<()> {
        let mut next = (0, 0);
        while let Some(draft) = self.next(&mut next) {
            see(draft?);
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
    total: bool,
    shipping: bool,
    discount: bool,
    promotion: bool,
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
    }

    /// Assigns sums of the order to the order, and sums of rows to their lines. Returns how many
    /// lines are left without a price.
    fn settle(self, draft: &mut GatheredOrder) -> i64 {
        let order = &mut draft.order;
        if order.lines.is_empty() {
            return 0;
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
        let shipping = amount(SHIPPING, self.shipping);
        let discount = amount(DISCOUNT, self.discount);
        let promotion = amount(PROMOTION, self.promotion);

        // A total can be the price of a line only when the order has one line.
        let alone = order.lines.len() == 1 && draft.cancelled.is_empty();
        let (mut unpriced, mut uneven) = (0, Vec::new());
        let rows = order.lines.chunk_by_mut(|line, next| line.row == next.row);
        for (lines, sums) in rows.zip(&draft.sums) {
            let total = sums.total.map(|total| {
                // The total of an order includes shipping; the total of a row doesn't.
                if alone && !self.total {
                    total.raw() - shipping.raw() + discount.raw()
                } else {
                    total.raw()
                }
            });
            let total = total.filter(|_| alone || self.total);
            match (lines, total) {
                ([line], Some(total))
                    if line.unit_price.is_none()
                        && total >= 0
                        && total % i64::from(line.qty) == 0 =>
                {
                    // The row's own discount is already subtracted.
                    line.unit_price = Some(Rupiah::new(total / i64::from(line.qty)));
                }
                (lines, _) => {
                    uneven.extend(sums.uneven);
                    let open = lines.iter().filter(|line| line.unit_price.is_none());
                    if sums.total.is_some() {
                        unpriced += i64::try_from(open.count()).unwrap_or(i64::MAX);
                    }
                }
            }
        }
        let off = [discount, promotion].into_iter().chain(uneven);
        let charges = [
            (ChargeKind::Shipping, shipping),
            (
                ChargeKind::Discount,
                Rupiah::sum(off).unwrap_or(Rupiah::MAX),
            ),
        ];
        let charges = charges.into_iter();
        let charges = charges.filter(|(_, amount)| *amount > Rupiah::ZERO);
        order.charges.extend(charges);
        unpriced
    }
}
