-- One row is one published document that figures were read from, published by $as_known_at if given.
INSERT INTO sources
SELECT
    listed.document AS source_id,
    'published_document' AS kind,
    listed.title,
    listed.publisher,
    cast(listed.published_on AS DATE) AS published_on,
    cast(NULL AS VARCHAR) AS load_id,
    listed.note
FROM read_csv($documents_file, all_varchar = TRUE, header = TRUE, delim = ',', quote = '"', escape = '"') AS listed
WHERE $as_known_at IS NULL OR cast(listed.published_on AS TIMESTAMPTZ) <= $as_known_at;
