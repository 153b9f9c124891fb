-- When a PO is to be announced, and what it tells about refunds, cancelling, changing and shipping (rule 64).
ALTER TABLE periods ADD COLUMN announce_at INTEGER;
ALTER TABLE periods ADD COLUMN policy_refund TEXT NOT NULL DEFAULT '';
ALTER TABLE periods ADD COLUMN policy_cancel TEXT NOT NULL DEFAULT '';
ALTER TABLE periods ADD COLUMN policy_change TEXT NOT NULL DEFAULT '';
ALTER TABLE periods ADD COLUMN policy_shipping TEXT NOT NULL DEFAULT '';

-- The supplier that a message went to; no key, as with all that a message names.
ALTER TABLE messages ADD COLUMN supplier_id INTEGER;
