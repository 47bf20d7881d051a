-- One value: the group of a contact's or referral's source in the children in need census, as it is
-- shown; NULL where the source is unknown (code 10) or blank. Read by: event queries.
CREATE OR REPLACE MACRO source_group(source_code) AS (
    CASE
        WHEN source_code IN ('1A', '1B', '1C', '1D') THEN 'Individuals'
        WHEN source_code = '2A' THEN 'Schools'
        WHEN source_code = '2B' THEN 'Education services'
        WHEN source_code IN ('3A', '3B', '3C', '3D', '3E', '3F') THEN 'Health services'
        WHEN source_code = '4' THEN 'Housing'
        WHEN source_code IN ('5A', '5B', '5C', '5D') THEN 'Council services'
        WHEN source_code = '6' THEN 'Police'
        WHEN source_code = '7' THEN 'Other legal agencies'
        WHEN source_code = '8' THEN 'Other'
        WHEN source_code = '9' THEN 'Anonymous'
    END
);
