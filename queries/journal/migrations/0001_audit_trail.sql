-- Who did what, when. One row is one act; rows are never changed or deleted.
CREATE TABLE audit_trail (
    audit_id VARCHAR(32) PRIMARY KEY,
    happened_at VARCHAR(32) NOT NULL,
    role VARCHAR(40) NOT NULL,
    act VARCHAR(40) NOT NULL,
    subject VARCHAR(200) NOT NULL,
    outcome VARCHAR(400) NOT NULL
);
