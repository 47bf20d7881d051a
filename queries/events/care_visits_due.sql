-- One row is one statutory visit that a child in care had to have, by the Care Planning, Placement and
-- Case Review (England) Regulations 2010, regulation 28, in calendar days:
-- * within 7 days of the start of each placement: a move resets the clock (temporary placements and
--   those of under 24 hours do not), and so does a full care order for a child placed with parents;
-- * then within 42 days of the visit before, also after the first year of the placement, unless the
--   placement is meant to last until 18 (long-term fostering, U1 and U4): then three calendar months;
-- * with parents (P1) under an interim care order (C1): within 7 days of the visit before until the
--   first review has been held, then 28 days.
-- The rule that holds on the day the clock starts decides. Foster carers with temporary approval
-- (regulation 24) cannot be told from the data and follow the general rule.
-- Several visits on a day count once. The visit lapses with a move or when the child leaves care.
-- Team, worker and age are those of the day the visit was due.
-- Read by: visits due, visits to children placed with parents, children_in_care_at_month_end.
WITH starts AS (
    SELECT
        care_periods.event_id AS care_event_id,
        care_periods.care_started_on AS reset_on,
        1 AS is_care_start,
        care_periods.load_id,
        care_periods.landed_row,
        care_periods.landed_table
    FROM events.care_periods
    WHERE NOT care_periods.is_short_break
    UNION ALL
    SELECT
        care_placements.care_event_id,
        care_placements.placement_started_on AS reset_on,
        0 AS is_care_start,
        care_placements.load_id,
        care_placements.landed_row,
        care_placements.landed_table
    FROM events.care_placements
    WHERE care_placements.is_counted
    UNION ALL
    SELECT
        care_placements.care_event_id,
        legal_statuses.status_started_on AS reset_on,
        0 AS is_care_start,
        legal_statuses.load_id,
        legal_statuses.landed_row,
        'legal_statuses' AS landed_table
    FROM events.care_placements
    INNER JOIN staged.legal_statuses
        ON
            care_placements.authority_id = legal_statuses.authority_id
            AND care_placements.child_id = legal_statuses.child_id
            AND legal_statuses.legal_status_code = 'C2'
            AND care_placements.placement_started_on < legal_statuses.status_started_on
            AND coalesce(care_placements.placement_ended_on > legal_statuses.status_started_on, TRUE)
    WHERE care_placements.is_counted AND care_placements.placement_type_code = 'P1'
),

reset_days AS (
    SELECT starts.*
    FROM starts
    QUALIFY
        row_number() OVER (
            PARTITION BY starts.care_event_id, starts.reset_on
            ORDER BY
                starts.is_care_start DESC NULLS LAST,
                starts.landed_table ASC NULLS LAST,
                starts.load_id ASC NULLS LAST,
                starts.landed_row ASC NULLS LAST
        ) = 1
),

resets AS (
    SELECT
        reset_days.*,
        lead(reset_days.reset_on, 1, NULL) OVER (
            PARTITION BY reset_days.care_event_id
            ORDER BY reset_days.reset_on ASC NULLS LAST
        ) AS next_reset_on
    FROM reset_days
),

moments AS (
    SELECT
        resets.care_event_id,
        resets.reset_on,
        resets.next_reset_on,
        resets.reset_on AS day,
        0 AS is_visit,
        resets.load_id,
        resets.landed_row,
        resets.landed_table
    FROM resets
    UNION ALL
    SELECT
        resets.care_event_id,
        resets.reset_on,
        resets.next_reset_on,
        care_visits.visited_on AS day,
        1 AS is_visit,
        care_visits.load_id,
        care_visits.landed_row,
        care_visits.landed_table
    FROM resets
    INNER JOIN events.care_visits
        ON
            resets.care_event_id = care_visits.care_event_id
            AND resets.reset_on <= care_visits.visited_on
            AND (resets.next_reset_on IS NULL OR resets.next_reset_on > care_visits.visited_on)
    WHERE care_visits.is_statutory_visit
    QUALIFY
        row_number() OVER (
            PARTITION BY resets.care_event_id, care_visits.visited_on
            ORDER BY care_visits.load_id ASC NULLS LAST, care_visits.landed_row ASC NULLS LAST
        ) = 1
),

