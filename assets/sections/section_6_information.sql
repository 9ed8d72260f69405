/*
title = "Information on industrial policy and promotion"
title_vi = "Cung cấp thông tin, tuyên truyền"
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
programmes = { about = "Items of every channel", about_vi = "Chuyên mục, tin bài trên mọi kênh", unit = "programmes", cell = "channel", not_null = true }
television_programmes = { about = "Items: television programmes", about_vi = "Chuyên mục trên truyền hình", unit = "programmes", cell = "channel", not_null = true }
newspaper_programmes = { about = "Items: newspaper programmes", about_vi = "Chuyên mục, tin bài trên báo", unit = "programmes", cell = "channel", not_null = true }
radio_programmes = { about = "Items: radio programmes", about_vi = "Chuyên mục trên sóng phát thanh", unit = "programmes", cell = "channel", not_null = true }
publications = { about = "Items: publications", about_vi = "Ấn phẩm tuyên truyền", unit = "programmes", cell = "channel", not_null = true }
website_items = { about = "Items: website items", about_vi = "Tin bài trên trang thông tin điện tử", unit = "programmes", cell = "channel", not_null = true }
*/
with evidence as (
    select
        p.year, p.unit_code, p.funding, p.activity, p.delivery,
        p.submission_id, p.sheet, p.row_no,
        p.project_code, p.planned_vnd, p.spent_vnd, p.counterpart_vnd
    from core.projects as p
    where p.is_counted and p.content_no = 6
    union all by name
    select
        p.year, p.unit_code, p.funding, p.activity, p.delivery,
        d.submission_id, d.sheet, d.row_no,
        d.channel
    from core.information_items as d
    join core.projects as p using (project_code)
    where p.is_counted and p.content_no = 6
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
    count(evidence.channel) as programmes,
    count(evidence.channel) filter (where evidence.channel = 'television') as television_programmes,
    count(evidence.channel) filter (where evidence.channel = 'newspaper') as newspaper_programmes,
    count(evidence.channel) filter (where evidence.channel = 'radio') as radio_programmes,
    count(evidence.channel) filter (where evidence.channel = 'publication') as publications,
    count(evidence.channel) filter (where evidence.channel = 'website') as website_items
from evidence
join core.phases as phases on evidence.year between phases.from_year and phases.to_year
join core.total_levels as totals on not totals.over_contents
group by 1, 2, 3, 4, 5, 6
order by 1, 2, 3, 4, 5, 6
