-- One value: whether an outcome flag is set in the JSON text of a record: true for yes, false for no,
-- NULL where the flag is blank or not there. A blank is never no. Read by: event queries.
CREATE OR REPLACE MACRO has_flag(flags, flag) AS (
    CASE upper(regexp_extract(flags, concat('["'']', flag, '["'']\s*:\s*["'']?\s*([A-Za-z0-9]+)'), 1))
        WHEN 'Y' THEN TRUE
        WHEN 'YES' THEN TRUE
        WHEN 'TRUE' THEN TRUE
        WHEN '1' THEN TRUE
        WHEN 'N' THEN FALSE
        WHEN 'NO' THEN FALSE
        WHEN 'FALSE' THEN FALSE
        WHEN '0' THEN FALSE
    END
);
