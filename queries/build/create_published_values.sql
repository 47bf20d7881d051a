-- One row is one value printed in a published document, or a value that one names without printing
-- it. Reads the CSV files of data/reference/published. Read by: create_received_values.
CREATE TEMP TABLE published_values AS
WITH printed AS (
    SELECT
        kpi_id,
        authority,
        breakdown,
        part,
        period_kind,
        cast(period_start AS DATE) AS period_start,
        cast(period_end AS DATE) AS period_end,
        cast(numerator AS DOUBLE) AS numerator,
        cast(denominator AS DOUBLE) AS denominator,
        cast(value AS DOUBLE) AS value,
        'counted' AS state,
        cast(NULL AS VARCHAR) AS awaiting,
        role,
        period_as_printed,
        period_is_assumed = 'yes' AS period_is_assumed,
        is_repeat = 'yes' AS is_repeat,
        is_inferred_from_words = 'yes' AS is_inferred_from_words,
        is_doubtful = 'yes' AS is_doubtful,
        document,
        plan_reference,
        note
    FROM read_csv($values_file, all_varchar = TRUE, header = TRUE, delim = ',', quote = '"', escape = '"')
),

awaited AS (
    SELECT
        kpi_id,
        authority,
        cast(NULL AS VARCHAR) AS breakdown,
        cast(NULL AS VARCHAR) AS part,
        'undated' AS period_kind,
        cast(NULL AS DATE) AS period_start,
        cast(NULL AS DATE) AS period_end,
        cast(NULL AS DOUBLE) AS numerator,
        cast(NULL AS DOUBLE) AS denominator,
        cast(NULL AS DOUBLE) AS value,
        'not_supplied' AS state,
        why AS awaiting,
        'actual' AS role,
        cast(NULL AS VARCHAR) AS period_as_printed,
        FALSE AS period_is_assumed,
        FALSE AS is_repeat,
        FALSE AS is_inferred_from_words,
        FALSE AS is_doubtful,
        document,
        plan_reference,
        cast(NULL AS VARCHAR) AS note
    FROM read_csv($awaited_file, all_varchar = TRUE, header = TRUE, delim = ',', quote = '"', escape = '"')
),

named AS (
    SELECT * FROM printed
    UNION ALL
    SELECT * FROM awaited
)

SELECT
    named.kpi_id,
    org_units.org_unit_id,
    named.breakdown,
    named.part,
    named.period_kind,
    named.period_start,
    named.period_end,
    'completed' AS basis,
    named.numerator,
    named.denominator,
    named.value,
    cast(NULL AS DOUBLE) AS not_counted,
    named.state,
    named.awaiting,
    named.role,
    'published' AS origin,
    named.period_as_printed,
    named.period_is_assumed,
    named.is_repeat,
    named.is_inferred_from_words,
    named.is_doubtful,
    named.document AS source_id,
    named.plan_reference,
    named.note,
    cast(NULL AS BIGINT) AS source_row,
    cast(sources.published_on AS TIMESTAMPTZ) AS known_from,
    concat_ws(' ', named.document, named.plan_reference, named.period_as_printed) AS printed_in
FROM named
INNER JOIN org_units ON named.authority = org_units.name
INNER JOIN sources ON named.document = sources.source_id;
