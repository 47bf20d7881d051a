-- One row is one household of foster carers that the council approved, with the places it may offer. A household
-- that ended on a day was approved up to the day before. Carers have no team and are no children.
-- Read by: capacity of foster carers.
SELECT
    concat(foster_carers.authority_id, ':', foster_carers.household_id) AS event_id,
    foster_carers.authority_id,
    cast(NULL AS VARCHAR) AS child_id,
    cast(NULL AS VARCHAR) AS team_id,
    cast(NULL AS VARCHAR) AS worker_id,
    cast(NULL AS VARCHAR) AS sex,
    cast(NULL AS VARCHAR) AS age_band,
    cast(NULL AS VARCHAR) AS ethnicity_group,
    cast(NULL AS VARCHAR) AS disability,
    foster_carers.load_id,
    foster_carers.landed_row,
    'foster_carers' AS landed_table,
    lower(foster_carers.kind) AS kind,
    CASE lower(foster_carers.kind)
        WHEN 'general' THEN 'Any child'
        WHEN 'kinship' THEN 'Named children of family or friends'
        WHEN 'short_breaks' THEN 'Short breaks'
    END AS kind_name,
    foster_carers.approved_on,
    foster_carers.ended_on,
    foster_carers.places,
    nullif(trim(foster_carers.constellation), '') AS constellation
FROM staged.foster_carers
QUALIFY
    row_number() OVER (
        PARTITION BY foster_carers.authority_id, foster_carers.household_id
        ORDER BY foster_carers.load_id DESC NULLS LAST, foster_carers.landed_row DESC NULLS LAST
    ) = 1
