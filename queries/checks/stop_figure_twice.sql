-- The same figure is known twice at the same time.
-- This is a fault of the program: keep the data folder and report it.
-- What is calculated has one line for all periods of a figure: two figures would be two lines.
SELECT
    kpi_id,
    org_unit_id,
    breakdown,
    part,
    basis,
    cast(NULL AS VARCHAR) AS period_kind,
    cast(NULL AS DATE) AS period_start,
    cast(NULL AS DATE) AS period_end,
    count(*) AS times
FROM figure_lines
GROUP BY kpi_id, org_unit_id, breakdown, part, basis
HAVING count(*) > 1
UNION ALL
SELECT
    kpi_id,
    org_unit_id,
    breakdown,
    part,
    basis,
    period_kind,
    period_start,
    period_end,
    count(*) AS times
FROM observation_versions
WHERE origin <> 'published' AND known_until IS NULL
GROUP BY kpi_id, org_unit_id, breakdown, part, period_kind, period_start, period_end, basis, role, origin
HAVING count(*) > 1;
