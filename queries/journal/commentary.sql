-- One row is the newest commentary on one measure, part of the organisation and month.
-- Read by: journal/commentary.py. Without a month, of all months.
SELECT
    commentary.authority_id,
    commentary.org_unit_id,
    commentary.kpi_id,
    commentary.month,
    commentary.what_changed,
    commentary.why,
    commentary.what_we_do,
    commentary.post,
    commentary.written_at,
    commentary.version
FROM commentary
WHERE
    commentary.authority_id = :authority_id
    AND commentary.org_unit_id = :org_unit_id
    AND commentary.kpi_id IN :kpis -- noqa: PRS, LT02
    AND (cast(:month AS VARCHAR(7)) IS NULL OR commentary.month = cast(:month AS VARCHAR(7)))
    AND commentary.version = (
        SELECT max(newer.version)
        FROM commentary AS newer
        WHERE
            newer.org_unit_id = commentary.org_unit_id
            AND newer.kpi_id = commentary.kpi_id
            AND newer.month = commentary.month
    )
ORDER BY commentary.month DESC, commentary.kpi_id ASC;
