-- One row is one figure as received, published or supplied. Read by: insert_observation_versions.
CREATE TEMP TABLE received_values AS
SELECT *
FROM published_values
WHERE known_from <= coalesce($as_known_at, cast('infinity' AS TIMESTAMPTZ))
UNION ALL
SELECT
    supplied.kpi_id,
    supplied.org_unit_id,
    supplied.breakdown,
    supplied.part,
    supplied.period_kind,
    supplied.period_start,
    supplied.period_end,
    supplied.basis,
    supplied.numerator,
    supplied.denominator,
    supplied.value,
    cast(NULL AS DOUBLE) AS not_counted,
    supplied.state,
    supplied.awaiting,
    supplied.role,
    'supplied' AS origin,
    cast(NULL AS VARCHAR) AS period_as_printed,
    false AS period_is_assumed,
    false AS is_repeat,
    false AS is_inferred_from_words,
    false AS is_doubtful,
    supplied.source_id,
    cast(NULL AS VARCHAR) AS plan_reference,
    supplied.note,
    supplied.source_row,
    supplied.known_from,
    '' AS printed_in
FROM supplied_values AS supplied;
