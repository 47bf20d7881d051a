-- One row is one value of a local limit and the days on which it holds: from valid_from up to, but without,
-- valid_until. Read by: reporting/teams/limits.py.
SELECT
    local_limits.setting_id,
    local_limits.valid_from,
    local_limits.valid_until,
    local_limits.value,
    local_limits.unit
FROM local_limits
WHERE
    local_limits.authority_id = $authority_id
    AND list_contains(cast($settings AS VARCHAR[]), local_limits.setting_id)
ORDER BY local_limits.setting_id, local_limits.valid_from;
