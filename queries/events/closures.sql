-- One row is one closed episode of a child in need: a referral that was closed, and not without action.
-- It was a step down if the reason is 'referred to early help' (RC9) or an early help episode began, or
-- was asked for as a step down, within 30 days of the closing. The child came back if a new referral
-- came within 12 months after; until they are up the closing is too recent to judge. Closed before the
-- referral came keeps its row and is marked. Children who died, were adopted or moved to another
-- authority are among the closures by reason. The team is the one that had the child on the last day.
-- Read by: closures, step-down and re-referral KPIs, step_changes.
WITH closed AS (
    SELECT
        referrals.*,
        coverage.as_at_on
    FROM events.referrals
    LEFT JOIN staged.coverage ON referrals.authority_id = coverage.authority_id
    WHERE referrals.closed_on IS NOT NULL AND referrals.is_no_further_action IS NOT TRUE
),

early_help AS (
    SELECT
        early_help_episodes.authority_id,
        early_help_episodes.child_id,
        early_help_episodes.episode_started_on AS began_on
    FROM events.early_help_episodes
    UNION
    SELECT
        early_help_assessments.authority_id,
        early_help_assessments.child_id,
        early_help_assessments.requested_on AS began_on
    FROM events.early_help_assessments
    WHERE early_help_assessments.is_step_down
),

stepped_down AS (
    SELECT
        closed.event_id,
        min(early_help.began_on) AS early_help_from_on
    FROM closed
    INNER JOIN early_help
        ON
            closed.authority_id = early_help.authority_id
            AND closed.child_id = early_help.child_id
            AND closed.closed_on <= early_help.began_on
            AND early_help.began_on <= closed.closed_on + 30
    GROUP BY closed.event_id
),

came_back AS (
    SELECT
        closed.event_id,
        min(referrals.referral_received_on) AS re_referred_on
    FROM closed
    INNER JOIN events.referrals
        ON
            closed.authority_id = referrals.authority_id
            AND closed.child_id = referrals.child_id
            AND closed.closed_on <= referrals.referral_received_on
            AND closed.referral_received_on < referrals.referral_received_on
    GROUP BY closed.event_id
)

SELECT
    closed.event_id,
    closed.authority_id,
    closed.child_id,
    coalesce(allocated.team_id, closed.team_id) AS team_id,
    coalesce(allocated.worker_id, closed.worker_id) AS worker_id,
    closed.sex,
    age_band(children.birth_on, closed.closed_on) AS age_band,
    closed.ethnicity_group,
    closed.disability,
    closed.load_id,
    closed.landed_row,
    closed.landed_table,
    closed.referral_received_on,
    closed.closed_on,
    closed.closure_reason_code,
    CASE closed.closure_reason_code
        WHEN 'RC1' THEN 'Adopted'
        WHEN 'RC2' THEN 'Died'
        WHEN 'RC3' THEN 'Child arrangements order'
        WHEN 'RC4' THEN 'Special guardianship order'
        WHEN 'RC5' THEN 'Moved to another authority'
        WHEN 'RC6' THEN 'Moved to adult services'
        WHEN 'RC7' THEN 'Services ceased for another reason'
        WHEN 'RC8' THEN 'Closed after assessment'
        WHEN 'RC9' THEN 'Closed after assessment, to early help'
    END AS closure_reason,
    coalesce(closed.closed_on >= closed.referral_received_on, FALSE) AS has_valid_dates,
    stepped_down.early_help_from_on,
    coalesce(closed.closure_reason_code = 'RC9', FALSE)
    OR stepped_down.early_help_from_on IS NOT NULL AS is_step_down,
    came_back.re_referred_on,
    coalesce(came_back.re_referred_on <= add_months(closed.closed_on, 12), FALSE) AS is_back_within_12_months,
    coalesce(add_months(closed.closed_on, 12) >= closed.as_at_on, FALSE) AS is_too_recent_for_12_months
FROM closed
LEFT JOIN stepped_down ON closed.event_id = stepped_down.event_id
LEFT JOIN came_back ON closed.event_id = came_back.event_id
LEFT JOIN events.children ON closed.authority_id = children.authority_id AND closed.child_id = children.child_id
LEFT JOIN events.allocations_in_force AS allocated
    ON
        closed.authority_id = allocated.authority_id
        AND closed.child_id = allocated.child_id
        AND closed.closed_on >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR closed.closed_on <= allocated.in_force_until)
