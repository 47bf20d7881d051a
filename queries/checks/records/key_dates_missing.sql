-- One row is one record that counts by its day, with the doubt where the day is blank: such a record is in no
-- month. A conference that has not been held has no day yet, so one without an outcome is in no doubt.
-- Read by: data/data_checks.
WITH dated AS (
    SELECT
        contacts.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        contacts.child_id,
        'contacts' AS source_table,
        'contact_received_on' AS source_columns,
        contacts.load_id,
        contacts.landed_row,
        contacts.contact_received_on IS NULL AS is_missing,
        'contact' AS thing
    FROM staged.contacts
    UNION ALL
    SELECT
        referrals.authority_id,
        referrals.team_id,
        referrals.child_id,
        'referrals' AS source_table,
        'referral_received_on' AS source_columns,
        referrals.load_id,
        referrals.landed_row,
        referrals.referral_received_on IS NULL AS is_missing,
        'referral' AS thing
    FROM staged.referrals
    UNION ALL
    SELECT
        assessments.authority_id,
        assessments.team_id,
        assessments.child_id,
        'assessments' AS source_table,
        'assessment_started_on' AS source_columns,
        assessments.load_id,
        assessments.landed_row,
        assessments.assessment_started_on IS NULL AS is_missing,
        'assessment' AS thing
    FROM staged.assessments
    UNION ALL
    SELECT
        section_47_enquiries.authority_id,
        section_47_enquiries.team_id,
        section_47_enquiries.child_id,
        'section_47_enquiries' AS source_table,
        'enquiry_started_on' AS source_columns,
        section_47_enquiries.load_id,
        section_47_enquiries.landed_row,
        section_47_enquiries.enquiry_started_on IS NULL AS is_missing,
        'enquiry' AS thing
    FROM staged.section_47_enquiries
    UNION ALL
    SELECT
        initial_conferences.authority_id,
        initial_conferences.team_id,
        initial_conferences.child_id,
        'initial_conferences' AS source_table,
        'conference_held_on' AS source_columns,
        initial_conferences.load_id,
        initial_conferences.landed_row,
        initial_conferences.conference_held_on IS NULL
        AND initial_conferences.is_plan_outcome IS NOT NULL AS is_missing,
        'conference' AS thing
    FROM staged.initial_conferences
    UNION ALL
    SELECT
        cin_plans.authority_id,
        cin_plans.team_id,
        cin_plans.child_id,
        'cin_plans' AS source_table,
        'plan_started_on' AS source_columns,
        cin_plans.load_id,
        cin_plans.landed_row,
        cin_plans.plan_started_on IS NULL AS is_missing,
        'plan' AS thing
    FROM staged.cin_plans
    UNION ALL
    SELECT
        cin_visits.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        cin_visits.child_id,
        'cin_visits' AS source_table,
        'visited_on' AS source_columns,
        cin_visits.load_id,
        cin_visits.landed_row,
        cin_visits.visited_on IS NULL AS is_missing,
        'visit' AS thing
    FROM staged.cin_visits
    UNION ALL
    SELECT
        cp_plans.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        cp_plans.child_id,
        'cp_plans' AS source_table,
        'plan_started_on' AS source_columns,
        cp_plans.load_id,
        cp_plans.landed_row,
        cp_plans.plan_started_on IS NULL AS is_missing,
        'plan' AS thing
    FROM staged.cp_plans
    UNION ALL
    SELECT
        cp_visits.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        cp_visits.child_id,
        'cp_visits' AS source_table,
        'visited_on' AS source_columns,
        cp_visits.load_id,
        cp_visits.landed_row,
        cp_visits.visited_on IS NULL AS is_missing,
        'visit' AS thing
    FROM staged.cp_visits
    UNION ALL
    SELECT
        care_episodes.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        care_episodes.child_id,
        'care_episodes' AS source_table,
        'episode_started_on' AS source_columns,
        care_episodes.load_id,
        care_episodes.landed_row,
        care_episodes.episode_started_on IS NULL AS is_missing,
        'episode' AS thing
    FROM staged.care_episodes
    UNION ALL
    SELECT
        placements.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        placements.child_id,
        'placements' AS source_table,
        'placement_started_on' AS source_columns,
        placements.load_id,
        placements.landed_row,
        placements.placement_started_on IS NULL AS is_missing,
        'placement' AS thing
    FROM staged.placements
    UNION ALL
    SELECT
        care_visits.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        care_visits.child_id,
        'care_visits' AS source_table,
        'visited_on' AS source_columns,
        care_visits.load_id,
        care_visits.landed_row,
        care_visits.visited_on IS NULL AS is_missing,
        'visit' AS thing
    FROM staged.care_visits
    UNION ALL
    SELECT
        missing_episodes.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        missing_episodes.child_id,
        'missing_episodes' AS source_table,
        'episode_started_on' AS source_columns,
        missing_episodes.load_id,
        missing_episodes.landed_row,
        missing_episodes.episode_started_on IS NULL AS is_missing,
        'missing episode' AS thing
    FROM staged.missing_episodes
    UNION ALL
    SELECT
        legal_statuses.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        legal_statuses.child_id,
        'legal_statuses' AS source_table,
        'status_started_on' AS source_columns,
        legal_statuses.load_id,
        legal_statuses.landed_row,
        legal_statuses.status_started_on IS NULL AS is_missing,
        'legal status' AS thing
    FROM staged.legal_statuses
    UNION ALL
    SELECT
        case_supervision.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        case_supervision.child_id,
        'case_supervision' AS source_table,
        'held_at' AS source_columns,
        case_supervision.load_id,
        case_supervision.landed_row,
        case_supervision.held_at IS NULL AS is_missing,
        'supervision' AS thing
    FROM staged.case_supervision
    UNION ALL
    SELECT
        involvements.authority_id,
        involvements.team_id,
        involvements.child_id,
        'involvements' AS source_table,
        'involvement_started_on' AS source_columns,
        involvements.load_id,
        involvements.landed_row,
        involvements.involvement_started_on IS NULL AS is_missing,
        'involvement' AS thing
    FROM staged.involvements
)

SELECT
    dated.authority_id,
    dated.team_id,
    dated.child_id,
    dated.source_table,
    dated.source_columns,
    dated.load_id,
    dated.landed_row,
    1 AS rows_concerned,
    CASE WHEN dated.is_missing THEN concat('The day of the ', dated.thing, ' is blank.') END AS doubt
FROM dated
