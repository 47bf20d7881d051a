-- One row is one child protection plan of this authority. Plans of another authority for a child who
-- stays here for a while are left out, here and in everything that is made from this table: they are
-- neither this authority's plans nor earlier plans of its own. Unborn children are in.
-- An earlier plan is any that ended by the day this one started, however long ago; the extract goes
-- back six years, so a count of earlier plans from Annex A is used where one was supplied for the plan.
-- A plan without a start, or that ended on or before the day it started, keeps its row and is marked
-- (has_impossible_dates). Team, worker and age are those of the day the plan started.
-- Read by: plans started, second plans, cp_plans_ended, cp_plans_at_month_end, visits, reviews.
WITH own_plans AS (
    SELECT
        cp_plans.authority_id,
        cp_plans.child_id,
        cp_plans.cp_plan_id,
        cp_plans.initial_conference_id,
        cp_plans.plan_started_on,
        cp_plans.plan_ended_on,
        upper(trim(cp_plans.initial_category_code)) AS initial_category_code,
        coalesce(upper(trim(cp_plans.latest_category_code)), upper(trim(cp_plans.initial_category_code)))
            AS latest_category_code,
        cp_plans.load_id,
        cp_plans.landed_row
    FROM staged.cp_plans
    WHERE cp_plans.is_from_other_authority IS NOT TRUE
),

with_earlier AS (
    SELECT
        own_plans.*,
        min(own_plans.plan_ended_on) OVER earlier AS first_earlier_end,
        max(own_plans.plan_ended_on) OVER earlier AS last_earlier_end,
        lead(own_plans.plan_started_on, 1, NULL) OVER (
            PARTITION BY own_plans.authority_id, own_plans.child_id
            ORDER BY own_plans.plan_started_on ASC NULLS LAST, own_plans.cp_plan_id ASC NULLS LAST
        ) AS next_plan_started_on
    FROM own_plans
    WINDOW
        earlier AS (
            PARTITION BY own_plans.authority_id, own_plans.child_id
            ORDER BY own_plans.plan_started_on ASC NULLS LAST, own_plans.cp_plan_id ASC NULLS LAST
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        )
),

supplied AS (
    SELECT
        with_earlier.authority_id,
        with_earlier.cp_plan_id,
        max(annex_a_counts.previous_cp_plans) AS earlier_plans
    FROM with_earlier
    INNER JOIN staged.annex_a_counts
        ON
            with_earlier.authority_id = annex_a_counts.authority_id
            AND with_earlier.child_id = annex_a_counts.child_id
            AND with_earlier.plan_started_on <= annex_a_counts.known_on
            AND (
                with_earlier.next_plan_started_on IS NULL
                OR with_earlier.next_plan_started_on > annex_a_counts.known_on
            )
    GROUP BY
        with_earlier.authority_id,
        with_earlier.cp_plan_id
),

judged AS (
    SELECT
        with_earlier.*,
        coalesce(with_earlier.first_earlier_end <= with_earlier.plan_started_on, FALSE) AS has_earlier_on_record,
        coalesce(supplied.earlier_plans > 0, FALSE) AS has_earlier_supplied
    FROM with_earlier
    LEFT JOIN supplied
        ON
            with_earlier.authority_id = supplied.authority_id
            AND with_earlier.cp_plan_id = supplied.cp_plan_id
)

SELECT
    concat(judged.authority_id, ':', judged.cp_plan_id) AS event_id,
    judged.authority_id,
    judged.child_id,
    allocated.team_id,
    allocated.worker_id,
    children.sex,
    age_band(children.birth_on, judged.plan_started_on) AS age_band,
    children.ethnicity_group,
    children.disability,
    judged.load_id,
    judged.landed_row,
    'cp_plans' AS landed_table,
    judged.cp_plan_id,
    judged.initial_conference_id,
    judged.plan_started_on,
    judged.plan_ended_on,
    judged.plan_started_on IS NULL OR coalesce(judged.plan_ended_on <= judged.plan_started_on, FALSE)
        AS has_impossible_dates,
    coalesce(children.birth_on > judged.plan_started_on, FALSE) AS is_unborn,
    judged.initial_category_code,
    judged.latest_category_code,
    CASE judged.latest_category_code
        WHEN 'NEG' THEN 'Neglect'
        WHEN 'PHY' THEN 'Physical abuse'
        WHEN 'SAB' THEN 'Sexual abuse'
        WHEN 'EMO' THEN 'Emotional abuse'
        WHEN 'MUL' THEN 'More than one category'
    END AS category_of_abuse,
    CASE judged.initial_category_code
        WHEN 'NEG' THEN 'Neglect'
        WHEN 'PHY' THEN 'Physical abuse'
        WHEN 'SAB' THEN 'Sexual abuse'
        WHEN 'EMO' THEN 'Emotional abuse'
        WHEN 'MUL' THEN 'More than one category'
    END AS category_of_abuse_at_start,
    judged.has_earlier_on_record OR judged.has_earlier_supplied AS is_second_or_later_plan,
    CASE
        WHEN judged.has_earlier_on_record THEN least(judged.last_earlier_end, judged.plan_started_on)
    END AS earlier_plan_ended_on,
    judged.has_earlier_on_record
    AND coalesce(
        judged.plan_started_on <= add_months(least(judged.last_earlier_end, judged.plan_started_on), 24),
        FALSE
    ) AS is_second_plan_within_24_months
FROM judged
LEFT JOIN events.children ON judged.authority_id = children.authority_id AND judged.child_id = children.child_id
LEFT JOIN events.allocations_in_force AS allocated
    ON
        judged.authority_id = allocated.authority_id
        AND judged.child_id = allocated.child_id
        AND judged.plan_started_on >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR judged.plan_started_on <= allocated.in_force_until)
