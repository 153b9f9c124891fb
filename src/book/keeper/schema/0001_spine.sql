-- The book's first schema. Moments are whole seconds since 1970 (UTC), days are ISO text, amounts
-- are whole rupiah, flags are 0 or 1. Journalled tables (history.rs) have an `id` that is never
-- used again, foreign keys without actions, no BLOB and no REAL.

CREATE TABLE shop (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id = 1),
    name TEXT NOT NULL,
    phone TEXT,
    zone TEXT NOT NULL CHECK (zone IN ('WIB', 'WITA', 'WIT')),
    down_payment_step INTEGER NOT NULL CHECK (down_payment_step BETWEEN 1 AND 1000000)
) STRICT;
INSERT INTO shop (id, name, zone, down_payment_step) VALUES (1, '', 'WIB', 500);

CREATE TABLE accounts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    method TEXT NOT NULL CHECK (method IN ('cash', 'transfer', 'qris', 'ewallet', 'va', 'link', 'cod')),
    archived_at INTEGER
) STRICT;

CREATE TABLE suppliers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    phone TEXT,
    archived_at INTEGER
) STRICT;

CREATE TABLE products (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    code TEXT NOT NULL UNIQUE COLLATE NOCASE,
    name TEXT NOT NULL,
    supplier_id INTEGER REFERENCES suppliers (id),
    -- What a variant costs that is added without a price of its own.
    price INTEGER NOT NULL CHECK (price BETWEEN 0 AND 1000000000000),
    cost INTEGER NOT NULL CHECK (cost BETWEEN 0 AND 1000000000000),
    archived_at INTEGER
) STRICT;

CREATE TABLE variants (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    product_id INTEGER NOT NULL REFERENCES products (id),
    code TEXT NOT NULL UNIQUE COLLATE NOCASE,
    name TEXT NOT NULL,
    price INTEGER NOT NULL CHECK (price BETWEEN 0 AND 1000000000000),
    cost INTEGER NOT NULL CHECK (cost BETWEEN 0 AND 1000000000000),
    archived_at INTEGER
) STRICT;
CREATE INDEX variants_product ON variants (product_id);

CREATE TABLE periods (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    code TEXT NOT NULL UNIQUE COLLATE NOCASE,
    name TEXT NOT NULL,
    opens_at INTEGER,
    closes_at INTEGER,
    opened_at INTEGER,
    closed_at INTEGER,
    reopened_at INTEGER,
    production_at INTEGER,
    ready_at INTEGER,
    finished_at INTEGER,
    cancelled_at INTEGER,
    down_payment TEXT NOT NULL,
    down_payment_hours INTEGER CHECK (down_payment_hours BETWEEN 1 AND 8784),
    quota INTEGER CHECK (quota >= 0),
    order_cap INTEGER CHECK (order_cap >= 0),
    target INTEGER CHECK (target >= 0),
    note TEXT NOT NULL,
    CHECK (opens_at IS NULL OR closes_at IS NULL OR opens_at <= closes_at)
) STRICT;

-- Every estimate ever given (rule 5); the newest is in force.
CREATE TABLE estimates (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    period_id INTEGER NOT NULL REFERENCES periods (id),
    ready_from TEXT NOT NULL,
    ready_to TEXT NOT NULL,
    why TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    CHECK (ready_from <= ready_to)
) STRICT;
CREATE INDEX estimates_period ON estimates (period_id);

CREATE TABLE offers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    period_id INTEGER NOT NULL REFERENCES periods (id),
    variant_id INTEGER NOT NULL REFERENCES variants (id),
    price INTEGER NOT NULL CHECK (price BETWEEN 0 AND 1000000000000),
    cost INTEGER NOT NULL CHECK (cost BETWEEN 0 AND 1000000000000),
    quota INTEGER CHECK (quota >= 0),
    archived_at INTEGER,
    UNIQUE (period_id, variant_id)
) STRICT;
CREATE INDEX offers_variant ON offers (variant_id);

