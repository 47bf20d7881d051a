-- One row is one person who asked to adopt, as the newest extract of list 11 that has them says.
INSERT INTO staged.adopters BY NAME
SELECT
    in_list.adopter_id,
    in_list.family_id,
    in_list.gender_code,
    in_list.ethnicity_code,
    in_list.disability_answer,
    in_list.fostering_for_adoption_answer,
    in_list.enquiry_received_on,
    in_list.stage_1_started_on,
    in_list.stage_1_ended_on,
    in_list.stage_2_started_on,
    in_list.stage_2_ended_on,
    in_list.application_submitted_on,
    in_list.application_approved_on,
    in_list.matched_on,
    in_list.children_placed_on,
    in_list.children_placed,
    in_list.adoption_order_made_on,
    in_list.left_process_on,
    in_list.left_process_reason_code,
    in_list.authority_id,
    'annex_a' AS source_kind,
    in_list.load_id,
    in_list.landed_row
FROM staged.annex_a_list_11 AS in_list
QUALIFY
    row_number() OVER (
        PARTITION BY in_list.authority_id, in_list.adopter_id, in_list.enquiry_received_on
        ORDER BY in_list.as_at_on DESC NULLS LAST, in_list.landed_row DESC NULLS LAST
    ) = 1;
