-- One row is one area's count for one KPI and period: the unit shown and those beside it (all authorities,
-- or the units on its level of its own authority). Read by: reporting/comparison.py, for the funnel.
SELECT
    org_units.org_unit_id,
    org_units.name,
    kpi_observations.numerator,
    kpi_observations.denominator
FROM kpi_observations
INNER JOIN org_units ON kpi_observations.org_unit_id = org_units.org_unit_id
INNER JOIN org_units AS shown
    ON
        org_units.level = shown.level
        AND (shown.level = 'authority' OR org_units.authority_id = shown.authority_id)
WHERE
    shown.org_unit_id = $org_unit_id
    AND kpi_observations.kpi_id = $kpi
    AND kpi_observations.basis = $basis
    AND kpi_observations.period_kind = $period_kind
    AND kpi_observations.period_start = cast($period_start AS DATE)
    AND kpi_observations.period_end = cast($period_end AS DATE)
    AND kpi_observations.breakdown IS NULL
    AND kpi_observations.state = 'counted'
    AND kpi_observations.numerator BETWEEN 0 AND kpi_observations.denominator
    AND kpi_observations.denominator > 0
    AND NOT kpi_observations.is_repeat
    AND NOT kpi_observations.is_doubtful
QUALIFY
    row_number() OVER (
        PARTITION BY org_units.org_unit_id
        ORDER BY list_position(['calculated', 'supplied', 'published'], kpi_observations.origin)
    ) = 1
ORDER BY org_units.name;
