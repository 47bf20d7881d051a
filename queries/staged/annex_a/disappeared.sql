-- One row is one child or record that stood open in a list and was missing from the next extract of the list.
-- Nobody recorded an end. It is taken to have ended by the day of that extract, or stock would only grow.
-- One that comes back in a later extract has not disappeared, nor has one whose row there could not be read.
-- Read by: the other files of this folder, the Data page.
INSERT INTO staged.disappeared BY NAME
WITH newest AS (
    SELECT
        annex_a_rows.authority_id,
        annex_a_rows.list_number,
        annex_a_rows.child_id,
        annex_a_rows.began_on,
        max(annex_a_rows.as_at_on) AS as_at_on
    FROM annex_a_rows
    GROUP BY
        annex_a_rows.authority_id,
        annex_a_rows.list_number,
        annex_a_rows.child_id,
        annex_a_rows.began_on
),

last_seen AS (
    SELECT
        annex_a_rows.authority_id,
        annex_a_rows.list_number,
        annex_a_rows.child_id,
        annex_a_rows.began_on AS started_on,
        max(annex_a_rows.as_at_on) AS last_seen_on,
        bool_or(annex_a_rows.is_open) FILTER (annex_a_rows.as_at_on = newest.as_at_on) AS is_open
    FROM annex_a_rows
    INNER JOIN newest
        ON
            annex_a_rows.authority_id = newest.authority_id
            AND annex_a_rows.list_number = newest.list_number
            AND annex_a_rows.child_id = newest.child_id
            AND annex_a_rows.began_on IS NOT DISTINCT FROM newest.began_on
    WHERE annex_a_rows.list_number BETWEEN 4 AND 9
    GROUP BY
        annex_a_rows.authority_id,
        annex_a_rows.list_number,
        annex_a_rows.child_id,
        annex_a_rows.began_on
),

stands_unread AS (
    SELECT
        annex_a_unreadable.authority_id,
        annex_a_unreadable.list_number,
        annex_a_unreadable.child_id,
        max(annex_a_unreadable.as_at_on) AS as_at_on
    FROM annex_a_unreadable
    GROUP BY
        annex_a_unreadable.authority_id,
        annex_a_unreadable.list_number,
        annex_a_unreadable.child_id
)

SELECT
    last_seen.authority_id,
    last_seen.child_id,
    last_seen.list_number,
    last_seen.started_on,
    last_seen.last_seen_on,
    min(annex_a_extracts.as_at_on) AS missing_on
FROM last_seen
INNER JOIN annex_a_extracts
    ON
        last_seen.authority_id = annex_a_extracts.authority_id
        AND last_seen.list_number = annex_a_extracts.list_number
        AND last_seen.last_seen_on < annex_a_extracts.as_at_on
LEFT JOIN stands_unread
    ON
        last_seen.authority_id = stands_unread.authority_id
        AND last_seen.list_number = stands_unread.list_number
        AND last_seen.child_id = stands_unread.child_id
WHERE
    last_seen.is_open
    AND (stands_unread.as_at_on IS NULL OR annex_a_extracts.as_at_on > stands_unread.as_at_on)
GROUP BY
    last_seen.authority_id,
    last_seen.child_id,
    last_seen.list_number,
    last_seen.started_on,
    last_seen.last_seen_on;
