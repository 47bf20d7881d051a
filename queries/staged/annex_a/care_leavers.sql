-- One row is one young person in one list 9, with the latest that was known on the day of the extract (known_on).
-- Who stands in earlier extracts only is no longer entitled, or stands in staged.disappeared.
INSERT INTO staged.care_leavers BY NAME
SELECT
    annex_a_id('care_leaver', in_list.child_id, in_list.as_at_on) AS care_leaver_id,
    in_list.child_id,
    in_list.as_at_on AS known_on,
    CASE in_list.eligibility_code
        WHEN 'relevant' THEN 'Relevant'
        WHEN 'former_relevant' THEN 'Former Relevant'
        WHEN 'qualifying' THEN 'Qualifying'
        WHEN 'eligible' THEN 'Eligible'
    END AS eligibility_code,
    in_list.in_touch_code,
    in_list.last_contact_on AS latest_contact_on,
    in_list.accommodation_code,
    CASE in_list.accommodation_suitability_code WHEN 'suitable' THEN '1' WHEN 'unsuitable' THEN '2' END
        AS suitability_code,
    in_list.activity_code,
    in_list.last_pathway_plan_review_on AS pathway_plan_reviewed_on,
    in_list.allocated_personal_adviser AS personal_adviser_id,
    teams.team_id,
    in_list.allocated_worker AS worker_id,
    in_list.authority_id,
    'annex_a' AS source_kind,
    in_list.load_id,
    in_list.landed_row
FROM staged.annex_a_list_9 AS in_list
LEFT JOIN annex_a_teams AS teams
    ON in_list.authority_id = teams.authority_id AND in_list.allocated_team = teams.allocated_team
QUALIFY
    row_number() OVER (
        PARTITION BY in_list.authority_id, in_list.child_id, in_list.as_at_on
        ORDER BY in_list.last_contact_on DESC NULLS LAST, in_list.landed_row DESC NULLS LAST
    ) = 1;
