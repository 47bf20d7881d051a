-- One row is one contact rated red that was not decided within four hours, or is still open, the latest first.
-- Read by: reporting/journey/response_times.py, for those who may see children's records.
SELECT
    contacts.event_id,
    contacts.child_id,
    contacts.source_group,
    contacts.received_at,
    contacts.decided_at,
    hours_between(contacts.received_at, contacts.decided_at) AS hours_taken
FROM events.contacts
WHERE
    contacts.authority_id = $authority_id
    AND contacts.contact_received_on BETWEEN cast($first_day AS DATE) AND cast($last_day AS DATE)
    AND contacts.rating = 'red'
    AND contacts.received_at IS NOT NULL
    AND (contacts.decided_at IS NULL OR hours_between(contacts.received_at, contacts.decided_at) > 4)
ORDER BY
    contacts.received_at DESC NULLS LAST,
    contacts.event_id ASC NULLS LAST;
