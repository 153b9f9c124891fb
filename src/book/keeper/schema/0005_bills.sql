-- Bills as shops write them: several charges of a kind, part cancellations, stages and shared costs,
-- goods sold by weight, wholesale prices across variants, and what a customer wants when and where.

-- A wholesale price from so many pieces of all variants of the product (rule 66).
ALTER TABLE prices ADD COLUMN across INTEGER NOT NULL DEFAULT 0 CHECK (across IN (0, 1));

-- The customer approves the design of customised goods before they are made (rule 79).
ALTER TABLE products ADD COLUMN needs_approval INTEGER NOT NULL DEFAULT 0 CHECK (needs_approval IN (0, 1));
-- Weight of one unit in grams; where it is sold by weight, the estimate its price is of (rule 94).
ALTER TABLE variants ADD COLUMN grams INTEGER CHECK (grams BETWEEN 1 AND 1000000000);
ALTER TABLE variants ADD COLUMN by_weight INTEGER NOT NULL DEFAULT 0 CHECK (by_weight = 0 OR (by_weight = 1 AND grams IS NOT NULL));

-- Last moment of the settlement (rule 1).
ALTER TABLE periods ADD COLUMN settle_by INTEGER;
-- An offer that the shop dropped alone, below its minimum (rule 68).
ALTER TABLE offers ADD COLUMN dropped_at INTEGER;
ALTER TABLE offers ADD COLUMN drop_reason TEXT NOT NULL DEFAULT '';
-- Sold in sets of one of each variant of its product.
ALTER TABLE offers ADD COLUMN member_set INTEGER NOT NULL DEFAULT 0 CHECK (member_set IN (0, 1));

-- The shop asks this customer for the full price (rule 112).
ALTER TABLE customers ADD COLUMN pays_full INTEGER NOT NULL DEFAULT 0 CHECK (pays_full IN (0, 1));

-- What the down payment is counted from (rule 25): the goods (lines, surcharges and discounts), or, as
-- orders of earlier versions were told, the whole bill.
ALTER TABLE orders ADD COLUMN asks_of TEXT NOT NULL DEFAULT 'goods' CHECK (asks_of IN ('goods', 'bill'));
-- A due date of its own: goods before money, "kasbon" (rule 112).
ALTER TABLE orders ADD COLUMN due_at INTEGER;
-- When, how and where the customer wants it (rule 77).
ALTER TABLE orders ADD COLUMN wanted_day TEXT;
ALTER TABLE orders ADD COLUMN wanted_time TEXT;
ALTER TABLE orders ADD COLUMN way TEXT CHECK (way IN ('pickup', 'own', 'gosend', 'courier', 'meet'));
ALTER TABLE orders ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE orders ADD COLUMN area TEXT NOT NULL DEFAULT '';
-- Why its goods cost nothing: endorsement, tester, family (rule 109).
ALTER TABLE orders ADD COLUMN free_reason TEXT;
-- Who pays for it, when it is not who ordered (rule 74).
ALTER TABLE orders ADD COLUMN payer_id INTEGER REFERENCES customers (id);
CREATE INDEX orders_payer ON orders (payer_id) WHERE payer_id IS NOT NULL;
CREATE INDEX orders_wanted ON orders (wanted_day, period_id) WHERE wanted_day IS NOT NULL AND cancelled_at IS NULL;
CREATE INDEX orders_due ON orders (due_at) WHERE due_at IS NOT NULL AND cancelled_at IS NULL;

-- Snapshot of the estimated weight of one unit that is sold by weight, in grams.
ALTER TABLE lines ADD COLUMN grams INTEGER CHECK (grams BETWEEN 1 AND 1000000000);
-- Who approved the design, and when (rule 79).
ALTER TABLE lines ADD COLUMN approved_at INTEGER;
ALTER TABLE lines ADD COLUMN approved_by TEXT NOT NULL DEFAULT '';
ALTER TABLE lines ADD COLUMN approval_note TEXT NOT NULL DEFAULT '';
-- Whose share of the bill it pays, when lines name their wearers (rule 74).
ALTER TABLE allocations ADD COLUMN for_whom TEXT NOT NULL DEFAULT '';

-- One of several recipients of an order (rule 80).
CREATE TABLE destinations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id INTEGER NOT NULL REFERENCES orders (id),
    name TEXT NOT NULL COLLATE NOCASE,
    phone TEXT,
    address TEXT NOT NULL,
    day TEXT,
    card TEXT NOT NULL,
    UNIQUE (order_id, name)
) STRICT;

