-- One row is one statutory review of a child in care: each extract of list 8 adds the latest one it knows.
INSERT INTO staged.care_reviews BY NAME
SELECT
    annex_a_id('care_review', in_list.child_id, in_list.last_care_review_on) AS review_id,
    annex_a_id('care_period', in_list.child_id, max(in_list.care_started_on)) AS care_period_id,
    in_list.last_care_review_on AS review_held_on,
    FALSE AS is_cancelled,
    in_list.child_id,
    in_list.authority_id,
    'annex_a' AS source_kind,
    max_by(in_list.load_id, in_list.as_at_on) AS load_id,
    max_by(in_list.landed_row, in_list.as_at_on) AS landed_row
FROM staged.annex_a_list_8 AS in_list
WHERE in_list.last_care_review_on <= in_list.as_at_on
GROUP BY
    in_list.authority_id,
    in_list.child_id,
    in_list.last_care_review_on;
