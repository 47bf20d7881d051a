-- One row is one statutory visit to a child on a plan: each extract of list 7 adds the last one it knows, and
-- earlier ones are kept. Whether the child was seen is not listed, only whether alone.
INSERT INTO staged.cp_visits BY NAME
SELECT
    annex_a_id('cp_visit', in_list.child_id, in_list.last_statutory_visit_on) AS visit_id,
    in_list.child_id,
    annex_a_id('cp_plan', in_list.child_id, max(in_list.plan_started_on)) AS cp_plan_id,
    in_list.last_statutory_visit_on AS visited_on,
    TRUE AS is_child_seen,
    CASE max_by(in_list.child_seen_alone_answer, in_list.as_at_on) WHEN 'yes' THEN TRUE WHEN 'no' THEN FALSE END
        AS is_child_seen_alone,
    in_list.authority_id,
    'annex_a' AS source_kind,
    max_by(in_list.load_id, in_list.as_at_on) AS load_id,
    max_by(in_list.landed_row, in_list.as_at_on) AS landed_row
FROM staged.annex_a_list_7 AS in_list
WHERE in_list.last_statutory_visit_on <= in_list.as_at_on
GROUP BY
    in_list.authority_id,
    in_list.child_id,
    in_list.last_statutory_visit_on;
