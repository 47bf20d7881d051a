-- One row is one worker who held an open case at the end of one month, with the number of children.
-- A child counts once for a worker, whether held as allocated worker or as personal adviser or as both; a
-- young person with a social worker and an adviser is a case of each. Team: that of the allocated children.
-- Read by: workers_at_month_end.
WITH held AS (
    SELECT
        open_cases.authority_id,
        open_cases.worker_id,
        open_cases.child_id,
        open_cases.month_end,
        open_cases.team_id,
        open_cases.weight,
        open_cases.load_id
    FROM events.open_cases_at_month_end AS open_cases
    WHERE open_cases.worker_id IS NOT NULL
    UNION ALL
    SELECT
        open_cases.authority_id,
        open_cases.personal_adviser_id AS worker_id,
        open_cases.child_id,
        open_cases.month_end,
        cast(NULL AS VARCHAR) AS team_id,
        open_cases.weight,
        open_cases.load_id
    FROM events.open_cases_at_month_end AS open_cases
    WHERE open_cases.personal_adviser_id IS NOT NULL AND open_cases.personal_adviser_id <> open_cases.worker_id
)

SELECT
    concat(held.authority_id, ':', held.worker_id, ':', held.month_end) AS event_id,
    held.authority_id,
    cast(NULL AS VARCHAR) AS child_id,
    max(held.team_id) AS team_id,
    held.worker_id,
    cast(NULL AS VARCHAR) AS sex,
    cast(NULL AS VARCHAR) AS age_band,
    cast(NULL AS VARCHAR) AS ethnicity_group,
    cast(NULL AS VARCHAR) AS disability,
    max(held.load_id) AS load_id,
    -- many rows make one caseload
    cast(NULL AS BIGINT) AS landed_row,
    'involvements' AS landed_table,
    held.month_end,
    count(*) AS cases,
    sum(held.weight) AS weighted_cases
FROM held
GROUP BY
    held.authority_id,
    held.worker_id,
    held.month_end
