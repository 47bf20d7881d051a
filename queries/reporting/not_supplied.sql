-- One row is one KPI that an authority's extracts do not give at all, with what is missing in words.
-- Read by: reporting/supply.py.
SELECT
    kpi_supply.kpi_id,
    kpi_supply.note
FROM kpi_supply
WHERE kpi_supply.authority_id = $authority_id AND NOT kpi_supply.is_supplied
ORDER BY kpi_supply.kpi_id ASC NULLS LAST;
