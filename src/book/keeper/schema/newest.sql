-- Made from the migrations by `REKAP_WRITE_SCHEMA=1 cargo test --lib schema`.

CREATE TABLE shop (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id = 1),
    name TEXT NOT NULL,
    phone TEXT,
    zone TEXT NOT NULL CHECK (zone IN ('WIB', 'WITA', 'WIT')),
    down_payment_step INTEGER NOT NULL CHECK (down_payment_step BETWEEN 1 AND 1000000)
, rounding_limit INTEGER NOT NULL DEFAULT 500 CHECK (rounding_limit BETWEEN 0 AND 1000000), unique_codes INTEGER NOT NULL DEFAULT 0 CHECK (unique_codes IN (0, 1)), daily_capacity INTEGER CHECK (daily_capacity BETWEEN 1 AND 1000000000), delivery_days INTEGER NOT NULL DEFAULT 0 CHECK (delivery_days BETWEEN 0 AND 366), buffer_days INTEGER NOT NULL DEFAULT 0 CHECK (buffer_days BETWEEN 0 AND 366), ticks_pay INTEGER NOT NULL DEFAULT 0 CHECK (ticks_pay IN (0, 1)), parcel_days INTEGER NOT NULL DEFAULT 7 CHECK (parcel_days BETWEEN 1 AND 366)) STRICT;

CREATE TABLE accounts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    method TEXT NOT NULL CHECK (method IN ('cash', 'transfer', 'qris', 'ewallet', 'va', 'link', 'cod')),
    archived_at INTEGER
, opening INTEGER NOT NULL DEFAULT 0 CHECK (opening BETWEEN -1000000000000 AND 1000000000000), opening_at INTEGER) STRICT;

CREATE TABLE suppliers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    phone TEXT,
    archived_at INTEGER
, lead_days INTEGER CHECK (lead_days BETWEEN 0 AND 3660)) STRICT;

CREATE TABLE products (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    code TEXT NOT NULL UNIQUE COLLATE NOCASE,
    name TEXT NOT NULL,
    supplier_id INTEGER REFERENCES suppliers (id),
    -- What a variant costs that is added without a price of its own.
    price INTEGER NOT NULL CHECK (price BETWEEN 0 AND 1000000000000),
    cost INTEGER NOT NULL CHECK (cost BETWEEN 0 AND 1000000000000),
    archived_at INTEGER
, needs_approval INTEGER NOT NULL DEFAULT 0 CHECK (needs_approval IN (0, 1))) STRICT;

CREATE TABLE variants (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    product_id INTEGER NOT NULL REFERENCES products (id),
    code TEXT NOT NULL UNIQUE COLLATE NOCASE,
    name TEXT NOT NULL,
    price INTEGER NOT NULL CHECK (price BETWEEN 0 AND 1000000000000),
    cost INTEGER NOT NULL CHECK (cost BETWEEN 0 AND 1000000000000),
    archived_at INTEGER
, least_order INTEGER CHECK (least_order BETWEEN 2 AND 1000000), multiple INTEGER CHECK (multiple BETWEEN 2 AND 1000000), grams INTEGER CHECK (grams BETWEEN 1 AND 1000000000), by_weight INTEGER NOT NULL DEFAULT 0 CHECK (by_weight = 0 OR (by_weight = 1 AND grams IS NOT NULL)), fragile INTEGER NOT NULL DEFAULT 0 CHECK (fragile IN (0, 1))) STRICT;

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
    note TEXT NOT NULL, cancellation TEXT NOT NULL DEFAULT '100/100/100', confirms TEXT NOT NULL DEFAULT 'saved' CHECK (confirms IN ('saved', 'down_payment')), minimum INTEGER CHECK (minimum BETWEEN 1 AND 1000000000), minimum_waived_at INTEGER, settle_by INTEGER, collect_days INTEGER CHECK (collect_days BETWEEN 1 AND 3660), update_days INTEGER CHECK (update_days BETWEEN 1 AND 366), announce_at INTEGER, policy_refund TEXT NOT NULL DEFAULT '', policy_cancel TEXT NOT NULL DEFAULT '', policy_change TEXT NOT NULL DEFAULT '', policy_shipping TEXT NOT NULL DEFAULT '',
    CHECK (opens_at IS NULL OR closes_at IS NULL OR opens_at <= closes_at)
) STRICT;

