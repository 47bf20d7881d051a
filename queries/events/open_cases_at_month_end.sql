-- One row is one child with open work at the end of one month: in care, on a plan, in assessment, another
-- open episode, or a care leaver. A child in two of these counts once, under the higher.
-- A child's worker is the allocated worker; a care leaver without one has the personal adviser. Nobody
-- allocated leaves worker and team blank. allocated_on is the day from which that worker has had the child
-- without a break, whatever the team.
-- Weight: points of the weighting tool; 1 for a child it has not weighed, blank for a council without it.
-- Read by: caseloads_at_month_end, case_supervision_at_month_end, children without a worker.
WITH in_status AS (
    SELECT
        case_statuses.authority_id,
        case_statuses.child_id,
        month_ends.month_end,
        case_statuses.case_status,
        case_statuses.load_id,
        case_statuses.landed_row,
        case_statuses.landed_table
    FROM events.case_statuses
    INNER JOIN month_ends
        ON
            case_statuses.authority_id = month_ends.authority_id
            AND case_statuses.status_started_on <= month_ends.month_end
            AND (case_statuses.status_ended_on IS NULL OR case_statuses.status_ended_on > month_ends.month_end)
    -- most stretches end before the month does: said here so that they are never joined to months
    WHERE
        case_statuses.status_ended_on IS NULL
        OR last_day(case_statuses.status_started_on) < case_statuses.status_ended_on
),

leavers AS (
    SELECT
        care_leavers_at_month_end.*,
        NOT care_leavers_at_month_end.is_in_care
        AND coalesce(care_leavers_at_month_end.in_touch_code <> 'DIED', TRUE) AS is_open
    FROM events.care_leavers_at_month_end
),

cases AS (
    SELECT
        coalesce(in_status.authority_id, leavers.authority_id) AS authority_id,
        coalesce(in_status.child_id, leavers.child_id) AS child_id,
        coalesce(in_status.month_end, leavers.month_end) AS month_end,
        CASE
            WHEN leavers.is_open AND coalesce(in_status.case_status = 'Other open episode', TRUE) THEN 'Care leaver'
            ELSE in_status.case_status
        END AS case_status,
        leavers.personal_adviser_id,
        leavers.team_id AS adviser_team_id,
        coalesce(in_status.load_id, leavers.load_id) AS load_id,
        coalesce(in_status.landed_row, leavers.landed_row) AS landed_row,
        coalesce(in_status.landed_table, leavers.landed_table) AS landed_table
    FROM in_status
    FULL OUTER JOIN leavers
        ON
            in_status.authority_id = leavers.authority_id
            AND in_status.child_id = leavers.child_id
            AND in_status.month_end = leavers.month_end
    WHERE in_status.child_id IS NOT NULL OR leavers.is_open
),

advised AS (
    SELECT
        adviser_allocations.authority_id,
        adviser_allocations.child_id,
        adviser_allocations.worker_id,
        min(adviser_allocations.allocation_started_on) AS allocated_on
    FROM events.adviser_allocations
    GROUP BY
        adviser_allocations.authority_id,
        adviser_allocations.child_id,
        adviser_allocations.worker_id
),

weighing_councils AS (
    SELECT DISTINCT caseload_weights.authority_id
    FROM staged.caseload_weights
),

weighed AS (
    SELECT
        cases.authority_id,
        cases.child_id,
        cases.month_end,
        max(caseload_weights.weight) AS weight
    FROM cases
    INNER JOIN staged.caseload_weights
        ON
            cases.authority_id = caseload_weights.authority_id
            AND cases.child_id = caseload_weights.child_id
            AND cases.month_end >= caseload_weights.valid_from
            AND (caseload_weights.valid_to IS NULL OR cases.month_end <= caseload_weights.valid_to)
    GROUP BY
        cases.authority_id,
        cases.child_id,
        cases.month_end
)

SELECT
    concat(cases.authority_id, ':', cases.child_id, ':', cases.month_end) AS event_id,
    cases.authority_id,
    cases.child_id,
    CASE WHEN stretches.worker_id IS NOT NULL THEN allocated.team_id ELSE cases.adviser_team_id END AS team_id,
    coalesce(stretches.worker_id, cases.personal_adviser_id) AS worker_id,
    children.sex,
    age_band(children.birth_on, cases.month_end) AS age_band,
    children.ethnicity_group,
    children.disability,
    cases.load_id,
    cases.landed_row,
    cases.landed_table,
    cases.month_end,
    cases.case_status,
    cases.personal_adviser_id,
    coalesce(stretches.worker_id, cases.personal_adviser_id) IS NOT NULL AS has_allocated_worker,
    CASE
        WHEN stretches.worker_id IS NOT NULL THEN stretches.allocated_on
        -- an adviser named on the list alone has been there for an unknown time
        WHEN cases.personal_adviser_id IS NOT NULL THEN coalesce(advised.allocated_on, DATE '1900-01-01')
    END AS allocated_on,
    CASE WHEN weighing_councils.authority_id IS NOT NULL THEN coalesce(weighed.weight, 1) END AS weight
FROM cases
LEFT JOIN events.children ON cases.authority_id = children.authority_id AND cases.child_id = children.child_id
LEFT JOIN events.worker_stretches AS stretches
    ON
        cases.authority_id = stretches.authority_id
        AND cases.child_id = stretches.child_id
        AND cases.month_end >= stretches.allocated_on
        AND (stretches.released_on IS NULL OR cases.month_end < stretches.released_on)
LEFT JOIN events.allocations_in_force AS allocated
    ON
        cases.authority_id = allocated.authority_id
        AND cases.child_id = allocated.child_id
        AND cases.month_end >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR cases.month_end <= allocated.in_force_until)
LEFT JOIN advised
    ON
        cases.authority_id = advised.authority_id
        AND cases.child_id = advised.child_id
        AND cases.personal_adviser_id = advised.worker_id
LEFT JOIN weighing_councils ON cases.authority_id = weighing_councils.authority_id
LEFT JOIN weighed
    ON
        cases.authority_id = weighed.authority_id
        AND cases.child_id = weighed.child_id
        AND cases.month_end = weighed.month_end
