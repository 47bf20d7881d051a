-- One row is one child who stood open in an Annex A list and is not in the next one, though nobody recorded an end:
-- the build takes it to have ended. Read by: data/data_checks.
SELECT
    disappeared.authority_id,
    cast(NULL AS VARCHAR) AS team_id,
    disappeared.child_id,
    CASE disappeared.list_number
        WHEN 4 THEN 'assessments'
        WHEN 5 THEN 'section_47_enquiries'
        WHEN 6 THEN 'cin_plans'
        WHEN 7 THEN 'cp_plans'
        WHEN 8 THEN 'care_episodes'
        WHEN 9 THEN 'care_leavers'
    END AS source_table,
    '*' AS source_columns,
    cast(NULL AS VARCHAR) AS load_id,
    cast(NULL AS BIGINT) AS landed_row,
    1 AS rows_concerned,
    concat('In list ', disappeared.list_number, ' of one workbook as open, and not in the next.') AS doubt
FROM staged.disappeared
