-- One row is one personal education plan of one child in care for one school term, as the feed
-- education_plans lists them. In are children who were in care (no short break) and aged 3 to 17 on the
-- day the plan was due; others had no plan to complete. A plan whose due day has not passed on the day of
-- the extract is too recent, unless it is completed. An authority without the feed has no row.
-- Team, worker and age are those of the day the plan was due.
-- Read by: education plans completed each term.
SELECT
    concat(education_plans.authority_id, ':', education_plans.education_plan_id) AS event_id,
    education_plans.authority_id,
    education_plans.child_id,
    allocated.team_id,
    allocated.worker_id,
    care_periods.sex,
    age_band(care_periods.birth_on, education_plans.due_on) AS age_band,
    care_periods.ethnicity_group,
    care_periods.disability,
    education_plans.load_id,
    education_plans.landed_row,
    'education_plans' AS landed_table,
    education_plans.term,
    care_periods.care_started_on,
    education_plans.due_on,
    education_plans.completed_on,
    coalesce(education_plans.completed_on <= education_plans.due_on, FALSE) AS is_in_time,
    coalesce(education_plans.due_on >= coverage.as_at_on, FALSE) AND education_plans.completed_on IS NULL
        AS is_too_recent,
    education_plans.is_initial IN ('yes', 'Y') AS is_first_plan,
    education_plans.quality,
    education_plans.has_education_health_and_care_plan IN ('yes', 'Y') AS has_education_health_and_care_plan
FROM staged.education_plans
INNER JOIN events.care_periods
    ON
        education_plans.authority_id = care_periods.authority_id
        AND education_plans.child_id = care_periods.child_id
        AND education_plans.due_on >= care_periods.care_started_on
        AND (care_periods.in_care_until IS NULL OR education_plans.due_on < care_periods.in_care_until)
        AND NOT care_periods.is_short_break
LEFT JOIN staged.coverage ON education_plans.authority_id = coverage.authority_id
LEFT JOIN events.allocations_in_force AS allocated
    ON
        education_plans.authority_id = allocated.authority_id
        AND education_plans.child_id = allocated.child_id
        AND education_plans.due_on >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR education_plans.due_on <= allocated.in_force_until)
WHERE age_on(care_periods.birth_on, education_plans.due_on) BETWEEN 3 AND 17