-- Prices in steps, tried in the order of their ids (rule 12).
CREATE TABLE tiers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    offer_id INTEGER NOT NULL REFERENCES offers (id),
    label TEXT NOT NULL COLLATE NOCASE,
    price INTEGER NOT NULL CHECK (price BETWEEN 0 AND 1000000000000),
    until INTEGER,
    first_n INTEGER CHECK (first_n >= 1),
    archived_at INTEGER,
    CHECK (until IS NOT NULL OR first_n IS NOT NULL)
) STRICT;
CREATE INDEX tiers_offer ON tiers (offer_id);
CREATE UNIQUE INDEX tiers_label ON tiers (offer_id, label);

CREATE TABLE product_quotas (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    period_id INTEGER NOT NULL REFERENCES periods (id),
    product_id INTEGER NOT NULL REFERENCES products (id),
    quota INTEGER NOT NULL CHECK (quota >= 0),
    UNIQUE (period_id, product_id)
) STRICT;
CREATE INDEX product_quotas_product ON product_quotas (product_id);

CREATE TABLE customers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    -- Folded name and phone digits: what a search looks through.
    search TEXT NOT NULL,
    phone TEXT,
    address TEXT NOT NULL,
    note TEXT NOT NULL,
    birthday TEXT,
    level TEXT NOT NULL,
    archived_at INTEGER,
    merged_into INTEGER REFERENCES customers (id)
) STRICT;
CREATE INDEX customers_phone ON customers (phone) WHERE merged_into IS NULL AND phone IS NOT NULL;
CREATE INDEX customers_merged ON customers (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE handles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    channel TEXT NOT NULL,
    handle TEXT NOT NULL COLLATE NOCASE,
    UNIQUE (channel, handle)
) STRICT;
CREATE INDEX handles_customer ON handles (customer_id);

CREATE TABLE orders (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    code TEXT NOT NULL UNIQUE COLLATE NOCASE,
    period_id INTEGER NOT NULL REFERENCES periods (id),
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    placed_at INTEGER NOT NULL,
    channel TEXT NOT NULL,
    note TEXT NOT NULL,
    recipient TEXT NOT NULL,
    recipient_phone TEXT,
    address TEXT NOT NULL,
    source_ref TEXT,
    down_payment TEXT NOT NULL,
    down_payment_by INTEGER,
    late_reason TEXT,
    cancelled_at INTEGER,
    cancelled_by TEXT CHECK (cancelled_by IN ('shop', 'customer')),
    cancel_reason TEXT,
    CHECK ((cancelled_at IS NULL) = (cancelled_by IS NULL))
) STRICT;
CREATE INDEX orders_period ON orders (period_id, id);
-- Lists of customers count and sum from the indexes alone.
CREATE INDEX orders_customer ON orders (customer_id, id, cancelled_at);
CREATE INDEX orders_source ON orders (period_id, source_ref) WHERE source_ref IS NOT NULL;
CREATE INDEX orders_placed ON orders (period_id, placed_at) WHERE cancelled_at IS NULL;

CREATE TABLE lines (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id INTEGER NOT NULL REFERENCES orders (id),
    offer_id INTEGER NOT NULL REFERENCES offers (id),
    product TEXT NOT NULL,
    variant TEXT NOT NULL,
    qty INTEGER NOT NULL CHECK (qty BETWEEN 1 AND 1000000),
    unit_price INTEGER NOT NULL CHECK (unit_price BETWEEN 0 AND 1000000000000),
    unit_cost INTEGER NOT NULL CHECK (unit_cost BETWEEN 0 AND 1000000000000),
    -- The tier's label when the units were sold (rule 11), and the tier whose units they use.
    tier TEXT,
    tier_id INTEGER REFERENCES tiers (id),
    customization TEXT NOT NULL,
    for_whom TEXT NOT NULL,
    CHECK ((tier IS NULL) = (tier_id IS NULL)),
    CHECK (qty * unit_price <= 1000000000000)
) STRICT;
CREATE INDEX lines_order ON lines (order_id, offer_id);
-- All that a tally asks of a line, so that it never visits the lines themselves.
CREATE INDEX lines_offer ON lines (offer_id, order_id, customization, qty);
CREATE INDEX lines_customized ON lines (offer_id, customization, order_id, qty) WHERE customization <> '';
CREATE INDEX lines_tier ON lines (tier_id, order_id, qty) WHERE tier_id IS NOT NULL;

