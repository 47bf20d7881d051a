-- The tables of one build, empty. Read by: every query in queries/reporting.
CREATE TABLE build (
    build_id VARCHAR PRIMARY KEY,
    built_at TIMESTAMPTZ NOT NULL,
    as_known_at TIMESTAMPTZ,
    library_digest VARCHAR NOT NULL
);

CREATE TABLE kpis (
    kpi_id VARCHAR PRIMARY KEY,
    definition_version INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    short_name VARCHAR NOT NULL,
    service_area VARCHAR NOT NULL,
    theme VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    owner VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    decimal_places INTEGER NOT NULL,
    better_when VARCHAR NOT NULL,
    is_share BOOLEAN NOT NULL -- a percentage of things that are counted, so never above 100
);

CREATE TABLE org_units (
    org_unit_id VARCHAR PRIMARY KEY,
    parent_id VARCHAR,
    authority_id VARCHAR NOT NULL,
    level VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    long_name VARCHAR NOT NULL,
    valid_from DATE,
    valid_to DATE,
    is_synthetic BOOLEAN NOT NULL
);

CREATE TABLE sources (
    source_id VARCHAR PRIMARY KEY,
    kind VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    publisher VARCHAR,
    published_on DATE,
    load_id VARCHAR,
    note VARCHAR
);

CREATE TABLE loads (
    load_id VARCHAR PRIMARY KEY,
    kind VARCHAR NOT NULL,
    file_name VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    loaded_at TIMESTAMPTZ NOT NULL,
    rows_landed BIGINT NOT NULL,
    rows_accepted BIGINT NOT NULL,
    rows_rejected BIGINT NOT NULL,
    authority VARCHAR
);

CREATE TABLE rejected_rows (
    load_id VARCHAR NOT NULL,
    source_row BIGINT NOT NULL,
    reasons VARCHAR NOT NULL
);

-- One row is one figure as it was known from one moment: known_until is null for what is known now.
CREATE TABLE observation_versions (
    kpi_id VARCHAR NOT NULL,
    definition_version INTEGER NOT NULL,
    org_unit_id VARCHAR NOT NULL,
    breakdown VARCHAR,
    part VARCHAR,
    period_kind VARCHAR NOT NULL,
    period_start DATE,
    period_end DATE,
    basis VARCHAR NOT NULL,
    numerator DOUBLE,
    denominator DOUBLE,
    value DOUBLE,
    not_counted DOUBLE,
    state VARCHAR NOT NULL,
    awaiting VARCHAR,
    role VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    period_as_printed VARCHAR,
    period_is_assumed BOOLEAN NOT NULL,
    is_repeat BOOLEAN NOT NULL,
    is_inferred_from_words BOOLEAN NOT NULL,
    is_doubtful BOOLEAN NOT NULL,
    source_id VARCHAR NOT NULL,
    plan_reference VARCHAR,
    note VARCHAR,
    source_row BIGINT,
    known_from TIMESTAMPTZ NOT NULL,
    known_until TIMESTAMPTZ
);

-- One row is one dated step of a target, or a target that is named without a number (state says why).
CREATE TABLE targets (
    kpi_id VARCHAR NOT NULL,
    org_unit_id VARCHAR NOT NULL,
    breakdown VARCHAR,
    part VARCHAR,
    kind VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    operator VARCHAR NOT NULL,
    target DOUBLE,
    floor DOUBLE,
    band_low DOUBLE,
    band_high DOUBLE,
    in_force_from DATE NOT NULL,
    to_reach_by DATE,
    holds_until DATE,
    label_as_printed VARCHAR,
    set_by VARCHAR,
    is_repeat BOOLEAN NOT NULL,
    is_inferred_from_words BOOLEAN NOT NULL,
    is_doubtful BOOLEAN NOT NULL,
    source_id VARCHAR NOT NULL,
    plan_reference VARCHAR,
    note VARCHAR,
    known_from TIMESTAMPTZ NOT NULL,
    known_until TIMESTAMPTZ
);

-- One row is one step of a reorganisation, in ids of org_units. Read by: reporting/teams, to read history by
-- today's structure.
CREATE TABLE team_changes (
    authority_id VARCHAR NOT NULL,
    changed_on DATE NOT NULL,
    old_unit_id VARCHAR NOT NULL,
    new_unit_id VARCHAR NOT NULL
);

-- One row is one local limit or interval and the days on which it holds. Read by: reporting.
CREATE TABLE local_limits (
    authority_id VARCHAR NOT NULL,
    setting_id VARCHAR NOT NULL,
    valid_from DATE NOT NULL,
    valid_until DATE,
    value DOUBLE NOT NULL,
    unit VARCHAR NOT NULL
);

-- One row is one newly qualified worker whose assessed first year has an agreed end. Read by: reporting/teams.
CREATE TABLE first_years (
    authority_id VARCHAR NOT NULL,
    worker_id VARCHAR NOT NULL,
    first_year_ends_on DATE NOT NULL
);
