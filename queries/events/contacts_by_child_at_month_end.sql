-- One row is one child with at least one contact in the six months that end with a month, and how many.
-- Six months end on the last day of the month and begin on the first day of the fifth month before, so
-- that they are whole months. Months before the extracts hold six months are marked: the count would be
-- too low. Read by: repeat contacts.
WITH counted AS (
    SELECT
        contacts.authority_id,
        contacts.child_id,
        month_ends.month_end,
        count(*) AS contacts_in_6_months,
        sum(
            CASE
                WHEN contacts.contact_received_on > last_day(add_months(month_ends.month_end, -3)) THEN 1
                ELSE 0
            END
        ) AS contacts_in_3_months,
        -- the last of them stands for the row in the extract
        max(struct_pack(load_id := contacts.load_id, landed_row := contacts.landed_row)) AS newest
    FROM events.contacts
    INNER JOIN month_ends
        ON
            contacts.authority_id = month_ends.authority_id
            AND contacts.contact_received_on <= month_ends.month_end
            AND contacts.contact_received_on > last_day(add_months(month_ends.month_end, -6))
    GROUP BY
        contacts.authority_id,
        contacts.child_id,
        month_ends.month_end
)

SELECT
    concat(counted.authority_id, ':', counted.child_id, ':', counted.month_end) AS event_id,
    counted.authority_id,
    counted.child_id,
    cast(NULL AS VARCHAR) AS team_id,
    cast(NULL AS VARCHAR) AS worker_id,
    children.sex,
    age_band(children.birth_on, counted.month_end) AS age_band,
    children.ethnicity_group,
    children.disability,
    counted.newest.load_id,
    counted.newest.landed_row,
    'contacts' AS landed_table,
    counted.month_end,
    counted.contacts_in_3_months,
    counted.contacts_in_6_months,
    coverage.covered_from <= last_day(add_months(counted.month_end, -6)) + 1 AS has_6_months
FROM counted
INNER JOIN staged.coverage ON counted.authority_id = coverage.authority_id
LEFT JOIN events.children ON counted.authority_id = children.authority_id AND counted.child_id = children.child_id
