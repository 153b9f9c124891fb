-- What was handed over of all orders before a moment (?1): pieces, turnover, cost of what was sold. Counted
-- anew from lines, moves and charges, in another way than the program's.
WITH moved AS (
    SELECT order_id, package_id, offer_id, customization, sum(iif(dst = 'customer', qty, -qty)) AS units
    FROM unit_moves
    WHERE (dst = 'customer' OR src = 'customer') AND at < ?1
    GROUP BY 1, 2, 3, 4
),
counting AS (
    SELECT o.id, o.free_reason NOTNULL AS free, ifnull(p.finished_at < ?1, 0) AS whole
    FROM orders o JOIN periods p ON p.id = o.period_id
    WHERE o.confirmed_at NOTNULL AND o.cancelled_at ISNULL
),
-- Slices of the same goods take what was handed over in their turn.
slices AS (
    SELECT l.order_id, l.id, l.qty, l.unit_price, l.unit_cost, c.whole, c.free,
        (SELECT sum(part.qty) FROM lines part WHERE part.part_of = l.id) AS parts,
        ifnull((SELECT sum(units) FROM moved m WHERE m.order_id = l.order_id AND m.package_id = l.offer_id), 0) AS of_package,
        ifnull((SELECT sum(units) FROM moved m WHERE m.order_id = l.order_id AND m.package_id ISNULL
            AND m.offer_id = l.offer_id AND m.customization = l.customization), 0)
        - ifnull(sum(l.qty) OVER (PARTITION BY l.order_id, l.offer_id, l.customization ORDER BY l.id
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS rest
    FROM lines l JOIN counting c ON c.id = l.order_id
    WHERE l.part_of ISNULL
),
gone AS (
    SELECT order_id, free, qty * unit_price AS amount, qty * unit_cost AS cost,
        ifnull(parts, qty) AS all_of,
        CASE WHEN whole THEN ifnull(parts, qty) WHEN parts NOTNULL THEN min(of_package, parts)
            ELSE max(0, min(qty, rest)) END AS part
    FROM slices
),
bills AS (
    SELECT order_id, sum(amount) AS lines, sum(amount * part / all_of) AS handed,
        sum(iif(free, 0, cost * part / all_of)) AS cost
    FROM gone GROUP BY order_id
),
charged AS (
    SELECT order_id, sum(amount) FILTER (WHERE kind IN ('surcharge', 'weighing')) AS extras,
        sum(amount) FILTER (WHERE kind = 'discount') AS discounts
    FROM charges GROUP BY order_id
)
SELECT
    sum(handed + iif(lines = 0, 0, ifnull(extras, 0) * handed / lines + ifnull(discounts, 0) * handed / lines)),
    sum(cost)
FROM bills LEFT JOIN charged USING (order_id)
