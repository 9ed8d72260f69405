/*
title = "Designs"
title_vi = "Thiết kế mẫu mã"
grain = "one row per kind of product for which designs were made for an establishment"
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
product_kind = { about = "Kind of product as written", about_vi = "Loại sản phẩm", not_null = true }
product_kind_key = "Comparison key of the kind of product, equal for spellings that differ only as headings may: to group and join by, never to be shown, for it is no readable text"
product = { about = "Product as written", about_vi = "Tên sản phẩm" }
product_key = "Comparison key of the product's name, equal for spellings that differ only as headings may: to group and join by, never to be shown, for it is no readable text"
designs = { about = "Designs made", about_vi = "Số mẫu", unit = "designs", not_null = true }
extra = "What stood under headings the form does not know, as JSON"

[checks.project_is_known]
about = "Every project_code is a key into core.projects"
sql = """
select * from core.designs
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
    t.product_kind,
    product_kind_key.key as product_kind_key,
    t.product,
    product_key.key as product_key,
    t.designs,
    t.extra
from staging.designs as t
join staging.counted_details as counted on counted.row_id = t.row_id
left join staging.establishment_links as link on link.row_id = t.row_id
left join staging.text_keys as product_kind_key on product_kind_key.written = t.product_kind
left join staging.text_keys as product_key on product_key.written = t.product
order by t.year, t.unit_code, t.submission_id, t.sheet, t.row_no
