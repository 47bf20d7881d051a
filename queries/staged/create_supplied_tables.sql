-- One row is one table of records that an authority's loads in use supply, and from which kind of source. A table
-- that was received without rows is supplied: it says that there was nothing. What it says reaches up to the day
-- that its newest extract is about, and from Annex A back to six months before its oldest. The counts of Annex A
-- are those of the day of each workbook, which tell of the last month's end up to it and of none before the oldest.
-- Read by: data/calculation/supply.py.
CREATE OR REPLACE TABLE staged.supplied_tables AS
SELECT
    record_loads.authority_id,
    tables_made.table_name,
    record_loads.source_kind,
    CASE
        WHEN tables_made.table_name = 'annex_a_counts'
            THEN cast(date_trunc('month', last_month_end(min(record_loads.as_at_on))) AS DATE)
        WHEN record_loads.source_kind = 'annex_a' THEN add_months(min(record_loads.as_at_on), -6)
    END AS supplied_from,
    CASE
        WHEN NOT list_contains(cast($hold_on AS VARCHAR[]), tables_made.table_name) THEN max(record_loads.as_at_on)
    END AS supplied_until
FROM staged.record_loads
INNER JOIN staged.row_counts ON record_loads.load_id = row_counts.load_id
INNER JOIN tables_made
    ON row_counts.staged_table = tables_made.received_table AND record_loads.source_kind = tables_made.source_kind
WHERE record_loads.is_staged
GROUP BY
    record_loads.authority_id,
    tables_made.table_name,
    record_loads.source_kind;
