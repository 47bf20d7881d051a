-- Marks the authorities that do not exist, and every part of them.
UPDATE org_units
SET is_synthetic = TRUE
FROM (
    SELECT org_unit_id
    FROM org_units
    WHERE level = 'authority' AND list_contains(cast($names AS VARCHAR[]), name)
) AS invented
WHERE org_units.authority_id = invented.org_unit_id;
