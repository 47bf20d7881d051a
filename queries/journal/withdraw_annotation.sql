-- Notes that an annotation is withdrawn; one that already is stays as it was. Read by: journal/annotations.py.
UPDATE annotations
SET
    withdrawn_by = :withdrawn_by,
    withdrawn_at = :withdrawn_at,
    withdrawn_because = :withdrawn_because
WHERE annotation_id = :annotation_id AND withdrawn_at IS NULL;
