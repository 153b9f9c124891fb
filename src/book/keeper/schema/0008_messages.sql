-- Messages to customers: texts in the shop's own words, and what was said to whom (rules 52, 53, 64, 102).

-- The shop's words for a kind of message in a language; without a row the ones that come with the program.
CREATE TABLE templates (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    lang TEXT NOT NULL CHECK (lang IN ('id', 'en')),
    text TEXT NOT NULL CHECK (text <> ''),
    UNIQUE (kind, lang)
) STRICT;

-- Not journalled, no keys: what left stays said, whatever is undone (rule 53). Ids are never given twice.
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
) STRICT;
CREATE INDEX messages_order ON messages (order_id, kind, id) WHERE order_id IS NOT NULL;
CREATE INDEX messages_period ON messages (period_id, kind, id);
INSERT INTO messages (at, kind, via, period_id, order_id, customer_id, subject, text)
    SELECT t.told_at, 'delay', 'other', o.period_id, o.id, o.customer_id, t.estimate_id, ''
    FROM tellings t JOIN orders o ON o.id = t.order_id ORDER BY t.id;
-- Undo doesn't reach behind a change of the schema, so nothing needs these images any more.
DELETE FROM row_changes WHERE tbl = 'tellings';
DROP TABLE tellings;

-- A PO's rhythm for news while its goods are made, in days (rule 64).
ALTER TABLE periods ADD COLUMN update_days INTEGER CHECK (update_days BETWEEN 1 AND 366);
