-- One row is one visit to a child while on a child protection plan of this authority.
-- A visit belongs to the plan that was open on its day (the one that started last, if two were), since
-- the plan number of a visit is often worked out from the date in any case. It counts as a statutory
-- visit if the child was seen; before birth there is no child to see, so every visit counts.
-- Being seen alone is asked of children from the council's minimum age (setting seen_alone_minimum_age).
-- Read by: seen alone, cp_visits_due.
WITH in_plan AS (
    SELECT
        cp_visits.authority_id,
        cp_visits.child_id,
        cp_visits.visit_id,
        cp_visits.visited_on,
        cp_visits.is_child_seen,
        cp_visits.is_child_seen_alone,
        cp_visits.load_id,
        cp_visits.landed_row,
        cp_plans.event_id AS plan_event_id,
        cp_plans.plan_started_on,
        cp_plans.plan_ended_on,
        cp_plans.category_of_abuse,
        cp_plans.sex,
        cp_plans.ethnicity_group,
        cp_plans.disability
    FROM staged.cp_visits
    INNER JOIN events.cp_plans
        ON
            cp_visits.authority_id = cp_plans.authority_id
            AND cp_visits.child_id = cp_plans.child_id
            AND cp_visits.visited_on >= cp_plans.plan_started_on
            AND (cp_plans.plan_ended_on IS NULL OR cp_visits.visited_on <= cp_plans.plan_ended_on)
    QUALIFY
        row_number() OVER (
            PARTITION BY cp_visits.authority_id, cp_visits.visit_id
            ORDER BY cp_plans.plan_started_on DESC NULLS LAST, cp_plans.event_id DESC NULLS LAST
        ) = 1
)

SELECT
    concat(in_plan.authority_id, ':', in_plan.visit_id) AS event_id,
    in_plan.authority_id,
    in_plan.child_id,
    allocated.team_id,
    allocated.worker_id,
    in_plan.sex,
    age_band(children.birth_on, in_plan.visited_on) AS age_band,
    in_plan.ethnicity_group,
    in_plan.disability,
    in_plan.load_id,
    in_plan.landed_row,
    'cp_visits' AS landed_table,
    in_plan.visited_on,
    in_plan.plan_event_id,
    in_plan.plan_started_on,
    in_plan.plan_ended_on,
    in_plan.category_of_abuse,
    age_on(children.birth_on, in_plan.visited_on) AS age_in_years,
    coalesce(children.birth_on > in_plan.visited_on, FALSE) AS is_unborn,
    in_plan.is_child_seen,
    in_plan.is_child_seen_alone,
    coalesce(in_plan.is_child_seen, FALSE)
    OR coalesce(in_plan.is_child_seen_alone, FALSE)
    OR coalesce(children.birth_on > in_plan.visited_on, FALSE) AS is_statutory_visit,
    coalesce(age_on(children.birth_on, in_plan.visited_on) >= settings.value, FALSE)
        AS is_old_enough_to_be_seen_alone
FROM in_plan
LEFT JOIN events.children
    ON in_plan.authority_id = children.authority_id AND in_plan.child_id = children.child_id
LEFT JOIN staged.settings
    ON
        in_plan.authority_id = settings.authority_id
        AND settings.setting_id = 'seen_alone_minimum_age'
        AND in_plan.visited_on >= settings.valid_from
        AND (settings.valid_until IS NULL OR in_plan.visited_on < settings.valid_until)
LEFT JOIN events.allocations_in_force AS allocated
    ON
        in_plan.authority_id = allocated.authority_id
        AND in_plan.child_id = allocated.child_id
        AND in_plan.visited_on >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR in_plan.visited_on <= allocated.in_force_until)