CREATE TABLE estimates (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    period_id INTEGER NOT NULL REFERENCES periods (id),
    ready_from TEXT NOT NULL,
    ready_to TEXT NOT NULL,
    why TEXT NOT NULL,
    made_at INTEGER NOT NULL, compensation INTEGER NOT NULL DEFAULT 0 CHECK (compensation BETWEEN 0 AND 1000000000000), asks INTEGER NOT NULL DEFAULT 0 CHECK (asks IN (0, 1)),
    CHECK (ready_from <= ready_to)
) STRICT;

CREATE TABLE offers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    period_id INTEGER NOT NULL REFERENCES periods (id),
    variant_id INTEGER NOT NULL REFERENCES variants (id),
    price INTEGER NOT NULL CHECK (price BETWEEN 0 AND 1000000000000),
    cost INTEGER NOT NULL CHECK (cost BETWEEN 0 AND 1000000000000),
    quota INTEGER CHECK (quota >= 0),
    archived_at INTEGER, minimum INTEGER CHECK (minimum BETWEEN 1 AND 1000000000), minimum_waived_at INTEGER, set_size INTEGER CHECK (set_size BETWEEN 2 AND 1000000), dropped_at INTEGER, drop_reason TEXT NOT NULL DEFAULT '', member_set INTEGER NOT NULL DEFAULT 0 CHECK (member_set IN (0, 1)),
    UNIQUE (period_id, variant_id)
) STRICT;

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

CREATE TABLE product_quotas (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    period_id INTEGER NOT NULL REFERENCES periods (id),
    product_id INTEGER NOT NULL REFERENCES products (id),
    quota INTEGER NOT NULL CHECK (quota >= 0),
    UNIQUE (period_id, product_id)
) STRICT;

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
, pays_full INTEGER NOT NULL DEFAULT 0 CHECK (pays_full IN (0, 1))) STRICT;

CREATE TABLE handles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    channel TEXT NOT NULL,
    handle TEXT NOT NULL COLLATE NOCASE,
    UNIQUE (channel, handle)
) STRICT;

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
    cancel_reason TEXT, confirmed_at INTEGER, waitlisted_at INTEGER, overbook_reason TEXT, cancellation TEXT NOT NULL DEFAULT '100/100/100', kept_by TEXT CHECK (kept_by IN ('shop', 'until_close', 'until_production', 'after', 'owner')), kept_percent INTEGER CHECK (kept_percent BETWEEN 0 AND 100), released_at INTEGER, moved_from INTEGER REFERENCES orders (id), asks_of TEXT NOT NULL DEFAULT 'goods' CHECK (asks_of IN ('goods', 'bill')), due_at INTEGER, wanted_day TEXT, wanted_time TEXT, way TEXT CHECK (way IN ('pickup', 'own', 'gosend', 'courier', 'meet')), place TEXT NOT NULL DEFAULT '', area TEXT NOT NULL DEFAULT '', free_reason TEXT, payer_id INTEGER REFERENCES customers (id), shipping TEXT NOT NULL DEFAULT 'billed' CHECK (shipping IN ('billed', 'on_arrival', 'free')), uncollected_at INTEGER, sender TEXT NOT NULL DEFAULT '',
    CHECK ((cancelled_at IS NULL) = (cancelled_by IS NULL))
) STRICT;

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
    for_whom TEXT NOT NULL, part_of INTEGER REFERENCES lines (id), is_package INTEGER NOT NULL DEFAULT 0 CHECK (is_package IN (0, 1)), chosen TEXT NOT NULL DEFAULT '', price_label TEXT, field_price INTEGER NOT NULL DEFAULT 0 CHECK (field_price BETWEEN 0 AND 1000000000000), grams INTEGER CHECK (grams BETWEEN 1 AND 1000000000), approved_at INTEGER, approved_by TEXT NOT NULL DEFAULT '', approval_note TEXT NOT NULL DEFAULT '',
    CHECK ((tier IS NULL) = (tier_id IS NULL)),
    CHECK (qty * unit_price <= 1000000000000)
) STRICT;

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
, for_whom TEXT NOT NULL DEFAULT '') STRICT;

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