CREATE TABLE charges (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id INTEGER NOT NULL REFERENCES orders (id),
    kind TEXT NOT NULL CHECK (kind IN ('shipping', 'discount', 'unique_code', 'surcharge', 'compensation', 'cancellation_fee')),
    amount INTEGER NOT NULL CHECK (amount BETWEEN -1000000000000 AND 1000000000000 AND amount <> 0),
    UNIQUE (order_id, kind)
) STRICT;

-- The ledger (rule 27): rows are added, never changed.
CREATE TABLE payments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER REFERENCES customers (id),
    at INTEGER NOT NULL,
    amount INTEGER NOT NULL CHECK (amount BETWEEN -1000000000000 AND 1000000000000 AND amount <> 0),
    method TEXT NOT NULL CHECK (method IN ('cash', 'transfer', 'qris', 'ewallet', 'va', 'link', 'cod')),
    account_id INTEGER REFERENCES accounts (id),
    payer TEXT NOT NULL,
    reference TEXT NOT NULL,
    refund INTEGER NOT NULL CHECK (refund IN (0, 1)),
    -- Said to be sent for this order, not arrived (rule 29).
    claimed_for INTEGER REFERENCES orders (id),
    reverses INTEGER REFERENCES payments (id)
) STRICT;
-- Without the many that reverse nothing, or a search for those would walk them all.
CREATE UNIQUE INDEX payments_reverses ON payments (reverses) WHERE reverses IS NOT NULL;
CREATE INDEX payments_customer ON payments (customer_id, claimed_for, amount);
CREATE INDEX payments_account ON payments (account_id);
CREATE INDEX payments_claimed ON payments (claimed_for) WHERE claimed_for IS NOT NULL;
CREATE INDEX payments_amount ON payments (amount, at);

CREATE TABLE allocations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    payment_id INTEGER NOT NULL REFERENCES payments (id),
    order_id INTEGER NOT NULL REFERENCES orders (id),
    amount INTEGER NOT NULL CHECK (amount BETWEEN -1000000000000 AND 1000000000000 AND amount <> 0),
    -- The bill it met (rule 70), and what it changed of "settled" and "down payment met".
    bill_total INTEGER NOT NULL,
    bill_down_payment INTEGER NOT NULL,
    settled_change INTEGER NOT NULL CHECK (settled_change BETWEEN -1 AND 1),
    down_payment_change INTEGER NOT NULL
) STRICT;
CREATE INDEX allocations_payment ON allocations (payment_id, id, amount);
CREATE INDEX allocations_order ON allocations (order_id);

-- From here on nothing is journalled and nothing has foreign keys.

-- Every deed, kept for ever (rule 57). An undo or redo is a row too and names what it reverses.
CREATE TABLE actions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    window TEXT NOT NULL,
    message TEXT NOT NULL,
    reverses INTEGER,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
    -- Bytes of its before-images; NULL when they are not kept any more.
    images INTEGER
) STRICT;
CREATE INDEX actions_reverses ON actions (reverses) WHERE reverses IS NOT NULL;
CREATE INDEX actions_undone ON actions (undone, id) WHERE reverses IS NULL;
CREATE INDEX actions_images ON actions (id) WHERE images IS NOT NULL;

