-- One row is one annotation on a measure, or on all measures, withdrawn or not, oldest day first.
-- Read by: journal/annotations.py.
SELECT
    annotations.annotation_id,
    annotations.authority_id,
    annotations.kpi_id,
    annotations.happened_on,
    annotations.kind,
    annotations.words,
    annotations.post,
    annotations.written_at,
    annotations.withdrawn_by,
    annotations.withdrawn_at,
    annotations.withdrawn_because
FROM annotations
WHERE
    annotations.authority_id = :authority_id
    AND (annotations.kpi_id IS NULL OR annotations.kpi_id = :kpi_id)
ORDER BY annotations.happened_on, annotations.annotation_id;
