/*
title = "Development of typical rural industrial products"
title_vi = "Phát triển sản phẩm công nghiệp nông thôn tiêu biểu"
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
fairs = { about = "Distinct fairs (year and name)", about_vi = "Hội chợ, triển lãm, phân biệt theo năm và tên, mỗi hội chợ đếm một lần", unit = "fairs", cell = "fair_name", not_null = true }
booths = { about = "Booths", about_vi = "Gian hàng tại hội chợ, triển lãm", unit = "booths", cell = "booths", not_null = true }
fair_beneficiaries = { about = "Distinct establishments at fairs", about_vi = "Cơ sở tham gia hội chợ, triển lãm, mỗi cơ sở đếm một lần", unit = "establishments", cell = "establishment", not_null = true }
brands = { about = "Marks registered", about_vi = "Nhãn hiệu được xây dựng, đăng ký", unit = "brands", cell = "mark", not_null = true }
brand_beneficiaries = { about = "Distinct establishments with a mark registered", about_vi = "Cơ sở có nhãn hiệu được đăng ký, mỗi cơ sở đếm một lần", unit = "establishments", cell = "establishment", not_null = true }
rounds = { about = "Rounds: distinct years with products at province level", about_vi = "Lần bình chọn cấp tỉnh: số năm có sản phẩm được tôn vinh cấp tỉnh", unit = "rounds", cell = "round_year", not_null = true }
province_products = { about = "Products honoured by the province; their year is the round's", about_vi = "Sản phẩm được tôn vinh cấp tỉnh, theo năm bình chọn", unit = "products", cell = "product", not_null = true }
province_beneficiaries = { about = "Distinct establishments honoured by the province", about_vi = "Cơ sở có sản phẩm được tôn vinh cấp tỉnh, mỗi cơ sở đếm một lần", unit = "establishments", cell = "establishment", not_null = true }
regional_products = { about = "Products honoured for the region; their year is the round's", about_vi = "Sản phẩm được tôn vinh cấp khu vực, theo năm bình chọn", unit = "products", cell = "product", not_null = true }
national_products = { about = "Products honoured for the nation; their year is the round's", about_vi = "Sản phẩm được công nhận cấp quốc gia, theo năm bình chọn", unit = "products", cell = "product", not_null = true }
*/
with evidence as (
    select
        p.year, p.unit_code, p.funding, p.activity, p.delivery,
        p.submission_id, p.sheet, p.row_no,
        p.project_code, p.planned_vnd, p.spent_vnd, p.counterpart_vnd
    from core.projects as p
    where p.is_counted and p.content_no = 4
    union all by name
    select
        p.year, p.unit_code, p.funding, p.activity, p.delivery,
        d.submission_id, d.sheet, d.row_no,
        d.establishment_id as exhibitor_id, d.booths,
        p.year || ':' || d.fair_key as fair
    from core.fair_booths as d
    join core.projects as p using (project_code)
    where p.is_counted and p.content_no = 4
    union all by name
    select
        p.year, p.unit_code, p.funding, p.activity, p.delivery,
        d.submission_id, d.sheet, d.row_no,
        d.mark, d.establishment_id as brand_owner_id
    from core.brands as d
    join core.projects as p using (project_code)
    where p.is_counted and p.content_no = 4
    union all by name
    select
        -- products of region and nation belong to no project, whatever code stands beside them
        d.round_year as year,
        if(d.level = 'province', coalesce(p.unit_code, d.unit_code), d.unit_code) as unit_code,
        if(d.level = 'province', coalesce(p.funding, 'none'), 'none') as funding,
        'selection' as activity,
        if(d.level = 'province', coalesce(p.delivery, 'own'), 'own') as delivery,
        d.submission_id, d.sheet, d.row_no,
        d.level, d.round_year, d.establishment_id as honoured_id,
        -- the same product of the same establishment in the same round is one, whoever lists it
        d.round_year || ':' || d.level || ':' || d.product_key || ':' || d.establishment_id
            as honoured_product
    from core.selected_products as d
    left join core.projects as p using (project_code)
    where d.level <> 'province' or p.project_code is null or p.is_counted
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
    count(distinct evidence.fair) as fairs,
    coalesce(sum(evidence.booths), 0)::bigint as booths,
    count(distinct evidence.exhibitor_id) as fair_beneficiaries,
    count(evidence.mark) as brands,
    count(distinct evidence.brand_owner_id) as brand_beneficiaries,
    count(distinct evidence.round_year) filter (where evidence.level = 'province') as rounds,
    count(distinct evidence.honoured_product) filter (where evidence.level = 'province')
        as province_products,
    count(distinct evidence.honoured_id) filter (where evidence.level = 'province')
        as province_beneficiaries,
    count(distinct evidence.honoured_product) filter (where evidence.level = 'region')
        as regional_products,
    count(distinct evidence.honoured_product) filter (where evidence.level = 'nation')
        as national_products
from evidence
join core.phases as phases on evidence.year between phases.from_year and phases.to_year
join core.total_levels as totals on not totals.over_contents
group by 1, 2, 3, 4, 5, 6
order by 1, 2, 3, 4, 5, 6
