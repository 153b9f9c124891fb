//! Compares each running sum with the facts it is computed from. A missing sum counts as different.

use super::invariant::Invariant;

/// The check of every running sum.
pub(in crate::book) const ALL: &[Invariant] = &[
    Invariant {
        rule: "23",
        key: "check-order-total",
        sql: "SELECT o.code FROM order_sums s JOIN orders o ON o.id = s.order_id
              WHERE s.lines <> (SELECT coalesce(sum(qty * unit_price), 0) FROM lines WHERE order_id = o.id)
                 OR s.units <> (SELECT coalesce(sum(qty), 0) FROM lines WHERE order_id = o.id AND part_of IS NULL)
                 OR s.pieces <> (SELECT coalesce(sum(qty), 0) FROM lines WHERE order_id = o.id AND NOT is_package)
                 OR s.held <> (o.confirmed_at IS NOT NULL AND o.cancelled_at IS NULL)
                 OR s.waiting <> (o.waitlisted_at IS NOT NULL AND o.cancelled_at IS NULL)
                 OR s.charges <> (SELECT coalesce(sum(amount), 0) FROM charges
                                  WHERE order_id = o.id AND kind <> 'cancellation_fee')
                 OR s.fee <> (SELECT coalesce(sum(amount), 0) FROM charges
                              WHERE order_id = o.id AND kind = 'cancellation_fee')
                 OR s.code <> (SELECT coalesce(sum(amount), 0) FROM charges
                               WHERE order_id = o.id AND kind = 'unique_code')
                 OR (s.extras, s.discounts, s.passed, s.stages, s.stage_codes) IS NOT
                    (SELECT coalesce(sum(amount * (kind IN ('surcharge', 'weighing'))), 0),
                        coalesce(sum(amount * (kind = 'discount')), 0),
                        coalesce(sum(amount * (kind IN ('shipping', 'stage'))), 0),
                        coalesce(sum(amount * (stage_id IS NOT NULL)), 0),
                        coalesce(sum(amount * (stage_id IS NOT NULL AND kind = 'unique_code')), 0)
                     FROM charges WHERE order_id = o.id)
                 OR s.cancelled <> (o.cancelled_at IS NOT NULL) OR s.customer_id <> o.customer_id
                 OR s.down_payment_by IS NOT o.down_payment_by
                 OR s.period_id <> o.period_id",
    },
    Invariant {
        rule: "23",
        key: "check-order-unsummed",
        sql: "SELECT code FROM orders WHERE id NOT IN (SELECT order_id FROM order_sums)",
    },
    Invariant {
        rule: "26",
        key: "check-order-paid",
        sql: "SELECT o.code FROM order_sums s JOIN orders o ON o.id = s.order_id
              LEFT JOIN (SELECT order_id, sum(amount) AS paid, sum(settled_change) AS settled,
                            sum(down_payment_change) AS met
                         FROM allocations GROUP BY order_id) a ON a.order_id = o.id
              WHERE s.paid <> coalesce(a.paid, 0) OR s.settled <> coalesce(a.settled, 0)
                 OR s.down_payment_met <> coalesce(a.met, 0)
                 OR s.refunded <> (SELECT coalesce(-sum(a.amount), 0) FROM allocations a
                    JOIN payments p ON p.id = a.payment_id WHERE a.order_id = o.id AND p.refund = 1)",
    },
    Invariant {
        rule: "92",
        key: "check-account-sums",
        sql: "SELECT a.name FROM accounts a LEFT JOIN account_sums s ON s.account_id = a.id
              WHERE (s.cash, s.held) IS NOT (SELECT coalesce(sum(amount * (1 - held)), 0), coalesce(sum(amount * held), 0)
                  FROM (SELECT account_id, at, amount, method IN ('qris', 'va', 'link', 'cod') AS held FROM payments
                        WHERE claimed_for IS NULL
                        UNION ALL SELECT account_id, at, amount, held FROM entries) m
                  WHERE m.account_id = a.id AND m.at >= coalesce(a.opening_at, m.at))",
    },
    // Money between accounts is neither made nor lost, but for its fee.
    Invariant {
        rule: "90",
        key: "check-transfer-sides",
        sql: "SELECT a.name FROM entries e JOIN accounts a ON a.id = e.account_id
              WHERE e.with_id IS NULL AND e.kind IN ('transfer', 'payout')
                AND e.amount + (SELECT coalesce(sum(w.amount), 0) FROM entries w
                    WHERE w.with_id = e.id AND w.kind = e.kind) <> 0
                AND EXISTS (SELECT 1 FROM entries w WHERE w.with_id = e.id AND w.kind <> 'fee')",
    },
    // What all orders handed over on a day is what each of them did.
    Invariant {
        rule: "108",
        key: "check-day-sums",
        sql: "SELECT DISTINCT date(day * 86400, 'unixepoch') FROM (
                  SELECT day, 0 AS offer_id, orders AS a, pieces AS b, lines AS c, extras + discounts AS d,
                      shipping + stages + codes AS e FROM day_sums
                  UNION ALL SELECT day, 0, -first, -pieces, -lines, -(extras + discounts), -(shipping + stages + codes)
                  FROM handed_days
                  UNION ALL SELECT day, offer_id, units, amount, cost, promotion, uncosted FROM day_goods
                  UNION ALL SELECT day, offer_id, -units, -amount, -cost, -promotion, -uncosted FROM handed_goods)
              GROUP BY day, offer_id HAVING (sum(a), sum(b), sum(c), sum(d), sum(e)) <> (0, 0, 0, 0, 0) ORDER BY 1",
    },
    Invariant {
        rule: "15",
        key: "check-offer-sold",
        sql: "SELECT p.code || ' ' || v.code FROM offers f LEFT JOIN offer_sums s ON s.offer_id = f.id
              JOIN variants v ON v.id = f.variant_id JOIN periods p ON p.id = f.period_id
              WHERE (s.units, s.sold, s.amount, s.cost, s.uncosted) IS NOT (
                  SELECT coalesce(sum(l.qty), 0), coalesce(sum(iif(l.part_of IS NULL, l.qty, 0)), 0),
                      coalesce(sum(l.qty * l.unit_price), 0), coalesce(sum(l.qty * l.unit_cost), 0),
                      coalesce(sum(iif(l.unit_cost = 0, l.qty * l.unit_price, 0)), 0)
                  FROM lines l JOIN orders o ON o.id = l.order_id
                  WHERE l.offer_id = f.id AND o.confirmed_at IS NOT NULL AND o.cancelled_at IS NULL)",
    },
    Invariant {
        rule: "12",
        key: "check-tier-used",
        sql: "SELECT p.code || ' ' || v.code || ' ' || t.label FROM tiers t
              LEFT JOIN tier_sums s ON s.tier_id = t.id JOIN offers f ON f.id = t.offer_id
              JOIN variants v ON v.id = f.variant_id JOIN periods p ON p.id = f.period_id
              WHERE s.units IS NOT (SELECT coalesce(sum(l.qty), 0) FROM lines l JOIN orders o ON o.id = l.order_id
                                    WHERE l.tier_id = t.id AND o.confirmed_at IS NOT NULL AND o.cancelled_at IS NULL)
                 OR EXISTS (SELECT 1 FROM lines WHERE tier_id = t.id AND offer_id <> t.offer_id)",
    },
    Invariant {
        rule: "14",
        key: "check-bonus-given",
        sql: "SELECT p.code || ' ' || b.label FROM bonuses b LEFT JOIN bonus_sums s ON s.bonus_id = b.id
              JOIN periods p ON p.id = b.period_id
              WHERE s.orders IS NOT (SELECT count(*) FROM order_bonuses g JOIN orders o ON o.id = g.order_id
                                     WHERE g.bonus_id = b.id AND o.confirmed_at IS NOT NULL AND o.cancelled_at IS NULL)
                 OR EXISTS (SELECT 1 FROM order_bonuses g JOIN orders o ON o.id = g.order_id
                            WHERE g.bonus_id = b.id AND o.period_id <> b.period_id)",
    },
    Invariant {
        rule: "15",
        key: "check-period-sold",
        sql: "SELECT p.code FROM periods p LEFT JOIN period_sums s ON s.period_id = p.id
              LEFT JOIN (SELECT period_id, sum(units * held) AS units, sum(pieces * held) AS pieces, sum(held) AS orders,
                    sum(waiting) AS waiting, sum(cancelled) AS cancelled,
                    sum(NOT held AND NOT waiting AND NOT cancelled) AS unconfirmed,
                    sum(total * (held OR cancelled)) AS total, sum(fee * (held OR cancelled)) AS forfeited,
                    sum(code * held) AS codes, sum(lines * held) AS lines, sum(extras * held) AS extras,
                    sum(discounts * held) AS discounts, sum(passed * held) AS passed, sum(paid) AS paid
                 FROM order_sums GROUP BY period_id) o ON o.period_id = p.id
              WHERE (s.units, s.pieces, s.orders, s.waiting, s.cancelled, s.unconfirmed, s.total, s.forfeited, s.codes,
                    s.lines, s.extras, s.discounts, s.passed, s.paid)
                 IS NOT (coalesce(o.units, 0), coalesce(o.pieces, 0), coalesce(o.orders, 0), coalesce(o.waiting, 0),
                    coalesce(o.cancelled, 0), coalesce(o.unconfirmed, 0), coalesce(o.total, 0), coalesce(o.forfeited, 0),
                    coalesce(o.codes, 0), coalesce(o.lines, 0), coalesce(o.extras, 0), coalesce(o.discounts, 0),
                    coalesce(o.passed, 0), coalesce(o.paid, 0))",
    },
    // A sum left over from a deleted row would be added to a new row with the same id.
    Invariant {
        rule: "23",
        key: "check-sum-left-over",
        sql: "SELECT 'order_sums ' || order_id FROM order_sums WHERE order_id NOT IN (SELECT id FROM orders)
              UNION ALL SELECT 'offer_sums ' || offer_id FROM offer_sums WHERE offer_id NOT IN (SELECT id FROM offers)
              UNION ALL SELECT 'tier_sums ' || tier_id FROM tier_sums WHERE tier_id NOT IN (SELECT id FROM tiers)
              UNION ALL SELECT 'bonus_sums ' || bonus_id FROM bonus_sums WHERE bonus_id NOT IN (SELECT id FROM bonuses)
              UNION ALL SELECT 'period_sums ' || period_id FROM period_sums WHERE period_id NOT IN (SELECT id FROM periods)",
    },
];
