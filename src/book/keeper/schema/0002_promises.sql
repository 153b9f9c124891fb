-- Promises that change: what an order is held by, waiting lists, bonuses, prices for people and
-- pieces, packages, custom fields, cancellation rules, moved dates, moved and substituted orders.

ALTER TABLE shop ADD COLUMN rounding_limit INTEGER NOT NULL DEFAULT 500 CHECK (rounding_limit BETWEEN 0 AND 1000000);
ALTER TABLE shop ADD COLUMN unique_codes INTEGER NOT NULL DEFAULT 0 CHECK (unique_codes IN (0, 1));
ALTER TABLE shop ADD COLUMN daily_capacity INTEGER CHECK (daily_capacity BETWEEN 1 AND 1000000000);
ALTER TABLE shop ADD COLUMN delivery_days INTEGER NOT NULL DEFAULT 0 CHECK (delivery_days BETWEEN 0 AND 366);
ALTER TABLE shop ADD COLUMN buffer_days INTEGER NOT NULL DEFAULT 0 CHECK (buffer_days BETWEEN 0 AND 366);
ALTER TABLE suppliers ADD COLUMN lead_days INTEGER CHECK (lead_days BETWEEN 0 AND 3660);

-- What one order takes of a variant at least, and in which steps (rule 66).
ALTER TABLE variants ADD COLUMN least_order INTEGER CHECK (least_order BETWEEN 2 AND 1000000);
ALTER TABLE variants ADD COLUMN multiple INTEGER CHECK (multiple BETWEEN 2 AND 1000000);

-- Further prices of a variant: for customers of a level, from a number of pieces, or both.
CREATE TABLE prices (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    variant_id INTEGER NOT NULL REFERENCES variants (id),
    level TEXT NOT NULL COLLATE NOCASE,
    from_qty INTEGER NOT NULL CHECK (from_qty BETWEEN 1 AND 1000000),
    price INTEGER NOT NULL CHECK (price BETWEEN 0 AND 1000000000000),
    archived_at INTEGER,
    UNIQUE (variant_id, level, from_qty),
    CHECK (level <> '' OR from_qty > 1)
) STRICT;

-- What a product asks of its customization (rule 67).
CREATE TABLE fields (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    product_id INTEGER NOT NULL REFERENCES products (id),
    label TEXT NOT NULL COLLATE NOCASE,
    required INTEGER NOT NULL CHECK (required IN (0, 1)),
    digits INTEGER NOT NULL CHECK (digits IN (0, 1)),
    least_length INTEGER CHECK (least_length BETWEEN 1 AND 500),
    most_length INTEGER CHECK (most_length BETWEEN 1 AND 500),
    price INTEGER NOT NULL CHECK (price BETWEEN 0 AND 1000000000000),
    archived_at INTEGER,
    UNIQUE (product_id, label),
    CHECK (least_length IS NULL OR most_length IS NULL OR least_length <= most_length)
) STRICT;

-- A package is a variant made of others (rule 21); of a choice the customer picks some (rule 65).
CREATE TABLE choices (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    package_id INTEGER NOT NULL REFERENCES variants (id),
    name TEXT NOT NULL COLLATE NOCASE,
    pick INTEGER NOT NULL CHECK (pick BETWEEN 1 AND 1000),
    UNIQUE (package_id, name)
) STRICT;
CREATE TABLE components (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    package_id INTEGER NOT NULL REFERENCES variants (id),
    variant_id INTEGER NOT NULL REFERENCES variants (id),
    -- Units in one package; of a choice, units of one pick.
    qty INTEGER NOT NULL CHECK (qty BETWEEN 1 AND 1000),
    choice_id INTEGER REFERENCES choices (id),
    CHECK (package_id <> variant_id)
) STRICT;
CREATE INDEX components_package ON components (package_id);
CREATE INDEX components_variant ON components (variant_id);
CREATE INDEX components_choice ON components (choice_id) WHERE choice_id IS NOT NULL;

