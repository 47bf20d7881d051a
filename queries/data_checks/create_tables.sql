-- What the checks of records found, empty. Read by: queries/reporting, data/data_checks.

-- One row is one doubtful record: where it stands in the extracts, and in plain words what is doubtful. Where a
-- check knows only how many rows of a table are doubtful, one row stands for all of them (rows_concerned).
CREATE TABLE doubtful_rows (
    check_id VARCHAR NOT NULL,
    authority_id VARCHAR NOT NULL,
    service_area_unit VARCHAR NOT NULL,
    team_unit VARCHAR NOT NULL,
    child_id VARCHAR,
    source_table VARCHAR NOT NULL,
    source_columns VARCHAR NOT NULL,
    load_id VARCHAR,
    landed_row BIGINT,
    rows_concerned BIGINT NOT NULL,
    doubt VARCHAR NOT NULL
);

-- One row is one check in one part of the organisation: how many rows are doubtful, of how many it looked at.
CREATE TABLE data_checks (
    check_id VARCHAR NOT NULL,
    authority_id VARCHAR NOT NULL,
    org_unit_id VARCHAR NOT NULL,
    rows_doubtful BIGINT NOT NULL,
    rows_looked_at BIGINT NOT NULL
);

-- One row is one KPI that the finds of one check ('any': of at least one) threaten, in one part of the organisation
-- and the newest complete month. Lowest and highest, in the unit of the KPI, are what the figure could be if every
-- doubtful record counted as bad, or as good, for it, and swing is how far they are apart; null where that cannot be
-- worked out, with why. Touches is 'figure', or 'parts' where only the split by age, sex, ethnicity or disability is
-- in doubt. A whole authority also has the KPIs that are made from doubtful rows of which none is in that month.
CREATE TABLE data_check_kpis (
    check_id VARCHAR NOT NULL,
    kpi_id VARCHAR NOT NULL,
    authority_id VARCHAR NOT NULL,
    org_unit_id VARCHAR NOT NULL,
    period_end DATE,
    touches VARCHAR NOT NULL,
    records_doubtful BIGINT,
    records BIGINT,
    figure DOUBLE,
    lowest DOUBLE,
    highest DOUBLE,
    swing DOUBLE,
    why_no_swing VARCHAR
);
