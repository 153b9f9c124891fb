-- Reports of many orders: what was handed over by day (rule 108), what each offer came to, months that were
-- closed (rule 110), and what customers answered to a delay (rule 52).

-- What of each order was handed over on a day in the shop's zone, counted in days since 1970-01-01, as
-- `domain::handed_over` counts it. `first` is the first day on which something went.
CREATE TABLE handed_days (
    order_id INTEGER NOT NULL,
    day INTEGER NOT NULL,
    first INTEGER NOT NULL,
    pieces INTEGER NOT NULL,
    lines INTEGER NOT NULL,
    extras INTEGER NOT NULL,
    discounts INTEGER NOT NULL,
    shipping INTEGER NOT NULL,
    stages INTEGER NOT NULL,
    codes INTEGER NOT NULL,
    PRIMARY KEY (order_id, day)
) STRICT, WITHOUT ROWID;

-- The same by goods: units, what they were sold for, what they cost, the part of this that was given away, and
-- what was sold without a cost.
CREATE TABLE handed_goods (
    order_id INTEGER NOT NULL,
    day INTEGER NOT NULL,
    offer_id INTEGER NOT NULL,
    units INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    cost INTEGER NOT NULL,
    promotion INTEGER NOT NULL,
    uncosted INTEGER NOT NULL,
    PRIMARY KEY (order_id, day, offer_id)
) STRICT, WITHOUT ROWID;

-- Both, of all orders.
CREATE TABLE day_sums (
    day INTEGER PRIMARY KEY,
    orders INTEGER NOT NULL,
    pieces INTEGER NOT NULL,
    lines INTEGER NOT NULL,
    extras INTEGER NOT NULL,
    discounts INTEGER NOT NULL,
    shipping INTEGER NOT NULL,
    stages INTEGER NOT NULL,
    codes INTEGER NOT NULL
) STRICT;

CREATE TABLE day_goods (
    day INTEGER NOT NULL,
    offer_id INTEGER NOT NULL,
    units INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    cost INTEGER NOT NULL,
    promotion INTEGER NOT NULL,
    uncosted INTEGER NOT NULL,
    PRIMARY KEY (day, offer_id)
) STRICT, WITHOUT ROWID;

-- Orders to be counted anew before the deed that changed them is written.
CREATE TABLE handed_stale (
    order_id INTEGER PRIMARY KEY
) STRICT;

CREATE TRIGGER handed_move_insert AFTER INSERT ON unit_moves
WHEN NEW.order_id IS NOT NULL AND (NEW.src = 'customer' OR NEW.dst = 'customer') BEGIN
    INSERT OR IGNORE INTO handed_stale (order_id) VALUES (NEW.order_id);
END;

CREATE TRIGGER handed_move_delete AFTER DELETE ON unit_moves
WHEN OLD.order_id IS NOT NULL AND (OLD.src = 'customer' OR OLD.dst = 'customer') BEGIN
    INSERT OR IGNORE INTO handed_stale (order_id) VALUES (OLD.order_id);
END;

CREATE TRIGGER handed_line_insert AFTER INSERT ON lines
WHEN EXISTS (SELECT 1 FROM handed_days WHERE order_id = NEW.order_id) BEGIN
    INSERT OR IGNORE INTO handed_stale (order_id) VALUES (NEW.order_id);
END;

CREATE TRIGGER handed_line_update AFTER UPDATE ON lines
WHEN EXISTS (SELECT 1 FROM handed_days WHERE order_id = NEW.order_id) BEGIN
    INSERT OR IGNORE INTO handed_stale (order_id) VALUES (NEW.order_id);
END;

CREATE TRIGGER handed_line_delete AFTER DELETE ON lines
WHEN EXISTS (SELECT 1 FROM handed_days WHERE order_id = OLD.order_id) BEGIN
    INSERT OR IGNORE INTO handed_stale (order_id) VALUES (OLD.order_id);
END;

CREATE TRIGGER handed_charge_insert AFTER INSERT ON charges
WHEN EXISTS (SELECT 1 FROM handed_days WHERE order_id = NEW.order_id) BEGIN
    INSERT OR IGNORE INTO handed_stale (order_id) VALUES (NEW.order_id);
