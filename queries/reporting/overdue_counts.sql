-- One row is one KPI with how many were open and overdue on the last day that was counted, and the team
-- below the unit that had most of them. Read by: reporting/overdue.py.
WITH counted AS (
    SELECT
        kpi_figures.kpi_id,
        arg_max(kpi_figures.value, kpi_figures.period_end) AS overdue,
        max(kpi_figures.period_end) AS counted_on
    FROM kpi_figures
    WHERE
        kpi_figures.org_unit_id = $org_unit_id
        AND list_contains(cast($kpis AS VARCHAR[]), kpi_figures.kpi_id)
        AND kpi_figures.basis = 'open_overdue'
        AND kpi_figures.breakdown IS NULL
        AND kpi_figures.state = 'counted'
        AND NOT kpi_figures.is_repeat
        AND ($until IS NULL OR kpi_figures.period_end <= cast($until AS DATE))
    GROUP BY kpi_figures.kpi_id
),

of_teams AS (
    SELECT
        kpi_figures.kpi_id,
        arg_max(teams.name, kpi_figures.value) AS team,
        max(kpi_figures.value) AS in_team
    FROM kpi_figures
    INNER JOIN org_units AS teams ON kpi_figures.org_unit_id = teams.org_unit_id
    INNER JOIN counted
        ON
            kpi_figures.kpi_id = counted.kpi_id
            AND kpi_figures.period_end = counted.counted_on
    WHERE
        teams.level = 'team'
        AND teams.org_unit_id <> $org_unit_id
        AND $org_unit_id IN (teams.authority_id, teams.parent_id)
        AND kpi_figures.basis = 'open_overdue'
        AND kpi_figures.breakdown IS NULL
        AND kpi_figures.state = 'counted'
    GROUP BY kpi_figures.kpi_id
)

SELECT
    counted.kpi_id,
    counted.overdue,
    counted.counted_on,
    of_teams.team,
    of_teams.in_team
FROM counted
LEFT JOIN of_teams ON counted.kpi_id = of_teams.kpi_id
ORDER BY counted.kpi_id;
