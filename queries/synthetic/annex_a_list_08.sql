-- One row is one child in care at a month-end, or who left care in the six months before it: the latest
-- period of care, short breaks left out. Read by: data/synthetic/annex_a.py.
WITH care_periods AS (
    SELECT
        ssd_cla_episodes.clae_cla_id AS cla_id,
        any_value(ssd_cla_episodes.clae_person_id) AS child_id,
        any_value(ssd_cla_episodes.clae_cla_primary_need_code) AS need,
        cast(min(ssd_cla_episodes.clae_entered_care_date) AS DATE) AS entered_on,
        CASE
            WHEN count(ssd_cla_episodes.clae_cla_episode_id) = count(ssd_cla_episodes.clae_cla_episode_ceased_date)
                THEN cast(max(ssd_cla_episodes.clae_cla_episode_ceased_date) AS DATE)
        END AS ceased_on,
        max(ssd_cla_episodes.clae_cla_episode_ceased_reason)
        FILTER (ssd_cla_episodes.clae_cla_episode_ceased_reason <> 'X1') AS ceased_reason,
        cast(max(ssd_cla_episodes.clae_cla_last_iro_contact_date) AS DATE) AS reviewer_contact_on
    FROM ssd_cla_episodes
    GROUP BY ssd_cla_episodes.clae_cla_id
),

latest_periods AS (
    SELECT
        month_ends.as_at,
        month_ends.six_months_from,
        month_ends.twelve_months_from,
        care_periods.cla_id,
        care_periods.child_id,
        care_periods.need,
        care_periods.entered_on,
        care_periods.ceased_reason,
        care_periods.reviewer_contact_on,
        CASE WHEN care_periods.ceased_on <= month_ends.as_at THEN care_periods.ceased_on END AS ceased_on,
        lag(care_periods.ceased_on, 1) OVER (
            PARTITION BY month_ends.as_at, care_periods.child_id
            ORDER BY care_periods.entered_on NULLS FIRST
        ) AS ceased_before_on,
        row_number() OVER (
            PARTITION BY month_ends.as_at, care_periods.child_id
            ORDER BY care_periods.entered_on DESC NULLS LAST
        ) AS place
    FROM care_periods
    INNER JOIN month_ends ON care_periods.entered_on <= month_ends.as_at
),

legal AS (
    SELECT
        latest_periods.as_at,
        latest_periods.cla_id,
        cast(ssd_legal_status.lega_legal_status_start_date AS DATE) AS legal_from,
        ssd_legal_status.lega_legal_status AS legal_status,
        row_number() OVER (
            PARTITION BY latest_periods.as_at, latest_periods.cla_id
            ORDER BY ssd_legal_status.lega_legal_status_start_date DESC NULLS LAST
        ) AS place
    FROM latest_periods
    INNER JOIN ssd_legal_status
        ON
            latest_periods.child_id = ssd_legal_status.lega_person_id
            AND cast(ssd_legal_status.lega_legal_status_start_date AS DATE) <= latest_periods.as_at
            AND cast(ssd_legal_status.lega_legal_status_start_date AS DATE) >= latest_periods.entered_on
),

homes AS (
    SELECT
        latest_periods.as_at,
        latest_periods.cla_id,
        cast(ssd_cla_placement.clap_cla_placement_start_date AS DATE) AS placed_on,
        ssd_cla_placement.clap_cla_placement_type AS placement_type,
        ssd_cla_placement.clap_cla_placement_provider AS provider,
        ssd_cla_placement.clap_cla_placement_postcode AS postcode,
        ssd_cla_placement.clap_cla_placement_urn AS urn,
        ssd_cla_placement._authority AS authority,
        ssd_cla_placement._is_in_area AS is_in_area,
        row_number() OVER (
            PARTITION BY latest_periods.as_at, latest_periods.cla_id
            ORDER BY ssd_cla_placement.clap_cla_placement_start_date DESC NULLS LAST
        ) AS place,
        count(*) FILTER (
            coalesce(
                cast(ssd_cla_placement.clap_cla_placement_end_date AS DATE) >= latest_periods.twelve_months_from, TRUE
            )
        ) OVER (PARTITION BY latest_periods.as_at, latest_periods.cla_id) AS placements
    FROM latest_periods
    INNER JOIN ssd_cla_placement
        ON
            latest_periods.cla_id = ssd_cla_placement.clap_cla_id
            AND cast(ssd_cla_placement.clap_cla_placement_start_date AS DATE) <= latest_periods.as_at
),

