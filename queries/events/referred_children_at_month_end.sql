-- One row is one child with at least one referral in the 12 months that end with a month, and whether one
-- of them was a re-referral. The months are whole: they begin on the first day of the eleventh month
-- before. Where one of the child's referrals cannot be judged and none is known to be a re-referral, it
-- is not known of the child either; months before the extracts hold 12 months are not known at all.
-- Read by: children referred again within 12 months.
WITH counted AS (
    SELECT
        referrals.authority_id,
        referrals.child_id,
        month_ends.month_end,
        count(*) AS referrals_in_12_months,
        bool_or(referrals.is_re_referral) AS is_re_referred,
        bool_and(referrals.is_re_referral_known) AS are_all_known,
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
    (counted.is_re_referred OR counted.are_all_known)
    AND coverage.covered_from <= last_day(add_months(counted.month_end, -12)) + 1 AS is_re_referred_known
FROM counted
INNER JOIN staged.coverage ON counted.authority_id = coverage.authority_id
LEFT JOIN events.children ON counted.authority_id = children.authority_id AND counted.child_id = children.child_id
LEFT JOIN events.allocations_in_force AS allocated
    ON
        counted.authority_id = allocated.authority_id
        AND counted.child_id = allocated.child_id
        AND counted.month_end >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR counted.month_end <= allocated.in_force_until)
