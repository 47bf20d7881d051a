-- One row is one check in one team, one service or a whole authority: rows doubtful, of rows looked at.
-- Read by: data/data_checks.
INSERT INTO data_checks
SELECT
    $check_id AS check_id,
    placed_rows.authority_id,
    coalesce(placed_rows.team_unit, placed_rows.service_area_unit, placed_rows.authority_id) AS org_unit_id,
    cast(coalesce(sum(placed_rows.rows_concerned) FILTER (placed_rows.doubt IS NOT NULL), 0) AS BIGINT)
        AS rows_doubtful,
    cast(sum(placed_rows.rows_concerned) AS BIGINT) AS rows_looked_at
FROM placed_rows
GROUP BY
    GROUPING SETS (
        (placed_rows.authority_id),
        (placed_rows.authority_id, placed_rows.service_area_unit),
        (placed_rows.authority_id, placed_rows.service_area_unit, placed_rows.team_unit)
    );