-- A stage of payment beside the goods, passed on like shipping (rules 63, 75).
CREATE TABLE payment_stages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    period_id INTEGER NOT NULL REFERENCES periods (id),
    name TEXT NOT NULL COLLATE NOCASE,
    due_at INTEGER,
    -- Waits for its bill while absent.
    billed_at INTEGER,
    -- How it was shared: 'weight 1250000 500', 'per_unit 25000', 'orders'; empty while it waits.
    rule TEXT NOT NULL,
    -- What the shop paid for it, and out of which account.
    paid INTEGER NOT NULL DEFAULT 0 CHECK (paid BETWEEN 0 AND 1000000000000),
    account_id INTEGER REFERENCES accounts (id),
    UNIQUE (period_id, name)
) STRICT;
CREATE INDEX payment_stages_account ON payment_stages (account_id) WHERE account_id IS NOT NULL;

-- Charges: several of a kind, told apart by label and what they are for (rule 23).
DROP TRIGGER sums_charge_insert;
DROP TRIGGER sums_charge_update;
DROP TRIGGER sums_charge_delete;
ALTER TABLE charges RENAME TO charges_4;
CREATE TABLE charges (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id INTEGER NOT NULL REFERENCES orders (id),
    kind TEXT NOT NULL CHECK (kind IN ('shipping', 'discount', 'unique_code', 'surcharge', 'compensation', 'rounding',
        'stage', 'weighing', 'cancellation_fee')),
    amount INTEGER NOT NULL CHECK (amount BETWEEN -1000000000000 AND 1000000000000),
    label TEXT NOT NULL COLLATE NOCASE,
    at INTEGER NOT NULL,
    bonus_id INTEGER REFERENCES bonuses (id),
    stage_id INTEGER REFERENCES payment_stages (id),
    destination_id INTEGER REFERENCES destinations (id),
    -- What was weighed, and both weights in grams (rule 94).
    offer_id INTEGER REFERENCES offers (id),
    estimated INTEGER CHECK (estimated BETWEEN 1 AND 1000000000),
    weighed INTEGER CHECK (weighed BETWEEN 0 AND 1000000000),
    CHECK (amount <> 0 OR kind = 'weighing'),
    CHECK (bonus_id IS NULL OR kind = 'discount'),
    -- A stage's bill and its unique code (rule 31).
    CHECK (kind <> 'stage' OR stage_id IS NOT NULL),
    CHECK (stage_id IS NULL OR kind IN ('stage', 'unique_code')),
    CHECK (destination_id IS NULL OR kind = 'shipping'),
    CHECK ((kind = 'weighing') = (offer_id IS NOT NULL)
        AND (kind = 'weighing') = (estimated IS NOT NULL) AND (kind = 'weighing') = (weighed IS NOT NULL))
) STRICT;
INSERT INTO charges (id, order_id, kind, amount, label, at, bonus_id)
    SELECT c.id, c.order_id, c.kind, c.amount, '', coalesce(o.cancelled_at, o.placed_at), c.bonus_id
    FROM charges_4 c JOIN orders o ON o.id = c.order_id ORDER BY c.id;
INSERT INTO sqlite_sequence (name, seq) SELECT 'charges', 0
    WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'charges');
UPDATE sqlite_sequence SET seq = max(seq, coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'charges_4'), 0))
    WHERE name = 'charges';
DROP TABLE charges_4;
-- The ids that make more of one kind and label are never zero.
CREATE UNIQUE INDEX charges_kind ON charges (order_id, kind, label, coalesce(bonus_id, stage_id, destination_id, offer_id, 0));
CREATE INDEX charges_bonus ON charges (bonus_id) WHERE bonus_id IS NOT NULL;
CREATE INDEX charges_stage ON charges (stage_id, amount) WHERE stage_id IS NOT NULL;
CREATE INDEX charges_destination ON charges (destination_id) WHERE destination_id IS NOT NULL;
CREATE INDEX charges_offer ON charges (offer_id) WHERE offer_id IS NOT NULL;

-- An order keeps the down payment that its customer was told.
UPDATE orders SET asks_of = 'bill' WHERE down_payment <> 'none'
    AND id IN (SELECT order_id FROM charges WHERE kind IN ('shipping', 'compensation', 'rounding'));
UPDATE orders SET asks_of = 'bill' WHERE down_payment = 'full'
    AND id IN (SELECT order_id FROM charges WHERE kind = 'unique_code');

-- Sums of the charges by what they are (rule 103): of the goods, and passed on. A fee on a live order
-- (rule 33) is on its bill; of a cancelled order it is the whole bill.
DROP TRIGGER sums_order_changes;
DROP INDEX order_sums_open;
DROP INDEX order_sums_open_newest;
DROP INDEX order_sums_customer_open;
DROP INDEX order_sums_code;
ALTER TABLE order_sums DROP COLUMN total;
ALTER TABLE order_sums ADD COLUMN total INTEGER NOT NULL
    GENERATED ALWAYS AS (CASE WHEN cancelled THEN fee ELSE lines + charges + fee END) VIRTUAL;
