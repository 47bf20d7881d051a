-- One row is one worker of an authority at the end of one month, in post or holding a case.
-- Read by: reporting/teams/workers.py, for those who may see single workers.
SELECT
    workers.worker_id,
    workers.team_id,
    workers.role,
    workers.role_name,
    workers.is_social_worker,
    workers.is_agency,
    workers.is_in_post,
    workers.full_time_equivalent,
    workers.cases,
    workers.weighted_cases,
    workers.caseload_limit,
    workers.is_over_limit,
    workers.started_on,
    workers.is_supervision_known AND workers.is_supervision_expected AS is_supervision_counted,
    workers.is_supervised_in_time
FROM events.workers_at_month_end AS workers
WHERE workers.authority_id = $authority_id AND workers.month_end = cast($month_end AS DATE)
ORDER BY workers.cases DESC, workers.worker_id ASC;
