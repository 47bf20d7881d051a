-- One row is one assessment of one child in list 4, linked to the child's last referral up to its start.
-- The answer about support counts only once the assessment is authorised: some extracts fill it with No before.
INSERT INTO staged.assessments BY NAME
WITH numbered AS (
    SELECT
        in_list.*,
        row_number() OVER (
            PARTITION BY in_list.load_id, in_list.child_id, in_list.assessment_started_on
            ORDER BY in_list.landed_row ASC NULLS LAST
        ) AS occurrence
    FROM staged.annex_a_list_4 AS in_list
),

newest AS (
    SELECT numbered.*
    FROM numbered
    QUALIFY
        row_number() OVER (
            PARTITION BY numbered.authority_id, numbered.child_id, numbered.assessment_started_on, numbered.occurrence
            ORDER BY numbered.as_at_on DESC NULLS LAST
        ) = 1
)

SELECT
    annex_a_id('assessment', newest.child_id, newest.assessment_started_on, newest.occurrence) AS assessment_id,
    newest.child_id,
    referrals.referral_id,
    newest.assessment_started_on,
    CASE newest.child_seen_answer WHEN 'yes' THEN TRUE WHEN 'no' THEN FALSE END AS is_child_seen,
    newest.assessment_authorised_on,
    CASE
        WHEN newest.assessment_authorised_on IS NOT NULL
            THEN CASE newest.support_needed_answer WHEN 'yes' THEN FALSE WHEN 'no' THEN TRUE END
    END AS is_no_further_action,
    teams.team_id,
    newest.allocated_worker AS worker_id,
    newest.authority_id,
    'annex_a' AS source_kind,
    newest.load_id,
    newest.landed_row
FROM newest
LEFT JOIN staged.referrals
    ON
        newest.authority_id = referrals.authority_id
        AND newest.child_id = referrals.child_id
        AND newest.assessment_started_on >= referrals.referral_received_on
LEFT JOIN annex_a_teams AS teams
    ON newest.authority_id = teams.authority_id AND newest.allocated_team = teams.allocated_team
QUALIFY
    row_number() OVER (
        PARTITION BY newest.authority_id, newest.child_id, newest.assessment_started_on, newest.occurrence
        ORDER BY referrals.referral_received_on DESC NULLS LAST, referrals.referral_id DESC NULLS LAST
    ) = 1;
