-- One row is one child on a child protection plan at a month-end, or whose plan ended in the six months
-- before it: the latest plan of this authority. Read by: data/synthetic/annex_a.py.
WITH latest_plans AS (
    SELECT
        month_ends.as_at,
        month_ends.six_months_from,
        ssd_cp_plans.cppl_cp_plan_id AS plan_id,
        ssd_cp_plans.cppl_person_id AS child_id,
        ssd_cp_plans.cppl_cp_plan_initial_category AS first_category,
        ssd_cp_plans.cppl_cp_plan_latest_category AS latest_category,
        cast(ssd_cp_plans.cppl_cp_plan_start_date AS DATE) AS started_on,
        CASE
            WHEN cast(ssd_cp_plans.cppl_cp_plan_end_date AS DATE) <= month_ends.as_at
                THEN cast(ssd_cp_plans.cppl_cp_plan_end_date AS DATE)
        END AS ended_on,
        row_number() OVER (
            PARTITION BY month_ends.as_at, ssd_cp_plans.cppl_person_id
            ORDER BY
                ssd_cp_plans.cppl_cp_plan_start_date DESC NULLS LAST,
                ssd_cp_plans.cppl_cp_plan_id DESC NULLS LAST
        ) AS place,
        count(ssd_cp_plans.cppl_cp_plan_id) OVER (
            PARTITION BY month_ends.as_at, ssd_cp_plans.cppl_person_id
        ) - 1 AS plans_before
    FROM ssd_cp_plans
    INNER JOIN month_ends ON cast(ssd_cp_plans.cppl_cp_plan_start_date AS DATE) <= month_ends.as_at
    WHERE ssd_cp_plans.cppl_cp_plan_ola = 'N'
),

visits AS (
    SELECT
        month_ends.as_at,
        ssd_cp_visits.cppv_cp_plan_id AS plan_id,
        cast(ssd_cp_visits.cppv_cp_visit_date AS DATE) AS visited_on,
        ssd_cp_visits.cppv_cp_visit_seen_alone AS seen_alone,
        row_number() OVER (
            PARTITION BY month_ends.as_at, ssd_cp_visits.cppv_cp_plan_id
            ORDER BY
                ssd_cp_visits.cppv_cp_visit_date DESC NULLS LAST,
                ssd_cp_visits.cppv_cp_visit_id DESC NULLS LAST
        ) AS place
    FROM ssd_cp_visits
    INNER JOIN month_ends ON cast(ssd_cp_visits._recorded_at AS DATE) <= month_ends.as_at
    WHERE ssd_cp_visits.cppv_cp_visit_seen = 'Y'
),

reviews AS (
    SELECT
        month_ends.as_at,
        ssd_cp_reviews.cppr_cp_plan_id AS plan_id,
        max(cast(ssd_cp_reviews.cppr_cp_review_date AS DATE)) AS reviewed_on
    FROM ssd_cp_reviews
    INNER JOIN month_ends ON cast(ssd_cp_reviews.cppr_cp_review_date AS DATE) <= month_ends.as_at
    GROUP BY month_ends.as_at, ssd_cp_reviews.cppr_cp_plan_id
),

emergencies AS (
    SELECT DISTINCT
        month_ends.as_at,
        ssd_legal_status.lega_person_id AS child_id
    FROM ssd_legal_status
    INNER JOIN month_ends
        ON
            cast(ssd_legal_status.lega_legal_status_start_date AS DATE) <= month_ends.as_at
            AND coalesce(
                cast(ssd_legal_status.lega_legal_status_end_date AS DATE) >= month_ends.six_months_from, TRUE
            )
    WHERE ssd_legal_status.lega_legal_status IN ('L1', 'L2')
)

SELECT
    people_at.as_at,
    people_at.child_id,
    people_at.sex,
    people_at.ethnicity,
    people_at.born_on,
    people_at.age,
    people_at.disability,
    latest_plans.started_on,
    latest_plans.first_category,
    latest_plans.latest_category,
    visits.visited_on,
    CASE
        WHEN visits.visited_on IS NULL THEN NULL
        WHEN visits.seen_alone = 'Y' THEN 'yes'
        WHEN visits.seen_alone = 'N' THEN 'no'
        ELSE 'unknown'
    END AS seen_alone,
    reviews.reviewed_on,
    latest_plans.ended_on,
    CASE WHEN emergencies.child_id IS NOT NULL THEN 'yes' ELSE 'no' END AS had_emergency,
    latest_plans.plans_before,
    allocated_at.team_name,
    CASE WHEN allocated_at.is_open OR latest_plans.ended_on IS NOT NULL THEN allocated_at.worker_id END AS worker_id
FROM latest_plans
INNER JOIN people_at ON latest_plans.as_at = people_at.as_at AND latest_plans.child_id = people_at.child_id
LEFT JOIN visits
    ON latest_plans.as_at = visits.as_at AND latest_plans.plan_id = visits.plan_id AND visits.place = 1
LEFT JOIN reviews ON latest_plans.as_at = reviews.as_at AND latest_plans.plan_id = reviews.plan_id
LEFT JOIN emergencies ON latest_plans.as_at = emergencies.as_at AND latest_plans.child_id = emergencies.child_id
LEFT JOIN allocated_at
    ON latest_plans.as_at = allocated_at.as_at AND latest_plans.child_id = allocated_at.child_id
WHERE
    latest_plans.place = 1
    AND coalesce(latest_plans.ended_on >= latest_plans.six_months_from, TRUE)
ORDER BY people_at.as_at, latest_plans.started_on, latest_plans.plan_id;
