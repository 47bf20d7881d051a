-- One row is one record that a child has once on a day, with the doubt where another one before it in the extract
-- says the same: the first stands, the others are in doubt. Read by: data/data_checks.
WITH things AS (
    SELECT
        referrals.authority_id,
        referrals.team_id,
        referrals.child_id,
        'referrals' AS source_table,
        referrals.load_id,
        referrals.landed_row,
        referrals.referral_received_on AS day,
        'referral' AS thing
    FROM staged.referrals
    UNION ALL
    SELECT
        assessments.authority_id,
        assessments.team_id,
        assessments.child_id,
        'assessments' AS source_table,
        assessments.load_id,
        assessments.landed_row,
        assessments.assessment_started_on AS day,
        'assessment' AS thing
    FROM staged.assessments
    UNION ALL
    SELECT
        section_47_enquiries.authority_id,
        section_47_enquiries.team_id,
        section_47_enquiries.child_id,
        'section_47_enquiries' AS source_table,
        section_47_enquiries.load_id,
        section_47_enquiries.landed_row,
        section_47_enquiries.enquiry_started_on AS day,
        'section 47 enquiry' AS thing
    FROM staged.section_47_enquiries
    UNION ALL
    SELECT
        initial_conferences.authority_id,
        initial_conferences.team_id,
        initial_conferences.child_id,
        'initial_conferences' AS source_table,
        initial_conferences.load_id,
        initial_conferences.landed_row,
        initial_conferences.conference_held_on AS day,
        'initial conference' AS thing
    FROM staged.initial_conferences
    UNION ALL
    SELECT
        cin_plans.authority_id,
        cin_plans.team_id,
        cin_plans.child_id,
        'cin_plans' AS source_table,
        cin_plans.load_id,
        cin_plans.landed_row,
        cin_plans.plan_started_on AS day,
        'child in need plan' AS thing
    FROM staged.cin_plans
    UNION ALL
    SELECT
        cp_plans.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        cp_plans.child_id,
        'cp_plans' AS source_table,
        cp_plans.load_id,
        cp_plans.landed_row,
        cp_plans.plan_started_on AS day,
        'child protection plan' AS thing
    FROM staged.cp_plans
    UNION ALL
    SELECT
        care_episodes.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        care_episodes.child_id,
        'care_episodes' AS source_table,
        care_episodes.load_id,
        care_episodes.landed_row,
        care_episodes.episode_started_on AS day,
        'care episode' AS thing
    FROM staged.care_episodes
    UNION ALL
    SELECT
        missing_episodes.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        missing_episodes.child_id,
        'missing_episodes' AS source_table,
        missing_episodes.load_id,
        missing_episodes.landed_row,
        missing_episodes.episode_started_on AS day,
        'missing episode' AS thing
    FROM staged.missing_episodes
),

numbered AS (
    SELECT
        things.*,
        row_number() OVER (
            PARTITION BY things.authority_id, things.source_table, things.child_id, things.day
            ORDER BY things.load_id ASC NULLS LAST, things.landed_row ASC NULLS LAST
        ) AS occurrence
    FROM things
    WHERE things.child_id IS NOT NULL AND things.day IS NOT NULL
)

SELECT
    numbered.authority_id,
    numbered.team_id,
    numbered.child_id,
    numbered.source_table,
    '*' AS source_columns,
    numbered.load_id,
    numbered.landed_row,
    1 AS rows_concerned,
    CASE
        WHEN numbered.occurrence > 1 THEN concat('The child has another ', numbered.thing, ' from the same day.')
    END AS doubt
FROM numbered
