-- One row is one fact about one child with open work at the end of the newest complete month, with the doubt where
-- it is not known: date of birth, sex, ethnicity, disability. Read by: data/data_checks.
WITH open_children AS (
    SELECT
        open_cases.authority_id,
        open_cases.team_id,
        children.child_id,
        children.birth_on,
        children.sex,
        children.ethnicity_group,
        children.disability,
        children.load_id,
        children.landed_row
    FROM events.open_cases_at_month_end AS open_cases
    INNER JOIN events.children
        ON open_cases.authority_id = children.authority_id AND open_cases.child_id = children.child_id
    WHERE
        open_cases.month_end = (
            SELECT max(month_ends.month_end)
            FROM month_ends
            WHERE open_cases.authority_id = month_ends.authority_id
        )
),

facts AS (
    SELECT
        open_children.*,
        'people' AS source_table,
        'born_on' AS source_columns,
        CASE WHEN open_children.birth_on IS NULL THEN 'The date of birth is not known.' END AS doubt
    FROM open_children
    UNION ALL
    SELECT
        open_children.*,
        'people' AS source_table,
        'sex_code, gender_code' AS source_columns,
        CASE WHEN open_children.sex IS NULL THEN 'The sex is not known.' END AS doubt
    FROM open_children
    UNION ALL
    SELECT
        open_children.*,
        'people' AS source_table,
        'ethnicity_code' AS source_columns,
        CASE WHEN open_children.ethnicity_group IS NULL THEN 'The ethnicity is not known.' END AS doubt
    FROM open_children
    UNION ALL
    SELECT
        open_children.*,
        'disabilities' AS source_table,
        'disability_code' AS source_columns,
        CASE WHEN open_children.disability IS NULL THEN 'It is not known whether the child is disabled.' END AS doubt
    FROM open_children
)

SELECT
    facts.authority_id,
    facts.team_id,
    facts.child_id,
    facts.source_table,
    facts.source_columns,
    CASE WHEN facts.source_table = 'people' THEN facts.load_id END AS load_id,
    CASE WHEN facts.source_table = 'people' THEN facts.landed_row END AS landed_row,
    1 AS rows_concerned,
    facts.doubt
FROM facts
