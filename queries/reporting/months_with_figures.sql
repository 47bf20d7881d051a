-- One row is one month in which at least one figure of a unit ends. Read by: reporting/scorecard.py.
SELECT DISTINCT last_day(kpi_figures.period_end) AS month_end
FROM kpi_figures
WHERE
    kpi_figures.org_unit_id = $org_unit_id
    AND kpi_figures.value IS NOT NULL
    AND kpi_figures.period_end <= current_date
    -- Of what is calculated, a part has a figure only where the whole has one.
    AND (kpi_figures.origin <> 'calculated' OR kpi_figures.breakdown IS NULL)
ORDER BY month_end DESC;