END;

CREATE TRIGGER handed_charge_update AFTER UPDATE ON charges
WHEN EXISTS (SELECT 1 FROM handed_days WHERE order_id = NEW.order_id) BEGIN
    INSERT OR IGNORE INTO handed_stale (order_id) VALUES (NEW.order_id);
END;

CREATE TRIGGER handed_charge_delete AFTER DELETE ON charges
WHEN EXISTS (SELECT 1 FROM handed_days WHERE order_id = OLD.order_id) BEGIN
    INSERT OR IGNORE INTO handed_stale (order_id) VALUES (OLD.order_id);
END;

-- All of an order of a finished PO was handed over.
CREATE TRIGGER handed_order_insert AFTER INSERT ON orders
WHEN (SELECT finished_at FROM periods WHERE id = NEW.period_id) IS NOT NULL BEGIN
    INSERT OR IGNORE INTO handed_stale (order_id) VALUES (NEW.id);
END;

CREATE TRIGGER handed_order_update AFTER UPDATE OF period_id, confirmed_at, cancelled_at, free_reason ON orders
WHEN EXISTS (SELECT 1 FROM handed_days WHERE order_id = NEW.id)
    OR EXISTS (SELECT 1 FROM unit_moves WHERE order_id = NEW.id)
    OR (SELECT finished_at FROM periods WHERE id = NEW.period_id) IS NOT NULL BEGIN
    INSERT OR IGNORE INTO handed_stale (order_id) VALUES (NEW.id);
END;

CREATE TRIGGER handed_order_delete AFTER DELETE ON orders
WHEN EXISTS (SELECT 1 FROM handed_days WHERE order_id = OLD.id) BEGIN
    INSERT OR IGNORE INTO handed_stale (order_id) VALUES (OLD.id);
END;

CREATE TRIGGER handed_period_finished AFTER UPDATE OF finished_at ON periods
WHEN OLD.finished_at IS NOT NEW.finished_at BEGIN
    INSERT OR IGNORE INTO handed_stale (order_id)
    SELECT o.id FROM orders o WHERE o.period_id = NEW.id AND o.confirmed_at IS NOT NULL AND o.cancelled_at IS NULL;
END;

CREATE TRIGGER handed_zone AFTER UPDATE OF zone ON shop WHEN OLD.zone <> NEW.zone BEGIN
    INSERT OR IGNORE INTO handed_stale (order_id) SELECT order_id FROM handed_days;
END;

INSERT OR IGNORE INTO handed_stale (order_id)
SELECT order_id FROM unit_moves WHERE order_id IS NOT NULL AND (src = 'customer' OR dst = 'customer')
UNION SELECT o.id FROM periods p JOIN orders o ON o.period_id = p.id
WHERE p.finished_at IS NOT NULL AND o.confirmed_at IS NOT NULL AND o.cancelled_at IS NULL;

-- What each offer came to by the orders that count: units (a package is one), what they were sold for, what
-- they cost, and what was sold without a cost.
ALTER TABLE offer_sums ADD COLUMN sold INTEGER NOT NULL DEFAULT 0;
ALTER TABLE offer_sums ADD COLUMN amount INTEGER NOT NULL DEFAULT 0;
ALTER TABLE offer_sums ADD COLUMN cost INTEGER NOT NULL DEFAULT 0;
ALTER TABLE offer_sums ADD COLUMN uncosted INTEGER NOT NULL DEFAULT 0;

UPDATE offer_sums SET (sold, amount, cost, uncosted) = (
    SELECT coalesce(sum(iif(l.part_of IS NULL, l.qty, 0)), 0), coalesce(sum(l.qty * l.unit_price), 0),
        coalesce(sum(l.qty * l.unit_cost), 0), coalesce(sum(iif(l.unit_cost = 0, l.qty * l.unit_price, 0)), 0)
    FROM lines l JOIN order_sums s ON s.order_id = l.order_id WHERE l.offer_id = offer_sums.offer_id AND s.held);