-- Surcharges and weighings; discounts; shipping and stages; stages alone.
ALTER TABLE order_sums ADD COLUMN extras INTEGER NOT NULL DEFAULT 0;
ALTER TABLE order_sums ADD COLUMN discounts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE order_sums ADD COLUMN passed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE order_sums ADD COLUMN stages INTEGER NOT NULL DEFAULT 0;
-- Of `code`, the unique codes of stages.
ALTER TABLE order_sums ADD COLUMN stage_codes INTEGER NOT NULL DEFAULT 0;
-- The same of held orders, with their lines: turnover is lines + extras + discounts.
ALTER TABLE period_sums ADD COLUMN lines INTEGER NOT NULL DEFAULT 0;
ALTER TABLE period_sums ADD COLUMN extras INTEGER NOT NULL DEFAULT 0;
ALTER TABLE period_sums ADD COLUMN discounts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE period_sums ADD COLUMN passed INTEGER NOT NULL DEFAULT 0;
UPDATE order_sums SET (extras, discounts, passed) = (
    SELECT coalesce(sum(amount * (kind = 'surcharge')), 0), coalesce(sum(amount * (kind = 'discount')), 0),
        coalesce(sum(amount * (kind = 'shipping')), 0) FROM charges c WHERE c.order_id = order_sums.order_id)
    WHERE order_id IN (SELECT order_id FROM charges);
UPDATE period_sums SET (lines, extras, discounts, passed) = (
    SELECT coalesce(sum(lines), 0), coalesce(sum(extras), 0), coalesce(sum(discounts), 0), coalesce(sum(passed), 0)
    FROM order_sums o WHERE o.period_id = period_sums.period_id AND o.held);
CREATE INDEX order_sums_open ON order_sums (period_id, order_id, total, paid, waiting) WHERE total <> paid;
CREATE INDEX order_sums_open_newest ON order_sums (order_id, total, paid, waiting, down_payment_met, cancelled, down_payment_by)
    WHERE total <> paid;
CREATE INDEX order_sums_customer_open ON order_sums (customer_id) WHERE total <> paid;
-- The code of the goods, by the amount of the goods without it (rule 31).
CREATE INDEX order_sums_code ON order_sums (total - stages - code + stage_codes, code - stage_codes)
    WHERE code > stage_codes AND total <> paid AND NOT cancelled AND NOT waiting;

CREATE TRIGGER sums_order_changes AFTER UPDATE ON order_sums
WHEN OLD.total <> NEW.total OR OLD.paid <> NEW.paid OR OLD.units <> NEW.units OR OLD.pieces <> NEW.pieces
    OR OLD.cancelled <> NEW.cancelled OR OLD.held <> NEW.held OR OLD.fee <> NEW.fee OR OLD.code <> NEW.code BEGIN
    UPDATE period_sums SET
        units = units + (CASE WHEN NEW.held THEN NEW.units ELSE 0 END) - (CASE WHEN OLD.held THEN OLD.units ELSE 0 END),
        pieces = pieces + (CASE WHEN NEW.held THEN NEW.pieces ELSE 0 END) - (CASE WHEN OLD.held THEN OLD.pieces ELSE 0 END),
        total = total + (CASE WHEN NEW.held OR NEW.cancelled THEN NEW.total ELSE 0 END)
            - (CASE WHEN OLD.held OR OLD.cancelled THEN OLD.total ELSE 0 END),
        forfeited = forfeited + (CASE WHEN NEW.held OR NEW.cancelled THEN NEW.fee ELSE 0 END)
            - (CASE WHEN OLD.held OR OLD.cancelled THEN OLD.fee ELSE 0 END),
        codes = codes + (CASE WHEN NEW.held THEN NEW.code ELSE 0 END) - (CASE WHEN OLD.held THEN OLD.code ELSE 0 END),
        lines = lines + (CASE WHEN NEW.held THEN NEW.lines ELSE 0 END) - (CASE WHEN OLD.held THEN OLD.lines ELSE 0 END),
        extras = extras + (CASE WHEN NEW.held THEN NEW.extras ELSE 0 END) - (CASE WHEN OLD.held THEN OLD.extras ELSE 0 END),
        discounts = discounts + (CASE WHEN NEW.held THEN NEW.discounts ELSE 0 END)
            - (CASE WHEN OLD.held THEN OLD.discounts ELSE 0 END),
        passed = passed + (CASE WHEN NEW.held THEN NEW.passed ELSE 0 END) - (CASE WHEN OLD.held THEN OLD.passed ELSE 0 END),
        paid = paid + NEW.paid - OLD.paid
    WHERE period_id = NEW.period_id;
