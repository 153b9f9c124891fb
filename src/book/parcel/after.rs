//! What becomes of a parcel: it is sent, received, or comes back (rule 82); its courier, tracking number and
//! fee are filled in afterwards.

use rusqlite::params;

use super::{order_codes, pay};
use crate::book::keeper::book::Book;
use crate::book::keeper::deed::{Deed, Done};
use crate::book::keeper::error::Result;
use crate::book::rows::unit::{self, Leaving, Move, Place};
use crate::book::rows::{order_full, parcel, period, text};
use crate::book::steps::order::cancel::cancel_keeping;
use crate::book::steps::order::take_out::take_out;
use crate::book::steps::{tally, units, waitlist};
use crate::domain::id::{AccountId, OrderId, ParcelId};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::OrderStatus;
use crate::domain::parcel::{GoodsBack, Parcel, ParcelState, ReturnEnding};
use crate::domain::refusal::Refusal;
use crate::domain::weight::Grams;
use crate::domain::when::Moment;

/// Changes to a parcel; absent values stay.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ParcelChange {
    /// Who takes it.
    pub courier: Option<String>,
    /// The courier's service.
    pub service: Option<String>,
    /// Tracking number, as it was given (rule 99).
    pub tracking: Option<String>,
    /// What the courier was paid, in rupiah (rule 101).
    pub paid: Option<Rupiah>,
    /// The account that was paid from.
    pub account: Option<AccountId>,
    /// What it weighs.
    pub weight: Option<Grams>,
    /// Note of the shop.
    pub note: Option<String>,
}

impl Book {
    /// Changes what is written on a parcel, and books what its courier was paid. Returns the parcel.
    ///
    /// # Errors
    /// A parcel that was fetched has no courier.
    pub fn change_parcel(
        &mut self,
        id: ParcelId,
        edit: &ParcelChange,
        now: Moment,
    ) -> Result<Done<Parcel>> {
        self.transaction(now, |deed| {
            change(deed, id, edit)?;
            let parcel = parcel::by_id(deed.connection(), id)?;
            let message = did("did-change-parcel", &parcel);
            Ok((parcel, message))
        })
    }

    /// Changes several parcels in one deed, such as a column of tracking numbers.
    ///
    /// # Errors
    /// As [`Self::change_parcel`] of any of them; then none is changed.
    pub fn change_parcels(
        &mut self,
        edits: &[(ParcelId, ParcelChange)],
        now: Moment,
    ) -> Result<Done<usize>> {
        self.transaction(now, |deed| {
            for (id, edit) in edits {
                change(deed, *id, edit)?;
            }
            let message = Message::new("did-change-parcels").count("parcels", edits.len());
            Ok((edits.len(), message))
        })
    }

    /// Sends packed parcels, all in one deed.
    ///
    /// # Errors
    /// A parcel that is not packed; then none is sent.
    pub fn send_parcels(&mut self, ids: &[ParcelId], now: Moment) -> Result<Done<usize>> {
        self.transaction(now, |deed| {
            for id in ids {
                send(deed, *id)?;
            }
            let message = match ids {
                [only] => did("did-send-parcel", &parcel::by_id(deed.connection(), *only)?),
                several => Message::new("did-send-parcels").count("parcels", several.len()),
            };
            Ok((ids.len(), message))
        })
    }

    /// Records that parcels arrived, all in one deed. What was to be collected was, unless `collected` says how
    /// much; the courier holds it until he hands it in (rule 91).
    ///
    /// # Errors
    /// A parcel that is not on its way; then none is recorded.
    pub fn receive_parcels(
        &mut self,
        ids: &[ParcelId],
        collected: Option<Rupiah>,
        now: Moment,
    ) -> Result<Done<usize>> {
        self.transaction(now, |deed| {
            for id in ids {
                receive(deed, *id, collected)?;
            }
            let message = match ids {
                [only] => did(
                    "did-receive-parcel",
                    &parcel::by_id(deed.connection(), *only)?,
                ),
                several => Message::new("did-receive-parcels").count("parcels", several.len()),
            };
            Ok((ids.len(), message))
        })
    }

