-- One value: the age band of the children in need census in which a child is on a day, as it is shown;
-- NULL if either date is. The day of birth itself is 'Under 1'. Read by: event queries.
CREATE OR REPLACE MACRO age_band(born_on, day) AS (
    CASE
        WHEN cast(born_on AS DATE) > cast(day AS DATE) THEN 'Unborn'
        WHEN age_on(born_on, day) < 1 THEN 'Under 1'
        WHEN age_on(born_on, day) < 5 THEN '1 to 4'
        WHEN age_on(born_on, day) < 10 THEN '5 to 9'
        WHEN age_on(born_on, day) < 16 THEN '10 to 15'
        WHEN age_on(born_on, day) < 18 THEN '16 to 17'
        WHEN age_on(born_on, day) >= 18 THEN '18 and over'
    END
);
