-- One row is one target or milestone printed in a published document.
INSERT INTO targets
WITH documents AS (
    SELECT
        document,
        cast(targets_hold_until AS DATE) AS targets_hold_until
    FROM read_csv($documents_file, all_varchar = TRUE, header = TRUE, delim = ',', quote = '"', escape = '"')
)

SELECT
    printed.kpi_id,
    org_units.org_unit_id,
    printed.breakdown,
    printed.part,
    printed.kind,
    printed.state,
    printed.operator,
    cast(printed.target AS DOUBLE) AS target,
    cast(NULL AS DOUBLE) AS floor,
    cast(NULL AS DOUBLE) AS band_low,
    cast(NULL AS DOUBLE) AS band_high,
    cast(printed.in_force_from AS DATE) AS in_force_from,
    cast(printed.to_reach_by AS DATE) AS to_reach_by,
    documents.targets_hold_until AS holds_until,
    printed.label_as_printed,
    sources.title AS set_by,
    printed.is_repeat = 'yes' AS is_repeat,
    printed.is_inferred_from_words = 'yes' AS is_inferred_from_words,
    printed.is_doubtful = 'yes' OR printed.direction_is_stated = 'no' AS is_doubtful,
    printed.document AS source_id,
    printed.plan_reference,
    printed.note,
    cast(sources.published_on AS TIMESTAMPTZ) AS known_from,
    cast(NULL AS TIMESTAMPTZ) AS known_until
FROM read_csv($targets_file, all_varchar = TRUE, header = TRUE, delim = ',', quote = '"', escape = '"') AS printed
INNER JOIN org_units ON printed.authority = org_units.name
INNER JOIN sources ON printed.document = sources.source_id
INNER JOIN documents ON printed.document = documents.document;
