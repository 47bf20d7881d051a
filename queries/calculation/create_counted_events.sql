-- One row is the counts of one KPI, basis, period, part of the organisation and part of a breakdown.
-- Filled by: data/calculation/aggregate.py.
CREATE OR REPLACE TEMP TABLE counted_events (
    kpi_id VARCHAR,
    basis VARCHAR,
    period_kind VARCHAR,
    period_end DATE,
    authority_id VARCHAR,
    level VARCHAR,
    org_unit_id VARCHAR,
    breakdown VARCHAR,
    part VARCHAR,
    numerator DOUBLE,
    denominator DOUBLE,
    not_counted DOUBLE,
    value DOUBLE,
    lower_quartile DOUBLE,
    upper_quartile DOUBLE
);
