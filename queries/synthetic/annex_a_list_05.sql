-- One row is one section 47 enquiry begun in the six months up to a month-end or still open, with its
-- conference. "Unnecessary: yes" means no conference. Read by: data/synthetic/annex_a.py.
SELECT
    people_at.as_at,
    people_at.child_id,
    people_at.sex,
    people_at.ethnicity,
    people_at.born_on,
    people_at.age,
    people_at.disability,
    cast(enquiries.s47e_s47_start_date AS DATE) AS started_on,
    CASE
        WHEN cast(ssd_initial_cp_conference.icpc_icpc_date AS DATE) <= people_at.as_at THEN 'no'
        WHEN cast(enquiries.s47e_s47_end_date AS DATE) > people_at.as_at THEN NULL
        WHEN enquiries.s47e_s47_end_date IS NULL THEN NULL
        WHEN enquiries.s47e_s47_nfa = 'Y' THEN 'yes'
        ELSE 'no'
    END AS conference_unnecessary,
    CASE
        WHEN cast(ssd_initial_cp_conference.icpc_icpc_date AS DATE) <= people_at.as_at
            THEN cast(ssd_initial_cp_conference.icpc_icpc_date AS DATE)
    END AS conference_on,
    CASE
        WHEN cast(ssd_initial_cp_conference.icpc_icpc_date AS DATE) > people_at.as_at THEN NULL
        WHEN ssd_initial_cp_conference.icpc_icpc_outcome_cp_flag = 'Y' THEN 'yes'
        WHEN ssd_initial_cp_conference.icpc_icpc_outcome_cp_flag = 'N' THEN 'no'
    END AS led_to_plan,
    (
        SELECT count(earlier.s47e_s47_enquiry_id)
        FROM ssd_s47_enquiry AS earlier
        WHERE
            earlier.s47e_person_id = enquiries.s47e_person_id
            AND earlier.s47e_s47_start_date < enquiries.s47e_s47_start_date
            AND earlier.s47e_s47_start_date >= enquiries.s47e_s47_start_date - INTERVAL 12 MONTH
    ) AS enquiries_before,
    (
        SELECT count(held.icpc_icpc_id)
        FROM ssd_initial_cp_conference AS held
        WHERE
            held.icpc_person_id = enquiries.s47e_person_id
            AND held.icpc_icpc_date < enquiries.s47e_s47_start_date
            AND held.icpc_icpc_date >= enquiries.s47e_s47_start_date - INTERVAL 12 MONTH
    ) AS conferences_before,
    ssd_department.dept_team_name AS team_name,
    enquiries.s47e_s47_completed_by_worker_id AS worker_id
FROM ssd_s47_enquiry AS enquiries
INNER JOIN month_ends
    ON
        cast(enquiries.s47e_s47_start_date AS DATE) <= month_ends.as_at
        AND (
            cast(enquiries.s47e_s47_start_date AS DATE) >= month_ends.six_months_from
            OR enquiries.s47e_s47_end_date IS NULL
        )
INNER JOIN people_at ON month_ends.as_at = people_at.as_at AND enquiries.s47e_person_id = people_at.child_id
LEFT JOIN ssd_initial_cp_conference
    ON enquiries.s47e_s47_enquiry_id = ssd_initial_cp_conference.icpc_s47_enquiry_id
LEFT JOIN ssd_department ON enquiries.s47e_s47_completed_by_team = ssd_department.dept_team_id
ORDER BY people_at.as_at, enquiries.s47e_s47_start_date, enquiries.s47e_s47_enquiry_id;
