-- One row is one authority: what its extracts cover, both days included.
-- A dataset holds six years, less where its contacts (or referrals, where it has no contacts) begin later; a few
-- days without any at the start of a month are no gap. An Annex A workbook holds six months: workbooks that
-- follow each other without a gap count together, back from the newest. A feed alone covers its own dates.
-- Read by: event queries, month_ends, the engine (which months a figure can be given for).
CREATE TABLE staged.coverage AS
WITH dataset_begins AS (
    SELECT
        began.authority_id,
        coalesce(
            min(began.received_on) FILTER (began.is_contact),
            min(began.received_on)
        ) AS first_received_on
    FROM (
        SELECT
            contacts.authority_id,
            contacts.contact_received_on AS received_on,
            TRUE AS is_contact
        FROM staged.contacts
        WHERE contacts.source_kind = 'ssd'
        UNION ALL
        SELECT
            referrals.authority_id,
            referrals.referral_received_on AS received_on,
            FALSE AS is_contact
        FROM staged.referrals
        WHERE referrals.source_kind = 'ssd'
    ) AS began
    GROUP BY began.authority_id
),

datasets AS (
    SELECT
        record_loads.authority_id,
        greatest(
            add_months(record_loads.as_at_on, -72),
            coalesce(dataset_begins.first_received_on, add_months(record_loads.as_at_on, -72))
        ) AS begins_on,
        record_loads.as_at_on
    FROM staged.record_loads
    LEFT JOIN dataset_begins ON record_loads.authority_id = dataset_begins.authority_id
    WHERE record_loads.is_staged AND record_loads.source_kind = 'ssd'
),

workbooks AS (
    SELECT
        record_loads.authority_id,
        record_loads.as_at_on,
        add_months(record_loads.as_at_on, -6) AS begins_on,
        coalesce(
            lead(record_loads.as_at_on, 1, NULL) OVER (
                PARTITION BY record_loads.authority_id
                ORDER BY record_loads.as_at_on ASC NULLS LAST
            ) > add_months(record_loads.as_at_on, 6) + 1,
            FALSE
        ) AS has_gap_after
    FROM staged.record_loads
    WHERE record_loads.is_staged AND record_loads.source_kind = 'annex_a'
),

last_gaps AS (
    SELECT
        workbooks.authority_id,
        max(workbooks.as_at_on) FILTER (workbooks.has_gap_after) AS gap_after
    FROM workbooks
    GROUP BY workbooks.authority_id
),

stitched AS (
    SELECT
        workbooks.authority_id,
        min(workbooks.begins_on) AS begins_on,
        max(workbooks.as_at_on) AS as_at_on
    FROM workbooks
    INNER JOIN last_gaps ON workbooks.authority_id = last_gaps.authority_id
    WHERE last_gaps.gap_after IS NULL OR workbooks.as_at_on > last_gaps.gap_after
    GROUP BY workbooks.authority_id
),

feeds AS (
    SELECT
        feed_days.authority_id,
        greatest(min(feed_days.begins_on), add_months(max(feed_days.as_at_on), -72)) AS begins_on,
        max(feed_days.as_at_on) AS as_at_on
    FROM feed_days
    WHERE
        feed_days.authority_id NOT IN (SELECT datasets.authority_id FROM datasets)
        AND feed_days.authority_id NOT IN (SELECT stitched.authority_id FROM stitched)
    GROUP BY feed_days.authority_id
),

together AS (
    SELECT
        datasets.authority_id,
        datasets.begins_on,
        datasets.as_at_on
    FROM datasets
    UNION ALL
    SELECT
        stitched.authority_id,
        stitched.begins_on,
        stitched.as_at_on
    FROM stitched
    UNION ALL
    SELECT
        feeds.authority_id,
        feeds.begins_on,
        feeds.as_at_on
    FROM feeds
)

SELECT
    together.authority_id,
    CASE
        WHEN extract(DAY FROM together.begins_on) <= 7 THEN cast(date_trunc('month', together.begins_on) AS DATE)
        ELSE together.begins_on
    END AS covered_from,
    together.as_at_on
FROM together;
