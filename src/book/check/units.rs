//! Checks the ledger of units: the sums of its moves, that no unit appears or vanishes, and that parcels hold what
//! they say (rules 39–47, 81, 101).

use super::invariant::Invariant;

/// Every rule about units, parcels and what couriers were paid.
pub(in crate::book) const ALL: &[Invariant] = &[
    Invariant {
        rule: "39",
        key: "check-units-offer",
        sql: "WITH ends AS (
                SELECT offer_id, -qty AS q, src AS place, customization <> '' AS custom, src, dst,
                    to_offer_id IS NOT NULL AS crosses, 1 AS leaves, claim_id IS NOT NULL AS claims FROM unit_moves
                UNION ALL
                SELECT coalesce(to_offer_id, offer_id), qty, dst,
                    customization <> '' AND NOT (dst = 'shelf' AND to_offer_id IS NOT NULL), src, dst,
                    to_offer_id IS NOT NULL, 0, claim_id IS NOT NULL FROM unit_moves
              ), x AS (
                SELECT offer_id, sum(q * (place = 'shelf' AND NOT custom)) AS shelf,
                    sum(q * (place = 'shelf' AND custom)) AS shelf_custom,
                    sum(q * (place IN ('order', 'parcel'))) AS aside, sum(q * (place = 'customer')) AS handed,
                    sum(q * (custom AND place IN ('order', 'parcel', 'customer'))) AS custom_got,
                    sum(-q * (leaves AND src = 'kitchen' AND dst IN ('shelf', 'order'))) AS made,
                    sum(-q * (leaves AND src = 'kitchen' AND dst IN ('parcel', 'customer'))) AS unrecorded,
                    sum(-q * (leaves AND dst = 'rejected')) AS rejected,
                    sum(q * (NOT leaves AND (crosses OR src = 'outside' AND NOT claims))) AS came,
                    sum(q * (NOT leaves AND src = 'outside' AND claims)) AS claimed, sum(-q * (leaves AND crosses)) AS went,
                    sum(-q * (leaves AND dst = 'outside')) AS lost
                FROM ends GROUP BY offer_id)
              SELECT p.code || ' ' || v.code FROM offer_sums s JOIN offers f ON f.id = s.offer_id
              JOIN variants v ON v.id = f.variant_id JOIN periods p ON p.id = f.period_id
              LEFT JOIN x ON x.offer_id = s.offer_id
              WHERE (s.shelf, s.shelf_custom, s.aside, s.handed, s.custom_got, s.made, s.unrecorded, s.rejected, s.came,
                    s.claimed, s.went, s.lost)
                 IS NOT (coalesce(x.shelf, 0), coalesce(x.shelf_custom, 0), coalesce(x.aside, 0), coalesce(x.handed, 0),
                    coalesce(x.custom_got, 0), coalesce(x.made, 0), coalesce(x.unrecorded, 0), coalesce(x.rejected, 0),
                    coalesce(x.came, 0), coalesce(x.claimed, 0), coalesce(x.went, 0), coalesce(x.lost, 0))",
    },
    Invariant {
        rule: "39",
        key: "check-units-order",
        sql: "WITH x AS (
                SELECT order_id, sum(aside) AS aside, sum(handed) AS handed FROM (
                    SELECT order_id, CASE WHEN dst = 'rejected' THEN 0 WHEN to_order_id IS NOT NULL THEN -qty
                        ELSE qty * ((dst IN ('order', 'parcel')) - (src IN ('order', 'parcel'))) END AS aside,
                        qty * ((dst = 'customer') - (src = 'customer')) AS handed
                    FROM unit_moves WHERE order_id IS NOT NULL
                    UNION ALL SELECT to_order_id, qty, 0 FROM unit_moves WHERE to_order_id IS NOT NULL)
                GROUP BY order_id
              ), y AS (
                SELECT u.order_id, sum(u.qty * ((u.dst = 'customer') - (u.src = 'customer'))) AS couriered,
                    max(CASE WHEN u.dst = 'customer' AND p.received_at IS NULL AND p.returned_at IS NULL
                        THEN p.sent_at END) AS since
                FROM unit_moves u JOIN parcels p ON p.id = u.parcel_id
                WHERE p.way = 'courier' AND 'customer' IN (u.src, u.dst) GROUP BY u.order_id)
              SELECT o.code FROM order_sums s JOIN orders o ON o.id = s.order_id
              LEFT JOIN x ON x.order_id = s.order_id LEFT JOIN y ON y.order_id = s.order_id
              WHERE (s.aside, s.handed, s.couriered, s.on_way_since)
                 IS NOT (coalesce(x.aside, 0), coalesce(x.handed, 0), coalesce(y.couriered, 0), y.since)",
    },
    Invariant {
        rule: "39",
        key: "check-units-period",
        sql: "SELECT p.code FROM periods p JOIN period_sums s ON s.period_id = p.id
              WHERE (s.aside, s.handed) IS NOT (SELECT coalesce(sum(aside), 0), coalesce(sum(handed), 0)
                    FROM order_sums o WHERE o.period_id = p.id)
                 OR s.made <> (SELECT coalesce(sum(u.made + u.came), 0) FROM offers f
                    JOIN offer_sums u ON u.offer_id = f.id WHERE f.period_id = p.id)",
    },
    // Made and come = handed over, in the shop, gone to other POs, and lost.
    Invariant {
        rule: "39",
        key: "check-units-kept",
        sql: "SELECT p.code || ' ' || v.code FROM offer_sums s JOIN offers f ON f.id = s.offer_id
              JOIN variants v ON v.id = f.variant_id JOIN periods p ON p.id = f.period_id
              WHERE s.shelf + s.shelf_custom + s.aside + s.handed <> s.made + s.unrecorded + s.came + s.claimed - s.went - s.lost",
    },
    // Of each thing an order has no more than it ordered, nowhere less than none; a cancelled one has nothing.
    Invariant {
        rule: "45",
        key: "check-units-more",
        sql: "WITH ends AS (
                SELECT order_id, offer_id, customization, src AS place, -qty AS q FROM unit_moves
                WHERE src IN ('order', 'parcel', 'customer')
                UNION ALL
                SELECT coalesce(to_order_id, order_id), coalesce(to_offer_id, offer_id), customization, dst, qty
                FROM unit_moves WHERE dst IN ('order', 'parcel', 'customer')
              ), has AS (
                SELECT order_id, offer_id, customization, sum(q) AS got, sum(q * (place = 'order')) AS aside,
                    sum(q * (place = 'parcel')) AS packed, sum(q * (place = 'customer')) AS handed
                FROM ends GROUP BY 1, 2, 3)
              SELECT DISTINCT o.code FROM has h JOIN orders o ON o.id = h.order_id
              JOIN order_sums s ON s.order_id = h.order_id
              WHERE h.aside < 0 OR h.packed < 0 OR h.handed < 0
                 OR h.got > s.held * coalesce((SELECT sum(l.qty) FROM lines l WHERE l.order_id = h.order_id
                    AND l.offer_id = h.offer_id AND l.customization = h.customization AND NOT l.is_package), 0)",
    },
    // An order gets only what is of its PO; another PO gets the same variant.
    Invariant {
        rule: "45",
        key: "check-units-crossing",
        sql: "SELECT m.id FROM unit_moves m JOIN offers a ON a.id = m.offer_id
              LEFT JOIN offers b ON b.id = m.to_offer_id LEFT JOIN orders o ON o.id = m.order_id
              LEFT JOIN orders p ON p.id = m.to_order_id LEFT JOIN batches t ON t.id = m.batch_id
              WHERE (b.id IS NOT NULL AND (b.variant_id <> a.variant_id OR b.period_id = a.period_id))
                 OR (o.id IS NOT NULL AND o.period_id <> CASE WHEN m.dst = 'order' AND m.to_order_id IS NULL
                    THEN coalesce(b.period_id, a.period_id) ELSE a.period_id END)
                 OR (p.id IS NOT NULL AND p.period_id <> coalesce(b.period_id, a.period_id))
                 OR (t.id IS NOT NULL AND t.period_id <> a.period_id)",
    },
    // A parcel is packed while it was not sent, has something in it, and is of the PO of its orders.
    Invariant {
        rule: "81",
        key: "check-parcel",
        sql: "WITH x AS (
                SELECT parcel_id, sum(qty * ((dst = 'parcel') - (src = 'parcel'))) AS packed,
                    sum(qty * ((dst = 'customer') - (src = 'customer'))) AS handed,
                    count(DISTINCT o.period_id) AS periods, min(o.period_id) AS period
                FROM unit_moves m JOIN orders o ON o.id = m.order_id WHERE parcel_id IS NOT NULL GROUP BY parcel_id)
              SELECT 'P' || p.id FROM parcels p LEFT JOIN x ON x.parcel_id = p.id
              WHERE x.parcel_id IS NULL OR x.packed < 0 OR x.handed < 0
                 OR (p.sent_at IS NULL AND x.handed <> 0) OR (p.sent_at IS NOT NULL AND x.packed <> 0)
                 OR (p.returned_at IS NOT NULL AND x.handed <> 0)
                 OR p.period_id IS NOT CASE x.periods WHEN 1 THEN x.period END",
    },
    Invariant {
        rule: "90",
        key: "check-entry-reversal",
        sql: "SELECT r.id FROM entries r JOIN entries e ON e.id = r.reverses
              WHERE r.amount <> -e.amount OR r.account_id <> e.account_id OR r.kind <> e.kind OR r.held <> e.held
                 OR e.reverses IS NOT NULL",
    },
    // What a courier was paid is booked once, if at all.
    Invariant {
        rule: "101",
        key: "check-parcel-paid",
        sql: "SELECT 'P' || p.id FROM parcels p
              JOIN (SELECT parcel_id, -sum(amount) AS booked FROM entries WHERE parcel_id IS NOT NULL GROUP BY parcel_id) e
                ON e.parcel_id = p.id
              WHERE e.booked NOT IN (0, coalesce(p.paid, 0) + coalesce(p.paid_back, 0))",
    },
];
