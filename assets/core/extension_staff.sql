/*
title = "Extension staff"
title_vi = "Cán bộ, cộng tác viên khuyến công"
grain = "one row per submission in force whose cover tells of staff"
keys = ["year", "unit_code"]

[columns]
submission_id = { about = "Submission, key into `quality.submissions`", not_null = true }
year = { about = "Year of the submission", not_null = true }
unit_code = { about = "Reporting unit, key into `core.units`", not_null = true }
sheet = { about = "Sheet of the cover fact", not_null = true }
row_no = { about = "Row of the cover fact that comes first", not_null = true }
officers = { about = "Full-time promotion officers; null where the cover does not tell", unit = "people" }
collaborators = { about = "Promotion collaborators; null where the cover does not tell", unit = "people" }
*/
select
    s.submission_id, s.year, s.unit_code, min(f.sheet) as sheet,
    min(regexp_extract(f.cell, '[0-9]+')::bigint) as row_no,
    max(f.value::bigint) filter (where f.name = 'officers') as officers,
    max(f.value::bigint) filter (where f.name = 'collaborators') as collaborators
from staging.cover_facts as f
join staging.submissions as s using (submission_id)
where s.in_force and f.name in ('officers', 'collaborators')
group by s.submission_id, s.year, s.unit_code
order by s.year, s.unit_code
