-- One row is one published annual figure that authorities are set beside; org_unit_id names the only
-- authority that it is for, null for all. Figures of a year, never a month: no chart joins them to months.
-- Read by: queries/reporting/benchmarks.
CREATE TABLE benchmarks (
    kpi_id VARCHAR NOT NULL,
    area VARCHAR NOT NULL,
    area_kind VARCHAR NOT NULL,
    org_unit_id VARCHAR,
    period_start DATE NOT NULL,
    period_end DATE NOT NULL,
    value DOUBLE NOT NULL,
    numerator DOUBLE,
    denominator DOUBLE,
    source VARCHAR NOT NULL,
    publisher VARCHAR NOT NULL,
    published_on DATE NOT NULL,
    differs VARCHAR,
    load_id VARCHAR,
    known_from TIMESTAMPTZ NOT NULL
);
