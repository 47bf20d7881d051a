-- One row is one record with two dates of which one cannot be before the other, with the doubt where it is.
-- Read by: data/data_checks.
WITH dated AS (
    SELECT
        referrals.authority_id,
        referrals.team_id,
        referrals.child_id,
        'referrals' AS source_table,
        'referral_received_on, closed_on' AS source_columns,
        referrals.load_id,
        referrals.landed_row,
        referrals.referral_received_on AS earlier_on,
        referrals.closed_on AS later_on,
        'It was closed before it was received.' AS words
    FROM staged.referrals
    UNION ALL
    SELECT
        assessments.authority_id,
        assessments.team_id,
        assessments.child_id,
        'assessments' AS source_table,
        'assessment_started_on, assessment_authorised_on' AS source_columns,
        assessments.load_id,
        assessments.landed_row,
        assessments.assessment_started_on AS earlier_on,
        assessments.assessment_authorised_on AS later_on,
        'It was authorised before it started.' AS words
    FROM staged.assessments
    UNION ALL
    SELECT
        section_47_enquiries.authority_id,
        section_47_enquiries.team_id,
        section_47_enquiries.child_id,
        'section_47_enquiries' AS source_table,
        'enquiry_started_on, enquiry_ended_on' AS source_columns,
        section_47_enquiries.load_id,
        section_47_enquiries.landed_row,
        section_47_enquiries.enquiry_started_on AS earlier_on,
        section_47_enquiries.enquiry_ended_on AS later_on,
        'It ended before it started.' AS words
    FROM staged.section_47_enquiries
    UNION ALL
    SELECT
        cin_plans.authority_id,
        cin_plans.team_id,
        cin_plans.child_id,
        'cin_plans' AS source_table,
        'plan_started_on, plan_ended_on' AS source_columns,
        cin_plans.load_id,
        cin_plans.landed_row,
        cin_plans.plan_started_on AS earlier_on,
        cin_plans.plan_ended_on AS later_on,
        'The plan ended before it started.' AS words
    FROM staged.cin_plans
    UNION ALL
    SELECT
        cp_plans.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        cp_plans.child_id,
        'cp_plans' AS source_table,
        'plan_started_on, plan_ended_on' AS source_columns,
        cp_plans.load_id,
        cp_plans.landed_row,
        cp_plans.plan_started_on AS earlier_on,
        cp_plans.plan_ended_on AS later_on,
        'The plan ended before it started.' AS words
    FROM staged.cp_plans
    UNION ALL
    SELECT
        care_episodes.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        care_episodes.child_id,
        'care_episodes' AS source_table,
        'episode_started_on, episode_ceased_on' AS source_columns,
        care_episodes.load_id,
        care_episodes.landed_row,
        care_episodes.episode_started_on AS earlier_on,
        care_episodes.episode_ceased_on AS later_on,
        'The episode ended before it started.' AS words
    FROM staged.care_episodes
    UNION ALL
    SELECT
        care_episodes.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        care_episodes.child_id,
        'care_episodes' AS source_table,
        'entered_care_on, episode_started_on' AS source_columns,
        care_episodes.load_id,
        care_episodes.landed_row,
        care_episodes.entered_care_on AS earlier_on,
        care_episodes.episode_started_on AS later_on,
        'The episode started before the child came into care.' AS words
    FROM staged.care_episodes
    UNION ALL
    SELECT
        placements.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        placements.child_id,
        'placements' AS source_table,
        'placement_started_on, placement_ended_on' AS source_columns,
        placements.load_id,
        placements.landed_row,
        placements.placement_started_on AS earlier_on,
        placements.placement_ended_on AS later_on,
        'The placement ended before it started.' AS words
    FROM staged.placements
    UNION ALL
    SELECT
        legal_statuses.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        legal_statuses.child_id,
        'legal_statuses' AS source_table,
        'status_started_on, status_ended_on' AS source_columns,
        legal_statuses.load_id,
        legal_statuses.landed_row,
        legal_statuses.status_started_on AS earlier_on,
        legal_statuses.status_ended_on AS later_on,
        'The legal status ended before it started.' AS words
    FROM staged.legal_statuses
    UNION ALL
    SELECT
        missing_episodes.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        missing_episodes.child_id,
        'missing_episodes' AS source_table,
        'episode_started_on, episode_ended_on' AS source_columns,
        missing_episodes.load_id,
        missing_episodes.landed_row,
        missing_episodes.episode_started_on AS earlier_on,
        missing_episodes.episode_ended_on AS later_on,
        'The child came back before going missing.' AS words
    FROM staged.missing_episodes
    UNION ALL
    SELECT
        early_help_episodes.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        early_help_episodes.child_id,
        'early_help_episodes' AS source_table,
        'episode_started_on, episode_ended_on' AS source_columns,
        early_help_episodes.load_id,
        early_help_episodes.landed_row,
        early_help_episodes.episode_started_on AS earlier_on,
        early_help_episodes.episode_ended_on AS later_on,
        'The episode ended before it started.' AS words
    FROM staged.early_help_episodes
    UNION ALL
    SELECT
        early_help_assessments.authority_id,
        early_help_assessments.team_id,
        early_help_assessments.child_id,
        'early_help_assessments' AS source_table,
        'assessment_started_on, assessment_completed_on' AS source_columns,
        early_help_assessments.load_id,
        early_help_assessments.landed_row,
        early_help_assessments.assessment_started_on AS earlier_on,
        early_help_assessments.assessment_completed_on AS later_on,
        'It was completed before it started.' AS words
    FROM staged.early_help_assessments
    UNION ALL
    SELECT
        involvements.authority_id,
        involvements.team_id,
        involvements.child_id,
        'involvements' AS source_table,
        'involvement_started_on, involvement_ended_on' AS source_columns,
        involvements.load_id,
        involvements.landed_row,
        involvements.involvement_started_on AS earlier_on,
        involvements.involvement_ended_on AS later_on,
        'The worker left before starting.' AS words
    FROM staged.involvements
    UNION ALL
    SELECT
        pre_proceedings.authority_id,
        pre_proceedings.team_id,
        pre_proceedings.child_id,
        'pre_proceedings' AS source_table,
        'decided_on, ended_on' AS source_columns,
        pre_proceedings.load_id,
        pre_proceedings.landed_row,
        pre_proceedings.decided_on AS earlier_on,
        pre_proceedings.ended_on AS later_on,
        'It ended before the decision to begin.' AS words
    FROM staged.pre_proceedings
    UNION ALL
    SELECT
        pre_proceedings.authority_id,
        pre_proceedings.team_id,
        pre_proceedings.child_id,
        'pre_proceedings' AS source_table,
        'issued_on, concluded_on' AS source_columns,
        pre_proceedings.load_id,
        pre_proceedings.landed_row,
        pre_proceedings.issued_on AS earlier_on,
        pre_proceedings.concluded_on AS later_on,
        'Proceedings ended before they were issued.' AS words
    FROM staged.pre_proceedings
    UNION ALL
    SELECT
        permanence.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        permanence.child_id,
        'permanence' AS source_table,
        'adoption_decided_on, placed_for_adoption_on' AS source_columns,
        permanence.load_id,
        permanence.landed_row,
        permanence.adoption_decided_on AS earlier_on,
        permanence.placed_for_adoption_on AS later_on,
        'The child was placed for adoption before the decision.' AS words
    FROM staged.permanence
    UNION ALL
    SELECT
        return_home_interviews.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        return_home_interviews.child_id,
        'return_home_interviews' AS source_table,
        'returned_at, held_at' AS source_columns,
        return_home_interviews.load_id,
        return_home_interviews.landed_row,
        cast(return_home_interviews.returned_at AS DATE) AS earlier_on,
        cast(return_home_interviews.held_at AS DATE) AS later_on,
        'The interview was held before the child came back.' AS words
    FROM staged.return_home_interviews
    UNION ALL
    SELECT
        complaints.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        cast(NULL AS VARCHAR) AS child_id,
        'complaints' AS source_table,
        'received_on, closed_on' AS source_columns,
        complaints.load_id,
        complaints.landed_row,
        complaints.received_on AS earlier_on,
        complaints.closed_on AS later_on,
        'It was closed before it was received.' AS words
    FROM staged.complaints
    UNION ALL
    SELECT
        assessments.authority_id,
        assessments.team_id,
        assessments.child_id,
        'assessments' AS source_table,
        'assessment_started_on, referral_id' AS source_columns,
        assessments.load_id,
        assessments.landed_row,
        referrals.referral_received_on AS earlier_on,
        assessments.assessment_started_on AS later_on,
        'It started before the referral that it names was received.' AS words
    FROM staged.assessments
    INNER JOIN staged.referrals
        ON
            assessments.authority_id = referrals.authority_id
            AND assessments.referral_id = referrals.referral_id
    UNION ALL
    SELECT
        initial_conferences.authority_id,
        initial_conferences.team_id,
        initial_conferences.child_id,
        'initial_conferences' AS source_table,
        'conference_held_on' AS source_columns,
        initial_conferences.load_id,
        initial_conferences.landed_row,
        section_47_enquiries.enquiry_started_on AS earlier_on,
        initial_conferences.conference_held_on AS later_on,
        'The conference was held before its section 47 enquiry started.' AS words
    FROM staged.initial_conferences
    INNER JOIN staged.section_47_enquiries
        ON
            initial_conferences.authority_id = section_47_enquiries.authority_id
            AND initial_conferences.section_47_enquiry_id = section_47_enquiries.section_47_enquiry_id
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
    CASE WHEN dated.later_on < dated.earlier_on THEN dated.words END AS doubt
FROM dated
WHERE dated.earlier_on IS NOT NULL AND dated.later_on IS NOT NULL
