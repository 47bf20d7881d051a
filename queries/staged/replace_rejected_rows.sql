-- One row is one row of a record extract in use that the build rejected, instead of those noted when it was loaded.
-- Read by: data/staging/stage.py.
DELETE FROM rejected_rows
WHERE
    rejected_rows.source_row > 0
    AND rejected_rows.load_id IN (
        SELECT record_loads.load_id
        FROM staged.record_loads
        WHERE record_loads.is_staged
    );

INSERT INTO rejected_rows BY NAME
SELECT
    rejected.load_id,
    rejected.landed_row AS source_row,
    CASE
        WHEN record_loads.source_kind = 'feed' THEN rejected.reasons
        ELSE concat(replace(rejected.landed_table, 'list_', 'list '), ': ', rejected.reasons)
    END AS reasons
FROM staged.rejected_rows AS rejected
INNER JOIN staged.record_loads ON rejected.load_id = record_loads.load_id;
