-- One row is one visit to a child in care; visits in short breaks, and outside care, are left out.
-- It counts as a statutory visit if the child was seen. Being seen alone is asked of children from the
-- council's minimum age (setting seen_alone_minimum_age).
-- Read by: seen alone, visited in six weeks, care_visits_due.
WITH in_care AS (
    SELECT
        care_visits.authority_id,
        care_visits.child_id,
        care_visits.visit_id,
        care_visits.visited_on,
        care_visits.is_child_seen,
        care_visits.is_child_seen_alone,
        care_visits.load_id,
        care_visits.landed_row,
        care_periods.event_id AS care_event_id,
        care_periods.birth_on,
        care_periods.sex,
        care_periods.ethnicity_group,
        care_periods.disability
    FROM staged.care_visits
    INNER JOIN events.care_periods
        ON
            care_visits.authority_id = care_periods.authority_id
            AND care_visits.child_id = care_periods.child_id
            AND care_visits.visited_on >= care_periods.care_started_on
            AND (care_periods.in_care_until IS NULL OR care_visits.visited_on <= care_periods.in_care_until)
            AND NOT care_periods.is_short_break
)

SELECT
    concat(in_care.authority_id, ':', in_care.visit_id) AS event_id,
    in_care.authority_id,
    in_care.child_id,
    allocated.team_id,
    allocated.worker_id,
    in_care.sex,
    age_band(in_care.birth_on, in_care.visited_on) AS age_band,
    in_care.ethnicity_group,
    in_care.disability,
    in_care.load_id,
    in_care.landed_row,
    'care_visits' AS landed_table,
    in_care.visited_on,
    in_care.care_event_id,
    age_on(in_care.birth_on, in_care.visited_on) AS age_in_years,
    in_care.is_child_seen,
    in_care.is_child_seen_alone,
    coalesce(in_care.is_child_seen, FALSE) OR coalesce(in_care.is_child_seen_alone, FALSE) AS is_statutory_visit,
    coalesce(age_on(in_care.birth_on, in_care.visited_on) >= settings.value, FALSE)
        AS is_old_enough_to_be_seen_alone
FROM in_care
LEFT JOIN staged.settings
    ON
        in_care.authority_id = settings.authority_id
        AND settings.setting_id = 'seen_alone_minimum_age'
        AND in_care.visited_on >= settings.valid_from
        AND (settings.valid_until IS NULL OR in_care.visited_on < settings.valid_until)
LEFT JOIN events.allocations_in_force AS allocated
    ON
        in_care.authority_id = allocated.authority_id
        AND in_care.child_id = allocated.child_id
        AND in_care.visited_on >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR in_care.visited_on <= allocated.in_force_until)
