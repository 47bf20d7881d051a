-- One row is one day on which list 6 says that a child on a child in need plan was last seen; each extract adds
-- the last one it knows. Whether the child was alone is not listed.
INSERT INTO staged.cin_visits BY NAME
SELECT
    annex_a_id('cin_visit', in_list.child_id, in_list.child_last_seen_on) AS visit_id,
    in_list.child_id,
    in_list.child_last_seen_on AS visited_on,
    TRUE AS is_child_seen,
    in_list.authority_id,
    'annex_a' AS source_kind,
    max(in_list.load_id) AS load_id,
    max_by(in_list.landed_row, in_list.load_id) AS landed_row
FROM staged.annex_a_list_6 AS in_list
WHERE in_list.child_last_seen_on <= in_list.as_at_on AND in_list.case_status_code = 'child_in_need'
GROUP BY
    in_list.authority_id,
    in_list.child_id,
    in_list.child_last_seen_on;
