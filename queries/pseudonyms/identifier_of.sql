-- One row is the identifier behind one pseudonym. Read by: data/sources/pseudonyms.py.
SELECT identities.identifier
FROM identities
WHERE identities.pseudonym = :pseudonym;
