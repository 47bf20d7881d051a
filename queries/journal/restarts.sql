-- One row is one decision to start limits afresh, withdrawn or not, newest decision last.
-- Read by: journal/restarts.py.
SELECT
    restarts.restart_id,
    restarts.authority_id,
    restarts.org_unit_id,
    restarts.kpi_id,
    restarts.month,
    restarts.reason,
    restarts.post,
    restarts.accepted_at,
    restarts.withdrawn_by,
    restarts.withdrawn_at,
    restarts.withdrawn_because
FROM restarts
WHERE
    restarts.authority_id = :authority_id
    AND (cast(:org_unit_id AS VARCHAR(200)) IS NULL OR restarts.org_unit_id = cast(:org_unit_id AS VARCHAR(200)))
ORDER BY restarts.accepted_at, restarts.restart_id;
