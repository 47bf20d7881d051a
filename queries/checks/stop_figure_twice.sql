-- The same figure is known twice at the same time.
-- This is a fault of the program: keep the data folder and report it.
SELECT
    kpi_id,
    org_unit_id,
    breakdown,
    part,
    period_kind,
    period_start,
    period_end,
    count(*) AS times
FROM kpi_observations
WHERE origin <> 'published'
GROUP BY kpi_id, org_unit_id, breakdown, part, period_kind, period_start, period_end, basis, role, origin
HAVING count(*) > 1;
