-- One row is one record about a child, with the doubt where the child is not in the list of children: then
-- nothing is known of the child's age, sex, ethnicity or disability. Read by: data/data_checks.
WITH about_children AS (
    SELECT
        contacts.authority_id,
        contacts.child_id,
        'contacts' AS source_table,
        contacts.load_id,
        contacts.landed_row
    FROM staged.contacts
    UNION ALL
    SELECT
        referrals.authority_id,
        referrals.child_id,
        'referrals' AS source_table,
        referrals.load_id,
        referrals.landed_row
    FROM staged.referrals
    UNION ALL
    SELECT
        assessments.authority_id,
        assessments.child_id,
        'assessments' AS source_table,
        assessments.load_id,
        assessments.landed_row
    FROM staged.assessments
    UNION ALL
    SELECT
        section_47_enquiries.authority_id,
        section_47_enquiries.child_id,
        'section_47_enquiries' AS source_table,
        section_47_enquiries.load_id,
        section_47_enquiries.landed_row
    FROM staged.section_47_enquiries
    UNION ALL
    SELECT
        cin_plans.authority_id,
        cin_plans.child_id,
        'cin_plans' AS source_table,
        cin_plans.load_id,
        cin_plans.landed_row
    FROM staged.cin_plans
    UNION ALL
    SELECT
        cp_plans.authority_id,
        cp_plans.child_id,
        'cp_plans' AS source_table,
        cp_plans.load_id,
        cp_plans.landed_row
    FROM staged.cp_plans
    UNION ALL
    SELECT
        care_episodes.authority_id,
        care_episodes.child_id,
        'care_episodes' AS source_table,
        care_episodes.load_id,
        care_episodes.landed_row
    FROM staged.care_episodes
    UNION ALL
    SELECT
        care_leavers.authority_id,
        care_leavers.child_id,
        'care_leavers' AS source_table,
        care_leavers.load_id,
        care_leavers.landed_row
    FROM staged.care_leavers
    -- of the lists that follow each other, the newest that has the young person
    QUALIFY
        care_leavers.known_on IS NOT DISTINCT FROM max(care_leavers.known_on) OVER (
            PARTITION BY care_leavers.authority_id, care_leavers.child_id
        )
    UNION ALL
    SELECT
        missing_episodes.authority_id,
        missing_episodes.child_id,
        'missing_episodes' AS source_table,
        missing_episodes.load_id,
        missing_episodes.landed_row
    FROM staged.missing_episodes
    UNION ALL
    SELECT
        case_supervision.authority_id,
        case_supervision.child_id,
        'case_supervision' AS source_table,
        case_supervision.load_id,
        case_supervision.landed_row
    FROM staged.case_supervision
    UNION ALL
    SELECT
        education_plans.authority_id,
        education_plans.child_id,
        'education_plans' AS source_table,
        education_plans.load_id,
        education_plans.landed_row
    FROM staged.education_plans
    UNION ALL
    SELECT
        pathway_plans.authority_id,
        pathway_plans.child_id,
        'pathway_plans' AS source_table,
        pathway_plans.load_id,
        pathway_plans.landed_row
    FROM staged.pathway_plans
),

children AS (
    SELECT DISTINCT
        people.authority_id,
        people.child_id
    FROM staged.people
),

councils AS (
    SELECT DISTINCT children.authority_id
    FROM children
)

SELECT
    about_children.authority_id,
    cast(NULL AS VARCHAR) AS team_id,
    about_children.child_id,
    about_children.source_table,
    'child_id' AS source_columns,
    about_children.load_id,
    about_children.landed_row,
    1 AS rows_concerned,
    CASE
        WHEN about_children.child_id IS NULL THEN 'It names no child.'
        WHEN children.child_id IS NULL THEN 'The child that it names is not in the list of children.'
    END AS doubt
FROM about_children
INNER JOIN councils ON about_children.authority_id = councils.authority_id
LEFT JOIN children
    ON about_children.authority_id = children.authority_id AND about_children.child_id = children.child_id
