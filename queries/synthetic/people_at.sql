-- One row is one child at one month-end, as a case system would describe the child on that day.
-- Read by: every annex_a_list_*.sql (through data/synthetic/annex_a.py).
CREATE TEMP TABLE people_at AS
WITH disabilities AS (
    SELECT
        ssd_disability.disa_person_id AS child_id,
        bool_or(ssd_disability.disa_disability_code <> 'NONE') AS has_any
    FROM ssd_disability
    GROUP BY ssd_disability.disa_person_id
)

SELECT
    month_ends.as_at,
    ssd_person.pers_person_id AS child_id,
    coalesce(ssd_person.pers_ethnicity, 'UNKNOWN') AS ethnicity,
    ssd_person.pers_dob IS NULL OR cast(ssd_person.pers_dob AS DATE) > month_ends.as_at AS is_unborn,
    CASE
        WHEN cast(ssd_person.pers_dob AS DATE) <= month_ends.as_at THEN ssd_person.pers_sex
        ELSE 'U'
    END AS sex,
    CASE
        WHEN cast(ssd_person.pers_dob AS DATE) <= month_ends.as_at THEN cast(ssd_person.pers_dob AS DATE)
    END AS born_on,
    CASE
        WHEN cast(ssd_person.pers_dob AS DATE) <= month_ends.as_at
            THEN
                year(month_ends.as_at) - year(ssd_person.pers_dob)
                - cast(
                    month(month_ends.as_at) * 100 + day(month_ends.as_at)
                    < month(ssd_person.pers_dob) * 100 + day(ssd_person.pers_dob) AS INTEGER
                )
    END AS age,
    CASE
        WHEN disabilities.has_any THEN 'yes'
        WHEN disabilities.child_id IS NOT NULL THEN 'no'
        ELSE 'unknown'
    END AS disability
FROM month_ends
CROSS JOIN ssd_person
LEFT JOIN disabilities ON ssd_person.pers_person_id = disabilities.child_id;
