-- What was learnt about how orders come in.

-- Which column of a table with this header holds what, as the owner said (the folded titles in their
-- order, and one `field = column title` a line).
CREATE TABLE mappings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    header TEXT NOT NULL UNIQUE,
    mapping TEXT NOT NULL
) STRICT;
