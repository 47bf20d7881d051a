-- One row: how an action stands; no row for an unknown action. Read by: journal/actions.py.
SELECT
    actions.authority_id,
    actions.words,
    actions.post,
    actions.due_on,
    actions.version
FROM actions
WHERE actions.action_id = :action_id
ORDER BY actions.version DESC
LIMIT 1;
