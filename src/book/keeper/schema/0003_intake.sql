-- What was learnt about how orders come in.

-- Which column of a table with this header holds what, as the owner said (the folded titles in their
-- order, and one `field = column title` a line).
CREATE TABLE mappings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    header TEXT NOT NULL UNIQUE,
    mapping TEXT NOT NULL
) STRICT;

-- What customers call a variant, as the owner taught it; the words are folded as searches fold them.
CREATE TABLE aliases (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    text TEXT NOT NULL UNIQUE,
    variant_id INTEGER NOT NULL REFERENCES variants (id)
) STRICT;
CREATE INDEX aliases_variant ON aliases (variant_id);