reviews AS (
    SELECT
        month_ends.as_at,
        ssd_cla_reviews.clar_cla_id AS cla_id,
        max(cast(ssd_cla_reviews.clar_cla_review_date AS DATE)) AS reviewed_on
    FROM ssd_cla_reviews
    INNER JOIN month_ends ON cast(ssd_cla_reviews.clar_cla_review_date AS DATE) <= month_ends.as_at
    WHERE ssd_cla_reviews.clar_cla_review_cancelled = 'N'
    GROUP BY month_ends.as_at, ssd_cla_reviews.clar_cla_id
),

visits AS (
    SELECT
        month_ends.as_at,
        ssd_cla_visits.clav_cla_id AS cla_id,
        max(cast(ssd_cla_visits.clav_cla_visit_date AS DATE)) AS visited_on
    FROM ssd_cla_visits
    INNER JOIN month_ends ON cast(ssd_cla_visits._recorded_at AS DATE) <= month_ends.as_at
    WHERE ssd_cla_visits.clav_cla_visit_seen = 'Y'
    GROUP BY month_ends.as_at, ssd_cla_visits.clav_cla_id
),

health AS (
    SELECT
        month_ends.as_at,
        ssd_cla_health.clah_person_id AS child_id,
        max(cast(ssd_cla_health.clah_health_check_date AS DATE))
        FILTER (ssd_cla_health.clah_health_check_type LIKE '%Health Assessment') AS assessed_on,
        max(cast(ssd_cla_health.clah_health_check_date AS DATE))
        FILTER (ssd_cla_health.clah_health_check_type = 'Dental Check') AS dentist_on
    FROM ssd_cla_health
    INNER JOIN month_ends
        ON
            cast(ssd_cla_health._recorded_at AS DATE) <= month_ends.as_at
            AND cast(ssd_cla_health.clah_health_check_date AS DATE) <= month_ends.as_at
    WHERE ssd_cla_health.clah_health_check_status = 'Completed'
    GROUP BY month_ends.as_at, ssd_cla_health.clah_person_id
),

goals AS (
    SELECT
        month_ends.as_at,
        ssd_cla_care_plan.lacp_person_id AS child_id,
        ssd_cla_care_plan._goal AS goal,
        row_number() OVER (
            PARTITION BY month_ends.as_at, ssd_cla_care_plan.lacp_person_id
            ORDER BY
                ssd_cla_care_plan.lacp_cla_care_plan_start_date DESC NULLS LAST,
                ssd_cla_care_plan.lacp_table_id DESC NULLS LAST
        ) AS place
    FROM ssd_cla_care_plan
    INNER JOIN month_ends ON cast(ssd_cla_care_plan.lacp_cla_care_plan_start_date AS DATE) <= month_ends.as_at
    WHERE ssd_cla_care_plan._goal IS NOT NULL
),

missing AS (
    SELECT
        month_ends.as_at,
        ssd_missing.miss_person_id AS child_id,
        count(ssd_missing.miss_table_id) FILTER (ssd_missing.miss_missing_episode_type = 'Missing') AS missing_times,
        count(ssd_missing.miss_table_id) FILTER (ssd_missing.miss_missing_episode_type = 'Away') AS away_times,
        arg_max(ssd_missing.miss_missing_rhi_offered, ssd_missing.miss_missing_episode_start_date)
        FILTER (ssd_missing.miss_missing_episode_type = 'Missing') AS offered,
        arg_max(ssd_missing.miss_missing_rhi_accepted, ssd_missing.miss_missing_episode_start_date)
        FILTER (ssd_missing.miss_missing_episode_type = 'Missing') AS accepted
    FROM ssd_missing
    INNER JOIN month_ends
        ON
            cast(ssd_missing.miss_missing_episode_start_date AS DATE) <= month_ends.as_at
            AND cast(ssd_missing.miss_missing_episode_start_date AS DATE) >= month_ends.twelve_months_from
    -- missing from the placement, not from home before it
    WHERE
        EXISTS (
            SELECT 1
            FROM ssd_cla_episodes
            WHERE
                ssd_missing.miss_person_id = ssd_cla_episodes.clae_person_id
                AND ssd_missing.miss_missing_episode_start_date >= ssd_cla_episodes.clae_cla_episode_start_date
                AND coalesce(
                    ssd_missing.miss_missing_episode_start_date < ssd_cla_episodes.clae_cla_episode_ceased_date, TRUE
                )
        )
    GROUP BY month_ends.as_at, ssd_missing.miss_person_id
),

