-- One row is one child with open work at the end of the newest complete month, with the doubt where no worker is
-- allocated, or a worker without a team: the child is in the figures of the council and in those of no team.
-- Read by: data/data_checks.
SELECT
    open_cases.authority_id,
    open_cases.team_id,
    open_cases.child_id,
    'involvements' AS source_table,
    CASE WHEN open_cases.has_allocated_worker THEN 'team_id' ELSE 'worker_id' END AS source_columns,
    cast(NULL AS VARCHAR) AS load_id,
    cast(NULL AS BIGINT) AS landed_row,
    1 AS rows_concerned,
    CASE
        WHEN NOT open_cases.has_allocated_worker THEN 'Open work, and nobody is allocated.'
        WHEN open_cases.team_id IS NULL THEN 'A worker is allocated, and no team.'
    END AS doubt
FROM events.open_cases_at_month_end AS open_cases
WHERE
    open_cases.month_end = (
        SELECT max(month_ends.month_end)
        FROM month_ends
        WHERE open_cases.authority_id = month_ends.authority_id
    )
