-- One row is one part of an authority below it: service areas and teams as the structure says, the
-- workers that figures are about, and the units of what no team could be found for.
INSERT INTO org_units
WITH figured AS (
    SELECT DISTINCT figure_lines.org_unit_id
    FROM figure_lines
),

placeless AS (
    SELECT
        figured.org_unit_id,
        split_part(figured.org_unit_id, ':', 1) AS authority_id,
        substr(figured.org_unit_id, length(split_part(figured.org_unit_id, ':', 1)) + 2) AS ending
    FROM figured
)

SELECT
    units.org_unit_id,
    units.parent_id,
    units.authority_id,
    units.level,
    units.name,
    units.name AS long_name,
    units.valid_from,
    units.valid_to,
    FALSE AS is_synthetic
FROM staged.org_units AS units
WHERE units.level <> 'authority'
UNION ALL
SELECT
    placeless.org_unit_id,
    placeless.authority_id AS parent_id,
    placeless.authority_id,
    CASE
        WHEN placeless.ending = 'not_allocated_service' THEN 'service_area'
        WHEN placeless.ending = 'not_allocated' THEN 'team'
        ELSE 'worker'
    END AS level,
    CASE
        WHEN placeless.ending IN ('not_allocated', 'not_allocated_service') THEN 'Not allocated'
        ELSE replace(placeless.ending, 'worker:', 'Worker ')
    END AS name,
    CASE
        WHEN placeless.ending IN ('not_allocated', 'not_allocated_service') THEN 'Not allocated'
        ELSE replace(placeless.ending, 'worker:', 'Worker ')
    END AS long_name,
    cast(NULL AS DATE) AS valid_from,
    cast(NULL AS DATE) AS valid_to,
    FALSE AS is_synthetic
FROM placeless
WHERE placeless.ending IN ('not_allocated', 'not_allocated_service') OR placeless.ending LIKE 'worker:%';
