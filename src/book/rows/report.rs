//! What reports count, read from lines, charges, parcels and entries (rules 93, 101, 103).

use rusqlite::{Connection, OptionalExtension, params};

use super::handed_days;
use crate::book::keeper::error::Result;
use crate::book::keeper::sql::from_row;
use crate::domain::channel::Channel;
use crate::domain::id::PeriodId;
use crate::domain::money::Rupiah;
use crate::domain::report::{
    BonusReport, CancelReason, ChannelReport, DayReport, GoodsReport, LatePayer, Rate, TierReport,
};
use crate::domain::sharing::divide;
use crate::domain::weight::Grams;
use crate::domain::when::{Moment, Zone};

/// Orders of a period that count, with their sums. The index leads, so that a small PO costs little in
/// a large book.
const COUNTING: &str = "orders o JOIN order_sums s ON s.order_id = o.id
     WHERE o.period_id = ?1 AND o.confirmed_at IS NOT NULL AND o.cancelled_at IS NULL";

from_row! {
    GOODS, goods: GoodsReport {
        code: "v.code",
        goods: ("pr.name", "v.name") => |(product, variant): (String, String)|
            if variant.is_empty() { product } else { format!("{product} {variant}") },
        units: "sum(s.sold)",
        quota: "iif(count(*) = 1, f.quota, NULL)",
        turnover: "sum(s.amount)",
        cost: "sum(s.cost)",
        promotion: "0",
        lacks_cost: "max(s.uncosted > 0)",
        rejected: "sum(s.rejected)",
        left: "sum(s.shelf + s.shelf_custom)",
    } from "offers f JOIN offer_sums s ON s.offer_id = f.id JOIN variants v ON v.id = f.variant_id
        JOIN products pr ON pr.id = v.product_id"
}

/// What each product came to, of a PO or of all, in the order products were added: lines, and what was
/// weighed (rule 94). Parts of packages cost nothing, so they are left out.
pub(in crate::book) fn per_product(
    connection: &Connection,
    period: Option<PeriodId>,
) -> Result<Vec<GoodsReport>> {
    let mut select = connection.prepare_cached(&format!(
        "{GOODS} WHERE f.period_id BETWEEN ?1 AND ?2 AND s.sold > 0 GROUP BY v.id ORDER BY pr.id, v.id"
    ))?;
    // One PO, or all.
    let periods = period.map_or([0, i64::MAX], |period| [period.raw(); 2]);
    let rows = select.query_map(periods, goods)?;
    let mut all: Vec<GoodsReport> = rows.collect::<rusqlite::Result<_>>()?;
    let mut given = connection.prepare_cached(
        "SELECT v.code, sum(l.qty * l.unit_cost) FROM orders o INDEXED BY orders_free
         JOIN lines l ON l.order_id = o.id JOIN offers f ON f.id = l.offer_id JOIN variants v ON v.id = f.variant_id
         WHERE o.free_reason IS NOT NULL AND o.period_id BETWEEN ?1 AND ?2 AND o.confirmed_at IS NOT NULL
           AND o.cancelled_at IS NULL GROUP BY v.id",
    )?;
    let mut rows = given.query(periods)?;
    while let Some(row) = rows.next()? {
        let cost: Rupiah = row.get(1)?;
        if let Some(of) = of_code(&mut all, &row.get::<_, String>(0)?) {
            of.cost = of.cost.minus(cost)?;
            of.promotion = of.promotion.plus(cost)?;
        }
    }
    let mut weighed = connection.prepare_cached(
        "SELECT v.code, c.amount, f.cost, c.estimated, c.weighed, o.free_reason IS NOT NULL
         FROM charges c INDEXED BY charges_offer JOIN offers f ON f.id = c.offer_id
         JOIN orders o ON o.id = c.order_id JOIN variants v ON v.id = f.variant_id
         WHERE c.offer_id > 0 AND f.period_id BETWEEN ?1 AND ?2
           AND o.confirmed_at IS NOT NULL AND o.cancelled_at IS NULL",
    )?;
    let mut rows = weighed.query(periods)?;
    while let Some(row) = rows.next()? {
        let (amount, per_kilo): (Rupiah, Rupiah) = (row.get(1)?, row.get(2)?);
        let weight = |at: usize| Ok::<_, rusqlite::Error>(Grams::new(row.get(at)?));
        let more = weight(4)?
            .costs(per_kilo)?
            .minus(weight(3)?.costs(per_kilo)?)?;
        let free: bool = row.get(5)?;
        if let Some(of) = of_code(&mut all, &row.get::<_, String>(0)?) {
            of.turnover = of.turnover.plus(amount)?;
            let cost = if free {
                &mut of.promotion
            } else {
                &mut of.cost
            };
            *cost = cost.plus(more)?;
        }
    }
    Ok(all)
}

