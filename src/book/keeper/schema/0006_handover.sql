-- Where the goods are: one ledger of units, the parcels they leave in, the recipients of an order, and
-- claims on what was handed over.

-- The goods of a recipient, of one item of the order (rule 80). What no recipient has goes to the
-- order's own.
CREATE TABLE destination_items (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    destination_id INTEGER NOT NULL REFERENCES destinations (id),
    offer_id INTEGER NOT NULL REFERENCES offers (id),
    customization TEXT NOT NULL,
    -- What was chosen for a package, empty otherwise.
    chosen TEXT NOT NULL,
    qty INTEGER NOT NULL CHECK (qty BETWEEN 1 AND 1000000),
    UNIQUE (destination_id, offer_id, customization, chosen)
) STRICT;
CREATE INDEX destination_items_offer ON destination_items (offer_id);

-- How its shipping is paid: only what is billed is on the bill (rule 72).
ALTER TABLE orders ADD COLUMN shipping TEXT NOT NULL DEFAULT 'billed' CHECK (shipping IN ('billed', 'on_arrival', 'free'));
-- Not collected by its date and released for that (rules 82, 112).
ALTER TABLE orders ADD COLUMN uncollected_at INTEGER;
-- In whose name it is sent, with a phone after a comma, when it is not the shop (rule 100).
ALTER TABLE orders ADD COLUMN sender TEXT NOT NULL DEFAULT '';
-- Handled with care (rule 100).
ALTER TABLE variants ADD COLUMN fragile INTEGER NOT NULL DEFAULT 0 CHECK (fragile IN (0, 1));
-- Days that ready goods wait for their customer (rule 82).
ALTER TABLE periods ADD COLUMN collect_days INTEGER CHECK (collect_days BETWEEN 1 AND 3660);
-- Days after which a parcel nobody complained of is done (rule 82).
ALTER TABLE shop ADD COLUMN parcel_days INTEGER NOT NULL DEFAULT 7 CHECK (parcel_days BETWEEN 1 AND 366);

-- What left together, to one recipient (rules 47, 81). An order that is fetched leaves in one too.
CREATE TABLE parcels (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    packed_at INTEGER NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('courier', 'pickup')),
    -- The PO of its orders; absent when they are of several.
    period_id INTEGER REFERENCES periods (id),
    destination_id INTEGER REFERENCES destinations (id),
    recipient TEXT NOT NULL,
    phone TEXT,
    address TEXT NOT NULL,
    courier TEXT NOT NULL COLLATE NOCASE,
    service TEXT NOT NULL,
    -- As it was given (rule 99).
    tracking TEXT NOT NULL,
    -- In grams.
    weight INTEGER CHECK (weight BETWEEN 1 AND 1000000000),
    -- What the courier collects, and what the courier was paid for the way there and back (rule 101).
    cod INTEGER NOT NULL DEFAULT 0 CHECK (cod BETWEEN 0 AND 1000000000000),
    paid INTEGER CHECK (paid BETWEEN 0 AND 1000000000000),
    paid_back INTEGER CHECK (paid_back BETWEEN 0 AND 1000000000000),
    sent_at INTEGER,
    received_at INTEGER,
    returned_at INTEGER,
    -- What was decided of a returned one: its goods are sent again, or its orders closed.
    return_ending TEXT CHECK (return_ending IN ('again', 'close')),
    -- Why goods left that were not paid for (rule 46).
    unsettled_reason TEXT,
    note TEXT NOT NULL,
    CHECK (way = 'courier' OR (courier = '' AND service = '' AND tracking = '' AND cod = 0)),
    CHECK (sent_at IS NOT NULL OR (received_at IS NULL AND returned_at IS NULL)),
    CHECK (received_at IS NULL OR returned_at IS NULL),
    CHECK (return_ending IS NULL OR returned_at IS NOT NULL),
    CHECK (paid_back IS NULL OR returned_at IS NOT NULL)
) STRICT;
CREATE INDEX parcels_sent ON parcels (sent_at) WHERE sent_at IS NOT NULL;
CREATE INDEX parcels_period ON parcels (period_id, id);
CREATE INDEX parcels_packed ON parcels (id) WHERE sent_at IS NULL;
CREATE INDEX parcels_newest ON parcels (packed_at DESC, id);
CREATE INDEX parcels_undecided ON parcels (id) WHERE returned_at IS NOT NULL AND return_ending IS NULL;
CREATE INDEX parcels_tracking ON parcels (tracking) WHERE tracking <> '';
CREATE INDEX parcels_destination ON parcels (destination_id) WHERE destination_id IS NOT NULL;

