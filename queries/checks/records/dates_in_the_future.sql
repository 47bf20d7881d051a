-- One row is one date of something that has happened, with the doubt where it is after the day that the extract is
-- about. Days on which something is planned are not looked at. Read by: data/data_checks.
WITH happened AS (
    SELECT
        contacts.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        contacts.child_id,
        'contacts' AS source_table,
        'contact_received_on' AS source_columns,
        contacts.load_id,
        contacts.landed_row,
        contacts.contact_received_on AS day
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
        referrals.referral_received_on AS day
    FROM staged.referrals
    UNION ALL
    SELECT
        referrals.authority_id,
        referrals.team_id,
        referrals.child_id,
        'referrals' AS source_table,
        'closed_on' AS source_columns,
        referrals.load_id,
        referrals.landed_row,
        referrals.closed_on AS day
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
        assessments.assessment_started_on AS day
    FROM staged.assessments
    UNION ALL
    SELECT
        assessments.authority_id,
        assessments.team_id,
        assessments.child_id,
        'assessments' AS source_table,
        'assessment_authorised_on' AS source_columns,
        assessments.load_id,
        assessments.landed_row,
        assessments.assessment_authorised_on AS day
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
        section_47_enquiries.enquiry_started_on AS day
    FROM staged.section_47_enquiries
    UNION ALL
    SELECT
        section_47_enquiries.authority_id,
        section_47_enquiries.team_id,
        section_47_enquiries.child_id,
        'section_47_enquiries' AS source_table,
        'enquiry_ended_on' AS source_columns,
        section_47_enquiries.load_id,
        section_47_enquiries.landed_row,
        section_47_enquiries.enquiry_ended_on AS day
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
        initial_conferences.conference_held_on AS day
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
        cin_plans.plan_started_on AS day
    FROM staged.cin_plans
    UNION ALL
    SELECT
        cin_plans.authority_id,
        cin_plans.team_id,
        cin_plans.child_id,
        'cin_plans' AS source_table,
        'plan_ended_on' AS source_columns,
        cin_plans.load_id,
        cin_plans.landed_row,
        cin_plans.plan_ended_on AS day
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
        cin_visits.visited_on AS day
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
        cp_plans.plan_started_on AS day
    FROM staged.cp_plans
    UNION ALL
    SELECT
        cp_plans.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        cp_plans.child_id,
        'cp_plans' AS source_table,
        'plan_ended_on' AS source_columns,
        cp_plans.load_id,
        cp_plans.landed_row,
        cp_plans.plan_ended_on AS day
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
        cp_visits.visited_on AS day
    FROM staged.cp_visits
    UNION ALL
    SELECT
        cp_reviews.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        cp_reviews.child_id,
        'cp_reviews' AS source_table,
        'review_held_on' AS source_columns,
        cp_reviews.load_id,
        cp_reviews.landed_row,
        cp_reviews.review_held_on AS day
    FROM staged.cp_reviews
    UNION ALL
    SELECT
        care_episodes.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        care_episodes.child_id,
        'care_episodes' AS source_table,
        'episode_started_on' AS source_columns,
        care_episodes.load_id,
        care_episodes.landed_row,
        care_episodes.episode_started_on AS day
    FROM staged.care_episodes
    UNION ALL
    SELECT
        care_episodes.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        care_episodes.child_id,
        'care_episodes' AS source_table,
        'episode_ceased_on' AS source_columns,
        care_episodes.load_id,
        care_episodes.landed_row,
        care_episodes.episode_ceased_on AS day
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
        placements.placement_started_on AS day
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
        care_visits.visited_on AS day
    FROM staged.care_visits
    UNION ALL
    SELECT
        care_reviews.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        care_reviews.child_id,
        'care_reviews' AS source_table,
        'review_held_on' AS source_columns,
        care_reviews.load_id,
        care_reviews.landed_row,
        care_reviews.review_held_on AS day
    FROM staged.care_reviews
    UNION ALL
    SELECT
        missing_episodes.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        missing_episodes.child_id,
        'missing_episodes' AS source_table,
        'episode_started_on' AS source_columns,
        missing_episodes.load_id,
        missing_episodes.landed_row,
        missing_episodes.episode_started_on AS day
    FROM staged.missing_episodes
    UNION ALL
    SELECT
        missing_episodes.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        missing_episodes.child_id,
        'missing_episodes' AS source_table,
        'episode_ended_on' AS source_columns,
        missing_episodes.load_id,
        missing_episodes.landed_row,
        missing_episodes.episode_ended_on AS day
    FROM staged.missing_episodes
    UNION ALL
    SELECT
        people.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        people.child_id,
        'people' AS source_table,
        'born_on' AS source_columns,
        people.load_id,
        people.landed_row,
        people.born_on AS day
    FROM staged.people
    UNION ALL
    SELECT
        case_supervision.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        case_supervision.child_id,
        'case_supervision' AS source_table,
        'held_at' AS source_columns,
        case_supervision.load_id,
        case_supervision.landed_row,
        cast(case_supervision.held_at AS DATE) AS day
    FROM staged.case_supervision
)

SELECT
    happened.authority_id,
    happened.team_id,
    happened.child_id,
    happened.source_table,
    happened.source_columns,
    happened.load_id,
    happened.landed_row,
    1 AS rows_concerned,
    CASE
        WHEN happened.day > record_loads.as_at_on
            THEN concat('The date ', happened.source_columns, ' is after the day of the extract.')
    END AS doubt
FROM happened
INNER JOIN staged.record_loads ON happened.load_id = record_loads.load_id
WHERE happened.day IS NOT NULL