CREATE TABLE action_orders (
    order_id INTEGER NOT NULL,
    action_id INTEGER NOT NULL,
    PRIMARY KEY (order_id, action_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE row_changes (
    action_id INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    tbl TEXT NOT NULL,
    row INTEGER NOT NULL,
    before TEXT,
    PRIMARY KEY (action_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE order_counters (
    code TEXT PRIMARY KEY COLLATE NOCASE,
    last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

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
    held INTEGER NOT NULL DEFAULT 0, waiting INTEGER NOT NULL DEFAULT 0, pieces INTEGER NOT NULL DEFAULT 0, code INTEGER NOT NULL DEFAULT 0, total INTEGER NOT NULL
    GENERATED ALWAYS AS (CASE WHEN cancelled THEN fee ELSE lines + charges + fee END) VIRTUAL, extras INTEGER NOT NULL DEFAULT 0, discounts INTEGER NOT NULL DEFAULT 0, passed INTEGER NOT NULL DEFAULT 0, stages INTEGER NOT NULL DEFAULT 0, stage_codes INTEGER NOT NULL DEFAULT 0, aside INTEGER NOT NULL DEFAULT 0 CHECK (aside >= 0), handed INTEGER NOT NULL DEFAULT 0 CHECK (handed >= 0), couriered INTEGER NOT NULL DEFAULT 0, on_way_since INTEGER) STRICT;

CREATE TABLE offer_sums (
    offer_id INTEGER PRIMARY KEY,
    units INTEGER NOT NULL DEFAULT 0
, shelf INTEGER NOT NULL DEFAULT 0 CHECK (shelf >= 0), shelf_custom INTEGER NOT NULL DEFAULT 0 CHECK (shelf_custom >= 0), aside INTEGER NOT NULL DEFAULT 0 CHECK (aside >= 0), handed INTEGER NOT NULL DEFAULT 0 CHECK (handed >= 0), custom_got INTEGER NOT NULL DEFAULT 0 CHECK (custom_got >= 0), made INTEGER NOT NULL DEFAULT 0, unrecorded INTEGER NOT NULL DEFAULT 0, rejected INTEGER NOT NULL DEFAULT 0, came INTEGER NOT NULL DEFAULT 0, went INTEGER NOT NULL DEFAULT 0, claimed INTEGER NOT NULL DEFAULT 0, lost INTEGER NOT NULL DEFAULT 0, sold INTEGER NOT NULL DEFAULT 0, amount INTEGER NOT NULL DEFAULT 0, cost INTEGER NOT NULL DEFAULT 0, uncosted INTEGER NOT NULL DEFAULT 0) STRICT;

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
, waiting INTEGER NOT NULL DEFAULT 0, unconfirmed INTEGER NOT NULL DEFAULT 0, pieces INTEGER NOT NULL DEFAULT 0, forfeited INTEGER NOT NULL DEFAULT 0, codes INTEGER NOT NULL DEFAULT 0, lines INTEGER NOT NULL DEFAULT 0, extras INTEGER NOT NULL DEFAULT 0, discounts INTEGER NOT NULL DEFAULT 0, passed INTEGER NOT NULL DEFAULT 0, aside INTEGER NOT NULL DEFAULT 0, handed INTEGER NOT NULL DEFAULT 0, made INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE prices (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    variant_id INTEGER NOT NULL REFERENCES variants (id),
    level TEXT NOT NULL COLLATE NOCASE,
    from_qty INTEGER NOT NULL CHECK (from_qty BETWEEN 1 AND 1000000),
    price INTEGER NOT NULL CHECK (price BETWEEN 0 AND 1000000000000),
    archived_at INTEGER, across INTEGER NOT NULL DEFAULT 0 CHECK (across IN (0, 1)),
    UNIQUE (variant_id, level, from_qty),
    CHECK (level <> '' OR from_qty > 1)
) STRICT;

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

CREATE TABLE reservations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    period_id INTEGER NOT NULL REFERENCES periods (id),
    offer_id INTEGER REFERENCES offers (id),
    channel TEXT NOT NULL,
    units INTEGER NOT NULL CHECK (units BETWEEN 1 AND 1000000000),
    given_back_at INTEGER
) STRICT;

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

CREATE TABLE passes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id INTEGER NOT NULL REFERENCES orders (id),
    at INTEGER NOT NULL,
    from_customer_id INTEGER NOT NULL REFERENCES customers (id),
    to_customer_id INTEGER NOT NULL REFERENCES customers (id)
) STRICT;

CREATE TABLE bonus_sums (
    bonus_id INTEGER PRIMARY KEY,
    orders INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE mappings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    header TEXT NOT NULL UNIQUE,
    mapping TEXT NOT NULL
) STRICT;

CREATE TABLE aliases (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    text TEXT NOT NULL UNIQUE,
    variant_id INTEGER NOT NULL REFERENCES variants (id)
) STRICT;

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
    weighed INTEGER CHECK (weighed BETWEEN 0 AND 1000000000), claim_id INTEGER REFERENCES claims (id)
    CHECK (claim_id IS NULL OR kind IN ('compensation', 'surcharge', 'discount')),
    CHECK (amount <> 0 OR kind = 'weighing'),
    CHECK (bonus_id IS NULL OR kind = 'discount'),
    -- A stage's bill and its unique code (rule 31).
    CHECK (kind <> 'stage' OR stage_id IS NOT NULL),
    CHECK (stage_id IS NULL OR kind IN ('stage', 'unique_code')),
    CHECK (destination_id IS NULL OR kind = 'shipping'),
    CHECK ((kind = 'weighing') = (offer_id IS NOT NULL)
        AND (kind = 'weighing') = (estimated IS NOT NULL) AND (kind = 'weighing') = (weighed IS NOT NULL))
) STRICT;

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

CREATE TABLE batches (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    period_id INTEGER NOT NULL REFERENCES periods (id),
    at INTEGER NOT NULL,
    day TEXT NOT NULL,
    supplier_id INTEGER REFERENCES suppliers (id),
    note TEXT NOT NULL
) STRICT;

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

CREATE TABLE templates (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    lang TEXT NOT NULL CHECK (lang IN ('id', 'en')),
    text TEXT NOT NULL CHECK (text <> ''),
    UNIQUE (kind, lang)
) STRICT;

CREATE TABLE messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    via TEXT NOT NULL CHECK (via IN ('wa', 'clipboard', 'qr', 'other')),
    period_id INTEGER,
    order_id INTEGER,
    customer_id INTEGER,
    -- What it tells of: the estimate, parcel, payment or stage of that id; 0 where the kind says it all.
    subject INTEGER NOT NULL,
    -- The bill it named.
    total INTEGER,
    phone TEXT,
    text TEXT NOT NULL
, supplier_id INTEGER) STRICT;

