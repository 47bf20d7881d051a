-- One row is one table of records that an authority's loads in use supply. Read by: data/calculation/supply.py.
SELECT
    supplied_tables.authority_id,
    supplied_tables.table_name,
    supplied_tables.source_kind,
    supplied_tables.supplied_from,
    supplied_tables.supplied_until
FROM staged.supplied_tables
ORDER BY
    supplied_tables.authority_id ASC NULLS LAST,
    supplied_tables.table_name ASC NULLS LAST,
    supplied_tables.source_kind ASC NULLS LAST;
