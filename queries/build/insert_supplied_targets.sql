-- One row is one target step as an authority supplied it; a later row for the same step replaces
-- the earlier one, which stays with the moment until which it was known. Reads received_targets.
INSERT INTO targets
SELECT
    received.kpi_id,
    received.org_unit_id,
    received.breakdown,
    received.part,
    'goal' AS kind,
    received.state,
    received.operator,
    received.target,
    received.floor,
    received.band_low,
    received.band_high,
    received.in_force_from,
    received.to_reach_by,
    cast(NULL AS DATE) AS holds_until,
    cast(NULL AS VARCHAR) AS label_as_printed,
    received.set_by,
    false AS is_repeat,
    false AS is_inferred_from_words,
    false AS is_doubtful,
    received.source_id,
    cast(NULL AS VARCHAR) AS plan_reference,
    received.note,
    received.known_from,
    lead(received.known_from, 1, NULL) OVER (
        PARTITION BY
            received.kpi_id, received.org_unit_id, received.breakdown, received.part, received.in_force_from
        ORDER BY received.known_from
    ) AS known_until
FROM received_targets AS received;