DROP TRIGGER sums_line_insert;
DROP TRIGGER sums_line_update;
DROP TRIGGER sums_line_delete;
DROP TRIGGER sums_order_held;

CREATE TRIGGER sums_line_insert AFTER INSERT ON lines BEGIN
    UPDATE order_sums SET
        units = units + (CASE WHEN NEW.part_of IS NULL THEN NEW.qty ELSE 0 END),
        pieces = pieces + (CASE WHEN NEW.is_package THEN 0 ELSE NEW.qty END),
        lines = lines + NEW.qty * NEW.unit_price
    WHERE order_id = NEW.order_id;
    UPDATE offer_sums SET
        units = units + NEW.qty,
        sold = sold + (CASE WHEN NEW.part_of IS NULL THEN NEW.qty ELSE 0 END),
        amount = amount + NEW.qty * NEW.unit_price,
        cost = cost + NEW.qty * NEW.unit_cost,
        uncosted = uncosted + (CASE NEW.unit_cost WHEN 0 THEN NEW.qty * NEW.unit_price ELSE 0 END)
    WHERE offer_id = NEW.offer_id AND (SELECT held FROM order_sums WHERE order_id = NEW.order_id);
    UPDATE tier_sums SET units = units + NEW.qty
    WHERE tier_id = NEW.tier_id AND (SELECT held FROM order_sums WHERE order_id = NEW.order_id);
END;

CREATE TRIGGER sums_line_update AFTER UPDATE ON lines BEGIN
    UPDATE order_sums SET
        units = units + (CASE WHEN NEW.part_of IS NULL THEN NEW.qty - OLD.qty ELSE 0 END),
        pieces = pieces + (CASE WHEN NEW.is_package THEN 0 ELSE NEW.qty - OLD.qty END),
        lines = lines + NEW.qty * NEW.unit_price - OLD.qty * OLD.unit_price
    WHERE order_id = NEW.order_id;
    UPDATE offer_sums SET
        units = units + NEW.qty - OLD.qty,
        sold = sold + (CASE WHEN NEW.part_of IS NULL THEN NEW.qty - OLD.qty ELSE 0 END),
        amount = amount + NEW.qty * NEW.unit_price - OLD.qty * OLD.unit_price,
        cost = cost + NEW.qty * NEW.unit_cost - OLD.qty * OLD.unit_cost,
        uncosted = uncosted + (CASE NEW.unit_cost WHEN 0 THEN NEW.qty * NEW.unit_price ELSE 0 END)
            - (CASE OLD.unit_cost WHEN 0 THEN OLD.qty * OLD.unit_price ELSE 0 END)
    WHERE offer_id = NEW.offer_id AND (SELECT held FROM order_sums WHERE order_id = NEW.order_id);
    UPDATE tier_sums SET units = units + NEW.qty - OLD.qty
    WHERE tier_id = NEW.tier_id AND (SELECT held FROM order_sums WHERE order_id = NEW.order_id);
END;

CREATE TRIGGER sums_line_delete AFTER DELETE ON lines BEGIN
    UPDATE order_sums SET
        units = units - (CASE WHEN OLD.part_of IS NULL THEN OLD.qty ELSE 0 END),
        pieces = pieces - (CASE WHEN OLD.is_package THEN 0 ELSE OLD.qty END),
        lines = lines - OLD.qty * OLD.unit_price
    WHERE order_id = OLD.order_id;
    UPDATE offer_sums SET
        units = units - OLD.qty,
        sold = sold - (CASE WHEN OLD.part_of IS NULL THEN OLD.qty ELSE 0 END),
        amount = amount - OLD.qty * OLD.unit_price,
        cost = cost - OLD.qty * OLD.unit_cost,
        uncosted = uncosted - (CASE OLD.unit_cost WHEN 0 THEN OLD.qty * OLD.unit_price ELSE 0 END)
    WHERE offer_id = OLD.offer_id AND (SELECT held FROM order_sums WHERE order_id = OLD.order_id);
    UPDATE tier_sums SET units = units - OLD.qty
    WHERE tier_id = OLD.tier_id AND (SELECT held FROM order_sums WHERE order_id = OLD.order_id);
