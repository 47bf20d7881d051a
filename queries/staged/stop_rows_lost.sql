-- Rows of an extract were neither staged nor rejected, nor left out for a better source.
-- This is a fault of the program: keep the data folder and report it.
SELECT
    row_counts.load_id,
    row_counts.landed_table,
    row_counts.rows_landed,
    row_counts.rows_staged,
    row_counts.rows_rejected,
    row_counts.rows_left_out
FROM staged.row_counts
WHERE row_counts.rows_landed <> row_counts.rows_staged + row_counts.rows_rejected + row_counts.rows_left_out;
