-- One row is one child in one initial child protection conference of list 5; two enquiries may lead to one.
-- Conferences that are only booked (after the day of the extract) are left out: they may not be held.
INSERT INTO staged.initial_conferences BY NAME
SELECT
    annex_a_id('conference', in_list.child_id, in_list.initial_conference_held_on) AS initial_conference_id,
    enquiries.section_47_enquiry_id,
    enquiries.referral_id,
    in_list.child_id,
    plans.cp_plan_id,
    in_list.initial_conference_held_on AS conference_held_on,
    CASE in_list.led_to_plan_answer WHEN 'yes' THEN TRUE WHEN 'no' THEN FALSE END AS is_plan_outcome,
    enquiries.team_id,
    enquiries.worker_id,
    in_list.authority_id,
    'annex_a' AS source_kind,
    in_list.load_id,
    in_list.landed_row
FROM staged.annex_a_list_5 AS in_list
INNER JOIN staged.section_47_enquiries AS enquiries
    ON
        in_list.authority_id = enquiries.authority_id
        AND in_list.child_id = enquiries.child_id
        AND in_list.strategy_discussion_on = enquiries.enquiry_started_on
LEFT JOIN staged.cp_plans AS plans
    ON
        in_list.authority_id = plans.authority_id
        AND in_list.child_id = plans.child_id
        AND in_list.initial_conference_held_on = plans.plan_started_on
WHERE in_list.initial_conference_held_on <= in_list.as_at_on
QUALIFY
    row_number() OVER (
        PARTITION BY in_list.authority_id, in_list.child_id, in_list.initial_conference_held_on
        ORDER BY
            in_list.as_at_on DESC NULLS LAST,
            -- of two enquiries, the one begun last led to the conference
            in_list.strategy_discussion_on DESC NULLS LAST,
            in_list.landed_row DESC NULLS LAST,
            enquiries.section_47_enquiry_id ASC NULLS LAST
    ) = 1;