/// The row of the variant with a code.
fn of_code<'a>(all: &'a mut [GoodsReport], code: &str) -> Option<&'a mut GoodsReport> {
    all.iter_mut().find(|of| of.code.as_deref() == Some(code))
}

/// When, where from and how much was ordered.
pub(in crate::book) struct Placed {
    /// By day.
    pub(in crate::book) per_day: Vec<DayReport>,
    /// By channel, the most first.
    pub(in crate::book) per_channel: Vec<ChannelReport>,
    /// Whether an order has a deadline of its down payment or of its own.
    pub(in crate::book) has_deadlines: bool,
}

/// When, where from and how much was ordered in a PO.
pub(in crate::book) fn placed(
    connection: &Connection,
    period: PeriodId,
    zone: Zone,
) -> Result<Placed> {
    let mut select = connection.prepare_cached(&format!(
        "SELECT (o.placed_at + ?2) / 86400, o.channel, count(*), sum(s.units), sum(s.lines + s.extras + s.discounts),
             max(s.down_payment_by IS NOT NULL)
         FROM {COUNTING} GROUP BY 1, 2"
    ))?;
    let mut rows = select.query(params![period, zone.offset_seconds()])?;
    let mut days: Vec<DayReport> = Vec::new();
    let mut channels: Vec<ChannelReport> = Vec::new();
    let mut has_deadlines: bool = connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM orders WHERE due_at IS NOT NULL AND cancelled_at IS NULL AND +period_id = ?1)",
        )?
        .query_row([period], |row| row.get(0))?;
    while let Some(row) = rows.next()? {
        let (channel, orders, units): (Channel, i64, i64) = (row.get(1)?, row.get(2)?, row.get(3)?);
        let turnover: Rupiah = row.get(4)?;
        has_deadlines |= row.get::<_, bool>(5)?;
        if let Some(day) = handed_days::day(row.get(0)?) {
            match days.last_mut().filter(|of| of.day == day) {
                Some(of) => {
                    of.orders += orders;
                    of.units += units;
                }
                None => days.push(DayReport { day, orders, units }),
            }
        }
        match channels.iter_mut().find(|of| of.channel == channel) {
            Some(of) => {
                of.orders += orders;
                of.turnover = of.turnover.plus(turnover)?;
            }
            None => channels.push(ChannelReport {
                channel,
                orders,
                turnover,
            }),
        }
    }
    channels.sort_by_key(|of| (std::cmp::Reverse(of.turnover), of.channel));
    Ok(Placed {
        per_day: days,
        per_channel: channels,
        has_deadlines,
    })
}

from_row! {
    TIER, tier: TierReport {
        goods: ("pr.name", "v.name") => |(product, variant): (String, String)|
            if variant.is_empty() { product } else { format!("{product} {variant}") },
        label: "t.label",
        price: "t.price",
        units: "s.units",
        first: "t.first_n",
    } from "offers f JOIN tiers t ON t.offer_id = f.id JOIN tier_sums s ON s.tier_id = t.id
        JOIN variants v ON v.id = f.variant_id JOIN products pr ON pr.id = v.product_id
        WHERE f.period_id = ?1 AND (t.archived_at IS NULL OR s.units > 0) ORDER BY pr.id, v.id, t.id"
}

