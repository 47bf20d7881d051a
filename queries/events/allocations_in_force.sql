-- One row is one stretch of days of one child with the one worker who counts as allocated on them.
-- Where two allocations are open on a day, the one that started last counts; a worker who is still
-- there when the later one leaves counts again. Stretches of a child never overlap, so a date finds at
-- most one row: day >= in_force_from AND (in_force_until IS NULL OR day <= in_force_until).
-- Read by: event queries whose source row has no team.
WITH turning_points AS (
    SELECT
        allocations.authority_id,
        allocations.child_id,
        allocations.allocation_started_on AS in_force_from
    FROM events.allocations
    UNION
    SELECT
        allocations.authority_id,
        allocations.child_id,
        allocations.allocation_ended_on + 1 AS in_force_from
    FROM events.allocations
    WHERE allocations.allocation_ended_on IS NOT NULL
),

stretches AS (
    SELECT
        turning_points.authority_id,
        turning_points.child_id,
        turning_points.in_force_from,
        lead(turning_points.in_force_from, 1, NULL) OVER (
            PARTITION BY turning_points.authority_id, turning_points.child_id
            ORDER BY turning_points.in_force_from ASC NULLS LAST
        ) - 1 AS in_force_until
    FROM turning_points
)

SELECT
    concat(stretches.authority_id, ':', stretches.child_id, ':', stretches.in_force_from) AS event_id,
    stretches.authority_id,
    stretches.child_id,
    allocations.team_id,
    allocations.worker_id,
    allocations.sex,
    allocations.age_band,
    allocations.ethnicity_group,
    allocations.disability,
    allocations.load_id,
    allocations.landed_row,
    allocations.landed_table,
    stretches.in_force_from,
    stretches.in_force_until,
    allocations.event_id AS allocation_event_id
FROM stretches
INNER JOIN events.allocations
    ON
        stretches.authority_id = allocations.authority_id
        AND stretches.child_id = allocations.child_id
        AND stretches.in_force_from >= allocations.allocation_started_on
        AND (allocations.allocation_ended_on IS NULL OR stretches.in_force_from <= allocations.allocation_ended_on)
QUALIFY
    row_number() OVER (
        PARTITION BY stretches.authority_id, stretches.child_id, stretches.in_force_from
        ORDER BY allocations.allocation_started_on DESC NULLS LAST, allocations.event_id DESC NULLS LAST
    ) = 1
