-- One row is one worker at the end of one month who was in post (feed workers) or held an open case.
-- Cases are those of caseloads_at_month_end. Hours come from the feed, else from the dataset's professionals;
-- a council of which no hours are known counts heads.
-- A worker whose last day is the month's end is in post. Someone who holds allocated cases and of whom no
-- role is known counts as a social worker, because only case workers are allocated.
-- The limit on cases is that of the role (local settings), in proportion to hours.
-- Long leave: away on the day, for parental leave or for four weeks or more. Personal supervision is
-- expected once the interval has passed since the worker came, or came back from long leave; the last
-- session is day 0, and nothing is known before one interval after the first session in the feed.
-- Read by: caseloads, agency rate, personal supervision, turnover.
-- last_known: what the feed last said of each worker by the day.
WITH last_known AS (
    SELECT
        workers.authority_id,
        workers.worker_id,
        month_ends.month_end,
        workers.team_id,
        lower(workers.role) AS role,
        lower(workers.contract) = 'agency' AS is_agency,
        workers.fte AS full_time_equivalent,
        coalesce(workers.started_on, workers.in_team_from) AS started_on,
        workers.first_year_ends_on,
        least(coalesce(workers.in_team_to, DATE '9999-12-31'), coalesce(workers.left_on, DATE '9999-12-31'))
        >= month_ends.month_end AS is_in_post,
        workers.load_id,
        workers.landed_row
    FROM staged.workers
    INNER JOIN month_ends
        ON workers.authority_id = month_ends.authority_id AND workers.in_team_from <= month_ends.month_end
    QUALIFY
        row_number() OVER (
            PARTITION BY workers.authority_id, workers.worker_id, month_ends.month_end
            ORDER BY workers.in_team_from DESC NULLS LAST, workers.landed_row DESC NULLS LAST
        ) = 1
),

-- the dataset's table of professionals: no dates
professionals AS (
    SELECT
        workers.authority_id,
        workers.worker_id,
        upper(workers.job_title) AS job_title,
        workers.full_time_equivalent,
        workers.is_agency,
        workers.load_id,
        workers.landed_row
    FROM staged.workers
    WHERE workers.in_team_from IS NULL
    QUALIFY
        row_number() OVER (
            PARTITION BY workers.authority_id, workers.worker_id
            ORDER BY workers.load_id DESC NULLS LAST, workers.landed_row DESC NULLS LAST
        ) = 1
),

councils_with_hours AS (
    SELECT DISTINCT workers.authority_id
    FROM staged.workers
    WHERE workers.fte > 0 OR workers.full_time_equivalent > 0
),

long_leave AS (
    SELECT
        absence.authority_id,
        absence.worker_id,
        absence.started_on,
        absence.ended_on,
        lower(absence.reason) = 'parental_leave' AS is_parental
    FROM staged.absence
    WHERE
        lower(absence.reason) = 'parental_leave'
        OR absence.ended_on IS NULL
        OR absence.ended_on >= absence.started_on + 27
),

