-- One row is one record that names another it belongs to, with the doubt where that other is not in the extract.
-- A table of which the council has loaded no row is not looked for: then nothing of it can be missing.
-- Read by: data/data_checks.
WITH links AS (
    SELECT
        assessments.authority_id,
        assessments.team_id,
        assessments.child_id,
        'assessments' AS source_table,
        'referral_id' AS source_columns,
        assessments.load_id,
        assessments.landed_row,
        'referrals' AS parent_table,
        assessments.referral_id AS parent_id,
        'referral' AS parent_words
    FROM staged.assessments
    UNION ALL
    SELECT
        cin_plans.authority_id,
        cin_plans.team_id,
        cin_plans.child_id,
        'cin_plans' AS source_table,
        'referral_id' AS source_columns,
        cin_plans.load_id,
        cin_plans.landed_row,
        'referrals' AS parent_table,
        cin_plans.referral_id AS parent_id,
        'referral' AS parent_words
    FROM staged.cin_plans
    UNION ALL
    SELECT
        section_47_enquiries.authority_id,
        section_47_enquiries.team_id,
        section_47_enquiries.child_id,
        'section_47_enquiries' AS source_table,
        'referral_id' AS source_columns,
        section_47_enquiries.load_id,
        section_47_enquiries.landed_row,
        'referrals' AS parent_table,
        section_47_enquiries.referral_id AS parent_id,
        'referral' AS parent_words
    FROM staged.section_47_enquiries
    UNION ALL
    SELECT
        initial_conferences.authority_id,
        initial_conferences.team_id,
        initial_conferences.child_id,
        'initial_conferences' AS source_table,
        'section_47_enquiry_id' AS source_columns,
        initial_conferences.load_id,
        initial_conferences.landed_row,
        'section_47_enquiries' AS parent_table,
        initial_conferences.section_47_enquiry_id AS parent_id,
        'section 47 enquiry' AS parent_words
    FROM staged.initial_conferences
    UNION ALL
    SELECT
        cp_plans.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        cp_plans.child_id,
        'cp_plans' AS source_table,
        'initial_conference_id' AS source_columns,
        cp_plans.load_id,
        cp_plans.landed_row,
        'initial_conferences' AS parent_table,
        cp_plans.initial_conference_id AS parent_id,
        'initial child protection conference' AS parent_words
    FROM staged.cp_plans
    UNION ALL
    SELECT
        cp_visits.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        cp_visits.child_id,
        'cp_visits' AS source_table,
        'cp_plan_id' AS source_columns,
        cp_visits.load_id,
        cp_visits.landed_row,
        'cp_plans' AS parent_table,
        cp_visits.cp_plan_id AS parent_id,
        'child protection plan' AS parent_words
    FROM staged.cp_visits
    UNION ALL
    SELECT
        cp_reviews.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        cp_reviews.child_id,
        'cp_reviews' AS source_table,
        'cp_plan_id' AS source_columns,
        cp_reviews.load_id,
        cp_reviews.landed_row,
        'cp_plans' AS parent_table,
        cp_reviews.cp_plan_id AS parent_id,
        'child protection plan' AS parent_words
    FROM staged.cp_reviews
    UNION ALL
    SELECT
        core_groups.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        core_groups.child_id,
        'core_groups' AS source_table,
        'plan_id' AS source_columns,
        core_groups.load_id,
        core_groups.landed_row,
        'cp_plans' AS parent_table,
        core_groups.plan_id AS parent_id,
        'child protection plan' AS parent_words
    FROM staged.core_groups
    UNION ALL
    SELECT
        cin_reviews.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        cin_reviews.child_id,
        'cin_reviews' AS source_table,
        'plan_id' AS source_columns,
        cin_reviews.load_id,
        cin_reviews.landed_row,
        'cin_plans' AS parent_table,
        cin_reviews.plan_id AS parent_id,
        'child in need plan' AS parent_words
    FROM staged.cin_reviews
    UNION ALL
    SELECT
        placements.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        placements.child_id,
        'placements' AS source_table,
        'care_period_id' AS source_columns,
        placements.load_id,
        placements.landed_row,
        'care_episodes' AS parent_table,
        placements.care_period_id AS parent_id,
        'period of care' AS parent_words
    FROM staged.placements
    UNION ALL
    SELECT
        care_visits.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        care_visits.child_id,
        'care_visits' AS source_table,
        'care_period_id' AS source_columns,
        care_visits.load_id,
        care_visits.landed_row,
        'care_episodes' AS parent_table,
        care_visits.care_period_id AS parent_id,
        'period of care' AS parent_words
    FROM staged.care_visits
    UNION ALL
    SELECT
        care_reviews.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        care_reviews.child_id,
        'care_reviews' AS source_table,
        'care_period_id' AS source_columns,
        care_reviews.load_id,
        care_reviews.landed_row,
        'care_episodes' AS parent_table,
        care_reviews.care_period_id AS parent_id,
        'period of care' AS parent_words
    FROM staged.care_reviews
    UNION ALL
    SELECT
        return_home_interviews.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        return_home_interviews.child_id,
        'return_home_interviews' AS source_table,
        'missing_id' AS source_columns,
        return_home_interviews.load_id,
        return_home_interviews.landed_row,
        'missing_episodes' AS parent_table,
        return_home_interviews.missing_id AS parent_id,
        'missing episode' AS parent_words
    FROM staged.return_home_interviews
    UNION ALL
    SELECT
        contact_decisions.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        contact_decisions.child_id,
        'contact_decisions' AS source_table,
        'contact_id' AS source_columns,
        contact_decisions.load_id,
        contact_decisions.landed_row,
        'contacts' AS parent_table,
        contact_decisions.contact_id AS parent_id,
        'contact' AS parent_words
    FROM staged.contact_decisions
),

