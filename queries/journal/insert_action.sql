-- One row is one version of an action. Read by: journal/actions.py.
INSERT INTO actions (
    action_id,
    version,
    authority_id,
    words,
    post,
    due_on,
    reported_as,
    done_on,
    written_by,
    written_at
)
VALUES (
    :action_id,
    :version,
    :authority_id,
    :words,
    :post,
    :due_on,
    :reported_as,
    :done_on,
    :written_by,
    :written_at
);
