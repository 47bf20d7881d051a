-- One row is one health assessment or dental check of a child in care: each extract of list 8 adds the last one of
-- each that it knows. Initial and review assessments are not told apart.
INSERT INTO staged.health_checks BY NAME
WITH checks AS (
    SELECT
        in_list.authority_id,
        in_list.child_id,
        'Health Assessment' AS check_type,
        in_list.last_health_assessment_on AS checked_on,
        in_list.as_at_on,
        in_list.load_id,
        in_list.landed_row
    FROM staged.annex_a_list_8 AS in_list
    UNION ALL
    SELECT
        in_list.authority_id,
        in_list.child_id,
        'Dental Check' AS check_type,
        in_list.last_dental_check_on AS checked_on,
        in_list.as_at_on,
        in_list.load_id,
        in_list.landed_row
    FROM staged.annex_a_list_8 AS in_list
)

SELECT
    annex_a_id(lower(replace(checks.check_type, ' ', '_')), checks.child_id, checks.checked_on) AS health_check_id,
    checks.child_id,
    checks.check_type,
    checks.checked_on,
    'Completed' AS check_status,
    checks.authority_id,
    'annex_a' AS source_kind,
    max_by(checks.load_id, checks.as_at_on) AS load_id,
    max_by(checks.landed_row, checks.as_at_on) AS landed_row
FROM checks
WHERE checks.checked_on <= checks.as_at_on
GROUP BY
    checks.authority_id,
    checks.child_id,
    checks.check_type,
    checks.checked_on;
