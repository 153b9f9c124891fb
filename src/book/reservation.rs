//! Reservations: units of a quota kept for a sales channel (rule 69). Other channels can't sell
//! them until the owner releases what the channel doesn't use.

use rusqlite::{Connection, params};

use super::keeper::book::Book;
use super::keeper::deed::Done;
use super::keeper::error::Result;
use super::rows::offer::OfferRow;
use super::rows::reservation::{self, Reservation, kept_row};
use super::rows::{number, period};
use super::steps::order::quotas::product_quota;
use super::steps::order::resolve;
use super::steps::waitlist;
use crate::domain::code::Code;
use crate::domain::id::PeriodId;
use crate::domain::order::Channel;
use crate::domain::period::Period;
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;

impl Book {
    /// Reserves units of a period's or a variant's quota for a channel, or changes how many are
    /// reserved.
    ///
    /// # Errors
    /// A variant that is not on sale, no quota, or a smaller one.
    pub fn reserve(
        &mut self,
        period: PeriodId,
        channel: Channel,
        variant: Option<&Code>,
        units: i64,
        now: Moment,
    ) -> Result<Done<()>> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            let period = period::by_id(connection, period)?;
            let offer = offer(connection, &period, variant)?;
            let quota = match &offer {
                None => period.quota,
                Some(offer) => offer
                    .quota
                    .or(product_quota(connection, period.id, offer.product_id)?)
                    .or(period.quota),
            };
            let Some(quota) = quota else {
                let code = offer.map_or(period.code.to_string(), |offer| offer.code);
                return Err(Refusal::NoQuotaToReserve { code }.into());
            };
            number::within("field-reservation", units, 1, quota)?;
            let of = offer.map(|offer| offer.id);
            match kept_row(connection, period.id, of, channel)? {
                Some(id) => connection
                    .prepare_cached(
                        "UPDATE reservations SET units = ?2, given_back_at = NULL
                         WHERE id = ?1 AND (units, given_back_at) IS NOT (?2, NULL)",
                    )?
                    .execute([id, units])?,
                None => connection
                    .prepare_cached(
                        "INSERT INTO reservations (period_id, offer_id, channel, units) VALUES (?1, ?2, ?3, ?4)",
                    )?
                    .execute(params![period.id, of, channel, units])?,
            };
            // The reservation may have become smaller.
            let served = waitlist::serve(deed, period.id)?;
            let message = period::did("did-reserve", &period)
                .word("channel", channel.key())
                .count("units", units);
            Ok(((), waitlist::told(message, &served)))
        })
    }

    /// Releases the units a channel didn't use of its reservation: all channels can sell them
    /// again.
    ///
    /// # Errors
    /// [`Refusal::NothingReserved`].
    pub fn give_back(
        &mut self,
        period: PeriodId,
        channel: Channel,
        variant: Option<&Code>,
        now: Moment,
    ) -> Result<Done<()>> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            let period = period::by_id(connection, period)?;
            let of = offer(connection, &period, variant)?.map(|offer| offer.id);
            let Some(id) = kept_row(connection, period.id, of, channel)? else {
                return Err(Refusal::NothingReserved {
                    period: period.code.to_string(),
                    channel,
                }
                .into());
            };
            connection
                .prepare_cached(
                    "UPDATE reservations SET given_back_at = ?2 WHERE id = ?1 AND given_back_at IS NULL",
                )?
                .execute(params![id, now])?;
            let served = waitlist::serve(deed, period.id)?;
            let message = period::did("did-give-back", &period).word("channel", channel.key());
            Ok(((), waitlist::told(message, &served)))
        })
    }

    /// The reservations of a period, in the order they were added.
    pub fn reservations(&self, period: PeriodId) -> Result<Vec<Reservation>> {
        Ok(reservation::rows(&*self.reading()?, period)?
            .into_iter()
            .map(|(reservation, _)| reservation)
            .collect())
    }
}

/// The offer of a variant that is on sale, when one is meant.
fn offer(
    connection: &Connection,
    period: &Period,
    variant: Option<&Code>,
) -> Result<Option<OfferRow>> {
    variant
        .map(|code| resolve::offer_for(connection, period, code))
        .transpose()
}
