-- One row is one authority of the published record.
INSERT INTO org_units
SELECT
    listed.org_unit_id,
    cast(NULL AS VARCHAR) AS parent_id,
    listed.org_unit_id AS authority_id,
    'authority' AS level,
    listed.name,
    listed.long_name,
    cast(listed.valid_from AS DATE) AS valid_from,
    cast(listed.valid_to AS DATE) AS valid_to,
    FALSE AS is_synthetic
FROM read_csv($authorities_file, all_varchar = TRUE, header = TRUE, delim = ',', quote = '"', escape = '"') AS listed;
