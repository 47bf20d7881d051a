-- One row is one permanence plan of a child in care, from the first extract of list 8 that has it. Going home is
-- one answer there and three in the dataset: the widest of them is taken, because Annex A does not say when.
INSERT INTO staged.care_plans BY NAME
WITH firsts AS (
    SELECT
        in_list.authority_id,
        in_list.child_id,
        in_list.care_started_on,
        in_list.permanence_plan_code,
        min(in_list.as_at_on) AS first_listed_on,
        min_by(in_list.load_id, in_list.as_at_on) AS load_id,
        min_by(in_list.landed_row, in_list.as_at_on) AS landed_row
    FROM staged.annex_a_list_8 AS in_list
    WHERE in_list.permanence_plan_code IS NOT NULL
    GROUP BY
        in_list.authority_id,
        in_list.child_id,
        in_list.care_started_on,
        in_list.permanence_plan_code
)

SELECT
    annex_a_id(concat('care_plan:', firsts.permanence_plan_code), firsts.child_id, firsts.care_started_on)
        AS care_plan_id,
    firsts.child_id,
    firsts.first_listed_on AS plan_started_on,
    lead(firsts.first_listed_on, 1, NULL) OVER (
        PARTITION BY firsts.authority_id, firsts.child_id
        ORDER BY firsts.first_listed_on ASC NULLS LAST, firsts.permanence_plan_code ASC NULLS LAST
    ) AS plan_ended_on,
    concat(
        '{"',
        CASE firsts.permanence_plan_code
            WHEN 'return_to_family' THEN 'RETURNEV'
            WHEN 'adoption' THEN 'ADOPTION'
            WHEN 'guardianship_or_arrangements_order' THEN 'LTRELFR'
            WHEN 'supported_living' THEN 'SUPPLIV'
            WHEN 'long_term_residential' THEN 'RESPLMT'
            WHEN 'long_term_fostering' THEN 'LTFOST18'
            ELSE 'OTHERPLN'
        END,
        '": "Y"}'
    ) AS permanence_plan,
    firsts.authority_id,
    'annex_a' AS source_kind,
    firsts.load_id,
    firsts.landed_row
FROM firsts;
