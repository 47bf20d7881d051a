-- One row is the records of one authority, as the source of every figure calculated from them.
INSERT INTO sources
SELECT
    concat('records:', coverage.authority_id) AS source_id,
    'records' AS kind,
    concat('Records of ', org_units.name, ' to ', strftime(coverage.as_at_on, '%-d %B %Y')) AS title,
    org_units.name AS publisher,
    coverage.as_at_on AS published_on,
    cast(NULL AS VARCHAR) AS load_id,
    concat('Covered from ', strftime(coverage.covered_from, '%-d %B %Y')) AS note
FROM staged.coverage
INNER JOIN org_units ON coverage.authority_id = org_units.org_unit_id;
