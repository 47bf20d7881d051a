-- One row is one rating of contacts in the multi-agency safeguarding hub: how many came in the period, how
-- many were decided, in what time by the clock, and how many are still open. Contacts without a decision
-- record, or decided before they came, are not counted here. Read by: reporting/journey/response_times.py.
WITH rated AS (
    SELECT
        contacts.rating,
        contacts.decided_at,
        hours_between(contacts.received_at, contacts.decided_at) AS hours_taken
    FROM events.contacts
    WHERE
        contacts.authority_id = $authority_id
        AND contacts.contact_received_on BETWEEN cast($first_day AS DATE) AND cast($last_day AS DATE)
        AND contacts.has_decision_record
        AND contacts.rating IS NOT NULL
        AND contacts.received_at IS NOT NULL
        AND (contacts.decided_at IS NULL OR contacts.decided_at >= contacts.received_at)
)

SELECT
    rated.rating,
    count(*) AS contacts,
    count(*) FILTER (WHERE rated.decided_at IS NOT NULL) AS decided,
    count(*) FILTER (WHERE rated.hours_taken <= 4) AS within_4_hours,
    count(*) FILTER (WHERE rated.hours_taken <= 24) AS within_24_hours,
    count(*) FILTER (WHERE rated.hours_taken <= 72) AS within_72_hours,
    quantile_cont(rated.hours_taken, 0.5) AS median_hours
FROM rated
GROUP BY rated.rating
ORDER BY rated.rating ASC NULLS LAST;