-- A complaint about goods that were handed over, and how it ended (rule 83).
CREATE TABLE claims (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    order_id INTEGER NOT NULL REFERENCES orders (id),
    -- What is claimed: an item as it was ordered, or goods out of a package.
    offer_id INTEGER NOT NULL REFERENCES offers (id),
    customization TEXT NOT NULL,
    chosen TEXT NOT NULL,
    package_id INTEGER REFERENCES offers (id),
    qty INTEGER NOT NULL CHECK (qty BETWEEN 1 AND 1000000),
    kind TEXT NOT NULL CHECK (kind IN ('short', 'damaged', 'wrong', 'size', 'lost')),
    -- Absent while it is looked into.
    ending TEXT CHECK (ending IN ('replace', 'refund', 'compensate', 'refuse')),
    -- What the customer gets of the bill.
    amount INTEGER NOT NULL DEFAULT 0 CHECK (amount BETWEEN 0 AND 1000000000000),
    -- The variant it was exchanged for, and what more that one costs.
    with_offer_id INTEGER REFERENCES offers (id),
    difference INTEGER NOT NULL DEFAULT 0 CHECK (difference BETWEEN -1000000000000 AND 1000000000000),
    -- What became of the goods.
    goods TEXT NOT NULL CHECK (goods IN ('stock', 'lost', 'none')),
    ended_at INTEGER,
    note TEXT NOT NULL,
    CHECK ((ending IS NULL) = (ended_at IS NULL)),
    CHECK ((amount > 0) = coalesce(ending IN ('refund', 'compensate'), 0)),
    CHECK (with_offer_id IS NULL OR ending = 'replace'),
    CHECK (difference = 0 OR with_offer_id IS NOT NULL)
) STRICT;
CREATE INDEX claims_order ON claims (order_id);
CREATE INDEX claims_offer ON claims (offer_id);
CREATE INDEX claims_with ON claims (with_offer_id) WHERE with_offer_id IS NOT NULL;
CREATE INDEX claims_package ON claims (package_id) WHERE package_id IS NOT NULL;
CREATE INDEX claims_open ON claims (id) WHERE ending IS NULL OR ending = 'replace';

-- What a claim changes of the bill.
ALTER TABLE charges ADD COLUMN claim_id INTEGER REFERENCES claims (id)
    CHECK (claim_id IS NULL OR kind IN ('compensation', 'surcharge', 'discount'));
CREATE INDEX charges_claim ON charges (claim_id) WHERE claim_id IS NOT NULL;
DROP INDEX charges_kind;
CREATE UNIQUE INDEX charges_kind ON charges
    (order_id, kind, label, coalesce(bonus_id, stage_id, destination_id, offer_id, claim_id, 0));
DROP TRIGGER charge_stays_what_it_is;
CREATE TRIGGER charge_stays_what_it_is BEFORE UPDATE OF order_id, kind, bonus_id, stage_id, destination_id, offer_id, claim_id ON charges
WHEN OLD.order_id <> NEW.order_id OR OLD.kind <> NEW.kind OR OLD.bonus_id IS NOT NEW.bonus_id
    OR OLD.stage_id IS NOT NEW.stage_id OR OLD.destination_id IS NOT NEW.destination_id
    OR OLD.offer_id IS NOT NEW.offer_id OR OLD.claim_id IS NOT NEW.claim_id BEGIN
    SELECT RAISE(ABORT, 'a charge stays what it is');
END;

