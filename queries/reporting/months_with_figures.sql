-- One row is one month in which at least one figure of a unit ends. Read by: reporting/scorecard.py.
SELECT DISTINCT last_day(period_end) AS month_end
FROM kpi_figures
WHERE org_unit_id = $org_unit_id AND value IS NOT NULL AND period_end <= current_date
ORDER BY month_end DESC;
