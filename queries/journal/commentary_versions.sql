-- One row is one version of the commentary on one measure, part of the organisation and month, newest
-- first. Read by: journal/commentary.py.
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
    commentary.org_unit_id = :org_unit_id
    AND commentary.kpi_id = :kpi_id
    AND commentary.month = :month
ORDER BY commentary.version DESC;
