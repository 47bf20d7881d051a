-- One row is one child in one initial child protection conference of list 5; two enquiries may lead to one.
-- The clock runs from the strategy discussion that began it all: of enquiries that name one conference the first
-- counts that was not closed without action, as for a dataset that does not name the enquiry.
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
FROM staged.section_47_enquiries AS enquiries
-- the newest row of the enquiry
INNER JOIN staged.annex_a_list_5 AS in_list
    ON enquiries.load_id = in_list.load_id AND enquiries.landed_row = in_list.landed_row
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
            -- an enquiry dated after the conference did not lead to it
            enquiries.enquiry_started_on > in_list.initial_conference_held_on ASC NULLS LAST,
            coalesce(enquiries.is_no_further_action, FALSE) ASC NULLS LAST,
            enquiries.enquiry_started_on ASC NULLS LAST,
            in_list.as_at_on DESC NULLS LAST,
            in_list.landed_row DESC NULLS LAST
    ) = 1;
