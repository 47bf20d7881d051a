-- One row is one person whose identifier was replaced. Kept beside the key, apart from the store (SQLite).
-- Filled and read by: data/sources/pseudonyms.py.
CREATE TABLE IF NOT EXISTS identities (
    pseudonym TEXT PRIMARY KEY,
    authority_id TEXT NOT NULL,
    person_kind TEXT NOT NULL,
    identifier TEXT NOT NULL
);
