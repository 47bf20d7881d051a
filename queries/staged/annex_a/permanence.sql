-- One row is one decision that a child should be placed for adoption, with the steps after it, as the newest
-- extract of list 10 that has it says.
INSERT INTO staged.permanence BY NAME
SELECT
    annex_a_id('permanence', in_list.child_id, in_list.adoption_decided_on) AS permanence_id,
    in_list.child_id,
    CASE
        WHEN in_list.care_started_on IS NOT NULL
            THEN annex_a_id('care_period', in_list.child_id, in_list.care_started_on)
    END AS care_period_id,
    in_list.care_started_on AS entered_care_on,
    in_list.adoption_decided_on,
    in_list.placement_order_made_on AS placement_order_on,
    in_list.placed_for_adoption_on,
    in_list.matched_on,
    in_list.fostering_for_adoption_started_on AS placed_fostering_for_adoption_on,
    in_list.adoption_decision_reversed_on AS decision_reversed_on,
    in_list.adoption_reversed_reason_code AS decision_reversed_reason_code,
    in_list.adoption_order_made_on AS order_made_on,
    CASE WHEN in_list.adoption_order_made_on IS NOT NULL THEN 'Adoption' END AS order_type,
    in_list.authority_id,
    'annex_a' AS source_kind,
    in_list.load_id,
    in_list.landed_row
FROM staged.annex_a_list_10 AS in_list
QUALIFY
    row_number() OVER (
        PARTITION BY in_list.authority_id, in_list.child_id, in_list.adoption_decided_on
        ORDER BY in_list.as_at_on DESC NULLS LAST, in_list.landed_row DESC NULLS LAST
    ) = 1;
