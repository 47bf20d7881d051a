-- One row is one child, list and extract with the counts that only Annex A has.
-- Read by: events.referrals, events.section_47_enquiries, events.cp_plans, events.cp_plans_at_month_end,
-- events.care_periods, events.care_at_month_end, events.children_missing_at_month_end.
INSERT INTO staged.annex_a_counts BY NAME
SELECT
    in_list.child_id,
    3 AS list_number,
    in_list.as_at_on AS known_on,
    max(in_list.referrals_in_last_12_months) AS referrals_last_12_months,
    in_list.authority_id,
    'annex_a' AS source_kind,
    in_list.load_id,
    max(in_list.landed_row) AS landed_row
FROM staged.annex_a_list_3 AS in_list
GROUP BY
    in_list.authority_id,
    in_list.child_id,
    in_list.as_at_on,
    in_list.load_id;

INSERT INTO staged.annex_a_counts BY NAME
SELECT
    in_list.child_id,
    5 AS list_number,
    in_list.as_at_on AS known_on,
    max(in_list.section_47_enquiries_in_last_12_months) AS section_47s_last_12_months,
    max(in_list.initial_conferences_in_last_12_months) AS icpcs_last_12_months,
    in_list.authority_id,
    'annex_a' AS source_kind,
    in_list.load_id,
    max(in_list.landed_row) AS landed_row
FROM staged.annex_a_list_5 AS in_list
GROUP BY
    in_list.authority_id,
    in_list.child_id,
    in_list.as_at_on,
    in_list.load_id;

INSERT INTO staged.annex_a_counts BY NAME
SELECT
    in_list.child_id,
    7 AS list_number,
    in_list.as_at_on AS known_on,
    max(in_list.previous_plans) AS previous_cp_plans,
    bool_or(
        CASE in_list.emergency_protection_in_last_6_months_answer WHEN 'yes' THEN TRUE WHEN 'no' THEN FALSE END
    ) AS has_emergency_protection_in_6_months,
    in_list.authority_id,
    'annex_a' AS source_kind,
    in_list.load_id,
    max(in_list.landed_row) AS landed_row
FROM staged.annex_a_list_7 AS in_list
GROUP BY
    in_list.authority_id,
    in_list.child_id,
    in_list.as_at_on,
    in_list.load_id;

INSERT INTO staged.annex_a_counts BY NAME
SELECT
    in_list.child_id,
    8 AS list_number,
    in_list.as_at_on AS known_on,
    max(in_list.placements_in_last_12_months) AS placements_last_12_months,
    max(in_list.missing_episodes_in_last_12_months) AS missing_last_12_months,
    max(in_list.absent_episodes_in_last_12_months) AS absent_last_12_months,
    bool_or(CASE in_list.return_interview_offered_answer WHEN 'yes' THEN TRUE WHEN 'no' THEN FALSE END)
        AS is_return_interview_offered,
    bool_or(CASE in_list.return_interview_accepted_answer WHEN 'yes' THEN TRUE WHEN 'no' THEN FALSE END)
        AS is_return_interview_accepted,
    bool_or(
        CASE in_list.second_period_of_care_in_last_12_months_answer WHEN 'yes' THEN TRUE WHEN 'no' THEN FALSE END
    ) AS has_second_care_period_in_12_months,
    in_list.authority_id,
    'annex_a' AS source_kind,
    in_list.load_id,
    max(in_list.landed_row) AS landed_row
FROM staged.annex_a_list_8 AS in_list
GROUP BY
    in_list.authority_id,
    in_list.child_id,
    in_list.as_at_on,
    in_list.load_id;
