-- One row is one child whom list 8 or 9 names as unaccompanied and seeking asylum, from the first day of care
-- that is known. Both lists look back (twelve months, or before the 18th birthday), so no end can be told.
INSERT INTO staged.immigration_statuses BY NAME
SELECT
    annex_a_rows.child_id,
    annex_a_id('immigration_status', annex_a_rows.child_id, NULL) AS immigration_status_id,
    'UASC' AS immigration_status,
    min(annex_a_rows.began_on) AS status_started_on,
    annex_a_rows.authority_id,
    'annex_a' AS source_kind,
    max(annex_a_rows.load_id) AS load_id,
    max_by(annex_a_rows.landed_row, annex_a_rows.load_id) AS landed_row
FROM annex_a_rows
WHERE annex_a_rows.unaccompanied_answer = 'yes'
GROUP BY
    annex_a_rows.authority_id,
    annex_a_rows.child_id;
