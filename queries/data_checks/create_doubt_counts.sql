-- How many records the checks doubt, by KPI and part of the organisation, empty. Read by: data/data_checks.
CREATE OR REPLACE TEMP TABLE doubt_counts (
    check_id VARCHAR,
    kpi_id VARCHAR,
    authority_id VARCHAR,
    org_unit_id VARCHAR,
    records_doubtful BIGINT,
    doubtful_in_numerator BIGINT,
    doubtful_not_counted BIGINT,
    records BIGINT,
    numerator BIGINT,
    denominator BIGINT
);
