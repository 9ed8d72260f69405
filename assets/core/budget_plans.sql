/*
title = "Budget plans"
title_vi = "Kế hoạch kinh phí được giao"
grain = "one row per submission in force and source of money whose plan the cover tells"
keys = ["year", "unit_code", "funding"]

[columns]
submission_id = { about = "Submission, key into `quality.submissions`", not_null = true }
year = { about = "Year of the submission", not_null = true }
unit_code = { about = "Reporting unit, key into `core.units`", not_null = true }
sheet = { about = "Sheet of the cover fact", not_null = true }
row_no = { about = "Row of the cover fact", not_null = true }
cell = { about = "Cell of the cover fact", not_null = true }
funding = { about = "national or local", not_null = true }
plan_vnd = { about = "Plan assigned to the unit for the year", unit = "đồng", not_null = true }
*/
select
    s.submission_id, s.year, s.unit_code, f.sheet,
    regexp_extract(f.cell, '[0-9]+')::bigint as row_no,
    f.cell,
    case f.name when 'plan_national_vnd' then 'national' else 'local' end as funding,
    f.value::bigint as plan_vnd
from staging.cover_facts as f
join staging.submissions as s using (submission_id)
where s.in_force and f.name in ('plan_national_vnd', 'plan_local_vnd')
order by s.year, s.unit_code, funding
