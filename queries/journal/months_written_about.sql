-- One row is one measure and month of an authority, as a whole, that something is written about.
-- Read by: journal/commentary.py.
SELECT DISTINCT
    commentary.kpi_id,
    commentary.month
FROM commentary
WHERE commentary.authority_id = :authority_id AND commentary.org_unit_id = :authority_id
ORDER BY commentary.kpi_id, commentary.month;
