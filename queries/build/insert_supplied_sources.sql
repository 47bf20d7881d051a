-- One row is one source that people named in a file they loaded.
INSERT INTO sources
SELECT DISTINCT
    named.source_id,
    'supplied' AS kind,
    named.source_name AS title,
    cast(NULL AS VARCHAR) AS publisher,
    cast(NULL AS DATE) AS published_on,
    named.load_id,
    cast(NULL AS VARCHAR) AS note
FROM (
    SELECT
        source_id,
        source_name,
        load_id
    FROM supplied_values
    UNION ALL
    SELECT
        source_id,
        source_name,
        load_id
    FROM supplied_targets
) AS named;
