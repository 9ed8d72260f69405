/*
title = "Fair booths"
title_vi = "Hội chợ"
grain = "one row per establishment at a fair"
keys = ["submission_id", "sheet", "row_no"]
caveats = "of a project that two submissions report, only the rows of the one that rules"

[columns]
submission_id = { about = "Submission the row comes from, key into `quality.submissions`", not_null = true }
year = { about = "Year of the submission", not_null = true }
unit_code = { about = "Reporting unit, key into `core.units`", not_null = true }
sheet = { about = "Sheet the row stands on", not_null = true }
row_no = { about = "Row of the sheet, counted from 1", not_null = true }
project_code = { about = "Project, key into `core.projects`", about_vi = "Mã đề án", not_null = true }
fair_name = { about = "Fair as written", about_vi = "Tên hội chợ", not_null = true }
fair_key = "Comparison key of the fair's name, equal for spellings that differ only as headings may: to group and join by, never to be shown, for it is no readable text"
place = { about = "Place as written", about_vi = "Nơi tổ chức" }
opens_on = { about = "First day", about_vi = "Từ ngày" }
closes_on = { about = "Last day", about_vi = "Đến ngày" }
establishment = { about = "Establishment as written", about_vi = "Cơ sở tham gia" }
establishment_id = "Establishment it names, key into `core.establishments`"
booths = { about = "Booths", about_vi = "Số gian hàng", unit = "booths" }
extra = "What stood under headings the form does not know, as JSON"

[checks.project_is_known]
about = "Every project_code is a key into core.projects"
sql = """
select * from core.fair_booths
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
    t.fair_name,
    fair_key.key as fair_key,
    t.place,
    t.opens_on,
    t.closes_on,
    t.establishment,
    link.establishment_id,
    t.booths,
    t.extra
from staging.fair_booths as t
join staging.counted_details as counted on counted.row_id = t.row_id
left join staging.text_keys as fair_key on fair_key.written = t.fair_name
left join staging.establishment_links as link on link.row_id = t.row_id
order by t.year, t.unit_code, t.submission_id, t.sheet, t.row_no
