/*
title = "Cluster works"
title_vi = "Cụm công nghiệp"
grain = "one row per work on an industrial cluster"
keys = ["submission_id", "sheet", "row_no"]
caveats = "of a project that two submissions report, only the rows of the one that rules; no row means that no work on a cluster was reported"

[columns]
submission_id = { about = "Submission the row comes from, key into `quality.submissions`", not_null = true }
year = { about = "Year of the submission", not_null = true }
unit_code = { about = "Reporting unit, key into `core.units`", not_null = true }
sheet = { about = "Sheet the row stands on", not_null = true }
row_no = { about = "Row of the sheet, counted from 1", not_null = true }
project_code = { about = "Project, key into `core.projects`", about_vi = "Mã đề án", not_null = true }
cluster_name = { about = "Industrial cluster as written", about_vi = "Cụm công nghiệp", not_null = true }
cluster_key = "Comparison key of the cluster's name, equal for spellings that differ only as headings may: to group and join by, never to be shown, for it is no readable text"
work = { about = "detailed_plan, infrastructure, joint_venture or pollution_treatment", about_vi = "Hạng mục", not_null = true }
area_ha = { about = "Area", about_vi = "Diện tích, ha", unit = "ha" }
extra = "What stood under headings the form does not know, as JSON"

[checks.project_is_known]
about = "Every project_code is a key into core.projects"
sql = """
select * from core.cluster_works
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
    t.cluster_name,
    cluster_key.key as cluster_key,
    t.work,
    t.area_ha,
    t.extra
from staging.cluster_works as t
join staging.counted_details as counted on counted.row_id = t.row_id
left join staging.text_keys as cluster_key on cluster_key.written = t.cluster_name
order by t.year, t.unit_code, t.submission_id, t.sheet, t.row_no