-- Money of an account that is no customer's (rules 90-93, 101): added and reversed, never changed.
CREATE TABLE entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    kind TEXT NOT NULL CHECK (kind IN ('expense', 'supplier', 'courier', 'recovery', 'stage', 'fee', 'interest', 'tax',
        'transfer', 'payout', 'count', 'owner', 'unknown', 'other')),
    amount INTEGER NOT NULL CHECK (amount BETWEEN -1000000000000 AND 1000000000000 AND amount <> 0),
    -- It touches what is held for the account, not its balance (rule 91).
    held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1)),
    -- First row of the same movement: the other side of a transfer, the fee of a payout.
    with_id INTEGER REFERENCES entries (id),
    category TEXT NOT NULL DEFAULT '',
    period_id INTEGER REFERENCES periods (id),
    supplier_id INTEGER REFERENCES suppliers (id),
    -- What the courier was paid for, and what came back for a claim.
    parcel_id INTEGER REFERENCES parcels (id),
    claim_id INTEGER REFERENCES claims (id),
    note TEXT NOT NULL DEFAULT '',
    reverses INTEGER REFERENCES entries (id),
    CHECK ((kind = 'expense') = (category <> '')),
    CHECK (held = 0 OR kind IN ('payout', 'fee', 'tax', 'count')),
    CHECK (kind <> 'count' OR note <> ''),
    CHECK (parcel_id IS NULL OR kind = 'courier'),
    CHECK (claim_id IS NULL OR kind = 'recovery')
) STRICT;
CREATE INDEX entries_account ON entries (account_id, at, amount);
CREATE INDEX entries_period ON entries (period_id, kind, at) WHERE period_id IS NOT NULL;
CREATE INDEX entries_at ON entries (at, kind, amount);
CREATE INDEX entries_with ON entries (with_id) WHERE with_id IS NOT NULL;
CREATE INDEX entries_supplier ON entries (supplier_id) WHERE supplier_id IS NOT NULL;
CREATE INDEX entries_parcel ON entries (parcel_id) WHERE parcel_id IS NOT NULL;
CREATE INDEX entries_claim ON entries (claim_id) WHERE claim_id IS NOT NULL;
CREATE UNIQUE INDEX entries_reverses ON entries (reverses) WHERE reverses IS NOT NULL;
CREATE TRIGGER ledger_entry_stays BEFORE UPDATE ON entries
WHEN (OLD.at, OLD.account_id, OLD.kind, OLD.amount, OLD.held) <> (NEW.at, NEW.account_id, NEW.kind, NEW.amount, NEW.held)
    OR OLD.reverses IS NOT NEW.reverses BEGIN
    SELECT RAISE(ABORT, 'an entry is never changed');
END;

-- Output that came at once, from the kitchen or a supplier (rule 40); its lines are moves of units.
CREATE TABLE batches (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    period_id INTEGER NOT NULL REFERENCES periods (id),
    at INTEGER NOT NULL,
    day TEXT NOT NULL,
    supplier_id INTEGER REFERENCES suppliers (id),
    note TEXT NOT NULL
) STRICT;
CREATE INDEX batches_period ON batches (period_id);
CREATE INDEX batches_supplier ON batches (supplier_id) WHERE supplier_id IS NOT NULL;

