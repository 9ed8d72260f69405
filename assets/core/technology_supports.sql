/*
title = "Technology supports"
title_vi = "Mô hình, máy móc"
grain = "one row per establishment supported with a model, machinery or technology"
keys = ["submission_id", "sheet", "row_no"]
caveats = "of a project that two submissions report, only the rows of the one that rules"

[columns]
submission_id = { about = "Submission the row comes from, key into `quality.submissions`", not_null = true }
year = { about = "Year of the submission", not_null = true }
unit_code = { about = "Reporting unit, key into `core.units`", not_null = true }
sheet = { about = "Sheet the row stands on", not_null = true }
row_no = { about = "Row of the sheet, counted from 1", not_null = true }
project_code = { about = "Project, key into `core.projects`", about_vi = "Mã đề án", not_null = true }
establishment = { about = "Establishment as written", about_vi = "Cơ sở thụ hưởng", not_null = true }
establishment_id = "Establishment it names, key into `core.establishments`"
registration_no = { about = "Tax code or registration number as written", about_vi = "Mã số thuế/ĐKKD" }
industry = { about = "Industry as written", about_vi = "Ngành nghề" }
industry_key = "Comparison key of the industry, equal for spellings that differ only as headings may: to group and join by, never to be shown, for it is no readable text"
equipment = { about = "Machinery, equipment or technology", about_vi = "Máy móc, thiết bị, công nghệ" }
investment_vnd = { about = "Total investment", about_vi = "Tổng vốn đầu tư", unit = "đồng" }
support_vnd = { about = "Support given to this establishment; for checks, amounts are the projects' spent_vnd", about_vi = "Kinh phí hỗ trợ", unit = "đồng", not_null = true }
new_jobs = { about = "Jobs added", about_vi = "Lao động tăng thêm", unit = "people" }
revenue_increase_vnd = { about = "Revenue added", about_vi = "Doanh thu tăng thêm", unit = "đồng" }
extra = "What stood under headings the form does not know, as JSON"

[checks.project_is_known]
about = "Every project_code is a key into core.projects"
sql = """
select * from core.technology_supports
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
    t.registration_no,
    t.industry,
    industry_key.key as industry_key,
    t.equipment,
    t.investment_vnd,
    t.support_vnd,
    t.new_jobs,
    t.revenue_increase_vnd,
    t.extra
from staging.technology_supports as t
join staging.counted_details as counted on counted.row_id = t.row_id
left join staging.text_keys as industry_key on industry_key.written = t.industry
left join staging.establishment_links as link on link.row_id = t.row_id
order by t.year, t.unit_code, t.submission_id, t.sheet, t.row_no
