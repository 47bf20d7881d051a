-- One row is one child with open work at the end of one month, with the allocated workers of the 12 months
-- up to it. Workers are counted once however often they come back; a change is every time another worker
-- takes over, so a worker who comes back is a change. Whoever was allocated on a day of the 12 months
-- counts; a change counts on the day the new worker starts. A stretch without a named worker is nobody's.
-- Children are open in the sense of case_statuses: care, plan, assessment or other open episode.
-- Team, worker and age are those of the month's end.
-- Read by: changes of social worker, children_in_care_at_month_end.
WITH open_children AS (
    SELECT
        case_statuses.authority_id,
        case_statuses.child_id,
        case_statuses.case_status,
        month_ends.month_end,
        cast(add_months(month_ends.month_end, -12) AS DATE) AS year_before_on
    FROM events.case_statuses
    INNER JOIN month_ends
        ON
            case_statuses.authority_id = month_ends.authority_id
            AND case_statuses.status_started_on <= month_ends.month_end
            AND (case_statuses.status_ended_on IS NULL OR case_statuses.status_ended_on > month_ends.month_end)
),

-- each stretch, and when the same worker came to the child again: who came back counts there, not here
stretches AS (
    SELECT
        allocations.authority_id,
        allocations.child_id,
        allocations.allocation_started_on,
        coalesce(allocations.allocation_ended_on, DATE '9999-12-31') AS allocation_ended_on,
        allocations.is_change_of_worker,
        coalesce(
            lead(allocations.allocation_started_on, 1, NULL) OVER (
                PARTITION BY allocations.authority_id, allocations.child_id, allocations.worker_id
                ORDER BY allocations.allocation_started_on ASC NULLS LAST, allocations.event_id ASC NULLS LAST
            ),
            DATE '9999-12-31'
        ) AS same_worker_back_on
    FROM events.allocations
    WHERE allocations.worker_id IS NOT NULL
),

counted AS (
    SELECT
        open_children.authority_id,
        open_children.child_id,
        open_children.month_end,
        open_children.case_status,
        sum(CASE WHEN stretches.same_worker_back_on > open_children.month_end THEN 1 ELSE 0 END) AS workers,
        sum(
            CASE
                WHEN
                    stretches.is_change_of_worker
                    AND stretches.allocation_started_on > open_children.year_before_on
                    THEN 1
                ELSE 0
            END
        ) AS changes
    FROM open_children
    LEFT JOIN stretches
        ON
            open_children.authority_id = stretches.authority_id
            AND open_children.child_id = stretches.child_id
            AND open_children.month_end >= stretches.allocation_started_on
            AND open_children.year_before_on < stretches.allocation_ended_on
    GROUP BY
        open_children.authority_id,
        open_children.child_id,
        open_children.month_end,
        open_children.case_status
)

SELECT
    concat(counted.authority_id, ':', counted.child_id, ':', counted.month_end) AS event_id,
    counted.authority_id,
    counted.child_id,
    allocated.team_id,
    allocated.worker_id,
    children.sex,
    age_band(children.birth_on, counted.month_end) AS age_band,
    children.ethnicity_group,
    children.disability,
    children.load_id,
    children.landed_row,
    children.landed_table,
    counted.month_end,
    counted.case_status,
    counted.workers AS social_workers_in_12_months,
    counted.changes AS social_worker_changes_in_12_months
FROM counted
LEFT JOIN events.children
    ON counted.authority_id = children.authority_id AND counted.child_id = children.child_id
LEFT JOIN events.allocations_in_force AS allocated
    ON
        counted.authority_id = allocated.authority_id
        AND counted.child_id = allocated.child_id
        AND counted.month_end >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR counted.month_end <= allocated.in_force_until)