/// What was sold at the tiers' prices of a PO.
pub(in crate::book) fn per_tier(
    connection: &Connection,
    period: PeriodId,
) -> Result<Vec<TierReport>> {
    let mut select = connection.prepare_cached(TIER)?;
    let rows = select.query_map([period], tier)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

from_row! {
    BONUS, bonus: BonusReport {
        label: "b.label",
        orders: "s.orders",
        first: "b.first_n",
    } from "bonuses b JOIN bonus_sums s ON s.bonus_id = b.id
        WHERE b.period_id = ?1 AND (b.archived_at IS NULL OR s.orders > 0) ORDER BY b.id"
}

/// How many orders have each bonus of a PO.
pub(in crate::book) fn per_bonus(
    connection: &Connection,
    period: PeriodId,
) -> Result<Vec<BonusReport>> {
    let mut select = connection.prepare_cached(BONUS)?;
    let rows = select.query_map([period], bonus)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

from_row! {
    REASON, reason: CancelReason {
        why: "coalesce(min(o.cancel_reason), '')",
        orders: "count(*)",
    } from "orders o WHERE o.period_id = ?1 AND o.cancelled_at IS NOT NULL
        GROUP BY lower(coalesce(o.cancel_reason, '')) ORDER BY 2 DESC, 1"
}

/// Why orders of a PO were cancelled, the most frequent first.
pub(in crate::book) fn cancel_reasons(
    connection: &Connection,
    period: PeriodId,
) -> Result<Vec<CancelReason>> {
    let mut select = connection.prepare_cached(REASON)?;
    let rows = select.query_map([period], reason)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether an order was paid late, or is late still: its down payment by `s.down_payment_by`, its whole bill by
/// `o.due_at` or `p.settle_by`. Both `?` are now.
pub(in crate::book) const PAID_LATE: &str = "(
    s.down_payment_by < ? AND (s.down_payment_met = 0 AND s.paid < s.total
        OR (SELECT min(y.at) FROM allocations a JOIN payments y ON y.id = a.payment_id
            WHERE a.order_id = s.order_id AND a.down_payment_change > 0) > s.down_payment_by)
    OR coalesce(o.due_at, p.settle_by) < ? AND (s.paid < s.total
        OR (SELECT max(y.at) FROM allocations a JOIN payments y ON y.id = a.payment_id
            WHERE a.order_id = s.order_id AND NOT y.refund) > coalesce(o.due_at, p.settle_by)))";

/// The orders of a PO that were paid late or are late still, the latest first.
pub(in crate::book) fn paid_late(
    connection: &Connection,
    period: PeriodId,
    now: Moment,
) -> Result<Vec<LatePayer>> {
    let mut select = connection.prepare_cached(&format!(
        "SELECT o.code, c.name, s.paid < s.total, s.down_payment_by, s.down_payment_met = 0 AND s.paid < s.total,
             (SELECT min(y.at) FROM allocations a JOIN payments y ON y.id = a.payment_id
              WHERE a.order_id = s.order_id AND a.down_payment_change > 0),
             coalesce(o.due_at, p.settle_by),
             (SELECT max(y.at) FROM allocations a JOIN payments y ON y.id = a.payment_id
              WHERE a.order_id = s.order_id AND NOT y.refund)
         FROM orders o JOIN order_sums s ON s.order_id = o.id JOIN periods p ON p.id = o.period_id
         JOIN customers c ON c.id = coalesce(o.payer_id, o.customer_id)
         WHERE o.period_id = ? AND s.held AND {PAID_LATE}"
    ))?;
    let rows = select.query_map(params![period, now, now], |row| {
        let (order, customer, unpaid): (String, String, bool) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        let deadlines: [(Option<Moment>, bool, Option<Moment>); 2] = [
            (row.get(3)?, row.get(4)?, row.get(5)?),
            (row.get(6)?, unpaid, row.get(7)?),
        ];
        let late = deadlines.into_iter().filter_map(|(by, open, met)| {
            let met = if open { Some(now) } else { met };
            let seconds = met?.unix() - by?.unix();
            (seconds > 0).then_some(((seconds + 86_399) / 86_400, open))
        });
        let (days, open) = late.max().unwrap_or_default();
        Ok(LatePayer {
            order,
            customer,
            days,
            open,
        })
    })?;
    let mut all: Vec<LatePayer> = rows.collect::<rusqlite::Result<_>>()?;
    all.sort_by(|one, other| (other.days, &one.order).cmp(&(one.days, &other.order)));
    Ok(all)
}

/// Charges that are neither goods nor passed on.
#[derive(Debug)]
pub(in crate::book) struct Aside {
    /// Given off the bills, more than zero.
    pub(in crate::book) compensation: Rupiah,
    /// Rounding, signed.
    pub(in crate::book) rounding: Rupiah,
    /// Bills of stages, without their unique codes.
    pub(in crate::book) stages: Rupiah,
}

/// Compensations, roundings and stages on the bills of a period's orders that count.
pub(in crate::book) fn charges_aside(connection: &Connection, period: PeriodId) -> Result<Aside> {
    let mut select = connection.prepare_cached(
        "SELECT coalesce(-sum(c.amount) FILTER (WHERE c.kind = 'compensation'), 0),
             coalesce(sum(c.amount) FILTER (WHERE c.kind = 'rounding'), 0),
             coalesce(sum(c.amount) FILTER (WHERE c.kind = 'stage'), 0)
         FROM orders o CROSS JOIN charges c ON c.order_id = o.id
         WHERE o.period_id = ?1 AND o.confirmed_at IS NOT NULL AND o.cancelled_at IS NULL
           AND c.kind IN ('compensation', 'rounding', 'stage')",
    )?;
    Ok(select.query_row([period], |row| {
        Ok(Aside {
            compensation: row.get(0)?,
            rounding: row.get(1)?,
            stages: row.get(2)?,
        })
    })?)
}

/// What couriers were paid for the parcels of a period, there and back. A parcel with orders of other
/// POs too parts its fee as it was billed, else by pieces (rule 101).
pub(in crate::book) fn couriers_paid(connection: &Connection, period: PeriodId) -> Result<Rupiah> {
    let mut own = connection.prepare_cached(
        "SELECT coalesce(sum(coalesce(paid, 0) + coalesce(paid_back, 0)), 0) FROM parcels WHERE period_id = ?1",
    )?;
    let mut paid: Rupiah = own.query_row([period], |row| row.get(0))?;
    let mut shared = connection.prepare_cached(
        "SELECT p.id, coalesce(p.paid, 0) + coalesce(p.paid_back, 0) FROM parcels p
         WHERE p.period_id IS NULL AND coalesce(p.paid, 0) + coalesce(p.paid_back, 0) > 0
           AND EXISTS (SELECT 1 FROM unit_moves m JOIN orders o ON o.id = m.order_id
               WHERE m.parcel_id = p.id AND o.period_id = ?1)",
    )?;
    let shared = shared.query_map([period], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut orders = connection.prepare_cached(
        "SELECT o.period_id = ?2, sum(m.qty),
             (SELECT coalesce(sum(max(c.amount, 0)), 0) FROM charges c
              WHERE c.order_id = o.id AND c.kind = 'shipping')
         FROM unit_moves m JOIN orders o ON o.id = m.order_id WHERE m.parcel_id = ?1
         GROUP BY o.id ORDER BY o.id",
    )?;
    for parcel in shared {
        let (id, fee): (i64, Rupiah) = parcel?;
        let rows = orders.query_map(params![id, period], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
        let rows: Vec<(bool, i64, i64)> = rows.collect::<rusqlite::Result<_>>()?;
        let billed: Vec<i64> = rows.iter().map(|(_, _, billed)| *billed).collect();
        let pieces: Vec<i64> = rows.iter().map(|(_, pieces, _)| *pieces).collect();
        let parts = divide(fee, &billed, Rupiah::new(1))
            .or_else(|| divide(fee, &pieces, Rupiah::new(1)))
            .unwrap_or_default();
        for ((ours, ..), part) in rows.iter().zip(parts) {
            if *ours {
                paid = paid.plus(part)?;
            }
        }
    }
    Ok(paid)
}

/// What the shop paid for the stages of a period (rule 63).
pub(in crate::book) fn stages_paid(connection: &Connection, period: PeriodId) -> Result<Rupiah> {
    let mut select = connection
        .prepare_cached("SELECT coalesce(sum(paid), 0) FROM payment_stages WHERE period_id = ?1")?;
    Ok(select.query_row([period], |row| row.get(0))?)
}

/// Money of accounts that was booked on a period, as positive amounts.
#[derive(Debug)]
pub(in crate::book) struct Booked {
    /// Suppliers, materials and packaging.
    pub(in crate::book) purchases: Rupiah,
    /// Other expenses.
    pub(in crate::book) expenses: Rupiah,
    /// Fees of payments.
    pub(in crate::book) fees: Rupiah,
}

from_row! {
    BOOKED, booked: Booked {
        purchases: "coalesce(-sum(amount) FILTER (WHERE kind = 'supplier'
            OR kind = 'expense' AND category IN ('bahan', 'kemasan')), 0)",
        expenses: "coalesce(-sum(amount) FILTER (WHERE kind = 'expense'
            AND category NOT IN ('bahan', 'kemasan')), 0)",
        fees: "coalesce(-sum(amount) FILTER (WHERE kind = 'fee'), 0)",
    } from "entries WHERE period_id = ?1"
}

