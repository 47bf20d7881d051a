-- One row is one KPI of which a unit has at least one figure. Read by: reporting/kpi_choices.py.
SELECT DISTINCT kpi_figures.kpi_id
FROM kpi_figures
WHERE
    kpi_figures.org_unit_id = $org_unit_id
    AND kpi_figures.value IS NOT NULL
    AND kpi_figures.basis = 'completed'
ORDER BY kpi_figures.kpi_id;
