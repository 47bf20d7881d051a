-- The table of calculated figures of a store that holds no records: there, and empty.
-- Read by: data/build.py.
CREATE TABLE calculated_observations (
    kpi_id VARCHAR,
    definition_version INTEGER,
    org_unit_id VARCHAR,
    breakdown VARCHAR,
    part VARCHAR,
    period_kind VARCHAR,
    period_start DATE,
    period_end DATE,
    basis VARCHAR,
    numerator DOUBLE,
    denominator DOUBLE,
    value DOUBLE,
    not_counted DOUBLE,
    lower_quartile DOUBLE,
    upper_quartile DOUBLE,
    state VARCHAR,
    note VARCHAR,
    source_id VARCHAR
);
