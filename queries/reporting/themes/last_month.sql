-- One row is the last complete month that an authority's extracts cover, up to a day where one is given; without
-- records there is none. Read by: reporting/themes/page.py.
SELECT max(month_ends.month_end) AS month_end
FROM month_ends
WHERE
    month_ends.authority_id = $authority_id
    AND ($on IS NULL OR month_ends.month_end <= cast($on AS DATE))
HAVING max(month_ends.month_end) IS NOT NULL;
