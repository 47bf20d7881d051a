-- One row is one value of one setting at one authority and the days on which it holds: from valid_from up to,
-- but without, valid_until. A council's own value counts from its day on; before that the usual ones do.
-- Read by: event queries (limits and intervals), pages that say which limit was used.
CREATE TABLE staged.settings AS
WITH authorities AS (
    SELECT DISTINCT record_loads.authority_id
    FROM staged.record_loads
),

own_values AS (
    SELECT
        local_settings.authority_id,
        local_settings.setting_id,
        local_settings.valid_from,
        max_by(local_settings.value, local_settings.landed_row) AS value
    FROM staged.local_settings
    GROUP BY
        local_settings.authority_id,
        local_settings.setting_id,
        local_settings.valid_from
),

first_own AS (
    SELECT
        own_values.authority_id,
        own_values.setting_id,
        min(own_values.valid_from) AS valid_from
    FROM own_values
    GROUP BY
        own_values.authority_id,
        own_values.setting_id
),

all_values AS (
    SELECT
        authorities.authority_id,
        usual_settings.setting_id,
        usual_settings.valid_from,
        usual_settings.value
    FROM authorities
    CROSS JOIN usual_settings
    LEFT JOIN first_own
        ON authorities.authority_id = first_own.authority_id AND usual_settings.setting_id = first_own.setting_id
    WHERE first_own.valid_from IS NULL OR usual_settings.valid_from < first_own.valid_from
    UNION ALL
    SELECT
        own_values.authority_id,
        own_values.setting_id,
        own_values.valid_from,
        own_values.value
    FROM own_values
),

units AS (
    SELECT DISTINCT
        usual_settings.setting_id,
        usual_settings.unit
    FROM usual_settings
)

SELECT
    all_values.authority_id,
    all_values.setting_id,
    all_values.valid_from,
    lead(all_values.valid_from, 1, NULL) OVER (
        PARTITION BY all_values.authority_id, all_values.setting_id
        ORDER BY all_values.valid_from ASC NULLS LAST
    ) AS valid_until,
    all_values.value,
    units.unit
FROM all_values
INNER JOIN units ON all_values.setting_id = units.setting_id;
