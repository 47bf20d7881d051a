-- Limits start afresh once in a month. Where two decisions for the same month were taken at the same moment,
-- the later one is withdrawn.
UPDATE restarts
SET
    withdrawn_by = post,
    withdrawn_at = accepted_at,
    withdrawn_because = 'Decided twice at the same moment. The earlier decision holds.'
WHERE
    withdrawn_at IS NULL
    AND EXISTS (
        SELECT 1
        FROM restarts AS earlier
        WHERE
            earlier.org_unit_id = restarts.org_unit_id
            AND earlier.kpi_id = restarts.kpi_id
            AND earlier.month = restarts.month
            AND earlier.withdrawn_at IS NULL
            AND (
                earlier.accepted_at < restarts.accepted_at
                OR (earlier.accepted_at = restarts.accepted_at AND earlier.restart_id < restarts.restart_id)
            )
    );

CREATE UNIQUE INDEX one_restart_a_month ON restarts (org_unit_id, kpi_id, month)
WHERE withdrawn_at IS NULL;