CREATE TABLE account_sums (
    account_id INTEGER PRIMARY KEY,
    cash INTEGER NOT NULL DEFAULT 0,
    held INTEGER NOT NULL DEFAULT 0
) STRICT;

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

CREATE TABLE handed_stale (
    order_id INTEGER PRIMARY KEY
) STRICT;

CREATE TABLE closed_months (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    month TEXT NOT NULL UNIQUE CHECK (month GLOB '[12][0-9][0-9][0-9]-[01][0-9]'),
    closed_at INTEGER NOT NULL,
    report TEXT NOT NULL CHECK (json_valid(report))
) STRICT;

CREATE TABLE answers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    estimate_id INTEGER NOT NULL REFERENCES estimates (id),
    order_id INTEGER NOT NULL REFERENCES orders (id),
    at INTEGER NOT NULL,
    choice TEXT NOT NULL CHECK (choice IN ('wait', 'refund')),
    UNIQUE (estimate_id, order_id)
) STRICT;

CREATE INDEX variants_product ON variants (product_id);

CREATE INDEX estimates_period ON estimates (period_id);

CREATE INDEX offers_variant ON offers (variant_id);

CREATE INDEX tiers_offer ON tiers (offer_id);

CREATE UNIQUE INDEX tiers_label ON tiers (offer_id, label);

