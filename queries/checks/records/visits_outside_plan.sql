-- One row is one visit to a child on a plan or in care, with the doubt where the child had no such plan, or was not
-- in care, on that day: the visit counts for nothing. Visits of a plan that is not in the extract are in
-- parent_record_missing. Read by: data/data_checks.
WITH cin_covered AS (
    SELECT DISTINCT
        cin_visits.load_id,
        cin_visits.landed_row
    FROM staged.cin_visits
    INNER JOIN staged.cin_plans
        ON
            cin_visits.authority_id = cin_plans.authority_id
            AND cin_visits.child_id = cin_plans.child_id
            AND cin_visits.visited_on >= cin_plans.plan_started_on
            AND (cin_plans.plan_ended_on IS NULL OR cin_visits.visited_on <= cin_plans.plan_ended_on)
),

care_covered AS (
    SELECT DISTINCT
        care_visits.load_id,
        care_visits.landed_row
    FROM staged.care_visits
    INNER JOIN staged.care_episodes
        ON
            care_visits.authority_id = care_episodes.authority_id
            AND care_visits.child_id = care_episodes.child_id
            AND care_visits.visited_on >= care_episodes.episode_started_on
            AND (care_episodes.episode_ceased_on IS NULL OR care_visits.visited_on <= care_episodes.episode_ceased_on)
)

SELECT
    cp_visits.authority_id,
    cast(NULL AS VARCHAR) AS team_id,
    cp_visits.child_id,
    'cp_visits' AS source_table,
    'visited_on' AS source_columns,
    cp_visits.load_id,
    cp_visits.landed_row,
    1 AS rows_concerned,
    CASE
        WHEN cp_visits.visited_on < cp_plans.plan_started_on
            THEN 'The visit was before its child protection plan started.'
        WHEN cp_visits.visited_on > cp_plans.plan_ended_on
            THEN 'The visit was after its child protection plan ended.'
    END AS doubt
FROM staged.cp_visits
INNER JOIN staged.cp_plans
    ON cp_visits.authority_id = cp_plans.authority_id AND cp_visits.cp_plan_id = cp_plans.cp_plan_id
WHERE cp_visits.visited_on IS NOT NULL
UNION ALL
SELECT
    cin_visits.authority_id,
    cast(NULL AS VARCHAR) AS team_id,
    cin_visits.child_id,
    'cin_visits' AS source_table,
    'visited_on' AS source_columns,
    cin_visits.load_id,
    cin_visits.landed_row,
    1 AS rows_concerned,
    CASE WHEN cin_covered.landed_row IS NULL THEN 'The child had no child in need plan on the day of the visit.' END
        AS doubt
FROM staged.cin_visits
LEFT JOIN cin_covered
    ON cin_visits.load_id = cin_covered.load_id AND cin_visits.landed_row = cin_covered.landed_row
WHERE cin_visits.visited_on IS NOT NULL
UNION ALL
SELECT
    care_visits.authority_id,
    cast(NULL AS VARCHAR) AS team_id,
    care_visits.child_id,
    'care_visits' AS source_table,
    'visited_on' AS source_columns,
    care_visits.load_id,
    care_visits.landed_row,
    1 AS rows_concerned,
    CASE WHEN care_covered.landed_row IS NULL THEN 'The child was not in care on the day of the visit.' END AS doubt
FROM staged.care_visits
LEFT JOIN care_covered
    ON care_visits.load_id = care_covered.load_id AND care_visits.landed_row = care_covered.landed_row
WHERE care_visits.visited_on IS NOT NULL
