-- One row is one act. Read by: journal/audit_trail.py.
INSERT INTO audit_trail (audit_id, happened_at, role, act, subject, outcome)
VALUES (:audit_id, :happened_at, :role, :act, :subject, :outcome);
