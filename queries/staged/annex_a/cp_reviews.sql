-- One row is one review conference of a child on a plan: each extract of list 7 adds the latest one it knows.
INSERT INTO staged.cp_reviews BY NAME
SELECT
    annex_a_id('cp_review', in_list.child_id, in_list.last_review_conference_on) AS review_id,
    in_list.child_id,
    annex_a_id('cp_plan', in_list.child_id, max(in_list.plan_started_on)) AS cp_plan_id,
    in_list.last_review_conference_on AS review_held_on,
    in_list.authority_id,
    'annex_a' AS source_kind,
    max_by(in_list.load_id, in_list.as_at_on) AS load_id,
    max_by(in_list.landed_row, in_list.as_at_on) AS landed_row
FROM staged.annex_a_list_7 AS in_list
-- the initial conference stands in this column in some extracts; it is no review
WHERE
    in_list.last_review_conference_on <= in_list.as_at_on
    AND in_list.last_review_conference_on > in_list.plan_started_on
GROUP BY
    in_list.authority_id,
    in_list.child_id,
    in_list.last_review_conference_on;