clocks AS (
    SELECT
        moments.*,
        lead(moments.day, 1, NULL) OVER (
            PARTITION BY moments.care_event_id, moments.reset_on
            ORDER BY moments.day ASC NULLS LAST, moments.is_visit ASC NULLS LAST
        ) AS done_on
    FROM moments
),

-- the placement in which the clock started
reset_placements AS (
    SELECT
        resets.care_event_id,
        resets.reset_on,
        care_placements.placement_type_code,
        care_placements.placement_type,
        care_placements.placement_started_on
    FROM resets
    INNER JOIN events.care_placements
        ON
            resets.care_event_id = care_placements.care_event_id
            AND care_placements.is_counted
            AND resets.reset_on >= care_placements.placement_started_on
    QUALIFY
        row_number() OVER (
            PARTITION BY resets.care_event_id, resets.reset_on
            ORDER BY
                care_placements.placement_started_on DESC NULLS LAST,
                care_placements.event_id DESC NULLS LAST
        ) = 1
),

placed AS (
    SELECT
        clocks.*,
        reset_placements.placement_type_code,
        reset_placements.placement_type,
        reset_placements.placement_started_on
    FROM clocks
    LEFT JOIN reset_placements
        ON
            clocks.care_event_id = reset_placements.care_event_id
            AND clocks.reset_on = reset_placements.reset_on
),

first_reviews AS (
    SELECT
        care_reviews.care_event_id,
        min(care_reviews.review_held_on) AS review_held_on
    FROM events.care_reviews
    GROUP BY care_reviews.care_event_id
),

with_parents AS (
    SELECT DISTINCT
        placed.care_event_id,
        placed.day
    FROM placed
    INNER JOIN events.care_periods ON placed.care_event_id = care_periods.event_id
    INNER JOIN staged.legal_statuses
        ON
            care_periods.authority_id = legal_statuses.authority_id
            AND care_periods.child_id = legal_statuses.child_id
            AND legal_statuses.legal_status_code = 'C1'
            AND placed.day >= legal_statuses.status_started_on
            AND coalesce(placed.day < legal_statuses.status_ended_on, TRUE)
    WHERE placed.placement_type_code = 'P1'
),

due AS (
    SELECT
        placed.*,
        CASE
            WHEN placed.is_visit = 0 THEN placed.day + 7
            WHEN with_parents.day IS NOT NULL AND coalesce(first_reviews.review_held_on > placed.day, TRUE)
                THEN placed.day + 7
            WHEN with_parents.day IS NOT NULL THEN placed.day + 28
            WHEN
                placed.placement_type_code IN ('U1', 'U4')
                AND placed.day >= add_months(placed.placement_started_on, 12)
                THEN cast(add_months(placed.day, 3) AS DATE)
            ELSE placed.day + 42
        END AS due_on
    FROM placed
    LEFT JOIN first_reviews ON placed.care_event_id = first_reviews.care_event_id
    LEFT JOIN with_parents
        ON placed.care_event_id = with_parents.care_event_id AND placed.day = with_parents.day
)

SELECT
    concat(due.care_event_id, ':', due.day, CASE WHEN due.is_visit = 1 THEN ':visit' ELSE '' END) AS event_id,
    care_periods.authority_id,
    care_periods.child_id,
    allocated.team_id,
    allocated.worker_id,
    care_periods.sex,
    age_band(care_periods.birth_on, due.due_on) AS age_band,
    care_periods.ethnicity_group,
    care_periods.disability,
    due.load_id,
    due.landed_row,
    due.landed_table,
    due.day AS due_from,
    due.due_on,
    due.done_on,
    CASE
        WHEN due.done_on IS NOT NULL THEN NULL
        WHEN due.next_reset_on < care_periods.in_care_until OR care_periods.in_care_until IS NULL
            THEN due.next_reset_on
        ELSE care_periods.in_care_until
    END AS lapsed_on,
    CASE WHEN due.is_visit = 1 THEN due.day END AS previous_visit_on,
    due.is_visit = 0 AND due.day = care_periods.care_started_on AS is_first_visit,
    due.placement_type_code,
    due.placement_type,
    due.care_event_id,
    care_periods.care_started_on
FROM due
INNER JOIN events.care_periods ON due.care_event_id = care_periods.event_id
LEFT JOIN events.allocations_in_force AS allocated
    ON
        care_periods.authority_id = allocated.authority_id
        AND care_periods.child_id = allocated.child_id
        AND due.due_on >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR due.due_on <= allocated.in_force_until)
