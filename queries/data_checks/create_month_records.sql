-- The newest complete month of each authority, and what is counted in it, empty. Read by: data/data_checks.
CREATE OR REPLACE TEMP TABLE newest_months AS
SELECT
    month_ends.authority_id,
    cast(date_trunc('month', max(month_ends.month_end)) AS DATE) AS first_day,
    max(month_ends.month_end) AS last_day
FROM month_ends
GROUP BY month_ends.authority_id;

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

-- One row is one record that the completed figure of one KPI counts in the newest month, filled KPI by KPI.
CREATE OR REPLACE TEMP TABLE month_records (
    kpi_id VARCHAR,
    event_id VARCHAR,
    authority_id VARCHAR,
    child_id VARCHAR,
    load_id VARCHAR,
    landed_table VARCHAR,
    landed_row BIGINT,
    service_area_unit VARCHAR,
    team_unit VARCHAR,
    in_numerator BOOLEAN,
    in_denominator BOOLEAN,
    cannot_be_counted BOOLEAN
);