parents AS (
    SELECT
        referrals.authority_id,
        'referrals' AS parent_table,
        referrals.referral_id AS parent_id
    FROM staged.referrals
    UNION
    SELECT
        section_47_enquiries.authority_id,
        'section_47_enquiries' AS parent_table,
        section_47_enquiries.section_47_enquiry_id AS parent_id
    FROM staged.section_47_enquiries
    UNION
    SELECT
        initial_conferences.authority_id,
        'initial_conferences' AS parent_table,
        initial_conferences.initial_conference_id AS parent_id
    FROM staged.initial_conferences
    UNION
    SELECT
        cp_plans.authority_id,
        'cp_plans' AS parent_table,
        cp_plans.cp_plan_id AS parent_id
    FROM staged.cp_plans
    UNION
    SELECT
        cin_plans.authority_id,
        'cin_plans' AS parent_table,
        cin_plans.cin_plan_id AS parent_id
    FROM staged.cin_plans
    UNION
    SELECT
        care_episodes.authority_id,
        'care_episodes' AS parent_table,
        care_episodes.care_period_id AS parent_id
    FROM staged.care_episodes
    UNION
    SELECT
        missing_episodes.authority_id,
        'missing_episodes' AS parent_table,
        missing_episodes.missing_episode_id AS parent_id
    FROM staged.missing_episodes
    UNION
    SELECT
        contacts.authority_id,
        'contacts' AS parent_table,
        contacts.contact_id AS parent_id
    FROM staged.contacts
),

tables_there AS (
    SELECT DISTINCT
        parents.authority_id,
        parents.parent_table
    FROM parents
)

SELECT
    links.authority_id,
    links.team_id,
    links.child_id,
    links.source_table,
    links.source_columns,
    links.load_id,
    links.landed_row,
    1 AS rows_concerned,
    CASE
        WHEN parents.parent_id IS NULL THEN concat('The ', links.parent_words, ' that it names is not in the extract.')
    END AS doubt
FROM links
INNER JOIN tables_there
    ON links.authority_id = tables_there.authority_id AND links.parent_table = tables_there.parent_table
LEFT JOIN parents
    ON
        links.authority_id = parents.authority_id
        AND links.parent_table = parents.parent_table
        AND links.parent_id = parents.parent_id
WHERE links.parent_id IS NOT NULL
