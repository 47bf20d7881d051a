-- One row is one child in care and school term in which the child was suspended, with the days, as the feed
-- education_plans says. In are the children and terms of education_plans_due.
-- Team, worker and age are those of the day the term's education plan was due.
-- Read by: education of children in care.
SELECT
    plans.event_id,
    plans.authority_id,
    plans.child_id,
    plans.team_id,
    plans.worker_id,
    plans.sex,
    plans.age_band,
    plans.ethnicity_group,
    plans.disability,
    plans.load_id,
    plans.landed_row,
    plans.landed_table,
    plans.term,
    plans.due_on,
    education_plans.days_excluded AS days_suspended
FROM events.education_plans_due AS plans
INNER JOIN staged.education_plans
    ON
        plans.authority_id = education_plans.authority_id
        AND plans.event_id = concat(education_plans.authority_id, ':', education_plans.education_plan_id)
        AND plans.landed_row = education_plans.landed_row
WHERE education_plans.days_excluded > 0
