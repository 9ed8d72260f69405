/*
title = "Budget assigned and the plans of the projects"
title_vi = "Kế hoạch kinh phí được giao và kế hoạch của các đề án"
grain = "one row per submission in force and source of money, where the cover tells the budget and every project its plan"
kind = "view"
keys = ["submission_id", "column_name"]
caveats = "a project that another submission's row wins belongs to that unit's budget; one sheet or row held back leaves nothing to compare"

[columns]
submission_id = "The submission"
sheet = "Sheet of the budget"
row_no = "Row of the budget"
column_name = "Cover fact: plan_national_vnd or plan_local_vnd"
assigned_vnd = { about = "Budget assigned to the unit", unit = "đồng" }
planned_vnd = { about = "Plans of its own projects of that source", unit = "đồng" }
funding_vi = "Source of money in Vietnamese"
funding_en = "Source of money in English"
*/
with assigned as (
    select
        f.submission_id, f.sheet, f.name as column_name,
        regexp_extract(f.cell, '[0-9]+')::bigint as row_no,
        f.value::bigint as assigned_vnd,
        if(f.name = 'plan_national_vnd', 'national', 'local') as funding
    from staging.cover_facts as f
    join staging.submissions as s using (submission_id)
    where s.in_force and f.name in ('plan_national_vnd', 'plan_local_vnd')
),
incomplete as (
    select submission_id from staging.projects where row_error
    union
    select submission_id from staging.sheets where rejected is not null
),
planned as (
    select
        p.submission_id, p.funding,
        sum(p.planned_vnd) as planned_vnd,
        bool_and(p.planned_vnd is not null) as is_told
    from staging.projects as p
    join staging.project_ranks as ranks using (row_id)
    where p.delivery = 'own' and ranks.rank_in_year = 1
    group by p.submission_id, p.funding
)
select
    a.submission_id, a.sheet, a.row_no, a.column_name, a.assigned_vnd, p.planned_vnd,
    if(a.funding = 'national', 'khuyến công quốc gia', 'khuyến công địa phương') as funding_vi,
    if(a.funding = 'national', 'national', 'local') as funding_en
from assigned as a
join planned as p using (submission_id, funding)
where p.is_told and a.submission_id not in (select submission_id from incomplete)
