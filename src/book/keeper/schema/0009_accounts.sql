-- Accounts: what they began with, and what they have (rules 91, 92).

ALTER TABLE accounts ADD COLUMN opening INTEGER NOT NULL DEFAULT 0 CHECK (opening BETWEEN -1000000000000 AND 1000000000000);
-- From this moment on movements count; what was before is in the opening balance.
ALTER TABLE accounts ADD COLUMN opening_at INTEGER;

-- What moved since the opening: money that is there, and money held until it is paid out.
CREATE TABLE account_sums (
    account_id INTEGER PRIMARY KEY,
    cash INTEGER NOT NULL DEFAULT 0,
    held INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TRIGGER sums_account_insert AFTER INSERT ON accounts BEGIN
    INSERT INTO account_sums (account_id) VALUES (NEW.id);
END;

CREATE TRIGGER sums_account_delete AFTER DELETE ON accounts BEGIN
    DELETE FROM account_sums WHERE account_id = OLD.id;
END;

-- Another opening day: summed anew, a rare deed.
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

-- What a day or a month brought is counted from the index alone.
DROP INDEX payments_account;
CREATE INDEX payments_account ON payments (account_id, at, claimed_for, method, amount);
DROP INDEX entries_account;
CREATE INDEX entries_account ON entries (account_id, at, held, kind, amount);

INSERT INTO account_sums (account_id, cash, held)
    SELECT a.id,
        coalesce((SELECT sum(amount) FROM payments p WHERE p.account_id = a.id AND claimed_for IS NULL
            AND method NOT IN ('qris', 'va', 'link', 'cod')), 0)
        + coalesce((SELECT sum(amount) FROM entries e WHERE e.account_id = a.id AND NOT held), 0),
        coalesce((SELECT sum(amount) FROM payments p WHERE p.account_id = a.id AND claimed_for IS NULL
            AND method IN ('qris', 'va', 'link', 'cod')), 0)
        + coalesce((SELECT sum(amount) FROM entries e WHERE e.account_id = a.id AND held), 0)
    FROM accounts a;
