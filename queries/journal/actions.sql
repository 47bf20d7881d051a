-- One row is one action as it stands and one measure it is linked to; no measure, one row without.
-- Read by: journal/actions.py.
SELECT
    actions.action_id,
    actions.authority_id,
    actions.words,
    actions.post,
    actions.due_on,
    actions.reported_as,
    actions.done_on,
    actions.written_by,
    actions.written_at,
    actions.version,
    action_kpis.kpi_id
FROM actions
LEFT JOIN action_kpis ON actions.action_id = action_kpis.action_id
WHERE
    actions.authority_id = :authority_id
    AND actions.version = (
        SELECT max(newer.version)
        FROM actions AS newer
        WHERE newer.action_id = actions.action_id
    )
ORDER BY actions.due_on IS NULL, actions.due_on, actions.action_id, action_kpis.kpi_id;