-- What is given back of the down payment until close, until production, after (rule 33).
ALTER TABLE periods ADD COLUMN cancellation TEXT NOT NULL DEFAULT '100/100/100';
-- When an order is confirmed: when it is saved, or when its down payment arrives (rule 62).
ALTER TABLE periods ADD COLUMN confirms TEXT NOT NULL DEFAULT 'saved' CHECK (confirms IN ('saved', 'down_payment'));
-- Units below which the owner must decide at close, and that it was decided to produce anyway (rule 8).
ALTER TABLE periods ADD COLUMN minimum INTEGER CHECK (minimum BETWEEN 1 AND 1000000000);
ALTER TABLE periods ADD COLUMN minimum_waived_at INTEGER;
-- The same for one offer, and how many pieces make a set of it (rule 68).
ALTER TABLE offers ADD COLUMN minimum INTEGER CHECK (minimum BETWEEN 1 AND 1000000000);
ALTER TABLE offers ADD COLUMN minimum_waived_at INTEGER;
ALTER TABLE offers ADD COLUMN set_size INTEGER CHECK (set_size BETWEEN 2 AND 1000000);

-- Units kept for a channel, of the period or of one offer (rule 69).
CREATE TABLE reservations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    period_id INTEGER NOT NULL REFERENCES periods (id),
    offer_id INTEGER REFERENCES offers (id),
    channel TEXT NOT NULL,
    units INTEGER NOT NULL CHECK (units BETWEEN 1 AND 1000000000),
    given_back_at INTEGER
) STRICT;
CREATE INDEX reservations_period ON reservations (period_id);
CREATE INDEX reservations_offer ON reservations (offer_id) WHERE offer_id IS NOT NULL;
CREATE UNIQUE INDEX reservations_channel ON reservations (period_id, coalesce(offer_id, 0), channel);

-- A gift or a discount for the first orders, or for the next from a moment on (rule 14).
CREATE TABLE bonuses (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    period_id INTEGER NOT NULL REFERENCES periods (id),
    label TEXT NOT NULL COLLATE NOCASE,
    first_n INTEGER NOT NULL CHECK (first_n BETWEEN 1 AND 1000000000),
    -- In rupiah; 0 for a gift.
    discount INTEGER NOT NULL CHECK (discount BETWEEN 0 AND 1000000000000),
    -- Orders confirmed from this moment on; NULL for the first of the period.
    counted_from INTEGER,
    -- Of first_n, those that had it before that moment.
    given_before INTEGER NOT NULL DEFAULT 0 CHECK (given_before BETWEEN 0 AND first_n - 1),
    archived_at INTEGER,
    UNIQUE (period_id, label)
) STRICT;
CREATE TABLE order_bonuses (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id INTEGER NOT NULL REFERENCES orders (id),
    bonus_id INTEGER NOT NULL REFERENCES bonuses (id),
    -- As it was when it was given.
    label TEXT NOT NULL,
    UNIQUE (order_id, bonus_id)
) STRICT;
CREATE INDEX order_bonuses_bonus ON order_bonuses (bonus_id);

-- An order holds its units once it is confirmed and until it is cancelled (rule 62).
ALTER TABLE orders ADD COLUMN confirmed_at INTEGER;
ALTER TABLE orders ADD COLUMN waitlisted_at INTEGER;
ALTER TABLE orders ADD COLUMN overbook_reason TEXT;
-- The cancellation rule it was confirmed under (rule 33).
ALTER TABLE orders ADD COLUMN cancellation TEXT NOT NULL DEFAULT '100/100/100';
-- What decided how much was kept when it was cancelled, and its percent of the down payment.
ALTER TABLE orders ADD COLUMN kept_by TEXT CHECK (kept_by IN ('shop', 'until_close', 'until_production', 'after', 'owner'));
ALTER TABLE orders ADD COLUMN kept_percent INTEGER CHECK (kept_percent BETWEEN 0 AND 100);
-- Cancelled because its down payment did not come in time (rules 16, 85).
ALTER TABLE orders ADD COLUMN released_at INTEGER;
-- The order it was moved or split from (rule 45).
ALTER TABLE orders ADD COLUMN moved_from INTEGER REFERENCES orders (id);
CREATE INDEX orders_moved ON orders (moved_from) WHERE moved_from IS NOT NULL;
CREATE INDEX orders_waiting ON orders (period_id, waitlisted_at, id)
    WHERE waitlisted_at IS NOT NULL AND cancelled_at IS NULL;