together AS (
    SELECT
        coalesce(last_known.authority_id, caseloads.authority_id) AS authority_id,
        coalesce(last_known.worker_id, caseloads.worker_id) AS worker_id,
        coalesce(last_known.month_end, caseloads.month_end) AS month_end,
        coalesce(last_known.team_id, caseloads.team_id) AS team_id,
        coalesce(
            last_known.role,
            CASE
                WHEN professionals.job_title LIKE '%ASYE%' OR professionals.job_title LIKE '%NEWLY QUALIFIED%'
                    THEN 'asye'
                WHEN professionals.job_title LIKE '%PERSONAL ADVIS%' THEN 'personal_adviser'
                WHEN professionals.job_title LIKE '%FAMILY SUPPORT%' THEN 'family_support_worker'
                WHEN professionals.job_title LIKE '%EARLY HELP%' THEN 'early_help_practitioner'
                WHEN professionals.job_title LIKE '%SUPERVISING SOCIAL WORKER%' THEN 'supervising_social_worker'
                WHEN professionals.job_title LIKE '%REVIEWING%' OR professionals.job_title LIKE '%CHAIR%'
                    THEN 'conference_chair'
                WHEN professionals.job_title LIKE '%TEAM MANAGER%' THEN 'team_manager'
                WHEN professionals.job_title LIKE '%SERVICE MANAGER%' OR professionals.job_title LIKE '%HEAD OF%'
                    THEN 'service_manager'
                WHEN professionals.job_title LIKE '%ADVANCED%' OR professionals.job_title LIKE '%SENIOR%'
                    THEN 'advanced_practitioner'
                WHEN professionals.job_title LIKE '%SOCIAL WORK%' THEN 'social_worker'
                WHEN professionals.job_title IS NOT NULL THEN 'other'
            END
        ) AS role,
        coalesce(last_known.is_agency, professionals.is_agency) AS is_agency,
        coalesce(
            last_known.full_time_equivalent,
            professionals.full_time_equivalent,
            CASE WHEN councils_with_hours.authority_id IS NULL THEN 1 END
        ) AS full_time_equivalent,
        coalesce(last_known.is_in_post, FALSE) AS is_in_post,
        last_known.started_on,
        last_known.first_year_ends_on,
        coalesce(caseloads.cases, 0) AS cases,
        caseloads.weighted_cases,
        coalesce(last_known.load_id, professionals.load_id) AS load_id,
        coalesce(last_known.landed_row, professionals.landed_row) AS landed_row
    FROM last_known
    FULL OUTER JOIN events.caseloads_at_month_end AS caseloads
        ON
            last_known.authority_id = caseloads.authority_id
            AND last_known.worker_id = caseloads.worker_id
            AND last_known.month_end = caseloads.month_end
    LEFT JOIN professionals
        ON
            coalesce(last_known.authority_id, caseloads.authority_id) = professionals.authority_id
            AND coalesce(last_known.worker_id, caseloads.worker_id) = professionals.worker_id
    LEFT JOIN councils_with_hours
        ON coalesce(last_known.authority_id, caseloads.authority_id) = councils_with_hours.authority_id
    WHERE coalesce(last_known.is_in_post, FALSE) OR caseloads.cases > 0
),

with_role AS (
    SELECT
        together.*,
        coalesce(together.role IN ('asye', 'social_worker', 'advanced_practitioner'), together.cases > 0)
            AS is_social_worker,
        CASE together.role
            WHEN 'asye' THEN 'caseload_limit_asye'
            WHEN 'social_worker' THEN 'caseload_limit_social_worker'
            WHEN 'advanced_practitioner' THEN 'caseload_limit_advanced_practitioner'
        END AS limit_id
    FROM together
),

away AS (
    SELECT DISTINCT
        with_role.authority_id,
        with_role.worker_id,
        with_role.month_end
    FROM with_role
    INNER JOIN long_leave
        ON
            with_role.authority_id = long_leave.authority_id
            AND with_role.worker_id = long_leave.worker_id
            AND (long_leave.ended_on IS NULL OR with_role.month_end <= long_leave.ended_on)
            AND with_role.month_end >= long_leave.started_on
            AND (long_leave.is_parental OR with_role.month_end >= long_leave.started_on + 27)
),

returned AS (
    SELECT
        with_role.authority_id,
        with_role.worker_id,
        with_role.month_end,
        max(long_leave.ended_on) + 1 AS returned_on
    FROM with_role
    INNER JOIN long_leave
        ON
            with_role.authority_id = long_leave.authority_id
            AND with_role.worker_id = long_leave.worker_id
            AND with_role.month_end > long_leave.ended_on
    GROUP BY
        with_role.authority_id,
        with_role.worker_id,
        with_role.month_end
),

supervised AS (
    SELECT
        with_role.authority_id,
        with_role.worker_id,
        with_role.month_end,
        max(personal_supervision.held_on) AS last_supervised_on
    FROM with_role
    INNER JOIN staged.personal_supervision
        ON
            with_role.authority_id = personal_supervision.authority_id
            AND with_role.worker_id = personal_supervision.worker_id
            AND with_role.month_end >= personal_supervision.held_on
    GROUP BY
        with_role.authority_id,
        with_role.worker_id,
        with_role.month_end
),

supervision_starts AS (
    SELECT
        personal_supervision.authority_id,
        min(personal_supervision.held_on) AS supervision_from
    FROM staged.personal_supervision
    GROUP BY personal_supervision.authority_id
)

