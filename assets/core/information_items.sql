/*
title = "Information items"
title_vi = "Tuyên truyền"
grain = "one row per programme, article or other item"
keys = ["submission_id", "sheet", "row_no"]
caveats = "of a project that two submissions report, only the rows of the one that rules"

[columns]
submission_id = { about = "Submission the row comes from, key into `quality.submissions`", not_null = true }
year = { about = "Year of the submission", not_null = true }
unit_code = { about = "Reporting unit, key into `core.units`", not_null = true }
sheet = { about = "Sheet the row stands on", not_null = true }
row_no = { about = "Row of the sheet, counted from 1", not_null = true }
project_code = { about = "Project, key into `core.projects`", about_vi = "Mã đề án", not_null = true }
channel = { about = "television, newspaper, radio, publication or website", about_vi = "Kênh", not_null = true }
title = { about = "Title as reported", about_vi = "Tên chuyên mục" }
published_on = { about = "Day of broadcast or publication", about_vi = "Ngày phát/đăng" }
extra = "What stood under headings the form does not know, as JSON"

[checks.project_is_known]
about = "Every project_code is a key into core.projects"
sql = """
select * from core.information_items
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
    t.channel,
    t.title,
    t.published_on,
    t.extra
from staging.information_items as t
join staging.counted_details as counted on counted.row_id = t.row_id
order by t.year, t.unit_code, t.submission_id, t.sheet, t.row_no
