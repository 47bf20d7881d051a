-- One row is one target step as it was known from one moment, as an authority supplied it. A later
-- row for the same step replaces the earlier one, which stays with the moment until which it was
-- known; the same step received again unchanged adds nothing. Reads supplied_targets.
INSERT INTO targets
WITH received AS (
    SELECT
        supplied_targets.*,
        row_number() OVER (
            PARTITION BY
                supplied_targets.kpi_id, supplied_targets.org_unit_id, supplied_targets.breakdown,
                supplied_targets.part, supplied_targets.in_force_from
            ORDER BY supplied_targets.known_from, supplied_targets.source_id
        ) AS version_number
    FROM supplied_targets
    INNER JOIN kpis ON supplied_targets.kpi_id = kpis.kpi_id
),

changed AS (
    SELECT later.*
    FROM received AS later
    LEFT JOIN received AS earlier
        ON
            later.kpi_id = earlier.kpi_id
            AND later.org_unit_id = earlier.org_unit_id
            AND later.breakdown IS NOT DISTINCT FROM earlier.breakdown
            AND later.part IS NOT DISTINCT FROM earlier.part
            AND later.in_force_from = earlier.in_force_from
            AND later.version_number = earlier.version_number + 1
    WHERE
        earlier.kpi_id IS NULL
        OR later.state <> earlier.state
        OR later.target IS DISTINCT FROM earlier.target
        OR later.floor IS DISTINCT FROM earlier.floor
        OR later.band_low IS DISTINCT FROM earlier.band_low
        OR later.band_high IS DISTINCT FROM earlier.band_high
        OR later.to_reach_by IS DISTINCT FROM earlier.to_reach_by
        OR later.set_by IS DISTINCT FROM earlier.set_by
        OR later.note IS DISTINCT FROM earlier.note
)

SELECT
    changed.kpi_id,
    changed.org_unit_id,
    changed.breakdown,
    changed.part,
    'goal' AS kind,
    changed.state,
    changed.operator,
    changed.target,
    changed.floor,
    changed.band_low,
    changed.band_high,
    changed.in_force_from,
    changed.to_reach_by,
    cast(NULL AS DATE) AS holds_until,
    cast(NULL AS VARCHAR) AS label_as_printed,
    changed.set_by,
    FALSE AS is_repeat,
    FALSE AS is_inferred_from_words,
    FALSE AS is_doubtful,
    changed.source_id,
    cast(NULL AS VARCHAR) AS plan_reference,
    changed.note,
    changed.known_from,
    lead(changed.known_from, 1, NULL) OVER (
        PARTITION BY
            changed.kpi_id, changed.org_unit_id, changed.breakdown, changed.part, changed.in_force_from
        ORDER BY changed.version_number
    ) AS known_until
FROM changed;
