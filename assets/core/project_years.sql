/*
title = "Projects year by year"
title_vi = "Đề án theo từng năm báo cáo"
grain = "one row per project and year in which a report in force tells of it"
keys = ["project_code", "year"]
caveats = "a project carried over stands in each of its years, so plans and amounts of several years must not be added: what counts is the one row with is_ruling, which is that of `core.projects`; where several units report it in a year, the row that wins that year; rows held back are in `quality.quarantine`"

[columns]
submission_id = { about = "Submission the row comes from, key into `quality.submissions`", not_null = true }
year = { about = "Year of the submission", not_null = true }
unit_code = { about = "Reporting unit, key into `core.units`", not_null = true }
sheet = { about = "Sheet the row stands on", not_null = true }
row_no = { about = "Row of the sheet, counted from 1", not_null = true }
project_code = { about = "Project, key into `core.projects`", about_vi = "Mã đề án", not_null = true }
funding = { about = "Source of the money as this year's row tells: national, local or other", not_null = true }
delivery = { about = "own or partner, as this year's row tells", not_null = true }
status = { about = "How far it was in this year: completed, adjusted, in_progress, carried_over or stopped", not_null = true }
planned_vnd = { about = "Money planned, as this year's row tells", about_vi = "Kinh phí khuyến công kế hoạch ghi trong năm", unit = "đồng" }
spent_vnd = { about = "Money spent, as this year's row tells", about_vi = "Kinh phí khuyến công thực hiện ghi trong năm", unit = "đồng" }
counterpart_vnd = { about = "Money put in by the beneficiary, as this year's row tells", about_vi = "Vốn đối ứng ghi trong năm", unit = "đồng" }
is_ruling = { about = "Whether this is the row of `core.projects`", about_vi = "Là dòng được lấy vào `core.projects`", not_null = true }
ruling_year = { about = "Year of the row of `core.projects`", about_vi = "Năm của dòng được lấy vào `core.projects`", not_null = true }
next_year = { about = "Next year in which the project is told of; null in its last", about_vi = "Năm báo cáo tiếp theo của đề án" }
next_planned_vnd = { about = "Money planned in that year, which counts the same plan again", about_vi = "Kinh phí khuyến công kế hoạch ghi ở năm tiếp theo", unit = "đồng" }

[checks.one_row_rules]
about = "Of each project exactly one year rules, the one that core.projects has"
sql = """
select p.project_code, count(y.year) as ruling
from core.projects as p
left join core.project_years as y using (submission_id, sheet, row_no)
group by p.project_code
having count(*) filter (where y.is_ruling) <> 1
"""
*/
select
    t.submission_id, t.year, t.unit_code, t.sheet, t.row_no, t.project_code,
    t.funding, t.delivery, t.status, t.planned_vnd, t.spent_vnd, t.counterpart_vnd,
    ranks.rank = 1 as is_ruling,
    p.year as ruling_year,
    lead(t.year) over later as next_year,
    lead(t.planned_vnd) over later as next_planned_vnd
from staging.projects as t
join staging.project_ranks as ranks on ranks.row_id = t.row_id and ranks.rank_in_year = 1
join core.projects as p on p.project_code = t.project_code
window later as (partition by t.project_code order by t.year)
order by t.project_code, t.year
