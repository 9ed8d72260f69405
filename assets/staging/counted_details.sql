/*
title = "Which detail rows count"
title_vi = "Các dòng chi tiết được tính"
grain = "one row per accepted detail row of a submission in force that counts"
kind = "view"
keys = ["row_id"]
caveats = "of a project that several submissions report, the details of the one whose project row rules count; where it has none in a table, those of the next do"

[columns]
row_id = "The detail row"
table_name = "Its form table"
submission_id = "Its submission"
project_code = "Its project; null for products of region and nation"
*/
with details as (
    select row_id, submission_id, project_code, 'training_classes' as table_name
    from staging.training_classes where not row_error
    union all
    select row_id, submission_id, project_code, 'technology_supports'
    from staging.technology_supports where not row_error
    union all
    select row_id, submission_id, project_code, 'fair_booths'
    from staging.fair_booths where not row_error
    union all
    select row_id, submission_id, project_code, 'selected_products'
    from staging.selected_products where not row_error
    union all
    select row_id, submission_id, project_code, 'brands'
    from staging.brands where not row_error
    union all
    select row_id, submission_id, project_code, 'designs'
    from staging.designs where not row_error
    union all
    select row_id, submission_id, project_code, 'information_items'
    from staging.information_items where not row_error
    union all
    select row_id, submission_id, project_code, 'cluster_works'
    from staging.cluster_works where not row_error
    union all
    select row_id, submission_id, project_code, 'international_activities'
    from staging.international_activities where not row_error
    union all
    select row_id, submission_id, project_code, 'management_activities'
    from staging.management_activities where not row_error
),
ranked as (
    select
        details.row_id, details.table_name, details.submission_id, details.project_code,
        -- a submission that lists details of a project it does not report stands behind all others
        coalesce(ranks.rank, 1000000) as rank
    from details
    join staging.submissions as s on s.submission_id = details.submission_id and s.in_force
    left join staging.project_ranks as ranks
        on ranks.submission_id = details.submission_id
        and ranks.project_code = details.project_code
)
select row_id, table_name, submission_id, project_code
from ranked
qualify project_code is null or rank = min(rank) over (partition by table_name, project_code)