END;

CREATE TRIGGER sums_charge_insert AFTER INSERT ON charges BEGIN
    UPDATE order_sums SET
        charges = charges + (CASE NEW.kind WHEN 'cancellation_fee' THEN 0 ELSE NEW.amount END),
        fee = fee + (CASE NEW.kind WHEN 'cancellation_fee' THEN NEW.amount ELSE 0 END),
        code = code + (CASE NEW.kind WHEN 'unique_code' THEN NEW.amount ELSE 0 END),
        extras = extras + (CASE WHEN NEW.kind IN ('surcharge', 'weighing') THEN NEW.amount ELSE 0 END),
        discounts = discounts + (CASE NEW.kind WHEN 'discount' THEN NEW.amount ELSE 0 END),
        passed = passed + (CASE WHEN NEW.kind IN ('shipping', 'stage') THEN NEW.amount ELSE 0 END),
        stages = stages + (CASE WHEN NEW.stage_id IS NULL THEN 0 ELSE NEW.amount END),
        stage_codes = stage_codes + (CASE WHEN NEW.stage_id IS NOT NULL AND NEW.kind = 'unique_code' THEN NEW.amount ELSE 0 END)
    WHERE order_id = NEW.order_id;
END;
CREATE TRIGGER sums_charge_update AFTER UPDATE ON charges BEGIN
    UPDATE order_sums SET
        charges = charges + (CASE NEW.kind WHEN 'cancellation_fee' THEN 0 ELSE NEW.amount - OLD.amount END),
        fee = fee + (CASE NEW.kind WHEN 'cancellation_fee' THEN NEW.amount - OLD.amount ELSE 0 END),
        code = code + (CASE NEW.kind WHEN 'unique_code' THEN NEW.amount - OLD.amount ELSE 0 END),
        extras = extras + (CASE WHEN NEW.kind IN ('surcharge', 'weighing') THEN NEW.amount - OLD.amount ELSE 0 END),
        discounts = discounts + (CASE NEW.kind WHEN 'discount' THEN NEW.amount - OLD.amount ELSE 0 END),
        passed = passed + (CASE WHEN NEW.kind IN ('shipping', 'stage') THEN NEW.amount - OLD.amount ELSE 0 END),
        stages = stages + (CASE WHEN NEW.stage_id IS NULL THEN 0 ELSE NEW.amount - OLD.amount END),
        stage_codes = stage_codes
            + (CASE WHEN NEW.stage_id IS NOT NULL AND NEW.kind = 'unique_code' THEN NEW.amount - OLD.amount ELSE 0 END)
    WHERE order_id = NEW.order_id;
END;
CREATE TRIGGER sums_charge_delete AFTER DELETE ON charges BEGIN
    UPDATE order_sums SET
        charges = charges - (CASE OLD.kind WHEN 'cancellation_fee' THEN 0 ELSE OLD.amount END),
        fee = fee - (CASE OLD.kind WHEN 'cancellation_fee' THEN OLD.amount ELSE 0 END),
        code = code - (CASE OLD.kind WHEN 'unique_code' THEN OLD.amount ELSE 0 END),
        extras = extras - (CASE WHEN OLD.kind IN ('surcharge', 'weighing') THEN OLD.amount ELSE 0 END),
        discounts = discounts - (CASE OLD.kind WHEN 'discount' THEN OLD.amount ELSE 0 END),
        passed = passed - (CASE WHEN OLD.kind IN ('shipping', 'stage') THEN OLD.amount ELSE 0 END),
        stages = stages - (CASE WHEN OLD.stage_id IS NULL THEN 0 ELSE OLD.amount END),
        stage_codes = stage_codes - (CASE WHEN OLD.stage_id IS NOT NULL AND OLD.kind = 'unique_code' THEN OLD.amount ELSE 0 END)
    WHERE order_id = OLD.order_id;
END;
CREATE TRIGGER charge_stays_what_it_is BEFORE UPDATE OF order_id, kind, bonus_id, stage_id, destination_id, offer_id ON charges
WHEN OLD.order_id <> NEW.order_id OR OLD.kind <> NEW.kind OR OLD.bonus_id IS NOT NEW.bonus_id
    OR OLD.stage_id IS NOT NEW.stage_id OR OLD.destination_id IS NOT NEW.destination_id OR OLD.offer_id IS NOT NEW.offer_id BEGIN
    SELECT RAISE(ABORT, 'a charge stays what it is');
END;

-- Undo stops here: an image of a row as it was is no image of the row it has become.
DELETE FROM row_changes;
UPDATE actions SET images = NULL;