/// What was booked on a period (rules 93, 103).
pub(in crate::book) fn booked_on(connection: &Connection, period: PeriodId) -> Result<Booked> {
    Ok(connection
        .prepare_cached(BOOKED)?
        .query_row([period], booked)?)
}

/// The unit costs of what was made again, and what was paid for claims of a period (rule 83). What was
/// missing in a parcel was never lost.
pub(in crate::book) fn claims_cost(
    connection: &Connection,
    period: PeriodId,
) -> Result<(Rupiah, Rupiah)> {
    let mut select = connection.prepare_cached(
        "SELECT m.qty, mf.cost, v.grams, v.by_weight FROM offers f CROSS JOIN claims k ON k.offer_id = f.id
         JOIN unit_moves m ON m.claim_id = k.id JOIN offers mf ON mf.id = m.offer_id
         JOIN variants v ON v.id = mf.variant_id
         WHERE f.period_id = ?1 AND k.ending = 'replace' AND k.kind <> 'short'
           AND m.src = 'customer' AND m.dst = 'outside'",
    )?;
    let mut rows = select.query([period])?;
    let mut losses = Rupiah::ZERO;
    while let Some(row) = rows.next()? {
        let (grams, by_weight): (Option<i64>, bool) = (row.get(2)?, row.get(3)?);
        let cost: Rupiah = row.get(1)?;
        let cost = match grams {
            Some(grams) if by_weight => Grams::new(grams).costs(cost)?,
            _ => cost,
        };
        losses = losses.plus(cost.times(row.get(0)?)?)?;
    }
    let mut select = connection.prepare_cached(
        "SELECT coalesce(sum(e.amount), 0) FROM offers f CROSS JOIN claims k ON k.offer_id = f.id
         JOIN entries e ON e.claim_id = k.id WHERE f.period_id = ?1",
    )?;
    let recovered = select.query_row([period], |row| row.get(0))?;
    Ok((losses, recovered))
}

