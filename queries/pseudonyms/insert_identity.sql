-- Adds one person; one who is known already stays as first written. Read by: data/sources/pseudonyms.py.
INSERT OR IGNORE INTO identities (pseudonym, authority_id, person_kind, identifier)
VALUES (:pseudonym, :authority_id, :person_kind, :identifier);