CREATE INDEX product_quotas_product ON product_quotas (product_id);

CREATE INDEX customers_phone ON customers (phone) WHERE merged_into IS NULL AND phone IS NOT NULL;

CREATE INDEX customers_merged ON customers (merged_into) WHERE merged_into IS NOT NULL;

CREATE INDEX handles_customer ON handles (customer_id);

CREATE INDEX orders_period ON orders (period_id, id);

CREATE INDEX orders_source ON orders (period_id, source_ref) WHERE source_ref IS NOT NULL;

CREATE INDEX lines_order ON lines (order_id, offer_id);

CREATE INDEX lines_offer ON lines (offer_id, order_id, customization, qty);

CREATE INDEX lines_customized ON lines (offer_id, customization, order_id, qty) WHERE customization <> '';

CREATE INDEX lines_tier ON lines (tier_id, order_id, qty) WHERE tier_id IS NOT NULL;

CREATE UNIQUE INDEX payments_reverses ON payments (reverses) WHERE reverses IS NOT NULL;

CREATE INDEX payments_customer ON payments (customer_id, claimed_for, amount);

CREATE INDEX payments_claimed ON payments (claimed_for) WHERE claimed_for IS NOT NULL;

CREATE INDEX payments_amount ON payments (amount, at);

CREATE INDEX allocations_payment ON allocations (payment_id, id, amount);

CREATE INDEX allocations_order ON allocations (order_id);

CREATE INDEX actions_reverses ON actions (reverses) WHERE reverses IS NOT NULL;

CREATE INDEX actions_undone ON actions (undone, id) WHERE reverses IS NULL;

CREATE INDEX actions_images ON actions (id) WHERE images IS NOT NULL;

CREATE INDEX action_orders_action ON action_orders (action_id);

CREATE INDEX components_package ON components (package_id);

CREATE INDEX components_variant ON components (variant_id);

CREATE INDEX components_choice ON components (choice_id) WHERE choice_id IS NOT NULL;

CREATE INDEX reservations_period ON reservations (period_id);

CREATE INDEX reservations_offer ON reservations (offer_id) WHERE offer_id IS NOT NULL;

CREATE UNIQUE INDEX reservations_channel ON reservations (period_id, coalesce(offer_id, 0), channel);

CREATE INDEX order_bonuses_bonus ON order_bonuses (bonus_id);

CREATE INDEX orders_moved ON orders (moved_from) WHERE moved_from IS NOT NULL;

CREATE INDEX orders_waiting ON orders (period_id, waitlisted_at, id)
    WHERE waitlisted_at IS NOT NULL AND cancelled_at IS NULL;

CREATE INDEX orders_channel ON orders (period_id, channel);

CREATE INDEX orders_customer ON orders (customer_id, id, confirmed_at, cancelled_at);

CREATE INDEX lines_part ON lines (part_of) WHERE part_of IS NOT NULL;

CREATE INDEX substitutions_order ON substitutions (order_id);

CREATE INDEX substitutions_from ON substitutions (from_offer_id);

CREATE INDEX substitutions_to ON substitutions (to_offer_id);

CREATE INDEX passes_order ON passes (order_id);

CREATE INDEX passes_from ON passes (from_customer_id);

CREATE INDEX passes_to ON passes (to_customer_id);

CREATE INDEX aliases_variant ON aliases (variant_id);

CREATE INDEX orders_payer ON orders (payer_id) WHERE payer_id IS NOT NULL;

