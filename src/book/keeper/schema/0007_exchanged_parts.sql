-- Goods out of a package are exchanged too (rule 83): a CHECK of `claims` falls, which no stored row depends on.
-- https://www.sqlite.org/lang_altertable.html#otheralter names this way for removing a CHECK.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
SET sql = replace(sql, '(ending = ''replace'' AND package_id IS NULL)', 'ending = ''replace''')
WHERE type = 'table' AND name = 'claims';
PRAGMA writable_schema = RESET;
