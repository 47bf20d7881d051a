-- One row is one visit that a child on a child in need plan was owed: from the start of the plan or the
-- visit before, until the local interval is up (cin_visit_interval, visit_day_is_day_1). Only a visit at
-- which the child was seen counts. The next interval runs from the visit, not from the day it was due, so
-- a late visit is late once, in the month it was due. A visit on the first day starts the chain.
-- Children on a child protection plan or in care are owed other visits: the chain stops when that begins
-- or the plan ends (lapsed_on), and starts again if the child comes back. What fell due before the chain
-- stopped stays due. Children on short breaks are
-- marked. The team is the one that had the child when the visit was made, due or the chain stopped,
-- whichever came first.
-- Read by: child in need visits due, cin_plans_at_month_end.
WITH links AS (
    SELECT
        case_statuses.authority_id,
        case_statuses.child_id,
        case_statuses.status_started_on AS plan_from_on,
        case_statuses.status_ended_on AS plan_until_on,
        case_statuses.status_started_on AS due_from,
        case_statuses.load_id,
        case_statuses.landed_row,
        case_statuses.landed_table
    FROM events.case_statuses
    WHERE case_statuses.case_status = 'Child in need plan'
    UNION ALL
    SELECT
        case_statuses.authority_id,
        case_statuses.child_id,
        case_statuses.status_started_on AS plan_from_on,
        case_statuses.status_ended_on AS plan_until_on,
        cin_visits.visited_on AS due_from,
        cin_visits.load_id,
        cin_visits.landed_row,
        cin_visits.landed_table
    FROM events.case_statuses
    INNER JOIN events.cin_visits
        ON
            case_statuses.authority_id = cin_visits.authority_id
            AND case_statuses.child_id = cin_visits.child_id
            AND case_statuses.status_started_on < cin_visits.visited_on
            AND (case_statuses.status_ended_on IS NULL OR case_statuses.status_ended_on >= cin_visits.visited_on)
    WHERE case_statuses.case_status = 'Child in need plan' AND cin_visits.counts_as_visit
),

chained AS (
    SELECT
        links.*,
        lead(links.due_from, 1, NULL) OVER (
            PARTITION BY links.authority_id, links.child_id, links.plan_from_on
            ORDER BY links.due_from ASC NULLS LAST
        ) AS done_on
    FROM links
),

owed AS (
    SELECT
        chained.*,
        chained.due_from = chained.plan_from_on AS is_first,
        due_after(
            chained.due_from,
            visit_interval.value,
            visit_interval.unit,
            cast(coalesce(day_1.value, 0) AS INTEGER)
        ) AS due_on
    FROM chained
    LEFT JOIN staged.settings AS visit_interval
        ON
            chained.authority_id = visit_interval.authority_id
            AND visit_interval.setting_id = 'cin_visit_interval'
            AND chained.due_from >= visit_interval.valid_from
            AND (visit_interval.valid_until IS NULL OR chained.due_from < visit_interval.valid_until)
    LEFT JOIN staged.settings AS day_1
        ON
            chained.authority_id = day_1.authority_id
            AND day_1.setting_id = 'visit_day_is_day_1'
            AND chained.due_from >= day_1.valid_from
            AND (day_1.valid_until IS NULL OR chained.due_from < day_1.valid_until)
    -- a visit on the very day the plan ends closes the chain and opens nothing
    WHERE chained.plan_until_on IS NULL OR chained.due_from < chained.plan_until_on
),

placed AS (
    -- the day on which the visit is looked for in a team
    SELECT
        owed.*,
        concat(owed.authority_id, ':', owed.child_id, ':', owed.due_from) AS event_id,
        least(owed.due_on, coalesce(owed.done_on, owed.plan_until_on - 1, owed.due_on)) AS team_on
    FROM owed
),

short_breaks AS (
    SELECT DISTINCT placed.event_id
    FROM placed
    INNER JOIN events.care_periods
        ON
            placed.authority_id = care_periods.authority_id
            AND placed.child_id = care_periods.child_id
            AND placed.due_on >= care_periods.care_started_on
            AND (care_periods.in_care_until IS NULL OR placed.due_from < care_periods.in_care_until)
    WHERE care_periods.is_short_break
)

SELECT
    placed.event_id,
    placed.authority_id,
    placed.child_id,
    allocated.team_id,
    allocated.worker_id,
    children.sex,
    age_band(children.birth_on, placed.due_on) AS age_band,
    children.ethnicity_group,
    children.disability,
    placed.load_id,
    placed.landed_row,
    placed.landed_table,
    placed.due_from,
    placed.due_on,
    placed.done_on,
    CASE WHEN placed.done_on IS NULL THEN placed.plan_until_on END AS lapsed_on,
    placed.is_first,
    placed.plan_from_on,
    short_breaks.event_id IS NOT NULL AS has_short_breaks
FROM placed
LEFT JOIN short_breaks ON placed.event_id = short_breaks.event_id
LEFT JOIN events.children ON placed.authority_id = children.authority_id AND placed.child_id = children.child_id
LEFT JOIN events.allocations_in_force AS allocated
    ON
        placed.authority_id = allocated.authority_id
        AND placed.child_id = allocated.child_id
        AND placed.team_on >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR placed.team_on <= allocated.in_force_until)
