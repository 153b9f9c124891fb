-- Whether a tick in a pasted list says that the order is paid.
ALTER TABLE shop ADD COLUMN ticks_pay INTEGER NOT NULL DEFAULT 0 CHECK (ticks_pay IN (0, 1));