CREATE INDEX orders_channel ON orders (period_id, channel);
DROP INDEX orders_placed;
CREATE INDEX orders_placed ON orders (period_id, placed_at) WHERE confirmed_at IS NOT NULL AND cancelled_at IS NULL;
DROP INDEX orders_customer;
CREATE INDEX orders_customer ON orders (customer_id, id, confirmed_at, cancelled_at);

-- The package's line a component belongs to: it costs nothing by itself.
ALTER TABLE lines ADD COLUMN part_of INTEGER REFERENCES lines (id);
ALTER TABLE lines ADD COLUMN is_package INTEGER NOT NULL DEFAULT 0 CHECK (is_package IN (0, 1));
-- Codes of the components the customer chose.
ALTER TABLE lines ADD COLUMN chosen TEXT NOT NULL DEFAULT '';
-- Why this price, when it is a level's or a number of pieces' (rule 66).
ALTER TABLE lines ADD COLUMN price_label TEXT;
-- What of the unit price is for custom fields (rule 67).
ALTER TABLE lines ADD COLUMN field_price INTEGER NOT NULL DEFAULT 0 CHECK (field_price BETWEEN 0 AND 1000000000000);
CREATE INDEX lines_part ON lines (part_of) WHERE part_of IS NOT NULL;

-- What was promised, what came in its place, and who agreed (rule 44).
CREATE TABLE substitutions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id INTEGER NOT NULL REFERENCES orders (id),
    at INTEGER NOT NULL,
    qty INTEGER NOT NULL CHECK (qty BETWEEN 1 AND 1000000),
    from_offer_id INTEGER NOT NULL REFERENCES offers (id),
    from_product TEXT NOT NULL,
    from_variant TEXT NOT NULL,
    customization TEXT NOT NULL,
    to_offer_id INTEGER NOT NULL REFERENCES offers (id),
    to_product TEXT NOT NULL,
    to_variant TEXT NOT NULL,
    agreed_by TEXT NOT NULL
) STRICT;
CREATE INDEX substitutions_order ON substitutions (order_id);
CREATE INDEX substitutions_from ON substitutions (from_offer_id);
CREATE INDEX substitutions_to ON substitutions (to_offer_id);

-- A place that went to another customer (rule 76).
CREATE TABLE passes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id INTEGER NOT NULL REFERENCES orders (id),
    at INTEGER NOT NULL,
    from_customer_id INTEGER NOT NULL REFERENCES customers (id),
    to_customer_id INTEGER NOT NULL REFERENCES customers (id)
) STRICT;
CREATE INDEX passes_order ON passes (order_id);
CREATE INDEX passes_from ON passes (from_customer_id);
CREATE INDEX passes_to ON passes (to_customer_id);

-- Who has been told of an estimate (rule 5).
CREATE TABLE tellings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    estimate_id INTEGER NOT NULL REFERENCES estimates (id),
    order_id INTEGER NOT NULL REFERENCES orders (id),
    told_at INTEGER NOT NULL,
    UNIQUE (estimate_id, order_id)
) STRICT;
CREATE INDEX tellings_order ON tellings (order_id);

