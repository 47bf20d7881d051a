-- One row is one child with open work at the end of a month and at least so many changes of social worker in the
-- 12 months before, most changes first. Read by: reporting/teams/worker_changes.py, for those who may see records.
SELECT
    changes.child_id,
    changes.team_id,
    changes.worker_id,
    changes.case_status,
    changes.social_workers_in_12_months,
    changes.social_worker_changes_in_12_months
FROM events.social_worker_changes_at_month_end AS changes
WHERE
    changes.authority_id = $authority_id
    AND changes.month_end = cast($month_end AS DATE)
    AND changes.social_worker_changes_in_12_months >= $least
ORDER BY changes.social_worker_changes_in_12_months DESC, changes.child_id ASC;
