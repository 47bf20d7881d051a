-- One row is one month that an authority's extracts cover: its number from January 1970, and its last day as
-- days from 1 January 1970. Read by: data/calculation/calendars.py.
SELECT
    month_ends.authority_id,
    date_diff('month', DATE '1970-01-01', month_ends.month_end) AS month,
    date_diff('day', DATE '1970-01-01', month_ends.month_end) AS day
FROM month_ends;