-- Charges: also "pembulatan" (rule 71), and the discount of a bonus beside the shop's own.
DROP TRIGGER sums_charge_insert;
DROP TRIGGER sums_charge_update;
DROP TRIGGER sums_charge_delete;
ALTER TABLE charges RENAME TO charges_1;
CREATE TABLE charges (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id INTEGER NOT NULL REFERENCES orders (id),
    kind TEXT NOT NULL CHECK (kind IN ('shipping', 'discount', 'unique_code', 'surcharge', 'compensation', 'rounding', 'cancellation_fee')),
    amount INTEGER NOT NULL CHECK (amount BETWEEN -1000000000000 AND 1000000000000 AND amount <> 0),
    bonus_id INTEGER REFERENCES bonuses (id),
    CHECK (bonus_id IS NULL OR kind = 'discount')
) STRICT;
INSERT INTO charges (id, order_id, kind, amount) SELECT id, order_id, kind, amount FROM charges_1;
-- An id is never given twice, not even after the newest rows were taken away.
INSERT INTO sqlite_sequence (name, seq) SELECT 'charges', 0
    WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'charges');
UPDATE sqlite_sequence SET seq = max(seq, coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'charges_1'), 0))
    WHERE name = 'charges';
DROP TABLE charges_1;
CREATE UNIQUE INDEX charges_kind ON charges (order_id, kind, coalesce(bonus_id, 0));
CREATE INDEX charges_bonus ON charges (bonus_id) WHERE bonus_id IS NOT NULL;

-- The sums: units count while the order holds them, and a package counts what is in it.
CREATE TABLE bonus_sums (
    bonus_id INTEGER PRIMARY KEY,
    orders INTEGER NOT NULL DEFAULT 0
) STRICT;
DROP TRIGGER sums_order_insert;
DROP TRIGGER sums_order_delete;
DROP TRIGGER sums_order_cancel;
DROP TRIGGER sums_order_changes;
DROP TRIGGER sums_line_insert;
DROP TRIGGER sums_line_update;
DROP TRIGGER sums_line_delete;
DROP INDEX order_sums_open;
DROP INDEX order_sums_open_newest;

ALTER TABLE order_sums ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
ALTER TABLE order_sums ADD COLUMN waiting INTEGER NOT NULL DEFAULT 0;
ALTER TABLE order_sums ADD COLUMN pieces INTEGER NOT NULL DEFAULT 0;
-- The unique code on the bill: no turnover (rule 31).
ALTER TABLE order_sums ADD COLUMN code INTEGER NOT NULL DEFAULT 0;
ALTER TABLE period_sums ADD COLUMN waiting INTEGER NOT NULL DEFAULT 0;
ALTER TABLE period_sums ADD COLUMN unconfirmed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE period_sums ADD COLUMN pieces INTEGER NOT NULL DEFAULT 0;
-- Of the bills, what is no turnover: fees of cancelled orders and unique codes (rules 31, 33).
ALTER TABLE period_sums ADD COLUMN forfeited INTEGER NOT NULL DEFAULT 0;
ALTER TABLE period_sums ADD COLUMN codes INTEGER NOT NULL DEFAULT 0;
UPDATE orders SET confirmed_at = placed_at;
UPDATE order_sums SET held = NOT cancelled, pieces = units;
UPDATE order_sums SET code = (SELECT amount FROM charges c WHERE c.order_id = order_sums.order_id AND c.kind = 'unique_code')
    WHERE order_id IN (SELECT order_id FROM charges WHERE kind = 'unique_code');
UPDATE period_sums SET pieces = units,
    forfeited = (SELECT coalesce(sum(fee), 0) FROM order_sums s WHERE s.period_id = period_sums.period_id AND cancelled),
    codes = (SELECT coalesce(sum(code), 0) FROM order_sums s WHERE s.period_id = period_sums.period_id AND held);

