-- One row is one line of figures: one KPI, basis, unit and part, with its figures side by side in lists.
-- The place of a period in the lists is in periods; months_added_up means running totals, so that a longer
-- period is a difference. figures counts the periods that have a figure, in the same way.
-- Filled by: data/calculation/figure_lines.py. Read by: the view calculated_observations.
CREATE OR REPLACE TABLE figure_lines (
    kpi_id VARCHAR,
    definition_version INTEGER,
    basis VARCHAR,
    measure VARCHAR,
    population VARCHAR,
    authority_id VARCHAR,
    org_unit_id VARCHAR,
    breakdown VARCHAR,
    part VARCHAR,
    calendar VARCHAR,
    figures INTEGER[],
    numerators DOUBLE[],
    denominators DOUBLE[],
    not_counted DOUBLE[],
    measured DOUBLE[],
    lower_quartiles DOUBLE[],
    upper_quartiles DOUBLE[]
);

-- One row is one KPI that an authority's extracts do not give: not at all, or only between two days (null: no
-- end). note says in words what is missing. Filled by: data/calculation/supply.py. Read by: the view
-- calculated_observations, reporting.
CREATE OR REPLACE TABLE kpi_supply (
    kpi_id VARCHAR,
    authority_id VARCHAR,
    is_supplied BOOLEAN,
    supplied_from DATE,
    supplied_until DATE,
    note VARCHAR
);
