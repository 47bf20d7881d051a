-- One row is one check and the columns of one staged table that it finds doubtful. Read by: data/data_checks.
SELECT DISTINCT
    doubtful_rows.check_id,
    doubtful_rows.source_table,
    doubtful_rows.source_columns
FROM doubtful_rows
ORDER BY
    doubtful_rows.check_id ASC NULLS LAST,
    doubtful_rows.source_table ASC NULLS LAST,
    doubtful_rows.source_columns ASC NULLS LAST;