-- Who is on the waiting list owes nothing yet: the sums of open bills leave them out.
CREATE INDEX order_sums_open ON order_sums (period_id, order_id, total, paid, waiting) WHERE total <> paid;
CREATE INDEX order_sums_open_newest ON order_sums (order_id, total, paid, waiting, down_payment_met, cancelled, down_payment_by)
    WHERE total <> paid;

-- Whose unique code is it (rule 31)? By the amount without it, among open bills that have one.
CREATE INDEX order_sums_code ON order_sums (total - code, code)
    WHERE code > 0 AND total <> paid AND NOT cancelled AND NOT waiting;

CREATE TRIGGER sums_order_insert AFTER INSERT ON orders BEGIN
    INSERT INTO order_sums (order_id, period_id, customer_id, cancelled, held, waiting, down_payment_by)
    VALUES (NEW.id, NEW.period_id, NEW.customer_id, NEW.cancelled_at IS NOT NULL,
        NEW.confirmed_at IS NOT NULL AND NEW.cancelled_at IS NULL,
        NEW.waitlisted_at IS NOT NULL AND NEW.cancelled_at IS NULL, NEW.down_payment_by);
    UPDATE period_sums SET
        orders = orders + (NEW.confirmed_at IS NOT NULL AND NEW.cancelled_at IS NULL),
        waiting = waiting + (NEW.waitlisted_at IS NOT NULL AND NEW.cancelled_at IS NULL),
        unconfirmed = unconfirmed + (NEW.confirmed_at IS NULL AND NEW.waitlisted_at IS NULL AND NEW.cancelled_at IS NULL),
        cancelled = cancelled + (NEW.cancelled_at IS NOT NULL)
    WHERE period_id = NEW.period_id;
END;
CREATE TRIGGER sums_order_delete AFTER DELETE ON orders BEGIN
    DELETE FROM order_sums WHERE order_id = OLD.id;
    UPDATE period_sums SET
        orders = orders - (OLD.confirmed_at IS NOT NULL AND OLD.cancelled_at IS NULL),
        waiting = waiting - (OLD.waitlisted_at IS NOT NULL AND OLD.cancelled_at IS NULL),
        unconfirmed = unconfirmed - (OLD.confirmed_at IS NULL AND OLD.waitlisted_at IS NULL AND OLD.cancelled_at IS NULL),
        cancelled = cancelled - (OLD.cancelled_at IS NOT NULL)
    WHERE period_id = OLD.period_id;
END;
-- What an order starts or ceases to hold is taken or free at every level at once.
CREATE TRIGGER sums_order_held AFTER UPDATE OF cancelled_at, confirmed_at ON orders
WHEN (OLD.confirmed_at IS NOT NULL AND OLD.cancelled_at IS NULL) <> (NEW.confirmed_at IS NOT NULL AND NEW.cancelled_at IS NULL)
BEGIN
    UPDATE offer_sums SET units = units
        + (CASE WHEN NEW.confirmed_at IS NOT NULL AND NEW.cancelled_at IS NULL THEN 1 ELSE -1 END)
        * (SELECT sum(qty) FROM lines WHERE order_id = NEW.id AND lines.offer_id = offer_sums.offer_id)
    WHERE offer_id IN (SELECT offer_id FROM lines WHERE order_id = NEW.id);
    UPDATE tier_sums SET units = units
        + (CASE WHEN NEW.confirmed_at IS NOT NULL AND NEW.cancelled_at IS NULL THEN 1 ELSE -1 END)
        * (SELECT sum(qty) FROM lines WHERE order_id = NEW.id AND lines.tier_id = tier_sums.tier_id)
    WHERE tier_id IN (SELECT tier_id FROM lines WHERE order_id = NEW.id AND tier_id IS NOT NULL);
    UPDATE bonus_sums SET orders = orders
        + (CASE WHEN NEW.confirmed_at IS NOT NULL AND NEW.cancelled_at IS NULL THEN 1 ELSE -1 END)
    WHERE bonus_id IN (SELECT bonus_id FROM order_bonuses WHERE order_id = NEW.id);
