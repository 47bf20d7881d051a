-- One row is one child in care at the end of one month: the cohort of every measure of that day, with where
-- and under which legal status the child was. Short breaks are out; so is a child from the 18th birthday,
-- whatever was left open, and a child who left on the last day of the month.
-- The placement and the legal status are those that started last of those in force on the day.
-- The number of placements counts homes (care_placements) in which the child lived on any day of the 12
-- months up to the month's end, in any period of care: a home in which the child already lived at the start
-- counts 1. Annex A names the latest placement only and gives their number in 12 months: the first number after
-- the month's end counts, unless more are known by name, and without one it is not known.
-- Team, worker and age are those of the month's end.
-- Read by: children_in_care_at_month_end, care_health_at_month_end.
WITH cohort AS (
    SELECT
        care_periods.*,
        month_ends.month_end,
        cast(add_months(month_ends.month_end, -12) AS DATE) AS year_before_on
    FROM events.care_periods
    INNER JOIN month_ends
        ON
            care_periods.authority_id = month_ends.authority_id
            AND care_periods.care_started_on <= month_ends.month_end
            AND (care_periods.in_care_until IS NULL OR care_periods.in_care_until > month_ends.month_end)
    WHERE NOT care_periods.is_short_break
),

placed AS (
    SELECT
        cohort.event_id AS care_event_id,
        cohort.month_end,
        care_placements.placement_type_code,
        care_placements.placement_type,
        care_placements.provider_code,
        care_placements.placement_started_on,
        care_placements.distance_miles,
        care_placements.is_outside_area,
        care_placements.settled_from_on
    FROM cohort
    INNER JOIN events.care_placements
        ON
            cohort.event_id = care_placements.care_event_id
            AND cohort.month_end >= care_placements.placement_started_on
            AND coalesce(cohort.month_end < care_placements.placement_ended_on, TRUE)
    QUALIFY
        row_number() OVER (
            PARTITION BY cohort.event_id, cohort.month_end
            ORDER BY
                care_placements.placement_started_on DESC NULLS LAST,
                care_placements.event_id DESC NULLS LAST
        ) = 1
),

homes AS (
    SELECT
        care_placements.authority_id,
        care_placements.child_id,
        care_placements.home_number,
        min(care_placements.placement_started_on) AS home_started_on,
        max(coalesce(care_placements.placement_ended_on, DATE '9999-12-31')) AS home_ended_on
    FROM events.care_placements
    WHERE care_placements.is_counted
    GROUP BY
        care_placements.authority_id,
        care_placements.child_id,
        care_placements.home_number
),

moves AS (
    SELECT
        cohort.event_id AS care_event_id,
        cohort.month_end,
        count(*) AS homes_in_12_months
    FROM cohort
    INNER JOIN homes
        ON
            cohort.authority_id = homes.authority_id
            AND cohort.child_id = homes.child_id
            AND cohort.month_end >= homes.home_started_on
            AND cohort.year_before_on < homes.home_ended_on
    GROUP BY
        cohort.event_id,
        cohort.month_end
),

supplied AS (
    SELECT
        annex_a_counts.authority_id,
        annex_a_counts.child_id,
        last_month_end(annex_a_counts.known_on) AS month_end,
        min_by(annex_a_counts.placements_last_12_months, annex_a_counts.known_on) AS placements_last_12_months
    FROM staged.annex_a_counts
    WHERE annex_a_counts.list_number = 8
    GROUP BY
        annex_a_counts.authority_id,
        annex_a_counts.child_id,
        last_month_end(annex_a_counts.known_on)
),

known_by_number AS (
    SELECT DISTINCT supplied.authority_id
    FROM supplied
),

legal AS (
    SELECT
        cohort.event_id AS care_event_id,
        cohort.month_end,
        legal_statuses.legal_status_code,
        legal_statuses.status_started_on
    FROM cohort
    INNER JOIN staged.legal_statuses
        ON
            cohort.authority_id = legal_statuses.authority_id
            AND cohort.child_id = legal_statuses.child_id
            AND cohort.month_end >= legal_statuses.status_started_on
            AND coalesce(cohort.month_end < legal_statuses.status_ended_on, TRUE)
    QUALIFY
        row_number() OVER (
            PARTITION BY cohort.event_id, cohort.month_end
            ORDER BY
                legal_statuses.status_started_on DESC NULLS LAST,
                legal_statuses.legal_status_id DESC NULLS LAST
        ) = 1
)

SELECT
    concat(cohort.event_id, ':', cohort.month_end) AS event_id,
    cohort.authority_id,
    cohort.child_id,
    allocated.team_id,
    allocated.worker_id,
    cohort.sex,
    age_band(cohort.birth_on, cohort.month_end) AS age_band,
    cohort.ethnicity_group,
    cohort.disability,
    cohort.load_id,
    cohort.landed_row,
    cohort.landed_table,
    cohort.month_end,
    cohort.event_id AS care_event_id,
    cohort.birth_on,
    age_on(cohort.birth_on, cohort.month_end) AS age_in_years,
    cohort.care_started_on,
    cohort.month_end - cohort.care_started_on AS days_in_care,
    cohort.is_uasc,
    cohort.last_iro_contact_on,
    placed.placement_type_code,
    placed.placement_type,
    placed.provider_code,
    placed.placement_started_on,
    placed.settled_from_on,
    placed.distance_miles,
    placed.is_outside_area,
    CASE
        WHEN known_by_number.authority_id IS NULL OR supplied.placements_last_12_months IS NOT NULL
            THEN greatest(coalesce(moves.homes_in_12_months, 0), coalesce(supplied.placements_last_12_months, 0))
    END AS placements_in_12_months,
    legal.legal_status_code,
    legal.status_started_on AS legal_status_started_on
FROM cohort
LEFT JOIN placed ON cohort.event_id = placed.care_event_id AND cohort.month_end = placed.month_end
LEFT JOIN moves ON cohort.event_id = moves.care_event_id AND cohort.month_end = moves.month_end
LEFT JOIN supplied
    ON
        cohort.authority_id = supplied.authority_id
        AND cohort.child_id = supplied.child_id
        AND cohort.month_end = supplied.month_end
LEFT JOIN known_by_number ON cohort.authority_id = known_by_number.authority_id
LEFT JOIN legal ON cohort.event_id = legal.care_event_id AND cohort.month_end = legal.month_end
LEFT JOIN events.allocations_in_force AS allocated
    ON
        cohort.authority_id = allocated.authority_id
        AND cohort.child_id = allocated.child_id
        AND cohort.month_end >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR cohort.month_end <= allocated.in_force_until)
