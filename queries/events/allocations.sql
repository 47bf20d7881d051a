-- One row is one stretch of time in which one worker was the allocated worker of a child.
-- Involvements of other roles (duty, reviewing officers, personal advisers) are left out: the roles
-- below are those of the Standard Safeguarding Dataset and the words that case systems use for them.
-- Rows without a start, or that end before they start, are left out, since nobody was allocated on any
-- day. A change is a new worker after another one; the same worker in a new team is no change of worker.
-- Where nobody wrote down who the worker is, it is nobody: the next worker is compared with the last known.
-- Read by: allocations_in_force, referrals (allocated in time), changes of social worker.
WITH allocated AS (
    SELECT
        involvements.authority_id,
        involvements.child_id,
        involvements.involvement_id,
        involvements.referral_id,
        involvements.worker_id,
        involvements.team_id,
        involvements.involvement_started_on AS allocation_started_on,
        involvements.involvement_ended_on AS allocation_ended_on,
        involvements.change_reason_code,
        involvements.load_id,
        involvements.landed_row,
        -- the dataset does not promise that the id is unique
        row_number() OVER (
            PARTITION BY involvements.authority_id, involvements.involvement_id
            ORDER BY
                involvements.involvement_started_on ASC NULLS LAST,
                involvements.load_id ASC NULLS LAST,
                involvements.landed_row ASC NULLS LAST
        ) AS occurrence
    FROM staged.involvements
    WHERE
        upper(trim(involvements.role_code)) IN (
            'CW',
            'SW',
            'CASE WORKER',
            'ALLOCATED CASE WORKER',
            'ALLOCATED WORKER',
            'ALLOCATED SOCIAL WORKER',
            'SOCIAL WORKER'
        )
        AND involvements.involvement_started_on IS NOT NULL
        AND coalesce(involvements.involvement_ended_on >= involvements.involvement_started_on, TRUE)
),

followed AS (
    SELECT
        allocated.*,
        last_value(allocated.worker_id IGNORE NULLS) OVER (
            PARTITION BY allocated.authority_id, allocated.child_id
            ORDER BY
                allocated.allocation_started_on ASC NULLS FIRST,
                allocated.involvement_id ASC NULLS FIRST,
                allocated.occurrence ASC NULLS FIRST
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS previous_worker_id,
        lag(allocated.team_id, 1, NULL) OVER (
            PARTITION BY allocated.authority_id, allocated.child_id
            ORDER BY
                allocated.allocation_started_on ASC NULLS FIRST,
                allocated.involvement_id ASC NULLS FIRST,
                allocated.occurrence ASC NULLS FIRST
        ) AS previous_team_id
    FROM allocated
)

SELECT
    concat(
        followed.authority_id,
        ':',
        followed.involvement_id,
        CASE WHEN followed.occurrence > 1 THEN concat(':', followed.occurrence) ELSE '' END
    ) AS event_id,
    followed.authority_id,
    followed.child_id,
    followed.team_id,
    followed.worker_id,
    children.sex,
    age_band(children.birth_on, followed.allocation_started_on) AS age_band,
    children.ethnicity_group,
    children.disability,
    followed.load_id,
    followed.landed_row,
    'involvements' AS landed_table,
    followed.allocation_started_on,
    followed.allocation_ended_on,
    followed.referral_id,
    followed.change_reason_code,
    followed.previous_worker_id,
    followed.previous_team_id,
    coalesce(followed.worker_id <> followed.previous_worker_id, FALSE) AS is_change_of_worker,
    coalesce(followed.team_id <> followed.previous_team_id, FALSE) AS is_change_of_team
FROM followed
LEFT JOIN events.children
    ON followed.authority_id = children.authority_id AND followed.child_id = children.child_id
