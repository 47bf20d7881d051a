-- One row is one authority that the store has records of. Read by: reporting/records_behind.py.
SELECT substr(sources.source_id, length('records:') + 1) AS authority_id
FROM sources
WHERE sources.kind = 'records'
ORDER BY authority_id ASC NULLS LAST;
