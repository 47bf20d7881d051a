-- One row is one published annual figure, by $as_known_at if given: those that come with the program,
-- one row for each authority that they are for, and those that were loaded (supplied_benchmarks). Of
-- two for the same measure, area and period, the one that was known last counts, and only it is kept.
-- published_series says of each measure how what is published differs from it.
INSERT INTO benchmarks
WITH listed AS (
    SELECT
        printed.* EXCLUDE (only_for), -- noqa: RF02
        unnest(string_split(coalesce(printed.only_for, ''), '; ')) AS only_for
    FROM read_csv(
        $benchmarks_file, all_varchar = TRUE, header = TRUE, delim = ',', quote = '"', escape = '"'
    ) AS printed
),

received AS (
    SELECT
        listed.kpi_id,
        listed.area,
        listed.area_kind,
        org_units.org_unit_id,
        cast(listed.period_start AS DATE) AS period_start,
        cast(listed.period_end AS DATE) AS period_end,
        cast(listed.value AS DOUBLE) AS value,
        cast(listed.numerator AS DOUBLE) AS numerator,
        cast(listed.denominator AS DOUBLE) AS denominator,
        listed.source,
        listed.publisher,
        cast(listed.published_on AS DATE) AS published_on,
        listed.differs,
        cast(NULL AS VARCHAR) AS load_id,
        cast(listed.published_on AS TIMESTAMPTZ) AS known_from
    FROM listed
    LEFT JOIN org_units ON listed.only_for = org_units.name
    UNION ALL
    SELECT
        supplied.kpi_id,
        supplied.area,
        supplied.area_kind,
        unnest(coalesce(supplied.org_unit_ids, [NULL])) AS org_unit_id,
        supplied.period_start,
        supplied.period_end,
        supplied.value,
        supplied.numerator,
        supplied.denominator,
        supplied.source_name AS source,
        supplied.publisher,
        supplied.published_on,
        supplied.differs,
        supplied.load_id,
        supplied.known_from
    FROM supplied_benchmarks AS supplied
)

SELECT
    received.* EXCLUDE (differs, load_id, known_from), -- noqa: RF02
    nullif(concat_ws(' ', published_series.differs, received.differs), '') AS differs,
    received.load_id,
    received.known_from
FROM received
INNER JOIN kpis ON received.kpi_id = kpis.kpi_id
LEFT JOIN published_series ON received.kpi_id = published_series.kpi_id
WHERE $as_known_at IS NULL OR cast(received.published_on AS TIMESTAMPTZ) <= $as_known_at
QUALIFY
    row_number() OVER (
        PARTITION BY
            received.kpi_id, received.area, received.org_unit_id, received.period_start, received.period_end
        ORDER BY received.load_id IS NULL ASC, received.known_from DESC, received.load_id DESC
    ) = 1;
