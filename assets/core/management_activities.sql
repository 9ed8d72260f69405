/*
title = "Management activities"
title_vi = "Quản lý"
grain = "one row per activity of programme management"
keys = ["submission_id", "sheet", "row_no"]
caveats = "of a project that two submissions report, only the rows of the one that rules"

[columns]
submission_id = { about = "Submission the row comes from, key into `quality.submissions`", not_null = true }
year = { about = "Year of the submission", not_null = true }
unit_code = { about = "Reporting unit, key into `core.units`", not_null = true }
sheet = { about = "Sheet the row stands on", not_null = true }
row_no = { about = "Row of the sheet, counted from 1", not_null = true }
project_code = { about = "Project, key into `core.projects`", about_vi = "Mã đề án", not_null = true }
activity = { about = "Activity, key into `core.activities`", about_vi = "Hoạt động", not_null = true }
delegates = { about = "Delegates", about_vi = "Số đại biểu", unit = "people" }
held_on = { about = "Day held", about_vi = "Ngày" }
place = { about = "Place as written", about_vi = "Địa điểm" }
spent_vnd = { about = "Money spent", about_vi = "Kinh phí", unit = "đồng" }
extra = "What stood under headings the form does not know, as JSON"

[checks.project_is_known]
about = "Every project_code is a key into core.projects"
sql = """
select * from core.management_activities
where project_code not in (select project_code from core.projects)
"""
*/
select
    t.submission_id,
    t.year,
    t.unit_code,
    t.sheet,
    t.row_no,
    t.project_code,
    t.activity,
    t.delegates,
    t.held_on,
    t.place,
    t.spent_vnd,
    t.extra
from staging.management_activities as t
join staging.counted_details as counted on counted.row_id = t.row_id
order by t.year, t.unit_code, t.submission_id, t.sheet, t.row_no
