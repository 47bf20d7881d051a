-- One row is one authority with records. Read by: data/calculation/calendars.py.
SELECT coverage.authority_id
FROM staged.coverage
ORDER BY coverage.authority_id ASC NULLS LAST;
