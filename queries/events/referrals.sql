-- One row is one referral of one child: a brother and a sister are two. Referrals of a child on the
-- same day are one; the one that went furthest is kept (not closed without action, then still open).
-- A referral is a re-referral if an earlier one of the child came in the months before (local setting,
-- 12), from referral to referral; on the very day that 12 months are up still counts. Whether it is, is
-- known only if the extracts reach back that far or Annex A gives the number. Where they do not, an earlier
-- referral that happens to be there makes nothing known: to count those that show one and leave out those
-- that show none would make every month 100%. Annex A counts 12 months, so its number is used where the
-- setting is 12.
-- It went on to an assessment if the first one of the referral began within 20 working days.
-- A blank outcome is not yet decided; it is never no. A worker was allocated on the first day from the
-- referral on that an allocated worker was in place. The team is the one that took the referral.
-- Read by: the referral KPIs, closures.
WITH received AS (
    SELECT
        staged_referrals.authority_id,
        staged_referrals.referral_id,
        staged_referrals.child_id,
        staged_referrals.referral_received_on,
        upper(trim(staged_referrals.source_code)) AS source_code,
        staged_referrals.primary_need_code,
        coalesce(staged_referrals.is_no_further_action, has_flag(staged_referrals.outcome_flags, 'NFA_FLAG'))
            AS is_no_further_action,
        staged_referrals.closure_reason_code,
        staged_referrals.closed_on,
        nullif(trim(staged_referrals.team_id), '') AS team_id,
        nullif(trim(staged_referrals.worker_id), '') AS worker_id,
        staged_referrals.load_id,
        staged_referrals.landed_row
    FROM staged.referrals AS staged_referrals
    QUALIFY
        staged_referrals.referral_received_on IS NULL
        OR row_number() OVER (
            PARTITION BY
                staged_referrals.authority_id,
                staged_referrals.child_id,
                staged_referrals.referral_received_on
            ORDER BY
                coalesce(staged_referrals.is_no_further_action, FALSE) ASC NULLS LAST,
                staged_referrals.closed_on DESC NULLS FIRST,
                staged_referrals.referral_id ASC NULLS LAST
        ) = 1
),

