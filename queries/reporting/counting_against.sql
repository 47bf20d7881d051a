-- One row is one percentage with how many of a unit counted against it on a day, and the team below the unit that
-- had most of them, where three teams or more had any to count. Read by: reporting/behind_figures.py.
WITH of_units AS (
    SELECT
        kpi_figures.kpi_id,
        units.org_unit_id,
        units.name,
        CASE kpis.better_when
            WHEN 'lower' THEN kpi_figures.numerator
            WHEN 'higher' THEN kpi_figures.denominator - kpi_figures.numerator
        END AS against
    FROM kpi_figures
    INNER JOIN kpis ON kpi_figures.kpi_id = kpis.kpi_id
    INNER JOIN org_units AS units ON kpi_figures.org_unit_id = units.org_unit_id
    WHERE
        kpi_figures.period_end = cast($until AS DATE)
        AND kpi_figures.period_kind IN ('month', 'as_at')
        AND kpi_figures.basis = 'completed'
        AND kpi_figures.breakdown IS NULL
        AND kpi_figures.state = 'counted'
        AND kpi_figures.denominator > 0
        AND NOT kpi_figures.is_repeat
        AND kpis.unit = 'percent'
        AND (
            units.org_unit_id = $org_unit_id
            OR (units.level = 'team' AND $org_unit_id IN (units.authority_id, units.parent_id))
        )
)

SELECT
    kpi_id,
    max(against) FILTER (WHERE org_unit_id = $org_unit_id) AS against,
    arg_max(name, against) FILTER (WHERE org_unit_id <> $org_unit_id) AS team,
    max(against) FILTER (WHERE org_unit_id <> $org_unit_id) AS in_team
FROM of_units
GROUP BY kpi_id
HAVING
    count(*) FILTER (WHERE org_unit_id <> $org_unit_id) >= 3
    AND max(against) FILTER (WHERE org_unit_id = $org_unit_id) > 0
ORDER BY kpi_id;
