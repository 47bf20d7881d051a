-- What people wrote about a measure in a month. One row is one version: a later one does not change it.
CREATE TABLE commentary (
    org_unit_id VARCHAR(200) NOT NULL,
    kpi_id VARCHAR(200) NOT NULL,
    month VARCHAR(7) NOT NULL,
    version INTEGER NOT NULL,
    authority_id VARCHAR(200) NOT NULL,
    what_changed VARCHAR(4000) NOT NULL,
    why VARCHAR(4000) NOT NULL,
    what_we_do VARCHAR(4000) NOT NULL,
    post VARCHAR(100) NOT NULL,
    written_at VARCHAR(32) NOT NULL,
    PRIMARY KEY (org_unit_id, kpi_id, month, version)
);

CREATE INDEX commentary_of_authority ON commentary (authority_id, month);
