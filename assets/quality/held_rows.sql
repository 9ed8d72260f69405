/*
title = "Rows held back"
title_vi = "Dòng chưa được tính của các báo cáo đang dùng"
grain = "one row per data row held back of a submission in force"
keys = ["submission_id", "sheet", "row_no"]
caveats = "content, activity, funding and delivery as far as the row, its project in the same submission, or the project that counts elsewhere tells them; null is not known; no row means that no report in force has a row held back"

[columns]
submission_id = { about = "Submission, key into `quality.submissions`", not_null = true }
year = { about = "Year of the submission", not_null = true }
unit_code = { about = "Reporting unit, key into `core.units`", not_null = true }
path = { about = "Path relative to raw/", not_null = true }
sheet = { about = "Sheet", not_null = true }
row_no = { about = "Row of the sheet, counted from 1", not_null = true }
code = { about = "First rule that holds it back, key into `quality.rules`", not_null = true }
table_name = "Table of `core` it would stand in; null where no cell of it could be read"
project_code = "Project it tells of"
content_no = "Content of the decree, key into `core.contents`"
activity = "Activity, key into `core.activities`"
funding = "Source of the money: national, local or other"
delivery = "own or partner"

[checks.every_row_held_back_is_listed]
about = "As many rows stand here as the submissions in force hold back"
sql = """
select submissions.held, listed.held as listed
from (
    select coalesce(sum(rows_quarantined), 0) as held from quality.submissions
    where status in ('accepted', 'accepted_with_findings')
) as submissions
cross join (select count(*) as held from quality.held_rows) as listed
where submissions.held <> listed.held
"""
*/
with told as (
    select
        submission_id, sheet, row_no, any_value(table_name order by table_name) as table_name,
        max(value) filter (column_name = 'project_code') as project_code,
        try_cast(max(value) filter (column_name = 'content_no') as bigint) as content_no,
        max(value) filter (column_name = 'activity' and table_name = 'projects') as activity,
        max(value) filter (column_name = 'funding') as funding,
        max(value) filter (column_name = 'delivery') as delivery
    from quality.cells
    where table_name <> 'cover'
    group by submission_id, sheet, row_no
),
of_project as (
    -- a project told twice in one submission may be told in two ways: then neither is known
    select
        submission_id, project_code,
        if(count(distinct content_no) = 1, max(content_no), null) as content_no,
        if(count(distinct activity) = 1, max(activity), null) as activity,
        if(count(distinct funding) = 1, max(funding), null) as funding,
        if(count(distinct delivery) = 1, max(delivery), null) as delivery
    from told
    where table_name = 'projects'
    group by submission_id, project_code
)
select
    q.submission_id, s.year, s.unit_code, s.path, q.sheet, q.row_no, q.code,
    told.table_name, told.project_code,
    coalesce(told.content_no, of_project.content_no, p.content_no) as content_no,
    coalesce(told.activity, of_project.activity, p.activity) as activity,
    coalesce(told.funding, of_project.funding, p.funding) as funding,
    coalesce(told.delivery, of_project.delivery, p.delivery) as delivery
from quality.quarantine as q
join quality.submissions as s using (submission_id)
left join told using (submission_id, sheet, row_no)
left join of_project using (submission_id, project_code)
left join core.projects as p using (project_code)
where s.status in ('accepted', 'accepted_with_findings')
order by s.year, s.unit_code, q.submission_id, q.sheet, q.row_no