in_order AS (
    SELECT
        received.*,
        lag(received.referral_received_on, 1, NULL) OVER (
            PARTITION BY received.authority_id, received.child_id
            ORDER BY received.referral_received_on ASC NULLS FIRST
        ) AS previous_referral_on,
        lead(received.referral_received_on, 1, NULL) OVER (
            PARTITION BY received.authority_id, received.child_id
            ORDER BY received.referral_received_on ASC NULLS FIRST
        ) AS next_referral_on,
        max(received.closed_on) OVER (
            PARTITION BY received.authority_id, received.child_id
            ORDER BY received.referral_received_on ASC NULLS FIRST
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS previous_closed_on
    FROM received
),

counted_by_council AS (
    -- Annex A gives, beside each child's latest referral, how many there were in the 12 months before.
    SELECT
        in_order.authority_id,
        in_order.referral_id,
        max(annex_a_counts.referrals_last_12_months) AS referrals_before
    FROM in_order
    INNER JOIN staged.annex_a_counts
        ON
            in_order.authority_id = annex_a_counts.authority_id
            AND in_order.child_id = annex_a_counts.child_id
            AND in_order.referral_received_on <= annex_a_counts.known_on
            AND (in_order.next_referral_on IS NULL OR in_order.next_referral_on > annex_a_counts.known_on)
    WHERE annex_a_counts.list_number = 3
    GROUP BY
        in_order.authority_id,
        in_order.referral_id
),

assessed AS (
    SELECT
        assessments.authority_id,
        assessments.child_id,
        assessments.referral_received_on,
        min(assessments.assessment_started_on) AS first_assessment_on
    FROM events.assessments
    WHERE assessments.assessment_started_on >= assessments.referral_received_on
    GROUP BY
        assessments.authority_id,
        assessments.child_id,
        assessments.referral_received_on
),

allocated AS (
    SELECT
        in_order.authority_id,
        in_order.referral_id,
        min(greatest(in_force.in_force_from, in_order.referral_received_on)) AS allocated_on
    FROM in_order
    INNER JOIN events.allocations_in_force AS in_force
        ON
            in_order.authority_id = in_force.authority_id
            AND in_order.child_id = in_force.child_id
            AND (in_force.in_force_until IS NULL OR in_order.referral_received_on <= in_force.in_force_until)
            -- a worker who came with the next referral was not allocated to this one
            AND (in_order.next_referral_on IS NULL OR in_order.next_referral_on > in_force.in_force_from)
    GROUP BY
        in_order.authority_id,
        in_order.referral_id
),

joined AS (
    SELECT
        in_order.*,
        CASE WHEN re_referral.value = 12 THEN counted_by_council.referrals_before END AS referrals_before,
        assessed.first_assessment_on,
        allocated.allocated_on,
        coverage.covered_from,
        coverage.as_at_on,
        add_months(in_order.referral_received_on, -re_referral.value) AS looked_back_to,
        add_months(in_order.referral_received_on, -12) AS a_year_before,
        working_day_due(in_order.referral_received_on, 1) AS due_after_1_working_day,
        working_day_due(in_order.referral_received_on, 5) AS due_after_5_working_days,
        working_day_due(in_order.referral_received_on, 20) AS due_after_20_working_days
    FROM in_order
    LEFT JOIN counted_by_council
        ON
            in_order.authority_id = counted_by_council.authority_id
            AND in_order.referral_id = counted_by_council.referral_id
    LEFT JOIN assessed
        ON
            in_order.authority_id = assessed.authority_id
            AND in_order.child_id = assessed.child_id
            AND in_order.referral_received_on = assessed.referral_received_on
    LEFT JOIN allocated
        ON in_order.authority_id = allocated.authority_id AND in_order.referral_id = allocated.referral_id
    LEFT JOIN staged.coverage ON in_order.authority_id = coverage.authority_id
    LEFT JOIN staged.settings AS re_referral
        ON
            in_order.authority_id = re_referral.authority_id
            AND re_referral.setting_id = 're_referral_months'
            AND in_order.referral_received_on >= re_referral.valid_from
            AND (re_referral.valid_until IS NULL OR in_order.referral_received_on < re_referral.valid_until)
),

judged AS (
    SELECT
        joined.*,
        coalesce(joined.previous_referral_on >= joined.looked_back_to, FALSE)
        OR coalesce(joined.referrals_before > 0, FALSE) AS is_re_referral,
        coalesce(joined.previous_closed_on >= joined.a_year_before, FALSE)
        AND coalesce(joined.previous_closed_on <= joined.referral_received_on, FALSE) AS is_within_year_of_closure
    FROM joined
)

SELECT
    concat(judged.authority_id, ':', judged.referral_id) AS event_id,
    judged.authority_id,
    judged.child_id,
    judged.team_id,
    judged.worker_id,
    children.sex,
    age_band(children.birth_on, judged.referral_received_on) AS age_band,
    children.ethnicity_group,
    children.disability,
    judged.load_id,
    judged.landed_row,
    'referrals' AS landed_table,
    judged.referral_received_on,
    judged.source_code,
    source_group(judged.source_code) AS source_group,
    judged.primary_need_code,
    judged.is_no_further_action,
    judged.closed_on,
    judged.closure_reason_code,
    judged.previous_referral_on,
    judged.next_referral_on,
    judged.is_re_referral,
    judged.referrals_before IS NOT NULL
    OR coalesce(judged.covered_from <= judged.looked_back_to, FALSE) AS is_re_referral_known,
    judged.referrals_before IS NOT NULL AS is_re_referral_from_count,
    judged.previous_closed_on,
    judged.is_within_year_of_closure,
    coalesce(judged.covered_from <= judged.a_year_before, FALSE) AS is_within_year_of_closure_known,
    judged.first_assessment_on,
    coalesce(judged.first_assessment_on <= judged.due_after_20_working_days, FALSE) AS is_assessed_within_20_days,
    coalesce(judged.due_after_20_working_days >= judged.as_at_on, FALSE) AS is_too_recent_for_assessment,
    -- not closed without action, and either decided or already being assessed
    coalesce(NOT judged.is_no_further_action, judged.first_assessment_on IS NOT NULL) AS is_progressed,
    judged.allocated_on,
    coalesce(judged.allocated_on <= judged.due_after_1_working_day, FALSE) AS is_allocated_within_1_day,
    coalesce(judged.due_after_1_working_day >= judged.as_at_on, FALSE) AS is_too_recent_for_1_day,
    coalesce(judged.allocated_on <= judged.due_after_5_working_days, FALSE) AS is_allocated_within_5_days,
    coalesce(judged.due_after_5_working_days >= judged.as_at_on, FALSE) AS is_too_recent_for_5_days
FROM judged
LEFT JOIN events.children ON judged.authority_id = children.authority_id AND judged.child_id = children.child_id
