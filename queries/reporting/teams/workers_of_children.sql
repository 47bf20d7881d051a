-- One row is one stretch of time in which a child had one and the same social worker, of the stretches that touch
-- the 12 months up to the end of a month; released_on is the day after the last. Read by:
-- reporting/teams/worker_changes.py.
SELECT
    stretches.child_id,
    stretches.worker_id,
    stretches.allocated_on,
    stretches.released_on
FROM events.worker_stretches AS stretches
WHERE
    stretches.authority_id = $authority_id
    AND list_contains(cast($children AS VARCHAR[]), stretches.child_id)
    AND stretches.allocated_on <= cast($month_end AS DATE)
    AND (stretches.released_on IS NULL OR stretches.released_on > cast($year_before AS DATE))
ORDER BY stretches.child_id ASC, stretches.allocated_on ASC;
