-- What is to be done, by which post, until when. One row is one version: the newest is how it stands.
CREATE TABLE actions (
    action_id VARCHAR(32) NOT NULL,
    version INTEGER NOT NULL,
    authority_id VARCHAR(200) NOT NULL,
    words VARCHAR(1000) NOT NULL,
    post VARCHAR(100) NOT NULL,
    due_on VARCHAR(10),
    reported_as VARCHAR(20),
    done_on VARCHAR(10),
    written_by VARCHAR(100) NOT NULL,
    written_at VARCHAR(32) NOT NULL,
    PRIMARY KEY (action_id, version)
);

-- One row is one measure that an action is meant to move.
CREATE TABLE action_kpis (
    action_id VARCHAR(32) NOT NULL,
    kpi_id VARCHAR(200) NOT NULL,
    PRIMARY KEY (action_id, kpi_id)
);

CREATE INDEX actions_of_authority ON actions (authority_id);
