-- One row is one day on which one local limit of one authority became another number than before.
-- Read by: data/series_breaks.py.
WITH steps AS (
    SELECT
        local_limits.authority_id,
        local_limits.setting_id,
        local_limits.valid_from,
        local_limits.unit,
        local_limits.value,
        lag(local_limits.value, 1, NULL) OVER (
            PARTITION BY local_limits.authority_id, local_limits.setting_id
            ORDER BY local_limits.valid_from ASC NULLS LAST
        ) AS value_before
    FROM local_limits
)

SELECT
    steps.authority_id,
    steps.setting_id,
    steps.valid_from AS changed_on,
    steps.unit,
    steps.value_before,
    steps.value
FROM steps
WHERE steps.value <> steps.value_before
ORDER BY
    steps.authority_id ASC NULLS LAST,
    steps.setting_id ASC NULLS LAST,
    steps.valid_from ASC NULLS LAST;
