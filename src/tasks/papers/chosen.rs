//! Which orders and parcels papers are of (rules 77, 80).

use chrono::NaiveDate;

use crate::book::{Book, BookError, OrderFilter, ParcelFilter};
use crate::domain::fulfilment::Fulfilment;
use crate::domain::id::{OrderId, ParcelId, PeriodId};
use crate::domain::order::{Order, OrderStatus};
use crate::domain::parcel::{Parcel, ParcelState, ParcelWay};
use crate::domain::stage::Stage;
use crate::domain::when::{Moment, Zone};

/// Which orders papers are of. Where none is named, they are of what is to be done now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chosen {
    /// Of one PO; all of its orders that count.
    pub period: Option<PeriodId>,
    /// These orders, whatever PO they are of.
    pub orders: Vec<OrderId>,
    /// Only what is in these parcels, which are of the named orders. Empty: all of the orders.
    pub parcels: Vec<ParcelId>,
}

impl Chosen {
    /// Whether a PO or orders are named.
    fn is_named(&self) -> bool {
        self.period.is_some() || !self.orders.is_empty()
    }

    /// The chosen orders that count, in full, oldest first: none that waits or was cancelled. Where none is
    /// named, those of all POs that are not over.
    pub fn in_full(&self, book: &Book, now: Moment) -> Result<Vec<Order>, BookError> {
        if self.is_named() {
            let only = (!self.orders.is_empty()).then(|| self.orders.clone());
            return read(self.period, only, book, now);
        }
        let mut all = Vec::new();
        for period in book.periods()?.into_iter().rev() {
            if !matches!(period.stage(now), Stage::Finished | Stage::Cancelled) {
                all.extend(read(Some(period.id), None, book, now)?);
            }
        }
        Ok(all)
    }

    /// Those of them with goods to pack; named orders stay. Where none is named, those that can be handed over
    /// now or are wanted by today (rule 77).
    pub(super) fn to_pack(
        &self,
        book: &Book,
        zone: Zone,
        now: Moment,
    ) -> Result<Vec<Order>, BookError> {
        if !self.is_named() {
            let due = due(book, now.date(zone), now)?;
            return read(None, Some(due), book, now);
        }
        let mut all = self.in_full(book, now)?;
        if self.orders.is_empty() {
            all.retain(|order| order.row.units_are.left() > 0);
        }
        Ok(all)
    }

    /// Those of them with goods to pack, or in parcels that [`Self::shows`]; named orders stay.
    pub(super) fn to_send(
        &self,
        book: &Book,
        zone: Zone,
        now: Moment,
    ) -> Result<Vec<Order>, BookError> {
        if !self.is_named() {
            let mut ids = due(book, now.date(zone), now)?;
            let filter = ParcelFilter {
                couriers: true,
                open_since: Some(Moment::opening(now.date(zone), zone)),
                ..ParcelFilter::default()
            };
            for parcel in book.parcels(&filter)? {
                if self.shows(&parcel, zone, now) {
                    ids.extend(parcel.orders.iter().map(|(id, _)| *id));
                }
            }
            return read(None, Some(ids), book, now);
        }
        let mut all = self.in_full(book, now)?;
        if self.orders.is_empty() {
            all.retain(|order| {
                let units = &order.row.units_are;
                units.left() > 0 || units.on_way_since.is_some()
            });
        }
        Ok(all)
    }

    /// Whether a parcel's papers are wanted: it is named. Where none is, it has not arrived; where no order is
    /// named either, it is in the shop or left it today.
    pub(super) fn shows(&self, parcel: &Parcel, zone: Zone, now: Moment) -> bool {
        if !self.parcels.is_empty() {
            return parcel.way == ParcelWay::Courier && self.parcels.contains(&parcel.id);
        }
        let today = |at: Moment| at.date(zone) == now.date(zone);
        parcel.way == ParcelWay::Courier
            && match parcel.state() {
                ParcelState::Packed => true,
                ParcelState::Sent => self.is_named() || parcel.sent_at.is_some_and(today),
                ParcelState::Received | ParcelState::Returned => false,
            }
    }
}

/// Orders that count, in full, oldest first.
fn read(
    period: Option<PeriodId>,
    only: Option<Vec<OrderId>>,
    book: &Book,
    now: Moment,
) -> Result<Vec<Order>, BookError> {
    let filter = OrderFilter {
        period,
        only,
        ..counting()
    };
    let mut found = Vec::new();
    book.each_order_in_full(&filter, now, |order| {
        found.push(order);
        true
    })?;
    Ok(found)
}

fn counting() -> OrderFilter {
    OrderFilter {
        status: Some(OrderStatus::Active),
        ..OrderFilter::default()
    }
}

/// The orders that can be handed over now, and those that are wanted by today (rule 77).
fn due(book: &Book, today: NaiveDate, now: Moment) -> Result<Vec<OrderId>, BookError> {
    let queue = book.hand_over_rows(&counting(), now)?.into_iter();
    let mut ids: Vec<OrderId> = queue.map(|order| order.row.id).collect();
    let wanted = OrderFilter {
        wanted_by: Some(today),
        ..counting()
    };
    book.each_order(&wanted, None, now, |row| {
        if row.units_are.left() > 0 && row.fulfilment != Fulfilment::Done {
            ids.push(row.id);
        }
        true
    })?;
    Ok(ids)
}
