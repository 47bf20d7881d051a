-- One row is one day from which the figures of one KPI are made differently, or are about a part of the
-- organisation that changed: breaks of the authority hold for every part of it. A part's own break
-- comes with its own words. Read by: reporting/series_breaks.py.
SELECT
    series_breaks.broken_on,
    series_breaks.kind,
    series_breaks.words
FROM series_breaks
INNER JOIN org_units ON series_breaks.authority_id = org_units.authority_id
WHERE
    series_breaks.kpi_id = $kpi_id
    AND org_units.org_unit_id = $org_unit_id
    AND series_breaks.org_unit_id IN (org_units.org_unit_id, org_units.authority_id)
ORDER BY
    series_breaks.broken_on ASC NULLS LAST,
    series_breaks.kind ASC NULLS LAST,
    series_breaks.words ASC NULLS LAST;
