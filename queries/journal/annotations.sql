-- One row is one annotation on a measure, or on all measures, that was not withdrawn, oldest day first.
-- Read by: journal/annotations.py.
SELECT
    annotations.annotation_id,
    annotations.authority_id,
    annotations.kpi_id,
    annotations.happened_on,
    annotations.kind,
    annotations.words,
    annotations.post,
    annotations.written_at
FROM annotations
WHERE
    annotations.authority_id = :authority_id
    AND (annotations.kpi_id IS NULL OR annotations.kpi_id = :kpi_id)
    AND annotations.withdrawn_at IS NULL
ORDER BY annotations.happened_on, annotations.annotation_id;
