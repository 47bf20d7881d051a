-- One row is one statutory review of a child in care that was held; cancelled reviews, planned ones and
-- those of short breaks are left out. Two records of a child on one day are one review.
-- Participation stays unknown where it is blank. Team, worker and age: the day of the review.
-- Read by: taking part in reviews, care_reviews_due, care_visits_due.
WITH children_of_periods AS (
    SELECT
        care_episodes.authority_id,
        care_episodes.care_period_id,
        min(care_episodes.child_id) AS child_id
    FROM staged.care_episodes
    WHERE care_episodes.care_period_id IS NOT NULL
    GROUP BY
        care_episodes.authority_id,
        care_episodes.care_period_id
),

-- a review can name the period of care alone, without the child
held AS (
    SELECT
        care_reviews.authority_id,
        coalesce(care_reviews.child_id, children_of_periods.child_id) AS child_id,
        care_reviews.review_id,
        care_reviews.review_held_on,
        upper(trim(care_reviews.participation_code)) AS participation_code,
        care_reviews.load_id,
        care_reviews.landed_row
    FROM staged.care_reviews
    LEFT JOIN children_of_periods
        ON
            care_reviews.authority_id = children_of_periods.authority_id
            AND care_reviews.care_period_id = children_of_periods.care_period_id
    WHERE care_reviews.review_held_on IS NOT NULL AND care_reviews.is_cancelled IS NOT TRUE
),

in_care AS (
    SELECT
        held.*,
        care_periods.event_id AS care_event_id,
        care_periods.birth_on,
        care_periods.sex,
        care_periods.ethnicity_group,
        care_periods.disability
    FROM held
    INNER JOIN events.care_periods
        ON
            held.authority_id = care_periods.authority_id
            AND held.child_id = care_periods.child_id
            AND held.review_held_on >= care_periods.care_started_on
            AND (care_periods.in_care_until IS NULL OR held.review_held_on <= care_periods.in_care_until)
            AND NOT care_periods.is_short_break
    QUALIFY
        row_number() OVER (
            PARTITION BY held.authority_id, held.child_id, held.review_held_on
            ORDER BY
                -- of two records the one that says more
                held.participation_code ASC NULLS LAST,
                held.review_id ASC NULLS LAST
        ) = 1
)

SELECT
    concat(in_care.authority_id, ':', in_care.review_id) AS event_id,
    in_care.authority_id,
    in_care.child_id,
    allocated.team_id,
    allocated.worker_id,
    in_care.sex,
    age_band(in_care.birth_on, in_care.review_held_on) AS age_band,
    in_care.ethnicity_group,
    in_care.disability,
    in_care.load_id,
    in_care.landed_row,
    'care_reviews' AS landed_table,
    in_care.review_held_on,
    in_care.care_event_id,
    in_care.participation_code,
    in_care.participation_code IN ('PN1', 'PN2', 'PN3', 'PN4', 'PN5', 'PN6') AS is_child_taking_part,
    age_on(in_care.birth_on, in_care.review_held_on) AS age_in_years
FROM in_care
LEFT JOIN events.allocations_in_force AS allocated
    ON
        in_care.authority_id = allocated.authority_id
        AND in_care.child_id = allocated.child_id
        AND in_care.review_held_on >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR in_care.review_held_on <= allocated.in_force_until)