-- Which orders an action touched, for the history of one order.
CREATE TABLE action_orders (
    order_id INTEGER NOT NULL,
    action_id INTEGER NOT NULL,
    PRIMARY KEY (order_id, action_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX action_orders_action ON action_orders (action_id);

-- Before-images: the row as it was, NULL where there was none.
CREATE TABLE row_changes (
    action_id INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    tbl TEXT NOT NULL,
    row INTEGER NOT NULL,
    before TEXT,
    PRIMARY KEY (action_id, seq)
) STRICT, WITHOUT ROWID;

-- Last number given per PO code; numbers are never given twice (rule 54).
CREATE TABLE order_counters (
    code TEXT PRIMARY KEY COLLATE NOCASE,
    last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Frozen tallies (rule 37). `closed_at` is the close that froze it.
CREATE TABLE tally_versions (
    id INTEGER PRIMARY KEY,
    period_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    closed_at INTEGER NOT NULL,
    frozen_at INTEGER NOT NULL,
    units INTEGER NOT NULL,
    -- The deed it was frozen by; while that is undone, it was not closed.
    action_id INTEGER,
    UNIQUE (period_id, version)
) STRICT;
CREATE TABLE tally_rows (
    version_id INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    order_code TEXT NOT NULL,
    code TEXT NOT NULL,
    product_code TEXT NOT NULL,
    product TEXT NOT NULL,
    variant TEXT NOT NULL,
    supplier TEXT,
    customization TEXT NOT NULL,
    qty INTEGER NOT NULL,
    PRIMARY KEY (version_id, seq)
) STRICT, WITHOUT ROWID;

-- Running sums, kept by the triggers below from every change, undo and redo included.
CREATE TABLE order_sums (
    order_id INTEGER PRIMARY KEY,
    period_id INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    cancelled INTEGER NOT NULL,
    down_payment_by INTEGER,
    units INTEGER NOT NULL DEFAULT 0,
    lines INTEGER NOT NULL DEFAULT 0,
    charges INTEGER NOT NULL DEFAULT 0,
    fee INTEGER NOT NULL DEFAULT 0,
    paid INTEGER NOT NULL DEFAULT 0,
    refunded INTEGER NOT NULL DEFAULT 0,
    settled INTEGER NOT NULL DEFAULT 0,
    down_payment_met INTEGER NOT NULL DEFAULT 0,
    total INTEGER NOT NULL GENERATED ALWAYS AS (CASE WHEN cancelled THEN fee ELSE lines + charges END) VIRTUAL
) STRICT;
-- With what Beranda sums and asks of open bills, so that it reads these indexes alone.
CREATE INDEX order_sums_open ON order_sums (period_id, order_id, total, paid) WHERE total <> paid;
CREATE INDEX order_sums_open_newest ON order_sums (order_id, total, paid, down_payment_met, cancelled, down_payment_by)
    WHERE total <> paid;
CREATE INDEX order_sums_customer_open ON order_sums (customer_id) WHERE total <> paid;

CREATE TABLE offer_sums (
    offer_id INTEGER PRIMARY KEY,
    units INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE tier_sums (
    tier_id INTEGER PRIMARY KEY,
    units INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE period_sums (
    period_id INTEGER PRIMARY KEY,
    orders INTEGER NOT NULL DEFAULT 0,
    cancelled INTEGER NOT NULL DEFAULT 0,
    units INTEGER NOT NULL DEFAULT 0,
    total INTEGER NOT NULL DEFAULT 0,
    paid INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TRIGGER sums_period_insert AFTER INSERT ON periods BEGIN
    INSERT INTO period_sums (period_id) VALUES (NEW.id);
END;
CREATE TRIGGER sums_period_delete AFTER DELETE ON periods BEGIN
    DELETE FROM period_sums WHERE period_id = OLD.id;
END;
CREATE TRIGGER sums_offer_insert AFTER INSERT ON offers BEGIN
    INSERT INTO offer_sums (offer_id) VALUES (NEW.id);
END;
CREATE TRIGGER sums_offer_delete AFTER DELETE ON offers BEGIN
    DELETE FROM offer_sums WHERE offer_id = OLD.id;
END;
CREATE TRIGGER sums_tier_insert AFTER INSERT ON tiers BEGIN
    INSERT INTO tier_sums (tier_id) VALUES (NEW.id);
END;
CREATE TRIGGER sums_tier_delete AFTER DELETE ON tiers BEGIN
    DELETE FROM tier_sums WHERE tier_id = OLD.id;
END;

CREATE TRIGGER sums_order_insert AFTER INSERT ON orders BEGIN
    INSERT INTO order_sums (order_id, period_id, customer_id, cancelled, down_payment_by)
    VALUES (NEW.id, NEW.period_id, NEW.customer_id, NEW.cancelled_at IS NOT NULL, NEW.down_payment_by);
    UPDATE period_sums SET
        orders = orders + (NEW.cancelled_at IS NULL),
        cancelled = cancelled + (NEW.cancelled_at IS NOT NULL)
    WHERE period_id = NEW.period_id;
END;
CREATE TRIGGER sums_order_delete AFTER DELETE ON orders BEGIN
    DELETE FROM order_sums WHERE order_id = OLD.id;
    UPDATE period_sums SET
        orders = orders - (OLD.cancelled_at IS NULL),
        cancelled = cancelled - (OLD.cancelled_at IS NOT NULL)
    WHERE period_id = OLD.period_id;
END;
CREATE TRIGGER sums_order_copied AFTER UPDATE OF customer_id, down_payment_by ON orders
WHEN OLD.customer_id <> NEW.customer_id OR OLD.down_payment_by IS NOT NEW.down_payment_by BEGIN
    UPDATE order_sums SET customer_id = NEW.customer_id, down_payment_by = NEW.down_payment_by
    WHERE order_id = NEW.id;
END;
CREATE TRIGGER sums_order_cancel AFTER UPDATE OF cancelled_at ON orders
WHEN (OLD.cancelled_at IS NULL) <> (NEW.cancelled_at IS NULL) BEGIN
    UPDATE offer_sums SET units = units
        + (CASE WHEN NEW.cancelled_at IS NULL THEN 1 ELSE -1 END)
        * (SELECT sum(qty) FROM lines WHERE order_id = NEW.id AND lines.offer_id = offer_sums.offer_id)
    WHERE offer_id IN (SELECT offer_id FROM lines WHERE order_id = NEW.id);
    UPDATE tier_sums SET units = units
        + (CASE WHEN NEW.cancelled_at IS NULL THEN 1 ELSE -1 END)
        * (SELECT sum(qty) FROM lines WHERE order_id = NEW.id AND lines.tier_id = tier_sums.tier_id)
    WHERE tier_id IN (SELECT tier_id FROM lines WHERE order_id = NEW.id AND tier_id IS NOT NULL);
    UPDATE period_sums SET
        orders = orders + (CASE WHEN NEW.cancelled_at IS NULL THEN 1 ELSE -1 END),
        cancelled = cancelled - (CASE WHEN NEW.cancelled_at IS NULL THEN 1 ELSE -1 END)
    WHERE period_id = NEW.period_id;
    UPDATE order_sums SET cancelled = NEW.cancelled_at IS NOT NULL WHERE order_id = NEW.id;
END;
-- A period has what its orders have; the units only of those that count.
CREATE TRIGGER sums_order_changes AFTER UPDATE ON order_sums
WHEN OLD.total <> NEW.total OR OLD.paid <> NEW.paid OR OLD.units <> NEW.units OR OLD.cancelled <> NEW.cancelled BEGIN
    UPDATE period_sums SET
        units = units + (CASE WHEN NEW.cancelled THEN 0 ELSE NEW.units END) - (CASE WHEN OLD.cancelled THEN 0 ELSE OLD.units END),
        total = total + NEW.total - OLD.total,
        paid = paid + NEW.paid - OLD.paid
    WHERE period_id = NEW.period_id;
END;

CREATE TRIGGER sums_line_insert AFTER INSERT ON lines BEGIN
    UPDATE order_sums SET units = units + NEW.qty, lines = lines + NEW.qty * NEW.unit_price
    WHERE order_id = NEW.order_id;
    UPDATE offer_sums SET units = units + NEW.qty
    WHERE offer_id = NEW.offer_id AND NOT (SELECT cancelled FROM order_sums WHERE order_id = NEW.order_id);
    UPDATE tier_sums SET units = units + NEW.qty
    WHERE tier_id = NEW.tier_id AND NOT (SELECT cancelled FROM order_sums WHERE order_id = NEW.order_id);
END;
CREATE TRIGGER sums_line_update AFTER UPDATE ON lines BEGIN
    UPDATE order_sums SET units = units + NEW.qty - OLD.qty,
        lines = lines + NEW.qty * NEW.unit_price - OLD.qty * OLD.unit_price
    WHERE order_id = NEW.order_id;
    UPDATE offer_sums SET units = units + NEW.qty - OLD.qty
    WHERE offer_id = NEW.offer_id AND NOT (SELECT cancelled FROM order_sums WHERE order_id = NEW.order_id);
    UPDATE tier_sums SET units = units + NEW.qty - OLD.qty
    WHERE tier_id = NEW.tier_id AND NOT (SELECT cancelled FROM order_sums WHERE order_id = NEW.order_id);
END;
CREATE TRIGGER sums_line_delete AFTER DELETE ON lines BEGIN
    UPDATE order_sums SET units = units - OLD.qty, lines = lines - OLD.qty * OLD.unit_price
    WHERE order_id = OLD.order_id;
    UPDATE offer_sums SET units = units - OLD.qty
    WHERE offer_id = OLD.offer_id AND NOT (SELECT cancelled FROM order_sums WHERE order_id = OLD.order_id);
    UPDATE tier_sums SET units = units - OLD.qty
    WHERE tier_id = OLD.tier_id AND NOT (SELECT cancelled FROM order_sums WHERE order_id = OLD.order_id);
END;
-- A line stays with its order, offer and tier; a move is a deed with new lines.
CREATE TRIGGER line_stays BEFORE UPDATE OF order_id, offer_id, tier_id ON lines
WHEN OLD.order_id <> NEW.order_id OR OLD.offer_id <> NEW.offer_id OR OLD.tier_id IS NOT NEW.tier_id BEGIN
    SELECT RAISE(ABORT, 'a line stays with its order, offer and tier');
END;

CREATE TRIGGER sums_charge_insert AFTER INSERT ON charges BEGIN
    UPDATE order_sums SET
        charges = charges + (CASE NEW.kind WHEN 'cancellation_fee' THEN 0 ELSE NEW.amount END),
        fee = fee + (CASE NEW.kind WHEN 'cancellation_fee' THEN NEW.amount ELSE 0 END)
    WHERE order_id = NEW.order_id;
END;
CREATE TRIGGER sums_charge_update AFTER UPDATE ON charges BEGIN
    UPDATE order_sums SET
        charges = charges + (CASE NEW.kind WHEN 'cancellation_fee' THEN 0 ELSE NEW.amount - OLD.amount END),
        fee = fee + (CASE NEW.kind WHEN 'cancellation_fee' THEN NEW.amount - OLD.amount ELSE 0 END)
    WHERE order_id = NEW.order_id;
END;
CREATE TRIGGER sums_charge_delete AFTER DELETE ON charges BEGIN
    UPDATE order_sums SET
        charges = charges - (CASE OLD.kind WHEN 'cancellation_fee' THEN 0 ELSE OLD.amount END),
        fee = fee - (CASE OLD.kind WHEN 'cancellation_fee' THEN OLD.amount ELSE 0 END)
    WHERE order_id = OLD.order_id;
END;

CREATE TRIGGER sums_allocation_insert AFTER INSERT ON allocations BEGIN
    UPDATE order_sums SET
        paid = paid + NEW.amount,
        refunded = refunded - NEW.amount * (SELECT refund FROM payments WHERE id = NEW.payment_id),
        settled = settled + NEW.settled_change,
        down_payment_met = down_payment_met + NEW.down_payment_change
    WHERE order_id = NEW.order_id;
END;
CREATE TRIGGER sums_allocation_delete AFTER DELETE ON allocations BEGIN
    UPDATE order_sums SET
        paid = paid - OLD.amount,
        refunded = refunded + OLD.amount * (SELECT refund FROM payments WHERE id = OLD.payment_id),
        settled = settled - OLD.settled_change,
        down_payment_met = down_payment_met - OLD.down_payment_change
    WHERE order_id = OLD.order_id;
END;
-- The ledger is only added to (rule 27); taking it back is undo's alone.
CREATE TRIGGER ledger_allocation_stays BEFORE UPDATE ON allocations BEGIN
    SELECT RAISE(ABORT, 'an allocation is never changed');
END;
