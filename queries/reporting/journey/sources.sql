-- One row is one month and one group of sources: contacts and referrals that came from it, and what became of
-- the referrals. Months are calendar months that the extracts cover. Read by: reporting/journey/sources.py.
WITH received AS (
    SELECT
        last_day(contacts.contact_received_on) AS month_end,
        contacts.source_group,
        1 AS contacts,
        0 AS referrals,
        0 AS re_referrals,
        0 AS re_referrals_known,
        0 AS without_action,
        0 AS outcomes_known
    FROM events.contacts
    WHERE
        contacts.authority_id = $authority_id
        AND contacts.contact_received_on BETWEEN cast($first_day AS DATE) AND cast($last_day AS DATE)
    UNION ALL
    SELECT
        last_day(referrals.referral_received_on) AS month_end,
        referrals.source_group,
        0 AS contacts,
        1 AS referrals,
        CASE WHEN referrals.is_re_referral AND referrals.is_re_referral_known THEN 1 ELSE 0 END AS re_referrals,
        CASE WHEN referrals.is_re_referral_known THEN 1 ELSE 0 END AS re_referrals_known,
        CASE WHEN referrals.is_no_further_action THEN 1 ELSE 0 END AS without_action,
        CASE WHEN referrals.is_no_further_action IS NOT NULL THEN 1 ELSE 0 END AS outcomes_known
    FROM events.referrals
    WHERE
        referrals.authority_id = $authority_id
        AND referrals.referral_received_on BETWEEN cast($first_day AS DATE) AND cast($last_day AS DATE)
)

SELECT
    received.month_end,
    received.source_group,
    sum(received.contacts) AS contacts,
    sum(received.referrals) AS referrals,
    sum(received.re_referrals) AS re_referrals,
    sum(received.re_referrals_known) AS re_referrals_known,
    sum(received.without_action) AS without_action,
    sum(received.outcomes_known) AS outcomes_known
FROM received
GROUP BY
    received.month_end,
    received.source_group
ORDER BY
    received.month_end ASC NULLS LAST,
    received.source_group ASC NULLS LAST;
