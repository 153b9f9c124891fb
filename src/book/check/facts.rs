//! Rules that the stored facts must keep: bills, the ledger, packages, moved orders, frozen
//! tallies, customers.

use super::invariant::Invariant;

/// Every rule about the facts that one query can check.
pub(in crate::book) const ALL: &[Invariant] = &[
    Invariant {
        rule: "24",
        key: "check-below-zero",
        sql: "SELECT o.code FROM order_sums s JOIN orders o ON o.id = s.order_id WHERE s.total < 0",
    },
    Invariant {
        rule: "33",
        key: "check-kept",
        sql: "SELECT o.code FROM order_sums s JOIN orders o ON o.id = s.order_id
              WHERE s.fee < 0 OR s.cancelled AND s.fee > s.paid
                 -- On a live order it is of parts, each with its reason.
                 OR NOT s.cancelled AND s.fee > 0 AND EXISTS (SELECT 1 FROM charges c
                    WHERE c.order_id = s.order_id AND c.kind = 'cancellation_fee' AND c.label = '')",
    },
    // A free order costs nothing, whatever its goods would.
    Invariant {
        rule: "109",
        key: "check-free",
        sql: "SELECT DISTINCT o.code FROM orders o JOIN lines l ON l.order_id = o.id
              WHERE o.free_reason IS NOT NULL AND l.unit_price <> 0",
    },
    // A time is one of a day.
    Invariant {
        rule: "77",
        key: "check-wanted",
        sql: "SELECT code FROM orders WHERE wanted_time IS NOT NULL
              AND (wanted_day IS NULL OR wanted_time NOT GLOB '[0-2][0-9]:[0-5][0-9]')",
    },
    // What pays for nobody, or nothing, has no payer of its own.
    Invariant {
        rule: "74",
        key: "check-payer",
        sql: "SELECT o.code FROM orders o LEFT JOIN customers c ON c.id = o.payer_id
              WHERE o.payer_id IS NOT NULL AND (c.id IS NULL OR c.merged_into IS NOT NULL)",
    },
    Invariant {
        rule: "32",
        key: "check-paid-below-zero",
        sql: "SELECT o.code FROM order_sums s JOIN orders o ON o.id = s.order_id WHERE s.paid < 0",
    },
    Invariant {
        rule: "31",
        key: "check-unique-code",
        sql: "SELECT DISTINCT o.code FROM charges c JOIN orders o ON o.id = c.order_id
              WHERE c.kind = 'unique_code' AND c.amount NOT BETWEEN 1 AND 999",
    },
    // A stage's unique code rides on its bill.
    Invariant {
        rule: "31",
        key: "check-stage-code",
        sql: "SELECT o.code FROM charges c JOIN orders o ON o.id = c.order_id
              WHERE c.kind = 'unique_code' AND c.stage_id IS NOT NULL AND NOT EXISTS
                (SELECT 1 FROM charges b WHERE b.order_id = c.order_id AND b.stage_id = c.stage_id AND b.kind = 'stage')",
    },
    Invariant {
        rule: "63",
        key: "check-stage-elsewhere",
        sql: "SELECT DISTINCT o.code FROM charges c JOIN orders o ON o.id = c.order_id
              JOIN payment_stages t ON t.id = c.stage_id WHERE t.period_id <> o.period_id OR c.amount < 0",
    },
    // The parts of a shared bill add up to it; a stage that waits for its bill has none.
    Invariant {
        rule: "75",
        key: "check-stage-parts",
        sql: "SELECT p.code || ' ' || t.name FROM payment_stages t JOIN periods p ON p.id = t.period_id
              LEFT JOIN (SELECT stage_id, sum(amount) AS parts FROM charges WHERE kind = 'stage' GROUP BY stage_id) c
                ON c.stage_id = t.id
              WHERE CASE WHEN t.billed_at IS NULL THEN t.rule <> '' OR c.parts IS NOT NULL
                WHEN t.rule = 'orders' OR t.rule LIKE 'per_unit %' THEN 0
                ELSE coalesce(c.parts, 0) <> CAST(substr(t.rule, instr(t.rule, ' ') + 1) AS INTEGER) END",
    },
    // Recipients have no more of an item than their order.
    Invariant {
        rule: "80",
        key: "check-destinations",
        sql: "SELECT DISTINCT o.code FROM (
                SELECT d.order_id, i.offer_id, i.customization, i.chosen, sum(i.qty) AS shared
                FROM destinations d JOIN destination_items i ON i.destination_id = d.id GROUP BY 1, 2, 3, 4) s
              JOIN orders o ON o.id = s.order_id
              WHERE o.cancelled_at IS NULL AND s.shared > (SELECT coalesce(sum(l.qty), 0) FROM lines l
                WHERE l.order_id = s.order_id AND l.offer_id = s.offer_id AND l.customization = s.customization
                  AND l.chosen = s.chosen AND l.part_of IS NULL)",
    },
    Invariant {
        rule: "72",
        key: "check-shipping",
        sql: "SELECT DISTINCT o.code FROM orders o JOIN charges c ON c.order_id = o.id
              WHERE o.shipping <> 'billed' AND c.kind = 'shipping'",
    },
    // What a claim gives, and what an exchange costs more, is on the bill.
    Invariant {
        rule: "83",
        key: "check-claim-bill",
        sql: "SELECT DISTINCT o.code FROM claims k JOIN orders o ON o.id = k.order_id
              WHERE (k.amount, k.difference) IS NOT
                (SELECT coalesce(-sum(c.amount * (c.kind = 'compensation')), 0),
                    coalesce(sum(c.amount * (c.kind <> 'compensation')), 0) FROM charges c WHERE c.claim_id = k.id)",
    },
    // Only what was handed over once can be claimed. A package is handed over as its parts.
    Invariant {
        rule: "83",
        key: "check-claim-goods",
        sql: "SELECT DISTINCT o.code FROM (
                SELECT order_id, offer_id, customization, package_id, sum(qty) AS claimed FROM claims
                WHERE ending IS NULL OR ending IN ('refund', 'compensate')
                  OR (package_id IS NOT NULL AND with_offer_id IS NOT NULL) GROUP BY 1, 2, 3, 4) k
              JOIN orders o ON o.id = k.order_id
              WHERE NOT EXISTS (SELECT 1 FROM unit_moves p WHERE p.order_id = k.order_id AND p.package_id = k.offer_id)
                AND k.claimed > (SELECT coalesce(sum(u.qty), 0) FROM unit_moves u
                  WHERE u.order_id = k.order_id AND u.offer_id = k.offer_id AND u.customization = k.customization
                    AND u.package_id IS k.package_id AND u.dst = 'customer')",
    },
    // Goods move with a claim that replaces them, or that takes them back to stock. A package from which goods are
    // exchanged stays as it was.
    Invariant {
        rule: "83",
        key: "check-claim-moves",
        sql: "SELECT DISTINCT o.code FROM claims k JOIN orders o ON o.id = k.order_id
              LEFT JOIN (SELECT claim_id, sum(qty) AS units FROM unit_moves WHERE claim_id IS NOT NULL GROUP BY 1) u
                ON u.claim_id = k.id
              WHERE CASE WHEN (k.ending = 'replace' AND (k.package_id IS NULL OR k.with_offer_id IS NULL))
                    OR (k.ending IN ('replace', 'refund') AND k.goods = 'stock')
                THEN coalesce(u.units, 0) < k.qty ELSE u.units IS NOT NULL END",
    },
    // The allocations of a payment have its sign and never add up to more than its amount.
    Invariant {
        rule: "28",
        key: "check-overallocated",
        sql: "SELECT p.id FROM payments p JOIN allocations a ON a.payment_id = p.id
              GROUP BY p.id HAVING sum(a.amount) NOT BETWEEN min(p.amount, 0) AND max(p.amount, 0)",
    },
    Invariant {
        rule: "29",
        key: "check-claim-counted",
        sql: "SELECT DISTINCT p.id FROM payments p JOIN allocations a ON a.payment_id = p.id
              WHERE p.claimed_for IS NOT NULL",
    },
    Invariant {
        rule: "27",
        key: "check-direction",
        sql: "SELECT id FROM payments WHERE reverses IS NULL AND (amount < 0) <> refund",
    },
    Invariant {
        rule: "27",
        key: "check-reversal",
        sql: "SELECT r.id FROM payments r JOIN payments p ON p.id = r.reverses
              WHERE r.amount <> -p.amount OR r.refund <> p.refund OR p.reverses IS NOT NULL
                 OR EXISTS (SELECT 1 FROM allocations a WHERE a.payment_id IN (r.id, p.id)
                            GROUP BY a.order_id HAVING sum(a.amount) <> 0)",
    },
    Invariant {
        rule: "15",
        key: "check-line-elsewhere",
        sql: "SELECT DISTINCT o.code FROM lines l JOIN orders o ON o.id = l.order_id JOIN offers f ON f.id = l.offer_id
              WHERE f.period_id <> o.period_id",
    },
    Invariant {
        rule: "21",
        key: "check-package-parts",
        sql: "SELECT o.code FROM lines part JOIN orders o ON o.id = part.order_id JOIN lines l ON l.id = part.part_of
              WHERE l.order_id <> part.order_id OR NOT l.is_package OR part.is_package
                 OR part.unit_price <> 0 OR part.qty % l.qty <> 0
              UNION SELECT o.code FROM lines l JOIN orders o ON o.id = l.order_id
              WHERE l.is_package AND NOT EXISTS (SELECT 1 FROM lines part WHERE part.part_of = l.id)",
    },
    Invariant {
        rule: "20",
        key: "check-waiting-holds",
        sql: "SELECT code FROM orders WHERE waitlisted_at IS NOT NULL AND confirmed_at IS NOT NULL AND cancelled_at IS NULL",
    },
    // An order was moved from an older one of another period.
    Invariant {
        rule: "45",
        key: "check-moved",
        sql: "SELECT o.code FROM orders o JOIN orders f ON f.id = o.moved_from
              WHERE f.id >= o.id OR f.period_id = o.period_id",
    },
    Invariant {
        rule: "37",
        key: "check-tally-version",
        sql: "SELECT coalesce(p.code, '?') || ' v' || t.version FROM tally_versions t
              LEFT JOIN periods p ON p.id = t.period_id
              LEFT JOIN (SELECT version_id, sum(qty) AS units, min(qty) AS least FROM tally_rows GROUP BY version_id) r
                ON r.version_id = t.id
              WHERE t.units <> coalesce(r.units, 0) OR r.least < 1
                 OR t.version <> (SELECT count(*) FROM tally_versions u
                                  WHERE u.period_id = t.period_id AND u.version <= t.version)
              UNION ALL SELECT DISTINCT 'tally_rows ' || version_id FROM tally_rows
              WHERE version_id NOT IN (SELECT id FROM tally_versions)",
    },
    // The next number of such a counter would be no number.
    Invariant {
        rule: "54",
        key: "check-number-bound",
        sql: "SELECT code FROM order_counters WHERE last NOT BETWEEN 0 AND 1000000000000
              UNION ALL SELECT name FROM sqlite_sequence WHERE seq NOT BETWEEN 0 AND 1000000000000",
    },
    Invariant {
        rule: "49",
        key: "check-phone-twice",
        sql: "SELECT phone FROM customers WHERE merged_into IS NULL AND phone GLOB '62*'
              GROUP BY phone HAVING count(*) > 1",
    },
    Invariant {
        rule: "50",
        key: "check-merged",
        sql: "SELECT o.code FROM orders o JOIN customers c ON c.id = o.customer_id WHERE c.merged_into IS NOT NULL",
    },
];
