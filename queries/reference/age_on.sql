-- One value: whole years of age on a day; NULL if either date is. Before birth it is negative, so that
-- "under 18" keeps unborn children and "4 or over" does not. A child born on 29 February is a year
-- older on 1 March where the year has no 29 February. Read by: event queries, age_band.
CREATE OR REPLACE MACRO age_on(born_on, day) AS (
    extract(YEAR FROM cast(day AS DATE)) - extract(YEAR FROM cast(born_on AS DATE))
    - CASE
        WHEN
            100 * extract(MONTH FROM cast(day AS DATE)) + extract(DAY FROM cast(day AS DATE))
            < 100 * extract(MONTH FROM cast(born_on AS DATE)) + extract(DAY FROM cast(born_on AS DATE))
            THEN 1
        ELSE 0
    END
);
