-- One row is one KPI that a check threatens, in one part of the organisation, with the lowest and the highest that
-- its figure could be. A share: every doubtful record as bad or as good for it, those that cannot be counted at
-- present put in. A number: without the doubtful records, and with those that cannot be counted. A rate: the
-- number, in the same proportion. Reads doubt_counts and kpi_facts (how each KPI's value is made, and why not).
-- Read by: data/data_checks.
INSERT INTO data_check_kpis
WITH counted AS (
    SELECT
        doubt_counts.*,
        newest_months.last_day,
        kpi_facts.made_as,
        kpi_facts.why_not,
        observations.value AS figure,
        doubt_counts.records_doubtful - doubt_counts.doubtful_in_numerator - doubt_counts.doubtful_not_counted
            AS doubtful_and_not_met,
        doubt_counts.denominator + doubt_counts.doubtful_not_counted AS widest_denominator
    FROM doubt_counts
    INNER JOIN newest_months ON doubt_counts.authority_id = newest_months.authority_id
    INNER JOIN kpi_facts ON doubt_counts.kpi_id = kpi_facts.kpi_id
    LEFT JOIN calculated_observations AS observations
        ON
            doubt_counts.kpi_id = observations.kpi_id
            AND doubt_counts.org_unit_id = observations.org_unit_id
            AND observations.period_kind IN ('month', 'as_at')
            AND newest_months.last_day = observations.period_end
            AND observations.basis = 'completed'
            AND observations.breakdown IS NULL
),

limits AS (
    SELECT
        counted.*,
        CASE
            WHEN counted.made_as = 'share' AND counted.widest_denominator > 0
                THEN 100.0 * (counted.numerator - counted.doubtful_in_numerator) / counted.widest_denominator
            WHEN counted.made_as = 'number' THEN counted.numerator - counted.doubtful_in_numerator
            WHEN counted.made_as = 'rate' AND counted.numerator > 0
                THEN
                    counted.figure * (counted.numerator - counted.doubtful_in_numerator) / counted.numerator
        END AS lowest,
        CASE
            WHEN counted.made_as = 'share' AND counted.widest_denominator > 0
                THEN
                    100.0 * (counted.numerator + counted.doubtful_and_not_met + counted.doubtful_not_counted)
                    / counted.widest_denominator
            WHEN counted.made_as = 'number' THEN counted.numerator + counted.doubtful_not_counted
            WHEN counted.made_as = 'rate' AND counted.numerator > 0
                THEN counted.figure * (counted.numerator + counted.doubtful_not_counted) / counted.numerator
        END AS highest
    FROM counted
)

SELECT
    limits.check_id,
    limits.kpi_id,
    limits.authority_id,
    limits.org_unit_id,
    limits.last_day AS period_end,
    'figure' AS touches,
    limits.records_doubtful,
    limits.records,
    limits.figure,
    limits.lowest,
    limits.highest,
    limits.highest - limits.lowest AS swing,
    CASE WHEN limits.lowest IS NULL THEN coalesce(limits.why_not, 'there is no figure to start from') END
        AS why_no_swing
FROM limits;
