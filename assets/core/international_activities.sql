/*
title = "International activities"
title_vi = "Hợp tác quốc tế"
grain = "one row per activity of international cooperation"
keys = ["submission_id", "sheet", "row_no"]
caveats = "of a project that two submissions report, only the rows of the one that rules; no row means that no international activity was reported"

[columns]
submission_id = { about = "Submission the row comes from, key into `quality.submissions`", not_null = true }
year = { about = "Year of the submission", not_null = true }
unit_code = { about = "Reporting unit, key into `core.units`", not_null = true }
sheet = { about = "Sheet the row stands on", not_null = true }
row_no = { about = "Row of the sheet, counted from 1", not_null = true }
project_code = { about = "Project, key into `core.projects`", about_vi = "Mã đề án", not_null = true }
country = { about = "Country", about_vi = "Quốc gia" }
participants = { about = "Participants", about_vi = "Số người", unit = "people" }
held_on = { about = "Day held", about_vi = "Ngày" }
extra = "What stood under headings the form does not know, as JSON"

[checks.project_is_known]
about = "Every project_code is a key into core.projects"
sql = """
select * from core.international_activities
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
    t.country,
    t.participants,
    t.held_on,
    t.extra
from staging.international_activities as t
join staging.counted_details as counted on counted.row_id = t.row_id
order by t.year, t.unit_code, t.submission_id, t.sheet, t.row_no
