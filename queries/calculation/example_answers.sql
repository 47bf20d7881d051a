-- One row is what the calculation says of an example: one an authority and basis, for its month or the
-- last day of it. Read by: data/calculation/worked_examples.py.
SELECT
    calculated_observations.org_unit_id,
    calculated_observations.basis,
    calculated_observations.state,
    calculated_observations.numerator,
    calculated_observations.denominator,
    calculated_observations.value
FROM calculated_observations
INNER JOIN month_ends
    ON
        calculated_observations.org_unit_id = month_ends.authority_id
        AND calculated_observations.period_end = month_ends.month_end
WHERE
    calculated_observations.kpi_id = split_part(calculated_observations.org_unit_id, '/', 1)
    AND calculated_observations.breakdown IS NULL
    AND calculated_observations.period_kind IN ('month', 'as_at');
