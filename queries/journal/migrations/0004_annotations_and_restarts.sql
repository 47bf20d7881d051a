-- One row is one day that a chart should name: what happened. Without a measure it is about all of them.
CREATE TABLE annotations (
    annotation_id VARCHAR(32) PRIMARY KEY,
    authority_id VARCHAR(200) NOT NULL,
    kpi_id VARCHAR(200),
    happened_on VARCHAR(10) NOT NULL,
    kind VARCHAR(40) NOT NULL,
    words VARCHAR(400) NOT NULL,
    post VARCHAR(100) NOT NULL,
    written_at VARCHAR(32) NOT NULL,
    withdrawn_by VARCHAR(100),
    withdrawn_at VARCHAR(32)
);

CREATE INDEX annotations_of_authority ON annotations (authority_id);

-- One row is one decision that limits start afresh in a month. A withdrawn one stays, and is not applied.
CREATE TABLE restarts (
    restart_id VARCHAR(32) PRIMARY KEY,
    authority_id VARCHAR(200) NOT NULL,
    org_unit_id VARCHAR(200) NOT NULL,
    kpi_id VARCHAR(200) NOT NULL,
    month VARCHAR(7) NOT NULL,
    reason VARCHAR(1000) NOT NULL,
    post VARCHAR(100) NOT NULL,
    accepted_at VARCHAR(32) NOT NULL,
    withdrawn_by VARCHAR(100),
    withdrawn_at VARCHAR(32),
    withdrawn_because VARCHAR(1000)
);

CREATE INDEX restarts_of_unit ON restarts (org_unit_id, kpi_id);
