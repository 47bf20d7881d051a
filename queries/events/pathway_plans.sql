-- One row is one day on which one young person's pathway plan was reviewed, with what was recorded, and the
-- day of the next review: the recorded state holds from the one to the other. Of two rows of a day the last
-- counts. Age: that of the day. Read by: care_leavers_at_month_end.
WITH reviews AS (
    SELECT pathway_plans.*
    FROM staged.pathway_plans
    WHERE pathway_plans.reviewed_on IS NOT NULL
    QUALIFY
        row_number() OVER (
            PARTITION BY pathway_plans.authority_id, pathway_plans.child_id, pathway_plans.reviewed_on
            ORDER BY pathway_plans.load_id DESC NULLS LAST, pathway_plans.landed_row DESC NULLS LAST
        ) = 1
)

SELECT
    concat(reviews.authority_id, ':', reviews.child_id, ':', reviews.reviewed_on) AS event_id,
    reviews.authority_id,
    reviews.child_id,
    cast(NULL AS VARCHAR) AS team_id,
    cast(NULL AS VARCHAR) AS worker_id,
    children.sex,
    age_band(children.birth_on, reviews.reviewed_on) AS age_band,
    children.ethnicity_group,
    children.disability,
    reviews.load_id,
    reviews.landed_row,
    'pathway_plans' AS landed_table,
    reviews.due_on AS supplied_due_on,
    reviews.reviewed_on,
    lead(reviews.reviewed_on, 1, NULL) OVER (
        PARTITION BY reviews.authority_id, reviews.child_id
        ORDER BY reviews.reviewed_on ASC NULLS LAST
    ) AS next_reviewed_on,
    left(upper(trim(reviews.took_part)), 1) = 'Y' AS has_taken_part,
    left(upper(trim(reviews.shared)), 1) = 'Y' AS is_shared,
    left(upper(trim(reviews.has_health_passport)), 1) = 'Y' AS has_health_passport,
    reviews.accommodation AS accommodation_code,
    reviews.is_suitable AS suitability_code,
    reviews.activity AS activity_code
FROM reviews
LEFT JOIN events.children ON reviews.authority_id = children.authority_id AND reviews.child_id = children.child_id
