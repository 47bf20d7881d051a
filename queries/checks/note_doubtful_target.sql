-- A target is doubtful, so nothing is rated against it.
-- Ask its owner to confirm value, direction and date, and load the confirmed target.
SELECT
    kpi_id,
    org_unit_id,
    target
FROM targets
WHERE is_doubtful AND NOT is_repeat AND known_until IS NULL;
