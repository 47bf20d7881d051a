-- One row is one child in need at the end of one month: a referral is open that did not end without
-- action. Children on child protection plans and in care are in, as in the children in need census, and
-- so are unborn children. A child counts once, by the referral that has been open longest. Closed on the
-- last day of the month is closed. A child who had died by then is out. Young people of 18 or over are
-- marked, because the national count keeps those still open and the local view does not.
-- Read by: children in need, children in need by status.
WITH open_episodes AS (
    SELECT
        referrals.authority_id,
        referrals.child_id,
        month_ends.month_end,
        min(referrals.referral_received_on) AS episode_started_on
    FROM events.referrals
    INNER JOIN month_ends
        ON
            referrals.authority_id = month_ends.authority_id
            AND referrals.referral_received_on <= month_ends.month_end
            AND (referrals.closed_on IS NULL OR referrals.closed_on > month_ends.month_end)
    WHERE referrals.is_no_further_action IS NOT TRUE
    GROUP BY
        referrals.authority_id,
        referrals.child_id,
        month_ends.month_end
)

SELECT
    concat(open_episodes.authority_id, ':', open_episodes.child_id, ':', open_episodes.month_end) AS event_id,
    open_episodes.authority_id,
    open_episodes.child_id,
    allocated.team_id,
    allocated.worker_id,
    children.sex,
    age_band(children.birth_on, open_episodes.month_end) AS age_band,
    children.ethnicity_group,
    children.disability,
    referrals.load_id,
    referrals.landed_row,
    referrals.landed_table,
    open_episodes.month_end,
    open_episodes.episode_started_on,
    open_episodes.month_end - open_episodes.episode_started_on AS days_open,
    coalesce(open_episodes.month_end >= children.turns_18_on, FALSE) AS is_18_or_over,
    coalesce(case_statuses.case_status, 'Other open episode') AS case_status,
    referrals.primary_need_code,
    allocated.worker_id IS NOT NULL AS has_allocated_worker
FROM open_episodes
INNER JOIN events.referrals
    ON
        open_episodes.authority_id = referrals.authority_id
        AND open_episodes.child_id = referrals.child_id
        AND open_episodes.episode_started_on = referrals.referral_received_on
LEFT JOIN events.children
    ON open_episodes.authority_id = children.authority_id AND open_episodes.child_id = children.child_id
LEFT JOIN events.case_statuses
    ON
        open_episodes.authority_id = case_statuses.authority_id
        AND open_episodes.child_id = case_statuses.child_id
        AND open_episodes.month_end >= case_statuses.status_started_on
        AND (case_statuses.status_ended_on IS NULL OR open_episodes.month_end < case_statuses.status_ended_on)
LEFT JOIN events.allocations_in_force AS allocated
    ON
        open_episodes.authority_id = allocated.authority_id
        AND open_episodes.child_id = allocated.child_id
        AND open_episodes.month_end >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR open_episodes.month_end <= allocated.in_force_until)
WHERE coalesce(children.died_on > open_episodes.month_end, TRUE)