/// Customers of a period who had ordered in an earlier PO, of all its customers.
pub(in crate::book) fn repeat_rate(
    connection: &Connection,
    period: PeriodId,
) -> Result<Option<Rate>> {
    let mut select = connection.prepare_cached(
        "WITH who AS (SELECT customer_id, min(id) first FROM orders INDEXED BY orders_placed WHERE period_id = ?1
             AND confirmed_at IS NOT NULL AND cancelled_at IS NULL GROUP BY customer_id)
         SELECT coalesce(sum(EXISTS (SELECT 1 FROM orders e WHERE e.customer_id = who.customer_id
             AND e.id < who.first AND e.confirmed_at IS NOT NULL AND e.cancelled_at IS NULL
             AND e.period_id <> ?1)), 0), count(*) FROM who",
    )?;
    let (again, all) = select.query_row([period], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Rate::new(again, all))
}

/// Days a period was ready later than first promised; less than zero when it was ready earlier.
pub(in crate::book) fn days_late(
    connection: &Connection,
    period: PeriodId,
    zone: Zone,
) -> Result<Option<i64>> {
    let mut select = connection.prepare_cached(
        "SELECT (p.ready_at + ?2) / 86400 - CAST(julianday(e.ready_to) - 2440587.5 AS INTEGER)
         FROM periods p LEFT JOIN estimates e ON e.id = (SELECT min(id) FROM estimates WHERE period_id = ?1)
         WHERE p.id = ?1",
    )?;
    Ok(select.query_row(params![period, zone.offset_seconds()], |row| row.get(0))?)
}

/// The PO that opened last before one, of the same series where there is one: with the same letters before the
/// number of its code.
pub(in crate::book) fn opened_before(
    connection: &Connection,
    period: PeriodId,
) -> Result<Option<PeriodId>> {
    let mut select = connection.prepare_cached(
        "SELECT e.id FROM periods p JOIN periods e ON coalesce(e.opened_at, e.opens_at) < coalesce(p.opened_at, p.opens_at, 1 << 60)
         JOIN period_sums s ON s.period_id = e.id
         WHERE p.id = ?1 AND e.id <> p.id AND e.cancelled_at IS NULL AND s.orders > 0
         ORDER BY rtrim(e.code, '0123456789') = rtrim(p.code, '0123456789') DESC, coalesce(e.opened_at, e.opens_at) DESC
         LIMIT 1",
    )?;
    Ok(select.query_row([period], |row| row.get(0)).optional()?)
}