CREATE INDEX orders_wanted ON orders (wanted_day, period_id) WHERE wanted_day IS NOT NULL AND cancelled_at IS NULL;

CREATE INDEX orders_due ON orders (due_at) WHERE due_at IS NOT NULL AND cancelled_at IS NULL;

CREATE INDEX payment_stages_account ON payment_stages (account_id) WHERE account_id IS NOT NULL;

CREATE INDEX charges_bonus ON charges (bonus_id) WHERE bonus_id IS NOT NULL;

CREATE INDEX charges_stage ON charges (stage_id, amount) WHERE stage_id IS NOT NULL;

CREATE INDEX charges_destination ON charges (destination_id) WHERE destination_id IS NOT NULL;

CREATE INDEX charges_offer ON charges (offer_id) WHERE offer_id IS NOT NULL;

CREATE INDEX order_sums_open ON order_sums (period_id, order_id, total, paid, waiting) WHERE total <> paid;

CREATE INDEX order_sums_open_newest ON order_sums (order_id, total, paid, waiting, down_payment_met, cancelled, down_payment_by)
    WHERE total <> paid;

CREATE INDEX order_sums_customer_open ON order_sums (customer_id) WHERE total <> paid;

CREATE INDEX order_sums_code ON order_sums (total - stages - code + stage_codes, code - stage_codes)
    WHERE code > stage_codes AND total <> paid AND NOT cancelled AND NOT waiting;

CREATE INDEX destination_items_offer ON destination_items (offer_id);

CREATE INDEX parcels_sent ON parcels (sent_at) WHERE sent_at IS NOT NULL;

CREATE INDEX parcels_period ON parcels (period_id, id);

CREATE INDEX parcels_packed ON parcels (id) WHERE sent_at IS NULL;

CREATE INDEX parcels_newest ON parcels (packed_at DESC, id);

CREATE INDEX parcels_undecided ON parcels (id) WHERE returned_at IS NOT NULL AND return_ending IS NULL;

CREATE INDEX parcels_tracking ON parcels (tracking) WHERE tracking <> '';

CREATE INDEX parcels_destination ON parcels (destination_id) WHERE destination_id IS NOT NULL;

CREATE INDEX claims_order ON claims (order_id);

CREATE INDEX claims_offer ON claims (offer_id);

CREATE INDEX claims_with ON claims (with_offer_id) WHERE with_offer_id IS NOT NULL;

CREATE INDEX claims_package ON claims (package_id) WHERE package_id IS NOT NULL;

CREATE INDEX claims_open ON claims (id) WHERE ending IS NULL OR ending = 'replace';

CREATE INDEX charges_claim ON charges (claim_id) WHERE claim_id IS NOT NULL;

CREATE UNIQUE INDEX charges_kind ON charges
    (order_id, kind, label, coalesce(bonus_id, stage_id, destination_id, offer_id, claim_id, 0));

CREATE INDEX entries_period ON entries (period_id, kind, at) WHERE period_id IS NOT NULL;

CREATE INDEX entries_at ON entries (at, kind, amount);

CREATE INDEX entries_with ON entries (with_id) WHERE with_id IS NOT NULL;

CREATE INDEX entries_supplier ON entries (supplier_id) WHERE supplier_id IS NOT NULL;

CREATE INDEX entries_parcel ON entries (parcel_id) WHERE parcel_id IS NOT NULL;

CREATE INDEX entries_claim ON entries (claim_id) WHERE claim_id IS NOT NULL;

CREATE UNIQUE INDEX entries_reverses ON entries (reverses) WHERE reverses IS NOT NULL;

CREATE INDEX batches_period ON batches (period_id);

CREATE INDEX batches_supplier ON batches (supplier_id) WHERE supplier_id IS NOT NULL;

CREATE INDEX unit_moves_order ON unit_moves (order_id) WHERE order_id IS NOT NULL;

CREATE INDEX unit_moves_to_order ON unit_moves (to_order_id) WHERE to_order_id IS NOT NULL;

