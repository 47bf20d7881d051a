-- One row is one section 47 enquiry of one child in list 5. "Conference deemed unnecessary: yes" means that the
-- enquiry led to none. The list has no day on which an enquiry ended: a conference ends it, and one that led to
-- none was over by the first extract that says so.
INSERT INTO staged.section_47_enquiries BY NAME
WITH numbered AS (
    SELECT
        in_list.*,
        row_number() OVER (
            PARTITION BY in_list.load_id, in_list.child_id, in_list.strategy_discussion_on
            ORDER BY in_list.initial_conference_held_on ASC NULLS LAST, in_list.landed_row ASC NULLS LAST
        ) AS occurrence
    FROM staged.annex_a_list_5 AS in_list
),

newest AS (
    SELECT
        numbered.*,
        min(CASE WHEN numbered.conference_unnecessary_answer = 'yes' THEN numbered.as_at_on END) OVER (
            PARTITION BY numbered.authority_id, numbered.child_id, numbered.strategy_discussion_on, numbered.occurrence
        ) AS found_unnecessary_on
    FROM numbered
    QUALIFY
        row_number() OVER (
            PARTITION BY numbered.authority_id, numbered.child_id, numbered.strategy_discussion_on, numbered.occurrence
            ORDER BY numbered.as_at_on DESC NULLS LAST
        ) = 1
)

SELECT
    annex_a_id('section_47', newest.child_id, newest.strategy_discussion_on, newest.occurrence)
        AS section_47_enquiry_id,
    referrals.referral_id,
    newest.child_id,
    newest.strategy_discussion_on AS enquiry_started_on,
    CASE
        WHEN newest.initial_conference_held_on <= newest.as_at_on THEN newest.initial_conference_held_on
        WHEN newest.conference_unnecessary_answer = 'yes' THEN newest.found_unnecessary_on
    END AS enquiry_ended_on,
    CASE newest.conference_unnecessary_answer WHEN 'yes' THEN TRUE WHEN 'no' THEN FALSE END AS is_no_further_action,
    newest.allocated_worker AS worker_id,
    teams.team_id,
    newest.authority_id,
    'annex_a' AS source_kind,
    newest.load_id,
    newest.landed_row
FROM newest
LEFT JOIN staged.referrals
    ON
        newest.authority_id = referrals.authority_id
        AND newest.child_id = referrals.child_id
        AND newest.strategy_discussion_on >= referrals.referral_received_on
LEFT JOIN annex_a_teams AS teams
    ON newest.authority_id = teams.authority_id AND newest.allocated_team = teams.allocated_team
QUALIFY
    row_number() OVER (
        PARTITION BY newest.authority_id, newest.child_id, newest.strategy_discussion_on, newest.occurrence
        ORDER BY referrals.referral_received_on DESC NULLS LAST, referrals.referral_id DESC NULLS LAST
    ) = 1;
