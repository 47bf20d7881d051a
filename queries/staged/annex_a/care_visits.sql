-- One row is one visit to a child in care: each extract of list 8 adds the last one it knows, and earlier ones are
-- kept. The list names visits to the child, so the child was seen; whether alone is not listed.
INSERT INTO staged.care_visits BY NAME
SELECT
    annex_a_id('care_visit', in_list.child_id, in_list.last_social_work_visit_on) AS visit_id,
    annex_a_id('care_period', in_list.child_id, max(in_list.care_started_on)) AS care_period_id,
    in_list.child_id,
    in_list.last_social_work_visit_on AS visited_on,
    TRUE AS is_child_seen,
    in_list.authority_id,
    'annex_a' AS source_kind,
    max_by(in_list.load_id, in_list.as_at_on) AS load_id,
    max_by(in_list.landed_row, in_list.as_at_on) AS landed_row
FROM staged.annex_a_list_8 AS in_list
WHERE in_list.last_social_work_visit_on <= in_list.as_at_on
GROUP BY
    in_list.authority_id,
    in_list.child_id,
    in_list.last_social_work_visit_on;
