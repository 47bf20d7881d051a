-- Notes that a restart is withdrawn; one that already is stays as it was. Read by: journal/restarts.py.
UPDATE restarts
SET
    withdrawn_by = :withdrawn_by,
    withdrawn_at = :withdrawn_at,
    withdrawn_because = :withdrawn_because
WHERE restart_id = :restart_id AND withdrawn_at IS NULL;
