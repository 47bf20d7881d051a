-- One row is one authority with the first and the last day that its figures can be about.
-- Read by: data/calculation/supply.py.
SELECT
    coverage.authority_id,
    coverage.covered_from,
    max(month_ends.month_end) AS last_day
FROM staged.coverage
INNER JOIN month_ends ON coverage.authority_id = month_ends.authority_id
GROUP BY
    coverage.authority_id,
    coverage.covered_from
ORDER BY coverage.authority_id ASC NULLS LAST;
