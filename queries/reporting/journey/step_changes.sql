-- One row is one month and direction: children who moved between early help and social care.
-- Read by: reporting/journey/moves.py.
SELECT
    last_day(step_changes.moved_on) AS month_end,
    step_changes.direction,
    count(*) AS children
FROM events.step_changes
WHERE
    step_changes.authority_id = $authority_id
    AND step_changes.moved_on BETWEEN cast($first_day AS DATE) AND cast($last_day AS DATE)
GROUP BY
    last_day(step_changes.moved_on),
    step_changes.direction
ORDER BY
    month_end ASC NULLS LAST,
    step_changes.direction ASC NULLS LAST;
