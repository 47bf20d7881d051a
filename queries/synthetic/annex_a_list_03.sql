-- One row is one child and referral received in the six months up to a month-end, with the number of
-- referrals in the 12 months before it. Read by: data/synthetic/annex_a.py.
SELECT
    people_at.as_at,
    people_at.child_id,
    people_at.sex,
    people_at.ethnicity,
    people_at.born_on,
    people_at.age,
    cast(referrals.cine_referral_date AS DATE) AS referred_on,
    coalesce(referrals.cine_referral_source_code, '10') AS source,
    CASE
        WHEN referrals.cine_referral_nfa = 'Y' AND cast(referrals.cine_close_date AS DATE) <= people_at.as_at
            THEN 'yes'
        ELSE 'no'
    END AS nfa,
    (
        SELECT count(earlier.cine_referral_id)
        FROM ssd_cin_episodes AS earlier
        WHERE
            earlier.cine_person_id = referrals.cine_person_id
            AND earlier.cine_referral_date < referrals.cine_referral_date
            AND earlier.cine_referral_date >= referrals.cine_referral_date - INTERVAL 12 MONTH
    ) AS referrals_before,
    CASE WHEN allocated_at.is_open THEN allocated_at.team_name ELSE ssd_department.dept_team_name END AS team_name,
    CASE
        WHEN allocated_at.is_open THEN allocated_at.worker_id
        ELSE referrals.cine_referral_worker_id
    END AS worker_id
FROM ssd_cin_episodes AS referrals
INNER JOIN month_ends
    ON
        cast(referrals.cine_referral_date AS DATE) <= month_ends.as_at
        AND cast(referrals.cine_referral_date AS DATE) >= month_ends.six_months_from
INNER JOIN people_at ON month_ends.as_at = people_at.as_at AND referrals.cine_person_id = people_at.child_id
LEFT JOIN ssd_department ON referrals.cine_referral_team = ssd_department.dept_team_id
LEFT JOIN allocated_at
    ON people_at.as_at = allocated_at.as_at AND people_at.child_id = allocated_at.child_id
ORDER BY people_at.as_at, referrals.cine_referral_date, referrals.cine_referral_id;
