-- One row is one child in need at a month-end or in the six months before it: the latest episode that
-- went further than a referral. Read by: data/synthetic/annex_a.py.
WITH latest_episodes AS (
    SELECT
        month_ends.as_at,
        month_ends.six_months_from,
        ssd_cin_episodes.cine_referral_id AS referral_id,
        ssd_cin_episodes.cine_person_id AS child_id,
        ssd_cin_episodes.cine_cin_primary_need_code AS need,
        cast(ssd_cin_episodes.cine_referral_date AS DATE) AS started_on,
        CASE
            WHEN cast(ssd_cin_episodes.cine_close_date AS DATE) <= month_ends.as_at
                THEN cast(ssd_cin_episodes.cine_close_date AS DATE)
        END AS closed_on,
        ssd_cin_episodes.cine_close_reason AS close_reason,
        row_number() OVER (
            PARTITION BY month_ends.as_at, ssd_cin_episodes.cine_person_id
            ORDER BY
                ssd_cin_episodes.cine_referral_date DESC NULLS LAST,
                ssd_cin_episodes.cine_referral_id DESC NULLS LAST
        ) AS place
    FROM ssd_cin_episodes
    INNER JOIN month_ends ON cast(ssd_cin_episodes.cine_referral_date AS DATE) <= month_ends.as_at
    WHERE coalesce(ssd_cin_episodes.cine_referral_nfa, 'N') = 'N'
),

all_visits AS (
    SELECT
        ssd_cin_visits.cinv_person_id AS child_id,
        ssd_cin_visits.cinv_cin_visit_date AS visited_on,
        ssd_cin_visits._recorded_at AS recorded_at
    FROM ssd_cin_visits
    WHERE ssd_cin_visits.cinv_cin_visit_seen = 'Y'
    UNION ALL
    SELECT
        ssd_cp_visits.cppv_person_id,
        ssd_cp_visits.cppv_cp_visit_date,
        ssd_cp_visits._recorded_at
    FROM ssd_cp_visits
    WHERE ssd_cp_visits.cppv_cp_visit_seen = 'Y'
    UNION ALL
    SELECT
        ssd_cla_visits.clav_person_id,
        ssd_cla_visits.clav_cla_visit_date,
        ssd_cla_visits._recorded_at
    FROM ssd_cla_visits
    WHERE ssd_cla_visits.clav_cla_visit_seen = 'Y'
),

last_seen AS (
    SELECT
        month_ends.as_at,
        all_visits.child_id,
        max(cast(all_visits.visited_on AS DATE)) AS seen_on
    FROM all_visits
    INNER JOIN month_ends ON cast(all_visits.recorded_at AS DATE) <= month_ends.as_at
    GROUP BY month_ends.as_at, all_visits.child_id
),

open_care AS (
    SELECT DISTINCT
        month_ends.as_at,
        ssd_cla_episodes.clae_person_id AS child_id
    FROM ssd_cla_episodes
    INNER JOIN month_ends
        ON
            cast(ssd_cla_episodes.clae_cla_episode_start_date AS DATE) <= month_ends.as_at
            AND coalesce(cast(ssd_cla_episodes.clae_cla_episode_ceased_date AS DATE) > month_ends.as_at, TRUE)
),

open_protection AS (
    SELECT DISTINCT
        month_ends.as_at,
        ssd_cp_plans.cppl_person_id AS child_id
    FROM ssd_cp_plans
    INNER JOIN month_ends
        ON
            cast(ssd_cp_plans.cppl_cp_plan_start_date AS DATE) <= month_ends.as_at
            AND coalesce(cast(ssd_cp_plans.cppl_cp_plan_end_date AS DATE) > month_ends.as_at, TRUE)
),

open_need AS (
    SELECT DISTINCT
        month_ends.as_at,
        ssd_cin_plans.cinp_person_id AS child_id
    FROM ssd_cin_plans
    INNER JOIN month_ends
        ON
            cast(ssd_cin_plans.cinp_cin_plan_start_date AS DATE) <= month_ends.as_at
            AND coalesce(cast(ssd_cin_plans.cinp_cin_plan_end_date AS DATE) > month_ends.as_at, TRUE)
),

open_assessments AS (
    SELECT DISTINCT
        month_ends.as_at,
        ssd_cin_assessments.cina_person_id AS child_id
    FROM ssd_cin_assessments
    INNER JOIN month_ends
        ON
            cast(ssd_cin_assessments.cina_assessment_start_date AS DATE) <= month_ends.as_at
            AND (
                ssd_cin_assessments.cina_assessment_auth_date IS NULL
                OR cast(ssd_cin_assessments.cina_assessment_auth_date AS DATE) = DATE '1900-01-01'
                OR cast(ssd_cin_assessments.cina_assessment_auth_date AS DATE) > month_ends.as_at
            )
)

SELECT
    people_at.as_at,
    people_at.child_id,
    people_at.sex,
    people_at.ethnicity,
    people_at.born_on,
    people_at.age,
    people_at.disability,
    latest_episodes.started_on,
    coalesce(latest_episodes.need, 'N0') AS need,
    last_seen.seen_on,
    latest_episodes.closed_on,
    CASE WHEN latest_episodes.closed_on IS NOT NULL THEN latest_episodes.close_reason END AS close_reason,
    CASE
        WHEN latest_episodes.closed_on IS NOT NULL THEN 'closed'
        WHEN open_care.child_id IS NOT NULL THEN 'care'
        WHEN open_protection.child_id IS NOT NULL THEN 'protection'
        WHEN open_need.child_id IS NOT NULL THEN 'need'
        WHEN open_assessments.child_id IS NOT NULL THEN 'assessment'
        ELSE 'need'
    END AS status,
    allocated_at.team_name,
    CASE WHEN allocated_at.is_open OR latest_episodes.closed_on IS NOT NULL THEN allocated_at.worker_id END AS worker_id
FROM latest_episodes
INNER JOIN people_at ON latest_episodes.as_at = people_at.as_at AND latest_episodes.child_id = people_at.child_id
LEFT JOIN last_seen ON latest_episodes.as_at = last_seen.as_at AND latest_episodes.child_id = last_seen.child_id
LEFT JOIN open_care ON latest_episodes.as_at = open_care.as_at AND latest_episodes.child_id = open_care.child_id
LEFT JOIN open_protection
    ON latest_episodes.as_at = open_protection.as_at AND latest_episodes.child_id = open_protection.child_id
LEFT JOIN open_need ON latest_episodes.as_at = open_need.as_at AND latest_episodes.child_id = open_need.child_id
LEFT JOIN open_assessments
    ON latest_episodes.as_at = open_assessments.as_at AND latest_episodes.child_id = open_assessments.child_id
LEFT JOIN allocated_at
    ON latest_episodes.as_at = allocated_at.as_at AND latest_episodes.child_id = allocated_at.child_id
WHERE
    latest_episodes.place = 1
    AND coalesce(latest_episodes.closed_on >= latest_episodes.six_months_from, TRUE)
ORDER BY people_at.as_at, latest_episodes.started_on, latest_episodes.referral_id;
