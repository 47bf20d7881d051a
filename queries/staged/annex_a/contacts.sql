-- One row is one child in one contact of list 1. Two contacts of a child on one day are two, if one extract has
-- both; the same one in the next extract is the same.
INSERT INTO staged.contacts BY NAME
WITH numbered AS (
    SELECT
        in_list.*,
        row_number() OVER (
            PARTITION BY in_list.load_id, in_list.child_id, in_list.contact_received_on
            ORDER BY in_list.contact_source_code ASC NULLS LAST, in_list.landed_row ASC NULLS LAST
        ) AS occurrence
    FROM staged.annex_a_list_1 AS in_list
)

SELECT
    annex_a_id('contact', numbered.child_id, numbered.contact_received_on, numbered.occurrence) AS contact_id,
    numbered.child_id,
    numbered.contact_received_on,
    numbered.contact_source_code AS source_code,
    numbered.authority_id,
    'annex_a' AS source_kind,
    numbered.load_id,
    numbered.landed_row
FROM numbered
QUALIFY
    row_number() OVER (
        PARTITION BY numbered.authority_id, numbered.child_id, numbered.contact_received_on, numbered.occurrence
        ORDER BY numbered.as_at_on DESC NULLS LAST
    ) = 1;
