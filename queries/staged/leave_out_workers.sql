-- One row is one row of the dataset that is left out, because the authority's feed of the same name says
-- more; both would count everything twice. Read by: data/staging/stage.py.
DELETE FROM staged.workers
WHERE
    workers.source_kind = 'ssd'
    AND workers.authority_id IN (
        SELECT feed_rows.authority_id
        FROM staged.workers AS feed_rows
        WHERE feed_rows.source_kind = 'feed'
    )
RETURNING workers.load_id;
