-- Where a KPI is not supplied, what was made of other records is no figure of it: only the line of the whole
-- authority stays, for the view calculated_observations to say so. Read by: data/calculation/supply.py.
DELETE FROM figure_lines
USING kpi_supply
WHERE
    figure_lines.kpi_id = kpi_supply.kpi_id
    AND figure_lines.authority_id = kpi_supply.authority_id
    AND NOT kpi_supply.is_supplied
    AND (
        figure_lines.org_unit_id <> figure_lines.authority_id
        OR figure_lines.breakdown IS NOT NULL
        OR figure_lines.basis <> 'completed'
    );
