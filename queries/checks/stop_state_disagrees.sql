-- A figure has a value although its state says that there is none, or the other way round.
-- This is a fault of the program: keep the data folder and report it.
SELECT
    kpi_id,
    org_unit_id,
    period_end,
    state
FROM kpi_figures
WHERE (state = 'counted') <> (value IS NOT NULL);
