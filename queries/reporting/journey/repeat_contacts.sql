-- One row is one child with several contacts in the six whole months that end with a month: how many, when,
-- and from whom. The same children as the measure counts. Read by: reporting/journey/repeat_contacts.py, for
-- those who may see children's records.
SELECT
    repeated.child_id,
    repeated.contacts_in_6_months,
    repeated.contacts_in_3_months,
    list(contacts.contact_received_on ORDER BY contacts.contact_received_on ASC NULLS LAST) AS received_on,
    list(DISTINCT contacts.source_group ORDER BY contacts.source_group ASC NULLS LAST) AS source_groups,
    bool_or(contacts.is_referral) AS has_referral,
    bool_or(coalesce(contacts.is_on_open_case, FALSE)) AS is_open_case
FROM events.contacts_by_child_at_month_end AS repeated
INNER JOIN events.contacts
    ON
        repeated.authority_id = contacts.authority_id
        AND repeated.child_id = contacts.child_id
        AND repeated.month_end >= contacts.contact_received_on
        AND last_day(add_months(repeated.month_end, -6)) < contacts.contact_received_on
WHERE
    repeated.authority_id = $authority_id
    AND repeated.month_end = cast($month_end AS DATE)
    AND repeated.has_6_months
    AND repeated.contacts_in_6_months >= $at_least
GROUP BY
    repeated.child_id,
    repeated.contacts_in_6_months,
    repeated.contacts_in_3_months
ORDER BY
    repeated.contacts_in_6_months DESC NULLS LAST,
    repeated.contacts_in_3_months DESC NULLS LAST,
    repeated.child_id ASC NULLS LAST;
