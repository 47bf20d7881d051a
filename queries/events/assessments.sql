-- One row is one assessment, open or authorised, with both clocks of the 45 working days.
-- The official clock runs from the start of the assessment, the statutory one from the referral.
-- The referral is the one the assessment names, or without a name the child's latest referral on or
-- before its start that was still open then. Only the first assessment of a referral has the statutory
-- clock: a later one in the same open episode has no new referral. Of a referral from before the extracts
-- begin nobody knows which was the first. An assessment without a start, or
-- authorised before it, keeps its row and is marked (has_valid_start_clock): it cannot be counted.
-- Child seen and outcome stay unknown where they are blank; an open assessment has no outcome yet.
-- Read by: the assessment KPIs, referrals (went on to an assessment), open_assessments_at_month_end.
WITH assessed AS (
    SELECT
        assessments.authority_id,
        assessments.assessment_id,
        assessments.child_id,
        assessments.referral_id,
        assessments.assessment_started_on,
        assessments.assessment_authorised_on,
        assessments.is_child_seen,
        assessments.is_no_further_action,
        assessments.outcome_flags,
        nullif(trim(assessments.team_id), '') AS team_id,
        nullif(trim(assessments.worker_id), '') AS worker_id,
        assessments.load_id,
        assessments.landed_row
    FROM staged.assessments
),

found_by_date AS (
    SELECT
        assessed.authority_id,
        assessed.assessment_id,
        max(referrals.referral_received_on) AS referral_received_on
    FROM assessed
    INNER JOIN staged.referrals
        ON
            assessed.authority_id = referrals.authority_id
            AND assessed.child_id = referrals.child_id
            AND assessed.assessment_started_on >= referrals.referral_received_on
            AND (referrals.closed_on IS NULL OR assessed.assessment_started_on <= referrals.closed_on)
    WHERE assessed.referral_id IS NULL
    GROUP BY
        assessed.authority_id,
        assessed.assessment_id
),

linked AS (
    SELECT
        assessed.*,
        coalesce(named.referral_received_on, found_by_date.referral_received_on) AS referral_received_on
    FROM assessed
    LEFT JOIN staged.referrals AS named
        ON assessed.authority_id = named.authority_id AND assessed.referral_id = named.referral_id
    LEFT JOIN found_by_date
        ON
            assessed.authority_id = found_by_date.authority_id
            AND assessed.assessment_id = found_by_date.assessment_id
),

ranked AS (
    SELECT
        linked.*,
        row_number() OVER (
            PARTITION BY linked.authority_id, linked.child_id, linked.referral_received_on
            ORDER BY linked.assessment_started_on ASC NULLS LAST, linked.assessment_id ASC NULLS LAST
        ) AS number_in_referral
    FROM linked
),

clocked AS (
    SELECT
        ranked.*,
        ranked.referral_received_on IS NOT NULL
        AND ranked.number_in_referral = 1
        AND coalesce(ranked.referral_received_on <= ranked.assessment_started_on, FALSE)
        AND coalesce(ranked.referral_received_on >= coverage.covered_from, TRUE) AS has_referral_clock,
        coalesce(ranked.assessment_started_on, ranked.assessment_authorised_on) AS first_known_on,
        coalesce(ranked.assessment_authorised_on, coverage.as_at_on) AS key_on
    FROM ranked
    LEFT JOIN staged.coverage ON ranked.authority_id = coverage.authority_id
)

SELECT
    concat(clocked.authority_id, ':', clocked.assessment_id) AS event_id,
    clocked.authority_id,
    clocked.child_id,
    coalesce(clocked.team_id, allocated.team_id) AS team_id,
    coalesce(clocked.worker_id, allocated.worker_id) AS worker_id,
    children.sex,
    age_band(children.birth_on, clocked.first_known_on) AS age_band,
    children.ethnicity_group,
    children.disability,
    clocked.load_id,
    clocked.landed_row,
    'assessments' AS landed_table,
    clocked.assessment_started_on,
    clocked.assessment_authorised_on,
    clocked.assessment_authorised_on IS NULL AS is_open,
    clocked.referral_received_on,
    CASE WHEN clocked.has_referral_clock THEN clocked.referral_received_on END AS referral_clock_started_on,
    clocked.has_referral_clock,
    clocked.referral_received_on IS NOT NULL AND clocked.number_in_referral > 1 AS is_later_in_same_referral,
    coalesce(clocked.assessment_authorised_on < clocked.assessment_started_on, FALSE) AS is_authorised_before_start,
    clocked.assessment_started_on IS NOT NULL
    AND coalesce(clocked.assessment_authorised_on >= clocked.assessment_started_on, TRUE) AS has_valid_start_clock,
    working_day_due(clocked.assessment_started_on, 45) AS due_from_start_on,
    CASE WHEN clocked.has_referral_clock THEN working_day_due(clocked.referral_received_on, 45) END
        AS due_from_referral_on,
    working_days(clocked.assessment_started_on, clocked.assessment_authorised_on) AS working_days_from_start,
    CASE
        WHEN clocked.has_referral_clock
            THEN working_days(clocked.referral_received_on, clocked.assessment_authorised_on)
    END AS working_days_from_referral,
    coalesce(clocked.key_on < children.birth_on, FALSE) AS is_unborn,
    CASE WHEN clocked.assessment_authorised_on IS NOT NULL THEN clocked.is_child_seen END AS is_child_seen,
    CASE WHEN clocked.assessment_authorised_on IS NOT NULL THEN clocked.is_no_further_action END
        AS is_no_further_action
FROM clocked
LEFT JOIN events.children ON clocked.authority_id = children.authority_id AND clocked.child_id = children.child_id
LEFT JOIN events.allocations_in_force AS allocated
    ON
        clocked.authority_id = allocated.authority_id
        AND clocked.child_id = allocated.child_id
        AND clocked.first_known_on >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR clocked.first_known_on <= allocated.in_force_until)