-- The ledger of units: so many of one thing went from one place to another. Added, never changed.
-- Places: `shelf` (made, promised to nobody by name; of the offer's PO), `order` (set aside), `parcel`
-- (packed), `customer`; units come from the `kitchen` or from `outside` and end `rejected` or `outside`.
-- A PO without batches hands over straight from the kitchen. A package has no moves, what is in it has.
CREATE TABLE unit_moves (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    offer_id INTEGER NOT NULL REFERENCES offers (id),
    customization TEXT NOT NULL,
    qty INTEGER NOT NULL CHECK (qty BETWEEN 1 AND 1000000),
    src TEXT NOT NULL,
    dst TEXT NOT NULL,
    order_id INTEGER REFERENCES orders (id),
    -- Where it arrives, when that is another PO's shelf or another order.
    to_offer_id INTEGER REFERENCES offers (id),
    to_order_id INTEGER REFERENCES orders (id),
    -- The package it is handed over in.
    package_id INTEGER REFERENCES offers (id),
    batch_id INTEGER REFERENCES batches (id),
    parcel_id INTEGER REFERENCES parcels (id),
    claim_id INTEGER REFERENCES claims (id),
    why TEXT NOT NULL DEFAULT '',
    CHECK (src || '>' || dst IN ('kitchen>shelf', 'kitchen>order', 'kitchen>parcel', 'kitchen>customer', 'kitchen>rejected',
        'outside>shelf', 'shelf>outside', 'shelf>shelf', 'shelf>order', 'order>shelf', 'order>order', 'order>outside',
        'order>parcel', 'parcel>order', 'order>customer', 'parcel>customer',
        'customer>order', 'customer>shelf', 'customer>outside')),
    CHECK (order_id IS NOT NULL OR (src NOT IN ('order', 'parcel', 'customer') AND dst NOT IN ('order', 'parcel', 'customer'))),
    CHECK (to_offer_id IS NULL OR (to_offer_id <> offer_id AND src || '>' || dst IN ('shelf>shelf', 'shelf>order', 'order>order'))),
    CHECK (src || '>' || dst <> 'shelf>shelf' OR to_offer_id IS NOT NULL),
    CHECK ((to_order_id IS NOT NULL) = (src || '>' || dst = 'order>order')),
    CHECK ((batch_id IS NOT NULL) = (src = 'kitchen' AND dst NOT IN ('customer', 'parcel'))),
    CHECK (parcel_id IS NOT NULL OR (src NOT IN ('parcel') AND dst NOT IN ('parcel', 'customer'))),
    CHECK (parcel_id IS NULL OR src IN ('parcel', 'customer') OR dst IN ('parcel', 'customer')),
    CHECK (why <> '' OR (src <> 'outside' AND dst NOT IN ('outside', 'rejected')))
) STRICT;
CREATE INDEX unit_moves_order ON unit_moves (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX unit_moves_to_order ON unit_moves (to_order_id) WHERE to_order_id IS NOT NULL;
-- Who has what of an offer, read from the index alone.
CREATE INDEX unit_moves_offer ON unit_moves (offer_id, order_id, customization, src, dst, qty);
CREATE INDEX unit_moves_to_offer ON unit_moves (to_offer_id) WHERE to_offer_id IS NOT NULL;
CREATE INDEX unit_moves_batch ON unit_moves (batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX unit_moves_parcel ON unit_moves (parcel_id, order_id) WHERE parcel_id IS NOT NULL;
CREATE INDEX unit_moves_claim ON unit_moves (claim_id) WHERE claim_id IS NOT NULL;
CREATE INDEX unit_moves_package ON unit_moves (package_id) WHERE package_id IS NOT NULL;

-- Where the units of an offer are, and how they came and went.
ALTER TABLE offer_sums ADD COLUMN shelf INTEGER NOT NULL DEFAULT 0 CHECK (shelf >= 0);
ALTER TABLE offer_sums ADD COLUMN shelf_custom INTEGER NOT NULL DEFAULT 0 CHECK (shelf_custom >= 0);
ALTER TABLE offer_sums ADD COLUMN aside INTEGER NOT NULL DEFAULT 0 CHECK (aside >= 0);
ALTER TABLE offer_sums ADD COLUMN handed INTEGER NOT NULL DEFAULT 0 CHECK (handed >= 0);
ALTER TABLE offer_sums ADD COLUMN custom_got INTEGER NOT NULL DEFAULT 0 CHECK (custom_got >= 0);
ALTER TABLE offer_sums ADD COLUMN made INTEGER NOT NULL DEFAULT 0;
ALTER TABLE offer_sums ADD COLUMN unrecorded INTEGER NOT NULL DEFAULT 0;
ALTER TABLE offer_sums ADD COLUMN rejected INTEGER NOT NULL DEFAULT 0;
ALTER TABLE offer_sums ADD COLUMN came INTEGER NOT NULL DEFAULT 0;
ALTER TABLE offer_sums ADD COLUMN went INTEGER NOT NULL DEFAULT 0;
-- Came back by a claim that gave money, while the ledger still has them handed over: they make no offer
-- followed.
ALTER TABLE offer_sums ADD COLUMN claimed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE offer_sums ADD COLUMN lost INTEGER NOT NULL DEFAULT 0;
CREATE INDEX offer_sums_stock ON offer_sums (offer_id) WHERE shelf > 0 OR shelf_custom > 0 OR aside > 0;

-- Of an order: set aside or packed, and handed over; of those, what a courier took, and since when its
-- newest parcel is under way.
ALTER TABLE order_sums ADD COLUMN aside INTEGER NOT NULL DEFAULT 0 CHECK (aside >= 0);
ALTER TABLE order_sums ADD COLUMN handed INTEGER NOT NULL DEFAULT 0 CHECK (handed >= 0);
ALTER TABLE order_sums ADD COLUMN couriered INTEGER NOT NULL DEFAULT 0;
ALTER TABLE order_sums ADD COLUMN on_way_since INTEGER;
-- Orders whose goods are still to be handed over.
CREATE INDEX order_sums_to_hand ON order_sums (period_id, order_id, pieces, aside, handed, total, paid)
    WHERE held AND handed < pieces;
ALTER TABLE period_sums ADD COLUMN aside INTEGER NOT NULL DEFAULT 0;
ALTER TABLE period_sums ADD COLUMN handed INTEGER NOT NULL DEFAULT 0;
-- Units that batches made, or that came from elsewhere: more than none means that its goods are followed.
ALTER TABLE period_sums ADD COLUMN made INTEGER NOT NULL DEFAULT 0;

CREATE TRIGGER sums_order_goods AFTER UPDATE OF aside, handed ON order_sums
WHEN OLD.aside <> NEW.aside OR OLD.handed <> NEW.handed BEGIN
    UPDATE period_sums SET aside = aside + NEW.aside - OLD.aside, handed = handed + NEW.handed - OLD.handed
    WHERE period_id = NEW.period_id;
END;
CREATE TRIGGER sums_offer_goods AFTER UPDATE OF made, came ON offer_sums
WHEN OLD.made + OLD.came <> NEW.made + NEW.came BEGIN
    UPDATE period_sums SET made = made + NEW.made + NEW.came - OLD.made - OLD.came
    WHERE period_id = (SELECT period_id FROM offers WHERE id = NEW.offer_id);
END;

-- Within one PO. On another PO's shelf a customised unit is a plain one.
CREATE TRIGGER sums_move_insert AFTER INSERT ON unit_moves WHEN NEW.to_offer_id IS NULL AND NEW.to_order_id IS NULL BEGIN
    UPDATE offer_sums SET
        shelf = shelf + NEW.qty * (NEW.customization = '') * ((NEW.dst = 'shelf') - (NEW.src = 'shelf')),
        shelf_custom = shelf_custom + NEW.qty * (NEW.customization <> '') * ((NEW.dst = 'shelf') - (NEW.src = 'shelf')),
        aside = aside + NEW.qty * ((NEW.dst IN ('order', 'parcel')) - (NEW.src IN ('order', 'parcel'))),
        handed = handed + NEW.qty * ((NEW.dst = 'customer') - (NEW.src = 'customer')),
        custom_got = custom_got + NEW.qty * (NEW.customization <> '')
            * ((NEW.dst IN ('order', 'parcel', 'customer')) - (NEW.src IN ('order', 'parcel', 'customer'))),
        made = made + NEW.qty * (NEW.src = 'kitchen' AND NEW.dst IN ('shelf', 'order')),
        unrecorded = unrecorded + NEW.qty * (NEW.src = 'kitchen' AND NEW.dst IN ('parcel', 'customer')),
        rejected = rejected + NEW.qty * (NEW.dst = 'rejected'),
        came = came + NEW.qty * (NEW.src = 'outside' AND NEW.claim_id IS NULL),
        claimed = claimed + NEW.qty * (NEW.src = 'outside' AND NEW.claim_id IS NOT NULL),
        lost = lost + NEW.qty * (NEW.dst = 'outside')
    WHERE offer_id = NEW.offer_id;
    UPDATE order_sums SET
        aside = aside + NEW.qty * ((NEW.dst IN ('order', 'parcel')) - (NEW.src IN ('order', 'parcel'))),
        handed = handed + NEW.qty * ((NEW.dst = 'customer') - (NEW.src = 'customer'))
    WHERE order_id = NEW.order_id AND NEW.dst <> 'rejected';
END;
CREATE TRIGGER sums_move_delete AFTER DELETE ON unit_moves WHEN OLD.to_offer_id IS NULL AND OLD.to_order_id IS NULL BEGIN
    UPDATE offer_sums SET
        shelf = shelf - OLD.qty * (OLD.customization = '') * ((OLD.dst = 'shelf') - (OLD.src = 'shelf')),
        shelf_custom = shelf_custom - OLD.qty * (OLD.customization <> '') * ((OLD.dst = 'shelf') - (OLD.src = 'shelf')),
        aside = aside - OLD.qty * ((OLD.dst IN ('order', 'parcel')) - (OLD.src IN ('order', 'parcel'))),
        handed = handed - OLD.qty * ((OLD.dst = 'customer') - (OLD.src = 'customer')),
        custom_got = custom_got - OLD.qty * (OLD.customization <> '')
            * ((OLD.dst IN ('order', 'parcel', 'customer')) - (OLD.src IN ('order', 'parcel', 'customer'))),
        made = made - OLD.qty * (OLD.src = 'kitchen' AND OLD.dst IN ('shelf', 'order')),
        unrecorded = unrecorded - OLD.qty * (OLD.src = 'kitchen' AND OLD.dst IN ('parcel', 'customer')),
        rejected = rejected - OLD.qty * (OLD.dst = 'rejected'),
        came = came - OLD.qty * (OLD.src = 'outside' AND OLD.claim_id IS NULL),
        claimed = claimed - OLD.qty * (OLD.src = 'outside' AND OLD.claim_id IS NOT NULL),
        lost = lost - OLD.qty * (OLD.dst = 'outside')
    WHERE offer_id = OLD.offer_id;
    UPDATE order_sums SET
        aside = aside - OLD.qty * ((OLD.dst IN ('order', 'parcel')) - (OLD.src IN ('order', 'parcel'))),
        handed = handed - OLD.qty * ((OLD.dst = 'customer') - (OLD.src = 'customer'))
    WHERE order_id = OLD.order_id AND OLD.dst <> 'rejected';
END;
-- To another PO's shelf or another order.
CREATE TRIGGER sums_crossing_insert AFTER INSERT ON unit_moves WHEN NEW.to_offer_id IS NOT NULL OR NEW.to_order_id IS NOT NULL BEGIN
    UPDATE offer_sums SET
        shelf = shelf - NEW.qty * (NEW.src = 'shelf' AND NEW.customization = ''),
        shelf_custom = shelf_custom - NEW.qty * (NEW.src = 'shelf' AND NEW.customization <> ''),
        aside = aside - NEW.qty * (NEW.src = 'order'),
        custom_got = custom_got - NEW.qty * (NEW.src = 'order' AND NEW.customization <> ''),
        went = went + NEW.qty * (NEW.to_offer_id IS NOT NULL)
    WHERE offer_id = NEW.offer_id;
    UPDATE order_sums SET aside = aside - NEW.qty WHERE order_id = NEW.order_id AND NEW.src = 'order';
    UPDATE offer_sums SET
        shelf = shelf + NEW.qty * (NEW.dst = 'shelf'),
        aside = aside + NEW.qty * (NEW.dst = 'order'),
        custom_got = custom_got + NEW.qty * (NEW.dst = 'order' AND NEW.customization <> ''),
        came = came + NEW.qty * (NEW.to_offer_id IS NOT NULL)
    WHERE offer_id = coalesce(NEW.to_offer_id, NEW.offer_id);
    UPDATE order_sums SET aside = aside + NEW.qty
    WHERE order_id = coalesce(NEW.to_order_id, NEW.order_id) AND NEW.dst = 'order';
END;
CREATE TRIGGER sums_crossing_delete AFTER DELETE ON unit_moves WHEN OLD.to_offer_id IS NOT NULL OR OLD.to_order_id IS NOT NULL BEGIN
    UPDATE offer_sums SET
        shelf = shelf - OLD.qty * (OLD.dst = 'shelf'),
        aside = aside - OLD.qty * (OLD.dst = 'order'),
        custom_got = custom_got - OLD.qty * (OLD.dst = 'order' AND OLD.customization <> ''),
        came = came - OLD.qty * (OLD.to_offer_id IS NOT NULL)
    WHERE offer_id = coalesce(OLD.to_offer_id, OLD.offer_id);
    UPDATE order_sums SET aside = aside - OLD.qty
    WHERE order_id = coalesce(OLD.to_order_id, OLD.order_id) AND OLD.dst = 'order';
    UPDATE offer_sums SET
        shelf = shelf + OLD.qty * (OLD.src = 'shelf' AND OLD.customization = ''),
        shelf_custom = shelf_custom + OLD.qty * (OLD.src = 'shelf' AND OLD.customization <> ''),
        aside = aside + OLD.qty * (OLD.src = 'order'),
        custom_got = custom_got + OLD.qty * (OLD.src = 'order' AND OLD.customization <> ''),
        went = went - OLD.qty * (OLD.to_offer_id IS NOT NULL)
    WHERE offer_id = OLD.offer_id;
    UPDATE order_sums SET aside = aside + OLD.qty WHERE order_id = OLD.order_id AND OLD.src = 'order';
END;
CREATE TRIGGER ledger_move_stays BEFORE UPDATE ON unit_moves BEGIN
    SELECT RAISE(ABORT, 'a move of units is never changed');
END;

-- How an order's units left: counted anew for the orders concerned, a few rows each.
CREATE TRIGGER sums_move_left AFTER INSERT ON unit_moves WHEN NEW.dst = 'customer' OR NEW.src = 'customer' BEGIN
    UPDATE order_sums SET (couriered, on_way_since) = (
        SELECT coalesce(sum(u.qty * ((u.dst = 'customer') - (u.src = 'customer'))), 0),
            max(CASE WHEN u.dst = 'customer' AND p.received_at IS NULL AND p.returned_at IS NULL THEN p.sent_at END)
        FROM unit_moves u JOIN parcels p ON p.id = u.parcel_id
        WHERE u.order_id = NEW.order_id AND p.way = 'courier' AND (u.dst = 'customer' OR u.src = 'customer'))
    WHERE order_id = NEW.order_id;
END;
CREATE TRIGGER sums_move_unleft AFTER DELETE ON unit_moves WHEN OLD.dst = 'customer' OR OLD.src = 'customer' BEGIN
    UPDATE order_sums SET (couriered, on_way_since) = (
        SELECT coalesce(sum(u.qty * ((u.dst = 'customer') - (u.src = 'customer'))), 0),
            max(CASE WHEN u.dst = 'customer' AND p.received_at IS NULL AND p.returned_at IS NULL THEN p.sent_at END)
        FROM unit_moves u JOIN parcels p ON p.id = u.parcel_id
        WHERE u.order_id = OLD.order_id AND p.way = 'courier' AND (u.dst = 'customer' OR u.src = 'customer'))
    WHERE order_id = OLD.order_id;
END;
CREATE TRIGGER sums_parcel_under_way AFTER UPDATE OF way, sent_at, received_at, returned_at ON parcels BEGIN
    UPDATE order_sums SET (couriered, on_way_since) = (
        SELECT coalesce(sum(u.qty * ((u.dst = 'customer') - (u.src = 'customer'))), 0),
            max(CASE WHEN u.dst = 'customer' AND p.received_at IS NULL AND p.returned_at IS NULL THEN p.sent_at END)
        FROM unit_moves u JOIN parcels p ON p.id = u.parcel_id
        WHERE u.order_id = order_sums.order_id AND p.way = 'courier' AND (u.dst = 'customer' OR u.src = 'customer'))
    WHERE order_id IN (SELECT order_id FROM unit_moves WHERE parcel_id = NEW.id);
END;

-- Undo stops here: an image of a row as it was is no image of the row it has become.
DELETE FROM row_changes;
UPDATE actions SET images = NULL;
