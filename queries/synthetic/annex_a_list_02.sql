-- One row is one early help assessment begun in the six months up to a month-end, or whose plan is open.
-- Read by: data/synthetic/annex_a.py.
SELECT
    people_at.as_at,
    people_at.child_id,
    people_at.sex,
    people_at.ethnicity,
    people_at.born_on,
    people_at.age,
    early_help_assessments.assessment_started_on,
    CASE
        WHEN early_help_assessments.assessment_completed_on <= month_ends.as_at
            THEN early_help_assessments.assessment_completed_on
    END AS completed_on,
    early_help_assessments.organisation
FROM early_help_assessments
INNER JOIN month_ends
    ON
        early_help_assessments.assessment_started_on <= month_ends.as_at
        AND (
            early_help_assessments.assessment_started_on >= month_ends.six_months_from
            OR (
                early_help_assessments.plan_started_on <= month_ends.as_at
                AND coalesce(early_help_assessments.plan_ended_on > month_ends.as_at, TRUE)
            )
        )
INNER JOIN people_at
    ON month_ends.as_at = people_at.as_at AND early_help_assessments.child_id = people_at.child_id
ORDER BY
    people_at.as_at, early_help_assessments.assessment_started_on, early_help_assessments.early_help_assessment_id;
