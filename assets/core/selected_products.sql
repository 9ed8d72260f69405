/*
title = "Selected products"
title_vi = "Bình chọn"
grain = "one row per product honoured in a selection"
keys = ["submission_id", "sheet", "row_no"]
caveats = "of a project that two submissions report, only the rows of the one that rules"

[columns]
submission_id = { about = "Submission the row comes from, key into `quality.submissions`", not_null = true }
year = { about = "Year of the submission", not_null = true }
unit_code = { about = "Reporting unit, key into `core.units`", not_null = true }
sheet = { about = "Sheet the row stands on", not_null = true }
row_no = { about = "Row of the sheet, counted from 1", not_null = true }
project_code = { about = "Project, key into `core.projects`; null for products of region and nation", about_vi = "Mã đề án" }
round_year = { about = "Year of the selection round", about_vi = "Năm bình chọn", not_null = true }
level = { about = "province, region or nation", about_vi = "Cấp", not_null = true }
product = { about = "Product as written", about_vi = "Sản phẩm", not_null = true }
product_key = "Comparison key of the product's name, equal for spellings that differ only as headings may: to group and join by, never to be shown, for it is no readable text"
product_group = { about = "Group of products", about_vi = "Nhóm sản phẩm" }
establishment = { about = "Establishment as written", about_vi = "Cơ sở", not_null = true }
establishment_id = "Establishment it names, key into `core.establishments`"
certificate_no = { about = "Number of the certificate", about_vi = "Số giấy chứng nhận" }
extra = "What stood under headings the form does not know, as JSON"

[checks.project_is_known]
about = "Every project_code is a key into core.projects"
sql = """
select * from core.selected_products
where project_code is not null and project_code not in (select project_code from core.projects)
"""
*/
select
    t.submission_id,
    t.year,
    t.unit_code,
    t.sheet,
    t.row_no,
    t.project_code,
    t.round_year,
    t.level,
    t.product,
    product_key.key as product_key,
    t.product_group,
    t.establishment,
    link.establishment_id,
    t.certificate_no,
    t.extra
from staging.selected_products as t
join staging.counted_details as counted on counted.row_id = t.row_id
left join staging.text_keys as product_key on product_key.written = t.product
left join staging.establishment_links as link on link.row_id = t.row_id
order by t.year, t.unit_code, t.submission_id, t.sheet, t.row_no
