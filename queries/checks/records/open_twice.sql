-- One row is one record that is open now and of which a child has one at a time, with the doubt where another of
-- the same child, opened later, is open as well: the older one was most likely not closed.
-- Read by: data/data_checks.
WITH open_now AS (
    SELECT
        referrals.authority_id,
        referrals.team_id,
        referrals.child_id,
        'referrals' AS source_table,
        'closed_on' AS source_columns,
        referrals.load_id,
        referrals.landed_row,
        referrals.referral_received_on AS opened_on,
        'referral' AS thing
    FROM staged.referrals
    WHERE referrals.closed_on IS NULL
    UNION ALL
    SELECT
        assessments.authority_id,
        assessments.team_id,
        assessments.child_id,
        'assessments' AS source_table,
        'assessment_authorised_on' AS source_columns,
        assessments.load_id,
        assessments.landed_row,
        assessments.assessment_started_on AS opened_on,
        'assessment' AS thing
    FROM staged.assessments
    WHERE assessments.assessment_authorised_on IS NULL
    UNION ALL
    SELECT
        cin_plans.authority_id,
        cin_plans.team_id,
        cin_plans.child_id,
        'cin_plans' AS source_table,
        'plan_ended_on' AS source_columns,
        cin_plans.load_id,
        cin_plans.landed_row,
        cin_plans.plan_started_on AS opened_on,
        'child in need plan' AS thing
    FROM staged.cin_plans
    WHERE cin_plans.plan_ended_on IS NULL
    UNION ALL
    SELECT
        cp_plans.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        cp_plans.child_id,
        'cp_plans' AS source_table,
        'plan_ended_on' AS source_columns,
        cp_plans.load_id,
        cp_plans.landed_row,
        cp_plans.plan_started_on AS opened_on,
        'child protection plan' AS thing
    FROM staged.cp_plans
    WHERE cp_plans.plan_ended_on IS NULL
    UNION ALL
    SELECT
        care_episodes.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        care_episodes.child_id,
        'care_episodes' AS source_table,
        'episode_ceased_on' AS source_columns,
        care_episodes.load_id,
        care_episodes.landed_row,
        care_episodes.episode_started_on AS opened_on,
        'care episode' AS thing
    FROM staged.care_episodes
    WHERE care_episodes.episode_ceased_on IS NULL
    UNION ALL
    SELECT
        placements.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        placements.child_id,
        'placements' AS source_table,
        'placement_ended_on' AS source_columns,
        placements.load_id,
        placements.landed_row,
        placements.placement_started_on AS opened_on,
        'placement' AS thing
    FROM staged.placements
    WHERE placements.placement_ended_on IS NULL
),

followed AS (
    SELECT
        open_now.*,
        row_number() OVER (
            PARTITION BY open_now.authority_id, open_now.source_table, open_now.child_id
            ORDER BY
                open_now.opened_on DESC NULLS LAST,
                open_now.load_id DESC NULLS LAST,
                open_now.landed_row DESC NULLS LAST
        ) AS place_from_newest
    FROM open_now
    WHERE open_now.child_id IS NOT NULL
)

SELECT
    followed.authority_id,
    followed.team_id,
    followed.child_id,
    followed.source_table,
    followed.source_columns,
    followed.load_id,
    followed.landed_row,
    1 AS rows_concerned,
    CASE
        WHEN followed.place_from_newest > 1
            THEN concat('The child has a newer ', followed.thing, ' that is open as well.')
    END AS doubt
FROM followed
