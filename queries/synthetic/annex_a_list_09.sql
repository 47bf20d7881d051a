-- One row is one young person entitled to leaving care services at a month-end, with latest values.
-- Read by: data/synthetic/annex_a.py.
WITH alone AS (
    SELECT DISTINCT ssd_immigration_status.immi_person_id AS child_id
    FROM ssd_immigration_status
)

SELECT
    people_at.as_at,
    people_at.child_id,
    people_at.sex,
    people_at.ethnicity,
    people_at.born_on,
    people_at.age,
    CASE WHEN alone.child_id IS NOT NULL THEN 'yes' ELSE 'no' END AS is_unaccompanied,
    people_at.disability,
    ssd_department.dept_team_name AS team_name,
    care_leavers.clea_care_leaver_worker_id AS worker_id,
    care_leavers.clea_care_leaver_personal_advisor AS adviser_id,
    care_leavers.clea_care_leaver_eligibility AS eligibility,
    CASE
        WHEN cast(care_leavers.clea_pathway_plan_review_date AS DATE) > DATE '1900-01-01'
            THEN cast(care_leavers.clea_pathway_plan_review_date AS DATE)
    END AS pathway_plan_on,
    care_leavers.clea_care_leaver_in_touch AS in_touch,
    cast(care_leavers.clea_care_leaver_latest_contact AS DATE) AS contact_on,
    care_leavers.clea_care_leaver_accommodation AS accommodation,
    care_leavers.clea_care_leaver_accom_suitable AS is_suitable,
    care_leavers.clea_care_leaver_activity AS activity
FROM care_leavers
INNER JOIN people_at
    ON care_leavers.as_at = people_at.as_at AND care_leavers.clea_person_id = people_at.child_id
LEFT JOIN ssd_department ON care_leavers.clea_care_leaver_allocated_team = ssd_department.dept_team_id
LEFT JOIN alone ON people_at.child_id = alone.child_id
ORDER BY people_at.as_at, people_at.child_id;
