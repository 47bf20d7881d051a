-- One row is one row of the extracts that one check found doubtful in one part of the organisation, with the file it
-- stands in. Children are pseudonyms. Read by: reporting/data_checks.py, for those who may see records.
SELECT
    found.check_id,
    coalesce(teams.name, 'Not allocated') AS team,
    found.child_id,
    found.source_table,
    found.source_columns,
    loads.file_name,
    found.landed_row,
    found.rows_concerned,
    found.doubt
FROM doubtful_rows AS found
LEFT JOIN org_units AS teams ON found.team_unit = teams.org_unit_id
LEFT JOIN loads ON found.load_id = loads.load_id
WHERE
    $org_unit_id IN (found.authority_id, found.service_area_unit, found.team_unit)
    AND ($check_id IS NULL OR found.check_id = $check_id)
ORDER BY
    team ASC NULLS LAST,
    found.source_table ASC NULLS LAST,
    found.landed_row ASC NULLS LAST,
    found.child_id ASC NULLS LAST
LIMIT $most;
