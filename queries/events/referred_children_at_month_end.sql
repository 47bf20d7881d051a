-- One row is one child with at least one referral in the 12 months that end with a month, and whether one
-- of them was a re-referral. The months are whole: they begin on the first day of the eleventh month
-- before. It is known of every child where the extracts hold the 12 months and all that has to be looked
-- back on from their first day; else, where they hold the 12 months, of the children whose latest referral
-- has Annex A's own number. Never does it depend on what was found.
-- Read by: children referred again within 12 months.
WITH counted AS (
    SELECT
        referrals.authority_id,
        referrals.child_id,
        month_ends.month_end,
        count(*) AS referrals_in_12_months,
        bool_or(referrals.is_re_referral) AS is_re_referred,
        max_by(referrals.is_re_referral_from_count, referrals.referral_received_on) AS is_latest_counted,
        last_day(add_months(month_ends.month_end, -12)) + 1 AS began_on,
        max(struct_pack(load_id := referrals.load_id, landed_row := referrals.landed_row)) AS newest
    FROM events.referrals
    INNER JOIN month_ends
        ON
            referrals.authority_id = month_ends.authority_id
            AND referrals.referral_received_on <= month_ends.month_end
            AND referrals.referral_received_on > last_day(add_months(month_ends.month_end, -12))
    GROUP BY
        referrals.authority_id,
        referrals.child_id,
        month_ends.month_end
)

SELECT
    concat(counted.authority_id, ':', counted.child_id, ':', counted.month_end) AS event_id,
    counted.authority_id,
    counted.child_id,
    allocated.team_id,
    allocated.worker_id,
    children.sex,
    age_band(children.birth_on, counted.month_end) AS age_band,
    children.ethnicity_group,
    children.disability,
    counted.newest.load_id,
    counted.newest.landed_row,
    'referrals' AS landed_table,
    counted.month_end,
    counted.referrals_in_12_months,
    counted.is_re_referred,
    coalesce(coverage.covered_from <= add_months(counted.began_on, -re_referral.value), FALSE)
    OR (coverage.covered_from <= counted.began_on AND counted.is_latest_counted) AS is_re_referred_known
FROM counted
INNER JOIN staged.coverage ON counted.authority_id = coverage.authority_id
LEFT JOIN staged.settings AS re_referral
    ON
        counted.authority_id = re_referral.authority_id
        AND re_referral.setting_id = 're_referral_months'
        AND counted.began_on >= re_referral.valid_from
        AND (re_referral.valid_until IS NULL OR counted.began_on < re_referral.valid_until)
LEFT JOIN events.children ON counted.authority_id = children.authority_id AND counted.child_id = children.child_id
LEFT JOIN events.allocations_in_force AS allocated
    ON
        counted.authority_id = allocated.authority_id
        AND counted.child_id = allocated.child_id
        AND counted.month_end >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR counted.month_end <= allocated.in_force_until)
