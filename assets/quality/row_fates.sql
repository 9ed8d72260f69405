/*
title = "Fates of rows"
title_vi = "Kết quả xử lý từng dòng báo cáo"
grain = "one row per non-empty row of a table sheet"
keys = ["submission_id", "sheet", "row_no"]
caveats = "the rows of a duplicate are told once, with the submission whose bytes it repeats; the first fate that applies is told, in the order in which they are listed"

[columns]
submission_id = { about = "Submission, key into `quality.submissions`", not_null = true }
sheet = { about = "Sheet", not_null = true }
row_no = { about = "Row of the sheet, counted from 1", not_null = true }
table_name = { about = "Table of `core` that the sheet holds", not_null = true }
fate = { about = "not_data; rejected, superseded, withdrawn or waiting with its whole file; held_back by a rule; reported_twice and lost to another unit's row; other_year where the project's row of another year rules; not_completed; partner where an outside centre runs it, which has figures of its own; counted", not_null = true }
read_as = { about = "What the reader took the row for: data, preamble, heading, column_numbers, group, total, subtotal, of_which, note or signature", not_null = true }
read_why = { about = "Why it did", not_null = true }
project_code = "Project of a data row; null where none can be read"
project_status = "How far the project is, as the row that rules tells, of a row of another year or unit too (how far it was in each year: `core.project_years`); null without a project, and for rows held back or without a report in force"
code = "Rule that holds the row or its file back, key into `quality.rules`"
ruling_submission_id = "Submission that stands in its place, or of the row that does; key into `quality.submissions`"
ruling_sheet = "Sheet of the row that rules instead"
ruling_row_no = "That row"

[checks.every_row_read_is_here]
about = "Each submission has as many rows here as were read, and as many that are not data"
sql = """
select s.submission_id, s.path, s.rows_read, count(f.row_no) as told
from quality.submissions as s
left join quality.row_fates as f using (submission_id)
group by s.submission_id, s.path, s.rows_read, s.rows_not_data
having s.rows_read <> count(f.row_no)
    or s.rows_not_data <> count(f.row_no) filter (where f.fate = 'not_data')
"""

[checks.what_counts_is_in_core]
about = "A row counts exactly where the projects that count, or their details, have it"
sql = """
select f.submission_id, f.sheet, f.row_no
from quality.row_fates as f
left join core.projects as p using (submission_id, sheet, row_no)
where f.table_name = 'projects'
    and (f.fate in ('counted', 'partner')) <> coalesce(p.is_counted, false)
"""
*/
with codes as (
    select row_id, any_value(value) as project_code
    from staging.cells
    where column_name = 'project_code'
    group by row_id
),
seen as (
    select
        seen.submission_id, seen.sheet, seen.row_no, seen.table_name, seen.read_as, seen.read_why,
        r.row_id, codes.project_code
    from staging.seen_rows as seen
    left join staging.rows as r
        on r.submission_id = seen.submission_id
        and r.sheet = seen.sheet and r.row_no = seen.row_no
    left join codes on codes.row_id = r.row_id
),
in_force as (
    select unit_code, year, submission_id from staging.submissions where standing = 'in_force'
),
ruling_projects as (
    select ranks.project_code, p.row_id, p.status, p.delivery
    from staging.project_ranks as ranks
    join staging.projects as p using (row_id)
    where ranks.rank = 1
),
-- the row that stands for a project in a table: the project's own, or the first of its details
standing_rows as (
    select 'projects' as table_name, project_code, row_id from ruling_projects
    union all
    select table_name, project_code, min(row_id)
    from staging.counted_details
    group by table_name, project_code
),
counting as (
    select row_id from ruling_projects
    union all
    select row_id from staging.counted_details
),
judged as (
    select
        seen.*, s.unit_code, s.year, s.standing, held.code,
        project.status as project_status, project.delivery,
        counting.row_id is not null as rules,
        other.submission_id as other_submission_id, other.sheet as other_sheet,
        other.row_no as other_row_no, other_report.year as other_year,
        in_force.submission_id as heir_id
    from seen
    join staging.submissions as s on s.submission_id = seen.submission_id
    left join in_force on in_force.unit_code = s.unit_code and in_force.year = s.year
    left join staging.held_rows as held
        on held.submission_id = seen.submission_id
        and held.sheet = seen.sheet and held.row_no = seen.row_no
    left join ruling_projects as project on project.project_code = seen.project_code
    left join counting on counting.row_id = seen.row_id
    left join standing_rows
        on standing_rows.table_name = seen.table_name
        and standing_rows.project_code = seen.project_code
    left join staging.rows as other on other.row_id = standing_rows.row_id
    left join staging.submissions as other_report
        on other_report.submission_id = other.submission_id
),
fated as (
    select
        *,
        case
            when read_as <> 'data' then 'not_data'
            when standing = 'in_force' and code is not null then 'held_back'
            when standing <> 'in_force' then standing
            when not rules and other_year = year then 'reported_twice'
            when not rules then 'other_year'
            when project_code is not null and project_status not in ('completed', 'adjusted')
                then 'not_completed'
            when delivery = 'partner' then 'partner'
            else 'counted'
        end as fate
    from judged
)
select
    submission_id, sheet, row_no, table_name, fate, read_as, read_why, project_code,
    if(
        fate in ('reported_twice', 'other_year', 'not_completed', 'partner', 'counted'),
        project_status, null
    ) as project_status,
    if(fate in ('rejected', 'held_back'), code, null) as code,
    case
        when fate in ('superseded', 'waiting') then heir_id
        when fate in ('reported_twice', 'other_year') then other_submission_id
    end as ruling_submission_id,
    if(fate in ('reported_twice', 'other_year'), other_sheet, null) as ruling_sheet,
    if(fate in ('reported_twice', 'other_year'), other_row_no, null) as ruling_row_no
from fated
order by submission_id, sheet, row_no
