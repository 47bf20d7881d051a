-- One row is one employed social worker at the end of one month: in post on the day, or gone within the 12
-- months up to it. Agency workers are out. left_on is the last day with the council, so a move to another
-- team is no leaving. Someone whose last day is the month's end is both in post and gone. A month without
-- 12 months of records before it is marked. Team: that of the day, or the last one; none if that has ended since.
-- Read by: turnover of social workers.
WITH leavers AS (
    SELECT
        workers.authority_id,
        workers.worker_id,
        workers.team_id,
        workers.fte AS full_time_equivalent,
        workers.left_on,
        lower(workers.leaving_reason) AS leaving_reason,
        workers.load_id,
        workers.landed_row
    FROM staged.workers
    WHERE
        workers.left_on IS NOT NULL
        AND lower(workers.contract) = 'permanent'
        AND lower(workers.role) IN ('asye', 'social_worker', 'advanced_practitioner')
    QUALIFY
        row_number() OVER (
            PARTITION BY workers.authority_id, workers.worker_id, workers.left_on
            ORDER BY workers.in_team_from DESC NULLS LAST, workers.landed_row DESC NULLS LAST
        ) = 1
),

gone AS (
    SELECT
        leavers.*,
        month_ends.month_end
    FROM leavers
    INNER JOIN month_ends
        ON
            leavers.authority_id = month_ends.authority_id
            AND leavers.left_on <= month_ends.month_end
            AND leavers.left_on > add_months(month_ends.month_end, -12)
),

in_post AS (
    SELECT workers_at_month_end.*
    FROM events.workers_at_month_end
    WHERE
        workers_at_month_end.is_in_post
        AND workers_at_month_end.is_social_worker
        AND NOT workers_at_month_end.is_agency
)

SELECT
    concat(
        coalesce(gone.authority_id, in_post.authority_id),
        ':',
        coalesce(gone.worker_id, in_post.worker_id),
        ':',
        coalesce(gone.month_end, in_post.month_end),
        coalesce(concat(':left_', gone.left_on), '')
    ) AS event_id,
    coalesce(gone.authority_id, in_post.authority_id) AS authority_id,
    cast(NULL AS VARCHAR) AS child_id,
    coalesce(in_post.team_id, CASE WHEN ended_team.org_unit_id IS NULL THEN gone.team_id END) AS team_id,
    coalesce(gone.worker_id, in_post.worker_id) AS worker_id,
    cast(NULL AS VARCHAR) AS sex,
    cast(NULL AS VARCHAR) AS age_band,
    cast(NULL AS VARCHAR) AS ethnicity_group,
    cast(NULL AS VARCHAR) AS disability,
    coalesce(in_post.load_id, gone.load_id) AS load_id,
    coalesce(in_post.landed_row, gone.landed_row) AS landed_row,
    'workers' AS landed_table,
    coalesce(gone.month_end, in_post.month_end) AS month_end,
    gone.left_on,
    gone.leaving_reason,
    gone.worker_id IS NOT NULL AS is_leaver,
    in_post.worker_id IS NOT NULL AS is_in_post,
    CASE WHEN gone.worker_id IS NOT NULL THEN gone.full_time_equivalent ELSE 0 END AS left_full_time_equivalent,
    coalesce(in_post.full_time_equivalent, 0) AS in_post_full_time_equivalent,
    coalesce(add_months(coalesce(gone.month_end, in_post.month_end), -12) >= coverage.covered_from - 1, FALSE)
        AS is_year_covered
FROM gone
FULL OUTER JOIN in_post
    ON
        gone.authority_id = in_post.authority_id
        AND gone.worker_id = in_post.worker_id
        AND gone.month_end = in_post.month_end
        -- somebody who left and came back is in post in a row of their own
        AND gone.left_on = in_post.month_end
LEFT JOIN staged.org_units AS ended_team
    ON
        concat(gone.authority_id, ':', gone.team_id) = ended_team.org_unit_id
        AND date_trunc('month', gone.month_end) > ended_team.valid_to
LEFT JOIN staged.coverage ON coalesce(gone.authority_id, in_post.authority_id) = coverage.authority_id
