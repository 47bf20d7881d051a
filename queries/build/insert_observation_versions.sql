-- One row is one figure as it was known from one moment. Reads received_values, the union of the
-- published record and every accepted load; the same figure received again unchanged adds nothing.
INSERT INTO observation_versions
WITH received AS (
    SELECT
        received_values.*,
        kpis.definition_version,
        row_number() OVER (
            PARTITION BY
                received_values.kpi_id, received_values.org_unit_id, received_values.breakdown, received_values.part,
                received_values.period_kind, received_values.period_start, received_values.period_end,
                received_values.basis, received_values.role, received_values.printed_in
            ORDER BY received_values.known_from, received_values.source_id
        ) AS version_number
    FROM received_values
    INNER JOIN kpis ON received_values.kpi_id = kpis.kpi_id
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
            AND later.period_kind = earlier.period_kind
            AND later.period_start IS NOT DISTINCT FROM earlier.period_start
            AND later.period_end IS NOT DISTINCT FROM earlier.period_end
            AND later.basis = earlier.basis
            AND later.role = earlier.role
            AND later.printed_in = earlier.printed_in
            AND later.version_number = earlier.version_number + 1
    WHERE
        earlier.kpi_id IS NULL
        OR later.value IS DISTINCT FROM earlier.value
        OR later.numerator IS DISTINCT FROM earlier.numerator
        OR later.denominator IS DISTINCT FROM earlier.denominator
        OR later.state IS DISTINCT FROM earlier.state
        OR later.awaiting IS DISTINCT FROM earlier.awaiting
        OR later.note IS DISTINCT FROM earlier.note
)

SELECT
    changed.kpi_id,
    changed.definition_version,
    changed.org_unit_id,
    changed.breakdown,
    changed.part,
    changed.period_kind,
    changed.period_start,
    changed.period_end,
    changed.basis,
    changed.numerator,
    changed.denominator,
    changed.value,
    changed.not_counted,
    changed.state,
    changed.awaiting,
    changed.role,
    changed.origin,
    changed.period_as_printed,
    changed.period_is_assumed,
    changed.is_repeat,
    changed.is_inferred_from_words,
    changed.is_doubtful,
    changed.source_id,
    changed.plan_reference,
    changed.note,
    changed.source_row,
    changed.known_from,
    lead(changed.known_from, 1, NULL) OVER (
        PARTITION BY
            changed.kpi_id, changed.org_unit_id, changed.breakdown, changed.part, changed.period_kind,
            changed.period_start, changed.period_end, changed.basis, changed.role, changed.printed_in
        ORDER BY changed.version_number
    ) AS known_until
FROM changed;
