-- One row is one row that a check found doubtful. Read by: data/data_checks.
INSERT INTO doubtful_rows
SELECT
    $check_id AS check_id,
    placed_rows.authority_id,
    placed_rows.service_area_unit,
    placed_rows.team_unit,
    placed_rows.child_id,
    placed_rows.source_table,
    placed_rows.source_columns,
    placed_rows.load_id,
    placed_rows.landed_row,
    placed_rows.rows_concerned,
    placed_rows.doubt
FROM placed_rows
WHERE placed_rows.doubt IS NOT NULL;
