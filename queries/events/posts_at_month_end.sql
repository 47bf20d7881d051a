-- One row is one team and kind of post at the end of one month, with the posts in the structure and how they
-- were filled, full-time equivalent. A post that an agency worker covers is vacant. Posts of the vacancy rate
-- are filled plus vacant, as in the workforce census: agency workers are not in post.
-- Read by: vacancy rate.
SELECT
    concat(posts.authority_id, ':', posts.team_id, ':', posts.role, ':', posts.month_end) AS event_id,
    posts.authority_id,
    cast(NULL AS VARCHAR) AS child_id,
    nullif(trim(posts.team_id), '') AS team_id,
    cast(NULL AS VARCHAR) AS worker_id,
    cast(NULL AS VARCHAR) AS sex,
    cast(NULL AS VARCHAR) AS age_band,
    cast(NULL AS VARCHAR) AS ethnicity_group,
    cast(NULL AS VARCHAR) AS disability,
    posts.load_id,
    posts.landed_row,
    'posts' AS landed_table,
    posts.month_end,
    lower(posts.role) AS role,
    lower(posts.role) IN ('asye', 'social_worker', 'advanced_practitioner') AS is_social_worker_post,
    posts.established_fte AS established_full_time_equivalent,
    coalesce(posts.permanent_fte, 0) AS filled_full_time_equivalent,
    coalesce(posts.agency_fte, 0) AS agency_full_time_equivalent,
    coalesce(posts.vacant_fte, 0) AS vacant_full_time_equivalent,
    coalesce(posts.permanent_fte, 0) + coalesce(posts.vacant_fte, 0) AS posts_full_time_equivalent
FROM staged.posts
INNER JOIN month_ends ON posts.authority_id = month_ends.authority_id AND posts.month_end = month_ends.month_end
QUALIFY
    row_number() OVER (
        PARTITION BY posts.authority_id, posts.team_id, posts.role, posts.month_end
        ORDER BY posts.load_id DESC NULLS LAST, posts.landed_row DESC NULLS LAST
    ) = 1