CREATE INDEX unit_moves_offer ON unit_moves (offer_id, order_id, customization, src, dst, qty);

CREATE INDEX unit_moves_to_offer ON unit_moves (to_offer_id) WHERE to_offer_id IS NOT NULL;

CREATE INDEX unit_moves_batch ON unit_moves (batch_id) WHERE batch_id IS NOT NULL;

CREATE INDEX unit_moves_parcel ON unit_moves (parcel_id, order_id) WHERE parcel_id IS NOT NULL;

CREATE INDEX unit_moves_claim ON unit_moves (claim_id) WHERE claim_id IS NOT NULL;

CREATE INDEX unit_moves_package ON unit_moves (package_id) WHERE package_id IS NOT NULL;

CREATE INDEX offer_sums_stock ON offer_sums (offer_id) WHERE shelf > 0 OR shelf_custom > 0 OR aside > 0;

CREATE INDEX order_sums_to_hand ON order_sums (period_id, order_id, pieces, aside, handed, total, paid)
    WHERE held AND handed < pieces;

CREATE INDEX messages_order ON messages (order_id, kind, id) WHERE order_id IS NOT NULL;

CREATE INDEX messages_period ON messages (period_id, kind, id);

CREATE INDEX payments_account ON payments (account_id, at, claimed_for, method, amount);

CREATE INDEX entries_account ON entries (account_id, at, held, kind, amount);

CREATE INDEX orders_placed ON orders (period_id, placed_at, channel, customer_id)
WHERE confirmed_at IS NOT NULL AND cancelled_at IS NULL;

CREATE INDEX orders_cancelled ON orders (cancelled_at) WHERE cancelled_at IS NOT NULL;

CREATE INDEX orders_reasons ON orders (period_id, cancel_reason) WHERE cancelled_at IS NOT NULL;

CREATE INDEX orders_free ON orders (period_id) WHERE free_reason IS NOT NULL;

CREATE INDEX payments_at ON payments (at, amount) WHERE claimed_for IS NULL;

CREATE INDEX charges_at ON charges (at) WHERE kind IN ('cancellation_fee', 'rounding', 'compensation');

CREATE INDEX answers_order ON answers (order_id);

INSERT INTO shop (id, name, phone, zone, down_payment_step, rounding_limit, unique_codes, daily_capacity, delivery_days, buffer_days, ticks_pay, parcel_days) VALUES (1, '', NULL, 'WIB', 500, 500, 0, NULL, 0, 0, 0, 7);

DELETE FROM sqlite_sequence;

INSERT INTO sqlite_sequence (name, seq) VALUES ('charges', 0);

INSERT INTO sqlite_sequence (name, seq) VALUES ('messages', 0);

INSERT INTO sqlite_sequence (name, seq) VALUES ('shop', 1);

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

CREATE TRIGGER sums_order_copied AFTER UPDATE OF customer_id, down_payment_by ON orders
WHEN OLD.customer_id <> NEW.customer_id OR OLD.down_payment_by IS NOT NEW.down_payment_by BEGIN
    UPDATE order_sums SET customer_id = NEW.customer_id, down_payment_by = NEW.down_payment_by
    WHERE order_id = NEW.id;
END;

CREATE TRIGGER line_stays BEFORE UPDATE OF order_id, offer_id, tier_id ON lines
WHEN OLD.order_id <> NEW.order_id OR OLD.offer_id <> NEW.offer_id OR OLD.tier_id IS NOT NEW.tier_id BEGIN
    SELECT RAISE(ABORT, 'a line stays with its order, offer and tier');
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

CREATE TRIGGER ledger_allocation_stays BEFORE UPDATE ON allocations BEGIN
    SELECT RAISE(ABORT, 'an allocation is never changed');
END;

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

CREATE TRIGGER charge_stays_what_it_is BEFORE UPDATE OF order_id, kind, bonus_id, stage_id, destination_id, offer_id, claim_id ON charges
WHEN OLD.order_id <> NEW.order_id OR OLD.kind <> NEW.kind OR OLD.bonus_id IS NOT NEW.bonus_id
    OR OLD.stage_id IS NOT NEW.stage_id OR OLD.destination_id IS NOT NEW.destination_id
    OR OLD.offer_id IS NOT NEW.offer_id OR OLD.claim_id IS NOT NEW.claim_id BEGIN
    SELECT RAISE(ABORT, 'a charge stays what it is');