    /// Records that a parcel came back, and what is decided of it: its goods are sent again, or its orders
    /// closed by their cancellation rule, the goods back to stock or lost (rule 82). Without a decision it
    /// is listed until there is one.
    ///
    /// # Errors
    /// A parcel that is not on its way, or of which that was decided already.
    pub fn return_parcel(
        &mut self,
        id: ParcelId,
        ending: Option<ReturnEnding>,
        back: GoodsBack,
        now: Moment,
    ) -> Result<Done<Parcel>> {
        self.transaction(now, |deed| {
            let before = parcel::by_id(deed.connection(), id)?;
            if !before.waits_for_decision() {
                come_back(deed, &before)?;
            } else if ending.is_none() {
                return Err(wrong_state(&before));
            }
            let key = match ending {
                None => "did-return-parcel",
                Some(ReturnEnding::Again) => "did-return-parcel-again",
                Some(ReturnEnding::Close) => "did-return-parcel-close",
            };
            if let Some(ending) = ending {
                deed.connection()
                    .prepare_cached("UPDATE parcels SET return_ending = ?2 WHERE id = ?1")?
                    .execute(params![id, ending])?;
            }
            let mut message = did(key, &before);
            if ending == Some(ReturnEnding::Close) {
                let served = close(deed, &before, back)?;
                message = waitlist::told(message, &served);
            }
            Ok((parcel::by_id(deed.connection(), id)?, message))
        })
    }
}

fn did(key: &'static str, parcel: &Parcel) -> Message {
    Message::new(key)
        .text("parcel", parcel.code())
        .text("customer", parcel.customer.as_str())
        .text("orders", order_codes(parcel))
}

fn wrong_state(parcel: &Parcel) -> crate::book::keeper::error::BookError {
    Refusal::ParcelState {
        parcel: parcel.code(),
        state: parcel.state(),
    }
    .into()
}

fn touch(deed: &Deed<'_>, parcel: &Parcel) -> Result<()> {
    parcel
        .orders
        .iter()
        .try_for_each(|(order, _)| deed.touches(*order))
}

fn change(deed: &Deed<'_>, id: ParcelId, edit: &ParcelChange) -> Result<()> {
    let connection = deed.connection();
    let before = parcel::by_id(connection, id)?;
    let couriers = [&edit.courier, &edit.service, &edit.tracking];
    if before.courier.is_empty()
        && (couriers.iter().any(|said| said.is_some()) || edit.paid.is_some())
    {
        return Err(Refusal::ParcelFetched {
            parcel: before.code(),
        }
        .into());
    }
    let courier = match &edit.courier {
        Some(name) => text::name("field-courier", name)?,
        None => before.courier.clone(),
    };
    let line = |field, said: &Option<String>, was: &str| match said {
        Some(said) => text::line(field, said),
        None => Ok(was.to_owned()),
    };
    let note = match &edit.note {
        Some(note) => text::note("field-note", note)?,
        None => before.note.clone(),
    };
    let service = line("field-service", &edit.service, &before.service)?;
    let tracking = line("field-tracking", &edit.tracking, &before.tracking)?;
    let weight = edit.weight.or(before.weight);
    let weight = weight.filter(|weight| weight.raw() > 0);
    let was = (
        &before.courier,
        &before.service,
        &before.tracking,
        before.weight,
        &before.note,
    );
    if was != (&courier, &service, &tracking, weight, &note) {
        connection
            .prepare_cached(
                "UPDATE parcels SET courier = ?2, service = ?3, tracking = ?4, weight = ?5, note = ?6 WHERE id = ?1",
            )?
            .execute(params![id, courier, service, tracking, weight, note])?;
    }
    if let Some(paid) = edit.paid {
        pay::pay_courier(deed, id, paid, edit.account)?;
    }
    touch(deed, &before)
}

/// Moves what a parcel holds from one place to another.
fn carry(deed: &Deed<'_>, id: ParcelId, (from, to): (Place, Place)) -> Result<()> {
    for held in unit::in_parcel_of(deed.connection(), id)? {
        let qty = match from {
            Place::Parcel => held.packed,
            _ => held.handed,
        };
        if qty > 0 {
            let made = Move {
                offer: held.offer,
                customization: &held.customization,
                qty,
                from,
                to,
                order: held.order,
                package: held.package,
                parcel: Some(id),
                claim: None,
                why: "",
            };
            unit::record(deed, &made)?;
        }
    }
    Ok(())
}

