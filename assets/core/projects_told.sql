/*
title = "Projects with the names of their codes"
title_vi = "Đề án kèm tên gọi của các mã"
kind = "view"
grain = "one row per project_code, as in core.projects"
keys = ["project_code"]
caveats = "names of units are those of the project's time; the counted own projects are the province's"

[columns]
project_code = { about = "Project, key into `core.projects`", not_null = true }
title = { about = "Title as reported", about_vi = "Tên đề án", not_null = true }
year = { about = "Year of the row that counts, else the latest", not_null = true }
unit_code = { about = "Reporting unit, key into `core.units`", not_null = true }
unit_vi = { about = "Its name in that year", about_vi = "Tên đơn vị báo cáo" }
content_no = { about = "Content of the decree, key into `core.contents`", not_null = true }
content_vi = { about = "Short title of the content", about_vi = "Nội dung" }
activity = { about = "Activity, key into `core.activities`", not_null = true }
activity_vi = { about = "Name of the activity", about_vi = "Hoạt động" }
funding = { about = "national, local or other", not_null = true }
funding_vi = { about = "Name of the source of the money", about_vi = "Nguồn kinh phí" }
delivery = { about = "own or partner", not_null = true }
delivery_vi = { about = "Name of the way it was run", about_vi = "Hình thức thực hiện" }
status = { about = "completed, adjusted, in_progress, carried_over or stopped", not_null = true }
status_vi = { about = "Name of the status", about_vi = "Tình trạng" }
is_counted = { about = "Whether it counts in an assessment: completed or adjusted", not_null = true }
area_code = "Unit right below the province that its place is or lies in, in its time"
area_vi = { about = "Name of that unit", about_vi = "Tên địa bàn" }
commune_code = "Unit its place names, in its time"
commune_vi = { about = "Name of that unit", about_vi = "Tên địa điểm" }
planned_vnd = { about = "Money planned", about_vi = "Kinh phí khuyến công kế hoạch", unit = "đồng" }
spent_vnd = { about = "Money spent", about_vi = "Kinh phí khuyến công thực hiện", unit = "đồng" }
counterpart_vnd = { about = "Money put in by the beneficiary", unit = "đồng" }
*/
with named as (
    select
        u.unit_code, u.name_vi,
        coalesce(u.valid_from, date '0001-01-01') as first_day,
        coalesce(u.valid_to, date '9999-12-31') as last_day
    from core.units as u
)
select
    p.project_code, p.title, p.year, p.unit_code, unit.name_vi as unit_vi,
    p.content_no, contents.short_vi as content_vi, p.activity, activities.label_vi as activity_vi,
    p.funding, fundings.label_vi as funding_vi, p.delivery, deliveries.label_vi as delivery_vi,
    p.status, statuses.label_vi as status_vi, p.is_counted,
    p.area_code, area.name_vi as area_vi, p.commune_code, commune.name_vi as commune_vi,
    p.planned_vnd, p.spent_vnd, p.counterpart_vnd
from core.projects as p
join core.contents as contents using (content_no)
join core.activities as activities on activities.activity = p.activity
join core.codes as fundings on fundings.code_list = 'funding' and fundings.code = p.funding
join core.codes as deliveries on deliveries.code_list = 'delivery' and deliveries.code = p.delivery
join core.codes as statuses on statuses.code_list = 'status' and statuses.code = p.status
left join named as unit
    on unit.unit_code = p.unit_code
    and make_date(p.year, 12, 31) between unit.first_day and unit.last_day
left join named as area
    on area.unit_code = p.area_code and p.place_on between area.first_day and area.last_day
left join named as commune
    on commune.unit_code = p.commune_code
    and p.place_on between commune.first_day and commune.last_day
