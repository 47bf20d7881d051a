-- One row is one figure calculated from records. Longer periods of things that happen are sums of
-- monthly numerators and denominators; what is counted at a month's end is never added up. Where what a KPI
-- counts was not received (kpi_supply) there is no number of any kind. Where things are there and none of them
-- can be counted, the extracts do not say enough: incomplete, not "nothing to count".
-- Read by: the view kpi_figures.
CREATE OR REPLACE VIEW calculated_observations AS
WITH counted AS (
    SELECT
        lines.kpi_id,
        lines.definition_version,
        lines.org_unit_id,
        lines.breakdown,
        lines.part,
        lines.basis,
        lines.measure,
        lines.authority_id,
        periods.period_kind,
        periods.period_start,
        periods.period_end,
        lines.numerators[periods.place] - coalesce(lines.numerators[periods.place_before], 0) AS numerator,
        lines.denominators[periods.place] - coalesce(lines.denominators[periods.place_before], 0) AS denominator,
        lines.not_counted[periods.place] - coalesce(lines.not_counted[periods.place_before], 0) AS not_counted,
        lines.measured[periods.place] AS measured,
        lines.lower_quartiles[periods.place] AS lower_quartile,
        lines.upper_quartiles[periods.place] AS upper_quartile,
        populations.children * periods.months
        / CASE lines.calendar WHEN 'month_ends' THEN 1.0 ELSE 12.0 END AS population,
        CASE
            WHEN NOT supply.is_supplied THEN 'not_supplied'
            WHEN periods.period_start < supply.supplied_from OR periods.period_end > supply.supplied_until
                THEN 'incomplete'
        END AS state_of_supply,
        supply.note
    FROM figure_lines AS lines
    INNER JOIN periods ON lines.authority_id = periods.authority_id AND lines.calendar = periods.calendar
    LEFT JOIN kpi_supply AS supply
        ON lines.kpi_id = supply.kpi_id AND lines.authority_id = supply.authority_id
    LEFT JOIN staged.populations
        ON
            lines.population = populations.population_id
            AND lines.authority_id = populations.authority_id
            AND periods.period_end >= populations.valid_from
            AND periods.period_end < coalesce(populations.valid_until, DATE '9999-12-31')
    WHERE lines.figures[periods.place] > coalesce(lines.figures[periods.place_before], 0)
),

valued AS (
    SELECT
        counted.*,
        CASE
            WHEN counted.state_of_supply IS NOT NULL THEN NULL
            WHEN counted.measure = 'count' THEN counted.numerator
            WHEN counted.measure = 'percentage' AND counted.denominator > 0
                THEN 100.0 * counted.numerator / counted.denominator
            WHEN counted.measure = 'rate' AND counted.population > 0
                THEN 10000.0 * counted.numerator / counted.population
            WHEN counted.measure = 'average' AND counted.denominator > 0
                THEN counted.numerator / counted.denominator
            WHEN counted.measure IN ('median', 'maximum') THEN counted.measured
        END AS figure
    FROM counted
)

SELECT
    valued.kpi_id,
    valued.definition_version,
    valued.org_unit_id,
    valued.breakdown,
    valued.part,
    valued.period_kind,
    valued.period_start,
    valued.period_end,
    valued.basis,
    CASE WHEN valued.state_of_supply IS NULL THEN valued.numerator END AS numerator,
    CASE
        WHEN valued.state_of_supply IS NOT NULL THEN NULL
        WHEN valued.measure = 'rate' THEN valued.population
        ELSE valued.denominator
    END AS denominator,
    valued.figure AS value,
    CASE WHEN valued.state_of_supply IS NULL THEN coalesce(valued.not_counted, 0) END AS not_counted,
    CASE WHEN valued.state_of_supply IS NULL THEN valued.lower_quartile END AS lower_quartile,
    CASE WHEN valued.state_of_supply IS NULL THEN valued.upper_quartile END AS upper_quartile,
    CASE
        WHEN valued.state_of_supply IS NOT NULL THEN valued.state_of_supply
        WHEN valued.figure IS NOT NULL THEN 'counted'
        WHEN valued.measure = 'rate' THEN 'unavailable'
        WHEN valued.not_counted > 0 THEN 'incomplete'
        ELSE 'no_cases'
    END AS state,
    CASE
        WHEN valued.state_of_supply IS NOT NULL THEN valued.note
        WHEN valued.figure IS NULL AND valued.measure <> 'rate' AND valued.not_counted > 0
            THEN 'There are records, and the extracts do not say enough of any of them to count it.'
    END AS note,
    concat('records:', valued.authority_id) AS source_id
FROM valued;