fn send(deed: &Deed<'_>, id: ParcelId) -> Result<()> {
    let before = parcel::by_id(deed.connection(), id)?;
    if before.state() != ParcelState::Packed {
        return Err(wrong_state(&before));
    }
    touch(deed, &before)?;
    // Sent first, so that the sums see its moment.
    deed.connection()
        .prepare_cached("UPDATE parcels SET sent_at = ?2 WHERE id = ?1")?
        .execute(params![id, deed.now])?;
    carry(deed, id, (Place::Parcel, Place::Customer))
}

fn receive(deed: &Deed<'_>, id: ParcelId, collected: Option<Rupiah>) -> Result<()> {
    let before = parcel::by_id(deed.connection(), id)?;
    if before.state() != ParcelState::Sent {
        return Err(wrong_state(&before));
    }
    touch(deed, &before)?;
    deed.connection()
        .prepare_cached("UPDATE parcels SET received_at = ?2 WHERE id = ?1")?
        .execute(params![id, deed.now])?;
    let collected = collected.unwrap_or(before.cod);
    if collected < Rupiah::ZERO {
        return Err(Refusal::NotPositive { field: "field-cod" }.into());
    }
    if collected > Rupiah::ZERO {
        pay::collected(deed, &before, collected)?;
    }
    Ok(())
}

/// Takes the goods of a parcel back: they are set aside for their orders.
fn come_back(deed: &Deed<'_>, before: &Parcel) -> Result<()> {
    if before.courier.is_empty() || before.state() != ParcelState::Sent {
        return Err(wrong_state(before));
    }
    touch(deed, before)?;
    carry(deed, before.id, (Place::Customer, Place::Order))?;
    deed.connection()
        .prepare_cached("UPDATE parcels SET returned_at = ?2 WHERE id = ?1")?
        .execute(params![before.id, deed.now])?;
    Ok(())
}

/// Closes the orders of a parcel that came back: what it held leaves them, by their cancellation rule. One that
/// was cancelled since is closed, and what went out again stays.
fn close(deed: &Deed<'_>, parcel: &Parcel, goods: GoodsBack) -> Result<Vec<String>> {
    let connection = deed.connection();
    let why = format!("{} ↩", parcel.code());
    let mut periods = Vec::new();
    for (id, _) in &parcel.orders {
        let order = order_full::order(connection, *id, deed.now)?;
        if order.row.status == OrderStatus::Cancelled {
            continue;
        }
        let period = period::by_id(connection, order.row.period)?;
        tally::freeze_if_closed(deed, period.id, deed.now)?;
        let back = bring_back(deed, *id, parcel.id, goods, &why)?;
        match units::in_hand(connection, *id)? {
            0 => {
                cancel_keeping(deed, *id, &why, false, None)?;
            }
            _ => take_out(deed, (&period, &order), &back, parcel.destination, &why)?,
        }
        periods.push(period.id);
    }
    waitlist::serve_all(deed, periods)
}

/// What a parcel brought back of an order and is still set aside for it; lost goods leave the shop.
fn bring_back(
    deed: &Deed<'_>,
    order: OrderId,
    parcel: ParcelId,
    goods: GoodsBack,
    why: &str,
) -> Result<Vec<Leaving>> {
    let mut came = unit::brought_back(deed.connection(), parcel, order)?;
    let mut aside = unit::aside(deed.connection(), order)?;
    for back in &mut came {
        let known = aside.iter_mut().find(|(offer, customization, _)| {
            (*offer, customization.as_str()) == (back.offer, back.customization.as_str())
        });
        back.qty = known.map_or(0, |(_, _, there)| {
            let taken = back.qty.min(*there);
            *there -= taken;
            taken
        });
    }
    came.retain(|back| back.qty > 0);
    if goods == GoodsBack::Lost {
        for back in &came {
            let made = Move {
                offer: back.offer,
                customization: &back.customization,
                qty: back.qty,
                from: Place::Order,
                to: Place::Outside,
                order,
                package: None,
                parcel: None,
                claim: None,
                why,
            };
            unit::record(deed, &made)?;
        }
    }
    Ok(came)
}
