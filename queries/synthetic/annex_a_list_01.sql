-- One row is one child and contact received in the six months up to a month-end.
-- Read by: data/synthetic/annex_a.py.
SELECT
    people_at.as_at,
    people_at.child_id,
    people_at.sex,
    people_at.ethnicity,
    people_at.born_on,
    people_at.age,
    cast(ssd_contacts.cont_contact_date AS DATE) AS contact_on,
    coalesce(ssd_contacts.cont_contact_source_code, '10') AS source
FROM ssd_contacts
INNER JOIN month_ends
    ON
        cast(ssd_contacts.cont_contact_date AS DATE) <= month_ends.as_at
        AND cast(ssd_contacts.cont_contact_date AS DATE) >= month_ends.six_months_from
INNER JOIN people_at ON month_ends.as_at = people_at.as_at AND ssd_contacts.cont_person_id = people_at.child_id
ORDER BY people_at.as_at, ssd_contacts.cont_contact_date, ssd_contacts.cont_contact_id;