alone AS (
    SELECT DISTINCT
        month_ends.as_at,
        ssd_immigration_status.immi_person_id AS child_id
    FROM ssd_immigration_status
    INNER JOIN month_ends
        ON
            cast(ssd_immigration_status.immi_immigration_status_start_date AS DATE) <= month_ends.as_at
            AND coalesce(
                cast(ssd_immigration_status.immi_immigration_status_end_date AS DATE) >= month_ends.twelve_months_from,
                TRUE
            )
    WHERE ssd_immigration_status.immi_immigration_status = 'Unaccompanied Asylum Seeking Child'
)

SELECT
    people_at.as_at,
    people_at.child_id,
    people_at.sex,
    people_at.ethnicity,
    people_at.born_on,
    people_at.age,
    CASE WHEN alone.child_id IS NOT NULL THEN 'yes' ELSE 'no' END AS is_unaccompanied,
    people_at.disability,
    latest_periods.entered_on,
    coalesce(latest_periods.need, 'N0') AS need,
    CASE
        WHEN latest_periods.ceased_before_on >= latest_periods.twelve_months_from THEN 'yes'
        ELSE 'no'
    END AS is_return,
    legal.legal_from,
    legal.legal_status,
    reviews.reviewed_on,
    visits.visited_on,
    goals.goal,
    CASE
        WHEN latest_periods.reviewer_contact_on <= people_at.as_at THEN latest_periods.reviewer_contact_on
        ELSE reviews.reviewed_on
    END AS reviewer_contact_on,
    health.assessed_on,
    health.dentist_on,
    homes.placements,
    latest_periods.ceased_on,
    CASE WHEN latest_periods.ceased_on IS NOT NULL THEN latest_periods.ceased_reason END AS ceased_reason,
    homes.placed_on,
    homes.placement_type,
    homes.provider,
    homes.postcode,
    homes.urn,
    CASE WHEN homes.is_in_area THEN 'in' ELSE 'out' END AS location,
    homes.authority,
    coalesce(missing.missing_times, 0) AS missing_times,
    coalesce(missing.away_times, 0) AS away_times,
    CASE missing.offered WHEN 'Y' THEN 'yes' WHEN 'N' THEN 'no' END AS offered,
    CASE missing.accepted WHEN 'Y' THEN 'yes' WHEN 'N' THEN 'no' END AS accepted,
    allocated_at.team_name,
    CASE WHEN allocated_at.is_open OR latest_periods.ceased_on IS NOT NULL THEN allocated_at.worker_id END AS worker_id
FROM latest_periods
INNER JOIN people_at ON latest_periods.as_at = people_at.as_at AND latest_periods.child_id = people_at.child_id
INNER JOIN legal ON latest_periods.as_at = legal.as_at AND latest_periods.cla_id = legal.cla_id AND legal.place = 1
INNER JOIN homes ON latest_periods.as_at = homes.as_at AND latest_periods.cla_id = homes.cla_id AND homes.place = 1
LEFT JOIN reviews ON latest_periods.as_at = reviews.as_at AND latest_periods.cla_id = reviews.cla_id
LEFT JOIN visits ON latest_periods.as_at = visits.as_at AND latest_periods.cla_id = visits.cla_id
LEFT JOIN health ON latest_periods.as_at = health.as_at AND latest_periods.child_id = health.child_id
LEFT JOIN goals
    ON latest_periods.as_at = goals.as_at AND latest_periods.child_id = goals.child_id AND goals.place = 1
LEFT JOIN missing ON latest_periods.as_at = missing.as_at AND latest_periods.child_id = missing.child_id
LEFT JOIN alone ON latest_periods.as_at = alone.as_at AND latest_periods.child_id = alone.child_id
LEFT JOIN allocated_at
    ON latest_periods.as_at = allocated_at.as_at AND latest_periods.child_id = allocated_at.child_id
WHERE
    latest_periods.place = 1
    AND legal.legal_status NOT IN ('V3', 'V4')
    AND coalesce(latest_periods.ceased_on >= latest_periods.six_months_from, TRUE)
ORDER BY people_at.as_at, latest_periods.entered_on, latest_periods.cla_id;
