-- One row is one newly qualified worker whose assessed first year has an agreed end.
-- Read by: reporting/teams/workers.py.
SELECT
    first_years.worker_id,
    first_years.first_year_ends_on
FROM first_years
WHERE first_years.authority_id = $authority_id
ORDER BY first_years.worker_id;
