-- Rows of a loaded file were neither accepted nor rejected.
-- This is a fault of the program: keep the data folder and report it.
SELECT
    load_id,
    rows_landed,
    rows_accepted,
    rows_rejected
FROM loads
WHERE kind IN ('values', 'targets') AND rows_landed <> rows_accepted + rows_rejected;