SELECT
    concat(with_role.authority_id, ':', with_role.worker_id, ':', with_role.month_end) AS event_id,
    with_role.authority_id,
    cast(NULL AS VARCHAR) AS child_id,
    with_role.team_id,
    with_role.worker_id,
    cast(NULL AS VARCHAR) AS sex,
    cast(NULL AS VARCHAR) AS age_band,
    cast(NULL AS VARCHAR) AS ethnicity_group,
    cast(NULL AS VARCHAR) AS disability,
    with_role.load_id,
    with_role.landed_row,
    'workers' AS landed_table,
    with_role.month_end,
    with_role.role,
    CASE with_role.role
        WHEN 'asye' THEN 'Newly qualified social worker'
        WHEN 'social_worker' THEN 'Social worker'
        WHEN 'advanced_practitioner' THEN 'Advanced practitioner'
        WHEN 'team_manager' THEN 'Team manager'
        WHEN 'service_manager' THEN 'Service manager'
        WHEN 'personal_adviser' THEN 'Personal adviser'
        WHEN 'early_help_practitioner' THEN 'Early help practitioner'
        WHEN 'family_support_worker' THEN 'Family support worker'
        WHEN 'supervising_social_worker' THEN 'Supervising social worker'
        WHEN 'conference_chair' THEN 'Conference chair or reviewing officer'
        WHEN 'other' THEN 'Other'
    END AS role_name,
    with_role.is_social_worker,
    coalesce(with_role.is_agency, FALSE) AS is_agency,
    with_role.is_in_post,
    with_role.started_on,
    with_role.full_time_equivalent,
    CASE WHEN with_role.is_agency THEN with_role.full_time_equivalent ELSE 0 END AS agency_full_time_equivalent,
    with_role.cases,
    with_role.weighted_cases,
    caseload_limit.value * with_role.full_time_equivalent AS caseload_limit,
    with_role.cases > caseload_limit.value * with_role.full_time_equivalent AS is_over_limit,
    away.worker_id IS NOT NULL AS is_on_long_leave,
    supervised.last_supervised_on,
    due_after(supervised.last_supervised_on, supervision_rule.value, supervision_rule.unit) AS supervision_due_on,
    with_role.is_in_post
    AND away.worker_id IS NULL
    AND coalesce(
        with_role.month_end
        > due_after(
            greatest(with_role.started_on, returned.returned_on), supervision_rule.value, supervision_rule.unit
        ),
        FALSE
    ) AS is_supervision_expected,
    coalesce(
        with_role.month_end
        <= due_after(supervised.last_supervised_on, supervision_rule.value, supervision_rule.unit),
        FALSE
    ) AS is_supervised_in_time,
    coalesce(
        with_role.month_end
        >= due_after(supervision_starts.supervision_from, supervision_rule.value, supervision_rule.unit),
        FALSE
    ) AS is_supervision_known
FROM with_role
LEFT JOIN away
    ON
        with_role.authority_id = away.authority_id
        AND with_role.worker_id = away.worker_id
        AND with_role.month_end = away.month_end
LEFT JOIN returned
    ON
        with_role.authority_id = returned.authority_id
        AND with_role.worker_id = returned.worker_id
        AND with_role.month_end = returned.month_end
LEFT JOIN supervised
    ON
        with_role.authority_id = supervised.authority_id
        AND with_role.worker_id = supervised.worker_id
        AND with_role.month_end = supervised.month_end
LEFT JOIN supervision_starts ON with_role.authority_id = supervision_starts.authority_id
LEFT JOIN staged.settings AS caseload_limit
    ON
        with_role.authority_id = caseload_limit.authority_id
        AND with_role.limit_id = caseload_limit.setting_id
        AND with_role.month_end >= caseload_limit.valid_from
        AND (caseload_limit.valid_until IS NULL OR with_role.month_end < caseload_limit.valid_until)
LEFT JOIN staged.settings AS supervision_rule
    ON
        with_role.authority_id = supervision_rule.authority_id
        AND supervision_rule.setting_id = 'personal_supervision_interval'
        AND with_role.month_end >= supervision_rule.valid_from
        AND (supervision_rule.valid_until IS NULL OR with_role.month_end < supervision_rule.valid_until)
