/*
title = "Advice to rural industrial establishments"
title_vi = "Tư vấn, trợ giúp cơ sở công nghiệp nông thôn"
grain = "one row per phase, year, unit, funding, activity and delivery that occur, and their totals: null in a dimension is its total"
keys = ["phase", "year", "unit_code", "funding", "activity", "delivery"]
caveats = "only projects that count (completed or adjusted); distinct counts are right at each level and must not be added; the row with null in every dimension is own and partner projects together: the province's total is the one with null in all but delivery = 'own'"

[columns]
phase = { about = "Phase, key into `core.phases`", not_null = true }
year = "Year of the project row that counts; null is the whole phase"
unit_code = "Reporting unit of that row; null is all units"
funding = "national, local or other; none for products without project; null is all"
activity = "Activity, key into `core.activities`; null is all"
delivery = "own or partner; null is both: never the province's total"
projects = { about = "Projects that count", about_vi = "Đề án được tính: đã hoàn thành, hoặc điều chỉnh rồi hoàn thành; mỗi mã đề án đếm một lần", unit = "projects", cell = "project_code", not_null = true }
support_vnd = { about = "Money spent on them", about_vi = "Kinh phí khuyến công đã thực hiện của các đề án được tính", unit = "đồng", cell = "spent_vnd", not_null = true }
planned_vnd = { about = "Money planned for them", about_vi = "Kinh phí khuyến công kế hoạch của các đề án", unit = "đồng", cell = "planned_vnd", not_null = true }
counterpart_vnd = { about = "Money put in by the beneficiaries", about_vi = "Vốn đối ứng của cơ sở thụ hưởng trong các đề án được tính", unit = "đồng", cell = "counterpart_vnd", not_null = true }
designs = { about = "Designs made", about_vi = "Mẫu mã, bao bì được thiết kế", unit = "designs", cell = "designs", not_null = true }
beneficiaries = { about = "Distinct establishments they were made for", about_vi = "Cơ sở được hỗ trợ thiết kế mẫu mã, mỗi cơ sở đếm một lần", unit = "establishments", cell = "establishment", not_null = true }
product_kinds = { about = "Distinct kinds of product", about_vi = "Loại sản phẩm được thiết kế mẫu mã, mỗi loại đếm một lần", unit = "kinds", cell = "product_kind", not_null = true }
products = { about = "Distinct products of establishments", about_vi = "Sản phẩm của các cơ sở được thiết kế mẫu mã, mỗi sản phẩm đếm một lần", unit = "products", cell = "product|product_kind", not_null = true }
*/
with evidence as (
    select
        p.year, p.unit_code, p.funding, p.activity, p.delivery,
        p.submission_id, p.sheet, p.row_no,
        p.project_code, p.planned_vnd, p.spent_vnd, p.counterpart_vnd
    from core.projects as p
    where p.is_counted and p.content_no = 5
    union all by name
    select
        p.year, p.unit_code, p.funding, p.activity, p.delivery,
        d.submission_id, d.sheet, d.row_no,
        d.designs, d.establishment_id, d.product_kind_key,
        d.establishment_id || ':' || coalesce(d.product_key, d.product_kind_key) as designed_product
    from core.designs as d
    join core.projects as p using (project_code)
    where p.is_counted and p.content_no = 5
)
select
    phases.phase,
    if(totals.over_years, null, evidence.year) as year,
    if(totals.over_units, null, evidence.unit_code) as unit_code,
    if(totals.over_fundings, null, evidence.funding) as funding,
    if(totals.over_activities, null, evidence.activity) as activity,
    if(totals.over_deliveries, null, evidence.delivery) as delivery,
    count(distinct evidence.project_code) as projects,
    coalesce(sum(evidence.spent_vnd), 0)::bigint as support_vnd,
    coalesce(sum(evidence.planned_vnd), 0)::bigint as planned_vnd,
    coalesce(sum(evidence.counterpart_vnd), 0)::bigint as counterpart_vnd,
    coalesce(sum(evidence.designs), 0)::bigint as designs,
    count(distinct evidence.establishment_id) as beneficiaries,
    count(distinct evidence.product_kind_key) as product_kinds,
    count(distinct evidence.designed_product) as products
from evidence
join core.phases as phases on evidence.year between phases.from_year and phases.to_year
join core.total_levels as totals on not totals.over_contents
group by 1, 2, 3, 4, 5, 6
order by 1, 2, 3, 4, 5, 6