END;

CREATE TRIGGER sums_order_held AFTER UPDATE OF cancelled_at, confirmed_at ON orders
WHEN (OLD.confirmed_at IS NOT NULL AND OLD.cancelled_at IS NULL) <> (NEW.confirmed_at IS NOT NULL AND NEW.cancelled_at IS NULL)
BEGIN
    UPDATE offer_sums SET (units, sold, amount, cost, uncosted) = (
        SELECT units + sign * sum(l.qty), sold + sign * sum(iif(l.part_of IS NULL, l.qty, 0)),
            amount + sign * sum(l.qty * l.unit_price), cost + sign * sum(l.qty * l.unit_cost),
            uncosted + sign * sum(iif(l.unit_cost = 0, l.qty * l.unit_price, 0))
        FROM lines l, (SELECT CASE WHEN NEW.confirmed_at IS NOT NULL AND NEW.cancelled_at IS NULL THEN 1 ELSE -1 END AS sign)
        WHERE l.order_id = NEW.id AND l.offer_id = offer_sums.offer_id)
    WHERE offer_id IN (SELECT offer_id FROM lines WHERE order_id = NEW.id);
    UPDATE tier_sums SET units = units
        + (CASE WHEN NEW.confirmed_at IS NOT NULL AND NEW.cancelled_at IS NULL THEN 1 ELSE -1 END)
        * (SELECT sum(qty) FROM lines WHERE order_id = NEW.id AND lines.tier_id = tier_sums.tier_id)
    WHERE tier_id IN (SELECT tier_id FROM lines WHERE order_id = NEW.id AND tier_id IS NOT NULL);
    UPDATE bonus_sums SET orders = orders
        + (CASE WHEN NEW.confirmed_at IS NOT NULL AND NEW.cancelled_at IS NULL THEN 1 ELSE -1 END)
    WHERE bonus_id IN (SELECT bonus_id FROM order_bonuses WHERE order_id = NEW.id);
END;

-- A PO's orders by day and channel without reading them.
DROP INDEX orders_placed;
CREATE INDEX orders_placed ON orders (period_id, placed_at, channel, customer_id)
WHERE confirmed_at IS NOT NULL AND cancelled_at IS NULL;

CREATE INDEX orders_cancelled ON orders (cancelled_at) WHERE cancelled_at IS NOT NULL;

CREATE INDEX orders_reasons ON orders (period_id, cancel_reason) WHERE cancelled_at IS NOT NULL;

CREATE INDEX orders_free ON orders (period_id) WHERE free_reason IS NOT NULL;

-- What came in within days.
CREATE INDEX payments_at ON payments (at, amount) WHERE claimed_for IS NULL;

CREATE INDEX charges_at ON charges (at) WHERE kind IN ('cancellation_fee', 'rounding', 'compensation');

-- Months that are closed, and what they came to then. A later deed on them counts on its own day.
CREATE TABLE closed_months (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    month TEXT NOT NULL UNIQUE CHECK (month GLOB '[12][0-9][0-9][0-9]-[01][0-9]'),
    closed_at INTEGER NOT NULL,
    report TEXT NOT NULL CHECK (json_valid(report))
) STRICT;

-- What a delay offers, and whether who would rather not wait is asked (rule 52).
ALTER TABLE estimates ADD COLUMN compensation INTEGER NOT NULL DEFAULT 0 CHECK (compensation BETWEEN 0 AND 1000000000000);
ALTER TABLE estimates ADD COLUMN asks INTEGER NOT NULL DEFAULT 0 CHECK (asks IN (0, 1));

CREATE TABLE answers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    estimate_id INTEGER NOT NULL REFERENCES estimates (id),
    order_id INTEGER NOT NULL REFERENCES orders (id),
    at INTEGER NOT NULL,
    choice TEXT NOT NULL CHECK (choice IN ('wait', 'refund')),
    UNIQUE (estimate_id, order_id)
) STRICT;

CREATE INDEX answers_order ON answers (order_id);
