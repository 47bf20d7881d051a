-- One row is one decision to start limits afresh. Read by: journal/restarts.py.
INSERT INTO restarts (restart_id, authority_id, org_unit_id, kpi_id, month, reason, post, accepted_at)
VALUES (:restart_id, :authority_id, :org_unit_id, :kpi_id, :month, :reason, :post, :accepted_at);
