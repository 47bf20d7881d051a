-- One row is one child of whom a list says whether there is a disability; the newest answer counts. Annex A
-- does not say which, so the code is UNSPECIFIED.
INSERT INTO staged.disabilities BY NAME
SELECT
    annex_a_rows.child_id,
    annex_a_id('disability', annex_a_rows.child_id, NULL) AS disability_id,
    CASE annex_a_rows.disability_answer WHEN 'yes' THEN 'UNSPECIFIED' ELSE 'NONE' END AS disability_code,
    annex_a_rows.authority_id,
    'annex_a' AS source_kind,
    annex_a_rows.load_id,
    annex_a_rows.landed_row
FROM annex_a_rows
WHERE annex_a_rows.disability_answer IN ('yes', 'no')
QUALIFY
    row_number() OVER (
        PARTITION BY annex_a_rows.authority_id, annex_a_rows.child_id
        ORDER BY
            annex_a_rows.as_at_on DESC NULLS LAST,
            annex_a_rows.list_number DESC NULLS LAST,
            annex_a_rows.landed_row DESC NULLS LAST
    ) = 1;