END;
CREATE TRIGGER sums_order_state AFTER UPDATE OF cancelled_at, confirmed_at, waitlisted_at ON orders
WHEN (OLD.cancelled_at IS NULL) <> (NEW.cancelled_at IS NULL)
    OR (OLD.confirmed_at IS NULL) <> (NEW.confirmed_at IS NULL)
    OR (OLD.waitlisted_at IS NULL) <> (NEW.waitlisted_at IS NULL)
BEGIN
    UPDATE period_sums SET
        orders = orders + (NEW.confirmed_at IS NOT NULL AND NEW.cancelled_at IS NULL)
            - (OLD.confirmed_at IS NOT NULL AND OLD.cancelled_at IS NULL),
        waiting = waiting + (NEW.waitlisted_at IS NOT NULL AND NEW.cancelled_at IS NULL)
            - (OLD.waitlisted_at IS NOT NULL AND OLD.cancelled_at IS NULL),
        unconfirmed = unconfirmed
            + (NEW.confirmed_at IS NULL AND NEW.waitlisted_at IS NULL AND NEW.cancelled_at IS NULL)
            - (OLD.confirmed_at IS NULL AND OLD.waitlisted_at IS NULL AND OLD.cancelled_at IS NULL),
        cancelled = cancelled + (NEW.cancelled_at IS NOT NULL) - (OLD.cancelled_at IS NOT NULL)
    WHERE period_id = NEW.period_id;
    UPDATE order_sums SET
        cancelled = NEW.cancelled_at IS NOT NULL,
        held = NEW.confirmed_at IS NOT NULL AND NEW.cancelled_at IS NULL,
        waiting = NEW.waitlisted_at IS NOT NULL AND NEW.cancelled_at IS NULL
    WHERE order_id = NEW.id;
END;
-- A period has the units of orders that hold them, and the bills of those and of cancelled ones,
-- whose bill is what was kept. What was paid is in the till whatever became of the order.
CREATE TRIGGER sums_order_changes AFTER UPDATE ON order_sums
WHEN OLD.total <> NEW.total OR OLD.paid <> NEW.paid OR OLD.units <> NEW.units OR OLD.pieces <> NEW.pieces
    OR OLD.cancelled <> NEW.cancelled OR OLD.held <> NEW.held OR OLD.fee <> NEW.fee OR OLD.code <> NEW.code BEGIN
    UPDATE period_sums SET
        units = units + (CASE WHEN NEW.held THEN NEW.units ELSE 0 END) - (CASE WHEN OLD.held THEN OLD.units ELSE 0 END),
        pieces = pieces + (CASE WHEN NEW.held THEN NEW.pieces ELSE 0 END) - (CASE WHEN OLD.held THEN OLD.pieces ELSE 0 END),
        total = total + (CASE WHEN NEW.held OR NEW.cancelled THEN NEW.total ELSE 0 END)
            - (CASE WHEN OLD.held OR OLD.cancelled THEN OLD.total ELSE 0 END),
        forfeited = forfeited + (CASE WHEN NEW.cancelled THEN NEW.fee ELSE 0 END)
            - (CASE WHEN OLD.cancelled THEN OLD.fee ELSE 0 END),
        codes = codes + (CASE WHEN NEW.held THEN NEW.code ELSE 0 END) - (CASE WHEN OLD.held THEN OLD.code ELSE 0 END),
        paid = paid + NEW.paid - OLD.paid
    WHERE period_id = NEW.period_id;
END;

