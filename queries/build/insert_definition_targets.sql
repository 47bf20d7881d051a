-- One row is one target that the definition of a KPI holds itself, at each authority it holds for.
-- Reads definition_targets. Read by: data/definition_targets.py.
INSERT INTO sources
SELECT DISTINCT
    'definition' AS source_id,
    'definition' AS kind,
    'KPI library' AS title,
    cast(NULL AS VARCHAR) AS publisher,
    cast(NULL AS DATE) AS published_on,
    cast(NULL AS VARCHAR) AS load_id,
    'Targets that definitions hold for every authority, or for one of them' AS note
FROM definition_targets;

INSERT INTO targets
SELECT
    held.kpi_id,
    org_units.org_unit_id,
    cast(NULL AS VARCHAR) AS breakdown,
    cast(NULL AS VARCHAR) AS part,
    'goal' AS kind,
    'set' AS state,
    held.operator,
    held.target,
    held.floor,
    held.band_low,
    held.band_high,
    held.in_force_from,
    held.to_reach_by,
    cast(NULL AS DATE) AS holds_until,
    cast(NULL AS VARCHAR) AS label_as_printed,
    held.set_by,
    FALSE AS is_repeat,
    FALSE AS is_inferred_from_words,
    FALSE AS is_doubtful,
    'definition' AS source_id,
    cast(NULL AS VARCHAR) AS plan_reference,
    held.note,
    cast(held.in_force_from AS TIMESTAMPTZ) AS known_from,
    cast(NULL AS TIMESTAMPTZ) AS known_until
FROM definition_targets AS held
INNER JOIN org_units
    ON
        org_units.level = 'authority'
        AND (held.authority_id IS NULL OR held.authority_id = org_units.org_unit_id);
