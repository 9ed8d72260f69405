/*
title = "What each establishment had part in"
title_vi = "Các hoạt động hỗ trợ của từng cơ sở"
kind = "view"
grain = "one row per establishment and row of a detail table that names it"
keys = ["table_name", "submission_id", "sheet", "row_no"]
caveats = "only rows of projects that count, and honoured products; support is told for models and machinery alone; a supported establishment is one that has a row here, its number `count(distinct establishment_id)`, ready at every level in `sections.supported_establishments_of`"

[columns]
establishment_id = { about = "Establishment, key into `core.establishments`", not_null = true }
establishment = { about = "Its name as most often written", about_vi = "Tên cơ sở" }
district_code = "District it stands in"
year = { about = "Year of the project, of a product without one that of its round", not_null = true }
table_name = { about = "Table of `core` the row stands in", not_null = true }
project_code = "Project, key into `core.projects`; null for products of region and nation"
activity = "Activity of the project, key into `core.activities`"
delivery = "own or partner; null without a project"
support_vnd = { about = "Support given to it", about_vi = "Kinh phí hỗ trợ", unit = "đồng" }
submission_id = { about = "Submission the row comes from, key into `quality.submissions`", not_null = true }
sheet = { about = "Sheet the row stands on", not_null = true }
row_no = { about = "Row of the sheet, counted from 1", not_null = true }
*/
with named as (
    select
        'technology_supports' as table_name, establishment_id, project_code, year, support_vnd,
        submission_id, sheet, row_no
    from core.technology_supports
    union all by name
    select
        'training_classes' as table_name, establishment_id, project_code, year, submission_id,
        sheet, row_no
    from core.training_classes
    union all by name
    select
        'fair_booths' as table_name, establishment_id, project_code, year, submission_id, sheet,
        row_no
    from core.fair_booths
    union all by name
    select
        'brands' as table_name, establishment_id, project_code, year, submission_id, sheet, row_no
    from core.brands
    union all by name
    select
        'designs' as table_name, establishment_id, project_code, year, submission_id, sheet, row_no
    from core.designs
    union all by name
    select
        'selected_products' as table_name, establishment_id, project_code, round_year as year,
        submission_id, sheet, row_no
    from core.selected_products
)
select
    n.establishment_id, e.name as establishment, e.district_code, coalesce(p.year, n.year) as year,
    n.table_name, n.project_code, p.activity, p.delivery, n.support_vnd, n.submission_id, n.sheet,
    n.row_no
from named as n
join core.establishments as e using (establishment_id)
left join core.projects as p on p.project_code = n.project_code
where p.is_counted or n.project_code is null
