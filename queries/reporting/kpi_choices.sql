-- One row is one part of an authority that has figures of a KPI on one basis; for the part shown also one
-- row for each part of each breakdown. Read by: reporting/kpi_choices.py.
SELECT DISTINCT
    kpi_figures.org_unit_id,
    kpi_figures.basis,
    kpi_figures.breakdown,
    kpi_figures.part
FROM kpi_figures
INNER JOIN org_units ON kpi_figures.org_unit_id = org_units.org_unit_id
WHERE
    kpi_figures.kpi_id = $kpi
    AND org_units.authority_id = $authority_id
    AND org_units.level <> 'worker'
    AND kpi_figures.value IS NOT NULL
    AND (kpi_figures.breakdown IS NULL OR kpi_figures.org_unit_id = $org_unit_id)
ORDER BY
    kpi_figures.org_unit_id,
    kpi_figures.basis,
    kpi_figures.breakdown NULLS FIRST,
    kpi_figures.part NULLS FIRST;