CREATE TRIGGER sums_line_insert AFTER INSERT ON lines BEGIN
    UPDATE order_sums SET
        units = units + (CASE WHEN NEW.part_of IS NULL THEN NEW.qty ELSE 0 END),
        pieces = pieces + (CASE WHEN NEW.is_package THEN 0 ELSE NEW.qty END),
        lines = lines + NEW.qty * NEW.unit_price
    WHERE order_id = NEW.order_id;
    UPDATE offer_sums SET units = units + NEW.qty
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
    UPDATE offer_sums SET units = units + NEW.qty - OLD.qty
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
    UPDATE offer_sums SET units = units - OLD.qty
    WHERE offer_id = OLD.offer_id AND (SELECT held FROM order_sums WHERE order_id = OLD.order_id);
    UPDATE tier_sums SET units = units - OLD.qty
    WHERE tier_id = OLD.tier_id AND (SELECT held FROM order_sums WHERE order_id = OLD.order_id);
END;
CREATE TRIGGER line_stays_what_it_is BEFORE UPDATE OF part_of, is_package ON lines
WHEN OLD.part_of IS NOT NEW.part_of OR OLD.is_package <> NEW.is_package BEGIN
    SELECT RAISE(ABORT, 'a line stays a package, a part or neither');
END;

CREATE TRIGGER sums_bonus_insert AFTER INSERT ON bonuses BEGIN
    INSERT INTO bonus_sums (bonus_id) VALUES (NEW.id);
END;
CREATE TRIGGER sums_bonus_delete AFTER DELETE ON bonuses BEGIN
    DELETE FROM bonus_sums WHERE bonus_id = OLD.id;
END;
CREATE TRIGGER sums_order_bonus_insert AFTER INSERT ON order_bonuses BEGIN
    UPDATE bonus_sums SET orders = orders + 1
    WHERE bonus_id = NEW.bonus_id AND (SELECT held FROM order_sums WHERE order_id = NEW.order_id);
END;
CREATE TRIGGER sums_order_bonus_delete AFTER DELETE ON order_bonuses BEGIN
    UPDATE bonus_sums SET orders = orders - 1
    WHERE bonus_id = OLD.bonus_id AND (SELECT held FROM order_sums WHERE order_id = OLD.order_id);
END;
CREATE TRIGGER order_bonus_stays BEFORE UPDATE OF order_id, bonus_id ON order_bonuses BEGIN
    SELECT RAISE(ABORT, 'a given bonus stays with its order');
END;

CREATE TRIGGER sums_charge_insert AFTER INSERT ON charges BEGIN
    UPDATE order_sums SET
        charges = charges + (CASE NEW.kind WHEN 'cancellation_fee' THEN 0 ELSE NEW.amount END),
        fee = fee + (CASE NEW.kind WHEN 'cancellation_fee' THEN NEW.amount ELSE 0 END),
        code = code + (CASE NEW.kind WHEN 'unique_code' THEN NEW.amount ELSE 0 END)
    WHERE order_id = NEW.order_id;
END;
CREATE TRIGGER sums_charge_update AFTER UPDATE ON charges BEGIN
    UPDATE order_sums SET
        charges = charges + (CASE NEW.kind WHEN 'cancellation_fee' THEN 0 ELSE NEW.amount - OLD.amount END),
        fee = fee + (CASE NEW.kind WHEN 'cancellation_fee' THEN NEW.amount - OLD.amount ELSE 0 END),
        code = code + (CASE NEW.kind WHEN 'unique_code' THEN NEW.amount - OLD.amount ELSE 0 END)
    WHERE order_id = NEW.order_id;
END;
CREATE TRIGGER sums_charge_delete AFTER DELETE ON charges BEGIN
    UPDATE order_sums SET
        charges = charges - (CASE OLD.kind WHEN 'cancellation_fee' THEN 0 ELSE OLD.amount END),
        fee = fee - (CASE OLD.kind WHEN 'cancellation_fee' THEN OLD.amount ELSE 0 END),
        code = code - (CASE OLD.kind WHEN 'unique_code' THEN OLD.amount ELSE 0 END)
    WHERE order_id = OLD.order_id;
END;

-- Undo stops here: an image of a row as it was is no image of the row it has become.
DELETE FROM row_changes;
UPDATE actions SET images = NULL;
