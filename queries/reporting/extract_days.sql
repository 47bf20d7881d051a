-- One row is one authority that the store has records of, with the days that its extracts cover.
-- Read by: reporting/event_tables.py.
SELECT
    coverage.authority_id,
    coverage.covered_from,
    coverage.as_at_on
FROM staged.coverage
ORDER BY coverage.authority_id ASC NULLS LAST;
