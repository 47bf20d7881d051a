-- One row is one authority and the last day of one complete month inside what its extracts cover.
-- Read by: every event table of states at month end, the engine.
CREATE OR REPLACE TABLE month_ends AS
SELECT
    coverage.authority_id,
    calendar.date AS month_end
FROM staged.coverage
INNER JOIN calendar
    ON
        coverage.covered_from <= cast(date_trunc('month', calendar.date) AS DATE)
        AND coverage.as_at_on >= calendar.date
WHERE calendar.date = last_day(calendar.date)
ORDER BY
    coverage.authority_id ASC NULLS LAST,
    calendar.date ASC NULLS LAST;
