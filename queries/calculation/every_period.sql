-- One row is one period of one authority: its place, its first month and the month after its last, as places
-- of months from 0. Read by: data/calculation/calendars.py.
SELECT
    periods.authority_id,
    periods.place,
    periods.last_month - periods.months AS first_month,
    periods.last_month AS month_after_last
FROM periods
WHERE periods.calendar = 'every_period';