END;

CREATE TRIGGER ledger_entry_stays BEFORE UPDATE ON entries
WHEN (OLD.at, OLD.account_id, OLD.kind, OLD.amount, OLD.held) <> (NEW.at, NEW.account_id, NEW.kind, NEW.amount, NEW.held)
    OR OLD.reverses IS NOT NEW.reverses BEGIN
    SELECT RAISE(ABORT, 'an entry is never changed');
END;

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

CREATE TRIGGER sums_account_insert AFTER INSERT ON accounts BEGIN
    INSERT INTO account_sums (account_id) VALUES (NEW.id);
END;

CREATE TRIGGER sums_account_delete AFTER DELETE ON accounts BEGIN
    DELETE FROM account_sums WHERE account_id = OLD.id;
END;

CREATE TRIGGER sums_account_opening AFTER UPDATE ON accounts WHEN OLD.opening_at IS NOT NEW.opening_at BEGIN
    UPDATE account_sums SET (cash, held) = (
        SELECT coalesce(sum(amount * (1 - held)), 0), coalesce(sum(amount * held), 0) FROM (
            SELECT amount, method IN ('qris', 'va', 'link', 'cod') AS held FROM payments
            WHERE account_id = NEW.id AND claimed_for IS NULL AND at >= coalesce(NEW.opening_at, at)
            UNION ALL
            SELECT amount, held FROM entries WHERE account_id = NEW.id AND at >= coalesce(NEW.opening_at, at)))
    WHERE account_id = NEW.id;
END;

CREATE TRIGGER sums_account_payment_insert AFTER INSERT ON payments
WHEN NEW.account_id IS NOT NULL AND NEW.claimed_for IS NULL BEGIN
    UPDATE account_sums SET
        cash = cash + (CASE WHEN NEW.method IN ('qris', 'va', 'link', 'cod') THEN 0 ELSE NEW.amount END),
        held = held + (CASE WHEN NEW.method IN ('qris', 'va', 'link', 'cod') THEN NEW.amount ELSE 0 END)
    WHERE account_id = NEW.account_id
        AND NEW.at >= coalesce((SELECT opening_at FROM accounts WHERE id = NEW.account_id), NEW.at);
END;

CREATE TRIGGER sums_account_payment_delete AFTER DELETE ON payments
WHEN OLD.account_id IS NOT NULL AND OLD.claimed_for IS NULL BEGIN
    UPDATE account_sums SET
        cash = cash - (CASE WHEN OLD.method IN ('qris', 'va', 'link', 'cod') THEN 0 ELSE OLD.amount END),
        held = held - (CASE WHEN OLD.method IN ('qris', 'va', 'link', 'cod') THEN OLD.amount ELSE 0 END)
    WHERE account_id = OLD.account_id
        AND OLD.at >= coalesce((SELECT opening_at FROM accounts WHERE id = OLD.account_id), OLD.at);
END;

CREATE TRIGGER sums_account_entry_insert AFTER INSERT ON entries BEGIN
    UPDATE account_sums SET cash = cash + NEW.amount * (1 - NEW.held), held = held + NEW.amount * NEW.held
    WHERE account_id = NEW.account_id
        AND NEW.at >= coalesce((SELECT opening_at FROM accounts WHERE id = NEW.account_id), NEW.at);
END;

CREATE TRIGGER sums_account_entry_delete AFTER DELETE ON entries BEGIN
    UPDATE account_sums SET cash = cash - OLD.amount * (1 - OLD.held), held = held - OLD.amount * OLD.held
    WHERE account_id = OLD.account_id
        AND OLD.at >= coalesce((SELECT opening_at FROM accounts WHERE id = OLD.account_id), OLD.at);
END;

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
