-- One row is one social worker (employed, not agency) and the 12 months up to the end of one month, with the
-- working days that could be worked and those lost to sickness, both in proportion to hours. Days count
-- while the worker was with the council. Parental and other leave is not sickness. A month is there only
-- with 12 months of records before it. Team: the one of the last of those months that the worker was in; none
-- if it has ended since.
-- Read by: absence rate.
WITH stays AS (
    SELECT
        workers.authority_id,
        workers.worker_id,
        workers.team_id,
        workers.fte AS full_time_equivalent,
        workers.load_id,
        workers.landed_row,
        month_ends.month_end,
        greatest(workers.in_team_from, cast(date_trunc('month', month_ends.month_end) AS DATE)) AS stay_from,
        least(
            month_ends.month_end,
            coalesce(workers.in_team_to, DATE '9999-12-31'),
            coalesce(workers.left_on, DATE '9999-12-31')
        ) AS stay_to
    FROM staged.workers
    INNER JOIN month_ends
        ON
            workers.authority_id = month_ends.authority_id
            AND workers.in_team_from <= month_ends.month_end
            AND least(
                coalesce(workers.in_team_to, DATE '9999-12-31'),
                coalesce(workers.left_on, DATE '9999-12-31')
            )
            >= cast(date_trunc('month', month_ends.month_end) AS DATE)
    WHERE
        lower(workers.contract) = 'permanent'
        AND lower(workers.role) IN ('asye', 'social_worker', 'advanced_practitioner')
        AND workers.fte > 0
),

-- the day of a spell that is still going on is the day of the extract
sickness AS (
    SELECT DISTINCT
        absence.authority_id,
        absence.worker_id,
        absence.started_on,
        coalesce(absence.ended_on, coverage.as_at_on) AS ended_on
    FROM staged.absence
    INNER JOIN staged.coverage ON absence.authority_id = coverage.authority_id
    WHERE lower(absence.reason) = 'sickness'
),

lost AS (
    SELECT
        stays.authority_id,
        stays.worker_id,
        stays.month_end,
        stays.stay_from,
        sum(
            working_days(
                greatest(stays.stay_from, sickness.started_on) - 1, least(stays.stay_to, sickness.ended_on)
            )
        ) AS days_lost
    FROM stays
    INNER JOIN sickness
        ON
            stays.authority_id = sickness.authority_id
            AND stays.worker_id = sickness.worker_id
            AND stays.stay_from <= sickness.ended_on
            AND stays.stay_to >= sickness.started_on
    GROUP BY
        stays.authority_id,
        stays.worker_id,
        stays.month_end,
        stays.stay_from
),

monthly AS (
    SELECT
        stays.authority_id,
        stays.worker_id,
        stays.month_end,
        max_by(stays.team_id, stays.stay_from) AS team_id,
        max(stays.load_id) AS load_id,
        max(stays.landed_row) AS landed_row,
        sum(working_days(stays.stay_from - 1, stays.stay_to) * stays.full_time_equivalent) AS days_available,
        sum(
            least(coalesce(lost.days_lost, 0), working_days(stays.stay_from - 1, stays.stay_to))
            * stays.full_time_equivalent
        ) AS days_lost
    FROM stays
    LEFT JOIN lost
        ON
            stays.authority_id = lost.authority_id
            AND stays.worker_id = lost.worker_id
            AND stays.month_end = lost.month_end
            AND stays.stay_from = lost.stay_from
    GROUP BY
        stays.authority_id,
        stays.worker_id,
        stays.month_end
),

-- a council without the feed has no sickness known, which is not none
councils_with_feed AS (
    SELECT DISTINCT absence.authority_id
    FROM staged.absence
),

yearly AS (
    SELECT
        monthly.authority_id,
        monthly.worker_id,
        month_ends.month_end,
        max_by(monthly.team_id, monthly.month_end) AS team_id,
        max(monthly.load_id) AS load_id,
        max(monthly.landed_row) AS landed_row,
        sum(monthly.days_available) AS days_available,
        sum(monthly.days_lost) AS days_lost
    FROM monthly
    INNER JOIN month_ends
        ON
            monthly.authority_id = month_ends.authority_id
            AND monthly.month_end <= month_ends.month_end
            AND monthly.month_end > add_months(month_ends.month_end, -12)
    GROUP BY
        monthly.authority_id,
        monthly.worker_id,
        month_ends.month_end
)

SELECT
    concat(yearly.authority_id, ':', yearly.worker_id, ':', yearly.month_end) AS event_id,
    yearly.authority_id,
    cast(NULL AS VARCHAR) AS child_id,
    CASE WHEN ended_team.org_unit_id IS NULL THEN yearly.team_id END AS team_id,
    yearly.worker_id,
    cast(NULL AS VARCHAR) AS sex,
    cast(NULL AS VARCHAR) AS age_band,
    cast(NULL AS VARCHAR) AS ethnicity_group,
    cast(NULL AS VARCHAR) AS disability,
    yearly.load_id,
    yearly.landed_row,
    'workers' AS landed_table,
    yearly.month_end,
    yearly.days_lost AS days_lost_in_12_months,
    yearly.days_available AS days_available_in_12_months
FROM yearly
LEFT JOIN staged.org_units AS ended_team
    ON
        concat(yearly.authority_id, ':', yearly.team_id) = ended_team.org_unit_id
        AND date_trunc('month', yearly.month_end) > ended_team.valid_to
INNER JOIN councils_with_feed ON yearly.authority_id = councils_with_feed.authority_id
INNER JOIN staged.coverage
    ON
        yearly.authority_id = coverage.authority_id
        AND add_months(yearly.month_end, -12) >= coverage.covered_from - 1
