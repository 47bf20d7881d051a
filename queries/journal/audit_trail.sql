-- One row is one act, newest first. Read by: journal/audit_trail.py.
SELECT
    happened_at,
    role,
    act,
    subject,
    outcome
FROM audit_trail
ORDER BY happened_at DESC, audit_id ASC
LIMIT :most;
