-- One row is one factor that a completed assessment found, by the codes of the children in need census. The dataset
-- holds them as a list of codes or as codes with yes or no; a code with no or a blank is no finding, and 21 says
-- that there were none. Codes and names are those of the department's schema of the census (CIN_schema_2024.xsd, read
-- in liia-tools, which London councils use), shortened; the list of the Standard Safeguarding Dataset has the same, and
-- says abuse where the schema says violence. 18A and 19A, of years past, do not say by whom; 8A is in no list since
-- 2017 and is read as private fostering.
-- is_outside_the_home: risk from people beyond the family; is_private_fostering: living with someone who is no
-- close relative. Team, worker and age are those of the assessment.
-- Read by: exploitation, private fostering.
WITH factors (factor_code, factor_name) AS (
    VALUES
    ('1A', 'Alcohol misuse: child'),
    ('1B', 'Alcohol misuse: parent or carer'),
    ('1C', 'Alcohol misuse: another in the household'),
    ('2A', 'Drug misuse: child'),
    ('2B', 'Drug misuse: parent or carer'),
    ('2C', 'Drug misuse: another in the household'),
    ('3A', 'Domestic abuse: child'),
    ('3B', 'Domestic abuse: parent or carer'),
    ('3C', 'Domestic abuse: another in the household'),
    ('4A', 'Mental health: child'),
    ('4B', 'Mental health: parent or carer'),
    ('4C', 'Mental health: another in the family or household'),
    ('5A', 'Learning disability: child'),
    ('5B', 'Learning disability: parent or carer'),
    ('5C', 'Learning disability: another in the family or household'),
    ('6A', 'Physical disability or illness: child'),
    ('6B', 'Physical disability or illness: parent or carer'),
    ('6C', 'Physical disability or illness: another in the family or household'),
    ('7A', 'Young carer'),
    ('8A', 'Private fostering'),
    ('8B', 'Private fostering: from overseas, intending to return'),
    ('8C', 'Private fostering: from overseas, intending to stay'),
    ('8D', 'Private fostering: a child of the United Kingdom in an educational placement'),
    ('8E', 'Private fostering: a child of the United Kingdom in another family arrangement'),
    ('8F', 'Private fostering: other'),
    ('9A', 'Unaccompanied asylum seeking child'),
    ('10A', 'Going missing'),
    ('11A', 'Child sexual exploitation'),
    ('12A', 'Trafficking'),
    ('13A', 'Gangs'),
    ('14A', 'Socially unacceptable behaviour'),
    ('15A', 'Self-harm'),
    ('16A', 'Neglect'),
    ('17A', 'Emotional abuse'),
    ('18A', 'Physical abuse'),
    ('18B', 'Physical abuse by a child'),
    ('18C', 'Physical abuse by an adult'),
    ('19A', 'Sexual abuse'),
    ('19B', 'Sexual abuse by a child'),
    ('19C', 'Sexual abuse by an adult'),
    ('20', 'Other'),
    ('22A', 'Female genital mutilation'),
    ('23A', 'Abuse linked to faith or belief'),
    ('24A', 'Child criminal exploitation')
),

-- The same lists come again and again: each is read once, as codes and what stands behind each of them.
lists AS (
    SELECT
        texts.factor_codes,
        texts.factor_codes LIKE '%:%' AS has_answers,
        regexp_extract_all(texts.factor_codes, '["'']([A-Za-z0-9]+)["'']\s*:\s*["'']?\s*([A-Za-z0-9]+)', 1) AS codes,
        regexp_extract_all(texts.factor_codes, '["'']([A-Za-z0-9]+)["'']\s*:\s*["'']?\s*([A-Za-z0-9]+)', 2) AS answers
    FROM (SELECT DISTINCT staged.assessment_factors.factor_codes FROM staged.assessment_factors) AS texts
),

factors_found AS (
    SELECT
        lists.factor_codes,
        factors.factor_code,
        factors.factor_name
    FROM lists
    INNER JOIN factors ON contains(lists.factor_codes, concat('"', factors.factor_code, '"'))
    WHERE
        NOT lists.has_answers
        OR upper(lists.answers[list_position(lists.codes, factors.factor_code)]) IN ('Y', 'YES', 'TRUE', '1')
)

SELECT
    concat(assessments.event_id, ':', factors_found.factor_code) AS event_id,
    assessments.authority_id,
    assessments.child_id,
    assessments.team_id,
    assessments.worker_id,
    assessments.sex,
    assessments.age_band,
    assessments.ethnicity_group,
    assessments.disability,
    found.load_id,
    found.landed_row,
    'assessment_factors' AS landed_table,
    assessments.event_id AS assessment_event_id,
    assessments.assessment_started_on,
    assessments.assessment_authorised_on,
    factors_found.factor_code,
    factors_found.factor_name,
    factors_found.factor_code IN ('10A', '11A', '12A', '13A', '24A') AS is_outside_the_home,
    factors_found.factor_code LIKE '8%' AS is_private_fostering
FROM staged.assessment_factors AS found
INNER JOIN events.assessments
    ON
        found.authority_id = assessments.authority_id
        AND concat(found.authority_id, ':', found.assessment_id) = assessments.event_id
INNER JOIN factors_found ON found.factor_codes = factors_found.factor_codes
WHERE assessments.assessment_authorised_on IS NOT NULL
QUALIFY
    row_number() OVER (
        PARTITION BY assessments.event_id, factors_found.factor_code
        ORDER BY found.load_id DESC NULLS LAST, found.landed_row DESC NULLS LAST
    ) = 1
