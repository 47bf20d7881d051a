-- One row is one stretch of time in which a child had one and the same allocated worker without a break.
-- Another team of the same worker does not end it; a day without anybody, or another worker, does.
-- Stretches of a child never overlap. Team: that of the first day.
-- Read by: open_cases_at_month_end, case_supervision_due (a new worker starts the clock).
WITH followed AS (
    SELECT
        allocations_in_force.*,
        CASE
            WHEN
                allocations_in_force.worker_id = lag(allocations_in_force.worker_id, 1, NULL) OVER by_day
                AND allocations_in_force.in_force_from
                = lag(allocations_in_force.in_force_until, 1, NULL) OVER by_day + 1
                THEN 0
            ELSE 1
        END AS is_new
    FROM events.allocations_in_force
    WINDOW
        by_day AS (
            PARTITION BY allocations_in_force.authority_id, allocations_in_force.child_id
            ORDER BY allocations_in_force.in_force_from ASC NULLS LAST
        )
),

numbered AS (
    SELECT
        followed.*,
        sum(followed.is_new) OVER (
            PARTITION BY followed.authority_id, followed.child_id
            ORDER BY followed.in_force_from ASC NULLS LAST
            ROWS UNBOUNDED PRECEDING
        ) AS stretch_number
    FROM followed
),

lengths AS (
    SELECT
        numbered.authority_id,
        numbered.child_id,
        numbered.stretch_number,
        min(numbered.in_force_from) AS allocated_on,
        CASE WHEN count(*) = count(numbered.in_force_until) THEN max(numbered.in_force_until) + 1 END AS released_on
    FROM numbered
    GROUP BY
        numbered.authority_id,
        numbered.child_id,
        numbered.stretch_number
)

SELECT
    concat(lengths.authority_id, ':', lengths.child_id, ':', lengths.allocated_on) AS event_id,
    lengths.authority_id,
    lengths.child_id,
    numbered.team_id,
    numbered.worker_id,
    numbered.sex,
    numbered.age_band,
    numbered.ethnicity_group,
    numbered.disability,
    numbered.load_id,
    numbered.landed_row,
    numbered.landed_table,
    lengths.allocated_on,
    lengths.released_on
FROM lengths
INNER JOIN numbered
    ON
        lengths.authority_id = numbered.authority_id
        AND lengths.child_id = numbered.child_id
        AND lengths.allocated_on = numbered.in_force_from
