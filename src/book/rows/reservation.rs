//! Reservations, units kept for a channel: reads and copies their rows (rule 69).

use rusqlite::{Connection, OptionalExtension, params};

use crate::book::keeper::error::Result;
use crate::domain::id::{OfferId, PeriodId, ProductId};
use crate::domain::message::Message;
use crate::domain::order::Channel;
use crate::domain::quota::Reserved;

/// Units of a period's or a variant's quota reserved for a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reservation {
    /// The channel.
    pub channel: Channel,
    /// Code of the variant; of the whole period when absent.
    pub variant: Option<String>,
    /// Units reserved.
    pub units: i64,
    /// Units sold on the channel; may be more than were reserved.
    pub used: i64,
    /// Whether the unused units were released to all channels.
    pub given_back: bool,
}

impl Reservation {
    /// The sentence for it.
    pub fn message(&self) -> Message {
        Message::new(if self.given_back {
            "reservation-given-back"
        } else {
            "reservation-kept"
        })
        .word("channel", self.channel.key())
        .text("variant", self.variant.clone().unwrap_or_default())
        .count("units", self.units)
        .count("used", self.used)
    }
}

/// Units of a period's quotas still reserved for other channels than `channel`. Costs one index
/// lookup when nothing is reserved.
pub(in crate::book) fn kept_from(
    connection: &Connection,
    period: PeriodId,
    channel: Channel,
) -> Result<Vec<Reserved>> {
    Ok(rows(connection, period)?
        .into_iter()
        .filter(|(kept, _)| !kept.given_back && kept.channel != channel)
        .map(|(kept, of)| Reserved {
            channel: kept.channel,
            offer: of,
            units: (kept.units - kept.used).max(0),
        })
        .collect())
}

/// The offer whose units are reserved, with its product; `None` for the whole period.
type Of = Option<(OfferId, ProductId)>;

/// The reservations of a period, each with the offer and the product it is of.
pub(in crate::book) fn rows(
    connection: &Connection,
    period: PeriodId,
) -> Result<Vec<(Reservation, Of)>> {
    let mut select = connection.prepare_cached(
        "SELECT r.channel, v.code, r.units, r.given_back_at IS NOT NULL, r.offer_id, v.product_id,
            CASE WHEN r.offer_id IS NULL THEN
                (SELECT coalesce(sum(s.pieces), 0) FROM orders o JOIN order_sums s ON s.order_id = o.id
                 WHERE o.period_id = r.period_id AND o.channel = r.channel AND s.held)
            ELSE
                (SELECT coalesce(sum(l.qty), 0) FROM orders o JOIN lines l ON l.order_id = o.id
                 WHERE o.period_id = r.period_id AND o.channel = r.channel AND l.offer_id = r.offer_id
                   AND o.confirmed_at IS NOT NULL AND o.cancelled_at IS NULL)
            END
         FROM reservations r LEFT JOIN offers f ON f.id = r.offer_id
         LEFT JOIN variants v ON v.id = f.variant_id WHERE r.period_id = ?1 ORDER BY r.id",
    )?;
    let mut rows = select.query([period])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (offer, product): (Option<OfferId>, Option<ProductId>) = (row.get(4)?, row.get(5)?);
        found.push((
            Reservation {
                channel: row.get(0)?,
                variant: row.get(1)?,
                units: row.get(2)?,
                given_back: row.get(3)?,
                used: row.get(6)?,
            },
            offer.zip(product),
        ));
    }
    Ok(found)
}

/// The id of a channel's reservation in a period, of one offer or of the whole period.
pub(in crate::book) fn kept_row(
    connection: &Connection,
    period: PeriodId,
    offer: Option<OfferId>,
    channel: Channel,
) -> Result<Option<i64>> {
    Ok(connection
        .prepare_cached(
            "SELECT id FROM reservations WHERE period_id = ?1 AND offer_id IS ?2 AND channel = ?3",
        )?
        .query_row(params![period, offer, channel], |row| row.get(0))
        .optional()?)
}

/// Copies the reservations of a period to its clone (rule 10).
pub(in crate::book) fn clone_all(
    connection: &Connection,
    from: PeriodId,
    to: PeriodId,
) -> Result<()> {
    connection.execute(
        "INSERT INTO reservations (period_id, offer_id, channel, units)
         SELECT ?2, n.id, r.channel, r.units FROM reservations r
         LEFT JOIN offers o ON o.id = r.offer_id
         LEFT JOIN offers n ON n.period_id = ?2 AND n.variant_id = o.variant_id
         WHERE r.period_id = ?1 AND (r.offer_id IS NULL OR n.id IS NOT NULL) ORDER BY r.id",
        [from, to],
    )?;
    Ok(())
}
