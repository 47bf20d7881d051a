-- A target has no date by which it is to be reached.
-- Ask its owner for a date and load the target again with to_reach_by.
SELECT
    kpi_id,
    org_unit_id,
    target
FROM targets
WHERE state = 'set' AND to_reach_by IS NULL AND NOT is_repeat AND known_until IS NULL;
