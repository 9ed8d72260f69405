/*
title = "Brands"
title_vi = "Thương hiệu"
grain = "one row per mark registered with support"
keys = ["submission_id", "sheet", "row_no"]
caveats = "of a project that two submissions report, only the rows of the one that rules"

[columns]
submission_id = { about = "Submission the row comes from, key into `quality.submissions`", not_null = true }
year = { about = "Year of the submission", not_null = true }
unit_code = { about = "Reporting unit, key into `core.units`", not_null = true }
sheet = { about = "Sheet the row stands on", not_null = true }
row_no = { about = "Row of the sheet, counted from 1", not_null = true }
project_code = { about = "Project, key into `core.projects`", about_vi = "Mã đề án", not_null = true }
establishment = { about = "Establishment as written", about_vi = "Cơ sở", not_null = true }
establishment_id = "Establishment it names, key into `core.establishments`"
mark = { about = "Mark as written", about_vi = "Nhãn hiệu", not_null = true }
certificate_no = { about = "Number of the certificate", about_vi = "Số văn bằng" }
certified_on = { about = "Day of the certificate", about_vi = "Ngày cấp" }
extra = "What stood under headings the form does not know, as JSON"

[checks.project_is_known]
about = "Every project_code is a key into core.projects"
sql = """
select * from core.brands
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
    t.establishment,
    link.establishment_id,
    t.mark,
    t.certificate_no,
    t.certified_on,
    t.extra
from staging.brands as t
join staging.counted_details as counted on counted.row_id = t.row_id
left join staging.establishment_links as link on link.row_id = t.row_id
order by t.year, t.unit_code, t.submission_id, t.sheet, t.row_no
