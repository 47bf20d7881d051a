-- One row is one authority, with how much the store holds on it.
-- Read by: reporting/loaded_data.py, the authority picker of every page.
WITH newest AS (
    SELECT
        kpi_figures.org_unit_id,
        max(kpi_figures.period_end) AS period_end
    FROM kpi_figures
    WHERE
        kpi_figures.period_end <= current_date
        -- Of what is calculated, a part has a figure only where the whole has one.
        AND (kpi_figures.origin <> 'calculated' OR kpi_figures.breakdown IS NULL)
    GROUP BY kpi_figures.org_unit_id
)

SELECT
    org_units.org_unit_id,
    org_units.name,
    org_units.long_name,
    org_units.is_synthetic,
    coalesce(figures_held.kpis_with_figures, 0) AS kpis_with_figures,
    coalesce(figures_held.figures, 0) AS figures,
    newest.period_end AS latest_period_end
FROM org_units
LEFT JOIN figures_held ON org_units.org_unit_id = figures_held.org_unit_id
LEFT JOIN newest ON org_units.org_unit_id = newest.org_unit_id
WHERE org_units.level = 'authority'
ORDER BY figures DESC, org_units.name ASC;
