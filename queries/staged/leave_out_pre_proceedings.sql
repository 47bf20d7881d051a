-- One row is one row of the dataset that is left out, because the authority's feed of the same name says
-- more; both would count everything twice. Read by: data/staging/stage.py.
DELETE FROM staged.pre_proceedings
WHERE
    pre_proceedings.source_kind = 'ssd'
    AND pre_proceedings.authority_id IN (
        SELECT feed_rows.authority_id
        FROM staged.pre_proceedings AS feed_rows
        WHERE feed_rows.source_kind = 'feed'
    )
RETURNING pre_proceedings.load_id;
