//! Finds oversold quotas (rules 15, 17, 18) of variants, products and periods. A quota may be
//! exceeded only by orders taken with an overbooking reason, or because it was lowered later. So
//! the units of orders without a reason never exceed it, unless the history has a deed that set a
//! quota of this period after its first order.

use super::invariant::Invariant;

/// Condition: none of the quotas of the period `p` can have been lowered since its first order.
macro_rules! never_lowered {
    () => {
        " AND NOT EXISTS (SELECT 1 FROM actions a
            WHERE a.id > coalesce((SELECT min(t.action_id) FROM orders first
                                   JOIN action_orders t ON t.order_id = first.id WHERE first.period_id = p.id), 0)
              AND instr(a.message, json_quote(p.code)) > 0
              AND (instr(a.message, '\"did-set-offer\"') > 0 OR instr(a.message, '\"did-set-quota\"') > 0
                   OR instr(a.message, '\"did-edit-period\"') > 0))"
    };
}

/// Condition: the order `o` holds its units and was not overbooked.
macro_rules! holds_by_right {
    () => {
        "o.confirmed_at IS NOT NULL AND o.cancelled_at IS NULL AND o.overbook_reason IS NULL"
    };
}

/// Builds the check of one quota level: `name` of what has the quota, the tables it is read `of`,
/// the `quota`, the units `sold` by the running sums, and the query of the units `held` by orders
/// `o`, to which the conditions are added. The cheap running sums are compared first.
macro_rules! oversold {
    (name: $name:literal, of: $of:literal, quota: $quota:literal, sold: $sold:literal, held: $held:literal) => {
        Invariant {
            rule: "17",
            key: "check-oversold",
            sql: concat!(
                "SELECT ",
                $name,
                " FROM ",
                $of,
                " WHERE ",
                $sold,
                " > ",
                $quota,
                " AND ",
                $quota,
                " < (",
                $held,
                " AND ",
                holds_by_right!(),
                ")",
                never_lowered!(),
            ),
        }
    };
}

/// The check of every quota level.
pub(in crate::book) const ALL: &[Invariant] = &[
    oversold!(
        name: "p.code || ' ' || v.code",
        of: "offers f JOIN offer_sums s ON s.offer_id = f.id JOIN variants v ON v.id = f.variant_id
             JOIN periods p ON p.id = f.period_id",
        quota: "f.quota",
        sold: "s.units",
        held: "SELECT coalesce(sum(l.qty), 0) FROM lines l JOIN orders o ON o.id = l.order_id WHERE l.offer_id = f.id"
    ),
    oversold!(
        name: "p.code || ' ' || d.code",
        of: "product_quotas q JOIN products d ON d.id = q.product_id JOIN periods p ON p.id = q.period_id",
        quota: "q.quota",
        sold: "(SELECT sum(s.units) FROM variants v JOIN offers f ON f.variant_id = v.id AND f.period_id = q.period_id
                JOIN offer_sums s ON s.offer_id = f.id WHERE v.product_id = q.product_id)",
        held: "SELECT coalesce(sum(l.qty), 0) FROM variants v JOIN offers f ON f.variant_id = v.id AND f.period_id = q.period_id
               JOIN lines l ON l.offer_id = f.id JOIN orders o ON o.id = l.order_id WHERE v.product_id = q.product_id"
    ),
    oversold!(
        name: "p.code",
        of: "periods p JOIN period_sums u ON u.period_id = p.id",
        quota: "p.quota",
        sold: "u.pieces",
        held: "SELECT coalesce(sum(s.pieces), 0) FROM orders o JOIN order_sums s ON s.order_id = o.id WHERE o.period_id = p.id"
    ),
    oversold!(
        name: "p.code",
        of: "periods p JOIN period_sums u ON u.period_id = p.id",
        quota: "p.order_cap",
        sold: "u.orders",
        held: "SELECT count(*) FROM orders o WHERE o.period_id = p.id"
    ),
];
